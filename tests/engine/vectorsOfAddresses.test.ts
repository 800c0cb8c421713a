// The test vectors of addresses and ports, each once, through compiled worlds: what a plan holds and what Azure says. Rules: M-1…M-15.
import { describe, expect, it } from 'vitest';
import type { Compiled } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { nodeCeiling } from '../../src/engine/dataplane/ceilings.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import type { AgentPoolProfile, NetworkDocument, NetworkProfile } from '../../src/engine/model/networkDocument.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { ended, flow, MINUTE, openWorld, planOf, runLoad, SECOND } from './loadPlans.ts';
import { deployment, pod, worldOf } from './worlds.ts';

interface Shape {
  readonly profile?: Partial<NetworkProfile>;
  readonly pool?: Partial<AgentPoolProfile>;
  readonly vnet?: string;
  readonly subnet?: string;
  readonly pods?: number;
  readonly extra?: Partial<NetworkDocument>;
}

const OVERLAY = { networkPluginMode: 'overlay' } as const;

function world({ profile, pool, vnet = '10.0.0.0/8', subnet = '10.1.0.0/16', pods = 0, extra }: Shape): NetworkSpec {
  const podSubnet = vnet === '10.0.0.0/8' ? [{ name: 'pods', addressPrefix: '10.16.0.0/12' }] : [];
  return {
    objects: pods === 0 ? {} : worldOf(deployment('shop/web', pods, { ports: [8080] })).objects,
    network: {
      apiVersion: 'cidr.house/v1',
      kind: 'Network',
      metadata: { name: 'vectors' },
      virtualNetworks: [
        { name: 'vnet', addressSpace: [vnet], subnets: [{ name: 'nodes', addressPrefix: subnet }, ...podSubnet] },
      ],
      managedClusters: [
        {
          name: 'aks',
          networkProfile: { networkPlugin: 'azure', serviceCidr: '192.168.0.0/16', ...profile },
          agentPoolProfiles: [{ name: 'room', count: 1, vnetSubnet: 'nodes', upgradeSettings: { maxSurge: '0' }, ...pool }],
        },
      ],
      ...extra,
    },
  };
}

const compile = (shape: Shape): Compiled => createEngine().load({ spec: world(shape), revision: 1 });
const codes = (shape: Shape): string[] =>
  compile(shape)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
const held = (shape: Shape): number | undefined => compile(shape).plan.subnets.find(({ name }) => name === 'pods')?.used;

