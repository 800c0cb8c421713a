// npm run classroom: builds the game and the server when a source is newer, then starts the one process that serves both. `-- migrate N` moves the schema.
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundleServer } from './classroomParts.mjs';
import { ensurePackages, newestChange, ROOT, runBin, say } from './lib.mjs';

ensurePackages();
const page = join(ROOT, 'dist', 'index.html');
const sources = ['src', 'workers', 'levels', 'assets', 'index.html', 'vite.config.ts', 'scripts', 'package-lock.json'];
const migrates = process.argv[2] === 'migrate';
if (!migrates && (!existsSync(page) || statSync(page).mtimeMs < newestChange(sources))) {
  say('Building the game…');
  const { code, output } = await runBin('vite', ['build', '--logLevel', 'warn'], { capture: true });
  if (code !== 0) {
    say(output);
    process.exit(1);
  }
}
const { main, worker } = await bundleServer();
const child = spawn(process.execPath, ['--disable-proto=delete', main, ...process.argv.slice(2)], {
  env: { ...process.env, CIDR_HOUSE_ROOT: ROOT, CIDR_HOUSE_WORKER: worker },
  stdio: 'inherit',
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
