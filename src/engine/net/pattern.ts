// Patterns that players write (Ingress paths, header matches, Cilium http rules): the common part of RE2 and PCRE as a small program. The
// matcher (matchPattern.ts) runs it in time proportional to program × text, whatever the pattern; no RegExp ever sees one. Rules: ING15, C-9, GW7.
import { type CharSet, type Instruction, layOut, type PatternNode } from './patternProgram.ts';

export interface Pattern {
  readonly program: readonly Instruction[];
  readonly groups: number;
  readonly ignoreCase: boolean;
}

export type PatternResult =
  | { readonly ok: true; readonly pattern: Pattern }
  | { readonly ok: false; readonly why: 'tooLong' | 'syntax' | 'unsupported'; readonly at: number };

const MOST_CHARACTERS = 1024;
const MOST_GROUPS = 20;
const MOST_REPEATS = 200;
const MOST_NESTED = 50;

const DIGIT: CharSet['ranges'] = [[48, 57]];
const WORD: CharSet['ranges'] = [...DIGIT, [65, 90], [95, 95], [97, 122]];
const SPACE: CharSet['ranges'] = [
  [9, 13],
  [32, 32],
];
const CLASSES: ReadonlyMap<string, CharSet['ranges']> = new Map([
  ['d', DIGIT],
  ['w', WORD],
  ['s', SPACE],
]);
const POSIX: ReadonlyMap<string, CharSet['ranges']> = new Map([
  ['digit', DIGIT],
  ['word', WORD],
  ['space', SPACE],
  ['lower', [[97, 122]]],
  ['upper', [[65, 90]]],
  [
    'alpha',
    [
      [65, 90],
      [97, 122],
    ],
  ],
  ['alnum', [...DIGIT, [65, 90], [97, 122]]],
]);
const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['f', 12],
  ['v', 11],
]);
/** Any character but a line's end, as `.` has it. */
const ANY: CharSet = { ranges: [[10, 10]], negated: true };

interface Reader {
  readonly text: string;
  at: number;
  groups: number;
  depth: number;
  ignoreCase: boolean;
}

interface Failure {
  readonly why: 'tooLong' | 'syntax' | 'unsupported';
  readonly at: number;
}

function isFailure(value: object): value is Failure {
  return 'why' in value;
}

export function parsePattern(text: string, options: { readonly ignoreCase?: boolean } = {}): PatternResult {
  if (text.length > MOST_CHARACTERS) return { ok: false, why: 'tooLong', at: MOST_CHARACTERS };
  const reader: Reader = { text, at: 0, groups: 0, depth: 0, ignoreCase: options.ignoreCase === true };
  if (text.startsWith('(?i)')) {
    reader.at = 4;
    reader.ignoreCase = true;
  }
  const node = readChoice(reader);
  if (isFailure(node)) return { ok: false, why: node.why, at: node.at };
  if (reader.at < text.length) return { ok: false, why: 'syntax', at: reader.at };
  const program = layOut(node);
  if (!program) return { ok: false, why: 'tooLong', at: 0 };
  return { ok: true, pattern: { program, groups: reader.groups, ignoreCase: reader.ignoreCase } };
}

function fail(reader: Reader, why: Failure['why'] = 'syntax'): Failure {
  return { why, at: reader.at };
}

function readChoice(reader: Reader): PatternNode | Failure {
  if (++reader.depth > MOST_NESTED) return fail(reader, 'tooLong');
  const items: PatternNode[] = [];
  do {
    const item = readSequence(reader);
    if (isFailure(item)) return item;
    items.push(item);
  } while (take(reader, '|'));
  reader.depth--;
  return items.length === 1 && items[0] ? items[0] : { type: 'choice', items };
}

