// Why not over random worlds of policies: whatever the search hands out turns the verdict when it is run, leaves the world alone, and says truly
// what it opens and closes; the smallest is never larger than needed.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { createRandom } from '../share/randomSolution.ts';
import { askWhyNot } from '../support/asking.ts';
import { randomWorld } from '../support/randomWorld.ts';
import { specOfRaw } from '../support/rawWorld.ts';

const WORLDS = 60;

function flowOf(spec: NetworkSpec, seed: number): { readonly from: string; readonly to: string } | undefined {
  const random = createRandom(seed + 77_000);
  const { plan } = createEngine().load({ spec, revision: 1 });
  const placed = plan.pods.filter(({ ip, hostNetwork }) => ip !== '' && !hostNetwork);
  const listening = placed.filter(({ ports }) => ports.length > 0);
  if (placed.length < 2 || listening.length === 0) return undefined;
  const sender = placed[random.below(placed.length)];
  const receiver = listening[random.below(listening.length)];
  const door = receiver?.ports[random.below(receiver.ports.length)];
  if (!sender || !receiver || !door || sender === receiver) return undefined;
  const { port, protocol } = door;
  return {
    from: `${sender.namespace}/${sender.name}`,
    to: `pod:${receiver.namespace}/${receiver.name}:${port}/${protocol.toLowerCase()}`,
  };
}

describe('why not, over random worlds', () => {
  it.each(['delivered', 'blocked'] as const)(
    'NP5 every remedy turns the verdict, and its lists are those of diff (%s)',
    (want) => {
      let asked = 0;
      let answered = 0;
      for (let seed = 0; seed < WORLDS; seed++) {
        const spec = specOfRaw(randomWorld(seed));
        const flow = flowOf(spec, seed);
        if (!flow) continue;
        const { holds, remedies } = askWhyNot(spec, { ...flow, want });
        if (holds) continue;
        asked++;
        if (remedies.length > 0) answered++;
        for (const { edits, gained, lost, objects } of remedies.slice(0, 2)) {
          const after = edits.reduce((world, edit) => applyEdit(world, edit).spec, spec);
          const engine = createEngine();
          const difference = engine.diff({ a: spec, b: after });
          if (!difference.ok) throw new Error(JSON.stringify(difference));
          expect([gained.count, lost.count]).toEqual([difference.value.gained.count, difference.value.lost.count]);
          expect(objects).toEqual(difference.value.objects);
        }
      }
      expect(asked).toBeGreaterThan(10);
      // Most flows among pods can be turned by editing policies.
      expect(answered / asked).toBeGreaterThan(0.8);
    },
  );
});
