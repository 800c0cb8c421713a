// npm run classroom: builds the game and the server when a source is newer, then starts the one process that serves both. `-- migrate N` moves the schema,
// `-- build FOLDER` lays everything that a server needs into one folder.
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
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
if (process.argv[2] === 'build') {
  const folder = process.argv[3] ?? 'classroom-build';
  mkdirSync(folder, { recursive: true });
  copyFileSync(main, join(folder, 'classroom.mjs'));
  copyFileSync(worker, join(folder, 'verifyWorker.mjs'));
  for (const name of ['dist', 'levels']) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  say(`Everything but the packages libsql, pg and ws is in ${folder}.`);
  process.exit(0);
}
const child = spawn(process.execPath, ['--disable-proto=delete', main, ...process.argv.slice(2)], {
  env: { ...process.env, CIDR_HOUSE_ROOT: ROOT, CIDR_HOUSE_WORKER: worker },
  stdio: 'inherit',
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
