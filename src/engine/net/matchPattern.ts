// Runs a pattern over a text: every way at once, one step a character, the preferred way kept (as Perl would choose). Time is bounded by
// program × text; texts are cut at a length that no request line reaches.
import type { Pattern } from './pattern.ts';
import type { Instruction } from './patternProgram.ts';

const MOST_TEXT = 4096;

/** Group 0 is the whole match; a group that took no part is undefined. */
export type Groups = readonly (string | undefined)[];

/** Instructions that may still be followed, over as many matches as share it; spent once it is below zero. */
export interface Effort {
  left: number;
}

type Where = 'anywhere' | 'start' | 'whole';

interface Thread {
  readonly at: number;
  readonly slots: readonly number[];
}

/**
 * The leftmost match; `whole`: only one that spans the text; `start`: only one that begins it. Undefined where there is none, the text is too
 * long, or the effort is spent: whoever shares one looks at it. At most program × (text + 1) instructions are followed.
 */
export function matchPattern(
  pattern: Pattern,
  text: string,
  how: Where | { readonly where: Where; readonly effort: Effort } = 'anywhere',
): Groups | undefined {
  const { where, effort } = typeof how === 'string' ? { where: how, effort: { left: Number.POSITIVE_INFINITY } } : how;
  if (text.length > MOST_TEXT) return undefined;
  let threads: Thread[] = [];
  let best: readonly number[] | undefined;
  for (let at = 0; at <= text.length; at++) {
    const found = new Set<number>();
    const next: Thread[] = [];
    const follow = (thread: Thread): void => addThreads({ pattern, text, at, into: next, seen: found, effort }, thread);
    for (const thread of threads) follow(thread);
    if (effort.left < 0) return undefined;
    // A later start is the least wanted way, and no way at all once something matched.
    if (best === undefined && (at === 0 || where === 'anywhere')) follow({ at: 0, slots: [] });
    threads = [];
    for (const thread of next) {
      const instruction = pattern.program[thread.at];
      if (instruction?.op === 'match') {
        if (where === 'whole' && at < text.length) continue;
        best = thread.slots;
        break;
      }
      if (instruction?.op === 'set' && at < text.length && holds(instruction, text.charCodeAt(at), pattern.ignoreCase))
        threads.push({ at: thread.at + 1, slots: thread.slots });
    }
    if (threads.length === 0 && (best !== undefined || where !== 'anywhere')) break;
  }
  return best && groupsOf(pattern, text, best);
}

function groupsOf(pattern: Pattern, text: string, slots: readonly number[]): Groups {
  return Array.from({ length: pattern.groups + 1 }, (_, group) => {
    const [from, to] = [slots[group * 2], slots[group * 2 + 1]];
    return from === undefined || to === undefined ? undefined : text.slice(from, to);
  });
}

interface Here {
  readonly pattern: Pattern;
  readonly text: string;
  readonly at: number;
  readonly into: Thread[];
  readonly seen: Set<number>;
  readonly effort: Effort;
}

/** Follows everything that takes no character, the preferred way first; each instruction once. */
function addThreads(here: Here, first: Thread): void {
  const waiting: Thread[] = [first];
  for (let thread = waiting.pop(); thread; thread = waiting.pop()) {
    const { at, slots } = thread;
    if (here.seen.has(at)) continue;
    here.seen.add(at);
    here.effort.left--;
    const instruction = here.pattern.program[at];
    if (!instruction) continue;
    if (instruction.op === 'jump') waiting.push({ at: instruction.to, slots });
    else if (instruction.op === 'split') waiting.push({ at: instruction.second, slots }, { at: instruction.first, slots });
    else if (instruction.op === 'save') waiting.push({ at: at + 1, slots: withSlot(slots, instruction.slot, here.at) });
    else if (instruction.op === 'set' || instruction.op === 'match') here.into.push(thread);
    else if (asserts(instruction.op, here)) waiting.push({ at: at + 1, slots });
  }
}

function withSlot(slots: readonly number[], slot: number, value: number): readonly number[] {
  const copy = [...slots];
  copy[slot] = value;
  return copy;
}

function asserts(op: 'start' | 'end' | 'boundary' | 'inside', { text, at }: Here): boolean {
  if (op === 'start') return at === 0;
  if (op === 'end') return at === text.length;
  const boundary = isWord(text.charCodeAt(at - 1)) !== isWord(text.charCodeAt(at));
  return op === 'boundary' ? boundary : !boundary;
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

function holds(set: Extract<Instruction, { op: 'set' }>, code: number, ignoreCase: boolean): boolean {
  const inside = within(set, code) || (ignoreCase && within(set, otherCase(code)));
  return inside !== set.negated;
}

function within({ ranges }: Extract<Instruction, { op: 'set' }>, code: number): boolean {
  return ranges.some(([from, to]) => code >= from && code <= to);
}

function otherCase(code: number): number {
  if (code >= 65 && code <= 90) return code + 32;
  return code >= 97 && code <= 122 ? code - 32 : code;
}
