// What is named where a request ends or goes astray: the record that leads nowhere, the search list, the name that no rule lets one learn, the
// neighbour's annotation, what a backend speaks, the field behind a load run's losses. Rules: B-21, B-24, C-9, C-11, D-19, E-11…E-13, E-40, F-4, G-2, S45.
import { describe, expect, it } from 'vitest';
import type { Step, Trace } from '../../src/engine/forward/trace.ts';
import { ingress, reception, shopOf } from '../troubles/doors.ts';
import { flow, MINUTE, openWorld, planOf, runLoad, SECOND } from './loadPlans.ts';
import { walked } from './street.ts';
import { deployment, house, pod, service } from './worlds.ts';

function stepOf({ hops }: Trace, code: string): Step | undefined {
  return hops.flatMap(({ steps }) => steps).find((step) => step.code === code);
}

const zone = (records: string, more = ''): string =>
  house().replace('managedClusters:', `dnsZones: [{ name: contoso.com, records: [${records}] }]\n${more}managedClusters:`);

describe('B-24 F-4 an address that nobody has', () => {
  const A = '{ name: shop, type: A, values: [20.60.0.7] }';

  it.each([
    [A, 'shop.contoso.com', 'DnsZone/contoso.com', 'records[shop]'],
    ['{ name: "@", type: A, values: [20.60.0.7] }', 'contoso.com', 'DnsZone/contoso.com', 'records[@]'],
    [`${A}, { name: www, type: CNAME, values: [shop.contoso.com] }`, 'www.contoso.com', 'DnsZone/contoso.com', 'records[shop]'],
  ])('%s: the record that gave it is named', (records, name, object, field) => {
    const trace = walked(zone(records)).trace('internet:customer', `http://${name}/`);
    expect(trace.verdict).toEqual({ outcome: 'timeout', reason: 'no-route', rule: { object, field } });
    expect(stepOf(trace, 'deliver.stale')?.params).toMatchObject({ address: '20.60.0.7', object, field });
  });

  it('a private zone’s record', () => {
    const text = zone(
      A,
      'privateDnsZones: [{ name: corp.internal, virtualNetworkLinks: [vnet-house], records: [{ name: db, type: A, values: [10.10.9.9] }] }]\n',
    );
    expect(walked(text).trace('vm:jump', 'db.corp.internal:5432').verdict.rule).toEqual({
      object: 'PrivateDnsZone/corp.internal',
      field: 'records',
    });
  });

  it('an address that was written itself names nothing', () => {
    const { verdict, hops } = walked(zone(A)).trace('internet:customer', '20.60.0.7:80');
    expect(verdict).toEqual({ outcome: 'timeout', reason: 'no-route' });
    expect(hops.at(-1)?.steps.at(-1)?.code).toBe('deliver.nobody');
  });
});

describe('E-31 a machine asks for the name first and for the search list after it', () => {
  it.each([
    ['a zone that is not linked', '[]', 'app.corp.internal', 'dns.notLinked', 'virtualNetworkLinks'],
    ['a linked zone without the record', '[vnet-house]', 'nobody.corp.internal', 'dns.noRecord', 'records'],
  ])('%s is named all the same', (_what, links, name, code, field) => {
    const text = zone(
      '',
      `privateDnsZones: [{ name: corp.internal, virtualNetworkLinks: ${links}, records: [{ name: app, type: A, values: [10.10.9.4] }] }]\n`,
    );
    const trace = walked(text).trace('vm:jump', `${name}:22`);
    expect(trace.verdict.outcome).toBe('nxdomain');
    expect(trace.dns?.question).toBe(name);
    expect(stepOf(trace, code)?.rule).toEqual({ object: 'PrivateDnsZone/corp.internal', field });
  });
});

describe('G-2 the search list', () => {
  const searched = (from: string, to: string, extra = ''): unknown =>
    stepOf(
      walked(
        house(),
        pod('shop/web', { node: 'room-0', ports: [80], extra }),
        service('shop/web', 'selector: { app: web }, ports: [{ port: 80 }]'),
      ).trace(from, to),
      'dns.searched',
    )?.params['count'];

  it.each([
    ['four names in vain', 'api.presspay.example:443', '', 4],
    ['an absolute name asks once', 'api.presspay.example.:443', '', undefined],
    ['ndots: 2 and two dots', 'api.presspay.example:443', 'dnsConfig: { options: [{ name: ndots, value: "2" }] }', undefined],
    ['a name that the list completes is what it is for', 'web.shop:80', '', undefined],
    ['a name that nobody has says so itself', 'nobody.example:80', '', undefined],
  ])('%s', (_what, to, extra, count) => {
    expect(searched('shop/web', to, extra)).toBe(count);
  });

  it('a machine has no list to speak of', () => {
    expect(searched('vm:jump', 'api.presspay.example:443')).toBeUndefined();
  });
});

