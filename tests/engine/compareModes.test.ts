// One workload under several CNI modes: the source matrix cell by cell, who may call a pod, ceilings, and what a mode costs in flows.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { CLUSTER_MODES, type ClusterMode, clusterModeOf, enginesOf, withClusterMode } from '../../src/engine/edit/clusterMode.ts';
import type { ModeReport } from '../../src/engine/goals/compareModes.ts';
import { observeMode, RECEIVERS } from '../../src/engine/goals/laboratory.ts';
import { limitsOf } from '../../src/engine/goals/modeLimits.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { hasWords, say } from '../../src/words/say.ts';
import { deployment, house, type NetworkOptions, pod, service, worldOf } from './worlds.ts';

function shop(options: NetworkOptions = {}): NetworkSpec {
  return worldOf(
    house(options),
    pod('ops/probe', { node: 'room-2' }),
    deployment('shop/web', 2, { ports: [8080] }),
    service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
  );
}

function compare(spec: NetworkSpec, modes: readonly ClusterMode[]): readonly ModeReport[] {
  const engine = createEngine();
  engine.load({ spec, revision: 1 });
  const answer = engine.compareModes({ revision: 1, modes });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  expect(answer.value.noRoom).toEqual([]);
  return answer.value.reports;
}

/** Receivers in the order of RECEIVERS; what leaves the node, and what is seen where that differs. */
const MATRIX: readonly (readonly [ClusterMode, string])[] = [
  ['kubenet', 'pod pod node node node node>public node node'],
  ['nodeSubnet', 'pod pod pod node node node>public node node'],
  ['podSubnetDynamic', 'pod pod pod pod pod pod>public node node'],
  ['podSubnetStatic', 'pod pod pod pod pod pod>public node node'],
  ['overlay', 'pod pod node node node node>public node node'],
  ['nodeSubnetCilium', 'pod pod pod node node node>public node node'],
  ['podSubnetCilium', 'pod pod pod pod pod pod>public node node'],
  ['overlayCilium', 'pod pod node node node node>public node node'],
];

describe('what a mode does', () => {
  it.each(MATRIX)('A-3 whose address each receiver sees: %s', (mode, row) => {
    const { sources } = observeMode(mode);
    expect(sources.map(({ receiver }) => receiver)).toEqual([...RECEIVERS]);
    const text = sources.map(({ seen, leaves }) => (seen === 'public' ? `${leaves}>public` : seen)).join(' ');
    expect(text).toBe(row);
  });

  it.each(MATRIX)('A-7 who may open a connection to a pod: %s', (mode) => {
    const flat = mode.startsWith('nodeSubnet') || mode.startsWith('podSubnet');
    const { callers } = observeMode(mode);
    expect(callers.map(({ caller, arrives }) => `${caller} ${arrives}`)).toEqual([
      `virtualMachine ${flat}`,
      `peer ${flat}`,
      `onPremises ${flat}`,
    ]);
  });

  it('A-25 without a CNI nothing leaves a node and nobody is called', () => {
    const { sources, callers } = observeMode('none');
    expect(sources.filter(({ receiver }) => receiver !== 'fromHostNetwork').every(({ seen }) => seen === 'none')).toBe(true);
    expect(callers.some(({ arrives }) => arrives)).toBe(false);
  });

  it('every limit, ceiling and name has its sentence', () => {
    for (const mode of CLUSTER_MODES) {
      expect(hasWords(`mode.name.${mode}`)).toBe(true);
      for (const { code, params } of limitsOf(mode)) expect(say(`mode.limit.${code}`, params)).not.toContain('{');
    }
    for (const receiver of RECEIVERS) expect(hasWords(`mode.receiver.${receiver}`)).toBe(true);
  });
});

describe('the document of a mode', () => {
  it.each(CLUSTER_MODES)('A.1 is in that mode, and the same again changes nothing: %s', (mode) => {
    const { network } = shop();
    const changed = withClusterMode(network, mode);
    const [cluster] = changed?.network.managedClusters ?? [];
    if (!changed || !cluster) throw new Error('no document');
    expect(clusterModeOf(cluster)).toBe(mode);
    expect(withClusterMode(changed.network, mode)).toEqual({ network: changed.network, filled: {} });
  });

  it('D.2 an engine stays where it is offered, and is replaced by one that is', () => {
    const { network } = shop({ engine: 'azure' });
    expect(withClusterMode(network, 'nodeSubnet')?.filled.policyEngine).toBeUndefined();
    expect(withClusterMode(network, 'kubenet')?.filled.policyEngine).toEqual({ from: 'azure', to: 'calico' });
    expect(withClusterMode(network, 'overlayCilium')?.filled.policyEngine).toEqual({ from: 'azure', to: 'cilium' });
    expect(enginesOf('kubenet')).toEqual(['none', 'calico']);
  });

  it('A-22 a subnet for pods is made where the virtual network is free, and is big enough', () => {
    const filled = withClusterMode(shop().network, 'podSubnetDynamic')?.filled.podSubnet;
    expect(filled).toEqual({ name: 'snet-pods', addressPrefix: '10.10.1.0/24' });
  });

  it('A-22 no room, no document', () => {
    const { network } = shop();
    const full = network.virtualNetworks.map((vnet) => ({
      ...vnet,
      subnets: [...vnet.subnets, { name: 'rest', addressPrefix: '10.10.0.0/16' }],
    }));
    expect(withClusterMode({ ...network, virtualNetworks: full }, 'podSubnetStatic')).toBeUndefined();
  });
});

