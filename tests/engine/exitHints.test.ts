// Hints about the way out: the letter left, by another device or under another address than the goal asks for. Rules: E-13, E-14, E-25, E-40, F-2, F-3.
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../src/engine/goals/goal.ts';
import { findHints, type FoundHint } from '../../src/engine/goals/hints.ts';
import { judgeGoal } from '../../src/engine/goals/judge.ts';
import { compileWorld, withEdits } from '../../src/engine/goals/world.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { listCandidates } from '../../src/engine/goals/candidates.ts';
import { hasWords, say } from '../../src/words/say.ts';
import { house, pod, worldOf } from './worlds.ts';

const STREET = 'internet:api.presspay.example:443';
const SUBNET = '{ name: snet-nodes, addressPrefix: 10.10.0.0/24';
const GATE = `azureFirewalls:
- name: fw
  virtualNetwork: vnet-house
  privateIPAddress: 10.10.254.4
  publicIPAddresses: [pip-fw]
  ruleCollectionGroups:
  - name: all
    priority: 200
    ruleCollections:
    - { name: all, priority: 100, type: Network, action: Allow, rules: [{ name: all, sourceAddresses: ['*'], ipProtocols: [Any], destinationAddresses: ['*'], destinationPorts: ['*'] }] }
`;
const MORE = `natGateways: [{ name: natgw, publicIpAddresses: [pip-nat] }]
publicIPAddresses: [{ name: pip-nat, ipAddress: 198.51.100.30 }, { name: pip-fw, ipAddress: 198.51.100.10 }]
`;

function world({ subnet = '', tables = '' } = {}): NetworkSpec {
  const text = house({ nodes: 2 })
    .replace(SUBNET, `${SUBNET}${subnet}`)
    .replace('managedClusters:', `${MORE}${GATE}${tables}managedClusters:`);
  const spec = worldOf(text, pod('ops/probe'));
  const virtualNetworks = spec.network.virtualNetworks.map((vnet, index) =>
    index === 0
      ? { ...vnet, subnets: [...vnet.subnets, { name: 'AzureFirewallSubnet', addressPrefix: '10.10.254.0/26' }] }
      : vnet,
  );
  return { ...spec, network: { ...spec.network, virtualNetworks } };
}

function seen(source: string): Goal {
  return { id: 'stamp', type: 'arrivesWithSource', from: ['ops/probe'], to: [STREET], source };
}

function passing(...via: readonly string[]): Goal {
  return { id: 'way', type: 'passesThrough', from: ['ops/probe'], to: [STREET], via };
}

/** The hint, whose repair is held to its word: with it the goal holds. */
function hint(spec: NetworkSpec, goal: Goal): FoundHint | undefined {
  const asked = compileWorld(spec);
  const [found] = findHints(asked, [goal]);
  const candidates = listCandidates({ world: asked, goal, result: judgeGoal(asked, goal) }, []);
  const { edits = [] } = candidates.find(({ code }) => code === found?.code) ?? {};
  expect(judgeGoal(withEdits(asked, edits), goal).pass).toBe(true);
  expect(applyEdit(spec, { type: 'batch', edits }).spec).not.toEqual(spec);
  for (const rung of [1, 2, 3]) {
    expect(hasWords(`hint.${found?.code}.${rung}`)).toBe(true);
    expect(say(`hint.${found?.code}.${rung}`, found?.params ?? {})).not.toMatch(/\{[a-z]+\}/i);
  }
  return found;
}

describe('whose stamp', () => {
  it('E-14 the NAT gateway that holds the address, on the subnet of the node', () => {
    expect(hint(world(), seen('198.51.100.30'))).toMatchObject({
      code: 'net.mailRoom',
      ref: 'Subnet/snet-nodes',
      params: { subnet: 'snet-nodes', field: 'natGateway', suggested: 'natgw' },
    });
  });

  it('E-25 the address of the gate: a signpost to it', () => {
    expect(hint(world({ subnet: ', natGateway: natgw' }), seen('198.51.100.10'))).toMatchObject({
      code: 'net.signpost',
      params: { device: 'fw', suggested: 'VirtualAppliance 10.10.254.4' },
    });
  });

  it('an address that nobody here has is no matter of mail rooms', () => {
    expect(findHints(compileWorld(world()), [seen('198.51.100.77')])[0]?.code).toBe('cni.source');
  });
});

describe('which way', () => {
  it('E-14 by the mail room', () => {
    expect(hint(world(), passing('natgw'))?.code).toBe('net.mailRoom');
  });

  it('F-2 a table that leads there and hangs nowhere', () => {
    const tables =
      'routeTables: [{ name: rt, routes: [{ name: out, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.10.254.4 }] }]\n';
    expect(hint(world({ tables }), passing('fw'))).toMatchObject({
      code: 'net.hang',
      params: { table: 'rt', subnet: 'snet-nodes', suggested: 'rt' },
    });
  });

  it('F-3 a default route that leads elsewhere is turned', () => {
    const tables = 'routeTables: [{ name: rt, routes: [{ name: out, addressPrefix: 0.0.0.0/0, nextHopType: Internet }] }]\n';
    expect(hint(world({ tables, subnet: ', routeTable: rt' }), passing('fw'))).toMatchObject({
      code: 'net.turn',
      params: { route: 'out', current: 'Internet', suggested: 'VirtualAppliance 10.10.254.4' },
    });
  });

  it('F-2 an empty loose table takes the route', () => {
    expect(hint(world({ tables: 'routeTables: [{ name: rt, routes: [] }]\n' }), passing('fw'))).toMatchObject({
      code: 'net.signpost',
      params: { table: 'rt', subnet: 'snet-nodes' },
    });
  });
});
