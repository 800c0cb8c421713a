// parseManifests: a text of one or many manifests → objects, problems with line and field, and the honesty report.
// Caps first, then YAML, then the strict rebuild. Never throws, whatever it is given. Rules: section 10 (VAL), docs/fidelity.md.
import { formatRef, refOf } from '../engine/model/spec.ts';
import {
  type Budget,
  type CapProblem,
  checkText,
  createBudget,
  type DocumentText,
  MAX_PROBLEMS,
  normaliseText,
  splitDocuments,
} from './caps.ts';
import { writtenKind } from './kinds.ts';
import { listItems } from './listItems.ts';
import { formatPath, oneLine } from './problems.ts';
import { targetName } from './readTargets.ts';
import { type ReadObject, readObject } from './readObject.ts';
import type { ReportReason } from './reportReasons.ts';
import type { ManifestProblem, ParsedManifests, ReportLine } from './types.ts';
import { type Path, type ReadDocument, readYaml } from './yamlDocument.ts';

export interface ParseOptions {
  readonly defaultNamespace?: string;
}

interface Draft {
  readonly namespace: string;
  readonly budget: Budget;
  readonly resources: ParsedManifests['resources'][number][];
  readonly removals: ParsedManifests['removals'][number][];
  readonly patches: ParsedManifests['patches'][number][];
  readonly answers: Map<string, string>;
  readonly problems: ManifestProblem[];
  readonly report: ReportLine[];
  readonly lines: Map<string, number>;
  errors: number;
  network?: NonNullable<ParsedManifests['network']>;
}

/** Objects are always listed; fields until there are this many lines. */
const MOST_REPORT_LINES = 20_000;

export function parseManifests(text: string, options: ParseOptions = {}): ParsedManifests {
  const draft: Draft = {
    namespace: options.defaultNamespace ?? 'default',
    budget: createBudget(),
    resources: [],
    removals: [],
    patches: [],
    answers: new Map(),
    problems: [],
    report: [],
    lines: new Map(),
    errors: 0,
  };
  readText(draft, text);
  const { resources, removals, patches, problems, report, network } = draft;
  const [lines, answers] = [Object.fromEntries(draft.lines), Object.fromEntries(draft.answers)];
  return { resources, removals, patches, answers, report, problems, lines, ...(network ? { network } : {}) };
}

function readText(draft: Draft, text: string): void {
  const odd = checkText(text);
  const documents = odd ?? splitDocuments(normaliseText(text));
  if (!Array.isArray(documents)) {
    refuse(draft, documents);
    return;
  }
  for (const document of documents) {
    if (draft.errors >= MAX_PROBLEMS) return;
    const spent = readDocument(draft, document);
    // What has used up the purse of the whole text stops it; later documents would only repeat the sentence.
    if (spent) return;
  }
}

function refuse(draft: Draft, problem: CapProblem): void {
  addProblem(draft, { ...problem, severity: 'error' });
}

/** The first hundred errors, and the first hundred warnings: nobody reads more, and no text may ask for more. */
function addProblem(draft: Draft, problem: ManifestProblem): void {
  if (problem.severity === 'error') draft.errors++;
  const kept = problem.severity === 'error' ? draft.errors <= MAX_PROBLEMS : draft.problems.length - draft.errors < MAX_PROBLEMS;
  if (kept) draft.problems.push({ ...problem, path: oneLine(problem.path), message: oneLine(problem.message) });
}

/** True when the caps of the whole text are reached. */
function readDocument(draft: Draft, document: DocumentText): boolean {
  const read = readYaml(document, draft.budget);
  if (read.problem) refuse(draft, read.problem);
  else if (read.value !== null && read.value !== undefined) {
    const items = listItems(read.value);
    if (items)
      for (const [index, item] of items.entries())
        collect(draft, read, { at: ['items', index], object: readObject(item, draft.namespace) });
    else collect(draft, read, { at: [], object: readObject(read.value, draft.namespace) });
  }
  return draft.budget.tokens < 0 || draft.budget.values < 0;
}

interface Item {
  readonly at: Path;
  readonly object: ReadObject;
}

function collect(draft: Draft, read: ReadDocument, { at, object }: Item): void {
  const ref = nameOf(object);
  for (const problem of object.problems) {
    if (draft.errors >= MAX_PROBLEMS) return;
    const place = read.locate([...at, ...(problem.at ?? problem.path)]);
    const field = formatPath(problem.path);
    addProblem(draft, {
      code: problem.code,
      severity: problem.severity,
      path: ref === '' ? field : field === '' ? ref : `${ref}: ${field}`,
      ...place,
      message: problem.decoding ? problem.text : `The ${writtenKind(object.kind)} "${object.name}" is invalid: ${problem.text}`,
    });
  }
  if (object.problems.some((problem) => problem.severity === 'error')) return;
  const { line } = read.locate(at);
  const report = (field: string, treatment: ReportLine['treatment'], reason: ReportReason, at: number): void => {
    draft.report.push({ object: oneLine(ref), field: oneLine(field), treatment, line: at, reason });
  };
  if (object.skipped === 'madeByOwner') report('', 'ignored', 'report.madeByOwner', line);
  else if (object.skipped)
    report('', object.skipped, object.skipped === 'ignored' ? 'report.kindNoEffect' : 'report.kindLater', line);
  else report('', 'honoured', 'report.honoured', line);
  for (const note of object.notes) {
    if (draft.report.length > MOST_REPORT_LINES) break;
    if (draft.report.length === MOST_REPORT_LINES) report('', 'ignored', 'report.more', line);
    else report(formatPath(note.path), note.treatment, note.reason, read.locate([...at, ...note.path]).line);
  }
  if (object.resource) addResource(draft, object.resource, line);
  if (object.removal) draft.removals.push(object.removal);
  if (object.patch) draft.patches.push(object.patch);
  for (const [goal, answer] of Object.entries(object.answers ?? {})) draft.answers.set(goal, answer);
  if (object.network) addNetwork(draft, object.network, line);
}

function nameOf(object: ReadObject): string {
  if (object.kind === '' || object.kind === 'Network' || object.kind === 'Answers') return object.kind;
  if (object.kind === 'Removal') return object.removal ? `Removal/${formatRef(object.removal)}` : object.kind;
  if (object.kind === 'Patch') return object.patch ? `Patch/${targetName(object.patch)}` : object.kind;
  const { kind, namespace, name } = object;
  return namespace === '' ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}

function addResource(draft: Draft, resource: NonNullable<ReadObject['resource']>, line: number): void {
  const ref = formatRef(refOf(resource));
  const first = draft.lines.get(ref);
  if (first === undefined) {
    draft.lines.set(ref, line);
    draft.resources.push(resource);
  } else twice(draft, ref, { line, first });
}

function addNetwork(draft: Draft, network: NonNullable<ReadObject['network']>, line: number): void {
  const first = draft.lines.get('Network');
  if (first === undefined) {
    draft.lines.set('Network', line);
    draft.network = network;
  } else twice(draft, 'Network', { line, first });
}

function twice(draft: Draft, ref: string, at: { readonly line: number; readonly first: number }): void {
  const message =
    ref === 'Network'
      ? `a world has one Network document; the first is at line ${at.first}`
      : `${ref} is in this text twice: the first is at line ${at.first}`;
  addProblem(draft, { code: 'duplicateObject', severity: 'error', path: ref, line: at.line, column: 1, message });
}
