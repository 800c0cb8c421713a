// Near endpoints, proxied frontends, shared frontends, who is in Azure's pool and why, and the report of one load balancer.
import { describe, expect, it } from 'vitest';
import type { BalancerReport } from '../../src/engine/report/balancerReport.ts';
import { usableNear } from '../../src/engine/dataplane/nearEndpoints.ts';
import { cluster, network, type Walked, walked } from './street.ts';
import { pod, worldOf } from './worlds.ts';
import { createEngine } from '../../src/engine/createEngine.ts';

const AZURE = 'service.beta.kubernetes.io/';
const STREET = `virtualNetworks:
- name: vnet
  addressSpace: [10.0.0.0/16]
  subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-vms, addressPrefix: 10.0.9.0/24 }]
virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4 }]
internetHosts: [{ name: customer, ipAddress: 203.0.113.9 }]`;

/** Four nodes in two zones: n-0 and n-2 in 1, n-1 and n-3 in 2. */
function town(pool: string, ...manifests: readonly string[]): Walked {
  return walked(network('location: northeurope', STREET, cluster({ nodes: 4, pool })), ...manifests);
}

const ZONES = "availabilityZones: ['1', '2']";

function service(name: string, fields: string, annotations: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(annotations).map(([key, value]) => `"${AZURE}${key}": "${value}"`);
  return `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop, annotations: { ${lines.join(', ')} } }
spec: { ${fields} }`;
}

const WEB = 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]';
const PLAIN = WEB.replace(', nodePort: 30080', '');

function web(...nodes: readonly number[]): string[] {
  return nodes.map((node) => pod(`shop/web-${node}`, { ports: [8080], node: `n-${node}`, app: 'web' }));
}

function client(node: number): string {
  return pod(`shop/client-${node}`, { node: `n-${node}` });
}

/** Everybody that some choice leads to. */
function reached(world: Walked, from: string, to: string): string[] {
  return [...new Set(world.traces(from, to).map(({ deliveredTo, verdict }) => deliveredTo ?? verdict.outcome))].sort();
}

