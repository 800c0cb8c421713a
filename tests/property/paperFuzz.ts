// Hostile challenges and result codes by the thousand, as links and as files: flipped bits, cut ends, foreign letters, swapped values, prototype keys. Each is
// refused with a type or opens as what it says and is written again the same; none throws, takes long, or touches Object.prototype. Also `npm run fuzz`.
import { defaultChallenge, rebuildChallenge } from '../../src/classroom/challenge.ts';
import { cleanName } from '../../src/classroom/names.ts';
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { parseBase64Url, writeBase64Url } from '../../src/share/bytes.ts';
import { createChallengeCodec } from '../../src/share/challengeLink.ts';
import { solutionOf } from '../../src/share/difference.ts';
import { ENGINE_MAJOR, sealEnvelope } from '../../src/share/envelope.ts';
import { createResultCodec, type PaperResult, splitResults } from '../../src/share/resultLink.ts';
import { createRandom, type Random, randomlyChanged, randomSpec } from '../share/randomSolution.ts';
import type { LevelFuzzReport } from './levelFuzz.ts';

const challenges = createChallengeCodec(rebuildChallenge);
const results = createResultCodec({
  objects: { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain },
  tidyAlias: (alias) => {
    const read = cleanName(alias);
    return read.ok ? read.name : undefined;
  },
});

const TOKENS = [
  '__proto__',
  'constructor',
  '<img src=x onerror=alert(1)>',
  '\u202e',
  '\u0000',
  '=1+1',
  '[[[[[[[[[[',
  '{"a":',
  '1e999',
  '-1',
  '99999999999999999999',
  'null',
  '"',
  ',',
] as const;
const LIMIT_MS = 1000;

function samples(): readonly { readonly kind: 'challenge' | 'result'; readonly link: string; readonly file: string }[] {
  const random = createRandom(7);
  const levels = ['010-a', '020-b', '030-c'].map((id) => {
    const start = randomSpec(random, 6);
    const { edits } = solutionOf({ level: id, rev: 1, start, now: randomlyChanged(random, start) });
    return { id, rev: 1, edits };
  });
  const challenge = defaultChallenge(
    'Class',
    levels.map(({ id, rev }) => ({ id, rev })),
    9,
  );
  const homework = { ...challenge, window: { opens: 1_800_000_000_000, closes: 1_900_000_000_000 }, classGoal: 80 };
  const result: PaperResult = {
    challenge: challenges.idOf(challenge),
    alias: 'Pip',
    seat: 4711,
    began: 1_800_000_000,
    made: 1_800_000_100,
    levels: levels.filter(({ edits }) => edits.length > 0),
  };
  return [
    ...[challenge, homework].map((one) => ({
      kind: 'challenge' as const,
      link: challenges.encodeChallenge(one) ?? '',
      file: challenges.writeFile(one),
    })),
    { kind: 'result', link: results.encodeResult(result) ?? '', file: results.writeFile(result) },
  ];
}

export function fuzzPaper(cases: number, seed: number, onProgress?: (done: number) => void): LevelFuzzReport {
  const random = createRandom(seed);
  const all = samples();
  const refused: Record<string, number> = {};
  const failures: { text: string; what: string }[] = [];
  let opened = 0;
  let slowestMs = 0;
  for (let index = 0; index < cases; index++) {
    const sample = all[random.below(all.length)];
    if (!sample) continue;
    const text = mutate(random, sample);
    const before = process.cpuUsage().user;
    let what: string | undefined;
    try {
      splitResults(text);
      const challenge = challenges.decodeChallenge(text);
      const result = results.decodeResult(text);
      if (challenge.ok && result.ok) what = 'opened as both';
      if (challenge.ok && challenges.idOf(challenge.value) !== challenge.id) what ??= 'opened under another name';
      if (result.ok && !results.decodeResult(results.writeFile(result.value)).ok) what ??= 'does not open again';
      const read = sample.kind === 'challenge' ? challenge : result;
      if (read.ok) opened++;
      else refused[read.problem.code] = (refused[read.problem.code] ?? 0) + 1;
    } catch (error) {
      what = `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    }
    const took = (process.cpuUsage().user - before) / 1000;
    slowestMs = Math.max(slowestMs, took);
    if (took > LIMIT_MS) what ??= `took ${Math.round(took)} ms`;
    if (Object.keys(Object.prototype).length > 0 || 'polluted' in {}) what ??= 'touched Object.prototype';
    if (what !== undefined && failures.length < 20) failures.push({ text: text.slice(0, 4000), what });
    if (index % 1000 === 999) onProgress?.(index + 1);
  }
  return { cases, opened, checked: 0, refused, slowestMs: Math.round(slowestMs), failures };
}

function mutate(random: Random, { kind, link, file }: ReturnType<typeof samples>[number]): string {
  const payload = link.slice(2);
  const at = random.below(payload.length);
  const way = random.below(7);
  if (way === 0) return link.slice(0, random.below(link.length + 1));
  if (way === 1)
    return `1.${payload.slice(0, at)}${String.fromCharCode(random.below(random.chance(4) ? 65536 : 128))}${payload.slice(at + 1)}`;
  if (way === 2) {
    const { bytes } = parseBase64Url(payload);
    for (let changes = 1 + random.below(3); changes > 0; changes--) {
      const place = random.below(random.chance(2) ? bytes.length : Math.min(30, bytes.length));
      bytes[place] = (bytes[place] ?? 0) ^ (1 << random.below(8));
    }
    return `1.${writeBase64Url(bytes)}`;
  }
  if (way === 3) return random.chance(20) ? link : `${random.pick(TOKENS)}${link}`;
  if (way < 6) return scribbled(random, file);
  const plain = JSON.stringify((JSON.parse(file) as Record<string, unknown>)[kind]);
  const raw = new TextEncoder().encode(scribbled(random, plain));
  return sealEnvelope({ level: kind, rev: 0, engineMajor: random.chance(9) ? 0 : ENGINE_MAJOR, raw });
}

function scribbled(random: Random, text: string): string {
  let written = text;
  for (let changes = 1 + random.below(2); changes > 0; changes--) {
    const at = random.below(written.length + 1);
    const kind = random.below(4);
    if (kind === 0) written = written.slice(0, at) + random.pick(TOKENS) + written.slice(at);
    else if (kind === 1) written = written.slice(0, at) + written.slice(at + random.below(30));
    else if (kind === 2) written = written.slice(0, at + random.below(30)) + written.slice(at);
    else written = written.slice(0, at) + String.fromCharCode(random.below(300)) + written.slice(at + 1);
  }
  return written;
}
