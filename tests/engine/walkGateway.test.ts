// Application Gateway with AGIC: straight to the pod from its own subnet, 502 where the pod would not take it, and what Azure says of its
// subnet. Rules: C-16…C-23, E-42, S09, S10, S40.
import { describe, expect, it } from 'vitest';
import { findFailure } from '../../src/engine/goals/failure.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { house, pod, policy, service, worldOf } from './worlds.ts';

interface Options {
  readonly mode?: 'overlay' | 'nodeSubnet' | 'kubenet';
  readonly gateway?: string;
  readonly subnet?: string;
  readonly network?: string;
  readonly annotations?: string;
  readonly spec?: string;
  readonly paths?: string;
  readonly more?: readonly string[];
  readonly ports?: readonly number[];
  readonly addon?: string;
}

const PATHS = '{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }';

function engineOf(options: Options): ReturnType<typeof createEngine> {
  const {
    mode = 'nodeSubnet',
    gateway = 'subnet: snet-agw, sku: Standard_v2',
    subnet = '',
    network = '',
    annotations = '',
    spec = '',
    paths = PATHS,
    more = [],
    ports = [8080],
    addon = '{ enabled: true, applicationGateway: agw }',
  } = options;
  const text = house({ mode, engine: 'calico' })
    .replace('  - { name: snet-vms', `  - { name: snet-agw, addressPrefix: 10.10.4.0/24, ${subnet} }\n  - { name: snet-vms`)
    .replace(
      'managedClusters:',
      `publicIPAddresses: [{ name: pip-agw }]\ndnsZones: [{ name: contoso.com, records: [{ name: shop, type: A, values: [20.50.0.1] }, { name: other, type: A, values: [20.50.0.1] }] }]\napplicationGateways: [{ name: agw, publicIPAddress: pip-agw, privateIPAddress: 10.10.4.9, ${gateway} }]\n${network}\nmanagedClusters:`,
    );
  const ingress = `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop, namespace: shop, annotations: { ${annotations} } }\nspec: { ingressClassName: azure-application-gateway, ${spec} rules: [{ host: shop.contoso.com, http: { paths: [${paths}] } }] }`;
  const engine = createEngine();
  engine.load({
    spec: worldOf(
      `${text}\n  addonProfiles: { ingressApplicationGateway: ${addon} }`,
      pod('shop/web', { ports, node: 'room-1' }),
      service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
      ingress,
      ...more,
    ),
    revision: 1,
  });
  return engine;
}

function send(options: Options, to = 'http://shop.contoso.com/', from = 'internet:customer'): Trace {
  const answer = engineOf(options).trace({ revision: 1, flow: { from, to } });
  if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.params)}`);
  return answer.value;
}

function outcome(options: Options, to?: string, from?: string): string {
  const { verdict } = send(options, to, from);
  return verdict.reason === undefined ? verdict.outcome : `${verdict.outcome} ${verdict.reason}`;
}

describe('the gateway outside the cluster', () => {
  it.each(['nodeSubnet', 'overlay'] as const)('C-17, C-19 %s: straight to the pod, from an address of its own subnet', (mode) => {
    expect(send({ mode })).toMatchObject({
      verdict: { outcome: 'delivered' },
      via: ['agw'],
      deliveredTo: 'shop/web',
      sourceSeen: '10.10.4.4',
      reply: { verdict: { outcome: 'delivered' } },
    });
  });

  it('C-19, C31, S09 kubenet: AGIC puts the cluster’s routes where no table stands; another table without them is 502', () => {
    expect(outcome({ mode: 'kubenet' })).toBe('delivered');
    const own = { subnet: 'routeTable: rt', network: 'routeTables: [{ name: rt, routes: [] }]' };
    expect(outcome({ mode: 'kubenet', ...own })).toBe('http-502 no-route');
  });

  it('C-17 a policy must admit the gateway’s subnet', () => {
    const only = (from: string): string =>
      policy('shop/web', `podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [${from}] }]`);
    expect(outcome({ more: [only('{ podSelector: {} }')] })).toBe('http-502 network-policy');
    expect(outcome({ more: [only('{ ipBlock: { cidr: 10.10.4.0/24 } }')] })).toBe('delivered');
  });

  it.each([
    ['C-22 nobody listens there', { ports: [9999] }, undefined, 'http-502 not-listening'],
    ['C-22 nobody behind the Service', { paths: PATHS.replace('name: web', 'name: none') }, undefined, 'http-502 no-endpoints'],
    ['C-3 another host', {}, 'http://other.contoso.com/', 'http-404 http-route'],
    ['C-22 the empty default pool', { paths: PATHS.replace('path: /', 'path: /api') }, undefined, 'http-502 http-route'],
    [
      'S40 stopped',
      { gateway: 'subnet: snet-agw, sku: Standard_v2, operationalState: Stopped' },
      undefined,
      'timeout http-route',
    ],
    ['C-18 no certificate, no listener', {}, 'https://shop.contoso.com/', 'timeout http-route'],
    ['C-23 not on the private frontend', {}, 'http://10.10.4.9/', 'timeout http-route', 'vm:jump'],
  ] as const)('%s', (_rule, options: Options, to, expected, from?: string) => {
    expect(outcome(options, to, from)).toBe(expected);
  });

  it('C-23 use-private-ip serves the private frontend alone', () => {
    const annotations = "appgw.ingress.kubernetes.io/use-private-ip: 'true'";
    expect(outcome({ annotations })).toBe('timeout http-route');
    expect(outcome({ annotations }, 'http://10.10.4.9/', 'vm:jump')).toBe('http-404 http-route');
  });

  it('C-21 Prefix gains a star, Exact loses it, the longest wins', () => {
    const path = (text: string, type: string, name: string): string =>
      PATHS.replace('path: /', `path: "${text}"`).replace('Prefix', type).replace('name: web', `name: ${name}`);
    const paths = [
      path('/api', 'Prefix', 'web'),
      path('/api/off*', 'Exact', 'none'),
      path('/img/*', 'ImplementationSpecific', 'web'),
    ].join(', ');
    const to = (asked: string): string => outcome({ paths }, `http://shop.contoso.com${asked}`);
    expect(['/api', '/apis', '/API/x', '/api/off', '/api/offer', '/img/a', '/img'].map(to)).toEqual([
      'delivered',
      'delivered',
      'delivered',
      'http-502 no-endpoints',
      'delivered',
      'delivered',
      'http-502 http-route',
    ]);
  });

  it('C-23 TLS: its own listener, no plain one but to redirect; the prefix of the backend', () => {
    const secret =
      'apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata: { name: c, namespace: shop, annotations: { cidr.house/dns-names: shop.contoso.com } }';
    const tls = { spec: 'tls: [{ hosts: [shop.contoso.com], secretName: c }],', more: [secret] };
    expect(outcome(tls, 'https://shop.contoso.com/')).toBe('delivered');
    expect(outcome(tls)).toBe('timeout http-route');
    const led = { ...tls, annotations: "appgw.ingress.kubernetes.io/ssl-redirect: 'true'" };
    expect(outcome(led)).toBe('http-301');
    const redirected = (options: Options, location?: string): string | undefined => {
      const goal = { id: 'led', type: 'redirects', from: [], to: [], ...(location === undefined ? {} : { location }) } as const;
      return findFailure(send(options), { goal })?.code;
    };
    expect(redirected(led)).toBeUndefined();
    expect(redirected(led, send(led).http?.location)).toBeUndefined();
    expect(redirected(led, 'https://other.contoso.com/')).toBe('goal.redirect');
    expect(redirected({})).toBe('goal.redirect.none');
    expect(redirected(tls)).toBe('goal.lost.http-route.by');
    expect(
      send({ annotations: 'appgw.ingress.kubernetes.io/backend-path-prefix: /v2' }, 'http://shop.contoso.com/cart?x').http?.path,
    ).toBe('/v2/cart?x');
  });

  it('C-18 a gateway that no AGIC of this cluster writes is refused as not simulated', () => {
    const answer = engineOf({ addon: '{ enabled: false }' }).trace({
      revision: 1,
      flow: { from: 'internet:customer', to: 'http://shop.contoso.com/' },
    });
    expect(answer).toMatchObject({ ok: false, code: 'unsupported', params: { part: 'applicationGateways' } });
  });
});

