// What each policy engine does at the edges: table 1.6 of kubernetes.md (NP35–NP42) and D.3 of aks.md, one column an engine.
import { describe, expect, it } from 'vitest';
import type { EngineApi } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { PolicyEngine } from '../../src/engine/model/networkDocument.ts';
import { house, pod, policy, service, worldOf } from './worlds.ts';

const ENGINES = ['none', 'azure', 'calico', 'cilium', 'spec'] as const satisfies readonly PolicyEngine[];
type Column = 'pass' | 'block';
/** One row of a table: what happens under none, azure (NPM), calico, cilium, spec. */
type Columns = readonly [Column, Column, Column, Column, Column];

const DENY_IN = policy('shop/deny-in', 'podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress]');
const DENY_OUT = policy('shop/deny-out', 'podSelector: { matchLabels: { app: web } }, policyTypes: [Egress]');
const PODS = [
  pod('shop/web', { ports: [8080], node: 'room-0' }),
  pod('shop/peer', { ports: [8080], node: 'room-1' }),
  pod('shop/host', { ports: [9100], node: 'room-0', extra: 'hostNetwork: true' }),
  pod('shop/far-host', { ports: [9100], node: 'room-1', extra: 'hostNetwork: true' }),
];
const [WEB, HOST, FAR_HOST] = ['shop/web', 'shop/host', 'shop/far-host'] as const;

function under(engine: PolicyEngine, ...texts: string[]): EngineApi {
  const api = createEngine();
  api.load({ spec: worldOf(house({ nodes: 2 }), ...PODS, ...texts), revision: 1, policyEngine: engine });
  return api;
}

function verdicts(from: string, to: string, ...texts: string[]): Column[] {
  const [, end = '', port = ''] = /^(.*):(\d+)$/.exec(to) ?? [];
  return ENGINES.map((engine) => {
    const answer = under(engine, ...texts).policy({ revision: 1, query: { from, to: end, port: Number(port), protocol: 'TCP' } });
    if (!answer.ok) throw new Error(answer.code);
    return answer.value === 'allowed' ? 'pass' : 'block';
  });
}

/** Every way the flow can go, walked: pass when all arrive, block when none does and a policy said so. */
function walks(from: string, to: string, ...texts: string[]): string[] {
  return ENGINES.map((engine) => {
    const answer = under(engine, ...texts).traceAll({ revision: 1, flow: { from, to } });
    if (!answer.ok) throw new Error(answer.code);
    const outcomes = new Set(
      answer.value.map(({ verdict }) => (verdict.outcome === 'delivered' ? 'pass' : (verdict.reason ?? verdict.outcome))),
    );
    return [...outcomes].join(' or ').replace('network-policy', 'block');
  });
}

const blockOut = (cidr: string): string =>
  policy(
    'shop/out',
    `podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }] }]`,
  );
const blockIn = (cidr: string): string =>
  policy(
    'shop/in',
    `podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: ${cidr} } }] }]`,
  );

