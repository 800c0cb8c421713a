// The start page's cards: what the build reads quickly is what the strict parsers read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cardOf, sortCards } from '../../src/levels/catalog.ts';
import type { LevelCard } from '../../src/levels/level.ts';
import { parseLevel } from '../../src/levels/parseLevel.ts';
import { listLevelIds, readLevelFolder } from './folders.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('cards', () => {
  it('are the same from the build’s reader and from the schema', async () => {
    const plugin = (await import(join(ROOT, 'scripts/catalogPlugin.mjs') as string)) as {
      readCard(root: string, id: string): LevelCard;
    };
    for (const id of listLevelIds()) {
      const files = readLevelFolder(id);
      expect(plugin.readCard(ROOT, id)).toEqual(cardOf(files['level.yaml'] ?? '', files['text/en.md'] ?? ''));
    }
  });

  it('come in the order of chapters', () => {
    const cards = listLevelIds().flatMap(
      (id) => cardOf(readFileSync(join(ROOT, 'levels', id, 'level.yaml'), 'utf8'), readLevelFolder(id)['text/en.md'] ?? '') ?? [],
    );
    expect(cards).toHaveLength(listLevelIds().length);
    const places = sortCards([...cards].reverse()).map(({ chapter, order }) => chapter * 100 + order);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    // No two levels claim one place, or "the next level" would depend on how a disk lists its folders.
    expect(new Set(places).size).toBe(places.length);
  });
});

describe('parseLevel', () => {
  const files = readLevelFolder('010-the-first-letter');
  const change = (from: string | RegExp, to: string): typeof files => ({
    ...files,
    'level.yaml': (files['level.yaml'] ?? '').replace(from, to),
  });

  it.each([
    ['no level.yaml', {}, 'level.yaml'],
    ['no YAML at all', { ...files, 'level.yaml': '{[' }, 'level.yaml'],
    ['a thousand brackets', { ...files, 'level.yaml': '['.repeat(5000) }, 'level.yaml'],
    ['an unknown key', change('minutes: 5', 'minutes: 5\nsecret: 1'), 'level.yaml: secret'],
    ['a goal of no known type', change('type: arrivesWithSource', 'type: hopeful'), 'level.yaml: goals.0.type'],
    ['a number that is none', change('rev: 1', 'rev: one'), 'level.yaml: rev'],
    [
      'a file outside the folder',
      change('file: solution/reference.yaml', 'file: ../reference.yaml'),
      'level.yaml: solutions.0.file',
    ],
    [
      'a solution that is not there',
      change('file: solution/deployment.yaml', 'file: solution/nothing.yaml'),
      'solution/nothing.yaml',
    ],
    ['a given file that is not there', change('given/web-moves.yaml', 'given/nothing.yaml'), 'given/nothing.yaml'],
    ['a file that is too large', { ...files, 'start/staff.yaml': 'a'.repeat(300_000) }, 'start/staff.yaml'],
  ])('refuses %s, and says where', (_what, broken, path) => {
    const { level, problems } = parseLevel(broken);
    expect(level).toBeUndefined();
    expect(problems.map((problem) => problem.path)).toContain(path);
  });

  it('passes on what the manifests of the start have to say', () => {
    const { level, problems } = parseLevel({
      ...files,
      'start/bad.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: UPPER }\nspec: { containers: [] }',
    });
    expect(level).toBeUndefined();
    expect(problems.some((problem) => problem.path.includes('UPPER'))).toBe(true);
  });
});
