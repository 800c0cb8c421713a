// Walks that are remembered by the questions they asked of policies: after every edit of policies, the flows gained and lost, the reach and the
// exposure are those of the same two documents compiled afresh, where nothing is remembered. Rules: NP4, NP44, CIL9, CIL10, B-25, A-3.
import { expect, it } from 'vitest';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import { compileWorld, editWorld } from '../../src/engine/goals/world.ts';
import type { KubernetesResource } from '../../src/engine/model/kubernetes.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { findDifference, sideOf } from '../../src/engine/report/difference.ts';
import { listExposedFlows } from '../../src/engine/report/exposure.ts';
import { createRandom } from '../share/randomSolution.ts';
import { randomLayers } from '../support/randomLayers.ts';
import { randomWorld } from '../support/randomWorld.ts';
import { specOfRaw } from '../support/rawWorld.ts';
import { LAYER_ENGINES, type LayerEngine, randomPolicyEdit, withObjects } from './layerAgreement.ts';
import { pod, service, worldOf } from '../engine/worlds.ts';

/** Random pods and policies, name servers, doors to the street, a machine in the same network and names outside. */
function randomHouse(seed: number, kind: LayerEngine): NetworkSpec {
  const random = createRandom(seed + 3);
  const spec = specOfRaw(randomWorld(seed), random.pick([kind, kind, kind, 'azure']));
  const { objects } = worldOf(
    service('shop/front', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
    service('kube-system/kube-dns', 'selector: { app: kube-dns }, ports: [{ port: 53, protocol: UDP }]'),
    service(
      'pay/kept',
      'selector: { tier: db }, ports: [{ name: a, port: 443, targetPort: http }, { name: b, port: 53, protocol: UDP }]',
    ),
    service('pay/local', 'type: NodePort, externalTrafficPolicy: Local, selector: { app: db }, ports: [{ port: 9090 }]'),
    ...(random.chance(2) ? [pod('kube-system/coredns', { ports: [53], app: 'kube-dns' })] : []),
  );
  const added: KubernetesResource[] = Object.values(objects).flatMap((group) => Object.values(group));
  const network = {
    ...spec.network,
    virtualMachines: [{ name: 'jump', subnet: 'aks-subnet', ipAddress: '10.224.8.4' }],
    internetHosts: [
      { name: 'customer', ipAddress: '203.0.113.9' },
      { name: 'api.example.com', ipAddress: '203.0.113.200', ports: [{ port: 443, protocol: 'TCP' as const }] },
    ],
  };
  return withObjects({ ...spec, network }, [...added, ...randomLayers(random, kind)]);
}

it.each(LAYER_ENGINES)('under %s: what is remembered is what would be walked', { timeout: 120_000 }, (kind) => {
  let moved = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const random = createRandom(seed + 11);
    let spec = randomHouse(seed, kind);
    let world = compileWorld(spec);
    for (let step = 0; step < 4; step++) {
      const edit = randomPolicyEdit(random, spec, kind);
      const next = { spec: applyEdit(spec, edit).spec, world: editWorld(world, edit) };
      const [told, afresh] = [
        findDifference(sideOf(world), sideOf(next.world), 5000),
        findDifference(sideOf(compileWorld(spec)), sideOf(compileWorld(next.spec)), 5000),
      ];
      const where = `seed ${seed}, step ${step}, under ${kind}`;
      expect([where, told]).toEqual([where, afresh]);
      expect(listExposedFlows(next.world.dataplane, new Set())).toEqual(
        listExposedFlows(compileWorld(next.spec).dataplane, new Set()),
      );
      if (told.ok) moved += told.value.gained.count + told.value.lost.count + told.value.changed.count;
      ({ spec, world } = next);
    }
  }
  expect(moved).toBeGreaterThan(30);
});
