// A made level from plain data or from the text of a file (JSON or YAML), and back. Every object is rebuilt by the strict reader; what is
// anything else is refused with the place.
import * as v from 'valibot';
import { parse as parseYaml, stringify } from 'yaml';
import type { Edit } from '../../engine/edit/edit.ts';
import { allObjects, formatRef, type NetworkSpec, type ObjectRef, refOf } from '../../engine/model/spec.ts';
import { compareText } from '../../engine/net/hash.ts';
import { parseManifests } from '../../manifest/parseManifests.ts';
import { buildSpec } from '../../manifest/parseWorld.ts';
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../../manifest/plainObjects.ts';
import { MADE_CAPS, type MadeGoal, type MadeLevel } from './madeLevel.ts';
import { MADE_SCHEMA, type MadeFile } from './madeSchema.ts';

export type MadeRead =
  | { readonly ok: true; readonly made: MadeLevel }
  /** `where`: the path of the first thing that is wrong. */
  | { readonly ok: false; readonly code: 'tooLarge' | 'notText' | 'badContent'; readonly where: string };

/** The text of a file. JSON is YAML, so one reader serves both. */
export function readMadeText(text: string): MadeRead {
  if (text.length > MADE_CAPS.bytes) return { ok: false, code: 'tooLarge', where: '' };
  try {
    return rebuildMade(parseYaml(text, { maxAliasCount: 0, version: '1.2', logLevel: 'silent', merge: false }));
  } catch {
    return { ok: false, code: 'notText', where: '' };
  }
}

export function writeMadeText(made: MadeLevel, format: 'json' | 'yaml'): string {
  const plain = madeToPlain(made);
  return format === 'json' ? `${JSON.stringify(plain, null, 2)}\n` : stringify(plain);
}

export function rebuildMade(plain: unknown): MadeRead {
  const read = v.safeParse(MADE_SCHEMA, plain);
  if (!read.success) return bad(v.getDotPath(read.issues[0]) ?? '');
  const file = read.output;
  const start = rebuildStart(file.start);
  if (typeof start === 'number') return bad(`start.${start}`);
  const solution = rebuildEdits(file.solution);
  if (typeof solution === 'number') return bad(`solution.${solution}`);
  const { title, author, briefing, hints, debrief, editable } = file;
  const says = Object.fromEntries(file.goals.flatMap((goal) => (goal.says === undefined ? [] : [[goal.id, goal.says]])));
  const goals = file.goals.map(({ says: _says, ...goal }): MadeGoal => goal);
  return { ok: true, made: { title, author, briefing, hints, debrief, goals, says, editable, start, solution } };
}

/** Everything in one order, so that a level has one spelling (share/canonicalJson.ts sorts the keys). */
export function madeToPlain(made: MadeLevel): MadeFile {
  const { title, author, briefing, hints, debrief, editable } = made;
  const { objects, network } = editable;
  return {
    format: 'cidr-house-level',
    version: 1,
    title,
    author,
    briefing: [...briefing],
    hints: [...hints],
    debrief: [...debrief],
    goals: made.goals.map((goal) => {
      const says = Object.hasOwn(made.says, goal.id) ? made.says[goal.id] : undefined;
      return { ...goal, ...(says === undefined ? {} : { says }) } as MadeFile['goals'][number];
    }),
    editable: { objects: objects.map((entry) => ({ ...entry })) as MadeFile['editable']['objects'], network: [...network] },
    start: [networkToPlain(made.start.network), ...allObjects(made.start).map(resourceToPlain)],
    solution: made.solution.map(editToPlain),
  };
}

function rebuildStart(items: readonly unknown[]): NetworkSpec | number {
  const objects = new Map<string, Extract<Edit, { type: 'putObject' }>['resource']>();
  let network: NetworkSpec['network'] | undefined;
  for (const [index, item] of items.entries()) {
    const edit = rebuildEdit(item);
    if (edit?.type === 'putNetwork' && !network) network = edit.network;
    else if (edit?.type === 'putObject' && !objects.has(keyOf(edit))) objects.set(keyOf(edit), edit.resource);
    else return index;
  }
  return buildSpec([...objects.values()], network);
}

function rebuildEdits(items: readonly unknown[]): readonly Edit[] | number {
  const edits = new Map<string, Edit>();
  for (const [index, item] of items.entries()) {
    const edit = rebuildEdit(item);
    if (!edit || edits.has(keyOf(edit))) return index;
    edits.set(keyOf(edit), edit);
  }
  return [...edits].sort(([a], [b]) => compareText(a, b)).map(([, edit]) => edit);
}

function rebuildEdit(item: unknown): Edit | undefined {
  if (typeof item === 'string') {
    const ref = rebuildRef(item);
    return ref && { type: 'removeObject', ref };
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item) || !('kind' in item)) return undefined;
  if (item.kind === 'Network') {
    const network = rebuildNetwork(item);
    return network && { type: 'putNetwork', network };
  }
  const resource = rebuildResource(item);
  return resource && { type: 'putObject', resource };
}

function rebuildRef(target: string): ObjectRef | undefined {
  if (target.length > 400) return undefined;
  const [ref] = parseManifests(JSON.stringify({ apiVersion: 'cidr.house/v1', kind: 'Removal', target })).removals;
  return ref && formatRef(ref) === target ? ref : undefined;
}

function editToPlain(edit: Edit): unknown {
  if (edit.type === 'putNetwork') return networkToPlain(edit.network);
  return edit.type === 'putObject' ? resourceToPlain(edit.resource) : keyOf(edit);
}

/** As share/difference.ts sorts a solution: the Network document first, then by object. */
function keyOf(edit: Edit): string {
  if (edit.type === 'putObject') return formatRef(refOf(edit.resource));
  return edit.type === 'removeObject' ? formatRef(edit.ref) : '';
}

function bad(where: string): MadeRead {
  return { ok: false, code: 'badContent', where: where.slice(0, 120) };
}
