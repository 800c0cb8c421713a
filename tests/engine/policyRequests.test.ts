// Policies that read requests and names: HTTP rules answer 403, FQDN rules hold what was learned. Rules: CIL9, CIL12, D-19, D-20.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { nameHolds } from '../../src/engine/dataplane/learnedNames.ts';
import { house, pod, service, worldOf } from './worlds.ts';

const PODS = [
  pod('shop/web', { ports: [8080], node: 'room-0' }),
  pod('shop/peer', { ports: [8080], node: 'room-1' }),
  service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
];
const cilium = (spec: string, kind = 'CiliumNetworkPolicy'): string =>
  `apiVersion: cilium.io/v2\nkind: ${kind}\nmetadata: { name: c${kind === 'CiliumNetworkPolicy' ? ', namespace: shop' : ''} }\nspec: { ${spec} }`;
const network = (enabled: boolean): string => `${house({ nodes: 2 })}\n  advancedNetworking: { enabled: ${enabled} }`;

function walk(flow: { from: string; to: string }, policies: readonly string[], enabled = true): string {
  const api = createEngine();
  api.load({ spec: worldOf(network(enabled), ...PODS, ...policies), revision: 1, policyEngine: 'cilium' });
  const answer = api.trace({ revision: 1, flow });
  if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.params)}`);
  const { outcome, reason, rule } = answer.value.verdict;
  return outcome === 'delivered' ? outcome : [outcome, reason, rule?.field].join(' ');
}

const http = (rules: string): string =>
  cilium(
    `endpointSelector: { matchLabels: { app: web } }, ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: "8080", protocol: TCP }], rules: { http: [${rules}] } }] }]`,
  );

describe('HTTP rules', () => {
  const get = (path: string): { from: string; to: string } => ({ from: 'shop/peer', to: `http://web${path}` });
  const forbidden = 'http-403 network-policy spec.ingress[0].toPorts[0].rules.http';

  it('CIL12 a request that matches arrives, another is answered 403', () => {
    expect(walk(get('/public/a'), [http('{ method: GET, path: "/public/.*" }')])).toBe('delivered');
    expect(walk(get('/admin'), [http('{ method: GET, path: "/public/.*" }')])).toBe(forbidden);
    expect(walk(get('/public'), [http('{ method: POST, path: "/public" }')])).toBe(forbidden);
    expect(walk(get('/public/a'), [http('{ path: "/public" }')])).toBe(forbidden);
    expect(walk(get('/x'), [http('{ path: "/public" }, {}')])).toBe('delivered');
  });

  it('CIL12 a plain rule for the same port makes them moot', () => {
    const plain = cilium(
      'endpointSelector: { matchLabels: { app: web } }, ingress: [{ toPorts: [{ ports: [{ port: "8080" }] }] }]',
    ).replace('name: c,', 'name: d,');
    expect(walk(get('/admin'), [http('{ path: "/public" }'), plain])).toBe('delivered');
  });

  it('CIL12 a hostile pattern ends', () => {
    expect(walk(get(`/${'a'.repeat(200)}!`), [http('{ path: "/(a+)+" }')])).toBe(forbidden);
  });

  it('D-20 without advanced networking the policy is refused whole, and said so', () => {
    expect(walk(get('/admin'), [http('{ path: "/public" }')], false)).toBe('delivered');
    const codes = (enabled: boolean, text: string): string[] =>
      compileDataplane(worldOf(network(enabled), ...PODS, text), { policyEngine: 'cilium' }).diagnostics.map(({ code }) => code);
    expect(codes(false, http('{}'))).toContain('AdvancedNetworkingRequired');
    expect(codes(true, http('{}'))).not.toContain('AdvancedNetworkingRequired');
    const wide = cilium(
      'endpointSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: "80", protocol: TCP }], rules: { http: [{}] } }] }]',
      'CiliumClusterwideNetworkPolicy',
    );
    expect(codes(true, wide)).toContain('HttpRulesNotClusterwide');
  });
});

