// npm start: installs what is missing, builds when a source is newer than the build, serves the game and prints its address.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages, newestChange, ROOT, runBin, say } from './lib.mjs';

ensurePackages();
const page = join(ROOT, 'dist', 'index.html');
const sources = ['src', 'workers', 'levels', 'assets', 'index.html', 'vite.config.ts', 'scripts', 'package-lock.json'];
if (!existsSync(page) || statSync(page).mtimeMs < newestChange(sources)) {
  say('Building the game…');
  const { code, output } = await runBin('vite', ['build', '--logLevel', 'warn'], { capture: true });
  if (code !== 0) {
    say(output);
    process.exit(1);
  }
}
await import('./serve.mjs');
