// One edit in the other notations: the commands that one could have typed, and the lines of YAML that differ.
import { diffLines } from 'diff';
import { sameValue } from '../engine/model/sameValue.ts';
import { allObjects, formatRef, type NetworkSpec, refOf } from '../engine/model/spec.ts';
import { writeAzSince } from './azure/writeAz.ts';
import { writeNetwork, writeResource } from './writeManifests.ts';
import { writePatch } from './writePatch.ts';

export interface DiffLine {
  readonly mark: ' ' | '+' | '-' | '…';
  readonly text: string;
}

export interface TextChange {
  /** `Service/shop/api`, or `Network`. */
  readonly key: string;
  readonly lines: readonly DiffLine[];
}

export interface Equivalents {
  /** kubectl's lines, then az's; '' when nothing differs. */
  readonly commands: string;
  readonly texts: readonly TextChange[];
  /** Objects that changed beyond those in `texts`. */
  readonly more: number;
}

/** Unchanged lines that stay around a change. */
const AROUND = 2;
const MOST_TEXTS = 40;
/** Insertions and deletions; beyond them a text counts as written anew. */
const MOST_CHANGES = 2_000;

export function equivalents(before: NetworkSpec, after: NetworkSpec): Equivalents {
  const networks = !sameValue(before.network, after.network);
  const texts: TextChange[] = [];
  let more = 0;
  const [old, now] = [byKey(before), byKey(after)];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [from, to] = [old.get(key), now.get(key)];
    if (from !== undefined && to !== undefined && sameValue(from, to)) continue;
    if (texts.length >= MOST_TEXTS) more++;
    else texts.push({ key, lines: changedLines(from ? writeResource(from) : '', to ? writeResource(to) : '') });
  }
  if (networks) texts.push({ key: 'Network', lines: changedLines(writeNetwork(before.network), writeNetwork(after.network)) });
  const kubectl = old.size + now.size === 0 ? '' : writePatch(before, after);
  const parts = [
    texts.some(({ key }) => key !== 'Network') ? kubectl : '',
    networks ? writeAzSince(before.network, after.network) : '',
  ];
  return { commands: parts.filter((part) => part !== '').join('\n'), texts, more };
}

/** The lines that differ, with a little of what stands around them. */
export function changedLines(before: string, after: string): DiffLine[] {
  const parts = diffLines(before, after, { maxEditLength: MOST_CHANGES }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const lines: DiffLine[] = [];
  for (const [index, part] of parts.entries()) {
    const own = part.value.replace(/\n$/, '').split('\n');
    if (part.value === '') continue;
    if (part.added || part.removed) lines.push(...own.map((text) => ({ mark: part.added ? '+' : '-', text }) as const));
    else lines.push(...shortened(own, index === 0, index === parts.length - 1));
  }
  return lines;
}

function shortened(lines: readonly string[], first: boolean, last: boolean): DiffLine[] {
  const head = first ? 0 : AROUND;
  const tail = last ? 0 : AROUND;
  const plain = (text: string): DiffLine => ({ mark: ' ', text });
  if (lines.length <= head + tail + 1) return lines.map(plain);
  return [...lines.slice(0, head).map(plain), { mark: '…', text: '' }, ...lines.slice(lines.length - tail).map(plain)];
}

function byKey(spec: NetworkSpec): Map<string, ReturnType<typeof allObjects>[number]> {
  return new Map(allObjects(spec).map((resource) => [formatRef(refOf(resource)), resource]));
}
