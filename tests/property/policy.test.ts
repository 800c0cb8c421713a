// 2,000 random worlds against the brute-force reading of the NetworkPolicy rules; more by `npm run fuzz`.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { comparePairs, comparePolicy } from './policyAgreement.ts';

function collect(
  count: number,
  compare: (seed: number) => ReturnType<typeof comparePairs>,
): { probes: number; allowed: number; mismatches: string[] } {
  const total = { probes: 0, allowed: 0, mismatches: [] as string[] };
  for (let seed = 1; seed <= count; seed++) {
    const { probes, allowed, mismatches } = compare(seed);
    total.probes += probes;
    total.allowed += allowed;
    total.mismatches.push(...mismatches);
  }
  return total;
}

describe('NP1–NP34, profile spec', () => {
  it('NP5 2,000 random worlds: every verdict is that of the literal reading', { timeout: 20_000 }, () => {
    const engine = createEngine();
    const total = collect(2000, (seed) => comparePolicy(seed, 60, 'spec', engine));
    expect(total.mismatches).toEqual([]);
    // Neither answer is rare, so agreement is not luck.
    expect(total.allowed / total.probes).toBeGreaterThan(0.2);
    expect(total.allowed / total.probes).toBeLessThan(0.8);
  });

  it('NP11, NP12, NP14–NP18: the same worlds read from YAML, with absent, null and empty forms', { timeout: 20_000 }, () => {
    const engine = createEngine();
    const total = collect(500, (seed) => comparePolicy(5000 + seed, 60, 'text', engine));
    expect(total.mismatches).toEqual([]);
    expect(total.probes).toBe(30_000);
  });

  it('NP4 the inner loop of the matrix, and its count, say what the attributed decision says, under every engine', () => {
    const total = collect(1000, (seed) => comparePairs(10_000 + seed));
    expect(total.mismatches).toEqual([]);
    expect(total.allowed).toBeGreaterThan(0);
    expect(total.allowed).toBeLessThan(total.probes);
  });
});