describe('D-19 CIL9 a name in a policy', () => {
  const verdictOf = (dns: string, fqdns: string, to = 'https://api.presspay.example/'): Trace =>
    walked(
      house({ engine: 'calico' })
        .replace('networkPolicy: calico', 'networkPolicy: cilium\n    networkDataplane: cilium')
        .replace('  agentPoolProfiles:', '  advancedNetworking: { enabled: true }\n  agentPoolProfiles:'),
      pod('pay/till', { node: 'room-0' }),
      `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: out, namespace: pay }
spec:
  endpointSelector: {}
  egress:
  - toEndpoints: [{ matchLabels: { k8s:io.kubernetes.pod.namespace: kube-system, k8s-app: kube-dns } }]
    toPorts: [{ ports: [{ port: '53', protocol: ANY }]${dns} }]
  - toFQDNs: [${fqdns}]
    toPorts: [{ ports: [{ port: '443', protocol: TCP }] }]`,
    ).trace('pay/till', to);
  const NAMED = '{ matchName: api.presspay.example }';
  const DNS = ', rules: { dns: [{ matchPattern: "*" }] }';

  it('allowed by name, and never learned: the list of names is named', () => {
    const { verdict } = verdictOf('', NAMED);
    expect(verdict.rule).toEqual({ object: 'CiliumNetworkPolicy/pay/out', field: 'spec.egress[1].toFQDNs' });
  });

  it.each([
    ['learned', DNS, NAMED, undefined, 'delivered'],
    ['another name', DNS, '{ matchName: other.example }', undefined, 'policy.egress.denied'],
    ['another name, and nothing learned', '', '{ matchName: other.example }', undefined, 'policy.egress.denied'],
    ['another port', '', NAMED, 'http://api.presspay.example/', 'policy.egress.denied'],
    ['an address instead of a name', '', NAMED, '203.0.113.150:443', 'policy.egress.denied'],
    [
      'a DNS rule for other names refuses the question itself',
      ', rules: { dns: [{ matchPattern: "*.other.example" }] }',
      NAMED,
      undefined,
      'refused',
    ],
  ])('%s', (_what, dns, fqdns, to, expected) => {
    const trace = verdictOf(dns, fqdns, to);
    expect(stepOf(trace, expected)?.code ?? trace.verdict.outcome).toBe(expected);
  });
});

describe('what a router names', () => {
  const at = (path: string, ...texts: readonly string[]): Trace =>
    walked(reception(), ...shopOf('shop', 'cart'), ...shopOf('blog', 'blog'), ...texts).trace(
      'internet:customer',
      `http://shop.contoso.com${path}`,
    );
  const cart = ingress('shop/cart', { paths: ['/cart Prefix cart'] });
  const pattern = (annotations: string): string =>
    ingress('blog/blog', { annotations, paths: ['/blog/[0-9]+ ImplementationSpecific blog'] });

  it.each([
    ['C-9 no patterns', '', undefined],
    ['C-9 use-regex', "nginx.ingress.kubernetes.io/use-regex: 'true'", 'use-regex'],
    ['C-9 rewrite-target', 'nginx.ingress.kubernetes.io/rewrite-target: /$1', 'rewrite-target'],
  ])('%s of a neighbour', (_rule, annotations, key) => {
    const found = stepOf(at('/cart', cart, pattern(annotations)), 'http.patterns')?.rule;
    const field = `metadata.annotations[nginx.ingress.kubernetes.io/${key}]`;
    expect(found).toEqual(key === undefined ? undefined : { object: 'Ingress/blog/blog', field });
  });

  it('C-9 one’s own patterns on a host of one’s own are no news', () => {
    expect(stepOf(at('/blog/7', pattern("nginx.ingress.kubernetes.io/use-regex: 'true'")), 'http.patterns')).toBeUndefined();
  });

  it.each([
    ['HTTP to a TLS port', 8443, 'HTTP'],
    ['TLS to a plain port', 8080, 'HTTPS'],
  ])('C-11 S45 %s: what the router was told to speak', (_what, port, speaks) => {
    const pay = pod('shop/pay', { ports: [8080, 8443], node: 'room-1' }).replace(
      'metadata: {',
      "metadata: { annotations: { cidr.house/tls-ports: '8443' },",
    );
    const route = (protocol: string): Trace =>
      at(
        '/',
        pay,
        service('shop/pay', `selector: { app: pay }, ports: [{ port: 80, targetPort: ${port} }]`),
        ingress('shop/pay', {
          annotations: `nginx.ingress.kubernetes.io/backend-protocol: ${protocol}`,
          paths: ['/ Prefix pay'],
        }),
      );
    const field = 'metadata.annotations[nginx.ingress.kubernetes.io/backend-protocol]';
    expect(route(speaks).verdict).toMatchObject({ outcome: 'http-502', rule: { object: 'Ingress/shop/pay', field } });
    expect(route(speaks === 'HTTP' ? 'HTTPS' : 'HTTP').verdict.outcome).toBe('delivered');
  });
});

