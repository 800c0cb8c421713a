// Services: who is an endpoint (SVC1–SVC8), who gets the connection (SVC10–SVC17), doors (SVC18–SVC22, SVC29, SVC30), names (DNS1–DNS9).
import { describe, expect, it } from 'vitest';
import type { ServiceQuery } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { house, service, worldOf } from './worlds.ts';

interface PodState {
  readonly node?: string;
  readonly ready?: boolean;
  readonly terminating?: boolean;
  readonly phase?: string;
  readonly labels?: string;
  readonly ports?: string;
  readonly extra?: string;
}

function pod(
  end: string,
  {
    node = 'room-0',
    ready = true,
    terminating = false,
    phase = 'Running',
    labels = 'app: web',
    ports = '{ name: http, containerPort: 8080 }',
    extra = '',
  }: PodState = {},
): string {
  const [namespace, name = ''] = end.split('/');
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { ${labels} }${terminating ? ", deletionTimestamp: '2026-01-01T00:00:00Z'" : ''} }
spec:
  nodeName: ${node}
  ${extra}
  containers: [{ name: main, ports: [${ports}] }]
status: { phase: ${phase}, conditions: [{ type: Ready, status: '${ready ? 'True' : 'False'}' }] }`;
}

const web = (fields = '', ports = '{ port: 80, targetPort: http }'): string =>
  service('shop/web', `selector: { app: web }, ports: [${ports}]${fields === '' ? '' : `, ${fields}`}`);
const LOCAL = 'type: LoadBalancer, externalTrafficPolicy: Local';

function ask(texts: readonly string[], query: ServiceQuery): unknown {
  const engine = createEngine();
  engine.load({ spec: worldOf(house({ nodes: 3 }), ...texts), revision: 1 });
  const answer = engine.service({ revision: 1, query });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

const endpoints = (texts: readonly string[], port: number | string = 80): unknown =>
  ask(texts, { op: 'endpoints', service: 'shop/web', port });
const clusterIP = (texts: readonly string[], fromNode = 'room-0'): unknown =>
  ask(texts, { op: 'clusterip', service: 'shop/web', port: 80, fromNode });
const dns = (texts: readonly string[], name: string, type: 'A' | 'SRV' = 'A'): unknown =>
  ask(texts, { op: 'dns', name, type, fromNamespace: 'shop' });

describe('SVC1–SVC8 endpoints', () => {
  it('SVC1 a selector means equal labels, all of them, in the own namespace', () => {
    const pods = [
      pod('shop/a'),
      pod('shop/b', { labels: 'app: web, tier: x' }),
      pod('shop/c', { labels: 'app: api' }),
      pod('pay/d'),
    ];
    expect(endpoints([...pods, web()])).toEqual({ ready: ['shop/a:8080', 'shop/b:8080'], notReady: [] });
    const both = service('shop/web', 'selector: { app: web, tier: x }, ports: [{ port: 80, targetPort: 8080 }]');
    expect(endpoints([...pods, both])).toEqual({ ready: ['shop/b:8080'], notReady: [] });
  });

  it('SVC1 no selector, no managed endpoints', () => {
    expect(endpoints([pod('shop/a'), service('shop/web', 'ports: [{ port: 80 }]')])).toEqual({ ready: [], notReady: [] });
  });

  it('SVC2 a finished pod is no endpoint, not even an unready one', () => {
    const pods = [
      pod('shop/a'),
      pod('shop/done', { phase: 'Succeeded', ready: false }),
      pod('shop/dead', { phase: 'Failed', ready: false }),
    ];
    expect(endpoints([...pods, web()])).toEqual({ ready: ['shop/a:8080'], notReady: [] });
  });

  it('SVC3, SVC4 ready is Ready and not terminating, or whatever publishNotReadyAddresses says', () => {
    const pods = [pod('shop/a'), pod('shop/b', { ready: false }), pod('shop/c', { terminating: true })];
    expect(endpoints([...pods, web()])).toEqual({ ready: ['shop/a:8080'], notReady: ['shop/b:8080', 'shop/c:8080'] });
    expect(endpoints([...pods, web('publishNotReadyAddresses: true')])).toEqual({
      ready: ['shop/a:8080', 'shop/b:8080', 'shop/c:8080'],
      notReady: [],
    });
  });

  it('SVC5, B-3 targetPort: absent means port, a number is taken as it is, a name is each pod’s own', () => {
    const pods = [pod('shop/a'), pod('shop/b', { ports: '{ name: http, containerPort: 9090 }' })];
    const at = (port: string): unknown => endpoints([...pods, web('', port)]);
    expect(at('{ port: 80 }')).toEqual({ ready: ['shop/a:80', 'shop/b:80'], notReady: [] });
    expect(at('{ port: 80, targetPort: 7777 }')).toEqual({ ready: ['shop/a:7777', 'shop/b:7777'], notReady: [] });
    expect(at('{ port: 80, targetPort: http }')).toEqual({ ready: ['shop/a:8080', 'shop/b:9090'], notReady: [] });
  });

  it('SVC5 a pod without the name is skipped for that port alone; the protocol of the name counts', () => {
    const pods = [
      pod('shop/a'),
      pod('shop/b', { ports: '{ containerPort: 8080 }' }),
      pod('shop/c', { ports: '{ name: http, containerPort: 53, protocol: UDP }' }),
    ];
    const two = web('', '{ name: web, port: 80, targetPort: http }, { name: raw, port: 81, targetPort: 8080 }');
    expect(endpoints([...pods, two], 'web')).toEqual({ ready: ['shop/a:8080'], notReady: [] });
    expect(endpoints([...pods, two], 'raw')).toEqual({ ready: ['shop/a:8080', 'shop/b:8080', 'shop/c:8080'], notReady: [] });
  });

  const slice = (label: string, port: string, more = ''): string => `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: manual, namespace: shop, labels: { kubernetes.io/service-name: ${label} } }
