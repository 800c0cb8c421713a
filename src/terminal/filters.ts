// What stands behind a pipe: grep, head, tail, wc, sort, uniq, cat, tee, cut and their like, on lines. Patterns are run by the matcher that counts
// what it spends, never by a RegExp of the player's.
import { parsePattern } from '../engine/net/pattern.ts';
import { matchPattern } from '../engine/net/matchPattern.ts';
import { type Call, type Done, fail, failWith, ok, type Run } from './call.ts';

/** Instructions that one grep may follow over all its lines. */
const MOST_EFFORT = 3_000_000;

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** What comes in by the pipe, or the files that are named. */
function textIn(call: Call, names: readonly string[]): string | Done {
  const files = names.filter((name) => name !== '-');
  if (files.length === 0) return call.input ?? '';
  const texts: string[] = [];
  for (const name of files) {
    const text = call.shell.state.memory.files.get(name);
    if (text === undefined) return fail(`${call.words[0] ?? ''}: ${name.slice(0, 120)}: No such file or directory`);
    texts.push(text);
  }
  return texts.join('');
}

interface GrepFlags {
  readonly invert: boolean;
  readonly ignoreCase: boolean;
  readonly count: boolean;
  readonly only: boolean;
  readonly numbers: boolean;
  readonly quiet: boolean;
  readonly word: boolean;
  readonly how: 'basic' | 'extended' | 'fixed';
  readonly after: number;
  readonly before: number;
  readonly patterns: readonly string[];
  readonly files: readonly string[];
}

const grep: Run = (call) => Promise.resolve(runGrep(call));

function runGrep(call: Call): Done {
  const flags = grepFlags(call.words);
  if (typeof flags === 'string') return fail(flags, 2);
  const text = textIn(call, flags.files);
  if (typeof text !== 'string') return text;
  const effort = { left: MOST_EFFORT };
  const tests: ((line: string) => string | undefined)[] = [];
  for (const written of flags.patterns.flatMap((item) => item.split('\n'))) {
    const test = tester(written, flags, effort);
    if (test === undefined) return failWith(call.shell, 'badPattern', { pattern: written.slice(0, 80) });
    tests.push(test);
  }
  const lines = linesOf(text);
  const hits: number[] = [];
  const found = new Map<number, string>();
  for (const [index, line] of lines.entries()) {
    const match = tests.map((test) => test(line)).find((item) => item !== undefined);
    if (effort.left < 0) return failWith(call.shell, 'patternSpent');
    if ((match !== undefined) !== flags.invert) {
      hits.push(index);
      found.set(index, match ?? line);
    }
  }
  const code = hits.length > 0 ? 0 : 1;
  if (flags.quiet) return { out: '', err: '', code };
  if (flags.count) return { out: `${hits.length}\n`, err: '', code };
  if (flags.only) return { out: joined(hits.flatMap((index) => found.get(index) ?? [])), err: '', code };
  return { out: joined(withNeighbours(lines, hits, flags)), err: '', code };
}

function withNeighbours(lines: readonly string[], hits: readonly number[], { after, before, numbers }: GrepFlags): string[] {
  const out: string[] = [];
  const own = new Set(hits);
  let last = -1;
  for (const hit of hits) {
    const from = Math.max(last + 1, hit - before);
    if ((after > 0 || before > 0) && last >= 0 && from > last + 1) out.push('--');
    for (let index = from; index <= Math.min(hit + after, lines.length - 1); index++) {
      if (index <= last || (index > hit && own.has(index))) continue;
      out.push(numbers ? `${index + 1}${own.has(index) ? ':' : '-'}${lines[index] ?? ''}` : (lines[index] ?? ''));
      last = index;
    }
    last = Math.max(last, hit);
  }
  return out;
}

function tester(
  written: string,
  { how, ignoreCase, word }: GrepFlags,
  effort: { left: number },
): ((line: string) => string | undefined) | undefined {
  // Basic patterns of people are words: there, only what is escaped is special beside . * [ ] ^ $.
  const extended = how === 'basic' ? fromBasic(written) : how === 'fixed' ? escaped(written) : written;
  const parsed = parsePattern(`${ignoreCase ? '(?i)' : ''}${word ? `\\b(?:${extended})\\b` : extended}`);
  if (!parsed.ok) return undefined;
  return (line) => matchPattern(parsed.pattern, line.slice(0, 4000), { where: 'anywhere', effort })?.[0];
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** `\|`, `\+`, `\?`, `\(`, `\{` are special in GNU's basic patterns, the bare letters are not. */
function fromBasic(text: string): string {
  return text.replaceAll(/\\([|+?(){}])|([|+?(){}])/g, (_, special: string | undefined, bare: string | undefined) =>
    special === undefined ? `\\${bare}` : special,
  );
}

function grepFlags(given: readonly string[]): GrepFlags | string {
  const on = new Set<string>();
  const counts = new Map<string, number>();
  const patterns: string[] = [];
  const rest: string[] = [];
  const words = given.slice(1);
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word.startsWith('--')) {
      const name = word.slice(2).split('=')[0] ?? '';
      const short = LONG.get(name);
      if (short === undefined && name !== 'color') return `grep: unrecognized option '${word.slice(0, 60)}'`;
      if (short !== undefined) on.add(short);
    } else if (word.startsWith('-') && word.length > 1) {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] ?? '';
        if ('ABCem'.includes(letter)) {
          const value = word.slice(at + 1) === '' ? (words[++index] ?? '') : word.slice(at + 1);
          if (letter === 'e') patterns.push(value);
          else if (!/^\d{1,6}$/.test(value)) return `grep: ${value.slice(0, 40)}: invalid context length argument`;
          else counts.set(letter, Number(value));
          break;
        }
        if (!'ivcnowqEFGPxhHs'.includes(letter)) return `grep: invalid option -- '${letter}'`;
        on.add(letter);
      }
    } else rest.push(word);
  }
  if (patterns.length === 0) {
    const first = rest.shift();
    if (first === undefined) return 'Usage: grep [OPTION]... PATTERNS [FILE]...';
    patterns.push(first);
  }
  const both = counts.get('C') ?? 0;
  return {
    invert: on.has('v'),
    ignoreCase: on.has('i'),
    count: on.has('c'),
    only: on.has('o'),
    numbers: on.has('n'),
    quiet: on.has('q'),
    word: on.has('w'),
    how:
      given[0] === 'egrep' || on.has('E') || on.has('P') ? 'extended' : given[0] === 'fgrep' || on.has('F') ? 'fixed' : 'basic',
    after: counts.get('A') ?? both,
    before: counts.get('B') ?? both,
    patterns,
    files: rest,
  };
}

