// Thousands of random small worlds with policies of other makers: the compiled layers against the literal reading, the matrix and the walk
// against the attributed decision, and edits against what is compiled afresh. Rules: CAL2–CAL13, CIL1–CIL8, CIL11, ANP1–ANP6, NP4.
import { describe, expect, it } from 'vitest';
import {
  compareLayerDifference,
  compareLayerEdits,
  compareLayers,
  LAYER_ENGINES,
  type LayerAgreement,
} from './layerAgreement.ts';

function collect(count: number, compare: (seed: number) => LayerAgreement): LayerAgreement {
  const total = { probes: 0, allowed: 0, mismatches: [] as string[] };
  for (let seed = 1; seed <= count; seed++) {
    const { probes, allowed, mismatches } = compare(seed);
    total.probes += probes;
    total.allowed += allowed;
    total.mismatches.push(...mismatches);
  }
  return total;
}

describe.each(LAYER_ENGINES)('layers under %s', (kind) => {
  it('CAL2, CIL4, ANP1, NP4 every verdict is that of the literal reading; matrix, count and walk agree', {
    timeout: 60_000,
  }, () => {
    const { probes, allowed, mismatches } = collect(700, (seed) => compareLayers(seed, kind, 25));
    expect(mismatches).toEqual([]);
    // Neither answer is rare, so agreement is not luck.
    expect(allowed / probes).toBeGreaterThan(0.2);
    expect(allowed / probes).toBeLessThan(0.9);
  });

  it('D-12 policies edited one by one: as compiled afresh, diagnostics included', { timeout: 60_000 }, () => {
    const { mismatches } = collect(30, (seed) => compareLayerEdits(50_000 + seed, kind, 6));
    expect(mismatches).toEqual([]);
  });

  it('flows gained and lost by an edit are the difference of the two matrices', { timeout: 60_000 }, () => {
    const { mismatches, allowed } = collect(40, (seed) => compareLayerDifference(70_000 + seed, kind));
    expect(mismatches).toEqual([]);
    expect(allowed).toBeGreaterThan(5);
  });
});