describe('vectors of subnets and nodes', () => {
  it('M-1 A-28 usable addresses of /24 to /29: 251, 123, 59, 27, 11, 3', () => {
    const usable = [24, 25, 26, 27, 28, 29].map((prefix) => compile({ subnet: `10.1.0.0/${prefix}` }).plan.subnets[0]?.usable);
    expect(usable).toEqual([251, 123, 59, 27, 11, 3]);
  });

  it('M-2 A-30 flat need of (50, 1, 30), (60, 1, 30), (3, 1, 30), (10, 1, 110): 1581, 1891, 124, 1221', () => {
    const needed = [
      [50, 1, 30],
      [60, 1, 30],
      [3, 1, 30],
      [10, 1, 110],
    ].map(
      ([count = 0, surge, maxPods = 0]) =>
        compile({ pool: { count, maxPods, upgradeSettings: { maxSurge: String(surge) } } }).plan.subnets[0]?.needed,
    );
    expect(needed).toEqual([1581, 1891, 124, 1221]);
    // 124 is one more than a /25 has.
    const pool = { count: 3, maxPods: 30, upgradeSettings: { maxSurge: '1' } };
    expect(codes({ subnet: '10.1.0.0/25', pool })).toEqual(['InsufficientSubnetSize']);
    expect(codes({ subnet: '10.1.0.0/24', pool })).toEqual([]);
  });

  it('M-3 A-30 a /24 carries 8 nodes of 30 pods in node subnet mode', () => {
    const subnet = '10.1.0.0/24';
    expect(nodeCeiling(compileDataplane(world({ subnet, pool: { maxPods: 30 } })).placement)).toMatchObject({ nodes: 8 });
    const ready = (count: number): number =>
      compile({ subnet, pool: { count, maxPods: 30 } }).plan.nodes.filter((node) => node.ready).length;
    expect([ready(8), ready(9)]).toEqual([8, 8]);
    expect(codes({ subnet, pool: { count: 8, maxPods: 30 } })).toEqual([]);
    expect(codes({ subnet, pool: { count: 9, maxPods: 30 } })).toEqual(['InsufficientSubnetSize']);
  });

  it('M-4 A-14 Overlay carries 256, 64 and 4096 nodes with a pod CIDR of /16, /18 and /12', () => {
    const nodes = ['192.168.0.0/16', '192.168.0.0/18', '100.64.0.0/12'].map(
      (podCidr) =>
        nodeCeiling(compileDataplane(world({ profile: { ...OVERLAY, podCidr, serviceCidr: '172.20.0.0/16' } })).placement).nodes,
    );
    expect(nodes).toEqual([256, 64, 4096]);
  });

  it('M-5 A-10 kubenet refuses node 401', () => {
    const at = (count: number): Shape => ({
      profile: { networkPlugin: 'kubenet', podCidr: '100.64.0.0/12' },
      pool: { count },
    });
    expect(codes(at(400))).toEqual([]);
    expect(codes(at(401))).toEqual(['KubenetRouteLimit']);
    expect(
      compile(at(401))
        .plan.nodes.filter(({ ready }) => !ready)
        .map(({ name }) => name),
    ).toEqual(['room-400']);
  });

  it('M-6 A-23 static blocks of maxPods 30, 31, 32, 63, 110, 250: 2, 2, 3, 4, 7, 16', () => {
    const blocks = [30, 31, 32, 63, 110, 250].map((maxPods) => {
      const pool = { podSubnet: 'pods', podIPAllocationMode: 'StaticBlock', maxPods } as const;
      return (held({ pool }) ?? 0) / 16;
    });
    expect(blocks).toEqual([2, 2, 3, 4, 7, 16]);
  });

  it('M-7 A-21 a dynamic pod subnet with 0, 8, 9, 24, 25 pods on a node: 16, 16, 32, 32, 48', () => {
    const addresses = [0, 8, 9, 24, 25].map((pods) => held({ pool: { podSubnet: 'pods', maxPods: 250 }, pods }));
    expect(addresses).toEqual([16, 16, 32, 32, 48]);
  });
});

describe('vectors of ranges', () => {
  it('M-8 A-26 172.16.0.0/12, 172.31.0.0/16, 169.254.1.0/24, 192.0.2.0/25 are no range for pods, Services or VNets', () => {
    for (const range of ['172.16.0.0/12', '172.31.0.0/16', '169.254.1.0/24', '192.0.2.0/25']) {
      const shapes: Shape[] = [
        { profile: { ...OVERLAY, podCidr: range } },
        { profile: { serviceCidr: range } },
        { vnet: range, subnet: range.replace(/\/\d+$/, '/25') },
      ];
      for (const shape of shapes) expect(codes(shape), `${range} ${JSON.stringify(shape)}`).toContain('ReservedCidr');
    }
    expect(codes({ profile: { ...OVERLAY, podCidr: '172.20.0.0/16' } })).not.toContain('ReservedCidr');
  });

  it('M-9 A-27 a service CIDR 10.0.0.0/12 is invalid, /13 is valid', () => {
    const at = (serviceCidr: string): string[] =>
      codes({ vnet: '192.168.0.0/16', subnet: '192.168.0.0/20', profile: { serviceCidr, dnsServiceIP: '10.0.0.10' } });
    expect(at('10.0.0.0/12')).toEqual(['ServiceCidrTooLarge']);
    expect(at('10.0.0.0/13')).toEqual([]);
  });

  it('M-10 A-27 service 10.0.0.0/16 with DNS 10.0.0.1, 10.1.0.10, 10.0.0.10: invalid, invalid, valid', () => {
    const at = (dnsServiceIP: string): string[] =>
      codes({
        vnet: '192.168.0.0/16',
        subnet: '192.168.0.0/20',
        profile: { serviceCidr: '10.0.0.0/16', dnsServiceIP },
      });
    expect(at('10.0.0.1')).toEqual(['DnsServiceIpIsFirstAddress']);
    expect(at('10.1.0.10')).toEqual(['DnsServiceIpOutOfServiceCidr']);
    expect(at('10.0.0.10')).toEqual([]);
  });
});

