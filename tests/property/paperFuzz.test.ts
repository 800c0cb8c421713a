// Mutated challenges and result codes in every test run; any number by `npm run fuzz -- --cases N --only paper`.
import { expect, test } from 'vitest';
import { fuzzPaper } from './paperFuzz.ts';

test('3,000 mutated challenges and result codes: each refused with a type or opened as what it says', { timeout: 60_000 }, () => {
  const report = fuzzPaper(3_000, 20_261_126);
  expect(report.failures).toEqual([]);
  expect(report.opened).toBeGreaterThan(20);
  const codes = ['notALink', 'newerFormat', 'badCharacters', 'damaged', 'badContent', 'notCanonical', 'cutOff'];
  expect(Object.keys(report.refused)).toEqual(expect.arrayContaining(codes));
});
