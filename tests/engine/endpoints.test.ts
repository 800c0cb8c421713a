// Endpoints beyond the common case: slices of other hands, missing conditions, forbidden addresses, names of init containers, shared ports.
import { describe, expect, it } from 'vitest';
import { cluster, network, type Walked, walked } from './street.ts';
import { pod, policy, service } from './worlds.ts';

const NETWORK = network(
  `virtualNetworks: [{ name: vnet, addressSpace: [10.0.0.0/16], subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }, { name: snet-vms, addressPrefix: 10.0.9.0/24 }] }]
virtualMachines: [{ name: db, subnet: snet-vms, ipAddress: 10.0.9.4, ports: [{ port: 5432, protocol: TCP }] }]`,
  cluster(),
);
const CLIENT = pod('shop/client', { node: 'n-0' });

function house(...manifests: readonly string[]): Walked {
  return walked(NETWORK, CLIENT, ...manifests);
}

function ask(world: Walked, port: number | string = 80): unknown {
  const answer = world.api.service({ revision: 1, query: { op: 'endpoints', service: 'shop/db', port } });
  return answer.ok ? answer.value : answer;
}

function slice(
  name: string,
  {
    ports = '[{ port: 5432 }]',
    endpoints = '[{ addresses: [10.0.9.4] }]',
    labels = 'kubernetes.io/service-name: db',
    type = 'IPv4',
    namespace = 'shop',
  } = {},
): string {
  return `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}, namespace: ${namespace}, labels: { ${labels} } }
addressType: ${type}
ports: ${ports}
endpoints: ${endpoints}`;
}

const BARE = service('shop/db', 'ports: [{ port: 80, targetPort: 5432 }]');