const LONG: ReadonlyMap<string, string> = new Map([
  ['ignore-case', 'i'],
  ['invert-match', 'v'],
  ['count', 'c'],
  ['extended-regexp', 'E'],
  ['fixed-strings', 'F'],
  ['only-matching', 'o'],
  ['line-number', 'n'],
  ['quiet', 'q'],
]);

/** `-n 5`, `-n5`, `-5`, `-n +2`. */
function countOf(words: readonly string[]): { readonly count: number; readonly fromStart: boolean; readonly files: string[] } {
  let count = 10;
  let fromStart = false;
  const files: string[] = [];
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? '';
    const text = /^(?:-n|--lines)$/.test(word) ? words[++index] : /^(?:-n|--lines=|-)([-+]?\d+)$/.exec(word)?.[1];
    if (text !== undefined && /^[-+]?\d{1,9}$/.test(text)) {
      fromStart = text.startsWith('+');
      count = Number(text);
    } else if (!word.startsWith('-')) files.push(word);
  }
  return { count, fromStart, files };
}

function byLines(change: (lines: string[], call: Call) => readonly string[] | Done, skip: 'words' | 'count' = 'words'): Run {
  return (call) => {
    const names = skip === 'count' ? countOf(call.words).files : call.words.slice(1).filter((word) => !word.startsWith('-'));
    const text = textIn(call, names);
    if (typeof text !== 'string') return Promise.resolve(text);
    const changed = change(linesOf(text), call);
    return Promise.resolve('code' in changed ? changed : ok(joined(changed)));
  };
}

const sort = byLines((lines, { words }) => {
  const flags = words
    .slice(1)
    .filter((word) => word.startsWith('-'))
    .join('');
  const number = (text: string): number => Number(/^\s*(-?\d+(?:\.\d+)?)/.exec(text)?.[1] ?? 0);
  const sorted = lines.sort((a, b) => (flags.includes('n') ? number(a) - number(b) : 0) || (a < b ? -1 : a > b ? 1 : 0));
  const turned = flags.includes('r') ? sorted.reverse() : sorted;
  return flags.includes('u') ? turned.filter((line, index) => line !== turned[index - 1]) : turned;
});

const uniq = byLines((lines, { words }) => {
  const runs: { readonly line: string; count: number }[] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last?.line === line) last.count++;
    else runs.push({ line, count: 1 });
  }
  return runs.map(({ line, count }) => (words.includes('-c') ? `${String(count).padStart(7)} ${line}` : line));
});

const wc: Run = (call) => {
  const flags = call.words.slice(1).filter((word) => word.startsWith('-'));
  const text = textIn(
    call,
    call.words.slice(1).filter((word) => !word.startsWith('-')),
  );
  if (typeof text !== 'string') return Promise.resolve(text);
  const counts = { '-l': text.split('\n').length - 1, '-w': text.split(/\s+/).filter(Boolean).length, '-c': text.length };
  const wanted = (['-l', '-w', '-c'] as const).filter((flag) => flags.length === 0 || flags.includes(flag));
  const shown = wanted.map((flag) => String(counts[flag]));
  return Promise.resolve(ok(shown.length === 1 ? shown.join('') : shown.map((item) => item.padStart(7)).join(' ')));
};

const same = byLines((lines) => lines);

export const FILTERS: ReadonlyMap<string, Run> = new Map([
  ['grep', grep],
  ['egrep', grep],
  ['fgrep', grep],
  ['head', byLines((lines, { words }) => lines.slice(0, countOf(words).count), 'count')],
  [
    'tail',
    byLines((lines, { words }) => {
      const { count, fromStart } = countOf(words);
      if (fromStart) return lines.slice(Math.max(0, count - 1));
      return count === 0 ? [] : lines.slice(-Math.abs(count));
    }, 'count'),
  ],
  ['sort', sort],
  ['uniq', uniq],
  ['wc', wc],
  ['cat', same],
  ['less', same],
  ['more', same],
  ['tee', same],
  ['column', same],
]);
