// The load balancer and its probes, internal frontends, shared addresses, external addresses, source ranges, affinity.
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { cluster, type ClusterOptions, network, type Walked, walked } from './street.ts';
import { pod, policy } from './worlds.ts';

const AZURE = 'service.beta.kubernetes.io/';

/** A Service with annotations, which the common builder does not have. */
function service(end: string, fields: string, annotations: Readonly<Record<string, string>> = {}): string {
  const [namespace, name] = end.split('/');
  const lines = Object.entries(annotations).map(([key, value]) => `"${AZURE}${key}": "${value}"`);
  return `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace}, annotations: { ${lines.join(', ')} } }
spec: { ${fields} }`;
}

const WEB = 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]';
const PODS = [
  pod('shop/client', { ports: [9000], node: 'n-0' }),
  pod('shop/web-a', { ports: [8080], node: 'n-0', app: 'web' }),
  pod('shop/web-b', { ports: [8080], node: 'n-1', app: 'web' }),
];

function street(options: ClusterOptions, ...manifests: readonly string[]): Walked {
  return walked(
    network(
      `virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16]
  subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-vms, addressPrefix: 10.0.9.0/24 }, { name: GatewaySubnet, addressPrefix: 10.0.255.0/27 }]
  peerings: [{ name: p, remoteVirtualNetwork: vnet-b }]
- name: vnet-b
  addressSpace: [10.2.0.0/16]
  subnets: [{ name: snet-b, addressPrefix: 10.2.0.0/24 }]
  peerings: [{ name: p, remoteVirtualNetwork: vnet }]
virtualNetworkGateways: [{ name: vpngw, virtualNetwork: vnet, gatewayType: Vpn, connections: [hq] }]
onPremises: [{ name: hq, addressSpace: [172.20.0.0/16], hosts: [{ name: desk, ipAddress: 172.20.1.10 }] }]
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4 }, { name: near, subnet: snet-aks, ipAddress: 10.0.0.250 }, { name: peer, subnet: snet-b, ipAddress: 10.2.0.4 }]
internetHosts: [{ name: customer, ipAddress: 203.0.113.9 }, { name: stranger, ipAddress: 198.51.100.7 }]`,
      cluster({ nodes: 3, ...options }),
    ),
    ...manifests,
  );
}

function balancer(fields = '', annotations: Readonly<Record<string, string>> = {}): string {
  return service('shop/web', `type: LoadBalancer, ${fields}${fields === '' ? '' : ', '}${WEB}`, annotations);
}

function firstNodes(found: readonly Trace[]): string[] {
  return [...new Set(found.map(({ hops }) => hops.find(({ at }) => at.kind === 'node')?.at.name ?? ''))].sort();
}

const why = (found: Trace): unknown => found.hops.at(-1)?.steps.at(-1)?.params['why'];

