// Edits: 10,000 random ones and their inverses give back the same document; what is compiled step by step equals what is compiled afresh.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import { allObjects, refOf } from '../../src/engine/model/spec.ts';
import { createRandom, randomSpec } from '../share/randomSolution.ts';
import { randomPolicy, randomPolicySpec } from '../support/randomWorld.ts';
import { policyOfRaw } from '../support/rawWorld.ts';
import { freeze, fuzzEdits, randomEdit } from './editFuzz.ts';

describe('applyEdit', () => {
  it('10,000 random edits: each followed by its inverse restores the same document, and the inverse of that is the edit again', () => {
    const report = fuzzEdits(10_000, 20_261_124);
    expect(report.failures).toEqual([]);
    expect(report.changed).toBeGreaterThan(5000);
  });

  it('a whole history is undone from its end to its beginning', () => {
    const random = createRandom(7);
    const start = freeze(randomSpec(random, 12));
    const history: Edit[] = [];
    let spec = start;
    for (let count = 0; count < 300; count++) {
      const { spec: next, inverse } = applyEdit(spec, randomEdit(random, spec));
      history.push(inverse);
      spec = next;
    }
    expect(spec).not.toEqual(start);
    for (const inverse of history.toReversed()) spec = applyEdit(spec, inverse).spec;
    expect(spec).toEqual(start);
  });
});

describe('engine.edit', () => {
  it('is the same as loading the new document: plan, diagnostics, matrix, what every policy selects', { timeout: 30_000 }, () => {
    const random = createRandom(99);
    let policyEdits = 0;
    for (let world = 0; world < 40; world++) {
      let spec = world % 2 === 0 ? randomPolicySpec(30_000 + world) : randomSpec(random, 5 + random.below(20));
      const stepwise = createEngine();
      stepwise.load({ spec, revision: 0 });
      for (let revision = 1; revision <= 12; revision++) {
        // Policies only, most of the time: the road that reuses tables.
        const policyOnly = random.below(3) > 0;
        const edit: Edit = policyOnly
          ? { type: 'batch', edits: [{ type: 'putObject', resource: policyOfRaw(randomPolicy(random, random.below(4))) }] }
          : randomEdit(random, spec);
        if (policyOnly) policyEdits++;
        spec = applyEdit(spec, edit).spec;
        const edited = stepwise.edit({ edit, from: revision - 1, to: revision });
        const afresh = createEngine();
        const loaded = afresh.load({ spec, revision });
        expect(edited).toEqual({ ok: true, value: loaded });
        expect(stepwise.matrix({ revision })).toEqual(afresh.matrix({ revision }));
        for (const ref of allObjects(spec).map(refOf)) {
          expect(stepwise.selectedBy({ revision, ref })).toEqual(afresh.selectedBy({ revision, ref }));
        }
      }
    }
    expect(policyEdits).toBeGreaterThan(200);
  });
});
