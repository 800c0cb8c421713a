// npm run scorm -- LINK [--title TITLE] [--out FILE.zip]: a challenge as a SCORM 1.2 package for a learning platform.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages, ROOT, runBin, say } from './lib.mjs';

ensurePackages();
const { challengeFragment, scormPackage } = await import('./scormPackage.mjs');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { title: { type: 'string', default: 'CIDR House' }, out: { type: 'string', default: 'cidr-house-scorm.zip' } },
});
const fragment = challengeFragment(positionals[0] ?? '');
if (fragment === undefined) {
  say('Give the link of a challenge (…#c=1.…), as the teacher’s page makes it.');
  process.exit(2);
}
const dist = join(ROOT, 'dist');
if (!existsSync(join(dist, 'index.html'))) {
  const { code } = await runBin('vite', ['build', '--logLevel', 'warn']);
  if (code !== 0) process.exit(code);
}
const filesOf = (folder, isWanted) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter(isWanted)
    .map((path) => [path, readFileSync(join(folder, path))]);
// A platform serves under addresses of its own: no service worker there, and no pictures for chats.
const game = filesOf(dist, (path) => !path.endsWith('.map') && path !== 'sw.js' && !path.startsWith('preview/'));
const bytes = scormPackage({ title: values.title, fragment, shim: filesOf(join(ROOT, 'scorm'), () => true), game });
writeFileSync(values.out, bytes);
say(`${values.out}: ${(bytes.length / 1e6).toFixed(1)} MB, SCORM 1.2.`);
