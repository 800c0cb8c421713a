// Hostile links by the thousand: flipped bits, junk, lying headers, bombs, prototype keys. Each must be refused with a type, or open
// as exactly what its own bytes say; none may throw, take long, or touch Object.prototype. Also run by `npm run fuzz`.
import { deflateSync, strToU8 } from 'fflate';
import type { LinkCodec } from '../../src/share/linkCodec.ts';
import { crc32, parseBase64Url, writeBase64Url, writeVarint } from '../../src/share/bytes.ts';
import { solutionOf } from '../../src/share/difference.ts';
import { ENGINE_MAJOR, FORMAT, sealEnvelope } from '../../src/share/envelope.ts';
import { codec as projectCodec } from '../share/codec.ts';
import { createRandom, type Random, randomlyChanged, randomSpec } from '../share/randomSolution.ts';

export interface LinkFuzzReport {
  readonly cases: number;
  readonly seed: number;
  readonly opened: number;
  /** Refusals by code. */
  readonly refused: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  /** The first few links that broke the promise, with what happened. */
  readonly failures: readonly { readonly link: string; readonly what: string }[];
}

const WATCHDOG_MS = 2000;
const KINDS = ['bit', 'letter', 'cut', 'glue', 'junk', 'header', 'body', 'json', 'prototype', 'bomb'] as const;

export function fuzzLinks(
  cases: number,
  seed: number,
  onProgress?: (done: number) => void,
  codec: LinkCodec = projectCodec,
): LinkFuzzReport {
  const random = createRandom(seed);
  const links = Array.from({ length: 12 }, (_, index) => randomLink(createRandom(seed + index), codec));
  const refused: Record<string, number> = {};
  const failures: { link: string; what: string }[] = [];
  let opened = 0;
  let slowestMs = 0;
  for (let index = 0; index < cases; index++) {
    const original = links[random.below(links.length)] ?? '';
    const { link, damaged } = mutate(random, original);
    const before = performance.now();
    const what = tryLink({ link, ...(damaged ? { original } : {}), codec }, (code) => {
      if (code === 'opened') opened++;
      else refused[code] = (refused[code] ?? 0) + 1;
    });
    const took = performance.now() - before;
    slowestMs = Math.max(slowestMs, took);
    const complaint = what ?? (took > WATCHDOG_MS ? `took ${Math.round(took)} ms` : undefined);
    if (complaint !== undefined && failures.length < 20) failures.push({ link: link.slice(0, 2000), what: complaint });
    if (index % 1000 === 999) onProgress?.(index + 1);
  }
  return { cases, seed, opened, refused, slowestMs: Math.round(slowestMs * 10) / 10, failures };
}

interface Attempt {
  readonly link: string;
  /** Set when the link was made by damaging this one: if it opens at all, then as this. */
  readonly original?: string;
  readonly codec: LinkCodec;
}

/** Why the promise is broken, or undefined. */
function tryLink({ link, original, codec }: Attempt, count: (code: string) => void): string | undefined {
  try {
    const result = codec.decodeLink(link);
    count(result.ok ? 'opened' : result.problem.code);
    if (result.ok) {
      const written = codec.encodeSolution(result.solution);
      if (original !== undefined && written !== original) return 'damage opened as another solution';
      const again = codec.decodeLink(written);
      if (!again.ok) return `opened once, then ${again.problem.code}`;
    } else if (typeof result.problem.params !== 'object') return 'a refusal without parameters';
  } catch (error) {
    return `threw ${String(error)}`;
  }
  return Object.keys(Object.prototype).length > 0 || 'polluted' in {} ? 'touched Object.prototype' : undefined;
}

function randomLink(random: Random, codec: LinkCodec): string {
  const start = randomSpec(random, random.below(10));
  return codec.encodeSolution(
    solutionOf({ level: '010-the-first-letter', rev: random.below(300), start, now: randomlyChanged(random, start) }),
  );
}

function mutate(random: Random, link: string): { readonly link: string; readonly damaged: boolean } {
  const kind = random.pick(KINDS);
  const damaged = kind === 'bit' || kind === 'letter' || kind === 'cut' || kind === 'glue' || kind === 'header';
  return { link: damaged ? damage(random, kind, link) : invent(random, kind), damaged };
}