describe('SVC7 hand-written slices', () => {
  it('SVC7 a Service without selector leads to the address and the port of the slice, outside the cluster too', () => {
    const world = house(BARE, slice('db-1'));
    expect(ask(world)).toEqual({ ready: ['10.0.9.4:5432'], notReady: [] });
    expect(world.say('shop/client', 'shop/db:80')).toBe('vm:db from 10.0.0.4');
    // Seen from the sender's own node: translated first, then masqueraded on its way out.
    expect(world.trace('shop/client', 'shop/db:80').hops.flatMap(({ steps }) => steps.map(({ code }) => code))).toEqual(
      expect.arrayContaining(['service.clusterIP', 'source.masqueraded', 'deliver.host']),
    );
  });

  it('SVC7 several slices add up; only the first address of an endpoint counts', () => {
    expect(
      ask(
        house(
          BARE,
          slice('db-1', { endpoints: '[{ addresses: [10.0.9.4, 10.0.9.5] }]' }),
          slice('db-2', { endpoints: '[{ addresses: [10.0.9.6] }]' }),
        ),
      ),
    ).toEqual({
      ready: ['10.0.9.4:5432', '10.0.9.6:5432'],
      notReady: [],
    });
  });

  it.each([
    ['another label', { labels: 'app: db' }],
    ['another namespace', { namespace: 'pay' }],
    ['another port name', { ports: '[{ name: sql, port: 5432 }]' }],
    ['another protocol', { ports: '[{ port: 5432, protocol: UDP }]' }],
    ['no port number', { ports: '[{ protocol: TCP }]' }],
    ['names instead of addresses', { type: 'FQDN', endpoints: '[{ addresses: [db.example] }]' }],
    ['a loopback address (SVC9)', { endpoints: '[{ addresses: [127.0.0.1] }]' }],
    ['a link-local address (SVC9)', { endpoints: '[{ addresses: [169.254.1.1] }]' }],
    ['a ClusterIP (SVC9)', { endpoints: '[{ addresses: [10.100.0.11] }]' }],
  ])('SVC7 %s is nobody', (_title, fields) => {
    const world = walked(NETWORK, CLIENT, BARE, slice('db-1', fields));
    expect(world.plan.services[0]?.clusterIP).toBe('10.100.0.11');
    expect(ask(world)).toEqual({ ready: [], notReady: [] });
    expect(world.say('shop/client', 'shop/db:80')).toBe('refused no-endpoints');
  });

  it('SVC3 conditions that are not written: ready and serving yes, terminating no', () => {
    const leaving = slice('db-1', { endpoints: '[{ addresses: [10.0.9.4], conditions: { ready: false, terminating: true } }]' });
    expect(ask(house(BARE, leaving))).toEqual({ ready: [], notReady: ['10.0.9.4:5432'] });
    expect(house(BARE, leaving).say('shop/client', 'shop/db:80')).toMatch(/^vm:db/);
    const gone = slice('db-1', {
      endpoints: '[{ addresses: [10.0.9.4], conditions: { ready: false, serving: false, terminating: true } }]',
    });
    expect(house(BARE, gone).say('shop/client', 'shop/db:80')).toBe('refused no-endpoints');
  });

  it('SVC8 nodeName makes an endpoint local', () => {
    const local = service('shop/db', 'internalTrafficPolicy: Local, ports: [{ port: 80, targetPort: 5432 }]');
    expect(house(local, slice('db-1')).say('shop/client', 'shop/db:80')).toBe('timeout no-local-endpoints');
    expect(
      house(local, slice('db-1', { endpoints: '[{ addresses: [10.0.9.4], nodeName: n-0 }]' })).say('shop/client', 'shop/db:80'),
    ).toMatch(/^vm:db/);
  });

  it('SVC7 a slice beside a selector adds to it; what the controller wrote itself is worked out afresh', () => {
    const both = [
      service('shop/db', 'selector: { app: sql }, ports: [{ port: 80, targetPort: 5432 }]'),
      pod('shop/sql', { ports: [5432], node: 'n-1' }),
    ];
    expect(ask(house(...both, slice('db-1')))).toEqual({ ready: ['10.0.9.4:5432', 'shop/sql:5432'], notReady: [] });
    const managed = 'kubernetes.io/service-name: db, endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io';
    expect(ask(house(...both, slice('db-x7k2', { labels: managed })))).toEqual({ ready: ['shop/sql:5432'], notReady: [] });
  });

  it('SVC7 an address that is a pod’s is that pod, its policies included', () => {
    const sql = pod('shop/sql', { ports: [5432], node: 'n-1' });
    const hand = slice('db-1', { endpoints: '[{ addresses: [10.244.1.2] }]' });
    expect(ask(house(BARE, sql, hand))).toEqual({ ready: ['shop/sql:5432'], notReady: [] });
    expect(
      house(BARE, sql, hand, policy('shop/shut', 'podSelector: { matchLabels: { app: sql } }')).say('shop/client', 'shop/db:80'),
    ).toBe('timeout network-policy');
  });

  it('SVC1 ExternalName has none, whatever is written', () => {
    const name = service(
      'shop/db',
      'type: ExternalName, externalName: db.example, selector: { app: sql }, ports: [{ port: 80 }]',
    );
    expect(ask(house(name, pod('shop/sql', { ports: [80] }), slice('db-1', { ports: '[{ port: 80 }]' })))).toEqual({
      ready: [],
      notReady: [],
    });
  });
});