describe('vectors of ports', () => {
  it('M-11 E-10 1000 ports of 2 and 7 addresses, 4000 of 2 and 7: 128, 448, 32, 112 nodes', () => {
    const most = [
      [1000, 2],
      [1000, 7],
      [4000, 2],
      [4000, 7],
    ].map(([allocatedOutboundPorts = 0, count = 0]) => {
      const at = (nodes: number): Compiled =>
        compile({
          profile: { ...OVERLAY, loadBalancerProfile: { allocatedOutboundPorts, managedOutboundIPs: { count } } },
          pool: { count: nodes },
        });
      const nodes = at(1).plan.snatMaxNodes ?? 0;
      const refused = 'InvalidLoadBalancerProfileAllocatedOutboundPorts';
      expect(at(nodes).diagnostics.map(({ code }) => code)).not.toContain(refused);
      expect(at(nodes + 1).diagnostics.map(({ code }) => code)).toContain(refused);
      return nodes;
    });
    expect(most).toEqual([128, 448, 32, 112]);
  });

  it('M-12 E-11 automatic ports for 50, 51, 100, 101, 401, 1000 nodes: 1024, 512, 512, 256, 64, 32', () => {
    const ports = [50, 51, 100, 101, 401, 1000].map(
      (count) => compile({ profile: { ...OVERLAY, podCidr: '100.64.0.0/13' }, pool: { count } }).plan.snatPortsPerNode,
    );
    expect(ports).toEqual([1024, 512, 512, 256, 64, 32]);
  });

  it('M-13 E-13 a NAT gateway with 16 addresses has 1,032,192 ports; UDP is forgotten after 4 minutes, TCP when it says', () => {
    const names = Array.from({ length: 16 }, (_item, index) => `pip-${index}`);
    const { plan } = compile({
      extra: { publicIPAddresses: names.map((name) => ({ name })), natGateways: [{ name: 'natgw', publicIpAddresses: names }] },
    });
    expect(plan.natGatewayPorts).toEqual({ natgw: 1_032_192 });
    const edit = (text: string): string =>
      text
        .replace(
          'outboundType: loadBalancer',
          'outboundType: managedNATGateway\n    natGatewayProfile: { idleTimeoutInMinutes: 30 }',
        )
        .replace('ports: [{ port: 443, protocol: TCP }]', 'ports: [{ port: 443, protocol: TCP }, { port: 443, protocol: UDP }]');
    const after = (to: string, hold: number): number => {
      const quiet = flow({ from: 'shop/caller', to, rate: 1, end: SECOND, hold, requests: 2 });
      const plan = planOf([quiet], { duration: 2 * hold, sample: MINUTE });
      return ended(runLoad(openWorld({ edit }, pod('shop/caller', { node: 'room-0' })), plan), 'completed');
    };
    const [udp, tcp] = ['203.0.113.150:443/udp', '203.0.113.150:443'];
    // Silence of half the time.
    expect([after(udp, 7 * MINUTE), after(udp, 9 * MINUTE), after(tcp, 9 * MINUTE)]).toEqual([1, 0, 1]);
  });

  it('M-14 E-23 Azure Firewall with 2 instances and 20 addresses: 99,840 ports', () => {
    const names = Array.from({ length: 20 }, (_item, index) => `pip-${index}`);
    const { plan } = compile({
      extra: {
        publicIPAddresses: names.map((name) => ({ name })),
        azureFirewalls: [
          { name: 'fw', virtualNetwork: 'vnet', publicIPAddresses: names, instances: 2, ruleCollectionGroups: [] },
        ],
      },
    });
    expect(plan.firewallSnatPorts).toEqual({ fw: 99_840 });
  });

  it('M-15 E-50 a gateway prefix of /28, /29, /30, /31 is enough for 16, 8, 4, 2 nodes', () => {
    const at = (publicIPPrefixSize: number, count: number): Compiled => {
      const spec = world({ profile: OVERLAY });
      const pool = { name: 'gate', count, vnetSubnet: 'nodes', gatewayProfile: { publicIPPrefixSize } };
      const managedClusters = spec.network.managedClusters.map((cluster) => ({
        ...cluster,
        agentPoolProfiles: [...cluster.agentPoolProfiles, pool],
      }));
      return createEngine().load({ spec: { ...spec, network: { ...spec.network, managedClusters } }, revision: 1 });
    };
    const most = [28, 29, 30, 31].map(
      (prefix) =>
        Array.from({ length: 20 }, (_item, index) => index + 1).filter(
          (count) => !at(prefix, count).diagnostics.some(({ code }) => code === 'GatewayPoolTooLarge'),
        ).length,
    );
    expect(most).toEqual([16, 8, 4, 2]);
  });
});
