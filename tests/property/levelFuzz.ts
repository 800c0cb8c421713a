// Hostile levels by the thousand, as links and as files: flipped bits, cut ends, foreign letters, swapped values, prototype keys, tags, anchors, markup,
// huge numbers. Each is refused with a type or opens as what it says; none throws, takes long, or touches Object.prototype; of those that open, some are
// checked by the engine within its step budget. Also run by `npm run fuzz`.
import { stringify } from 'yaml';
import { createEngine } from '../../src/engine/createEngine.ts';
import { checkMade } from '../../src/levels/made/checkMade.ts';
import { MADE_CAPS, type MadeLevel } from '../../src/levels/made/madeLevel.ts';
import { isPlain } from '../../src/levels/made/plainText.ts';
import { madeToPlain, type MadeRead, readMadeText, rebuildMade } from '../../src/levels/made/readMade.ts';
import { parseBase64Url, writeBase64Url } from '../../src/share/bytes.ts';
import { ENGINE_MAJOR, sealEnvelope } from '../../src/share/envelope.ts';
import { codec } from '../share/codec.ts';
import { makePractice } from '../../src/levels/practice/generate.ts';
import { createLevelLinkCodec } from '../../src/share/levelLink.ts';
import { createRandom, type Random } from '../share/randomSolution.ts';

export interface LevelFuzzReport {
  readonly cases: number;
  readonly opened: number;
  /** Of those that opened, how many the engine judged. */
  readonly checked: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly failures: readonly { readonly text: string; readonly what: string }[];
}

const levelCodec = createLevelLinkCodec({ madeToPlain, rebuildMade });

/** Worlds of practice with texts around them: levels as the builder writes them, without a folder to read. */
function sampleLevels(): readonly MadeLevel[] {
  const engine = createEngine();
  return ['1/1', '1/2', '1/3', '2/4', '2/5', '3/6'].flatMap((seed) => {
    const difficulty = Number(seed.charAt(0)) as 1 | 2 | 3;
    const practice = makePractice(engine, { difficulty, seed });
    if (!practice) return [];
    const { made } = practice;
    const says = { [made.goals[0]?.id ?? '']: 'The front asks the desk.' };
    return [
      {
        ...made,
        title: `House ${seed}`,
        author: 'Pip',
        briefing: ['Find `it`.', 'Mend it.'],
        hints: ['Look.'],
        debrief: ['Well.'],
        says,
      },
    ];
  });
}

const WATCHDOG_MS = 2000;
/** A whole check judges a world six times. */
const CHECK_MS = 8000;

const TOKENS = [
  '__proto__',
  'constructor',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '${7*7}',
  '!!js/function "function(){}"',
  '&a [*a]',
  '*a',
  '\u202e',
  '\u0000',
  '[[[[[[[[[[[[[[[[',
  '{"a":',
  '99999999999999999999',
  '-1',
  '1e999',
  '0.0.0.0/0',
  '10.0.0.0/33',
  'pods:*/*:1-65535',
  'NaN',
  '~',
  'null',
  '"',
  "'",
  ': ',
  '\n',
  '  ',
] as const;

interface Run {
  readonly random: Random;
  readonly refused: Record<string, number>;
  readonly failures: { text: string; what: string }[];
  opened: number;
  checked: number;
  slowestMs: number;
}

export function fuzzLevelLinks(cases: number, seed: number, onProgress?: (done: number) => void): LevelFuzzReport {
  const run = begin(seed);
  const levels = sampleLevels();
  const links = levels.map((made) => levelCodec.encodeLevel(made) ?? '');
  const plains = levels.map((made) => JSON.stringify(madeToPlain(made)));
  for (let index = 0; index < cases; index++) {
    const at = run.random.below(links.length);
    const { text, damaged } = mutateLink(run.random, links[at] ?? '', plains[at] ?? '');
    watch(run, text, WATCHDOG_MS, () => {
      const read = levelCodec.decodeLevel(text);
      count(run, read.ok ? 'opened' : read.problem.code);
      if (read.ok && damaged && levelCodec.encodeLevel(read.made) !== links[at]) return 'damage opened as another level';
      if (read.ok && levelCodec.idOf(read.made) !== read.id) return 'opened under a name that is not its own';
      // The same bytes as a solution link: refused there too.
      return !damaged && codec.decodeLink(text).ok ? 'opened as a solution' : undefined;
    });
    if (index % 1000 === 999) onProgress?.(index + 1);
  }
  return reportOf(run, cases);
}

export function fuzzLevelFiles(cases: number, seed: number, onProgress?: (done: number) => void): LevelFuzzReport {
  const run = begin(seed);
  const engine = createEngine();
  const texts = sampleLevels()
    .map((made) => madeToPlain(made))
    .map((plain) => ({ plain, json: JSON.stringify(plain), yaml: stringify(plain) }));
  for (let index = 0; index < cases; index++) {
    const { plain, json, yaml } = texts[run.random.below(texts.length)] ?? { plain: {}, json: '', yaml: '' };
    const text = run.random.chance(2)
      ? JSON.stringify(swapped(run.random, plain))
      : scribbled(run.random, run.random.chance(4) ? yaml : json);
    let read: MadeRead | undefined;
    watch(run, text, WATCHDOG_MS, () => {
      read = readMadeText(text);
      count(run, read.ok ? 'opened' : read.code);
      if (!read.ok) return read.where.length > 200 ? 'a refusal without measure' : undefined;
      const again = rebuildMade(JSON.parse(JSON.stringify(madeToPlain(read.made))));
      return again.ok && levelCodec.idOf(again.made) === levelCodec.idOf(read.made)
        ? overCaps(read.made)
        : 'read back as another level';
    });
    if (read?.ok && run.opened % 48 === 0) {
      const { made } = read;
      run.checked++;
      watch(run, text, CHECK_MS, () => void checkMade(engine, made));
    }
    if (index % 1000 === 999) onProgress?.(index + 1);
  }
  return reportOf(run, cases);
}

