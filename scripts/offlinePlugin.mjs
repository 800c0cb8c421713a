// Vite plugin: after the build, the service worker as sw.js beside the page, with the list of everything the build wrote and its digests.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const HASHED = /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

/** What the game needs without a network: every page, script, style and picture. A name with a digest in it needs no second one. */
export function listPrecache(outDir) {
  return (
    readdirSync(outDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(outDir.length + 1)
          .replaceAll('\\', '/'),
      )
      .filter((url) => url !== 'sw.js' && !url.endsWith('.map'))
      // Pictures for chats are never asked for by the page.
      .filter((url) => !url.startsWith('preview/'))
      .sort()
      .map((url) => ({
        url,
        revision:
          url.startsWith('assets/') && HASHED.test(url)
            ? null
            : createHash('sha256')
                .update(readFileSync(join(outDir, url)))
                .digest('hex')
                .slice(0, 16),
      }))
  );
}

export function offlinePlugin(root) {
  let outDir = join(root, 'dist');
  return {
    name: 'cidr-house-offline',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      await build({
        configFile: false,
        root,
        logLevel: 'warn',
        define: { __PRECACHE__: JSON.stringify(listPrecache(outDir)), 'process.env.NODE_ENV': '"production"' },
        build: {
          target: 'es2022',
          outDir,
          emptyOutDir: false,
          copyPublicDir: false,
          lib: { entry: join(root, 'workers', 'offline.worker.ts'), formats: ['iife'], name: 'offline', fileName: () => 'sw.js' },
        },
      });
    },
  };
}
