// Hints about the way out: the letter left, by another device or under another address than the goal asks for. Rules: E-13, E-14, E-25, E-40, F-2, F-3.
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../src/engine/goals/goal.ts';
import { findHints, type FoundHint } from '../../src/engine/goals/hints.ts';
import { judgeGoal } from '../../src/engine/goals/judge.ts';
import { compileWorld, withEdits } from '../../src/engine/goals/world.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import { sameValue } from '../../src/engine/model/sameValue.ts';
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
  const { edits = [] } = candidates.find(({ code, params }) => code === found?.code && sameValue(params, found.params)) ?? {};
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
  it('E-14 F-2 names what chose the way it took: the mail room of the floor zone, or the signpost', () => {
    const chose = (given: Parameters<typeof world>[0]): unknown =>
      judgeGoal(compileWorld(world(given)), passing('fw')).failure?.rule;
    expect(chose({ subnet: ', natGateway: natgw' })).toMatchObject({ object: 'NatGateway/natgw' });
    const tables = 'routeTables: [{ name: rt, routes: [{ name: out, addressPrefix: 0.0.0.0/0, nextHopType: Internet }] }]\n';
    expect(chose({ tables, subnet: ', routeTable: rt' })).toMatchObject({ object: 'RouteTable/rt', field: 'routes[out]' });
  });

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

  it('E-3 where no room opens, what keeps them shut is named before any Service', () => {
    const tables =
      'routeTables: [{ name: rt, routes: [{ name: out, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.10.250.9 }] }]\n';
    const spec = world({ tables, subnet: ', routeTable: rt' });
    expect(compileWorld(spec).dataplane.plan.nodes.some(({ ready }) => ready)).toBe(false);
    const [found] = findHints(compileWorld(spec), [passing('fw')]);
    expect(found).toMatchObject({ code: 'net.nextHop', params: { current: '10.10.250.9', suggested: '10.10.254.4' } });
  });

  it('F-2 an empty loose table takes the route', () => {
    expect(hint(world({ tables: 'routeTables: [{ name: rt, routes: [] }]\n' }), passing('fw'))).toMatchObject({
      code: 'net.signpost',
      params: { table: 'rt', subnet: 'snet-nodes' },
    });
  });
});

