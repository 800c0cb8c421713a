// Senders in groups: one walk stands for all pods that cannot be told apart, and the table is the one that every pod's own walk would give.
import { describe, expect, it } from 'vitest';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { Service } from '../../src/engine/model/kubernetes.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { matrixPods } from '../../src/engine/report/connectivity.ts';
import { computeReach } from '../../src/engine/report/reach.ts';
import { groupSenders } from '../../src/engine/report/senders.ts';
import { createRandom } from '../share/randomSolution.ts';
import { randomPolicySpec } from '../support/randomWorld.ts';
import { deployment, house, pod, policy, service, worldOf } from './worlds.ts';

function shop(fields: string, ...more: readonly string[]): NetworkSpec {
  return worldOf(
    house({ nodes: 4 }),
    pod('ops/probe'),
    deployment('shop/web', 6, { ports: [8080] }),
    service('shop/web', `selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]${fields}`),
    ...more,
  );
}

function sizes(spec: NetworkSpec): number[] {
  const dataplane = compileDataplane(spec);
  return groupSenders(spec, dataplane, matrixPods(dataplane)).map((group) => group.length);
}

describe('groups of senders', () => {
  it('NP20 replicas are one group', () => {
    expect(sizes(shop(''))).toEqual([1, 6]);
  });

  it('SVC13, SVC24 where traffic stays on its node, the node counts', () => {
    expect(sizes(shop(', internalTrafficPolicy: Local')).length).toBeGreaterThan(3);
  });

  it('NP26 a range that holds some of them tells them apart', () => {
    const half = policy(
      'ops/half',
      'podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 10.244.1.0/24 } }] }]',
    );
    expect(sizes(shop('', half)).length).toBeGreaterThan(2);
    const all = policy(
      'ops/all',
      'podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 10.244.0.0/16 } }] }]',
    );
    expect(sizes(shop('', all))).toEqual([1, 6]);
  });

  it('the table of groups is the table of all (random worlds)', () => {
    let grouped = 0;
    for (let seed = 0; seed < 20; seed++) {
      const random = createRandom(seed + 9000);
      // The random policies over workloads with twins: replicas on four nodes, with labels that the policies like.
      const apps = ['web', 'db'] as const;
      const twins = apps.map((app) => deployment(`${random.pick(['shop', 'pay'] as const)}/${app}`, 3, { ports: [8080, 80] }));
      let spec = worldOf(house({ nodes: 4 }), ...twins);
      for (const group of Object.values(randomPolicySpec(seed).objects))
        for (const resource of Object.values(group))
          if (resource.kind === 'NetworkPolicy' || resource.kind === 'Namespace')
            spec = applyEdit(spec, { type: 'putObject', resource }).spec;
      for (let index = 0; index < 3; index++) {
        const resource: Service = {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: `svc-${index}`, namespace: random.pick(['shop', 'pay'] as const) },
          spec: {
            type: random.pick(['ClusterIP', 'NodePort', 'LoadBalancer'] as const),
            selector: { app: random.pick(apps) },
            ports: [{ port: 80, protocol: 'TCP', targetPort: random.pick([80, 8080] as const) }],
            ...(random.chance(3) ? { internalTrafficPolicy: 'Local' as const } : {}),
            ...(random.chance(4) ? { clusterIP: 'None', type: 'ClusterIP' as const } : {}),
          },
        };
        spec = applyEdit(spec, { type: 'putObject', resource }).spec;
      }
      const dataplane = compileDataplane(spec, { policyEngine: random.pick(['spec', 'azure', 'calico', 'cilium'] as const) });
      const pods = matrixPods(dataplane);
      if (groupSenders(spec, dataplane, pods).length < pods.length) grouped++;
      const sorted = (table: ReturnType<typeof computeReach>): [string, unknown][] =>
        [...table.flows].toSorted(([a], [b]) => (a < b ? -1 : 1));
      expect(sorted(computeReach(spec, dataplane)), `seed ${seed}`).toEqual(
        sorted(computeReach(spec, dataplane, { each: true })),
      );
    }
    expect(grouped).toBeGreaterThan(5);
  });

  it('walks that are spent leave the rest out, and say so', () => {
    const spec = shop('');
    const { flows, complete } = computeReach(spec, compileDataplane(spec), { walks: 3 });
    expect([flows.size > 0, complete]).toEqual([true, false]);
  });
});
