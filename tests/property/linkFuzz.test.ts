// 10,000 mutated links in every test run; any number by `npm run fuzz -- --cases N`.
import { expect, test } from 'vitest';
import { fuzzLinks } from './linkFuzz.ts';

test('10,000 mutated links: each refused with a type or opened as what it says, none throws, none takes 200 ms', {
  timeout: 15_000,
}, () => {
  const report = fuzzLinks(10_000, 20_261_124);
  expect(report.failures).toEqual([]);
  expect(report.slowestMs).toBeLessThan(200);
  // The mutations reach every refusal, so none of the guards is untested.
  const codes = ['notALink', 'newerFormat', 'badCharacters', 'tooLarge', 'damaged', 'badContent', 'notCanonical', 'cutOff'];
  expect(Object.keys(report.refused).sort()).toEqual(expect.arrayContaining(codes.sort()));
  expect(report.opened).toBeLessThan(10_000);
});
