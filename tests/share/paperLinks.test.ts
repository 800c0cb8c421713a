// Challenge links (`#c=`) and result codes (`#r=`): what goes in comes out, neither opens as the other or as a solution, nothing hostile gets in, and what was
// given out once opens for ever.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Challenge, defaultChallenge, rebuildChallenge } from '../../src/classroom/challenge.ts';
import { cleanName } from '../../src/classroom/names.ts';
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { canonicalJson } from '../../src/share/canonicalJson.ts';
import { createChallengeCodec } from '../../src/share/challengeLink.ts';
import { MAX_LINK_CHARS, sealEnvelope } from '../../src/share/envelope.ts';
import { createResultCodec, type PaperResult, splitResults } from '../../src/share/resultLink.ts';
import { readLevelFolder } from '../levels/folders.ts';
import { codec } from './codec.ts';
import { linksOfLevel } from './levelSolutions.ts';

const challenges = createChallengeCodec(rebuildChallenge);
const results = createResultCodec({
  objects: { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain },
  tidyAlias: (alias) => {
    const read = cleanName(alias);
    return read.ok ? read.name : undefined;
  },
});
const LEVELS = ['030-nobody-at-the-desk', '402-only-the-web-team'];
const plain: Challenge = defaultChallenge(
  'Monday',
  LEVELS.map((id) => ({ id, rev: 1 })),
  7,
);
const homework: Challenge = {
  ...plain,
  title: '作业：“标签”',
  seeds: 'perSeat',
  board: 'class',
  classGoal: 80,
  hints: false,
  minutes: 45,
  window: { opens: 1_800_000_000_000, closes: 1_800_600_000_000 },
};
const result: PaperResult = {
  challenge: challenges.idOf(plain),
  alias: 'Amber Pippin',
  seat: 4711,
  began: 1_800_000_000,
  made: 1_800_000_900,
  levels: LEVELS.map((id) => {
    const [reference] = linksOfLevel(id, readLevelFolder(id));
    return { id, rev: 1, edits: reference?.solution.edits ?? [] };
  }),
};
const nothing: PaperResult = { ...result, levels: [] };

const FILE = join(import.meta.dirname, '../golden/paperLinks.json');
interface Golden {
  readonly name: string;
  readonly link: string;
  readonly id: string;
}
const candidates = (): Golden[] =>
  [
    { name: 'challenge/plain', link: challenges.encodeChallenge(plain), id: challenges.idOf(plain) },
    { name: 'challenge/homework', link: challenges.encodeChallenge(homework), id: challenges.idOf(homework) },
    { name: 'result/solved', link: results.encodeResult(result), id: result.challenge },
    { name: 'result/nothing', link: results.encodeResult(nothing), id: result.challenge },
  ].map(({ link = '', ...rest }) => ({ ...rest, link }));
if (process.env['UPDATE_GOLDEN'] === '1') {
  let known: Golden[] = [];
  try {
    known = JSON.parse(readFileSync(FILE, 'utf8')) as Golden[];
  } catch {
    known = [];
  }
  const names = new Set(known.map(({ name }) => name));
  const all = [...known, ...candidates().filter(({ name }) => !names.has(name))];
  writeFileSync(FILE, `${JSON.stringify(all, null, 1)}\n`);
}