describe('B-18, B-20 health probes', () => {
  it('B-18 eTP Cluster, TCP: every node answers, with or without a pod', () => {
    expect(firstNodes(street({}, ...PODS, balancer()).traces('internet:customer', 'shop/web:80'))).toEqual(['n-0', 'n-1', 'n-2']);
  });

  it('B-18, SVC30 eTP Local: nodes with a ready pod', () => {
    expect(
      firstNodes(street({}, ...PODS, balancer('externalTrafficPolicy: Local')).traces('internet:customer', 'shop/web:80')),
    ).toEqual(['n-0', 'n-1']);
  });

  it('B-18, B-20 TCP to a port where no pod listens: no node, silence', () => {
    const deaf = pod('shop/deaf', { ports: [81], app: 'web' });
    const found = street({}, deaf, balancer()).trace('internet:customer', 'shop/web:80');
    expect(found.verdict).toEqual({
      outcome: 'timeout',
      reason: 'no-healthy-node',
      rule: { object: 'Service/shop/web', field: 'spec.ports[0].targetPort' },
    });
  });

  it('C30, B-20 nobody ready: silence from outside, whatever the policy', () => {
    for (const fields of ['', 'externalTrafficPolicy: Local']) {
      const found = street({}, balancer(fields)).trace('internet:customer', 'shop/web:80');
      expect(found.verdict).toMatchObject({ outcome: 'timeout', reason: 'no-endpoints' });
    }
  });

  it('D-17 a policy that shuts out the probe takes every node down; one that admits the node range keeps them up', () => {
    const only = (cidr: string): string =>
      policy('shop/only', `podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: ${cidr} } }] }]`);
    const shut = street({ engine: 'calico' }, ...PODS, balancer(), only('203.0.113.0/24')).trace(
      'internet:customer',
      'shop/web:80',
    );
    expect(shut.verdict).toMatchObject({
      outcome: 'timeout',
      reason: 'no-healthy-node',
      rule: { object: 'NetworkPolicy/shop/only' },
    });
    expect(why(shut)).toBe('policy');
    const probe = street({ engine: 'calico' }, ...PODS, balancer(), only('10.0.0.0/24'));
    expect(firstNodes(probe.traces('internet:customer', 'shop/web:80'))).toEqual(['n-0', 'n-1', 'n-2']);
  });

  it('D-17, D-13 NPM does not hold the probe', () => {
    const shut = policy('shop/shut', 'podSelector: {}');
    expect(street({ engine: 'azure' }, ...PODS, balancer(), shut).say('internet:customer', 'shop/web:80')).toMatch(/^shop\/web-/);
  });

  it.each([
    ['no annotation, TCP', '', {}, undefined],
    ['appProtocol http asks for /', ', appProtocol: http', {}, 'path'],
    [
      'appProtocol http with /healthz',
      ', appProtocol: http',
      { 'azure-load-balancer-health-probe-request-path': '/healthz' },
      undefined,
    ],
    [
      'the port’s own path wins',
      ', appProtocol: http',
      { 'azure-load-balancer-health-probe-request-path': '/healthz', 'port_80_health-probe_request-path': '/' },
      'path',
    ],
    ['the port’s own protocol wins', ', appProtocol: http', { 'port_80_health-probe_protocol': 'tcp' }, undefined],
    ['the Service’s protocol is the last word', '', { 'azure-load-balancer-health-probe-protocol': 'http' }, 'path'],
    ['an unknown protocol is TCP', ', appProtocol: kubernetes.io/ws', {}, undefined],
    ['no probe, no judgement', ', appProtocol: http', { port_80_no_probe_rule: 'true' }, undefined],
  ])('B-18, B-19 ingress-nginx: %s', (_title, app, annotations: Record<string, string>, expected) => {
    const controller = pod('web/nginx', { ports: [80], app: 'nginx' }).replace(
      '- name: main',
      '- name: main\n    image: registry.k8s.io/ingress-nginx/controller:v1.11.2',
    );
    const world = street(
      {},
      controller,
      service('web/nginx', `type: LoadBalancer, selector: { app: nginx }, ports: [{ port: 80${app} }]`, annotations),
    );
    const answer = world.api.trace({ revision: 1, flow: { from: 'internet:customer', to: 'web/nginx:80' } });
    // A letter that gets to the receptionist is not simulated further: that it got there is what is asked here.
    expect(answer.ok ? why(answer.value) : undefined).toBe(expected);
  });

  it('B-18 UDP has no probe', () => {
    const dns = pod('shop/dns', { app: 'dns' }).replace(
      '- name: main',
      '- name: main\n    ports: [{ containerPort: 53, protocol: UDP }]',
    );
    const world = street(
      {},
      dns,
      service('shop/dns', 'type: LoadBalancer, selector: { app: dns }, ports: [{ port: 53, protocol: UDP }]'),
    );
    expect(world.say('internet:customer', 'shop/dns:53/udp')).toMatch(/^shop\/dns from/);
    expect(world.say('internet:customer', 'shop/dns:53')).toBe('timeout no-such-port');
  });
});

