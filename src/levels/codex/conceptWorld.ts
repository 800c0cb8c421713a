// The world of a codex page: shared worlds, the page's own world.yaml, then the switches that are on, each as ordinary edits.
// A `Patch` document changes a few fields of the Network or of one object: maps are merged, lists of named things by name, null takes away.
import { parseAllDocuments } from 'yaml';
import { applyEdit, type Edit } from '../../engine/edit/edit.ts';
import { allObjects, EMPTY_SPEC, formatRef, type NetworkSpec, refOf } from '../../engine/model/spec.ts';
import { parseManifests } from '../../manifest/parseManifests.ts';
import { networkToPlain, resourceToPlain } from '../../manifest/plainObjects.ts';
import { applySolution } from '../applySolution.ts';
import { MAX_CONCEPT_FILE } from './conceptText.ts';
import { type ConceptFiles, fileOf, parseConcept } from './parseConcept.ts';

export interface ConceptWorld {
  readonly spec: NetworkSpec;
  readonly problems: readonly string[];
}

export function conceptWorld(files: ConceptFiles, on: readonly string[]): ConceptWorld {
  const parsed = parseConcept(fileOf(files, 'concept.yaml'));
  if ('problems' in parsed) return { spec: EMPTY_SPEC, problems: parsed.problems };
  const paths = [
    ...parsed.start.map((name) => `worlds/${name}.yaml`),
    ...(Object.hasOwn(files, 'world.yaml') ? ['world.yaml'] : []),
    // In the page's own order, whatever was pressed first.
    ...parsed.concept.switches.filter((id) => on.includes(id)).map((id) => `switch/${id}.yaml`),
  ];
  const problems: string[] = [];
  let spec = EMPTY_SPEC;
  for (const path of paths) {
    const step = applyText(spec, fileOf(files, path));
    problems.push(...step.problems.map((message) => `${path}: ${message}`));
    spec = step.spec;
  }
  return { spec, problems };
}

function applyText(before: NetworkSpec, text: string): ConceptWorld {
  if (text === '' || text.length > MAX_CONCEPT_FILE) return { spec: before, problems: ['there is no such file'] };
  const problems: string[] = [];
  let spec = before;
  for (const document of parseAllDocuments(text)) {
    const plain: unknown = document.toJS({ maxAliasCount: 0 });
    if (plain === null) continue;
    const whole = isRecord(plain) && plain['kind'] === 'Patch' ? patched(spec, plain) : plain;
    const parsed = parseManifests(JSON.stringify(whole ?? {}));
    const errors = parsed.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    if (whole === undefined) problems.push('a Patch names nothing that is there');
    problems.push(...errors);
    if (errors.length > 0) continue;
    const edit: Edit = { type: 'batch', edits: applySolution(parsed) };
    spec = applyEdit(spec, edit).spec;
  }
  return { spec, problems };
}

type Rec = Readonly<Record<string, unknown>>;

function patched(spec: NetworkSpec, patch: Rec): unknown {
  const { target, merge } = patch as { readonly target?: unknown; readonly merge?: unknown };
  if (target === 'Network') return merged(networkToPlain(spec.network), merge);
  const object = allObjects(spec).find((resource) => formatRef(refOf(resource)) === target);
  return object && merged(resourceToPlain(object), merge);
}

function merged(from: unknown, to: unknown): unknown {
  if (Array.isArray(from) && Array.isArray(to) && [...from, ...to].every(isNamed)) {
    const names = new Set(to.map((item) => nameOf(item)));
    const kept = from.map((item: unknown) => {
      const change: unknown = to.find((other) => nameOf(other) === nameOf(item));
      return names.has(nameOf(item)) ? merged(item, change) : item;
    });
    return [...kept, ...to.filter((item) => !from.some((other: unknown) => nameOf(other) === nameOf(item)))];
  }
  if (!isRecord(from) || !isRecord(to)) return to;
  const result = new Map(Object.entries(from));
  for (const [key, value] of Object.entries(to)) {
    if (value === null) result.delete(key);
    else result.set(key, merged(result.get(key), value));
  }
  return Object.fromEntries(result);
}

function nameOf(value: unknown): unknown {
  return isRecord(value) ? value['name'] : undefined;
}

function isNamed(value: unknown): boolean {
  return typeof nameOf(value) === 'string';
}

function isRecord(value: unknown): value is Rec {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