describe('side by side', () => {
  it('A-18 A-30 node subnet reserves 1 + maxPods a node; Overlay one', () => {
    const [flat, overlay] = compare(shop({ nodes: 3, maxPods: 30 }), ['nodeSubnet', 'overlay']);
    expect(flat?.addresses).toEqual({ used: 93, needed: 124, free: 127 });
    expect(overlay?.addresses).toEqual({ used: 3, needed: 4, free: 247 });
    expect(flat?.ceiling).toEqual({ nodes: 7, by: 'nodeSubnet' });
    expect(overlay?.current).toBe(true);
    expect(overlay?.difference).toMatchObject({ gained: { count: 0 }, lost: { count: 0 }, changed: { count: 0 } });
  });

  it('A-14 A-10 ceilings: the pod CIDR, then the routes of kubenet', () => {
    const [kubenet, overlay] = compare(wide(), ['kubenet', 'overlay']);
    expect(overlay?.ceiling).toEqual({ nodes: 512, by: 'podCidr' });
    expect(kubenet?.ceiling).toEqual({ nodes: 400, by: 'routes' });
  });

  it('A-3 A-7 to node subnet: machines may call pods, and see them by their own number', () => {
    const [flat] = compare(shop(), ['nodeSubnet']);
    const gained = flat?.difference?.gained.flows.map(({ from, to }) => `${from} > ${to}`);
    expect(gained).toContain('vm:jump > shop/web-0:8080/TCP');
    expect(flat?.difference?.lost.count).toBe(0);
  });

  it('A-18 a subnet that is too small: not possible, and says so', () => {
    const [flat] = compare(shop({ subnet: '10.10.0.0/26' }), ['nodeSubnet']);
    expect(flat?.possible).toBe(false);
    expect(flat?.diagnostics.map(({ code }) => code)).toContain('InsufficientSubnetSize');
    expect(flat?.nodesReady).toBe(1);
  });

  it('without flows the same report, and no difference', () => {
    const engine = createEngine();
    engine.load({ spec: shop(), revision: 1 });
    const ask = (flows: boolean): readonly ModeReport[] => {
      const answer = engine.compareModes({ revision: 1, modes: ['kubenet', 'overlay'], flows });
      return answer.ok ? answer.value.reports : [];
    };
    const without = ask(false);
    expect(without).toHaveLength(2);
    expect(without).toEqual(ask(true).map(({ difference: _difference, ...report }) => report));
  });

  it('a recorded cluster is refused: nobody recorded what another mode would give', () => {
    const spec = shop();
    const managedClusters = spec.network.managedClusters.map((cluster) => ({
      ...cluster,
      nodes: [{ name: 'room-0', ip: '10.10.0.4' }],
    }));
    const engine = createEngine();
    engine.load({ spec: { ...spec, network: { ...spec.network, managedClusters } }, revision: 1 });
    expect(engine.compareModes({ revision: 1, modes: ['overlay'] })).toMatchObject({ ok: false, code: 'unsupported' });
  });
});

function wide(): NetworkSpec {
  const spec = shop();
  const [vnet] = spec.network.virtualNetworks;
  const [cluster] = spec.network.managedClusters;
  if (!vnet || !cluster) throw new Error('no network');
  return {
    ...spec,
    network: {
      ...spec.network,
      virtualNetworks: [
        {
          ...vnet,
          addressSpace: [...vnet.addressSpace, '10.64.0.0/16'],
          subnets: [...vnet.subnets, { name: 'snet-wide', addressPrefix: '10.64.0.0/20' }],
        },
      ],
      managedClusters: [
        {
          ...cluster,
          networkProfile: { ...cluster.networkProfile, podCidr: '10.244.0.0/15' },
          agentPoolProfiles: cluster.agentPoolProfiles.map((pool) => ({ ...pool, vnetSubnet: 'snet-wide' })),
        },
      ],
    },
  };
}