describe('FQDN rules', () => {
  const desk = (rules: string): string =>
    `{ toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": kube-system, "k8s:k8s-app": kube-dns } }], toPorts: [{ ports: [{ port: "53", protocol: ANY }]${rules} }] }`;
  const names = (dns: string, match: string): string =>
    cilium(`endpointSelector: { matchLabels: { app: web } }, egress: [${desk(dns)}, { toFQDNs: [${match}] }]`);
  const ANY_NAME = ', rules: { dns: [{ matchPattern: "*" }] }';
  const flow = { from: 'shop/web', to: 'api.presspay.example:443' };

  it('CIL9, D-19 an address learned through a DNS rule is held', () => {
    expect(walk(flow, [names(ANY_NAME, '{ matchName: api.presspay.example }')])).toBe('delivered');
    expect(walk(flow, [names(ANY_NAME, '{ matchPattern: "*.presspay.example" }')])).toBe('delivered');
    expect(walk(flow, [names(ANY_NAME, '{ matchName: other.example }')])).toMatch(/^timeout network-policy/);
  });

  it('CIL9, D-19 without a DNS rule nothing is learned, nor by an address alone', () => {
    expect(walk(flow, [names('', '{ matchName: api.presspay.example }')])).toMatch(/^timeout network-policy/);
    expect(walk({ from: 'shop/web', to: '203.0.113.150:443' }, [names(ANY_NAME, '{ matchPattern: "*" }')])).toMatch(
      /^timeout network-policy/,
    );
  });

  it('CIL10 a name outside the DNS rules is answered REFUSED; the search list ends there', () => {
    const cilium = (dns: string): string => names(`, rules: { dns: [${dns}] }`, '{ matchPattern: "*" }');
    const said = (to: string, dns: string, image?: string): string => {
      const alpine = PODS.map((text, at) =>
        at > 0 || image === undefined ? text : text.replace('- name: main', `- name: main\n    image: ${image}`),
      );
      const api = createEngine();
      api.load({ spec: worldOf(network(true), ...alpine, cilium(dns)), revision: 1, policyEngine: 'cilium' });
      const answer = api.trace({ revision: 1, flow: { from: 'shop/web', to } });
      if (!answer.ok) return answer.code;
      const asked = answer.value.dns?.queries.filter(({ client, type }) => client === 'shop/web' && type === 'A') ?? [];
      return [answer.value.verdict.outcome, ...asked.map(({ name, status }) => `${name} ${status}`)].join(', ');
    };
    const outside = 'api.presspay.example:443';
    const exact = '{ matchName: api.presspay.example }';
    const first = 'api.presspay.example.shop.svc.cluster.local REFUSED';
    // glibc leaves the list and asks for the name as it is; musl gives up (trap of Alpine images).
    expect(said(outside, exact)).toBe(`delivered, ${first}, api.presspay.example NOERROR`);
    expect(said(outside, exact, 'docker.io/library/alpine:3.22')).toBe(`refused, ${first}`);
    const expanded = `${exact}, { matchPattern: "*.*.*.*.svc.cluster.local" }, { matchPattern: "*.*.*.svc.cluster.local" }, { matchPattern: "*.*.*.cluster.local" }, { matchPattern: "**.internal.cloudapp.net" }, { matchPattern: "*.*.*.*.*.internal.cloudapp.net" }`;
    expect(said(outside, expanded, 'alpine')).toMatch(/^delivered, .*NXDOMAIN, .*api\.presspay\.example NOERROR$/);
    expect(said(outside, '{ matchName: other.example }')).toBe(`refused, ${first}, api.presspay.example REFUSED`);
    expect(said('peer:8080', '{ matchName: peer }')).toBe('refused, peer.shop.svc.cluster.local REFUSED');
    expect(walk({ from: 'shop/web', to: outside }, [cilium('{ matchName: other.example }')])).toBe(
      'refused dns spec.egress[0].toPorts[0].rules.dns',
    );
  });

  it('CIL10 a capture shows the answer, and no packet after it', () => {
    const api = createEngine();
    const listed = names(', rules: { dns: [{ matchName: other.example }] }', '{ matchPattern: "*" }');
    api.load({ spec: worldOf(network(true), ...PODS, listed), revision: 1, policyEngine: 'cilium' });
    const answer = api.capture({ revision: 1, flow: { from: 'shop/web', to: 'peer:8080' }, at: 'pod:shop/web' });
    if (!answer.ok) throw new Error(answer.code);
    expect(answer.value.lines.filter((line) => line.includes(' Refused 0/0/0 '))).toHaveLength(2);
    expect(answer.value.lines.filter((line) => line.includes('Flags ['))).toEqual([]);
  });

  it('CIL12 a plain rule to the directory lets every name be asked for', () => {
    const listed = names(', rules: { dns: [{ matchName: other.example }] }', '{ matchPattern: "*" }');
    const plain = cilium(`endpointSelector: {}, egress: [${desk('')}]`).replace('name: c,', 'name: d,');
    expect(walk(flow, [listed, plain])).toMatch(/^timeout network-policy/);
    expect(walk(flow, [listed])).toMatch(/^refused/);
  });

  it('CIL9 a star stands for letters without dots', () => {
    const holds = (matchPattern: string, name: string): boolean => nameHolds({ matchPattern }, name);
    expect(['a.x.io', 'A.X.IO.'].every((name) => holds('*.x.io', name))).toBe(true);
    expect(['x.io', 'a.b.x.io', 'axxio'].some((name) => holds('*.x.io', name))).toBe(false);
    expect(holds('*', 'a.b.c')).toBe(true);
  });
});
