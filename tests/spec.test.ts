// docs/spec.md: every rule that code, tests or levels cite has a row there, and no row is there twice.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { citedIds, citedWithoutRow, statedIds } from '../scripts/spec.mjs';

const TEXT = readFileSync(join(import.meta.dirname, '../docs/spec.md'), 'utf8');

describe('docs/spec.md', () => {
  it('finds ids and ranges of ids', () => {
    expect([...citedIds('Rules: NP1–NP3, A-9…A-11 (C16), not B-1.5 or X-3')]).toEqual([
      'NP1',
      'NP2',
      'NP3',
      'A-9',
      'A-10',
      'A-11',
      'C16',
    ]);
    expect([...citedIds('NP1–NP3', false)]).toEqual(['NP1', 'NP3']);
  });

  it('has a row for every rule that is cited', () => {
    expect(citedWithoutRow('| NP1 | text | - | - |', ['NP1', 'NP2'])).toEqual(['NP2']);
    expect(citedWithoutRow(TEXT)).toEqual([]);
  });

  it('states each rule once', () => {
    const ids = [...TEXT.matchAll(/^\| (\S+) \| /gm)].map(([, id]) => id).filter((id) => id !== 'id');
    expect(ids.length).toBeGreaterThan(400);
    expect(new Set(ids).size).toBe(ids.length);
    expect(statedIds(TEXT).size).toBe(ids.length);
  });
});
