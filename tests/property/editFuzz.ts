// Random edits and their inverses: each pair must give back the same document. Also run by `npm run fuzz`.
import { isDeepStrictEqual } from 'node:util';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import { allObjects, EMPTY_SPEC, type NetworkSpec, refOf } from '../../src/engine/model/spec.ts';
import { createRandom, type Random, randomResource, randomSpec } from '../share/randomSolution.ts';
import { randomPolicy } from '../support/randomWorld.ts';
import { policyOfRaw } from '../support/rawWorld.ts';

export interface EditFuzzReport {
  readonly cases: number;
  /** Edits that altered something; the rest removed what was not there, or put back what was. */
  readonly changed: number;
  readonly failures: readonly string[];
}

export function fuzzEdits(cases: number, seed: number): EditFuzzReport {
  const random = createRandom(seed);
  const failures: string[] = [];
  let spec = EMPTY_SPEC;
  let changed = 0;
  for (let count = 0; count < cases; count++) {
    // Frozen, so that an edit that writes into its input throws.
    if (count % 100 === 0) spec = freeze(randomSpec(random, random.below(20)));
    const edit = freeze(randomEdit(random, spec));
    const done = applyEdit(spec, edit);
    const undone = applyEdit(freeze(done.spec), done.inverse);
    const redone = applyEdit(freeze(undone.spec), undone.inverse);
    if (!isDeepStrictEqual(undone.spec, spec)) failures.push(`seed ${seed}, not restored at ${count}: ${JSON.stringify(edit)}`);
    if (!isDeepStrictEqual(redone.spec, done.spec))
      failures.push(`seed ${seed}, not redone at ${count}: ${JSON.stringify(edit)}`);
    if (!isDeepStrictEqual(done.spec, spec)) changed++;
    spec = done.spec;
  }
  return { cases, changed, failures };
}

export function randomEdit(random: Random, spec: NetworkSpec, depth = 2): Edit {
  const kind = random.below(depth > 0 ? 7 : 5);
  if (kind < 2) return { type: 'putObject', resource: randomResource(random) };
  if (kind === 2) {
    const present = allObjects(spec);
    const chosen = present[random.below(Math.max(1, present.length))] ?? randomResource(random);
    return { type: 'removeObject', ref: refOf(random.chance(4) ? randomResource(random) : chosen) };
  }
  if (kind === 3) return { type: 'putObject', resource: policyOfRaw(randomPolicy(random, random.below(4))) };
  if (kind === 4) return { type: 'putNetwork', network: randomSpec(random, 0).network };
  return { type: 'batch', edits: Array.from({ length: random.below(4) }, () => randomEdit(random, spec, depth - 1)) };
}

export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