function damage(random: Random, kind: 'bit' | 'letter' | 'cut' | 'glue' | 'header', link: string): string {
  const payload = link.slice(2);
  const at = random.below(payload.length);
  if (kind === 'cut') return link.slice(0, random.below(link.length + 1));
  if (kind === 'glue')
    return random.chance(2) ? link + payload.slice(at) : `${link.slice(0, at)}${payload.slice(random.below(payload.length))}`;
  if (kind === 'letter') {
    const letter = String.fromCharCode(random.below(random.chance(4) ? 65536 : 128));
    return `1.${payload.slice(0, at)}${letter}${payload.slice(at + 1)}`;
  }
  const { bytes } = parseBase64Url(payload);
  for (let count = 1 + random.below(4); count > 0; count--) {
    if (kind === 'bit') flip(bytes, random.below(bytes.length), random);
    else bytes[random.below(40)] = random.below(256);
  }
  return `1.${writeBase64Url(bytes)}`;
}

function invent(random: Random, kind: 'junk' | 'body' | 'json' | 'prototype' | 'bomb'): string {
  if (kind === 'junk') return junk(random);
  if (kind === 'bomb') return bomb(random);
  if (kind === 'json') return sealed(random, strToU8(randomJson(random, 6)));
  if (kind === 'body')
    return sealed(
      random,
      Uint8Array.from({ length: random.below(400) }, () => random.below(256)),
    );
  const key = random.pick(['__proto__', 'constructor', 'prototype', 'toString']);
  const resourceKind = random.pick(['Pod', 'Namespace', 'Network', '__proto__']);
  const namespace = random.pick(['__proto__', 'a', '']);
  const head = `{"${key}":{"polluted":${random.below(9)}},"apiVersion":"v1","kind":"${resourceKind}"`;
  return sealed(random, strToU8(`[${head},"metadata":{"name":"a","namespace":"${namespace}"}}]`));
}

function flip(bytes: Uint8Array, at: number, random: Random): void {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
}

function junk(random: Random): string {
  const bytes = Uint8Array.from({ length: random.below(300) }, () => random.below(256));
  return `${random.pick(['1.', '1.', '1.', '0.', '2.', '3.', '2.Ag', '', '#s=', 's=1.', '1.AQ', '1.AQI'])}${writeBase64Url(bytes)}`;
}

function sealed(random: Random, raw: Uint8Array): string {
  return sealEnvelope({
    level: random.pick(['a', '010-the-first-letter', 'sandbox']),
    rev: random.below(9),
    ...(random.chance(4) ? { seed: random.below(3) } : {}),
    engineMajor: random.chance(9) ? 0 : ENGINE_MAJOR,
    raw,
  });
}

const BOMBS = [1, 300_000, 5_000_000].map((size) => deflateSync(new Uint8Array(size), { level: 9 }).subarray(0, 6000));

/** A header that declares anything around a stream that makes megabytes. */
function bomb(random: Random): string {
  const body = BOMBS[random.below(BOMBS.length)] ?? new Uint8Array();
  const head = [1, 0x61, 0, ENGINE_MAJOR, ...writeVarint(random.pick([1, 100, 262_144, 262_145, 2_000_000, 200_000_000]))];
  const total = 4 + head.length + 4 + body.length;
  const crc = crc32(Uint8Array.from(head));
  const bytes = [
    FORMAT,
    1 + random.below(2),
    (total & 127) | 128,
    total >> 7,
    ...head,
    crc >>> 24,
    (crc >>> 16) & 255,
    (crc >>> 8) & 255,
    crc & 255,
  ];
  return `1.${writeBase64Url(Uint8Array.from([...bytes, ...body]))}`;
}

function randomJson(random: Random, depth: number): string {
  const kind = random.below(depth > 0 ? 8 : 4);
  if (kind === 0) return random.pick(['null', 'true', '0', '-0', '1e999', '"\\u0000"', '""', '12345678901234567890']);
  if (kind === 1) return `"${random.pick(['Service/shop/web', 'Pod/a/b', 'Network', 'Namespace/x', '__proto__', 'v1'])}"`;
  if (kind < 4) return String(random.below(100));
  const items = Array.from({ length: random.below(4) }, () => randomJson(random, depth - 1));
  if (kind < 6) return `[${items.join(',')}]`;
  const keys = ['apiVersion', 'kind', 'metadata', 'spec', '__proto__', 'constructor', 'name'] as const;
  return `{${items.map((item) => `"${random.pick(keys)}":${item}`).join(',')}}`;
}
