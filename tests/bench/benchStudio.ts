// What the policy studio waits for at 300 pods and 60 policies: who reaches whom, and what else an offer opens and shuts.
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Edit } from '../../src/engine/edit/edit.ts';
import { compileWorld, editWorld } from '../../src/engine/goals/world.ts';
import { findDifference, type Side, sideOf } from '../../src/engine/report/difference.ts';
import { listeningPorts, listensAt, matrixPods } from '../../src/engine/report/connectivity.ts';
import { policyOfRaw } from '../support/rawWorld.ts';
import { benchCluster } from './benchCluster.ts';
import { benchWorld } from './benchWorld.ts';
import { expectSame, median, type Row, row } from './measure.ts';

const SIZE = { pods: 300, policies: 60 } as const;

/** Ours: rows of bits. Baseline: every pair asked for, and the list of triples; both as they cross a worker. */
function benchPairs(): Row {
  const spec = benchCluster(SIZE);
  const engine = createEngine();
  engine.load({ spec, revision: 0 });
  let found = 0;
  const ours = median(9, () => {
    const answer = structuredClone(engine.pairs({ revision: 0 }));
    found = answer.ok ? answer.value.rows.reduce((sum, word) => sum + countBits(word), 0) : -1;
  });
  const { dataplane } = compileWorld(spec);
  let expected = 0;
  const baseline = median(9, () => {
    const { policy, placement } = dataplane;
    const pods = matrixPods(dataplane);
    const allowed = listeningPorts(dataplane).flatMap((port, at) =>
      pods.flatMap((from) =>
        pods.flatMap((to) =>
          listensAt(placement.pods[to], port) && policy.allowsPodToPod(from, to, port.port, port.protocol)
            ? [[from, to, at] as const]
            : [],
        ),
      ),
    );
    expected = structuredClone(allowed).length;
  });
  expectSame(found, expected, 'pairs of the studio');
  return row('who reaches whom 300 pods', '60 policies, as it crosses a worker', ours, baseline);
}

/** Ours: four changes of one policy each, weighed against the world that they are made to. Baseline: each pair of documents compiled apart. */
function benchOffers(): Row {
  const spec = benchCluster(SIZE);
  const edits = benchWorld({ ...SIZE, seed: 3 })
    .policies.slice(0, 4)
    .map(({ namespace, name }): Edit => ({ type: 'putObject', resource: policyOfRaw({ namespace, name, ingress: [{}] }) }));
  const told = (a: Side, b: Side): number => {
    const answer = findDifference(a, b);
    return answer.ok ? answer.value.gained.count + answer.value.lost.count + answer.value.changed.count : -1;
  };
  const world = compileWorld(spec);
  let found = '';
  const ours = median(5, () => {
    found = edits.map((edit) => told(sideOf(world), sideOf(editWorld(world, edit)))).join();
  });
  let expected = '';
  const baseline = median(2, () => {
    const apart = (edit?: Edit): Side => {
      const afresh = compileWorld(edit ? editWorld(world, edit).spec : spec);
      return sideOf(afresh);
    };
    expected = edits.map((edit) => told(apart(), apart(edit))).join();
  });
  expectSame(found, expected, 'flows that four offers change');
  return row('four offers weighed 300 pods', '60 policies, 8 Services', ours, baseline);
}

export function benchStudio(): Row[] {
  return [benchPairs(), benchOffers()];
}

function countBits(word: number): number {
  let count = 0;
  for (let bits = word; bits !== 0; bits &= bits - 1) count++;
  return count;
}
