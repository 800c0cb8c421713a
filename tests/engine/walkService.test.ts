// Services on the way: where the translation happens, who stamps, what policies see (PW4–PW16, SVC24–SVC30, B-7, B-8, B-13, B-18, C30).
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { load, stepsOf } from './walking.ts';
import { policy, service } from './worlds.ts';

describe('PW4–PW16 Services on the way', () => {
  const far = (fields: string): string =>
    service('shop/far', `${fields}, selector: { app: far }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]`);
  const CLUSTER_IP = service(
    'shop/far',
    'selector: { app: far }, clusterIP: 10.100.0.77, ports: [{ port: 80, targetPort: 8080 }]',
  );
  const BALANCER = far('type: LoadBalancer');
  const LOCAL = far('type: LoadBalancer, externalTrafficPolicy: Local');
  const only = (from: string): string =>
    policy('shop/only', `podSelector: { matchLabels: { app: far } }, ingress: [{ from: [${from}] }]`);

  it('PW4, SVC27, B-6 pod to ClusterIP: translated on the sender’s node, its own address kept', () => {
    const found = load({}, CLUSTER_IP).trace('shop/client', '10.100.0.77:80');
    expect(found).toMatchObject({ deliveredTo: 'shop/far', sourceSeen: '10.244.0.2', verdict: { outcome: 'delivered' } });
    const [translation] = stepsOf(found).filter(({ type }) => type === 'serviceTranslation');
    expect(translation?.before).toMatchObject({ destinationIP: '10.100.0.77', destinationPort: 80 });
    expect(translation?.after).toMatchObject({ destinationIP: '10.244.1.2', destinationPort: 8080, sourceIP: '10.244.0.2' });
  });

  it('PW3, PW4 egress is judged after the translation: by the pod and its port, not by the Service’s', () => {
    const out = (port: number): string =>
      policy(
        'shop/out',
        `podSelector: { matchLabels: { app: client } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: far } } }], ports: [{ port: ${port} }] }]`,
      );
    expect(load({}, CLUSTER_IP, out(8080)).trace('shop/client', '10.100.0.77:80').verdict.outcome).toBe('delivered');
    expect(load({}, CLUSTER_IP, out(80)).trace('shop/client', '10.100.0.77:80').verdict).toMatchObject({
      outcome: 'timeout',
      reason: 'network-policy',
    });
  });

  it('PW5 on one node both doors are passed in one place', () => {
    const both = [
      policy('shop/in', 'podSelector: { matchLabels: { app: near } }, ingress: [{}]'),
      policy('shop/out', 'podSelector: { matchLabels: { app: client } }, policyTypes: [Egress], egress: [{}]'),
    ];
    const found = load({}, ...both).trace('shop/client', 'pod:shop/near:8080');
    const node = found.hops.filter(({ at }) => at.kind === 'node');
    expect(node).toHaveLength(1);
    expect(node[0]?.steps.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['policy.egress.allowed', 'policy.ingress.allowed']),
    );
  });

  it('PW6, NP36 a NodePort of another node: the pod sees that node, and so does its policy', () => {
    const found = load({}, BALANCER).trace('vm:jump', 'node:room-0:30080');
    expect(found).toMatchObject({ deliveredTo: 'shop/far', sourceSeen: '10.10.0.4' });
    const client = only('{ ipBlock: { cidr: 10.10.9.4/32 } }');
    expect(load({}, BALANCER, client).trace('vm:jump', 'node:room-0:30080').verdict.reason).toBe('network-policy');
    expect(
      load({}, BALANCER, only('{ ipBlock: { cidr: 10.10.0.4/32 } }')).trace('vm:jump', 'node:room-0:30080').verdict.outcome,
    ).toBe('delivered');
  });

  it('PW7, PW17 a NodePort of the pod’s own node: its policy still sees the client, the pod sees the node', () => {
    const client = only('{ ipBlock: { cidr: 10.10.9.4/32 } }');
    expect(load({}, BALANCER, client).trace('vm:jump', 'node:room-1:30080')).toMatchObject({
      deliveredTo: 'shop/far',
      sourceSeen: '10.10.0.5',
    });
    expect(
      load({}, BALANCER, only('{ ipBlock: { cidr: 203.0.113.0/24 } }')).trace('vm:jump', 'node:room-1:30080').verdict.reason,
    ).toBe('network-policy');
  });

  it('PW8, SVC13 with eTP Local the client’s own address arrives, and a node without a pod keeps silent', () => {
    const api = load({}, LOCAL);
    expect(api.trace('vm:jump', 'node:room-1:30080')).toMatchObject({ deliveredTo: 'shop/far', sourceSeen: '10.10.9.4' });
    expect(api.trace('vm:jump', 'node:room-0:30080').verdict).toEqual({
      outcome: 'timeout',
      reason: 'no-local-endpoints',
      rule: { object: 'Service/shop/far', field: 'spec.externalTrafficPolicy' },
    });
  });

  it('PW9, SVC28, NP2 a pod that meets itself through its Service sees its node, and no policy stands between', () => {
    const shut = policy('shop/shut', 'podSelector: {}, policyTypes: [Ingress, Egress]');
    const found = load({ engine: 'spec' }, CLUSTER_IP, shut).trace('shop/far', '10.100.0.77:80');
    expect(found).toMatchObject({ deliveredTo: 'shop/far', sourceSeen: '10.10.0.5', verdict: { outcome: 'delivered' } });
  });

  it('PW10, B-13 the load balancer leaves the destination as it is: frontend address and Service port reach the node', () => {
    for (const found of load({}, BALANCER).traces('internet:customer', 'shop/far:80')) {
      const translation = stepsOf(found).find(({ type }) => type === 'serviceTranslation');
      expect(found.via).toEqual(['lb:kubernetes']);
      expect(translation?.before.destinationPort).toBe(80);
      expect(translation?.before.destinationIP).toMatch(/^20\.50\.0\./);
    }
  });

  it('B-7, SVC24 eTP Cluster: any node may get the letter and stamps its own address; eTP Local: the customer’s arrives', () => {
    const cluster = load({}, BALANCER).traces('internet:customer', 'shop/far:80');
    expect(new Set(cluster.map(({ sourceSeen }) => sourceSeen))).toEqual(new Set(['10.10.0.4', '10.10.0.5']));
    const local = load({}, LOCAL).traces('internet:customer', 'shop/far:80');
    expect(new Set(local.map(({ sourceSeen }) => sourceSeen))).toEqual(new Set(['203.0.113.9']));
  });

  it('B-18, SVC30 with eTP Local only nodes with a ready pod pass their probe', () => {
    const nodesOf = (found: readonly Trace[]): Set<string> =>
      new Set(found.map(({ hops }) => hops.find(({ at }) => at.kind === 'node')?.at.name ?? ''));
    expect(nodesOf(load({}, BALANCER).traces('internet:customer', 'shop/far:80'))).toEqual(new Set(['room-0', 'room-1']));
    expect(nodesOf(load({}, LOCAL).traces('internet:customer', 'shop/far:80'))).toEqual(new Set(['room-1']));
  });

  it('PW12, SVC24 pod to the LB address, eTP Cluster: stamped by its own node, so podSelector does not know it elsewhere', () => {
    const api = load({}, BALANCER, only('{ podSelector: { matchLabels: { app: client } } }'));
    const { plan } = api;
    const address = plan.services.find(({ name }) => name === 'far')?.externalIP ?? '';
    expect(api.trace('shop/client', `${address}:80`).verdict.reason).toBe('network-policy');
    expect(load({}, BALANCER).trace('shop/client', `${address}:80`)).toMatchObject({ sourceSeen: '10.10.0.4', via: [] });
  });

  it('PW12, PW7 the same on its own node: the policy sees the pod, the pod sees the node', () => {
    const near = service('shop/near', 'type: LoadBalancer, selector: { app: near }, ports: [{ port: 80, targetPort: 8080 }]');
    const allow = policy(
      'shop/near-only',
      'podSelector: { matchLabels: { app: near } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: client } } }] }]',
    );
    const { plan, trace } = load({}, near, allow);
    const address = plan.services[0]?.externalIP ?? '';
    expect(trace('shop/client', `${address}:80`)).toMatchObject({ deliveredTo: 'shop/near', sourceSeen: '10.10.0.4' });
  });

  it('PW13, B-8, SVC25 pod to the LB address, eTP Local: short-circuited to any pod, its own address kept', () => {
    const { plan, trace } = load({}, LOCAL, only('{ podSelector: { matchLabels: { app: client } } }'));
    const address = plan.services[0]?.externalIP ?? '';
    expect(trace('shop/client', `${address}:80`)).toMatchObject({ deliveredTo: 'shop/far', sourceSeen: '10.244.0.2', via: [] });
  });

  it('PW14, NP36 a node’s own process to a ClusterIP carries the node’s address', () => {
    expect(load({}, CLUSTER_IP).trace('node:room-0', '10.100.0.77:80')).toMatchObject({
      deliveredTo: 'shop/far',
      sourceSeen: '10.10.0.4',
    });
    const shut = only('{ podSelector: {} }');
    expect(load({}, CLUSTER_IP, shut).trace('node:room-0', '10.100.0.77:80').verdict.reason).toBe('network-policy');
    expect(load({}, CLUSTER_IP, shut).trace('node:room-1', '10.100.0.77:80').verdict.outcome).toBe('delivered');
  });

  it('PW15 pod to an outside address: egress is judged by that address, then the node stamps', () => {
    const out = (cidr: string): string =>
      policy(
        'shop/out',
        `podSelector: { matchLabels: { app: client } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }] }]`,
      );
    expect(load({}, out('172.20.0.0/16')).trace('shop/client', 'onprem:press:8443')).toMatchObject({
      sourceSeen: '10.10.0.4',
      via: ['vpngw', 'hq'],
    });
    expect(load({}, out('10.0.0.0/8')).trace('shop/client', 'onprem:press:8443').verdict.reason).toBe('network-policy');
  });

  it('PW16 pod to a pod’s own address: nothing is translated', () => {
    const found = load({}, CLUSTER_IP).trace('shop/client', 'pod:shop/far:8080');
    expect(stepsOf(found).filter(({ effect }) => effect === 'rewrite')).toEqual([]);
    expect(found.sourceSeen).toBe('10.244.0.2');
  });

  it('C30, SVC12, B-20 nobody behind the load balancer: silence from outside, refused from inside', () => {
    const empty = service('shop/far', 'type: LoadBalancer, selector: { app: nobody }, ports: [{ port: 80, targetPort: 8080 }]');
    const { trace, plan } = load({}, empty);
    const address = plan.services[0]?.externalIP ?? '';
    expect(trace('internet:customer', 'shop/far:80').verdict).toMatchObject({ outcome: 'timeout', reason: 'no-endpoints' });
    expect(trace('shop/client', `${address}:80`).verdict).toMatchObject({ outcome: 'refused', reason: 'no-endpoints' });
    expect(trace('shop/client', 'shop/far:80').verdict).toEqual({
      outcome: 'refused',
      reason: 'no-endpoints',
      rule: { object: 'Service/shop/far', field: 'spec.selector' },
    });
  });

  it('SVC12, H-7 a refusal says which of its causes it was: nobody chosen, nobody ready, nobody written down, another port', () => {
    const end = (fields: string): unknown => {
      const step = stepsOf(load({}, service('shop/far', fields)).trace('shop/client', 'shop/far:80')).at(-1);
      return step && [step.code, step.params];
    };
    expect(end('selector: { app: farr }, ports: [{ port: 80 }]')).toEqual([
      'service.selectsNobody',
      { service: 'shop/far', selector: 'app=farr' },
    ]);
    expect(end('ports: [{ port: 80 }]')).toEqual(['service.unfilled', { service: 'shop/far' }]);
    expect(end('selector: { app: far }, ports: [{ port: 80 }]')).toEqual([
      'deliver.otherPort',
      { receiver: 'shop/far', port: 80, protocol: 'TCP', listens: '8080' },
    ]);
  });

  it('B-28 a NodePort is not on the street', () => {
    expect(load({}, BALANCER).trace('internet:customer', 'node:room-0:30080').verdict).toMatchObject({
      outcome: 'timeout',
      reason: 'no-route',
    });
  });
});
