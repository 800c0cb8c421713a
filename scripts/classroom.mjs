// npm run classroom: builds the game and the classroom server when they are older than their sources, and starts the one process that serves both.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, ensurePackages, newestChange, ROOT, runBin, say } from './lib.mjs';

ensurePackages();
const { CONTENT_POLICY } = await import('./policy.mjs');
const page = join(ROOT, 'dist', 'index.html');
if (
  !existsSync(page) ||
  statSync(page).mtimeMs < newestChange(['src', 'workers', 'levels', 'codex', 'public', 'index.html', 'scripts'])
) {
  say('Building the game…');
  const { code } = await runBin('vite', ['build', '--logLevel', 'warn']);
  if (code !== 0) process.exit(code);
}
const sources = ['src/engine', 'src/manifest', 'src/levels', 'src/share', 'src/classroom', 'src/words', 'server'];
process.env['CIDR_ROOT'] = ROOT;
process.env['CIDR_POLICY'] = CONTENT_POLICY;
process.env['CIDR_WORKER'] = await bundle('server/verify/worker.ts', sources);
const file = await bundle('server/main.ts', sources, ['libsql', 'pg', 'pg-native', 'ws']);
await import(pathToFileURL(file).href);
