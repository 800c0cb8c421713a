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

export function fuzzLinks(cases: number, seed: number, onProgress?: (done: number) => void, codec: LinkCodec = projectCodec): LinkFuzzReport {
  const random = createRandom(seed);
  const links = Array.from({ length: 12 }, (_, index) => randomLink(createRandom(seed + index), codec));
  const refused: Record<string, number> = {};
  const failures: { link: string; what: string }[] = [];
  let opened = 0;
  let slowestMs = 0;
  for (let index = 0; index < cases; index++) {
    const link = mutate(random, links[random.below(links.length)] ?? '');
    const before = performance.now();
    const what = tryLink(link, codec, (code) => {
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

/** Why the promise is broken, or undefined. */
function tryLink(link: string, codec: LinkCodec, count: (code: string) => void): string | undefined {
  try {
    const result = codec.decodeLink(link);
    count(result.ok ? 'opened' : result.problem.code);
    if (result.ok) {
      const again = codec.decodeLink(codec.encodeSolution(result.solution));
      if (!again.ok) return `opened once, then ${again.problem.code}`;
    } else if (typeof result.problem.params !== 'object') return 'a refusal without parameters';
  } catch (error) {
    return `threw ${String(error)}`;
  }
  return Object.keys(Object.prototype).length > 0 || 'polluted' in {} ? 'touched Object.prototype' : undefined;
}

function randomLink(random: Random, codec: LinkCodec): string {
  const start = randomSpec(random, random.below(10));
  return codec.encodeSolution(solutionOf({ level: '010-the-first-letter', rev: random.below(300), start, now: randomlyChanged(random, start) }));
}

function mutate(random: Random, link: string): string {
  const payload = link.slice(2);
  const at = random.below(payload.length);
  switch (random.pick(KINDS)) {
    case 'bit': {
      const { bytes } = parseBase64Url(payload);
      for (let flips = 1 + random.below(3); flips > 0; flips--) flip(bytes, random.below(bytes.length), random);
      return `1.${writeBase64Url(bytes)}`;
    }
    case 'letter':
      return `1.${payload.slice(0, at)}${String.fromCharCode(random.below(random.chance(4) ? 65536 : 128))}${payload.slice(at + 1)}`;
    case 'cut':
      return link.slice(0, random.below(link.length + 1));
    case 'glue':
      return random.chance(2) ? link + payload.slice(at) : `${link.slice(0, at)}${payload.slice(random.below(payload.length))}`;
    case 'junk':
      return junk(random);
    case 'header': {
      const { bytes } = parseBase64Url(payload);
      for (let index = 0; index < 1 + random.below(4); index++) bytes[random.below(40)] = random.below(256);
      return `1.${writeBase64Url(bytes)}`;
    }
    case 'body':
      return sealed(random, Uint8Array.from({ length: random.below(400) }, () => random.below(256)));
    case 'json':
      return sealed(random, strToU8(randomJson(random, 6)));
    case 'prototype':
      return sealed(random, strToU8(`[{"${random.pick(['__proto__', 'constructor', 'prototype', 'toString'])}":{"polluted":${random.below(9)}},"apiVersion":"v1","kind":"${random.pick(['Pod', 'Namespace', 'Network', '__proto__'])}","metadata":{"name":"a","namespace":"${random.pick(['__proto__', 'a', ''])}"}}]`));
    case 'bomb':
      return bomb(random);
  }
}

function flip(bytes: Uint8Array, at: number, random: Random): void {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
}

function junk(random: Random): string {
  const bytes = Uint8Array.from({ length: random.below(300) }, () => random.below(256));
  return `${random.pick(['1.', '1.', '1.', '0.', '2.', '', '#s=', 's=1.', '1.AQ', '1.AQI'])}${writeBase64Url(bytes)}`;
}

function sealed(random: Random, raw: Uint8Array): string {
  return sealEnvelope({ level: random.pick(['a', '010-the-first-letter', 'sandbox']), rev: random.below(9), engineMajor: random.chance(9) ? 0 : ENGINE_MAJOR, raw });
}

const BOMBS = [1, 300_000, 5_000_000].map((size) => deflateSync(new Uint8Array(size), { level: 9 }).subarray(0, 6000));

/** A header that declares anything around a stream that makes megabytes. */
function bomb(random: Random): string {
  const body = BOMBS[random.below(BOMBS.length)] ?? new Uint8Array();
  const head = [1, 0x61, 0, ENGINE_MAJOR, ...writeVarint(random.pick([1, 100, 262_144, 262_145, 2_000_000, 200_000_000]))];
  const total = 4 + head.length + 4 + body.length;
  const crc = crc32(Uint8Array.from(head));
  const bytes = [FORMAT, 1 + random.below(2), (total & 127) | 128, total >> 7, ...head, crc >>> 24, (crc >>> 16) & 255, (crc >>> 8) & 255, crc & 255];
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