describe('what Azure says of it', () => {
  const codes = (options: Options): string[] => {
    const engine = engineOf(options);
    const compiled = engine.edit({ edit: { type: 'batch', edits: [] }, from: 1, to: 2 });
    return compiled.ok ? compiled.value.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code) : [];
  };
  const table = (route: string, more = ''): Options => ({
    subnet: 'routeTable: rt',
    network: `routeTables: [{ name: rt, ${more} routes: [${route}] }]`,
  });
  const group = (...rules: string[]): Options => ({
    subnet: 'networkSecurityGroup: nsg',
    network: `networkSecurityGroups: [{ name: nsg, securityRules: [${rules.map((rule, index) => `{ name: r${index}, priority: ${100 + index}, direction: Inbound, protocol: Tcp, sourcePortRange: '*', destinationAddressPrefix: '*', ${rule} }`).join(', ')}] }]`,
  });
  const DEFAULT = (hop: string): string => `{ name: d, addressPrefix: 0.0.0.0/0, nextHopType: ${hop} }`;
  const BLOCKED = 'ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup';

  it.each([
    ['C-16 v1', { gateway: 'subnet: snet-agw, sku: Standard_Medium' }, ['AppGatewaySkuUnsupported']],
    ['C-16 WAF_v2', { gateway: 'subnet: snet-agw, sku: WAF_v2' }, []],
    [
      'C-20 a default route to an appliance',
      table(DEFAULT('VirtualAppliance, nextHopIpAddress: 10.10.9.4')),
      ['AppGatewayDefaultRouteUnsupported'],
    ],
    ['C-20 a default route to the internet', table(DEFAULT('Internet')), []],
    [
      'S10 a guard without the range',
      group("access: Allow, sourceAddressPrefix: Internet, destinationPortRange: '80'"),
      [BLOCKED],
    ],
    [
      'S10 the range in two rules',
      group(
        'access: Allow, sourceAddressPrefix: GatewayManager, destinationPortRange: 65200-65300',
        "access: Allow, sourceAddressPrefix: '*', destinationPortRange: 65301-65535",
      ),
      [],
    ],
    [
      'S10 a denial first',
      group(
        "access: Deny, sourceAddressPrefix: '*', destinationPortRange: '65535'",
        'access: Allow, sourceAddressPrefix: GatewayManager, destinationPortRange: 65200-65535',
      ),
      [BLOCKED],
    ],
    [
      'S10 a denial afterwards',
      group(
        'access: Allow, sourceAddressPrefix: GatewayManager, destinationPortRange: 65200-65535',
        "access: Deny, sourceAddressPrefix: '*', destinationPortRange: '*'",
      ),
      [],
    ],
    ['C-16 no such subnet', { gateway: 'subnet: nowhere, sku: Standard_v2' }, ['InvalidResourceReference']],
  ] as const)('%s', (_rule, options: Options, expected) => {
    // A later key of the mapping is the one that counts here: the test writes over the default.
    const text = options.gateway?.startsWith('sku') === true || options.gateway?.startsWith('subnet') === true;
    expect(codes(text ? { ...options } : options)).toEqual(expected);
  });
});
