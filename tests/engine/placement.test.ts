// Addresses and places: the test vectors of aks.md M (A-10…A-33, E-10, E-11), the order of addresses, and what Azure refuses.
import { describe, expect, it } from 'vitest';
import type { Compiled } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { usableAddresses } from '../../src/engine/dataplane/addressBook.ts';
import { dynamicAddresses, staticBlocks } from '../../src/engine/dataplane/nodes.ts';
import { automaticPorts, maxNodes } from '../../src/engine/dataplane/snatPorts.ts';
import type { AgentPoolProfile, NetworkDocument, NetworkProfile } from '../../src/engine/model/networkDocument.ts';
import { parseCidr } from '../../src/engine/net/ipv4.ts';
import { deployment, house, pod, service, worldOf } from './worlds.ts';

const MODES: Readonly<Record<'overlay' | 'nodeSubnet' | 'kubenet', NetworkProfile>> = {
  overlay: { networkPlugin: 'azure', networkPluginMode: 'overlay' },
  nodeSubnet: { networkPlugin: 'azure' },
  kubenet: { networkPlugin: 'kubenet' },
};

interface Shape {
  readonly mode?: keyof typeof MODES;
  readonly profile?: Partial<NetworkProfile>;
  readonly pool?: Partial<AgentPoolProfile>;
  readonly vnet?: string;
  readonly subnet?: string;
  readonly extra?: Partial<NetworkDocument>;
}

function compile(
  { mode = 'overlay', profile, pool, vnet = '10.224.0.0/12', subnet = '10.224.0.0/16', extra }: Shape = {},
  ...objects: string[]
): Compiled {
  const network: NetworkDocument = {
    apiVersion: 'cidr.house/v1',
    kind: 'Network',
    metadata: { name: 'house' },
    virtualNetworks: [{ name: 'vnet', addressSpace: [vnet], subnets: [{ name: 'nodes', addressPrefix: subnet }] }],
    managedClusters: [
      {
        name: 'aks',
        networkProfile: { ...MODES[mode], ...profile },
        agentPoolProfiles: [{ name: 'room', count: 3, vnetSubnet: 'nodes', upgradeSettings: { maxSurge: '0' }, ...pool }],
      },
    ],
    ...extra,
  };
  const spec = { network, objects: objects.length > 0 ? worldOf(...objects).objects : {} };
  return createEngine().load({ spec, revision: 1 });
}

function codes({ diagnostics }: Compiled): string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

describe('aks.md M: arithmetic', () => {
  it.each([
    ['/24', 251],
    ['/25', 123],
    ['/26', 59],
    ['/27', 27],
    ['/28', 11],
    ['/29', 3],
  ])('A-28 a subnet of %s has %i usable addresses', (prefix, usable) => {
    const range = parseCidr(`10.1.0.0${prefix}`);
    expect(range && usableAddresses(range)).toBe(usable);
    expect(compile({ vnet: '10.1.0.0/16', subnet: `10.1.0.0${prefix}` }).plan.subnets[0]?.usable).toBe(usable);
  });

  it.each([
    [50, 1, 30, 1581],
    [60, 1, 30, 1891],
    [3, 1, 30, 124],
    [10, 1, 110, 1221],
  ])('A-30, A-32 node subnet: %i nodes, surge %i, maxPods %i need %i addresses', (count, surge, maxPods, needed) => {
    const shape = { mode: 'nodeSubnet', pool: { count, maxPods, upgradeSettings: { maxSurge: String(surge) } } } as const;
    expect(compile(shape).plan.subnets[0]).toMatchObject({ needed, used: count * (1 + maxPods) });
  });

  it('A-30 a /24 carries 8 nodes at maxPods 30 in node subnet mode, and not 9', () => {
    const at = (count: number): Compiled =>
      compile({ mode: 'nodeSubnet', pool: { count, maxPods: 30 }, subnet: '10.224.0.0/24' });
    expect(codes(at(8))).toEqual([]);
    expect(at(8).plan.nodes.every(({ ready }) => ready)).toBe(true);
    expect(codes(at(9))).toEqual(['InsufficientSubnetSize']);
    expect(at(9).plan.nodes.filter(({ ready }) => !ready)).toMatchObject([
      { name: 'room-8', reason: 'InsufficientSubnetSize', ip: '' },
    ]);
  });

  it.each([
    ['10.0.0.0/16', 256],
    ['10.0.0.0/18', 64],
  ])('A-14 pod CIDR %s carries %i nodes, and not one more', (podCidr, capacity) => {
    const at = (count: number): Compiled => compile({ profile: { podCidr, serviceCidr: '172.20.0.0/16' }, pool: { count } });
    expect(codes(at(capacity))).toEqual([]);
    expect(codes(at(capacity + 1))).toEqual(['PodCidrExhausted']);
    expect(at(capacity + 1).plan.nodes.at(-1)).toMatchObject({ ready: false, reason: 'PodCidrExhausted' });
  });

  it('A-10 kubenet takes 400 nodes and refuses the 401st: a route table holds 400 routes', () => {
    const at = (count: number): Compiled =>
      compile({ mode: 'kubenet', profile: { podCidr: '10.0.0.0/14', serviceCidr: '172.20.0.0/16' }, pool: { count } });
    expect(codes(at(400))).toEqual([]);
    expect(codes(at(401))).toEqual(['KubenetRouteLimit']);
    expect(at(401).plan.nodes[400]).toMatchObject({ ready: false, reason: 'KubenetRouteLimit' });
  });

  it.each([
    [30, 2],
    [31, 2],
    [32, 3],
    [63, 4],
    [110, 7],
    [250, 16],
  ])('A-23 static block: maxPods %i takes %i blocks', (maxPods, blocks) => {
    expect(staticBlocks(maxPods)).toBe(blocks);
  });

  it.each([
    [0, 16],
    [8, 16],
    [9, 32],
    [24, 32],
    [25, 48],
  ])('A-21 dynamic pod subnet: %i pods hold %i addresses', (pods, held) => {
    expect(dynamicAddresses(pods)).toBe(held);
  });

  it.each([
    [1000, 2, 128],
    [1000, 7, 448],
    [4000, 2, 32],
    [4000, 7, 112],
  ])('E-10 %i ports of %i addresses: %i nodes', (ports, addresses, nodes) => {
    expect(maxNodes(ports, addresses)).toBe(nodes);
    const loadBalancerProfile = { managedOutboundIPs: { count: addresses }, allocatedOutboundPorts: ports };
    expect(compile({ profile: { loadBalancerProfile } }).plan).toMatchObject({ snatMaxNodes: nodes, snatPortsPerNode: ports });
  });

  it.each([
    [50, 1024],
    [51, 512],
    [100, 512],
    [101, 256],
    [401, 64],
    [1000, 32],
  ])('E-11 a pool of %i nodes has %i ports each', (nodes, ports) => {
    expect(automaticPorts(nodes)).toBe(ports);
    expect(
      compile({ profile: { podCidr: '10.0.0.0/12', serviceCidr: '172.20.0.0/16' }, pool: { count: nodes } }).plan
        .snatPortsPerNode,
    ).toBe(ports);
  });
});

