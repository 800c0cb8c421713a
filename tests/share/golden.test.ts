// Links that must open for ever. tests/golden/links.json only grows: `UPDATE_GOLDEN=1 npx vitest run tests/share/golden.test.ts` adds
// what is missing and never changes what is there.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../src/engine/edit/edit.ts';
import { EMPTY_SPEC, formatRef } from '../../src/engine/model/spec.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { applySolutionEdits, solutionOf } from '../../src/share/difference.ts';
import { ENGINE_MAJOR, sealEnvelope } from '../../src/share/envelope.ts';
import type { Solution } from '../../src/share/solution.ts';
import { codec } from './codec.ts';
import { listLevelSolutions } from './levelSolutions.ts';
import { createRandom, randomlyChanged, randomSpec } from './randomSolution.ts';

interface GoldenLink {
  readonly name: string;
  readonly link: string;
  readonly solution: Solution;
}

const FILE = join(import.meta.dirname, '..', 'golden', 'links.json');

function readGolden(): GoldenLink[] {
  return JSON.parse(readFileSync(FILE, 'utf8')) as GoldenLink[];
}

function mediumSolution(): Solution {
  const { resources, problems } = parseManifests(readFileSync(join(import.meta.dirname, 'mediumSolution.yaml'), 'utf8'));
  expect(problems).toEqual([]);
  const now = applySolutionEdits(
    EMPTY_SPEC,
    resources.map((resource): Edit => ({ type: 'putObject', resource })),
  );
  return solutionOf({ level: 'sandbox', rev: 0, start: EMPTY_SPEC, now });
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
    ...listLevelSolutions().map(({ name, solution }) => ({ name: `${name}@${solution.rev}`, solution })),
  ];
}

if (process.env['UPDATE_GOLDEN'] === '1') {
  const golden = readGolden();
  const known = new Set(golden.map(({ name }) => name));
  const added = candidates().filter(({ name }) => !known.has(name));
  const all = [...golden, ...added.map(({ name, solution }) => ({ name, link: codec.encodeSolution(solution), solution }))];
  writeFileSync(FILE, `[\n${all.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`);
}

describe('links that must open for ever', () => {
  const golden = readGolden();

  test('the corpus has links of every kind of solution', () => {
    expect(golden.length).toBeGreaterThan(20);
    expect(new Set(golden.map(({ name }) => name)).size).toBe(golden.length);
    expect(golden.map(({ name }) => name)).toEqual(expect.arrayContaining(['nothing', 'medium', 'random/1']));
  });

  test('what was in the corpus first is in it still, to the byte', () => {
    const first = golden.slice(0, 44).map(({ name, link, solution }) => JSON.stringify([name, link, solution]));
    expect(createHash('sha256').update(first.join('\n')).digest('hex')).toMatchInlineSnapshot(
      `"2edc704988108bc04e5680b1ba5d2c3ab6c748377ae63fcf93d7f94b7d214240"`,
    );
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
