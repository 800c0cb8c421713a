// Load through gates and NAT gateways, and changes of the world that move connections, break them or leave them alone.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineApi } from '../../src/engine/api.ts';
import type { LoadEvent, LoadFlow } from '../../src/engine/report/load/plan.ts';
import { ended, flow, MINUTE, openWorld, planOf, runLoad, SECOND } from './loadPlans.ts';
import { cluster, network } from './street.ts';
import { deployment, pod, service, worldOf } from './worlds.ts';

interface HubOptions {
  readonly outbound?: string;
  /** Fields of the nodes' subnet, and of the firewall's. */
  readonly nodes?: string;
  readonly gate?: string;
  /** Fields of the firewall. */
  readonly firewall?: string;
  /** Its public addresses, by name. */
  readonly listed?: string;
  readonly natGateways?: string;
}

/** Nodes, a firewall that lets all pass, and NAT gateways; who uses what is said by the subnets. */
function hub({
  outbound = 'userDefinedRouting',
  nodes = ', routeTable: rt',
  gate = '',
  firewall = '',
  listed = 'pip-fw',
  natGateways,
}: HubOptions = {}): EngineApi {
  const engine = createEngine();
  engine.load({
    spec: worldOf(
      network(`virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24${nodes} }
  - { name: AzureFirewallSubnet, addressPrefix: 10.0.1.0/26${gate} }
routeTables:
- { name: rt, routes: [{ name: all, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.1.4 }] }
publicIPAddresses: [{ name: pip-fw }, { name: pip-1 }, { name: pip-2 }]
natGateways: ${natGateways ?? '[{ name: natgw, publicIpAddresses: [pip-1, pip-2] }]'}
azureFirewalls:
- name: fw
  virtualNetwork: vnet
  privateIPAddress: 10.0.1.4
  publicIPAddresses: [${listed}]
  ${firewall}
  ruleCollectionGroups: [{ name: g, priority: 100, ruleCollections: [{ name: n, priority: 100, type: Network, action: Allow, rules: [{ name: all, sourceAddresses: ['*'], ipProtocols: [Any], destinationAddresses: ['*'], destinationPorts: ['*'] }] }] }]
internetHosts:
- { name: api.shop.example, ipAddress: 203.0.113.50, ports: [{ port: 443, protocol: TCP }, { port: 514, protocol: UDP }] }
${cluster({ outbound })}`),
      pod('shop/caller', { node: 'n-0' }),
    ),
    revision: 1,
  });
  return engine;
}

const out = (fields: Partial<LoadFlow> = {}): LoadFlow =>
  flow({ from: 'shop/caller', to: '203.0.113.50:443', rate: 10, hold: 30 * SECOND, end: 20 * SECOND, ...fields });
const at = (event: LoadEvent): Parameters<typeof planOf>[1] => ({ events: [event], duration: 2 * MINUTE });

