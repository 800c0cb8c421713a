// Moves of a live cluster: every pair of modes and of outbound types against the letter of A-37 and E-2, blockers, and what happens on the way.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { CLUSTER_MODES, type ClusterMode, withClusterMode } from '../../src/engine/edit/clusterMode.ts';
import type { Migration } from '../../src/engine/goals/migration.ts';
import type { ManagedCluster, OutboundType } from '../../src/engine/model/networkDocument.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { hasWords, say } from '../../src/words/say.ts';
import { deployment, house, pod, worldOf } from './worlds.ts';

type Question = { readonly mode: ClusterMode } | { readonly outboundType: OutboundType };

function world(part: Partial<ManagedCluster> = {}, mode?: ClusterMode): NetworkSpec {
  const spec = worldOf(house({ engine: 'none' }), pod('ops/probe'), deployment('shop/web', 2, { ports: [8080] }));
  const network = mode === undefined ? spec.network : withClusterMode(spec.network, mode)?.network;
  const [cluster] = network?.managedClusters ?? [];
  if (!network || !cluster) throw new Error('no cluster');
  return { ...spec, network: { ...network, managedClusters: [{ ...cluster, ...part }] } };
}

function check(spec: NetworkSpec, question: Question): Migration {
  const engine = createEngine();
  engine.load({ spec, revision: 1 });
  const answer = engine.checkMigration({ revision: 1, ...question });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  for (const { code, params } of [...answer.value.blockers, ...answer.value.notes]) {
    expect(hasWords(`migration.${code}`), code).toBe(true);
    expect(say(`migration.${code}`, params)).not.toContain('{');
  }
  return answer.value;
}

/** The moves that A-37 names, with the steps they take. */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  'nodeSubnet overlay': ['overlay'],
  'kubenet overlay': ['overlay'],
  'nodeSubnet nodeSubnetCilium': ['nodeSubnetCilium'],
  'podSubnetDynamic podSubnetCilium': ['podSubnetCilium'],
  'overlay overlayCilium': ['overlayCilium'],
  'nodeSubnet overlayCilium': ['overlay', 'overlayCilium'],
  'kubenet overlayCilium': ['overlay', 'overlayCilium'],
};

describe('moves between modes', () => {
  it.each(CLUSTER_MODES)('A-37 from %s: what is named is allowed, nothing else', (from) => {
    const spec = world({}, from);
    for (const mode of CLUSTER_MODES.filter((each) => each !== from)) {
      const { allowed, steps, blockers } = check(spec, { mode });
      const named = MOVES[`${from} ${mode}`];
      expect(allowed, mode).toBe(named !== undefined);
      expect(steps.map(({ to }) => to)).toEqual(named ?? []);
      expect(blockers.length > 0).toBe(named === undefined);
    }
  });

  it('A-37 the same mode is no move', () => {
    expect(check(world(), { mode: 'overlay' })).toMatchObject({ allowed: true, steps: [], notes: [] });
  });

  it('A-37 an installed engine is uninstalled first; on an old version it cannot be', () => {
    const spec = world({}, 'nodeSubnet');
    const [cluster] = spec.network.managedClusters;
    const networkProfile = { networkPlugin: 'azure', ...cluster?.networkProfile, networkPolicy: 'calico' } as const;
    const codes = (kubernetesVersion: string): string[] =>
      check(world({ networkProfile, kubernetesVersion }, 'nodeSubnet'), { mode: 'overlay' }).blockers.map(({ code }) => code);
    expect(codes('1.34')).toEqual(['engine']);
    expect(codes('1.29.4')).toEqual(['engine', 'engineVersion']);
    expect(codes('1.26')).toEqual(['version', 'engine', 'engineVersion']);
  });

  it('A-37 Windows pools block the step to Cilium, not the step to Overlay', () => {
    const spec = world({}, 'nodeSubnet');
    const pools = spec.network.managedClusters[0]?.agentPoolProfiles ?? [];
    const windows = [...pools, { name: 'win', count: 1, maxPods: 30, vnetSubnet: 'snet-nodes', osType: 'Windows' as const }];
    const withWindows = world({ agentPoolProfiles: windows }, 'nodeSubnet');
    expect(check(withWindows, { mode: 'overlay' }).allowed).toBe(true);
    expect(check(withWindows, { mode: 'overlayCilium' }).blockers.map(({ code }) => code)).toContain('windows');
  });

  it('A-37 kubenet in a virtual network of its own wants a user-assigned identity, and loses its route table', () => {
    const kubenet = check(world({ identity: { type: 'SystemAssigned' } }, 'kubenet'), { mode: 'overlay' });
    expect(kubenet.blockers.map(({ code }) => code)).toEqual(['identity']);
    const moved = check(world({ identity: { type: 'UserAssigned' } }, 'kubenet'), { mode: 'overlay' });
    expect(moved.allowed).toBe(true);
    expect(moved.notes.map(({ code }) => code)).toContain('routeTableGoes');
  });

  it('A-15 a result that Azure would refuse is no way', () => {
    const spec = world({}, 'nodeSubnet');
    const [cluster] = spec.network.managedClusters;
    if (!cluster) throw new Error('no cluster');
    const networkProfile = { ...cluster.networkProfile, podCidr: '10.10.0.0/16' };
    const { allowed, blockers } = check(world({ networkProfile }, 'nodeSubnet'), { mode: 'overlay' });
    expect(allowed).toBe(false);
    expect(blockers.map(({ params }) => params['diagnostic'])).toContain('PodCidrOverlapSubnet');
  });

  it('A-5 A-7 from node subnet to Overlay: callers from outside are lost, sources change', () => {
    const { difference, notes } = check(world({}, 'nodeSubnet'), { mode: 'overlay' });
    expect(difference?.lost.flows.some(({ from, to }) => from === 'vm:jump' && to === 'shop/web-0:8080/TCP')).toBe(true);
    expect(notes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['callersLost', 'sourcesChange', 'podsRenumber', 'oneWay']),
    );
  });
});

