// Shared by the scripts: where the project is, whether its packages are installed, and running a command. No dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
/** Packages with a binary part, or that look for one: loaded from node_modules when they are needed. */
const OUTSIDE = ['libsql', 'pg', 'pg-native', 'ws'];
const CACHE = join(ROOT, 'node_modules', '.cache', 'cidr-house');

export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Whether npm's own record of what it installed, written when it is done, holds what the lockfile asks for. */
function packagesFit() {
  const read = (...path) => JSON.parse(readFileSync(join(ROOT, ...path), 'utf8')).packages;
  try {
    const installed = read('node_modules', '.package-lock.json');
    return Object.entries(read('package-lock.json')).every(([path, wanted]) => {
      if (path === '') return true;
      const found = installed[path];
      return found ? found.version === wanted.version && found.integrity === wanted.integrity : wanted.optional === true;
    });
  } catch {
    return false;
  }
}

/** Installs the packages of the lockfile when they are missing or not the ones it names, whoever installed them. */
export function ensurePackages() {
  if (packagesFit()) return;
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
  const started = new Date();
  const { rolldown } = await import('rolldown');
  const build = await rolldown({ input: join(ROOT, entry), platform: 'node', cwd: ROOT, logLevel: 'warn', external: OUTSIDE });
  // Written aside and renamed: a second command never reads half a bundle, and a source saved meanwhile stays newer than it.
  const aside = join(CACHE, `${name}.${process.pid}.tmp.mjs`);
  await build.write({ file: aside, format: 'esm', codeSplitting: false });
  await build.close();
  utimesSync(aside, started, started);
  renameSync(aside, file);
  return file;
}