describe('kubernetes.md 1.6, aks.md D.3: policy alone', () => {
  const rows: readonly (readonly [string, string, string, string, Columns])[] = [
    [
      'D.3, NP5 default-deny ingress, a pod of the namespace calls',
      'shop/peer',
      `${WEB}:8080`,
      DENY_IN,
      ['pass', 'block', 'block', 'block', 'block'],
    ],
    ['NP35 own node to pod, ingress deny', 'node:room-0', `${WEB}:8080`, DENY_IN, ['pass', 'pass', 'pass', 'pass', 'pass']],
    ['NP36 other node to pod, ingress deny', 'node:room-1', `${WEB}:8080`, DENY_IN, ['pass', 'block', 'block', 'block', 'block']],
    ['NP37, C16 pod to its own node, egress deny', WEB, 'node:room-0:9100', DENY_OUT, ['pass', 'pass', 'block', 'block', 'pass']],
    ['NP36 pod to another node, egress deny', WEB, 'node:room-1:9100', DENY_OUT, ['pass', 'block', 'block', 'block', 'block']],
    ['NP39 hostNetwork pod on the own node is the node', HOST, `${WEB}:8080`, DENY_IN, ['pass', 'pass', 'pass', 'pass', 'pass']],
    [
      'NP39 hostNetwork pod elsewhere is another node',
      FAR_HOST,
      `${WEB}:8080`,
      DENY_IN,
      ['pass', 'block', 'block', 'block', 'block'],
    ],
    [
      'NP39, D-15 an ipBlock of a node lets its hostNetwork pod in, not under Cilium',
      FAR_HOST,
      `${WEB}:8080`,
      blockIn('10.10.0.0/24'),
      ['pass', 'pass', 'pass', 'block', 'pass'],
    ],
    [
      'NP39, NP21 podSelector {} never means a hostNetwork pod',
      FAR_HOST,
      `${WEB}:8080`,
      policy('shop/any', 'podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }]'),
      ['pass', 'block', 'block', 'block', 'block'],
    ],
    [
      'NP40, D-15 ipBlock of the pod range, target a pod',
      WEB,
      'shop/peer:8080',
      blockOut('10.0.0.0/8'),
      ['pass', 'pass', 'pass', 'block', 'pass'],
    ],
    [
      'NP28 an ipBlock of an outside address',
      '203.0.113.9',
      `${WEB}:8080`,
      blockIn('203.0.113.0/24'),
      ['pass', 'pass', 'pass', 'pass', 'pass'],
    ],
    [
      'NP28 an ipBlock of another outside address',
      '198.51.100.9',
      `${WEB}:8080`,
      blockIn('203.0.113.0/24'),
      ['pass', 'block', 'block', 'block', 'block'],
    ],
    [
      'NP2 a pod and itself, both ways denied',
      WEB,
      `${WEB}:8080`,
      `${DENY_IN}\n---\n${DENY_OUT}`,
      ['pass', 'pass', 'pass', 'pass', 'pass'],
    ],
  ];
  it.each(rows)('%s', (_title, from, to, text, columns) => {
    expect(verdicts(from, to, text)).toEqual(columns);
  });

  it('NP38, D.3, C33 a policy never isolates a hostNetwork pod, whatever engine', () => {
    const everybody = policy('shop/all', 'podSelector: {}, policyTypes: [Ingress, Egress]');
    expect(verdicts(HOST, '203.0.113.150:443', everybody)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass']);
    expect(verdicts('203.0.113.9', `${HOST}:9100`, everybody)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass']);
  });
});

describe('kubernetes.md 1.6, aks.md D.3: walked', () => {
  const balancer = (extra = ''): string =>
    service('shop/web', `type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]${extra}`);

  it('D.3, D-13, C17, C29 client to LB with eTP Cluster, ingress deny: NPM lets it in, elsewhere even the probes fail (D-17)', () => {
    const [none, azure, calico, cilium, spec] = walks('internet:customer', 'shop/web:80', balancer(), DENY_IN);
    expect([none, azure]).toEqual(['pass', 'pass']);
    expect([calico, cilium, spec]).toEqual(['no-healthy-node', 'no-healthy-node', 'no-healthy-node']);
  });

  it('D.3, PW8 client to LB with eTP Local, an ipBlock of the client lets it in everywhere', () => {
    const local = balancer(', externalTrafficPolicy: Local');
    expect(walks('internet:customer', 'shop/web:80', local, blockIn('203.0.113.0/24'))).toEqual([
      'pass',
      'pass',
      'pass',
      'pass',
      'pass',
    ]);
    expect(walks('internet:customer', 'shop/web:80', local, blockIn('198.51.100.0/24'))).toEqual([
      'pass',
      'block',
      'block',
      'block',
      'block',
    ]);
  });

  it('NP41, PW3, D.3 egress to a ClusterIP by ipBlock matches nothing: policies see the pod behind it', () => {
    const cluster = service(
      'shop/peer',
      'selector: { app: peer }, clusterIP: 10.100.0.77, ports: [{ port: 80, targetPort: 8080 }]',
    );
    const allow = blockOut('10.100.0.77/32');
    expect(walks(WEB, '10.100.0.77:80', cluster, allow)).toEqual(['pass', 'block', 'block', 'block', 'block']);
  });

  it('NP42, NP2, PW9 a pod that reaches itself through its own Service', () => {
    const own = service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]');
    const [, , , , spec] = walks(WEB, 'shop/web:80', own, DENY_IN, DENY_OUT);
    expect(spec).toBe('pass');
  });

  it('D-12, NP10 without an engine every policy is a text on paper, and a warning says so', () => {
    const spec = worldOf(house({ engine: 'none', nodes: 2 }), ...PODS, DENY_IN);
    const { diagnostics } = createEngine().load({ spec, revision: 1 });
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'PolicyNotEnforced', severity: 'warning' }));
    const guarded = createEngine().load({ spec: worldOf(house({ engine: 'calico', nodes: 2 }), ...PODS, DENY_IN), revision: 1 });
    expect(guarded.diagnostics.map(({ code }) => code)).not.toContain('PolicyNotEnforced');
  });

  it('NP5, NP31 the trace names the policy and the field that decided', () => {
    const allow = policy(
      'shop/in',
      'podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: peer } } }], ports: [{ port: 9999 }] }]',
    );
    const engine = under('spec', allow);
    const asked = (to: string): unknown => {
      const answer = engine.trace({ revision: 1, flow: { from: 'shop/peer', to } });
      return answer.ok ? answer.value.verdict : answer;
    };
    expect(asked('pod:shop/web:8080')).toEqual({
      outcome: 'timeout',
      reason: 'network-policy',
      rule: { object: 'NetworkPolicy/shop/in', field: 'spec.ingress[0].ports' },
    });
  });
});
