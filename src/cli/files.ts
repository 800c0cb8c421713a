// Reading what people point at: files, folders, standard input. Sizes are looked at before bytes are read; text must be UTF-8 text.
import { open, readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type CliIo, type Usable, unusable, usable } from './io.ts';

export interface TextFile {
  /** As the reader of a message would look for it. */
  readonly name: string;
  readonly text: string;
}

export const MAX_FILE_BYTES = 4 * 1024 * 1024;
const MAX_TOTAL_BYTES = 16 * 1024 * 1024;
const MAX_FILES = 2000;
const MAX_FOLDER_DEPTH = 16;
const MANIFEST_NAME = /\.(ya?ml|json)$/i;

/** Where `path` is, or undefined when nothing is there. */
export async function locate(
  io: CliIo,
  path: string,
): Promise<{ readonly path: string; readonly isFolder: boolean } | undefined> {
  if (path.includes('\0')) return undefined;
  for (const folder of io.folders) {
    const full = resolve(folder, path);
    try {
      return { path: full, isFolder: (await stat(full)).isDirectory() };
    } catch {
      // Looked for in the next folder.
    }
  }
  return undefined;
}

export async function readTextFile(full: string, shown: string, most: number = MAX_FILE_BYTES): Promise<Usable<TextFile>> {
  try {
    const file = await open(full, 'r');
    try {
      const about = await file.stat();
      if (!about.isFile()) return unusable(`${shown}: this is not a file.`);
      if (about.size > most) return unusable(`${shown}: ${megabytes(about.size)} is too large; the most is ${megabytes(most)}.`);
      return decodeText(new Uint8Array(await file.readFile()), shown, most);
    } finally {
      await file.close();
    }
  } catch (error) {
    return unusable(`${shown}: ${systemReason(error)}`);
  }
}

const drained = new WeakSet<CliIo>();

/** Once: what it gave the first time it cannot give again. */
export async function readStdinText(io: CliIo): Promise<Usable<TextFile>> {
  if (drained.has(io)) return unusable('standard input (-) can be named once.');
  drained.add(io);
  return decodeText(await io.readStdin(), 'standard input', MAX_FILE_BYTES);
}

/** The manifests below a folder, in the order of their paths. Hidden folders and node_modules are passed over. */
export async function readFolder(full: string, shown: string): Promise<Usable<readonly TextFile[]>> {
  const paths: string[] = [];
  try {
    await collect(full, 0, paths);
  } catch (error) {
    return unusable(`${shown}: ${systemReason(error)}`);
  }
  if (paths.length > MAX_FILES) return unusable(`${shown}: more than ${MAX_FILES} manifests are below this folder.`);
  if (paths.length === 0) return unusable(`${shown}: no *.yaml, *.yml or *.json file is below this folder.`);
  const files: TextFile[] = [];
  let total = 0;
  for (const path of paths.sort()) {
    const file = await readTextFile(path, join(shown, relative(full, path)));
    if (!file.ok) return file;
    total += file.value.text.length;
    if (total > MAX_TOTAL_BYTES)
      return unusable(`${shown}: the manifests below this folder are larger than ${megabytes(MAX_TOTAL_BYTES)} together.`);
    files.push(file.value);
  }
  return usable(files);
}

async function collect(folder: string, depth: number, paths: string[]): Promise<void> {
  if (depth > MAX_FOLDER_DEPTH || paths.length > MAX_FILES) return;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') await collect(path, depth + 1, paths);
    } else if (MANIFEST_NAME.test(entry.name)) paths.push(path);
  }
}

function decodeText(bytes: Uint8Array, shown: string, most: number): Usable<TextFile> {
  if (bytes.length > most) return unusable(`${shown}: ${megabytes(bytes.length)} is too large; the most is ${megabytes(most)}.`);
  const zero = bytes.indexOf(0);
  if (zero >= 0) return unusable(`${shown}: this is a binary file (a zero byte at offset ${zero}), not YAML or JSON text.`);
  try {
    return usable({ name: shown, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) });
  } catch {
    return unusable(`${shown}: this is not UTF-8 text.`);
  }
}

function megabytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes} bytes` : `${(bytes / 1024 / 1024).toFixed(1).replace('.0', '')} MB`;
}

function systemReason(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read (permission denied).';
  if (code === 'EISDIR') return 'this is a folder, not a file.';
  return `it could not be read (${typeof code === 'string' ? code : String(error)}).`;
}