describe('SVC5 ports', () => {
  const sidecar = `apiVersion: v1
kind: Pod
metadata: { name: sql, namespace: shop, labels: { app: sql } }
spec:
  nodeName: n-1
  initContainers:
  - { name: early, image: x, ports: [{ name: once, containerPort: 1 }] }
  - { name: side, image: x, restartPolicy: Always, ports: [{ name: metrics, containerPort: 9090 }, { name: sql, containerPort: 1111 }] }
  containers:
  - { name: main, image: x, ports: [{ name: sql, containerPort: 5432 }] }`;
  const named = (name: string): string =>
    service('shop/db', `selector: { app: sql }, ports: [{ port: 80, targetPort: ${name} }]`);

  it('SVC5 names: containers first, then init containers that keep running, never those that end', () => {
    expect(ask(house(sidecar, named('sql')))).toMatchObject({ ready: ['shop/sql:5432'] });
    expect(ask(house(sidecar, named('metrics')))).toMatchObject({ ready: ['shop/sql:9090'] });
    expect(ask(house(sidecar, named('once')))).toMatchObject({ ready: [] });
  });

  it('SVC5 a sidecar’s port is listened on', () => {
    expect(house(sidecar, named('metrics')).say('shop/client', 'shop/db:80')).toMatch(/^shop\/sql/);
  });

  it('SVC5, NP32 a hostNetwork pod lends its port names to Services', () => {
    const host = sidecar.replace('  nodeName: n-1', '  nodeName: n-1\n  hostNetwork: true');
    expect(ask(house(host, named('sql')))).toMatchObject({ ready: ['shop/sql:5432'] });
    expect(house(host, named('sql')).say('shop/client', 'shop/db:80')).toBe('shop/sql from 10.0.0.4');
  });

  it('SVC18 one number, two protocols: each its own endpoints', () => {
    const dns = `apiVersion: v1
kind: Pod
metadata: { name: dns, namespace: shop, labels: { app: dns } }
spec: { nodeName: n-1, containers: [{ name: c, image: x, ports: [{ containerPort: 5353, protocol: UDP }, { containerPort: 5300 }] }] }`;
    const world = house(
      dns,
      service(
        'shop/db',
        'selector: { app: dns }, ports: [{ name: udp, port: 53, protocol: UDP, targetPort: 5353 }, { name: tcp, port: 53, targetPort: 5300 }]',
      ),
    );
    expect(world.trace('shop/client', 'shop/db:53/udp').hops.at(-1)?.steps.at(-1)?.params['port']).toBe(5353);
    expect(world.trace('shop/client', 'shop/db:53').hops.at(-1)?.steps.at(-1)?.params['port']).toBe(5300);
    expect(ask(world, 'udp')).toMatchObject({ ready: ['shop/dns:5353'] });
    expect(ask(world, 53)).toMatchObject({ ready: ['shop/dns:5300'] });
  });
});

describe('SVC2, SVC9 who is left out', () => {
  it('SVC2 a pod that found no node has no address and is no endpoint', () => {
    const nowhere = pod('shop/sql', { ports: [80], node: 'n-9' });
    expect(ask(house(service('shop/db', 'selector: { app: sql }, ports: [{ port: 80 }]'), nowhere))).toEqual({
      ready: [],
      notReady: [],
    });
  });

  it('SVC9 an endpoint that is a load balancer’s own frontend goes round and ends, it does not hang', () => {
    const front = `apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop, annotations: { service.beta.kubernetes.io/azure-load-balancer-internal: "true", service.beta.kubernetes.io/azure-load-balancer-ipv4: 10.0.0.99 } }
spec: { type: LoadBalancer, ports: [{ port: 80, targetPort: 80 }] }`;
    const world = house(front, slice('db-1', { ports: '[{ port: 80 }]', endpoints: '[{ addresses: [10.0.0.99] }]' }));
    expect(world.say('vm:db', '10.0.0.99:80')).toBe('timeout no-route');
  });

  it('a pod on a node that nobody knows still has its Services and policies', () => {
    const stray = `apiVersion: v1
kind: Pod
metadata: { name: sql, namespace: shop, labels: { app: sql } }
spec: { nodeName: aks-nodepool1-1-vmss000000, containers: [{ name: c, image: x, ports: [{ containerPort: 80 }] }] }
status: { podIP: 10.244.77.5, phase: Running }`;
    const world = house(stray, service('shop/db', 'selector: { app: sql }, ports: [{ port: 80 }]'));
    expect(world.say('shop/client', 'shop/db:80')).toBe('shop/sql from 10.244.0.2');
    expect(world.say('shop/sql', 'vm:db:5432')).toMatch(/^vm:db/);
  });
});
