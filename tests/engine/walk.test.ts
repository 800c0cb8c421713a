// The packet walk: whose address arrives, who reaches a pod, names that stay silent (NP44), replies (NP8, PW18).
import { describe, expect, it } from 'vitest';
import { load, MODES, stepsOf } from './walking.ts';
import { pod, policy, service } from './worlds.ts';

describe('A-3 what the receiver sees', () => {
  // Rows of the table: kubenet, node subnet, overlay.
  const rows: readonly (readonly [string, string, string, readonly ['pod' | 'node', 'pod' | 'node', 'pod' | 'node']])[] = [
    ['pod to pod on the same node', 'shop/client', 'pod:shop/near:8080', ['pod', 'pod', 'pod']],
    ['pod to pod on another node', 'shop/client', 'pod:shop/far:8080', ['pod', 'pod', 'pod']],
    ['pod to a machine of the cluster VNet', 'shop/client', 'vm:jump:22', ['node', 'pod', 'node']],
    ['pod to a peered VNet', 'shop/client', 'vm:partner:22', ['node', 'node', 'node']],
    ['pod to headquarters', 'shop/client', 'onprem:press:8443', ['node', 'node', 'node']],
    ['hostNetwork pod to a pod', 'shop/host', 'pod:shop/far:8080', ['node', 'node', 'node']],
    ['hostNetwork pod to headquarters', 'shop/host', 'onprem:press:8443', ['node', 'node', 'node']],
  ];
  it.each(rows)('%s', (_title, from, to, expected) => {
    const seen = MODES.map((mode) => {
      const { plan, trace } = load({ mode });
      const sender = plan.pods.find((each) => `${each.namespace}/${each.name}` === from);
      const node = plan.nodes.find(({ name }) => name === sender?.node);
      const found = trace(from, to);
      expect(found.verdict.outcome).toBe('delivered');
      return found.sourceSeen === node?.ip ? 'node' : found.sourceSeen === sender?.ip ? 'pod' : found.sourceSeen;
    });
    expect(seen).toEqual(expected);
  });

  it.each(MODES)('A-3, E-14 %s: on the street stands the public address of the load balancer’s outbound rule', (mode) => {
    const found = load({ mode }).trace('shop/client', 'internet:api.presspay.example:443');
    expect(found.verdict.outcome).toBe('delivered');
    expect(found.snat).toEqual({ publicIP: found.sourceSeen, device: 'lb:kubernetes' });
    expect(found.sourceSeen).toMatch(/^20\.50\.0\.\d+$/);
    // The node has stamped it before the load balancer did.
    const rewrites = stepsOf(found).filter(({ effect }) => effect === 'rewrite');
    expect(rewrites.map(({ code }) => code)).toEqual(['source.masqueraded', 'source.snat']);
  });
});

describe('A-7, A-8 who reaches a pod by its own address', () => {
  it.each([
    ['vm:jump', ['timeout', 'delivered', 'timeout']],
    ['vm:partner', ['timeout', 'delivered', 'timeout']],
    ['onprem:monitor', ['timeout', 'delivered', 'timeout']],
    ['internet:customer', ['timeout', 'timeout', 'timeout']],
  ] as const)('%s', (from, expected) => {
    expect(MODES.map((mode) => load({ mode }).trace(from, 'pod:shop/far:8080').verdict.outcome)).toEqual(expected);
  });

  it('A-7 the verdict blames the pod CIDR, which nobody outside can route', () => {
    const { verdict } = load({ mode: 'overlay' }).trace('onprem:monitor', 'pod:shop/far:8080');
    expect(verdict).toEqual({
      outcome: 'timeout',
      reason: 'no-route',
      rule: { object: 'ManagedCluster/aks', field: 'networkProfile.podCidr' },
    });
  });
});

describe('names', () => {
  const SERVICE = service('shop/far', 'selector: { app: far }, ports: [{ port: 80, targetPort: 8080 }]');
  const out = (rules: string): string =>
    policy('shop/out', `podSelector: { matchLabels: { app: client } }, policyTypes: [Egress], egress: [${rules}]`);
  const toFar = '{ to: [{ podSelector: { matchLabels: { app: far } } }] }';
  const directory =
    'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } }';
  const outcome = (...texts: string[]): unknown => {
    const { verdict } = load({ engine: 'spec' }, SERVICE, ...texts).trace('shop/client', 'http://far');
    return verdict.reason === undefined ? verdict.outcome : `${verdict.outcome} ${verdict.reason}`;
  };

  it('NP44, DNS13 egress isolation without the directory: the name stays silent, never NXDOMAIN', () => {
    expect(outcome()).toBe('delivered');
    expect(outcome(out(toFar))).toBe('dns-timeout dns');
  });

  it('NP44 the directory by its namespace and its label, at UDP 53', () => {
    const at = (protocol: string): string =>
      out(`${toFar}, { to: [{ ${directory} }], ports: [{ port: 53, protocol: ${protocol} }] }`);
    expect(outcome(at('UDP'))).toBe('delivered');
    expect(outcome(at('TCP'))).toBe('dns-timeout dns');
  });

  it('NP41, NP44 the directory by its ClusterIP: no policy ever sees that address', () => {
    expect(outcome(out(`${toFar}, { to: [{ ipBlock: { cidr: 10.100.0.10/32 } }] }`))).toBe('dns-timeout dns');
  });

  it('DNS5, G-3 a short name means the sender’s own namespace', () => {
    const { trace } = load({}, SERVICE, pod('ops/probe', { node: 'room-0' }));
    expect(trace('ops/probe', 'http://far').verdict).toMatchObject({ outcome: 'nxdomain', reason: 'dns' });
    expect(trace('ops/probe', 'http://far.shop')).toMatchObject({
      deliveredTo: 'shop/far',
      dns: { answers: [expect.stringMatching(/^10\.100\./)] },
    });
  });
});

describe('replies', () => {
  const SERVICE = service('shop/far', 'type: LoadBalancer, selector: { app: far }, ports: [{ port: 80, targetPort: 8080 }]');

  it.each([
    ['shop/client', 'shop/far:80'],
    ['shop/client', 'internet:api.presspay.example:443'],
    ['internet:customer', 'shop/far:80'],
  ])('PW18, SVC31 %s to %s: the answer comes back from the address that was written to', (from, to) => {
    const { trace } = load({}, SERVICE);
    const found = trace(from, to);
    const sent = stepsOf(found).find(({ type }) => type === 'send')?.after;
    const last = stepsOf(found.reply ?? { hops: [], verdict: found.verdict }).at(-1)?.after;
    expect(found.reply?.verdict.outcome).toBe('delivered');
    expect(last).toMatchObject({
      sourceIP: sent?.destinationIP,
      sourcePort: sent?.destinationPort,
      destinationIP: sent?.sourceIP,
      destinationPort: sent?.sourcePort,
    });
    expect(sent?.destinationIP).toBeTruthy();
  });

  it('NP8 a reply needs no rule: the receiver may not open a connection, and still answers', () => {
    const shut = policy('shop/shut', 'podSelector: { matchLabels: { app: far } }, policyTypes: [Egress]');
    const { trace } = load({ engine: 'spec' }, shut);
    expect(trace('shop/client', 'pod:shop/far:8080').reply?.verdict.outcome).toBe('delivered');
    expect(trace('shop/far', 'pod:shop/near:8080').verdict.reason).toBe('network-policy');
  });

  it('what does not arrive is not answered', () => {
    expect(load({}).trace('shop/client', 'pod:shop/far:81')).not.toHaveProperty('reply');
  });
});