describe('challenge links and result codes', () => {
  it('come out as they went in, from a link, an address, an address with a level behind it, and a file', () => {
    for (const challenge of [plain, homework]) {
      const link = challenges.encodeChallenge(challenge) ?? '';
      const opened = { ok: true, value: challenge, id: challenges.idOf(challenge) };
      for (const text of [
        link,
        `#c=${link}`,
        `https://x.example/class/#c=${link}&p=${LEVELS[0]}`,
        challenges.writeFile(challenge),
      ])
        expect(challenges.decodeChallenge(text)).toEqual(opened);
      // Small enough for a code that a classroom reads.
      expect(link.length).toBeLessThan(700);
    }
    for (const code of [result, nothing]) {
      const link = results.encodeResult(code) ?? '';
      for (const text of [link, `https://x.example/class/#r=${link}\n`, results.writeFile(code)])
        expect(results.decodeResult(text)).toMatchObject({ ok: true, value: code });
    }
  });

  it('hold no score: a result with one more field is refused', () => {
    const written = JSON.parse(results.writeFile(result)) as { result: Record<string, unknown> };
    written.result['stars'] = 3;
    expect(results.decodeResult(JSON.stringify(written))).toMatchObject({ ok: false, problem: { params: { part: 'stars' } } });
  });

  it('neither opens as the other, nor as a solution', () => {
    const [c, r] = [challenges.encodeChallenge(plain) ?? '', results.encodeResult(result) ?? ''];
    expect(results.decodeResult(c).ok).toBe(false);
    expect(challenges.decodeChallenge(r).ok).toBe(false);
    expect(codec.decodeLink(c).ok).toBe(false);
    expect(codec.decodeLink(r).ok).toBe(false);
    expect(challenges.decodeChallenge(results.writeFile(result)).ok).toBe(false);
    const solution = codec.encodeSolution({ level: 'challenge', rev: 0, edits: [] });
    expect(challenges.decodeChallenge(solution)).toMatchObject({ ok: false });
  });

  it('every beginning is refused with a name', () => {
    for (const link of [challenges.encodeChallenge(homework) ?? '', results.encodeResult(nothing) ?? ''])
      for (let arrived = 10; arrived < link.length; arrived++) {
        const opened = link.startsWith('1.') && challenges.decodeChallenge(link.slice(0, arrived));
        expect(opened).toMatchObject({ ok: false, problem: { code: 'cutOff', params: { arrived, expected: link.length } } });
      }
  });

  it.each<[string, Record<string, unknown>]>([
    ['an alias that turns the reading direction', { alias: 'a\u202eb' }],
    ['an alias that is not tidy', { alias: ' Amber  Pippin ' }],
    ['an alias that is too long', { alias: 'x'.repeat(21) }],
    ['a seat that is none', { seat: 0 }],
    ['a seat past the end', { seat: 2 ** 28 }],
    ['a result made before it began', { made: result.began - 1 }],
    ['a time that is none', { made: 1e300 }],
    ['another name of a challenge', { challenge: 'made-1' }],
    ['levels that are no list', { levels: {} }],
    ['a level twice', { levels: [0, 0].map(() => ({ id: LEVELS[0], rev: 1, edits: ['Pod/a/b'] })) }],
    ['a level of no name', { levels: [{ id: '__proto__', rev: 1, edits: ['Pod/a/b'] }] }],
    ['an edit that is none', { levels: [{ id: LEVELS[0], rev: 1, edits: [{ kind: 'Pod' }] }] }],
    ['edits out of order', { levels: [{ id: LEVELS[0], rev: 1, edits: ['Pod/a/c', 'Pod/a/b'] }] }],
    [
      'more levels than a challenge has',
      { levels: Array.from({ length: 21 }, (_, index) => ({ id: `0${index + 10}-a`, rev: 1, edits: ['Pod/a/b'] })) },
    ],
  ])('a result with %s is refused', (_what, change) => {
    const plainResult = { ...nothing, ...change };
    const raw = strToU8(canonicalJson(plainResult));
    expect(results.decodeResult(sealEnvelope({ level: 'result', rev: 0, engineMajor: 1, raw }))).toMatchObject({ ok: false });
    expect({}).not.toHaveProperty('polluted');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a title over its cap', { title: 'x'.repeat(81) }, 'title'],
    ['a title with hidden signs', { title: 'a\u2066b' }, 'title'],
    ['a title of two lines', { title: 'a\nb' }, 'title'],
    ['no levels', { levels: [] }, 'levels'],
    ['a window that closes first', { window: { opens: 2e12, closes: 1e12 } }, 'window'],
    ['a class goal over a hundred', { classGoal: 101 }, 'classGoal'],
    ['a key of nobody', { script: 'x' }, 'script'],
  ])('a challenge with %s is refused, and says where', (_what, change, where) => {
    const raw = strToU8(canonicalJson({ ...plain, ...change }));
    expect(challenges.decodeChallenge(sealEnvelope({ level: 'challenge', rev: 0, engineMajor: 1, raw }))).toMatchObject({
      ok: false,
      problem: { code: 'badContent', params: { part: where } },
    });
  });

  it('what is too long for a link is undefined, and its file opens', () => {
    const random = Array.from(
      { length: 199 },
      (_, index) => `Pod/a/p${(index * 7_919_317).toString(36)}${(index * 104_729).toString(36)}`,
    );
    const edits = random
      .sort()
      .map((ref) => ({ type: 'removeObject', ref: { kind: 'Pod', namespace: 'a', name: ref.slice(6) } }) as const);
    const long = { ...result, levels: Array.from({ length: 20 }, (_, index) => ({ id: `0${index + 10}-a`, rev: 1, edits })) };
    const link = results.encodeResult(long);
    expect(link === undefined || link.length <= MAX_LINK_CHARS).toBe(true);
    expect(results.decodeResult(results.writeFile(long))).toMatchObject({ ok: true });
  });

  it('are found in whatever they are pasted with, each once', () => {
    const link = results.encodeResult(nothing) ?? '';
    const text = `Dear teacher,\nhttps://x.example/class/#r=${link}.\n> ${link}\n<https://x.example/class/#r=${link.slice(0, 60)}…> 1.5 and 3.14`;
    expect(splitResults(text)).toEqual([link, `${link.slice(0, 60)}…`]);
    expect(splitResults(results.writeFile(nothing))).toHaveLength(1);
    expect(splitResults('nothing here 1.0')).toEqual([]);
    expect(
      splitResults(`${'1.aaaaaaaaaaaa '.repeat(9)}${Array.from({ length: 900 }, (_, n) => `1.bbbbbbbb${n}`).join(' ')}`),
    ).toHaveLength(500);
  });

  it('what was given out opens for ever, and is written the same today', () => {
    const golden = JSON.parse(readFileSync(FILE, 'utf8')) as Golden[];
    expect(golden.map(({ name }) => name)).toEqual(expect.arrayContaining(candidates().map(({ name }) => name)));
    for (const { name, link, id } of golden) {
      if (name.startsWith('challenge')) {
        const opened = challenges.decodeChallenge(link);
        expect(opened, name).toMatchObject({ ok: true, id });
        expect(opened.ok && challenges.encodeChallenge(opened.value)).toBe(link);
      } else {
        const opened = results.decodeResult(link);
        expect(opened, name).toMatchObject({ ok: true, value: { challenge: id } });
        expect(opened.ok && results.encodeResult(opened.value)).toBe(link);
      }
    }
  });
});