describe('B-13, B-14, B-24 rules and frontends', () => {
  it('B-14, PW11 without floating IP the packet carries the node’s address and the node port', () => {
    const world = street(
      {},
      ...PODS,
      balancer('loadBalancerSourceRanges: [203.0.113.0/24]', { 'azure-disable-load-balancer-floating-ip': 'true' }),
    );
    const found = world.trace('internet:customer', 'shop/web:80');
    const handed = found.hops.flatMap(({ steps }) => steps).find(({ code }) => code === 'lb.nodePort');
    expect(handed?.after).toMatchObject({ destinationPort: 30080 });
    expect(found.hops.flatMap(({ steps }) => steps).map(({ code }) => code)).toContain('service.nodePort');
    expect(found.verdict.outcome).toBe('delivered');
    expect(found.reply?.hops.at(-1)?.steps.at(-1)?.before).toMatchObject({ sourcePort: 80, destinationIP: '203.0.113.9' });
  });

  it('PW10, PW12 the same address is met at the door by outsiders and at their own node by pods', () => {
    const world = street({}, ...PODS, balancer());
    const address = world.plan.services[0]?.externalIP ?? '';
    const cited = (from: string): unknown =>
      world
        .trace(from, `${address}:80`)
        .hops.flatMap(({ steps }) => steps)
        .find(({ type }) => type === 'serviceTranslation')?.cites;
    expect(cited('internet:customer')).toContain('PW10');
    expect(cited('shop/client')).toContain('PW12');
    expect(world.trace('shop/client', `${address}:80`).via).toEqual([]);
  });

  it('B-24 one public address, two Services, each with its port', () => {
    const api = pod('shop/api', { ports: [9090], node: 'n-2' });
    const shared = { 'azure-load-balancer-ipv4': '20.51.8.14' };
    const second = service(
      'shop/api',
      'type: LoadBalancer, selector: { app: api }, ports: [{ port: 81, targetPort: 9090 }]',
      shared,
    );
    const world = street({}, ...PODS, api, balancer('', shared), second);
    expect(world.say('internet:customer', '20.51.8.14:80')).toMatch(/^shop\/web-/);
    expect(world.say('internet:customer', '20.51.8.14:81')).toMatch(/^shop\/api/);
    expect(world.say('internet:customer', '20.51.8.14:82')).toBe('timeout no-such-port');
    expect(world.say('shop/client', '20.51.8.14:81')).toMatch(/^shop\/api/);
  });

  it('B-13 a port can be left without a rule', () => {
    const world = street({}, ...PODS, balancer('', { port_80_no_lb_rule: 'true' }));
    expect(world.say('internet:customer', 'shop/web:80')).toBe('timeout no-such-port');
    expect(world.say('vm:jump', 'node:n-0:30080')).toMatch(/^shop\/web-/);
  });

  it('B-22 a flow keeps its node; flows spread over all of them', () => {
    const world = street({}, ...PODS, balancer());
    const nodeOf = (seed: number): string => firstNodes([world.trace('internet:customer', 'shop/web:80', seed)])[0] ?? '';
    const nodes = Array.from({ length: 60 }, (_, seed) => nodeOf(seed));
    expect(nodes).toEqual(Array.from({ length: 60 }, (_, seed) => nodeOf(seed)));
    expect([...new Set(nodes)].sort()).toEqual(['n-0', 'n-1', 'n-2']);
  });

  it('B-10, SVC15 affinity: one client’s flows all meet the same pod, whatever their port; another client may meet another', () => {
    const two = service(
      'shop/web',
      'type: LoadBalancer, sessionAffinity: ClientIP, selector: { app: web }, ports: [{ name: a, port: 80, targetPort: 8080 }]',
    );
    const world = street({}, ...PODS, two);
    const reached = (from: string, seed: number): string | undefined => world.trace(from, 'shop/web:80', seed).deliveredTo;
    // Two ways to write the same flow, one source.
    const address = world.plan.services[0]?.externalIP ?? '';
    for (let seed = 0; seed < 20; seed++)
      expect(world.trace('internet:customer', `${address}:80`, seed).deliveredTo).toBe(reached('internet:customer', seed));
    const clients = Array.from({ length: 40 }, (_, index) => reached(`203.0.113.${index + 10}`, 1));
    expect(new Set(clients).size).toBe(2);
  });
});