describe('SVC16, B-11 trafficDistribution', () => {
  const clients = [client(0), client(1), client(2), client(3)];

  it.each([
    // distribution, pods on, asked from, reached
    ['', [0, 1, 2, 3], 0, [0, 1, 2, 3]],
    ['PreferSameZone', [0, 1, 2, 3], 0, [0, 2]],
    ['PreferClose', [0, 1, 2, 3], 3, [1, 3]],
    ['PreferSameZone', [1, 3], 0, [1, 3]],
    ['PreferSameNode', [0, 1, 2, 3], 2, [2]],
    ['PreferSameNode', [1, 2, 3], 0, [2]],
    ['PreferSameNode', [1, 3], 0, [1, 3]],
  ] as const)('SVC16 %s with pods on %j, asked from n-%i', (distribution, nodes, from, expected) => {
    const fields = distribution === '' ? PLAIN : `trafficDistribution: ${distribution}, ${PLAIN}`;
    const world = town(ZONES, ...clients, ...web(...nodes), service('web', fields));
    expect(reached(world, `shop/client-${from}`, 'shop/web:80')).toEqual(expected.map((node) => `shop/web-${node}`));
    const asked = { op: 'clusterip', service: 'shop/web', port: 80, fromNode: `n-${from}` } as const;
    expect(world.api.service({ revision: 1, query: asked })).toEqual({
      ok: true,
      value: expected.map((node) => `shop/web-${node}:8080`),
    });
  });

  it('SVC16 without zones a zone prefers nobody; the step is told only where it chose', () => {
    const far = town('', ...clients, ...web(0, 1), service('web', `trafficDistribution: PreferClose, ${PLAIN}`));
    expect(reached(far, 'shop/client-0', 'shop/web:80')).toEqual(['shop/web-0', 'shop/web-1']);
    const codes = (world: Walked): string[] =>
      world.trace('shop/client-0', 'shop/web:80').hops.flatMap(({ steps }) => steps.map(({ code }) => code));
    expect(codes(far).some((code) => code.startsWith('service.near'))).toBe(false);
    const near = town(ZONES, ...clients, ...web(0, 1), service('web', `trafficDistribution: PreferClose, ${PLAIN}`));
    expect(codes(near)).toContain('service.near.zone');
  });

  it('SVC16, SVC17 what arrives at a node port goes to that node’s near ones; a Local policy is asked first', () => {
    const world = town(ZONES, ...web(0, 1), service('web', `type: NodePort, trafficDistribution: PreferClose, ${WEB}`));
    expect(reached(world, 'vm:jump', 'node:n-2:30080')).toEqual(['shop/web-0']);
    const local = `type: NodePort, externalTrafficPolicy: Local, trafficDistribution: PreferClose, ${WEB}`;
    expect(reached(town(ZONES, ...web(0, 1), service('web', local)), 'vm:jump', 'node:n-2:30080')).toEqual(['timeout']);
  });

  it('SVC16, SVC7 hints of a hand-written slice count only when every ready endpoint has one', () => {
    const slice = (second: string): string => `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
ports: [{ port: 8080 }]
endpoints:
- { addresses: [10.244.0.2], hints: { forZones: [{ name: northeurope-1 }] } }
- { addresses: [10.244.1.2]${second} }`;
    const from = (text: string): string[] =>
      reached(
        town(ZONES, ...web(0, 1), client(2), service('web', 'ports: [{ port: 80, targetPort: 8080 }]'), text),
        'shop/client-2',
        'shop/web:80',
      );
    expect(from(slice(', hints: { forZones: [{ name: northeurope-2 }] }'))).toEqual(['shop/web-0']);
    expect(from(slice(''))).toEqual(['shop/web-0', 'shop/web-1']);
  });

  it('SVC16 agrees with the letter of the rule for every placement of up to three pods', () => {
    const nodes = ['a', 'a', 'b', undefined].map((zone, index) => ({ name: `n${index}`, zone }));
    for (let mask = 1; mask < 16; mask++) {
      for (const wanted of ['PreferSameZone', 'PreferSameNode'] as const) {
        const endpoints = [0, 1, 2, 3].filter((index) => (mask >> index) & 1).map((nodeIndex) => ({ nodeIndex, ready: true }));
        for (let at = 0; at < 4; at++) {
          const seen = { table: { service: { spec: { trafficDistribution: wanted } } }, port: { endpoints } };
          const found = usableNear(seen as never, nodes as never, at).endpoints.map(({ nodeIndex }) => nodeIndex);
          const all = endpoints.map(({ nodeIndex }) => nodeIndex);
          const own = wanted === 'PreferSameNode' && all.includes(at) ? [at] : undefined;
          const zoned = all.every((index) => nodes[index]?.zone !== undefined);
          const zone = all.filter((index) => nodes[at]?.zone !== undefined && nodes[index]?.zone === nodes[at]?.zone);
          expect(found).toEqual(own ?? (zoned && zone.length > 0 ? zone : all));
        }
      }
    }
  });
});

describe('SVC20 frontends that no node knows', () => {
  const proxied = (fields = ''): string =>
    `${service('web', `type: LoadBalancer, ${fields}${WEB}`)}\nstatus: { loadBalancer: { ingress: [{ ip: 20.50.0.1, ipMode: Proxy }] } }`;

  it('SVC20 ipMode Proxy: the node sees its own address and the node port', () => {
    const world = town('', ...web(0), proxied());
    const steps = world.trace('internet:customer', 'shop/web:80').hops.flatMap((hop) => hop.steps);
    expect(steps.find(({ code }) => code === 'lb.nodePort')).toMatchObject({
      cites: ['SVC20', 'PW11'],
      after: { destinationPort: 30080 },
    });
    expect(steps.map(({ code }) => code)).toContain('service.nodePort');
    expect(world.say('internet:customer', 'shop/web:80')).toMatch(/^shop\/web-0 from/);
  });

  it('SVC20 a pod is not caught on its own node; as VIP it is', () => {
    const caught = (text: string): boolean => {
      const world = town('', ...web(0), client(1), text);
      return world.trace('shop/client-1', `${world.plan.services[0]?.externalIP}:80`).via.length === 0;
    };
    expect(caught(service('web', `type: LoadBalancer, ${WEB}`))).toBe(true);
    expect(caught(proxied())).toBe(false);
  });

  it('SVC20, SVC23 an external address of the same Service is still caught', () => {
    expect(town('', ...web(0), client(1), proxied('externalIPs: [198.18.0.9], ')).say('shop/client-1', '198.18.0.9:80')).toMatch(
      /^shop\/web-0/,
    );
  });

  it('SVC20 without node ports a proxied frontend leads nowhere', () => {
    const bare = proxied('allocateLoadBalancerNodePorts: false, ').replace(', nodePort: 30080', '');
    expect(town('', ...web(0), bare).say('internet:customer', 'shop/web:80')).toBe('timeout no-such-port');
  });

  it('SVC20 a class of somebody else leaves the Service pending', () => {
    const { plan, diagnostics } = createEngine().load({
      revision: 1,
      spec: worldOf(network(STREET, cluster()), service('web', `type: LoadBalancer, loadBalancerClass: acme.example/lb, ${WEB}`)),
    });
    expect(plan.services[0]?.externalIP).toBeUndefined();
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toContain('warning LoadBalancerClassUnknown');
  });
});

