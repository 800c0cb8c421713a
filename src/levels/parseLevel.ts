// A level's files (path inside its folder → text) to a Level: level.yaml through the schema, start/ and given/ through manifest/.
import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import { applyEdit, type Edit } from '../engine/edit/edit.ts';
import type { GivenEdit } from '../engine/edit/patch.ts';
import type { Goal } from '../engine/goals/goal.ts';
import { EMPTY_SPEC, type NetworkSpec } from '../engine/model/spec.ts';
import type { ManifestProblem } from '../manifest/types.ts';
import type { LoadPlan } from '../engine/report/load/plan.ts';
import { readLoadPlan } from '../manifest/readLoadPlan.ts';
import { parseManifests } from '../manifest/parseManifests.ts';
import { parseWorld } from '../manifest/parseWorld.ts';
import { applySolution, readGiven } from './applySolution.ts';
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
  const start = parseWorld(startFiles(files));
  problems.push(...errorsOf(start.problems));
  const asked = new Set(file.goals.filter(({ type }) => type === 'find').map((goal) => goal.id));
  for (const { id, answers = {} } of file.solutions) {
    for (const goal of Object.keys(answers))
      if (!asked.has(goal)) problems.push(problem(`level.yaml: solutions.${id}`, `no find goal is called ${goal}`));
  }
  if (file.incident) problems.push(...incidentProblems(file.incident, asked));
  const spec = start.spec ?? EMPTY_SPEC;
  for (const solution of file.solutions) {
    const { file: path } = solution;
    if (path !== undefined && !Object.hasOwn(files, path)) problems.push(problem(path, 'there is no such file'));
    // Only a patch depends on what the start holds; everything else is read when it is asked for.
    else if (path !== undefined && hasPatch(files, path))
      for (const fault of movesOf(files, solution, spec).faults) problems.push(problem(path, fault));
  }
  const solved = (): NetworkSpec => {
    const reference = file.solutions.find(({ kind }) => kind === 'reference');
    return reference ? applyEdit(spec, { type: 'batch', edits: movesOf(files, reference, spec).edits }).spec : spec;
  };
  const goals = file.goals.map((goal) => withGiven(goal, { files, problems, start: spec, solved }));
  if (problems.length > 0) return { problems };
  return { level: { ...file, goals, start: spec }, problems: [] };
}

/** The edits of one of the level's solutions, to be applied over its start; undefined when there is none of that id. */
export function readSolution(files: LevelFiles, id: string): readonly Edit[] | undefined {
  const head = parseHead(files['level.yaml']);
  const solution = head.ok ? head.file.solutions.find((candidate) => candidate.id === id) : undefined;
  if (!solution) return undefined;
  const { edits, faults } = movesOf(files, solution, parseWorld(startFiles(files)).spec ?? EMPTY_SPEC);
  return faults.length > 0 ? undefined : edits;
}

interface Moves {
  readonly edits: readonly Edit[];
  readonly faults: readonly string[];
}

function movesOf(files: LevelFiles, solution: LevelFile['solutions'][number], start: NetworkSpec): Moves {
  const answers = Object.entries(solution.answers ?? {}).map(([goal, answer]): Edit => ({ type: 'answer', goal, answer }));
  if (solution.file === undefined) return { edits: answers, faults: [] };
  const text = Object.hasOwn(files, solution.file) ? files[solution.file] : undefined;
  if (text === undefined) return { edits: [], faults: ['there is no such file'] };
  const parsed = parseManifests(text);
  const errors = errorsOf(parsed.problems);
  if (errors.length > 0)
    return { edits: [], faults: errors.map(({ line, path, message }) => `line ${line}: ${path}: ${message}`) };
  const { edits, problems } = applySolution(parsed, start);
  return { edits: [...edits, ...answers], faults: problems };
}

function hasPatch(files: LevelFiles, path: string): boolean {
  return /^kind: *["']?Patch\b/m.test(files[path] ?? '');
}

function startFiles(files: LevelFiles): { name: string; text: string }[] {
  return Object.keys(files)
    .filter((path) => path.startsWith('start/') && path.endsWith('.yaml'))
    .toSorted()
    .map((path) => ({ name: path, text: files[path] ?? '' }));
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

interface Around {
  readonly files: LevelFiles;
  readonly start: NetworkSpec;
  /** The start with the reference: what a given patch may count on beside the start. */
  readonly solved: () => NetworkSpec;
  readonly problems: ManifestProblem[];
}

function incidentProblems(incident: NonNullable<LevelFile['incident']>, asked: ReadonlySet<string>): ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  if (!asked.has(incident.cause))
    problems.push(problem('level.yaml: incident.cause', `no find goal is called ${incident.cause}`));
  for (const list of ['changes', 'looks'] as const) {
    const ids = incident[list].map(({ id }) => id);
    if (new Set(ids).size !== ids.length) problems.push(problem(`level.yaml: incident.${list}`, 'an id stands there twice'));
  }
  return problems;
}

/** A question is about the world that the level hands over, so that a repair does not change its answer. */
function withGiven(goal: LevelFile['goals'][number], around: Around): Goal {
  if (goal.type === 'find') {
    const { given, world, plan: path, ...rest } = goal;
    const about = world === 'now' ? {} : { about: around.start };
    const plan = path === undefined ? {} : { plan: planOf(path, around) };
    return { ...rest, ...about, ...plan, ...(given === undefined ? {} : { given: editsOf(given, around) }) };
  }
  if (goal.type === 'load') {
    const { given, plan: path, ...rest } = goal;
    const plan = planOf(path, around);
    return { ...rest, plan, ...(given === undefined ? {} : { given: editsOf(given, around) }) };
  }
  const { given, ...rest } = goal;
  return given === undefined ? rest : { ...rest, given: editsOf(given, around) };
}

/** Longer runs are for the command line: a level's is run again after every edit. */
const MOST_CONNECTIONS = 200_000;
const NO_PLAN: LoadPlan = { seed: 1, duration: 1, sample: 1, probe: 0, flows: [], events: [] };

function planOf(path: string, { files, problems }: Around): LoadPlan {
  const text = Object.hasOwn(files, path) ? files[path] : undefined;
  const read = text === undefined ? undefined : readLoadPlan(text);
  if (read === undefined) problems.push(problem(path, 'there is no such file'));
  else if ('problem' in read) problems.push({ ...problem(path, read.problem.message), line: read.problem.line });
  else {
    const { duration, flows } = read.plan;
    const begun = flows.reduce(
      (sum, flow) => sum + (flow.rate * Math.max(0, Math.min(flow.end, duration) - flow.start)) / 1000,
      0,
    );
    if (begun <= MOST_CONNECTIONS) return read.plan;
    problems.push(problem(path, `more than ${MOST_CONNECTIONS} connections are too many to judge after every edit`));
  }
  return NO_PLAN;
}

function editsOf(given: readonly string[], { files, problems, start, solved }: Around): GivenEdit[] {
  return given.flatMap((path) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    if (text === undefined) {
      problems.push(problem(path, 'there is no such file'));
      return [];
    }
    const parsed = parseManifests(text);
    problems.push(...errorsOf(parsed.problems));
    const read = readGiven(parsed, parsed.patches.length === 0 ? [] : [start, solved()]);
    problems.push(...read.problems.map((message) => problem(path, message)));
    return read.edits;
  });
}

function errorsOf(problems: readonly ManifestProblem[]): ManifestProblem[] {
  return problems.filter((item) => item.severity === 'error');
}

function problem(path: string, message: string): ManifestProblem {
  return { code: 'level.file', severity: 'error', path, line: 1, column: 1, message };
}
