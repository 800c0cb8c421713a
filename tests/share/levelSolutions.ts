// Every solution of every level as a link would carry it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LevelFiles, parseLevel, readSolution } from '../../src/levels/parseLevel.ts';
import { applySolutionEdits, solutionOf } from '../../src/share/difference.ts';
import type { Solution } from '../../src/share/solution.ts';

const LEVELS = join(import.meta.dirname, '..', '..', 'levels');

export interface LevelSolutionLink {
  readonly name: string;
  readonly kind: 'reference' | 'alternative' | 'wrong';
  readonly solution: Solution;
}

export function listLevelSolutions(): LevelSolutionLink[] {
  return readdirSync(LEVELS)
    .sort()
    .flatMap((id) => linksOfLevel(id, readFolder(join(LEVELS, id))));
}

export function linksOfLevel(id: string, files: LevelFiles): LevelSolutionLink[] {
  const { level, problems } = parseLevel(files);
  if (!level) throw new Error(`${id}: ${problems[0]?.path} ${problems[0]?.message}`);
  return level.solutions.map(({ id: name, kind }) => {
    const edits = readSolution(files, name);
    if (!edits) throw new Error(`${id}: no solution ${name}`);
    const now = applySolutionEdits(level.start, edits);
    return { name: `${id}/${name}`, kind, solution: solutionOf({ level: id, rev: level.rev, start: level.start, now }) };
  });
}

function readFolder(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(yaml|md)$/.test(path));
  return Object.fromEntries(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]));
}
