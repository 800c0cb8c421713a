// What a network would mean before it is anybody's: parts of each subnet add up, sources and callers by mode, ceilings; which of the routes to an
// address is followed and why the others are not; which rule judges a packet. Rules: …A-33, F-1, F-2, F-6, F-7, C28.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Foreseen, ForeseeQuestion } from '../../src/engine/goals/foresee.ts';
import { withClusterMode, CLUSTER_MODES } from '../../src/engine/edit/clusterMode.ts';
import type { NetworkDocument } from '../../src/engine/model/networkDocument.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { house, pod, worldOf } from './worlds.ts';

function ask(spec: NetworkSpec, question: ForeseeQuestion): Foreseen {
  const engine = createEngine();
  engine.load({ spec, revision: 1 });
  const answer = engine.foresee({ revision: 1, ...question });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

const SPEC = worldOf(house(), pod('shop/web', { ports: [80] }));

function inMode(mode: (typeof CLUSTER_MODES)[number]): NetworkDocument {
  const network = withClusterMode(SPEC.network, mode)?.network;
  if (!network) throw new Error(mode);
  return network;
}

describe('foresee', () => {
  it.each(CLUSTER_MODES)('A-30 A-33 the parts of every subnet add up to what is needed: %s', (mode) => {
    const { subnets, plan } = ask(SPEC, { network: inMode(mode) });
    expect(subnets.map(({ parts: _parts, ...subnet }) => subnet)).toEqual(plan.subnets);
    for (const { parts, needed, used } of subnets) {
      const sum = (list: typeof parts): number => list.reduce((total, { addresses }) => total + addresses, 0);
      expect(sum(parts)).toBe(needed);
      expect(sum(parts.filter(({ what }) => what !== 'surge' && what !== 'podSurge'))).toBe(used);
    }
  });

  it('A-18 A-30 node subnet: (3 + 1) × (1 + 30); Overlay: 3 + 1; a machine beside them', () => {
    const flat = ask(SPEC, { network: inMode('nodeSubnet') }).subnets[0];
    expect(flat?.parts).toEqual([
      { what: 'nodes', pool: 'room', count: 3, each: 31, addresses: 93 },
      { what: 'surge', pool: 'room', count: 1, each: 31, addresses: 31 },
    ]);
    const overlay = ask(SPEC, { network: SPEC.network }).subnets;
    expect(overlay[0]?.needed).toBe(4);
    expect(overlay[1]?.parts).toEqual([{ what: 'machines', count: 1, each: 1, addresses: 1 }]);
  });

  it('A-3 A-7 A-14 says whose address is seen, who may call, and what stops the next node', () => {
    const { cluster } = ask(SPEC, { network: inMode('kubenet') });
    expect(cluster?.mode).toBe('kubenet');
    expect(cluster?.sources.find(({ receiver }) => receiver === 'virtualMachine')?.seen).toBe('node');
    expect(cluster?.callers.every(({ arrives }) => !arrives)).toBe(true);
    expect(cluster?.limits.map(({ code }) => code)).toContain('retires');
    expect(cluster?.engines).toEqual(['none', 'calico']);
    expect(ask(SPEC, { network: inMode('overlay') }).cluster?.ceiling).toEqual({ nodes: 250, by: 'nodeSubnet' });
  });

  it('the world that is held stays as it was', () => {
    const engine = createEngine();
    const before = engine.load({ spec: SPEC, revision: 1 });
    engine.foresee({ revision: 1, network: inMode('nodeSubnet') });
    const after = engine.preview({ revision: 1, edits: [{ type: 'batch', edits: [] }], goals: [] });
    expect(after.ok && after.value[0]?.plan).toEqual(before.plan);
    expect(engine.foresee({ revision: 2, network: SPEC.network })).toMatchObject({ ok: false, code: 'stale' });
  });
});

describe('routes to an address', () => {
  const network: NetworkDocument = {
    ...SPEC.network,
    routeTables: [
      {
        name: 'rt',
        routes: [
          { name: 'all', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.10.9.4' },
          { name: 'same', addressPrefix: '10.10.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.10.9.4' },
          { name: 'hq', addressPrefix: '172.20.0.0/16', nextHopType: 'None' },
        ],
      },
    ],
    virtualNetworks: SPEC.network.virtualNetworks.map((vnet) => ({
      ...vnet,
      subnets: vnet.subnets.map((subnet, index) => (index === 0 ? { ...subnet, routeTable: 'rt' } : subnet)),
    })),
  };
  const toward = (address: string): readonly string[] =>
    ask(SPEC, { network, routes: { subnet: 'snet-nodes', toward: address } }).routes?.toward?.map(
      ({ addressPrefix, source, verdict }) => `${addressPrefix} ${source} ${verdict}`,
    ) ?? [];

  it('F-2 the longest prefix is followed, and of equals the player’s own', () => {
    expect(toward('10.10.3.4')).toEqual([
      '10.10.0.0/16 User followed',
      '10.10.0.0/16 Default weakerSource',
      '10.0.0.0/8 Default ownDefault',
      '0.0.0.0/0 User shorter',
      '0.0.0.0/0 Default shorter',
    ]);
    expect(toward('172.20.9.9').slice(0, 2)).toEqual([
      '172.20.0.0/16 User followed',
      '172.20.0.0/16 VirtualNetworkGateway weakerSource',
    ]);
  });

  it('C28 a default route of one’s own takes the place of the system’s routes to None', () => {
    expect(toward('192.168.4.4')).toEqual([
      '192.168.0.0/16 Default ownDefault',
      '0.0.0.0/0 User followed',
      '0.0.0.0/0 Default weakerSource',
    ]);
  });

  it('an address that is none gets no answer', () => {
    expect(ask(SPEC, { network, routes: { subnet: 'snet-nodes', toward: 'home' } }).routes?.toward).toBeUndefined();
    expect(ask(SPEC, { network, routes: { subnet: 'nowhere' } }).routes).toBeUndefined();
  });
});

describe('rules and one packet', () => {
  const network: NetworkDocument = {
    ...SPEC.network,
    networkSecurityGroups: [
      {
        name: 'nsg',
        securityRules: [
          {
            name: 'no-ssh',
            priority: 200,
            direction: 'Inbound',
            access: 'Deny',
            protocol: 'Tcp',
            sourceAddressPrefix: '*',
            destinationPortRange: '22',
          },
        ],
      },
    ],
    virtualNetworks: SPEC.network.virtualNetworks.map((vnet) => ({
      ...vnet,
      subnets: vnet.subnets.map((subnet) => (subnet.name === 'snet-vms' ? { ...subnet, networkSecurityGroup: 'nsg' } : subnet)),
    })),
  };
  const packet = { direction: 'Inbound', source: '10.10.0.5', sourcePort: 50_000, destination: '10.10.9.4' } as const;
  const verdicts = (destinationPort: number, source: string = packet.source): unknown =>
    ask(SPEC, {
      network,
      rules: { subnet: 'snet-vms', packet: { ...packet, source, destinationPort, protocol: 'TCP' } },
    }).rules?.verdicts;

  it('F-6 the first rule that fits decides', () => {
    expect(verdicts(22)).toMatchObject([
      { rule: 'no-ssh', priority: 200, allowed: false, isDefault: false, association: 'subnet' },
    ]);
  });

  it('F-7 then Azure’s own: from the VNet allowed, from the street denied', () => {
    expect(verdicts(443)).toMatchObject([{ rule: 'AllowVnetInBound', priority: 65_000, allowed: true, isDefault: true }]);
    expect(verdicts(443, '203.0.113.9')).toMatchObject([{ rule: 'DenyAllInBound', allowed: false }]);
    expect(verdicts(443, 'nobody')).toEqual([]);
  });

  it('a subnet without a guard says nothing', () => {
    expect(
      ask(SPEC, { network, rules: { subnet: 'snet-nodes', packet: { ...packet, destinationPort: 22, protocol: 'TCP' } } }).rules
        ?.verdicts,
    ).toEqual([]);
  });
});