describe('B-17, SVC29 source ranges', () => {
  it.each([
    ['spec.loadBalancerSourceRanges', balancer('loadBalancerSourceRanges: [203.0.113.0/24]')],
    [
      `metadata.annotations[${AZURE}azure-allowed-ip-ranges]`,
      balancer('', { 'azure-allowed-ip-ranges': '203.0.113.0/24, 192.0.2.1/32' }),
    ],
  ])('B-17 %s', (field, manifest) => {
    const world = street({}, ...PODS, manifest);
    expect(world.say('internet:customer', 'shop/web:80')).toMatch(/^shop\/web-/);
    expect(world.trace('internet:stranger', 'shop/web:80').verdict).toEqual({
      outcome: 'timeout',
      reason: 'source-ranges',
      rule: { object: 'Service/shop/web', field },
    });
    // From inside the ranges bind as well, before any masquerade: the pod range is not among them.
    const address = world.plan.services[0]?.externalIP ?? '';
    expect(world.say('shop/client', `${address}:80`)).toBe('timeout source-ranges');
    expect(world.say('shop/client', 'shop/web:80')).toMatch(/^shop\/web-/);
    expect(world.say('vm:jump', 'node:n-0:30080')).toMatch(/^shop\/web-/);
  });

  it('SVC29 with the pod range inside, pods may', () => {
    const world = street({}, ...PODS, balancer('loadBalancerSourceRanges: [10.244.0.0/16]'));
    expect(world.say('shop/client', `${world.plan.services[0]?.externalIP}:80`)).toMatch(/^shop\/web-/);
  });

  it('SVC29, SVC12 without endpoints the rejection comes first', () => {
    const world = street({}, PODS[0] ?? '', balancer('loadBalancerSourceRanges: [203.0.113.0/24]'));
    expect(world.say('shop/client', `${world.plan.services[0]?.externalIP}:80`)).toBe('refused no-endpoints');
  });

  it('SVC29 the question of the panels: an address outside is dropped, one inside is not', () => {
    const world = street({}, ...PODS, balancer('loadBalancerSourceRanges: [203.0.113.0/24]'));
    const ask = (clientIP: string): unknown =>
      world.api.service({ revision: 1, query: { op: 'loadbalancer', service: 'shop/web', port: 80, clientIP } });
    expect(ask('198.51.100.7')).toEqual({ ok: true, value: 'dropped' });
    expect(ask('203.0.113.9')).toMatchObject({ value: { sourceIP: 'snat', healthyNodes: ['n-0', 'n-1', 'n-2'] } });
  });
});

describe('B-17, C26 an internal frontend with a guest list', () => {
  const closed = 'azure-deny-all-except-load-balancer-source-ranges';
  const ranges = 'loadBalancerSourceRanges: [172.20.0.0/16]';
  const door = (fields: string, notes: Readonly<Record<string, string>>): ReturnType<typeof street> =>
    street({}, ...PODS, balancer(fields, { 'azure-load-balancer-internal': 'true', ...notes }));

  it('B-17 closed to all others, the annotation decides at the door; the listed still come in', () => {
    const world = door(ranges, { [closed]: 'true' });
    expect(world.say('onprem:desk', 'shop/web:80')).toMatch(/^shop\/web-/);
    expect(world.trace('vm:jump', 'shop/web:80').verdict).toEqual({
      outcome: 'timeout',
      reason: 'source-ranges',
      rule: { object: 'Service/shop/web', field: `metadata.annotations[${AZURE}${closed}]` },
    });
  });

  it('B-14, C26 where the node meets its node port the ranges alone keep nobody out, the annotation does', () => {
    const plain = { 'azure-disable-load-balancer-floating-ip': 'true' };
    expect(door(ranges, plain).say('vm:jump', 'shop/web:80')).toMatch(/^shop\/web-/);
    expect(door(ranges, { ...plain, [closed]: 'true' }).say('vm:jump', 'shop/web:80')).toBe('timeout source-ranges');
  });

  it('B-17 without ranges there is nobody to except: it changes nothing', () => {
    expect(door('', { [closed]: 'true' }).say('vm:jump', 'shop/web:80')).toMatch(/^shop\/web-/);
    expect(door(ranges, { [closed]: 'false' }).trace('vm:jump', 'shop/web:80').verdict.rule?.field).toBe(
      'spec.loadBalancerSourceRanges',
    );
  });
});