const TYPES = ['loadBalancer', 'managedNATGateway', 'userAssignedNATGateway', 'userDefinedRouting', 'none', 'block'] as const;

describe('another way out', () => {
  it.each(TYPES)('E-2 in a virtual network of its own, from %s: four types take each other’s place, block never', (from) => {
    const own = ['loadBalancer', 'userAssignedNATGateway', 'userDefinedRouting', 'none'];
    for (const outboundType of TYPES.filter((each) => each !== from)) {
      const { blockers } = check(outbound(from, true), { outboundType });
      const refused = blockers.some(({ code }) => code === 'outboundOwn');
      expect(refused, outboundType).toBe(!(own.includes(from) && own.includes(outboundType)));
    }
  });

  it.each([
    ['loadBalancer', 'managedNATGateway none block'],
    ['managedNATGateway', 'none block'],
    ['none', 'loadBalancer managedNATGateway block'],
    ['block', 'loadBalancer managedNATGateway none'],
    ['userDefinedRouting', ''],
  ] as const)('E-2 C19 in a virtual network that AKS manages, from %s', (from, named) => {
    const fits = TYPES.filter((outboundType) => {
      if (outboundType === from) return false;
      return check(outbound(from, false), { outboundType }).blockers.every(({ code }) => code !== 'outboundManaged');
    });
    expect(fits.join(' ')).toBe(named);
  });

  it('E-1 E-2 what the new type needs must be there already', () => {
    const codes = check(outbound('loadBalancer', true), { outboundType: 'userDefinedRouting' }).blockers;
    expect(codes.map(({ params }) => params['diagnostic'])).toEqual(['OutboundTypeRequiresDefaultRoute']);
  });

  it('E-2 connections break, the address changes, authorised ranges must follow', () => {
    const spec = outbound('loadBalancer', true);
    const [cluster] = spec.network.managedClusters;
    if (!cluster) throw new Error('no cluster');
    const guarded = { ...cluster, apiServerAccessProfile: { authorizedIPRanges: ['20.50.0.1/32'] } };
    const { notes } = check({ ...spec, network: { ...spec.network, managedClusters: [guarded] } }, { outboundType: 'none' });
    expect(notes.map(({ code }) => code)).toEqual(['connectionsBreak', 'egressChanges', 'authorizedRanges', 'apiServer']);
  });
});

function outbound(outboundType: OutboundType, own: boolean): NetworkSpec {
  const spec = world();
  const [cluster] = spec.network.managedClusters;
  if (!cluster) throw new Error('no cluster');
  const agentPoolProfiles = cluster.agentPoolProfiles.map(({ vnetSubnet, ...pool }) =>
    own && vnetSubnet !== undefined ? { ...pool, vnetSubnet } : pool,
  );
  const networkProfile = { ...cluster.networkProfile, outboundType };
  return { ...spec, network: { ...spec.network, managedClusters: [{ ...cluster, networkProfile, agentPoolProfiles }] } };
}
