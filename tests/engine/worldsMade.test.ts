// What a world makes of its own declarations: names of a StatefulSet's pods, replicas of installed controllers, hands of written slices.
import { describe, expect, it } from 'vitest';
import { surgeOf } from '../../src/engine/dataplane/nodes.ts';
import { cluster, network, walked } from './street.ts';
import { pod, service } from './worlds.ts';

const VNET = `virtualNetworks: [{ name: vnet, addressSpace: [10.0.0.0/16], subnets: [{ name: snet-aks, addressPrefix: 10.0.0.0/24 }] }]`;
const NETWORK = network(VNET, cluster());
const CLIENT = pod('shop/client', { node: 'n-0' });
const HEADLESS = service('shop/db', 'clusterIP: None, selector: { app: db }, ports: [{ port: 5432 }]');

function workload(kind: 'StatefulSet' | 'Deployment'): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata: { name: db, namespace: shop }
spec:
  replicas: 2
  ${kind === 'StatefulSet' ? 'serviceName: db' : ''}
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: db, ports: [{ containerPort: 5432 }] }] }`;
}

describe('SVC6 names of pods', () => {
  it('SVC6 each pod of a StatefulSet answers to its own name under its Service', () => {
    const world = walked(NETWORK, CLIENT, HEADLESS, workload('StatefulSet'));
    expect(world.say('shop/client', 'db-1.db:5432')).toMatch(/^shop\/db-1 from /);
    expect(world.say('shop/client', 'db-2.db:5432')).toBe('nxdomain dns');
  });

  it('SVC6 pods of a Deployment have no such names', () => {
    const world = walked(NETWORK, CLIENT, HEADLESS, workload('Deployment'));
    expect(world.say('shop/client', 'db-1.db:5432')).toBe('nxdomain dns');
    expect(world.say('shop/client', 'db:5432')).toMatch(/^shop\/db-[01] from /);
  });
});

describe('SVC7 slices that name pods', () => {
  it('SVC7 an address of a pod is that pod, any other address is itself', () => {
    const world = walked(
      NETWORK,
      CLIENT,
      pod('shop/a', { ports: [80], node: 'n-0' }),
      service('shop/web', 'ports: [{ port: 80 }]'),
    );
    const address = world.plan.pods.find(({ name }) => name === 'a')?.ip ?? '';
    const sliced = walked(
      NETWORK,
      CLIENT,
      pod('shop/a', { ports: [80], node: 'n-0' }),
      service('shop/web', 'ports: [{ port: 80 }]'),
      `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
ports: [{ port: 80 }]
endpoints: [{ addresses: [${address}] }, { addresses: [10.0.0.77] }]`,
    );
    const answer = sliced.api.service({ revision: 1, query: { op: 'endpoints', service: 'shop/web', port: 80 } });
    expect(answer).toMatchObject({ ok: true, value: { ready: ['10.0.0.77:80', 'shop/a:80'] } });
  });
});

describe('C-14 replicas of installed controllers', () => {
  it('C-14 the add-on has two pods and no third', () => {
    const world = walked(network(VNET, cluster(), '  ingressProfile: { webAppRouting: { enabled: true } }'), CLIENT);
    const answer = world.api.service({ revision: 1, query: { op: 'endpoints', service: 'app-routing-system/nginx', port: 80 } });
    expect(answer).toMatchObject({ ok: true });
    expect(answer.ok && (answer.value as { ready: string[] }).ready).toHaveLength(2);
  });
});

describe('A-32 surge', () => {
  it.each([
    [200, '100%', 200],
    [10, '33%', 4],
    [3, '1%', 1],
    [5, '2', 2],
    [5, undefined, 1],
  ])('A-32 %i nodes with %s are %i more', (count, maxSurge, more) => {
    const settings = maxSurge === undefined ? {} : { upgradeSettings: { maxSurge } };
    expect(surgeOf({ name: 'n', count, ...settings })).toBe(more);
  });
});

describe('SVC5 names of ports', () => {
  it('SVC5 the plan tells the names of ports where they have one', () => {
    const named = `apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop }
spec: { nodeName: n-0, containers: [{ name: a, image: a, ports: [{ name: http, containerPort: 80 }, { containerPort: 81 }] }] }`;
    const { plan } = walked(NETWORK, named);
    expect(plan.pods.find(({ name }) => name === 'a')?.ports).toEqual([
      { port: 80, protocol: 'TCP', name: 'http' },
      { port: 81, protocol: 'TCP' },
    ]);
  });
});