describe('Azure refuses', () => {
  const podCidr = (range: string): string[] => codes(compile({ profile: { podCidr: range, serviceCidr: '10.0.0.0/16' } }));

  it.each(['172.16.0.0/12', '172.31.0.0/16', '172.30.4.0/22', '169.254.1.0/24', '192.0.2.0/25'])(
    'A-26, C4 %s for pods, Services and networks',
    (range) => {
      expect(podCidr(range)).toContain('ReservedCidr');
      expect(codes(compile({ profile: { serviceCidr: range } }))).toContain('ReservedCidr');
      expect(codes(compile({ vnet: range, subnet: range }))).toContain('ReservedCidr');
    },
  );

  it('A-26 a neighbour of a reserved range is nobody’s business', () => {
    expect(podCidr('172.29.0.0/16')).toEqual([]);
    expect(podCidr('192.0.4.0/22')).toEqual([]);
  });

  it('A-27 a service CIDR of /12, and takes one of /13', () => {
    const at = (serviceCidr: string): string[] => codes(compile({ profile: { serviceCidr, podCidr: '192.168.0.0/16' } }));
    expect(at('10.0.0.0/12')).toContain('ServiceCidrTooLarge');
    expect(at('10.0.0.0/13')).toEqual([]);
  });

  it.each([
    ['10.0.0.1', 'DnsServiceIpIsFirstAddress'],
    ['10.1.0.10', 'DnsServiceIpOutOfServiceCidr'],
  ])('A-27 the DNS address %s: %s', (dnsServiceIP, code) => {
    expect(codes(compile({ profile: { serviceCidr: '10.0.0.0/16', dnsServiceIP } }))).toEqual([code]);
    expect(codes(compile({ profile: { serviceCidr: '10.0.0.0/16', dnsServiceIP: '10.0.0.10' } }))).toEqual([]);
  });

  it('A-27, C32 a service CIDR over a subnet is an error, inside the VNet alone a warning', () => {
    expect(codes(compile({ profile: { serviceCidr: '10.224.0.0/20' } }))).toContain('ServiceCidrOverlapExistingSubnetsCidr');
    const inside = compile({ profile: { serviceCidr: '10.230.0.0/16' } });
    expect(codes(inside)).toEqual([]);
    expect(inside.diagnostics).toContainEqual(expect.objectContaining({ code: 'ServiceCidrInsideVnet', severity: 'warning' }));
  });

  it('A-15 a pod CIDR over the cluster’s own subnet; in the VNet beside its subnets it may lie', () => {
    expect(podCidr('10.224.0.0/14')).toEqual(['PodCidrOverlapSubnet']);
    expect(podCidr('10.228.0.0/14')).toEqual([]);
  });

  it('A-29 a pool of too few or too many pods', () => {
    const at = (count: number, maxPods: number): string[] => codes(compile({ pool: { count, maxPods } }));
    expect(at(3, 9)).toEqual(['MaxPodsOutOfRange']);
    expect(at(3, 251)).toEqual(['MaxPodsOutOfRange']);
    expect(at(2, 10)).toEqual(['PoolBelowMinimumPods']);
    expect(at(3, 10)).toEqual([]);
  });

  it('A-12 NPM on kubenet', () => {
    expect(codes(compile({ mode: 'kubenet', profile: { networkPolicy: 'azure' } }))).toEqual(['UnsupportedNetworkCombination']);
    expect(codes(compile({ mode: 'kubenet', profile: { networkPolicy: 'calico' } }))).toEqual([]);
  });

  it('A-33 surge nodes that do not fit, though the declared ones do', () => {
    const at = (maxSurge: string): Compiled =>
      compile({ mode: 'nodeSubnet', subnet: '10.224.0.0/24', pool: { count: 8, maxPods: 30, upgradeSettings: { maxSurge } } });
    expect(codes(at('0'))).toEqual([]);
    expect(codes(at('1'))).toEqual(['InsufficientSubnetSize']);
    expect(at('33%').plan.subnets[0]).toMatchObject({ used: 248, needed: 341, usable: 251, free: -90 });
  });
});