describe('E-40 headquarters', () => {
  it('what it does not let out names the field', () => {
    const text = house().replace('advertisedRoutes: [172.20.0.0/16]', 'advertisedRoutes: [0.0.0.0/0]\n  internetEgress: false');
    expect(walked(text).trace('vm:jump', 'api.presspay.example:443').verdict.rule).toEqual({
      object: 'OnPremises/hq',
      field: 'internetEgress',
    });
  });
});

describe('the field behind a load run’s losses', () => {
  const API = 'https://api.presspay.example/';
  const caller = pod('shop/caller', { node: 'room-0' });
  const NAT = (text: string): string => text.replace('outboundType: loadBalancer', 'outboundType: managedNATGateway');
  const idle = flow({ from: 'shop/caller', to: API, rate: 1, end: 2 * SECOND, hold: 40 * MINUTE, requests: 2 });
  const long = { duration: 60 * MINUTE, sample: MINUTE };
  const crowd = flow({ from: 'shop/caller', to: API, rate: 100, end: 20 * SECOND, hold: 20 * SECOND });
  const windows = (text: string): string => text.replace('maxPods: 30,', 'maxPods: 30, osType: Windows,');
  const fixed = (text: string): string =>
    text.replace(
      'outboundType: loadBalancer',
      'outboundType: loadBalancer\n    loadBalancerProfile: { allocatedOutboundPorts: 8 }',
    );
  const profile = 'networkProfile.loadBalancerProfile';

  it.each([
    ['E-13 silence at a NAT gateway', NAT, [idle], long, 'networkProfile.natGatewayProfile.idleTimeoutInMinutes'],
    ['E-11 automatic ports', (text: string) => text, [crowd], {}, `${profile}.managedOutboundIPs.count`],
    ['E-10 a fixed number of ports', fixed, [crowd], {}, `${profile}.allocatedOutboundPorts`],
    ['E-51 Windows', windows, [crowd], {}, 'agentPoolProfiles[0].windowsProfile.disableOutboundNat'],
  ] as const)('%s', (_rule, edit, flows, options, field) => {
    const { endings } = runLoad(openWorld({ edit }, caller), planOf(flows, options));
    const lost = endings.filter(({ outcome }) => outcome !== 'completed' && outcome !== 'open');
    expect(lost.length).toBeGreaterThan(0);
    for (const { rule } of lost) expect(rule).toEqual({ object: 'ManagedCluster/aks', field });
  });

  it('B-21 silence behind a load balancer: the Service’s annotation', () => {
    const door = service('shop/door', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]');
    const world = openWorld({}, deployment('shop/web', 1, { ports: [8080] }), door);
    const { endings } = runLoad(world, planOf([{ ...idle, from: 'internet:customer', to: 'shop/door:80' }], long));
    const field = 'metadata.annotations[service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout]';
    expect(endings).toMatchObject([{ reason: 'idle-timeout', rule: { object: 'Service/shop/door', field } }]);
  });

  it('a connection that never was names what its walk names; one that ended well names nothing', () => {
    const api = service('shop/api', 'selector: { app: nobody }, ports: [{ port: 80 }]');
    const plan = planOf([
      { ...crowd, rate: 1, to: 'http://api' },
      { ...crowd, name: 'fine', rate: 1, hold: SECOND },
    ]);
    const { endings } = runLoad(openWorld({}, caller, api), plan);
    expect(new Map(endings.map(({ outcome, rule }) => [outcome, rule?.object]))).toEqual(
      new Map([
        ['completed', undefined],
        ['refused', 'Service/shop/api'],
      ]),
    );
  });

  it('E-2 E-11 a change of the world names its field', () => {
    const open = flow({ from: 'shop/caller', to: API, hold: 30 * SECOND, end: 20 * SECOND });
    const events = [{ type: 'outbound', at: 10 * SECOND, outboundType: 'managedNATGateway' }] as const;
    const { endings } = runLoad(openWorld({}, caller), planOf([open], { events }));
    expect(endings.find(({ reason }) => reason === 'egress-changed')?.rule?.field).toBe('networkProfile.outboundType');
  });
});