describe('B-18, B-24, B-25 frontends and pools', () => {
  const load = (pool: string, ...texts: readonly string[]): { ips: (string | undefined)[]; codes: string[] } => {
    const { plan, diagnostics } = createEngine().load({
      revision: 1,
      spec: worldOf(network(STREET, 'publicIPAddresses: [{ name: pip, ipAddress: 20.60.0.7 }]', cluster({ pool })), ...texts),
    });
    return { ips: plan.services.map(({ externalIP }) => externalIP), codes: diagnostics.map(({ code }) => code) };
  };
  const two = (annotations: Readonly<Record<string, string>>, second: number): string[] => [
    service('a', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }]', annotations),
    service('b', `type: LoadBalancer, selector: { app: web }, ports: [{ port: ${second} }]`, annotations),
  ];

  it.each([
    ['a named public address', { 'azure-pip-name': 'pip' }, '20.60.0.7'],
    ['a public address', { 'azure-load-balancer-ipv4': '20.60.0.7' }, '20.60.0.7'],
    ['an internal address', { 'azure-load-balancer-internal': 'true', 'azure-load-balancer-ipv4': '10.0.0.200' }, '10.0.0.200'],
  ])('B-24, B-18 two Services share %s on different ports, never on one', (_title, annotations, ip) => {
    expect(load('', ...two(annotations, 81))).toEqual({ ips: [ip, ip], codes: [] });
    expect(load('', ...two(annotations, 80))).toEqual({ ips: [ip, undefined], codes: ['FrontendPortInUse'] });
  });

  it('B-25, C13 a pool with the label stays out of every load balancer; kube-proxy does not mind', () => {
    const label = 'nodeLabels: { node.kubernetes.io/exclude-from-external-load-balancers: "true" }';
    const world = town(label, ...web(0), service('web', `type: LoadBalancer, ${WEB}`));
    expect(world.trace('internet:customer', 'shop/web:80').verdict).toEqual({
      outcome: 'timeout',
      reason: 'no-healthy-node',
      rule: { object: 'ManagedCluster/aks', field: 'agentPoolProfiles[n].nodeLabels' },
    });
    expect(world.say('vm:jump', 'node:n-1:30080')).toMatch(/^shop\/web-0/);
  });

  it('B-25, C12 more than 250 rules are warned of, more than 300 refused', () => {
    const many = (count: number): string[] =>
      Array.from({ length: count / 50 }, (_, index) => {
        const ports = Array.from({ length: 50 }, (__, port) => `{ name: p${port}, port: ${1000 + port} }`);
        return service(`s${index}`, `type: LoadBalancer, selector: { app: web }, ports: [${ports.join(', ')}]`);
      });
    expect(load('', ...many(250)).codes).toEqual([]);
    expect(load('', ...many(300)).codes).toEqual(['LoadBalancerRulesNear']);
    expect(load('', ...many(350)).codes).toEqual(['LoadBalancerRulesNear', 'LoadBalancerRulesExceeded']);
  });
});