describe('the gate', () => {
  const OUT = '{ name: out, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.10.254.4 }';
  const never = (to: string): Goal => ({ id: 'not', type: 'mustNotArrive', from: ['ops/probe'], to: [to] });
  const must = (to: string): Goal => ({ id: 'must', type: 'mustArrive', from: ['ops/probe'], to: [to] });
  /** Everything by the gate, whose one group holds this collection. */
  const gated = (collection: string): NetworkSpec => {
    const spec = world({ tables: `routeTables: [{ name: rt, routes: [${OUT}] }]\n`, subnet: ', routeTable: rt' });
    const text = `apiVersion: cidr.house/v1\nkind: Network\nmetadata: { name: house }\nvirtualNetworks: []\nmanagedClusters: []\nazureFirewalls:\n- name: fw\n  virtualNetwork: vnet-house\n  privateIPAddress: 10.10.254.4\n  publicIPAddresses: []\n  ruleCollectionGroups: [{ name: g, priority: 300, ruleCollections: [${collection}] }]\n`;
    const [gate] = worldOf(text).network.azureFirewalls ?? [];
    const groups = gate?.ruleCollectionGroups ?? [];
    const azureFirewalls = (spec.network.azureFirewalls ?? []).map((each) => ({ ...each, ruleCollectionGroups: groups }));
    return { ...spec, network: { ...spec.network, azureFirewalls } };
  };
  const names = (rules: string): string => `{ name: names, priority: 100, type: Application, action: Allow, rules: [${rules}] }`;
  const TAG = "{ name: tag, sourceAddresses: ['*'], protocols: ['Https:443'], fqdnTags: [AzureKubernetesService] }";
  const STAR = "{ name: star, sourceAddresses: ['*'], protocols: ['Https:443'], targetFqdns: ['*.example'] }";
  const NUMBERS =
    "{ name: numbers, priority: 200, type: Network, action: Allow, rules: [{ name: any, sourceAddresses: ['*'], ipProtocols: [TCP], destinationAddresses: ['*'], destinationPorts: ['443'] }] }";
  const PAY = 'https://api.presspay.example/';

  it('E-20, E-21 a name without a rule: an application rule for the floor zone', () => {
    expect(hint(gated(names(TAG)), must(PAY))).toMatchObject({
      code: 'fw.name',
      params: { target: 'api.presspay.example', protocol: 'Https:443', source: '10.10.0.0/24' },
    });
  });

  it('E-26 what the nodes need is admitted by its tag', () => {
    expect(hint(gated(names(STAR)), must(PAY))).toMatchObject({
      code: 'fw.tag',
      params: { suggested: 'AzureKubernetesService' },
    });
  });

  it('E-20 a network rule lets it out before its name is read', () => {
    expect(hint(gated(`${NUMBERS}, ${names(TAG)}`), never(PAY))).toMatchObject({
      code: 'fw.order',
      params: { rule: 'any', collection: 'numbers' },
    });
  });

  it('E-20 where a line says no, that line is named and no other is missing', () => {
    const no = NUMBERS.replace('Allow', 'Deny').replaceAll('numbers', 'shut').replace('200', '150');
    for (const collections of [`${no}, ${NUMBERS}`, `${no}, ${names(`${TAG}, ${STAR}`)}`])
      expect(hint(gated(collections), must(PAY))).toMatchObject({
        code: 'fw.denied',
        params: { rule: 'any', collection: 'shut' },
      });
  });

  it('E-21 a pattern that covers too much', () => {
    expect(hint(gated(names(`${TAG}, ${STAR}`)), never(PAY))).toMatchObject({
      code: 'fw.fqdn',
      params: { rule: 'star', target: 'api.presspay.example' },
    });
  });

  it('E-20 what no gate read is not blamed on a badge reader in the street', () => {
    const { failure } = judgeGoal(compileWorld(worldOf(house({ nodes: 2 }), pod('ops/probe'))), never(PAY));
    expect(failure).toMatchObject({ code: 'goal.arrived.out', params: { receiver: 'internet:api.presspay.example' } });
    expect(failure?.rule).toBeUndefined();
  });

  it('E-20 what the gate let out says which line did', () => {
    const result = judgeGoal(compileWorld(gated(names(`${TAG}, ${STAR}`))), never(PAY));
    expect(result.failure).toMatchObject({
      code: 'goal.arrived.gate',
      rule: { object: 'AzureFirewall/fw', field: 'ruleCollectionGroups[g].ruleCollections[names].rules[star]' },
    });
  });
});

describe('public records', () => {
  const zoned = (records: string): NetworkSpec => {
    const spec = world();
    const text = `apiVersion: cidr.house/v1\nkind: Network\nmetadata: { name: house }\nvirtualNetworks: []\nmanagedClusters: []\ndnsZones: [{ name: windfall.example, records: [${records}] }]\n`;
    const { dnsZones = [] } = worldOf(text).network;
    const publicIPAddresses = [...(spec.network.publicIPAddresses ?? []), { name: 'pip-kiosk', ipAddress: '198.51.100.40' }];
    const shop = worldOf(
      'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: ops, annotations: { service.beta.kubernetes.io/azure-pip-name: pip-kiosk } }\nspec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }\n',
      pod('ops/web', { ports: [8080] }),
      pod('ops/probe'),
    );
    return { ...shop, network: { ...spec.network, publicIPAddresses, dnsZones } };
  };
  const calls: Goal = {
    id: 'call',
    type: 'mustArrive',
    from: ['internet:customer'],
    to: ['http://shop.windfall.example/'],
  };

  it('DNS1 a record that leads to nobody: the address at which something answers', () => {
    expect(hint(zoned('{ name: shop, type: A, values: [198.51.100.99] }'), calls)).toMatchObject({
      code: 'dns.address',
      params: { name: 'shop', current: '198.51.100.99', suggested: '198.51.100.40' },
    });
  });

  it('DNS1 a name without a record', () => {
    expect(hint(zoned('{ name: pay, type: A, values: [198.51.100.40] }'), calls)).toMatchObject({
      code: 'dns.missing',
      params: { name: 'shop', suggested: '198.51.100.40' },
    });
  });
});
