// Links that must open for ever. The corpus only grows: `UPDATE_GOLDEN=1` (npm run levels) adds what is missing to tests/golden/links and
// never changes what is there.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { tidyAnswer } from '../../src/engine/edit/answer.ts';
import type { Edit } from '../../src/engine/edit/edit.ts';
import { EMPTY_SPEC, formatRef } from '../../src/engine/model/spec.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { applySolutionEdits, solutionOf } from '../../src/share/difference.ts';
import { varyLevel } from '../../src/levels/variant/varyLevel.ts';
import { ENGINE_MAJOR, MAX_SEED, sealEnvelope } from '../../src/share/envelope.ts';
import type { Solution } from '../../src/share/solution.ts';
import { codec } from './codec.ts';
import { addGoldenLinks, readFirst, readGoldenLinks } from './goldenLinks.ts';
import { readLevelFolder } from '../levels/folders.ts';
import { linksOfLevel, listLevelSolutions } from './levelSolutions.ts';
import { createRandom, randomlyChanged, randomSpec } from './randomSolution.ts';

function mediumSolution(): Solution {
  const { resources, problems } = parseManifests(readFileSync(join(import.meta.dirname, 'mediumSolution.yaml'), 'utf8'));
  expect(problems).toEqual([]);
  const now = applySolutionEdits(
    EMPTY_SPEC,
    resources.map((resource): Edit => ({ type: 'putObject', resource })),
  );
  return solutionOf({ level: 'sandbox', rev: 0, start: EMPTY_SPEC, now });
}

/** Answers of every script, as the game keeps them, beside an object. */
function answered(): Solution {
  const texts = ['10.10.0.4', 'Service/shop/web spec.selector', ' never ', '超时', 'x'.repeat(300), '😀 “so”'];
  const answers = Object.fromEntries(texts.map((text, index) => [`question-${index + 1}`, tidyAnswer(text)]));
  const [edit] = mediumSolution().edits;
  const now = { ...applySolutionEdits(EMPTY_SPEC, edit ? [edit] : []), answers };
  return solutionOf({ level: 'sandbox', rev: 0, start: EMPTY_SPEC, now });
}

/** The reference of a level in the dress of a seed: format 2. */
function variants(): { readonly name: string; readonly solution: Solution }[] {
  return [1, 4711, MAX_SEED].flatMap((seed) =>
    ['020-short-of-desks', '203-same-door-every-room', '402-only-the-web-team'].map((id) => {
      const [reference] = linksOfLevel(id, varyLevel(readLevelFolder(id), String(seed)));
      if (!reference) throw new Error(id);
      return { name: `variant/${id}~${seed}`, solution: { ...reference.solution, seed } };
    }),
  );
}

/** What the corpus should hold; names are for ever too. */
function candidates(): { readonly name: string; readonly solution: Solution }[] {
  const random = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
    const numbers = createRandom(seed);
    const start = randomSpec(numbers, 8);
    return {
      name: `random/${seed}`,
      solution: solutionOf({ level: 'random-world', rev: seed * 1000, start, now: randomlyChanged(numbers, start) }),
    };
  });
  return [
    { name: 'nothing', solution: { level: 'sandbox', rev: 0, edits: [] } },
    { name: 'medium', solution: mediumSolution() },
    ...random,
    { name: 'answers', solution: answered() },
    ...variants(),
    ...listLevelSolutions().map(({ name, solution }) => ({ name: `${name}@${solution.rev}`, solution })),
  ];
}

if (process.env['UPDATE_GOLDEN'] === '1') {
  const known = new Set(readGoldenLinks().map(({ name }) => name));
  const added = candidates().filter(({ name }) => !known.has(name));
  const levels = new Set(added.map(({ solution }) => solution.level));
  for (const level of levels) {
    const own = added.filter(({ solution }) => solution.level === level);
    addGoldenLinks(
      level,
      own.map(({ name, solution }) => ({ name, link: codec.encodeSolution(solution), solution })),
    );
  }
}

describe('links that must open for ever', () => {
  const golden = readGoldenLinks();

  test('the corpus has links of every kind of solution', () => {
    expect(golden.length).toBeGreaterThan(20);
    expect(new Set(golden.map(({ name }) => name)).size).toBe(golden.length);
    expect(golden.map(({ name }) => name)).toEqual(expect.arrayContaining(['nothing', 'medium', 'random/1']));
  });

  test('what was in the corpus first is in it still, to the byte', () => {
    const first = readFirst()
      .slice(0, 44)
      .map(({ name, link, solution }) => JSON.stringify([name, link, solution]));
    expect(createHash('sha256').update(first.join('\n')).digest('hex')).toMatchInlineSnapshot(
      `"2edc704988108bc04e5680b1ba5d2c3ab6c748377ae63fcf93d7f94b7d214240"`,
    );
  });

  test('every solution of every level is in it, and answers are', () => {
    const names = new Set(golden.map(({ name }) => name));
    expect(
      candidates().flatMap(({ name }) => (names.has(name) ? [] : [name])),
      'npm run levels',
    ).toEqual([]);
    expect(golden.some(({ solution }) => solution.edits.some(({ type }) => type === 'answer'))).toBe(true);
  });

  test.each(golden.map((entry) => [entry.name, entry] as const))(
    '%s opens as what it was, and is written the same today',
    (_name, { link, solution }) => {
      expect(codec.decodeLink(link)).toEqual({ ok: true, solution });
      // Until ENGINE_MAJOR is raised, today's writer gives the very same text.
      expect(codec.encodeSolution(solution)).toBe(link);
    },
  );

  test('a body of codec 0 (stored) and of codec 1 (deflate without dictionary) opens too', () => {
    const stored = '1.AQAXAWEBAQvPiOh5WyJQb2QvYS9iIl0';
    expect(sealEnvelope({ level: 'a', rev: 1, engineMajor: ENGINE_MAJOR, raw: strToU8('["Pod/a/b"]') })).toBe(stored);
    expect(codec.decodeLink(stored)).toMatchObject({ ok: true, solution: { edits: [{ type: 'removeObject' }] } });
    const deflated = codec.decodeLink('1.AQErAWEBATERXPC4i1YKyE_RT9RPUtKBspKBrODUorLM5FSoOIKXrBQLAA');
    expect(deflated.ok && deflated.solution.edits.map((edit) => edit.type === 'removeObject' && formatRef(edit.ref))).toEqual([
      'Pod/a/b',
      'Pod/a/c',
      'Service/a/b',
      'Service/a/c',
    ]);
  });
});

describe('the size of links', () => {
  test('seven ordinary objects take at most 710 characters', () => {
    const solution = mediumSolution();
    expect(solution.edits).toHaveLength(7);
    expect(codec.encodeSolution(solution).length).toBeLessThanOrEqual(710);
  });

  test('every solution of every level opens again; 95 % take at most 1,200 characters, all at most 4,000', () => {
    const lengths = listLevelSolutions().map(({ name, solution }) => {
      expect(codec.findProblem(solution), name).toBeUndefined();
      return codec.encodeSolution(solution).length;
    });
    expect(lengths.length).toBeGreaterThan(4);
    expect(lengths.filter((length) => length <= 1200).length / lengths.length).toBeGreaterThanOrEqual(0.95);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4000);
  });
});