function begin(seed: number): Run {
  return { random: createRandom(seed), refused: {}, failures: [], opened: 0, checked: 0, slowestMs: 0 };
}

function reportOf({ refused, failures, opened, checked, slowestMs }: Run, cases: number): LevelFuzzReport {
  return { cases, opened, checked, refused, slowestMs: Math.round(slowestMs), failures };
}

function count(run: Run, code: string): void {
  if (code === 'opened') run.opened++;
  else run.refused[code] = (run.refused[code] ?? 0) + 1;
}

/** Of this process: a busy machine does not make a text slow. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function watch(run: Run, text: string, limit: number, work: () => string | undefined | void): void {
  const before = cpuMs();
  let what: string | undefined;
  try {
    what = work() ?? undefined;
  } catch (error) {
    what = `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const took = cpuMs() - before;
  run.slowestMs = Math.max(run.slowestMs, took);
  if (took > limit) what ??= `took ${Math.round(took)} ms`;
  if (Object.keys(Object.prototype).length > 0 || 'polluted' in {}) what ??= 'touched Object.prototype';
  if (what !== undefined && run.failures.length < 20) run.failures.push({ text: text.slice(0, 100_000), what });
}

function overCaps(made: MadeLevel): string | undefined {
  const texts = [made.title, made.author, ...made.briefing, ...made.hints, ...made.debrief, ...Object.values(made.says)];
  if (texts.some((text) => typeof text !== 'string' || text.length > MADE_CAPS.paragraph)) return 'a text over its cap';
  if (!texts.every(isPlain)) return 'a text with signs that are none';
  return made.goals.length > MADE_CAPS.goals ? 'too many goals' : undefined;
}

function mutateLink(random: Random, link: string, plain: string): { readonly text: string; readonly damaged: boolean } {
  const payload = link.slice(2);
  const at = random.below(payload.length);
  const kind = random.below(6);
  if (kind === 0) return { text: link.slice(0, random.below(link.length + 1)), damaged: true };
  if (kind === 1) return { text: `${link.slice(0, at)}${payload.slice(random.below(payload.length))}`, damaged: true };
  if (kind === 2) {
    const letter = String.fromCharCode(random.below(random.chance(4) ? 65536 : 128));
    return { text: `1.${payload.slice(0, at)}${letter}${payload.slice(at + 1)}`, damaged: true };
  }
  if (kind < 5) {
    const { bytes } = parseBase64Url(payload);
    for (let changes = 1 + random.below(4); changes > 0; changes--) {
      const place = kind === 3 ? random.below(bytes.length) : random.below(24);
      bytes[place] = kind === 3 ? (bytes[place] ?? 0) ^ (1 << random.below(8)) : random.below(256);
    }
    return { text: `1.${writeBase64Url(bytes)}`, damaged: true };
  }
  // Sealed anew, so that the content is what has to be refused. One in eight: packing takes longer than all the rest.
  if (!random.chance(8)) return { text: `${random.pick(TOKENS)}${link.slice(random.below(6))}`, damaged: false };
  const raw = new TextEncoder().encode(scribbled(random, plain));
  return {
    text: sealEnvelope({ level: 'level', rev: 0, engineMajor: random.chance(9) ? 0 : ENGINE_MAJOR, raw }),
    damaged: false,
  };
}

function scribbled(random: Random, text: string): string {
  let written = text;
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const at = random.below(written.length + 1);
    const kind = random.below(4);
    const until = at + random.below(40);
    if (kind === 0) written = written.slice(0, at) + random.pick(TOKENS) + written.slice(at);
    else if (kind === 1) written = written.slice(0, at) + written.slice(until);
    else if (kind === 2) written = written.slice(0, until) + written.slice(at);
    else written = written.slice(0, at) + String.fromCharCode(random.below(300)) + written.slice(at + 1);
  }
  return written;
}

/** The same data with one value somewhere put in place of another, or a key renamed. */
function swapped(random: Random, value: unknown, depth = 0): unknown {
  if (depth > 1 && random.chance(6)) return invented(random);
  if (Array.isArray(value)) {
    const items: unknown[] = [...value];
    if (items.length === 0) return random.chance(3) ? [invented(random)] : items;
    const at = random.below(items.length);
    if (random.chance(12)) return items.toSpliced(at, 1);
    if (random.chance(12)) return [...items, items[at]];
    return items.with(at, swapped(random, items[at], depth + 1));
  }
  if (typeof value !== 'object' || value === null) return random.chance(2) ? invented(random) : value;
  const fields = Object.entries(value);
  if (fields.length === 0) return value;
  const at = random.below(fields.length);
  const [key, field] = fields[at] ?? ['', undefined];
  if (random.chance(20)) return Object.fromEntries(fields.toSpliced(at, 1));
  if (random.chance(20)) return Object.fromEntries([...fields, [random.pick(TOKENS), field]]);
  return Object.fromEntries(fields.with(at, [key, swapped(random, field, depth + 1)]));
}

function invented(random: Random): unknown {
  const kind = random.below(6);
  if (kind < 2) return random.pick(TOKENS);
  if (kind === 2) return random.pick([0, -1, 1.5, 2 ** 31, 1e15, 65_536, 1_000_000]);
  if (kind === 3) return random.pick([null, true, false, '', [], {}]);
  if (kind === 4)
    return random.pick(['*', 'shop/*', 'pods:*/*:*', 'shop', '10.0.0.0/8', 'Pod/a/b', 'Network', 'internet:x', 'vm:y']);
  return 'x'.repeat(random.below(2000));
}