describe('B-23, A-19 internal frontends', () => {
  const internal = (fields = ''): string => balancer(fields, { 'azure-load-balancer-internal': 'true' });

  it.each(['vm:jump', 'vm:peer', 'onprem:desk'])('B-23 %s reaches it by an address of the node subnet', (from) => {
    const world = street({}, ...PODS, internal());
    expect(world.plan.services[0]?.externalIP).toMatch(/^10\.0\.0\./);
    expect(world.trace(from, 'shop/web:80').via.at(-1)).toBe('lb:kubernetes-internal');
    expect(world.trace(from, 'shop/web:80').verdict.outcome).toBe('delivered');
  });

  it('B-23 the street does not', () => {
    expect(street({}, ...PODS, internal()).say('internet:customer', 'shop/web:80')).toBe('timeout no-route');
  });

  it('B-7 policy Local shows the caller’s own address', () => {
    const world = street({}, ...PODS, internal('externalTrafficPolicy: Local'));
    expect(world.trace('vm:peer', 'shop/web:80').sourceSeen).toBe('10.2.0.4');
    expect(world.trace('onprem:desk', 'shop/web:80').sourceSeen).toBe('172.20.1.10');
  });

  it('A-19 node subnet and policy Local: a machine among the nodes that is none of them is left out', () => {
    const local = internal('externalTrafficPolicy: Local');
    expect(street({ mode: 'nodeSubnet' }, ...PODS, local).say('vm:near', 'shop/web:80')).toBe('timeout no-route');
    expect(street({ mode: 'nodeSubnet' }, ...PODS, local).say('vm:jump', 'shop/web:80')).toMatch(/ from 10\.0\.9\.4$/);
    expect(street({ mode: 'nodeSubnet' }, ...PODS, internal()).say('vm:near', 'shop/web:80')).toMatch(/^shop\/web-/);
    expect(street({}, ...PODS, local).say('vm:near', 'shop/web:80')).toMatch(/ from 10\.0\.0\.250$/);
  });
});

describe('SVC23, SVC25, SVC26 other doors', () => {
  it('SVC23 an externalIP is taken by every node, eTP as for a load balancer', () => {
    const external = (fields: string): string =>
      service('shop/web', `externalIPs: [198.18.0.9], ${fields}selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]`);
    expect(street({}, ...PODS, external('')).say('shop/client', '198.18.0.9:80')).toMatch(/^shop\/web-. from 10\.0\.0\.4$/);
    expect(street({}, ...PODS, external('externalTrafficPolicy: Local, ')).say('shop/client', '198.18.0.9:80')).toMatch(
      /^shop\/web-. from 10\.244\.0\./,
    );
    // Nothing brings it there from the street.
    expect(street({}, ...PODS, external('')).say('internet:customer', '198.18.0.9:80')).toMatch(/^timeout/);
  });

  it('SVC19, SVC23 a node’s address given as externalIP leaves its other doors open', () => {
    const both = service('shop/web', `type: NodePort, externalIPs: [10.0.0.4], ${WEB}`);
    const world = street({}, ...PODS, both);
    expect(world.say('vm:jump', '10.0.0.4:80')).toMatch(/^shop\/web-/);
    expect(world.say('vm:jump', '10.0.0.4:30080')).toMatch(/^shop\/web-/);
    expect(world.say('vm:jump', '10.0.0.5:80')).toBe('refused not-listening');
  });

  it('SVC25 a node’s own process with eTP Local uses any pod and is masqueraded', () => {
    const far = pod('shop/web-b', { ports: [8080], node: 'n-1', app: 'web' });
    const world = street({}, far, balancer('externalTrafficPolicy: Local'));
    expect(world.say('node:n-0', `${world.plan.services[0]?.externalIP}:80`)).toBe('shop/web-b from 10.0.0.4');
  });

  it('SVC26 a pod at another node’s NodePort, eTP Local: that node must have a pod', () => {
    const far = pod('shop/web-b', { ports: [8080], node: 'n-1', app: 'web' });
    const world = street({}, PODS[0] ?? '', far, balancer('externalTrafficPolicy: Local'));
    expect(world.say('shop/client', 'node:n-1:30080')).toMatch(/^shop\/web-b/);
    expect(world.say('shop/client', 'node:n-2:30080')).toBe('timeout no-local-endpoints');
  });

  it('SVC20 a load balancer without node ports still serves; there is nothing to probe', () => {
    const bare = service(
      'shop/web',
      'type: LoadBalancer, allocateLoadBalancerNodePorts: false, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]',
    );
    const world = street({}, ...PODS, bare);
    expect(world.plan.services[0]?.ports[0]?.nodePort).toBeUndefined();
    expect(world.say('internet:customer', 'shop/web:80')).toMatch(/^shop\/web-/);
  });
});