describe('devices on the way', () => {
  it('E-23 a firewall: 2,496 ports of each public address on each of its instances, two at least', () => {
    const crowd = planOf([out({ rate: 400, hold: MINUTE })]);
    const two = runLoad(hub(), crowd);
    expect(two.books).toMatchObject([{ name: 'fw', capacity: 4992, peak: 4992 }]);
    expect(ended(two, 'timeout snat-exhausted')).toBeGreaterThan(1000);
    const four = runLoad(hub({ firewall: 'instances: 4' }), crowd);
    expect(four.books).toMatchObject([{ capacity: 9984, peak: 8000, refused: 0 }]);
  });

  it('E-23 a name in its list that is no address adds no port', () => {
    const named = hub({ listed: 'pip-fw, pip-nobody' });
    expect(runLoad(named, planOf([out()])).books).toMatchObject([{ name: 'fw', capacity: 4992 }]);
    const real = hub({ listed: 'pip-fw, pip-1', natGateways: '[]' });
    expect(runLoad(real, planOf([out()])).books).toMatchObject([{ name: 'fw', capacity: 9984 }]);
  });

  it('E-23 a NAT gateway at the firewall’s subnet: its ports, and the firewall translates to no public address', () => {
    const { books } = runLoad(hub({ gate: ', natGateway: natgw' }), planOf([out()]));
    expect(books).toMatchObject([{ name: 'natgw', capacity: 129_024, perDestination: 100_000 }]);
  });

  it('E-13 two addresses of a NAT gateway: twice the ports, twice as many to one destination', () => {
    const direct = hub({ outbound: 'userAssignedNATGateway', nodes: ', natGateway: natgw' });
    expect(runLoad(direct, planOf([out()])).books).toMatchObject([{ name: 'natgw', capacity: 129_024, perDestination: 100_000 }]);
    const one = hub({
      outbound: 'userAssignedNATGateway',
      nodes: ', natGateway: natgw',
      natGateways: '[{ name: natgw, publicIpAddresses: [pip-1] }]',
    });
    expect(runLoad(one, planOf([out()])).books).toMatchObject([{ capacity: 64_512, perDestination: 50_000 }]);
  });

  it('S51 a firewall forgets after 4 silent minutes, and says nothing when it is spoken to again', () => {
    const session = planOf([out({ rate: 1, hold: 10 * MINUTE, requests: 2, end: 5 * SECOND })], {
      duration: 15 * MINUTE,
      sample: MINUTE,
    });
    expect(ended(runLoad(hub(), session), 'timeout idle-timeout')).toBe(5);
    const kept = planOf([out({ rate: 1, hold: 10 * MINUTE, requests: 2, end: 5 * SECOND, keepalive: MINUTE })], {
      duration: 15 * MINUTE,
      sample: MINUTE,
    });
    expect(ended(runLoad(hub(), kept), 'completed')).toBe(5);
  });

  it('E-13 UDP: four minutes whatever the gateway says', () => {
    const patient = hub({
      outbound: 'userAssignedNATGateway',
      nodes: ', natGateway: natgw',
      natGateways: '[{ name: natgw, publicIpAddresses: [pip-1], idleTimeoutInMinutes: 60 }]',
    });
    const silent = (to: string): string => {
      const plan = planOf([out({ to, rate: 1, hold: 10 * MINUTE, requests: 2, end: 5 * SECOND })], {
        duration: 15 * MINUTE,
        sample: MINUTE,
      });
      return runLoad(patient, plan)
        .endings.map(({ outcome, reason }) => `${outcome} ${reason}`.trim())
        .join();
    };
    expect([silent('203.0.113.50:443'), silent('203.0.113.50:514/udp')]).toEqual(['completed', 'reset idle-timeout']);
  });
});

describe('changes of a subnet', () => {
  it('S24 E-14 a NAT gateway that is attached takes new connections; those that are open stay with the load balancer', () => {
    const world = hub({ outbound: 'loadBalancer', nodes: '' });
    const result = runLoad(
      world,
      planOf([out()], at({ type: 'subnet', at: 10 * SECOND, name: 'snet-aks', natGateway: 'natgw' })),
    );
    expect(ended(result, 'completed')).toBe(200);
    expect(result.books.map(({ name, peak }) => `${name} ${peak}`)).toEqual(['lb:kubernetes n-0 100', 'natgw 100']);
    const after = result.samples.find((sample) => sample.at === 15 * SECOND);
    expect(after?.ports).toEqual([100, 50]);
  });

  it('E-14 a NAT gateway that is taken away ends what it carried', () => {
    const world = hub({ outbound: 'loadBalancer', nodes: ', natGateway: natgw' });
    const result = runLoad(world, planOf([out()], at({ type: 'subnet', at: 10 * SECOND, name: 'snet-aks', natGateway: '' })));
    expect([ended(result, 'reset egress-changed'), ended(result, 'completed')]).toEqual([100, 100]);
  });

  it('S26 E-27 a route to the firewall: open connections come to a gate that never saw them begin, new ones pass it', () => {
    const world = hub({ outbound: 'loadBalancer', nodes: ', natGateway: natgw' });
    const result = runLoad(world, planOf([out()], at({ type: 'subnet', at: 10 * SECOND, name: 'snet-aks', routeTable: 'rt' })));
    expect([ended(result, 'timeout egress-changed'), ended(result, 'completed')]).toEqual([100, 100]);
    expect(result.books.map(({ name }) => name)).toEqual(['natgw', 'fw']);
    const again = runLoad(
      world,
      planOf([out({ retries: 1 })], at({ type: 'subnet', at: 10 * SECOND, name: 'snet-aks', routeTable: 'rt' })),
    );
    expect(ended(again, 'completed')).toBe(200);
    expect(again.failures).toMatchObject([{ flow: 'flow', outcome: 'timeout', reason: 'egress-changed', count: 100 }]);
  });
});

