// LINK or FOLDER of `grade`: a share link (or a file that holds one), or manifests that are applied over the start of the level.
import type { Edit } from '../engine/edit/edit.ts';
import { applySolution } from '../levels/applySolution.ts';
import type { Level } from '../levels/level.ts';
import { parseManifests } from '../manifest/parseManifests.ts';
import { createLinkCodec } from '../share/linkCodec.ts';
import { locate, readFolder, readStdinText, readTextFile, type TextFile } from './files.ts';
import { type CliIo, type Usable, unusable, usable } from './io.ts';
import { PLAIN_OBJECTS } from './plainObjects.ts';
import { describeProblem } from './readWorld.ts';
import { sentence } from './sentences.ts';

const LINK = /(?:#s=|^\s*(?:s=)?)(\d{1,4}\.[\w-]+)/;

export interface Handed {
  readonly edits: readonly Edit[];
  /** Of the variant that was solved. */
  readonly seed?: number;
}

export async function readSolution(io: CliIo, word: string, level: Level): Promise<Usable<Handed>> {
  if (word === '-') {
    const text = await readStdinText(io);
    return text.ok ? readText(io, text.value, level) : text;
  }
  const found = await locate(io, word);
  if (!found)
    return LINK.test(word)
      ? readLink(io, word, level)
      : unusable(`${shorten(word)}: this is neither a share link nor a file or folder.`);
  if (!found.isFolder) {
    const file = await readTextFile(found.path, word);
    return file.ok ? readText(io, file.value, level) : file;
  }
  const files = await readFolder(found.path, word);
  return files.ok ? readManifests(io, files.value, level) : files;
}

function readText(io: CliIo, file: TextFile, level: Level): Usable<Handed> {
  return LINK.test(file.text) && !/^\s*(apiVersion|kind):/m.test(file.text)
    ? readLink(io, file.text, level)
    : readManifests(io, [file], level);
}

function readLink(io: CliIo, text: string, level: Level): Usable<Handed> {
  const result = createLinkCodec(PLAIN_OBJECTS).decodeLink(text);
  if (!result.ok) {
    const { code, params } = result.problem;
    return unusable(sentence(`link.${code}`, params) ?? `This link cannot be opened: ${code}.`);
  }
  const { solution } = result;
  if (solution.level !== level.id) return unusable(`This link is a solution of ${solution.level}, not of ${level.id}.`);
  if (solution.rev !== level.rev)
    io.err(`${sentence('link.olderLevel', { rev: solution.rev }) ?? `This link was made for revision ${solution.rev}.`}\n`);
  return usable({ edits: solution.edits, ...(solution.seed === undefined ? {} : { seed: solution.seed }) });
}

function readManifests(io: CliIo, files: readonly TextFile[], { start }: Level): Usable<Handed> {
  const edits: Edit[] = [];
  const errors: string[] = [];
  let spec = start;
  for (const file of files) {
    const parsed = parseManifests(file.text);
    for (const problem of parsed.problems) {
      const line = describeProblem(problem, [file]);
      if (problem.severity === 'error') errors.push(line);
      else io.err(`warning: ${line}\n`);
    }
    const applied = applySolution(parsed, spec);
    errors.push(...applied.problems.map((message) => `${file.name}: ${message}`));
    edits.push(...applied.edits);
    ({ spec } = applied);
  }
  return errors.length > 0 ? unusable(errors.slice(0, 20).join('\n')) : usable({ edits });
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
