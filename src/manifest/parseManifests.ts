// parseManifests: a text of one or many manifests → objects, problems with line and field, and the honesty report.
// Caps first, then YAML, then the strict rebuild. Never throws, whatever it is given. Rules: section 10 (VAL), docs/fidelity.md.
import { formatRef, refOf } from '../engine/model/spec.ts';
import { checkNesting, checkSize, type DocumentText, MAX_PROBLEMS, splitDocuments } from './caps.ts';
import { isRecord } from './audit.ts';
import { formatPath } from './problems.ts';
import { type ReadObject, readObject } from './readObject.ts';
import type { ManifestProblem, ParsedManifests, ReportLine } from './types.ts';
import { type Path, type ReadDocument, readYaml } from './yamlDocument.ts';

export interface ParseOptions {
  readonly defaultNamespace?: string;
}

interface Draft {
  readonly resources: ParsedManifests['resources'][number][];
  readonly removals: ParsedManifests['removals'][number][];
  readonly problems: ManifestProblem[];
  readonly report: ReportLine[];
  readonly lines: Map<string, number>;
  network?: NonNullable<ParsedManifests['network']>;
}

const MOST_REPORT_LINES = 2000;

export function parseManifests(text: string, options: ParseOptions = {}): ParsedManifests {
  const draft: Draft = { resources: [], removals: [], problems: [], report: [], lines: new Map() };
  readText(draft, text, options.defaultNamespace ?? 'default');
  const { resources, removals, report } = draft;
  const lines = Object.fromEntries(draft.lines);
  return { resources, removals, report, lines, problems: draft.problems.slice(0, MAX_PROBLEMS), ...(draft.network ? { network: draft.network } : {}) };
}

function readText(draft: Draft, text: string, namespace: string): void {
  const refuse = (problem: { readonly code: string; readonly line: number; readonly message: string }): void => {
    draft.problems.push({ code: problem.code, severity: 'error', path: '', line: problem.line, column: 1, message: problem.message });
  };
  const large = checkSize(text);
  if (large) {
    refuse(large);
    return;
  }
  const documents = splitDocuments(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'));
  if (!Array.isArray(documents)) {
    refuse(documents);
    return;
  }
  for (const document of documents) {
    if (draft.problems.length >= MAX_PROBLEMS) break;
    const deep = checkNesting(document);
    if (deep) refuse(deep);
    else readDocument(draft, document, namespace);
  }
}

function readDocument(draft: Draft, document: DocumentText, namespace: string): void {
  const read = readYaml(document);
  for (const error of read.errors.slice(0, 5)) {
    draft.problems.push({ code: 'yaml', severity: 'error', path: '', line: error.position.line, column: error.position.column, message: error.message });
  }
  if (read.errors.length > 0 || read.value === null || read.value === undefined) return;
  readValue(draft, read, { value: read.value, at: [], namespace });
}

interface Item {
  readonly value: unknown;
  readonly at: Path;
  readonly namespace: string;
}

function readValue(draft: Draft, read: ReadDocument, item: Item): void {
  const list = listItems(item.value);
  if (list && item.at.length === 0) {
    list.forEach((value, index) => readValue(draft, read, { value, at: ['items', index], namespace: item.namespace }));
    return;
  }
  const object = readObject(item.value, item.namespace);
  collect(draft, read, item, object);
}

/** `kind: List`, or `PodList` and its like as the API returns them. */
function listItems(value: unknown): readonly unknown[] | undefined {
  if (!isRecord(value) || typeof value['kind'] !== 'string' || !/^([A-Z]\w*)?List$/.test(value['kind'])) return undefined;
  return Array.isArray(value['items']) ? (value['items'] as readonly unknown[]) : undefined;
}

function collect(draft: Draft, read: ReadDocument, item: Item, object: ReadObject): void {
  const ref = nameOf(object);
  const start = read.locate(item.at);
  const errors = object.problems.filter((problem) => problem.severity === 'error');
  for (const problem of object.problems) {
    const place = read.locate([...item.at, ...problem.path]);
    draft.problems.push({
      code: problem.code,
      severity: problem.severity,
      path: ref === '' ? formatPath(problem.path) : `${ref}: ${formatPath(problem.path)}`,
      line: place.line,
      column: place.column,
      message: problem.decoding ? problem.text : `The ${object.kind} "${object.name}" is invalid: ${problem.text}`,
    });
  }
  const report = (field: string, treatment: ReportLine['treatment'], reason: string, line: number): void => {
    if (draft.report.length < MOST_REPORT_LINES) draft.report.push({ object: ref, field, treatment, line, reason });
  };
  if (errors.length > 0) return;
  if (object.skipped) report('', object.skipped, object.skipped === 'ignored' ? 'report.kindNoEffect' : 'report.kindLater', start.line);
  else report('', 'honoured', 'report.honoured', start.line);
  for (const note of object.notes) report(formatPath(note.path), note.treatment, note.reason, read.locate([...item.at, ...note.path]).line);
  if (object.resource) addResource(draft, object.resource, start.line);
  if (object.removal) draft.removals.push(object.removal);
  if (object.network) addNetwork(draft, object.network, start.line);
}

function nameOf(object: ReadObject): string {
  if (object.resource) return formatRef(refOf(object.resource));
  if (object.kind === '') return '';
  if (object.kind === 'Network') return 'Network';
  return object.kind === 'Namespace' ? `Namespace/${object.name}` : `${object.kind}/${object.namespace}/${object.name}`;
}

function addResource(draft: Draft, resource: NonNullable<ReadObject['resource']>, line: number): void {
  const ref = formatRef(refOf(resource));
  const first = draft.lines.get(ref);
  if (first !== undefined) {
    const message = `${ref} is in this text twice: first at line ${first}`;
    draft.problems.push({ code: 'duplicateObject', severity: 'error', path: ref, line, column: 1, message });
    return;
  }
  draft.lines.set(ref, line);
  draft.resources.push(resource);
}

function addNetwork(draft: Draft, network: NonNullable<ReadObject['network']>, line: number): void {
  if (draft.network) {
    const message = 'a world has one Network document; this is the second';
    draft.problems.push({ code: 'duplicateObject', severity: 'error', path: 'Network', line, column: 1, message } satisfies ManifestProblem);
    return;
  }
  draft.lines.set('Network', line);
  draft.network = network;
}