describe('B-13…B-21 one load balancer as data', () => {
  const report = (world: Walked, name = 'web'): BalancerReport => {
    const answer = world.api.service({ revision: 1, query: { op: 'balancer', service: `shop/${name}` } });
    return (answer.ok ? answer.value : undefined) as BalancerReport;
  };

  it('B-13, B-15, B-18, B-21 what AKS makes of a plain public Service', () => {
    const world = town('', ...web(0), service('web', `type: LoadBalancer, ${WEB}`));
    const { frontend, loadBalancer, rules } = report(world);
    expect({ frontend, loadBalancer }).toEqual({ frontend: '20.50.0.1', loadBalancer: 'kubernetes' });
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({
      port: 80,
      floatingIP: true,
      backendPort: 80,
      distribution: 'Default',
      idleTimeoutInMinutes: 4,
      enableTcpReset: true,
      probe: { protocol: 'tcp', port: 30080, intervalInSeconds: 5, numberOfProbes: 2, source: '168.63.129.16' },
      securityRule: { priority: 500, sources: ['Internet'], destinations: ['20.50.0.1'], port: 80 },
    });
    expect(rules[0]?.pool.map(({ inPool }) => inPool)).toEqual([true, true, true, true]);
  });

  it('B-10, B-14, B-17, B-21 the annotations and fields that change it', () => {
    const fields = `type: LoadBalancer, sessionAffinity: ClientIP, loadBalancerSourceRanges: [203.0.113.0/24], ${WEB}`;
    const world = town(
      '',
      ...web(0),
      service('web', fields, {
        'azure-disable-load-balancer-floating-ip': 'true',
        'azure-load-balancer-tcp-idle-timeout': '20',
        'azure-load-balancer-disable-tcp-reset': 'true',
        'azure-load-balancer-health-probe-interval': '7',
      }),
    );
    expect(report(world)).toMatchObject({
      affinitySeconds: 10_800,
      rules: [
        {
          floatingIP: false,
          backendPort: 30080,
          distribution: 'SourceIP',
          idleTimeoutInMinutes: 20,
          enableTcpReset: false,
          probe: { intervalInSeconds: 7 },
          securityRule: {
            sources: ['203.0.113.0/24'],
            destinations: ['10.0.0.4', '10.0.0.5', '10.0.0.6', '10.0.0.7'],
            port: 30080,
          },
        },
      ],
    });
  });

  it('B-18, SVC30 policy Local: who is in, and what keeps the others out', () => {
    const world = town(
      '',
      ...web(1),
      service('web', `type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 31999, ${WEB}`),
    );
    const rule = report(world).rules[0];
    expect(rule?.probe).toMatchObject({ protocol: 'http', port: 31999, path: '/healthz' });
    expect(rule?.pool.map(({ node, inPool, why }) => `${node} ${inPool} ${why}`)).toEqual([
      'n-0 false local',
      'n-1 true none',
      'n-2 false local',
      'n-3 false local',
    ]);
    expect(rule?.pool[0]?.rule).toEqual({ object: 'Service/shop/web', field: 'spec.externalTrafficPolicy' });
  });

  it('B-15 an internal Service has no rule of its own for the Internet; the next public one counts on', () => {
    const internal = service('aside', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }]', {
      'azure-load-balancer-internal': 'true',
    });
    const world = town(
      '',
      ...web(0),
      internal,
      service('web', `type: LoadBalancer, ${WEB}`),
      service('x', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 81 }]'),
    );
    expect(report(world, 'aside')).toMatchObject({ loadBalancer: 'kubernetes-internal' });
    expect(report(world, 'aside').rules[0]?.securityRule).toBeUndefined();
    expect(report(world, 'x').rules[0]?.securityRule?.priority).toBe(501);
  });

  it('SVC14, B-5 every ready endpoint is chosen by some connection, about equally', () => {
    const world = town('', ...web(0, 1, 2, 3), client(0), service('web', PLAIN));
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 200; seed++) {
      const { deliveredTo = '' } = world.trace('shop/client-0', 'shop/web:80', seed);
      counts.set(deliveredTo, (counts.get(deliveredTo) ?? 0) + 1);
    }
    expect(counts.size).toBe(4);
    for (const count of counts.values()) expect(count).toBeGreaterThan(20);
  });
});
