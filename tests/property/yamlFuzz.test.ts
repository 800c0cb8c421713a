// 10,000 mutated manifests with a fixed seed; `npm run fuzz -- --cases N` runs any number with any seed.
import { expect, it } from 'vitest';
import { fuzzYaml } from './yamlFuzz.ts';

it('mutated manifests become objects or sentences, never a throw or a hang', () => {
  const report = fuzzYaml(10_000, 20_261_124);
  expect(report.failures).toEqual([]);
  expect(report).toMatchObject({ cases: 10_000, crashes: 0, slow: 0 });
  // A fuzzer that only ever makes rubbish, or never any, would test nothing.
  expect(report.read).toBeGreaterThan(500);
  expect(report.read).toBeLessThan(9500);
});
