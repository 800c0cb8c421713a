// Shared by the scripts: where the project is, whether its packages are installed, and running a command. No dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'cidr-house');

export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Installs the packages of the lockfile when they are missing or the lockfile has changed. */
export function ensurePackages() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stamp = join(CACHE, 'lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Installing packages…');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    say('The packages could not be installed (npm ci failed, see above).');
    process.exit(1);
  }
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Runs a command of node_modules/.bin; its output goes to our standard error unless captured. */
export function runBin(name, args, { capture = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [binPath(name), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', capture ? 'pipe' : 2, capture ? 'pipe' : 2],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The script file behind a package's command, so that it runs on this very Node. */
function binPath(name) {
  const packages = {
    tsc: 'typescript',
    vite: 'vite',
    vitest: 'vitest',
    playwright: '@playwright/test',
    oxlint: 'oxlint',
    biome: '@biomejs/biome',
  };
  const folder = join(ROOT, 'node_modules', packages[name] ?? name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/** Newest change below the given files and folders, in milliseconds. */
export function newestChange(paths) {
  let newest = 0;
  const visit = (path) => {
    if (!existsSync(path)) return;
    const stat = statSync(path);
    newest = Math.max(newest, stat.mtimeMs);
    if (stat.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
  };
  for (const path of paths) visit(join(ROOT, path));
  return newest;
}

/** Bundles a Node entry into one cached file, unless the bundle is newer than every source. Answers the file's path. */
export async function bundle(entry, sources) {
  const name = entry.replaceAll(/[^a-z0-9]+/gi, '-');
  const file = join(CACHE, `${name}.mjs`);
  if (existsSync(file) && statSync(file).mtimeMs > newestChange([...sources, 'package-lock.json', 'scripts'])) return file;
  const { rolldown } = await import('rolldown');
  const build = await rolldown({ input: join(ROOT, entry), platform: 'node', cwd: ROOT, logLevel: 'warn' });
  await build.write({ file, format: 'esm', codeSplitting: false });
  await build.close();
  return file;
}