addressType: IPv4
ports: [${port}]
endpoints: [{ addresses: [10.10.9.4]${more} }]`;
  const BARE = service('shop/web', 'ports: [{ port: 80, targetPort: 5432 }]');

  it('SVC7 a hand-written slice: its label names the Service, its port has the same name', () => {
    expect(clusterIP([BARE, slice('web', '{ port: 5432, protocol: TCP }')])).toEqual(['10.10.9.4:5432']);
    expect(clusterIP([BARE, slice('other', '{ port: 5432, protocol: TCP }')])).toBe('refused');
    expect(clusterIP([BARE, slice('web', '{ name: sql, port: 5432, protocol: TCP }')])).toBe('refused');
  });

  it('SVC8 an endpoint without a node is never local', () => {
    const local = service('shop/web', 'ports: [{ port: 80, targetPort: 5432 }], internalTrafficPolicy: Local');
    const port = '{ port: 5432, protocol: TCP }';
    expect(clusterIP([local, slice('web', port)])).toBe('dropped');
    expect(clusterIP([local, slice('web', port, ', nodeName: room-0')])).toEqual(['10.10.9.4:5432']);
  });
});

describe('SVC10–SVC17 who gets the connection', () => {
  const READY = [pod('shop/a'), pod('shop/b', { node: 'room-1' })];
  const LEAVING = [
    pod('shop/c', { node: 'room-1', terminating: true }),
    pod('shop/d', { node: 'room-1', terminating: true, ready: false }),
  ];

  it('SVC10 ready ones; where none is, those that serve while they leave', () => {
    expect(clusterIP([...READY, ...LEAVING, web()])).toEqual(['shop/a:8080', 'shop/b:8080']);
    expect(clusterIP([...LEAVING, web()])).toEqual(['shop/c:8080']);
  });

  it('SVC11, B-9 Local: ready ones here; then those that leave from here; never elsewhere', () => {
    const local = web('internalTrafficPolicy: Local');
    expect(clusterIP([...READY, local], 'room-1')).toEqual(['shop/b:8080']);
    expect(clusterIP([pod('shop/a'), ...LEAVING, local], 'room-1')).toEqual(['shop/c:8080']);
  });

  it('SVC12, SVC13, B-12 nobody anywhere is refused at once; somebody elsewhere under Local is silence', () => {
    const local = web('internalTrafficPolicy: Local');
    expect(clusterIP([...READY, local], 'room-2')).toBe('dropped');
    expect(clusterIP([local], 'room-2')).toBe('refused');
    expect(clusterIP([pod('shop/a', { ready: false }), web()])).toBe('refused');
  });

  it('SVC14 every ready pod gets some of the flows, and the same flow with the same seed always the same', () => {
    const engine = createEngine();
    engine.load({ spec: worldOf(house({ nodes: 3 }), ...READY, pod('shop/client', { labels: 'app: c' }), web()), revision: 1 });
    const chosen = Array.from({ length: 40 }, (_, seed) => {
      const [one, again] = [1, 2].map(() =>
        engine.trace({ revision: 1, flow: { from: 'shop/client', to: 'shop/web:80' }, seed }),
      );
      expect(one).toEqual(again);
      return one?.ok ? one.value.deliveredTo : undefined;
    });
    expect(new Set(chosen)).toEqual(new Set(['shop/a', 'shop/b']));
  });

  it('SVC17 internalTrafficPolicy is for the ClusterIP alone, externalTrafficPolicy for the doors outside', () => {
    const both = web(`${LOCAL}, internalTrafficPolicy: Cluster`, '{ port: 80, targetPort: http, nodePort: 30080 }');
    expect(clusterIP([...READY, both], 'room-2')).toEqual(['shop/a:8080', 'shop/b:8080']);
    expect(ask([...READY, both], { op: 'nodeport', service: 'shop/web', port: 30080, node: 'room-2' })).toBe('dropped');
    const inner = web('type: NodePort, internalTrafficPolicy: Local', '{ port: 80, targetPort: http, nodePort: 30080 }');
    expect(ask([...READY, inner], { op: 'nodeport', service: 'shop/web', port: 30080, node: 'room-2' })).toEqual({
      endpoints: ['shop/a:8080', 'shop/b:8080'],
      sourceIP: 'snat',
    });
  });

  it('SVC30, B-18 the health check says 200 only where a ready pod sits, though a leaving one still serves', () => {
    const texts = [pod('shop/a'), ...LEAVING, web(LOCAL)];
    const at = (node: string): unknown => ask(texts, { op: 'healthcheck', service: 'shop/web', node });
    expect(at('room-0')).toEqual({ status: 200, local: 1 });
    expect(at('room-1')).toEqual({ status: 503, local: 0 });
  });

  it('SVC25, B-7 from inside, the load balancer’s address has Cluster semantics', () => {
    expect(ask([...READY, web(LOCAL)], { op: 'lbFromInside', service: 'shop/web', port: 80, fromNode: 'room-2' })).toEqual([
      'shop/a:8080',
      'shop/b:8080',
    ]);
    expect(ask([...READY, web(LOCAL)], { op: 'loadbalancer', service: 'shop/web', port: 80 })).toEqual({
      healthyNodes: ['room-0', 'room-1'],
      endpoints: ['shop/a:8080', 'shop/b:8080'],
      sourceIP: 'preserved',
    });
  });
});

describe('SVC18–SVC29 doors', () => {
  const outcome = (from: string, to: string, ...texts: string[]): string => {
    const engine = createEngine();
    engine.load({
      spec: worldOf(house({ nodes: 2 }), pod('shop/a'), pod('shop/client', { labels: 'app: c' }), ...texts),
      revision: 1,
    });
    const answer = engine.trace({ revision: 1, flow: { from, to } });
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    const { outcome: end, reason } = answer.value.verdict;
    return reason === undefined ? end : `${end} ${reason}`;
  };

  it('SVC18, B-4 a ClusterIP answers for its ports and protocols alone', () => {
    expect(outcome('shop/client', 'shop/web:80', web())).toBe('delivered');
    expect(outcome('shop/client', 'shop/web:81', web())).toBe('timeout no-such-port');
    expect(outcome('shop/client', 'shop/web:80/udp', web())).toBe('timeout no-such-port');
  });

  it('SVC19 a NodePort is open on every node, also on one without the pod', () => {
    const door = web('type: NodePort', '{ port: 80, targetPort: http, nodePort: 30080 }');
    expect(outcome('vm:jump', 'node:room-0:30080', door)).toBe('delivered');
    expect(outcome('vm:jump', 'node:room-1:30080', door)).toBe('delivered');
    expect(outcome('vm:jump', 'node:room-1:30081', door)).toBe('refused not-listening');
  });

  it('SVC22 headless: the pod’s own port counts, the Service maps nothing', () => {
    const headless = web('clusterIP: None');
    expect(outcome('shop/client', 'http://web:8080', headless)).toBe('delivered');
    expect(outcome('shop/client', 'http://web', headless)).toBe('refused not-listening');
  });

  it('SVC29, B-17 source ranges bind the load balancer’s address, not the NodePort', () => {
    const ranged = (range: string): string =>
      web(`type: LoadBalancer, loadBalancerSourceRanges: [${range}]`, '{ port: 80, targetPort: http, nodePort: 30080 }');
    expect(outcome('internet:customer', 'shop/web:80', ranged('203.0.113.0/24'))).toBe('delivered');
    expect(outcome('internet:customer', 'shop/web:80', ranged('198.51.100.0/24'))).toBe('timeout source-ranges');
    expect(outcome('vm:jump', 'node:room-0:30080', ranged('198.51.100.0/24'))).toBe('delivered');
  });
});

describe('DNS1–DNS9 names', () => {
  const PODS = [pod('shop/a', { extra: 'hostname: one\n  subdomain: web' }), pod('shop/b', { ready: false })];

  it('DNS1, DNS4, DNS5 a ClusterIP by any of its forms, with or without endpoints', () => {
    const own = web('clusterIP: 10.100.0.77');
    for (const name of ['web', 'web.shop', 'web.shop.svc', 'web.shop.svc.cluster.local', 'web.shop.svc.cluster.local.']) {
      expect(dns([own], name)).toEqual(['10.100.0.77']);
    }
    expect(dns([own], 'wep')).not.toEqual(['10.100.0.77']);
  });

  it('DNS2, DNS3, SVC6 headless: the ready pods, each also by its hostname', () => {
    const headless = web('clusterIP: None');
    expect(dns([...PODS, headless], 'web')).toEqual(['10.244.0.2']);
    expect(dns([...PODS, headless], 'one.web.shop.svc.cluster.local')).toEqual(['10.244.0.2']);
    expect(dns([headless], 'web.shop.svc.cluster.local.')).toBe('NXDOMAIN');
  });

  it('DNS7 SRV for named ports alone', () => {
    const named = web('clusterIP: 10.100.0.77', '{ name: http, port: 80, targetPort: http }');
    expect(JSON.stringify(dns([...PODS, named], '_http._tcp.web.shop.svc.cluster.local.', 'SRV'))).toContain('80');
    expect(dns([...PODS, web()], '_http._tcp.web.shop.svc.cluster.local.', 'SRV')).toBe('NXDOMAIN');
  });

  it('DNS9, SVC21 ExternalName is a CNAME', () => {
    expect(dns([service('shop/web', 'type: ExternalName, externalName: api.presspay.example')], 'web')).toBe(
      'CNAME api.presspay.example.',
    );
  });
});
