// WORLD of every command: files, folders or standard input → a NetworkSpec, or one sentence a mistake with file, line and column.
import type { NetworkSpec } from '../engine/model/spec.ts';
import { locatePath } from '../manifest/locatePath.ts';
import { parseWorld } from '../manifest/parseWorld.ts';
import type { ManifestProblem } from '../manifest/types.ts';
import { locate, readFolder, readStdinText, readTextFile, type TextFile } from './files.ts';
import { type CliIo, type Usable, unusable, usable } from './io.ts';
import { sentence } from './sentences.ts';

export interface ReadWorld {
  readonly spec: NetworkSpec;
  readonly files: readonly TextFile[];
}

const MOST_SENTENCES = 20;

export async function readWorld(io: CliIo, words: readonly string[]): Promise<Usable<ReadWorld>> {
  const files = await readFiles(io, words);
  return files.ok ? parseFiles(io, files.value) : files;
}

/** Warnings go to standard error; errors refuse the whole world. */
function parseFiles(io: CliIo, files: readonly TextFile[]): Usable<ReadWorld> {
  const world = parseWorld(files);
  const errors = world.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0 || !world.spec) {
    const lines = describeProblems(errors.slice(0, MOST_SENTENCES), files);
    if (errors.length > MOST_SENTENCES) lines.push(`… and ${errors.length - MOST_SENTENCES} more.`);
    return unusable(lines.join('\n') || 'This world could not be read.');
  }
  for (const problem of world.problems.slice(0, MOST_SENTENCES)) io.err(`warning: ${describeProblem(problem, files)}\n`);
  if (world.problems.length > MOST_SENTENCES) io.err(`… and ${world.problems.length - MOST_SENTENCES} more warnings.\n`);
  return usable({ spec: world.spec, files });
}

export async function readFiles(io: CliIo, words: readonly string[]): Promise<Usable<readonly TextFile[]>> {
  const files: TextFile[] = [];
  for (const word of words) {
    const read = await readWord(io, word);
    if (!read.ok) return read;
    files.push(...read.value);
  }
  return usable(files);
}

async function readWord(io: CliIo, word: string): Promise<Usable<readonly TextFile[]>> {
  if (word === '-') {
    const file = await readStdinText(io);
    return file.ok ? usable([file.value]) : file;
  }
  const found = await locate(io, word);
  if (!found) return unusable(`${word}: there is no such file or folder.`);
  if (found.isFolder) {
    // A level's folder also holds solutions and texts; the world is what it starts with.
    const isLevel = (await locate(io, `${found.path}/level.yaml`)) && (await locate(io, `${found.path}/start`));
    return isLevel ? readFolder(`${found.path}/start`, `${word.replace(/\/+$/, '')}/start`) : readFolder(found.path, word);
  }
  const file = await readTextFile(found.path, word);
  return file.ok ? usable([file.value]) : file;
}

/** `file:line:column: sentence`. */
export function describeProblem(problem: ManifestProblem, files: readonly TextFile[]): string {
  const { file, line, column, says, params } = problem;
  const message = (says !== undefined && sentence(says, params)) || problem.message;
  const name = file ?? (files.length === 1 ? files[0]?.name : undefined);
  return `${name === undefined ? '' : `${name}:`}${line}:${column}: ${message}`;
}

const INVALID = /^The \S+ ".*?" is invalid: /;

/** One sentence a line; several mistakes of one object as kubectl tells them, a list below its name (VAL3). */
function describeProblems(problems: readonly ManifestProblem[], files: readonly TextFile[]): string[] {
  const lines: string[] = [];
  for (let index = 0; index < problems.length; index++) {
    const problem = problems[index];
    if (!problem) break;
    const prefix = INVALID.exec(problem.message)?.[0];
    const isSame = (other: ManifestProblem | undefined): boolean =>
      prefix !== undefined && other !== undefined && other.file === problem.file && other.message.startsWith(prefix);
    if (!isSame(problems[index + 1])) {
      lines.push(describeProblem(problem, files));
      continue;
    }
    lines.push(describeProblem({ ...problem, message: (prefix ?? '').trimEnd() }, files));
    let next: ManifestProblem | undefined = problem;
    while (next !== undefined && isSame(next)) {
      lines.push(`* ${describeProblem({ ...next, message: next.message.slice((prefix ?? '').length) }, files)}`);
      next = problems[++index];
    }
    index--;
  }
  return lines;
}

/** Where a diagnostic's object and field are written: the first file that has them. */
export function findPlace(
  path: string,
  files: readonly TextFile[],
): { readonly file: string; readonly line: number } | undefined {
  for (const file of files) {
    const place = locatePath(file.text, path);
    if (place) return { file: file.name, line: place.line };
  }
  return undefined;
}