describe('Services and workloads', () => {
  const door = (annotations = ''): string =>
    service('shop/door', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]').replace(
      'namespace: shop }',
      `namespace: shop, annotations: {${annotations}} }`,
    );
  const web = deployment('shop/web', 2, { ports: [8080] });
  const pip = (text: string): string =>
    text.replace('managedClusters:', 'publicIPAddresses: [{ name: pip-door, ipAddress: 20.50.0.77 }]\nmanagedClusters:');

  it('S52 B-24 a Service made again has another public address, unless the address is one’s own', () => {
    const visitors = (to: string): LoadFlow =>
      flow({ from: 'internet:customer', to, rate: 5, hold: 100, end: 90 * SECOND, wait: 900 });
    const again = planOf(
      [visitors('20.50.0.1:80')],
      at({ type: 'recreate', at: 30 * SECOND, service: 'shop/door', after: 10 * SECOND }),
    );
    const lost = runLoad(openWorld({}, web, door()), again);
    expect(ended(lost, 'completed')).toBe(150);
    expect(lost.samples.filter((sample) => sample.at > 45 * SECOND && sample.opened > 0)).toEqual([]);
    const kept = runLoad(
      openWorld({ edit: pip }, web, door('service.beta.kubernetes.io/azure-pip-name: pip-door')),
      planOf([visitors('20.50.0.77:80')], at({ type: 'recreate', at: 30 * SECOND, service: 'shop/door', after: 10 * SECOND })),
    );
    expect(ended(kept, 'completed')).toBe(400);
  });

  it('SVC14 more pods take new connections, fewer end those they had', () => {
    const visitors = flow({ from: 'internet:customer', to: 'shop/door:80', rate: 20, hold: 20 * SECOND, end: 40 * SECOND });
    const more = runLoad(
      openWorld({}, web, door()),
      planOf([visitors], at({ type: 'scale', at: 20 * SECOND, workload: 'shop/web', replicas: 4 })),
    );
    expect(more.receivers).toHaveLength(4);
    expect(ended(more, 'completed')).toBe(more.connections);
    const fewer = runLoad(
      openWorld({}, web, door()),
      planOf([visitors], at({ type: 'scale', at: 20 * SECOND, workload: 'shop/web', replicas: 1 })),
    );
    expect(ended(fewer, 'reset endpoint-gone')).toBeGreaterThan(100);
    expect(ended(fewer, 'completed') + ended(fewer, 'reset endpoint-gone')).toBe(fewer.connections);
  });
});

describe('ways of a run', () => {
  it('E-12 every attempt is on one way: opened, failed, or without a port at the device', () => {
    const result = runLoad(hub(), planOf([out({ rate: 400, hold: MINUTE })]));
    const sum = (what: 'opened' | 'failed' | 'noPort'): number => result.ways.reduce((whole, way) => whole + way[what], 0);
    const receivers = result.receivers.reduce((whole, { count }) => whole + count, 0);
    expect(sum('opened')).toBe(receivers);
    expect(sum('noPort')).toBe(ended(result, 'timeout snat-exhausted'));
    expect(sum('opened') + sum('failed') + sum('noPort')).toBe(
      receivers + result.failures.reduce((whole, { count }) => whole + count, 0),
    );
    expect(result.ways.every(({ device, pods }) => device === 'fw' && pods.length > 0)).toBe(true);
    expect(result.ways.map(({ flow: name }) => name)).toContain('flow');
  });
});