function take(reader: Reader, text: string): boolean {
  if (!reader.text.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

function readSequence(reader: Reader): PatternNode | Failure {
  const items: PatternNode[] = [];
  while (reader.at < reader.text.length && reader.text[reader.at] !== '|' && reader.text[reader.at] !== ')') {
    const atom = readAtom(reader);
    if (isFailure(atom)) return atom;
    const item = readRepeat(reader, atom);
    if (isFailure(item)) return item;
    items.push(item);
  }
  return { type: 'sequence', items };
}

function readRepeat(reader: Reader, item: PatternNode): PatternNode | Failure {
  const sign = reader.text[reader.at] ?? '';
  let [min, max] = [0, Infinity];
  if (sign === '{') {
    const found = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(reader.text.slice(reader.at, reader.at + 12));
    // A brace that is no count is itself.
    if (!found) return item;
    const [whole, from = '', comma, to = ''] = found;
    min = Number(from);
    max = comma === undefined ? min : to === '' ? Infinity : Number(to);
    if (min > max || min > MOST_REPEATS || (max !== Infinity && max > MOST_REPEATS)) return fail(reader, 'tooLong');
    reader.at += whole.length;
  } else if (sign === '*' || sign === '+' || sign === '?') {
    if (sign === '+') min = 1;
    if (sign === '?') max = 1;
    reader.at++;
  } else return item;
  const greedy = !take(reader, '?');
  if (reader.at < reader.text.length && '*+?'.includes(reader.text[reader.at] ?? '')) return fail(reader, 'unsupported');
  if (item.type === 'assert') return fail(reader);
  return { type: 'repeat', item, min, max, greedy };
}

function readAtom(reader: Reader): PatternNode | Failure {
  const letter = reader.text[reader.at++] ?? '';
  if (letter === '^') return { type: 'assert', op: 'start' };
  if (letter === '$') return { type: 'assert', op: 'end' };
  if (letter === '.') return { type: 'set', set: ANY };
  if (letter === '(') return readGroup(reader);
  if (letter === '[') return readBrackets(reader);
  if (letter === '\\') return readEscape(reader);
  if ('*+?'.includes(letter)) {
    reader.at--;
    return fail(reader);
  }
  return one(letter.charCodeAt(0));
}

function one(code: number): PatternNode {
  return { type: 'set', set: { ranges: [[code, code]], negated: false } };
}

function readGroup(reader: Reader): PatternNode | Failure {
  let index: number | undefined;
  if (take(reader, '?')) {
    // Named groups count like others; looking around and flags in the middle do not exist here.
    const named = /^P?<[A-Za-z_]\w{0,31}>/.exec(reader.text.slice(reader.at, reader.at + 36));
    if (named) {
      reader.at += named[0].length;
      index = ++reader.groups;
    } else if (!take(reader, ':')) return fail(reader, 'unsupported');
  } else index = ++reader.groups;
  if (reader.groups > MOST_GROUPS) return fail(reader, 'tooLong');
  const item = readChoice(reader);
  if (isFailure(item)) return item;
  if (!take(reader, ')')) return fail(reader);
  return index === undefined ? item : { type: 'group', item, index };
}

function readEscape(reader: Reader): PatternNode | Failure {
  const letter = reader.text[reader.at++] ?? '';
  if (letter === '') return fail(reader);
  if (letter === 'b') return { type: 'assert', op: 'boundary' };
  if (letter === 'B') return { type: 'assert', op: 'inside' };
  if (letter === 'A') return { type: 'assert', op: 'start' };
  if (letter === 'z') return { type: 'assert', op: 'end' };
  const ranges = CLASSES.get(letter.toLowerCase());
  if (ranges) return { type: 'set', set: { ranges, negated: letter !== letter.toLowerCase() } };
  const code = escapedCode(reader, letter);
  return code === undefined ? fail(reader, 'unsupported') : one(code);
}

/** The character that an escape stands for; undefined for letters and digits that mean something else elsewhere. */
function escapedCode(reader: Reader, letter: string): number | undefined {
  if (letter === 'x') {
    const digits = reader.text.slice(reader.at, reader.at + 2);
    if (!/^[0-9a-fA-F]{2}$/.test(digits)) return undefined;
    reader.at += 2;
    return Number.parseInt(digits, 16);
  }
  return CONTROLS.get(letter) ?? (/[A-Za-z0-9]/.test(letter) ? undefined : letter.charCodeAt(0));
}

function readBrackets(reader: Reader): PatternNode | Failure {
  const negated = take(reader, '^');
  const ranges: (readonly [number, number])[] = [];
  for (let first = true; first || reader.text[reader.at] !== ']'; first = false) {
    if (reader.at >= reader.text.length) return fail(reader);
    const from = readClassPart(reader);
    if (from === undefined) return fail(reader, 'unsupported');
    if (typeof from !== 'number') {
      ranges.push(...from);
      continue;
    }
    if (reader.text[reader.at] !== '-' || reader.text[reader.at + 1] === ']') {
      ranges.push([from, from]);
      continue;
    }
    reader.at++;
    const to = readClassPart(reader);
    if (typeof to !== 'number' || to < from) return fail(reader);
    ranges.push([from, to]);
  }
  reader.at++;
  return { type: 'set', set: { ranges, negated } };
}

/** One character, or the ranges of a class such as `\\d` and `[:alpha:]`. */
function readClassPart(reader: Reader): number | CharSet['ranges'] | undefined {
  const posix = /^\[:(\^?)([a-z]{1,8}):\]/.exec(reader.text.slice(reader.at, reader.at + 14));
  if (posix) {
    reader.at += posix[0].length;
    const ranges = POSIX.get(posix[2] ?? '');
    return ranges && posix[1] === '^' ? complement(ranges) : ranges;
  }
  const letter = reader.text[reader.at++] ?? '';
  if (letter !== '\\') return letter === '' ? undefined : letter.charCodeAt(0);
  const escaped = reader.text[reader.at++] ?? '';
  if (escaped === '') return undefined;
  const ranges = CLASSES.get(escaped.toLowerCase());
  if (ranges) return escaped === escaped.toLowerCase() ? ranges : complement(ranges);
  return escaped === 'b' ? 8 : escapedCode(reader, escaped);
}

function complement(ranges: CharSet['ranges']): CharSet['ranges'] {
  const found: (readonly [number, number])[] = [];
  let next = 0;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (from > next) found.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  return [...found, [next, 0xffff]];
}