describe('world-format: addresses are a function of the document', () => {
  const load = (...texts: string[]): Compiled => createEngine().load({ spec: worldOf(...texts), revision: 1 });

  it('A-28 nodes take the lowest free address from .4 on, round declared ones', () => {
    const machine = '- { name: taken, subnet: snet-nodes, ipAddress: 10.10.0.5 }\n- { name: later, subnet: snet-nodes }';
    const plan = load(house({ nodes: 3 }).replace('virtualMachines:', `virtualMachines:\n${machine}`)).plan;
    expect(plan.nodes.map(({ name, ip }) => `${name} ${ip}`)).toEqual([
      'room-0 10.10.0.4',
      'room-1 10.10.0.6',
      'room-2 10.10.0.7',
    ]);
  });

  it('A-18 node subnet: a node holds 1 + maxPods addresses in a row, the first its own', () => {
    const plan = load(house({ mode: 'nodeSubnet', nodes: 2, maxPods: 30 }), deployment('shop/web', 4, { ports: [80] })).plan;
    expect(plan.nodes.map(({ ip }) => ip)).toEqual(['10.10.0.4', '10.10.0.35']);
    expect(plan.pods.map(({ name, node, ip }) => `${name} ${node} ${ip}`)).toEqual([
      'web-0 room-0 10.10.0.5',
      'web-1 room-1 10.10.0.36',
      'web-2 room-0 10.10.0.6',
      'web-3 room-1 10.10.0.37',
    ]);
  });

  it.each(['overlay', 'kubenet'] as const)('A-10, A-14 %s: the n-th node owns the n-th /24, its pods count from .2', (mode) => {
    const plan = load(house({ mode, nodes: 2, engine: 'calico' }), deployment('shop/web', 3, { ports: [80] })).plan;
    expect(plan.nodes.map(({ podCidr }) => podCidr)).toEqual(['10.244.0.0/24', '10.244.1.0/24']);
    expect(plan.pods.map(({ ip }) => ip)).toEqual(['10.244.0.2', '10.244.1.2', '10.244.0.3']);
  });

  it('pods go by (namespace, name) to the emptiest Ready node, and where nodeName says', () => {
    const plan = load(
      house({ nodes: 3 }),
      pod('b/late'),
      pod('a/pinned', { node: 'room-2' }),
      pod('a/first'),
      pod('a/second'),
    ).plan;
    expect(plan.pods.map(({ namespace, name, node }) => `${namespace}/${name} ${node}`)).toEqual([
      'a/first room-0',
      'a/pinned room-2',
      'a/second room-1',
      'b/late room-0',
    ]);
  });

  it('A-29 a pod over maxPods is not placed and says why', () => {
    const plan = load(house({ nodes: 1, maxPods: 30 }), deployment('shop/web', 31)).plan;
    expect(plan.pods).toHaveLength(30);
    expect(plan.podsUnplaced).toEqual([{ pod: 'shop/web-9', reason: 'noCapacity' }]);
  });

  it('ClusterIPs from .11, node ports from 30000, public addresses from 20.50.0.1, each in the order of (namespace, name)', () => {
    const ports = 'selector: { app: x }, ports: [{ port: 80 }]';
    const plan = load(
      house(),
      service('b/one', `type: LoadBalancer, ${ports}`),
      service('a/two', `type: NodePort, ${ports}`),
      service('a/one', ports),
      service('a/three', `type: LoadBalancer, ${ports}`),
    ).plan;
    const seen = plan.services.map(({ namespace, name, clusterIP, externalIP = '', ports: [port] }) =>
      [`${namespace}/${name}`, clusterIP, externalIP, port?.nodePort ?? ''].join(' '),
    );
    const first = Number(
      plan.services
        .find(({ name }) => name === 'three')
        ?.externalIP?.split('.')
        .at(-1),
    );
    expect(seen).toEqual([
      'a/one 10.100.0.11  ',
      `a/three 10.100.0.12 20.50.0.${first} 30000`,
      'a/two 10.100.0.13  30001',
      `b/one 10.100.0.14 20.50.0.${first + 1} 30002`,
    ]);
  });
});
