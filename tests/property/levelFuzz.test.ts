// Mutated levels in every test run, as links and as files; any number by `npm run fuzz -- --cases N`.
import { expect, test } from 'vitest';
import { fuzzLevelFiles, fuzzLevelLinks } from './levelFuzz.ts';

test('1,500 mutated level links: each refused with a type or opened as what it says', { timeout: 60_000 }, () => {
  const report = fuzzLevelLinks(1_500, 20_261_126);
  expect(report.failures).toEqual([]);
  const codes = ['notALink', 'newerFormat', 'badCharacters', 'damaged', 'badContent', 'cutOff'];
  expect(Object.keys(report.refused)).toEqual(expect.arrayContaining(codes));
});

test('400 mutated level files: none throws, none runs, none is past the step budget', { timeout: 60_000 }, () => {
  const report = fuzzLevelFiles(400, 20_261_126);
  expect(report.failures).toEqual([]);
  expect(report.opened).toBeGreaterThan(15);
  expect(report.checked).toBeGreaterThan(0);
  expect(Object.keys(report.refused).sort()).toEqual(['badContent', 'notText']);
});
