// A level's files (path inside its folder → text) to a Level: level.yaml through the schema, start/ and given/ through manifest/.
import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import type { Edit } from '../engine/edit/edit.ts';
import type { Goal } from '../engine/goals/goal.ts';
import { EMPTY_SPEC } from '../engine/model/spec.ts';
import type { ManifestProblem, ParsedManifests } from '../manifest/types.ts';
import { parseManifests } from '../manifest/parseManifests.ts';
import { parseWorld } from '../manifest/parseWorld.ts';
import { applySolution } from './applySolution.ts';
import type { Level } from './level.ts';
import { LEVEL_SCHEMA, type LevelFile, MAX_LEVEL_FILE } from './schema.ts';

export type LevelFiles = Readonly<Record<string, string>>;

export interface ParsedLevel {
  /** Absent when there is any error. */
  readonly level?: Level;
  readonly problems: readonly ManifestProblem[];
}

export function parseLevel(files: LevelFiles): ParsedLevel {
  const big = Object.keys(files).find((path) => (files[path] ?? '').length > MAX_LEVEL_FILE);
  if (big !== undefined) return { problems: [problem(big, 'the file is too large')] };
  const head = parseHead(files['level.yaml']);
  if (!head.ok) return { problems: head.problems };
  const file = head.file;
  const problems: ManifestProblem[] = [];
  const start = parseWorld(
    Object.keys(files)
      .filter((path) => path.startsWith('start/') && path.endsWith('.yaml'))
      .toSorted()
      .map((path) => ({ name: path, text: files[path] ?? '' })),
  );
  problems.push(...errorsOf(start.problems));
  for (const solution of file.solutions) {
    if (!Object.hasOwn(files, solution.file)) problems.push(problem(solution.file, 'there is no such file'));
  }
  const goals = file.goals.map((goal) => withGiven(goal, files, problems));
  if (problems.length > 0) return { problems };
  return { level: { ...file, goals, start: start.spec ?? EMPTY_SPEC }, problems: [] };
}

/** The edits of one of the level's solutions, to be applied over its start; undefined when there is none of that id. */
export function readSolution(files: LevelFiles, id: string): readonly Edit[] | undefined {
  const head = parseHead(files['level.yaml']);
  const solution = head.ok ? head.file.solutions.find((candidate) => candidate.id === id) : undefined;
  const text = solution && Object.hasOwn(files, solution.file) ? files[solution.file] : undefined;
  if (text === undefined) return undefined;
  const parsed = parseManifests(text);
  return errorsOf(parsed.problems).length > 0 ? undefined : applySolution(parsed);
}

type Head =
  | { readonly ok: true; readonly file: LevelFile }
  | { readonly ok: false; readonly problems: readonly ManifestProblem[] };

function parseHead(text: string | undefined): Head {
  if (text === undefined) return { ok: false, problems: [problem('level.yaml', 'there is no such file')] };
  let raw: unknown;
  try {
    raw = parseYaml(text, { maxAliasCount: 0, version: '1.2' });
  } catch (error) {
    return { ok: false, problems: [problem('level.yaml', error instanceof Error ? error.message : 'not YAML')] };
  }
  const read = v.safeParse(LEVEL_SCHEMA, raw);
  if (read.success) return { ok: true, file: read.output };
  return { ok: false, problems: read.issues.map((issue) => problem(`level.yaml: ${v.getDotPath(issue) ?? ''}`, issue.message)) };
}

function withGiven(goal: LevelFile['goals'][number], files: LevelFiles, problems: ManifestProblem[]): Goal {
  const { given, ...rest } = goal;
  if (given === undefined) return rest;
  const edits = given.flatMap((path) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    const parsed: ParsedManifests | undefined = text === undefined ? undefined : parseManifests(text);
    if (parsed === undefined) problems.push(problem(path, 'there is no such file'));
    else problems.push(...errorsOf(parsed.problems));
    return parsed ? applySolution(parsed) : [];
  });
  return { ...rest, given: edits };
}

function errorsOf(problems: readonly ManifestProblem[]): ManifestProblem[] {
  return problems.filter((item) => item.severity === 'error');
}

function problem(path: string, message: string): ManifestProblem {
  return { code: 'level.file', severity: 'error', path, line: 1, column: 1, message };
}
