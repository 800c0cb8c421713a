// The test vectors of aks.md M about addresses, through compiled worlds: what a plan holds and where it ends (the sums alone are in placement.test.ts).
import { describe, expect, it } from 'vitest';
import type { Compiled } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { nodeCeiling } from '../../src/engine/dataplane/ceilings.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import type { AgentPoolProfile, NetworkProfile } from '../../src/engine/model/networkDocument.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { deployment, worldOf } from './worlds.ts';

interface Shape {
  readonly profile?: Partial<NetworkProfile>;
  readonly pool?: Partial<AgentPoolProfile>;
  readonly subnet?: string;
  readonly pods?: number;
}

function world({ profile, pool, subnet = '10.1.0.0/16', pods = 0 }: Shape): NetworkSpec {
  return {
    objects: pods === 0 ? {} : worldOf(deployment('shop/web', pods, { ports: [8080] })).objects,
    network: {
      apiVersion: 'cidr.house/v1',
      kind: 'Network',
      metadata: { name: 'vectors' },
      virtualNetworks: [
        {
          name: 'vnet',
          addressSpace: ['10.0.0.0/8'],
          subnets: [
            { name: 'nodes', addressPrefix: subnet },
            { name: 'pods', addressPrefix: '10.16.0.0/12' },
          ],
        },
      ],
      managedClusters: [
        {
          name: 'aks',
          networkProfile: { networkPlugin: 'azure', serviceCidr: '172.20.0.0/16', ...profile },
          agentPoolProfiles: [
            { name: 'room', count: 1, maxPods: 250, vnetSubnet: 'nodes', upgradeSettings: { maxSurge: '0' }, ...pool },
          ],
        },
      ],
    },
  };
}

function compile(shape: Shape): Compiled {
  return createEngine().load({ spec: world(shape), revision: 1 });
}

function held(compiled: Compiled): number | undefined {
  return compiled.plan.subnets.find(({ name }) => name === 'pods')?.used;
}

function ceiling(shape: Shape): ReturnType<typeof nodeCeiling> {
  return nodeCeiling(compileDataplane(world(shape)).placement);
}

describe('aks.md M: addresses that a plan holds', () => {
  it.each([
    [0, 16],
    [8, 16],
    [9, 32],
    [24, 32],
    [25, 48],
  ])('A-21 %i pods on a node of a dynamic pod subnet hold %i addresses, and every pod has one', (pods, addresses) => {
    const compiled = compile({ pool: { podSubnet: 'pods' }, pods });
    expect(held(compiled)).toBe(addresses);
    expect(compiled.plan.pods.filter(({ ip }) => ip.startsWith('10.16.'))).toHaveLength(pods);
  });

  it.each([
    [30, 2],
    [31, 2],
    [32, 3],
    [63, 4],
    [110, 7],
    [250, 16],
  ])('A-23 a node of maxPods %i holds %i blocks of 16, whatever runs on it, and seats maxPods', (maxPods, blocks) => {
    const pool = { podSubnet: 'pods', podIPAllocationMode: 'StaticBlock', maxPods } as const;
    expect(held(compile({ pool }))).toBe(blocks * 16);
    const full = compile({ pool, pods: maxPods });
    expect(held(full)).toBe(blocks * 16);
    expect(full.plan.podsUnplaced).toEqual([]);
  });

  it('A-18 A-21 a node of a pod subnet takes one address of the node subnet', () => {
    const { plan } = compile({ pool: { podSubnet: 'pods', count: 7 } });
    expect(plan.subnets.find(({ name }) => name === 'nodes')?.used).toBe(7);
  });
});

describe('aks.md M: where a cluster ends', () => {
  it('A-30 node subnet: 8 nodes in a /24 at maxPods 30', () => {
    expect(ceiling({ subnet: '10.1.0.0/24', pool: { maxPods: 30 } })).toEqual({ nodes: 8, by: 'nodeSubnet' });
  });

  it.each([
    ['192.168.0.0/16', 256],
    ['192.168.0.0/18', 64],
  ])('A-14 Overlay: pod CIDR %s is enough for %i nodes', (podCidr, nodes) => {
    expect(ceiling({ profile: { networkPluginMode: 'overlay', podCidr } })).toEqual({ nodes, by: 'podCidr' });
  });

  it('A-14 A-34 Overlay: a /12 would carry 4,096, a /11 more than a cluster may have', () => {
    const at = (podCidr: string): ReturnType<typeof nodeCeiling> =>
      ceiling({ profile: { networkPluginMode: 'overlay', podCidr } });
    expect(at('100.64.0.0/12')).toEqual({ nodes: 4096, by: 'podCidr' });
    expect(at('100.64.0.0/11')).toEqual({ nodes: 5000, by: 'cluster' });
  });

  it('A-10 kubenet: 400 routes, however large the ranges', () => {
    expect(ceiling({ profile: { networkPlugin: 'kubenet', podCidr: '100.64.0.0/12' } })).toEqual({ nodes: 400, by: 'routes' });
  });

  it('A-31 kubenet: a /24 carries 251 nodes, a /27 27 of them', () => {
    const at = (subnet: string): number =>
      ceiling({ subnet, profile: { networkPlugin: 'kubenet', podCidr: '100.64.0.0/12' } }).nodes;
    expect([at('10.1.0.0/24'), at('10.1.0.0/27')]).toEqual([251, 27]);
  });

  it('A-23 static blocks: what is left of the pod subnet is divided by whole blocks', () => {
    const pool = { podSubnet: 'pods', podIPAllocationMode: 'StaticBlock', maxPods: 250 } as const;
    expect(ceiling({ pool })).toEqual({ nodes: 4095, by: 'podSubnet' });
  });

  it('A-32 A-33 a ceiling leaves room for surge', () => {
    const pool = { maxPods: 30, upgradeSettings: { maxSurge: '2' } };
    expect(ceiling({ subnet: '10.1.0.0/24', pool })).toEqual({ nodes: 6, by: 'nodeSubnet' });
  });

  it('a cluster of the ceiling fits, one node more does not', () => {
    for (const shape of [
      { subnet: '10.1.0.0/24', pool: { maxPods: 30 } },
      { subnet: '10.1.0.0/26', pool: { podSubnet: 'pods' } },
      { profile: { networkPluginMode: 'overlay', podCidr: '192.168.0.0/18' } },
    ] as const) {
      const { nodes } = ceiling(shape);
      const ready = (count: number): number =>
        compile({ ...shape, pool: { maxPods: 250, ...('pool' in shape ? shape.pool : {}), count } }).plan.nodes.filter(
          (node) => node.ready,
        ).length;
      expect([ready(nodes), ready(nodes + 1)]).toEqual([nodes, nodes]);
    }
  });
});
