// The built game, served as any static host would, with the content policy as a header too.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { basename, extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export function serveGame(folder: string, policy: string, url: URL): Response {
  const headers = {
    'content-security-policy': `${policy}; frame-ancestors 'self'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
  const file = fileOf(folder, url.pathname);
  if (file === undefined) return new Response('Not found\n', { status: 404, headers });
  if (file.folder) return new Response(null, { status: 301, headers: { ...headers, location: `${url.pathname}/` } });
  const hashed = /-[\w-]{8}\.\w+$/.test(basename(file.path));
  return new Response(Readable.toWeb(createReadStream(file.path)) as unknown as ReadableStream, {
    headers: {
      ...headers,
      'content-type': TYPES[extname(file.path)] ?? 'application/octet-stream',
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  });
}

function fileOf(folder: string, pathname: string): { readonly path: string; readonly folder: boolean } | undefined {
  let path: string;
  try {
    path = normalize(join(folder, decodeURIComponent(pathname)));
  } catch {
    return undefined;
  }
  if (path.includes('\0') || (path !== folder && !path.startsWith(folder + sep))) return undefined;
  try {
    if (!existsSync(path)) return undefined;
    if (!statSync(path).isDirectory()) return { path, folder: false };
    if (!pathname.endsWith('/')) return { path, folder: true };
    const index = join(path, 'index.html');
    return existsSync(index) ? { path: index, folder: false } : undefined;
  } catch {
    return undefined;
  }
}
