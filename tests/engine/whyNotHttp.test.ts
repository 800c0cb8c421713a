// Why not, for requests: host, path, class, backend, certificate, listener. Each remedy is run once more on a copy and must turn the verdict.
// Rules: C-1…C-8, C-11, C-30, ING1–ING13, GW3, GW8–GW10, S13, S43, S45.
import { describe, expect, it } from 'vitest';
import { type Asked, askWhyNot } from '../support/asking.ts';
import { house, pod, service, worldOf } from './worlds.ts';

const SECRET = (name: string, host: string, namespace = 'shop'): string =>
  `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata: { name: ${name}, namespace: ${namespace}, annotations: { cidr.house/dns-names: ${host} } }`;
const WEB = service('shop/web', 'selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }]');

interface World {
  readonly ingress?: string;
  readonly more?: readonly string[];
  readonly network?: (text: string) => string;
  readonly web?: string;
  readonly annotations?: string;
  readonly profile?: string;
}

const PATHS = '{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }';

function ingress(spec: string, annotations = ''): string {
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop, namespace: shop, annotations: { ${annotations} } }\nspec: { ${spec} }`;
}

const rules = (host = 'shop.contoso.com', paths = PATHS): string => `rules: [{ host: ${host}, http: { paths: [${paths}] } }]`;

function ask(world: World, to = 'http://shop.contoso.com/'): Asked {
  const {
    ingress: route = ingress(`ingressClassName: nginx, ${rules()}`),
    more = [],
    network = (text: string) => text,
    web = pod('shop/web', { ports: [8080] }),
    profile = 'ingressControllers: [{ name: ingress-nginx, class: nginx, namespace: ingress-nginx, service: { externalTrafficPolicy: Local } }]',
  } = world;
  const zone =
    'dnsZones: [{ name: contoso.com, records: [{ name: shop, type: A, values: [20.50.0.1] }, { name: api, type: A, values: [20.50.0.1] }] }]\n';
  const text = network(house({ engine: 'calico' }).replace('managedClusters:', `${zone}managedClusters:`));
  const spec = worldOf(`${text}\n  ${profile}`, web, WEB, route, ...more);
  return askWhyNot(spec, { from: 'internet:customer', to, want: 'delivered' });
}

describe('Ingress: what would make the request succeed', () => {
  it('nothing is missing where it succeeds', () => {
    expect(ask({}).holds).toBe(true);
  });

  it.each<[string, World, string | undefined, string, object]>([
    [
      'C-1 the host',
      { ingress: ingress(`ingressClassName: nginx, ${rules('shopp.contoso.com')}`) },
      undefined,
      'web.host',
      { field: 'spec.rules[0].host', current: 'shopp.contoso.com', suggested: 'shop.contoso.com' },
    ],
    [
      'ING5 the type of the path',
      {
        ingress: ingress(
          `ingressClassName: nginx, ${rules('shop.contoso.com', PATHS.replace('path: /, pathType: Prefix', 'path: /cart, pathType: Exact'))}`,
        ),
      },
      'http://shop.contoso.com/cart/1',
      'web.pathType',
      { field: 'spec.rules[0].http.paths[0].pathType', suggested: 'Prefix' },
    ],
    [
      'ING6 the path',
      { ingress: ingress(`ingressClassName: nginx, ${rules('shop.contoso.com', PATHS.replace('path: /', 'path: /crat'))}`) },
      'http://shop.contoso.com/cart?x=1',
      'web.path',
      { current: '/crat', suggested: '/cart' },
    ],
    [
      'C-5, ING13 the class',
      { ingress: ingress(`ingressClassName: ngnix, ${rules()}`) },
      undefined,
      'web.class',
      { current: 'ngnix', suggested: 'nginx' },
    ],
    ['C-5 no class', { ingress: ingress(rules()) }, undefined, 'web.class', { current: '–', suggested: 'nginx' }],
    [
      'ING11 the port of the Service',
      { ingress: ingress(`ingressClassName: nginx, ${rules('shop.contoso.com', PATHS.replace('number: 80', 'number: 8080'))}`) },
      undefined,
      'web.port',
      { current: 8080, suggested: 80 },
    ],
    [
      'C-6 the Service',
      { ingress: ingress(`ingressClassName: nginx, ${rules('shop.contoso.com', PATHS.replace('name: web', 'name: wep'))}`) },
      undefined,
      'web.service',
      { current: 'wep', suggested: 'web' },
    ],
    [
      'ING10 the default backend’s Service',
      { ingress: ingress('ingressClassName: nginx, defaultBackend: { service: { name: wep, port: { number: 80 } } }') },
      undefined,
      'web.service',
      { field: 'spec.defaultBackend.service.name', suggested: 'web' },
    ],
    [
      'C-13 the Service’s own selector',
      { web: pod('shop/web', { ports: [8080], app: 'wbe' }) },
      undefined,
      'svc.selector',
      { service: 'shop/web' },
    ],
    [
      'C-13 the Service’s own port',
      { web: pod('shop/web', { ports: [9090] }) },
      undefined,
      'svc.targetPort',
      { suggested: '9090' },
    ],
    [
      'C-11, S13 the list of sources',
      {
        ingress: ingress(
          `ingressClassName: nginx, ${rules()}`,
          'nginx.ingress.kubernetes.io/whitelist-source-range: 198.51.100.0/24',
        ),
      },
      undefined,
      'web.source',
      { suggested: '198.51.100.0/24,203.0.113.9/32' },
    ],
    [
      'S45 the protocol of the backend',
      {
        web: pod('shop/web', { ports: [8080] }).replace('labels:', 'annotations: { cidr.house/tls-ports: "8080" }, labels:'),
      },
      undefined,
      'web.protocol',
      { suggested: 'HTTPS' },
    ],
    [
      'C-8 a redirect nobody wants',
      {
        ingress: ingress(`ingressClassName: nginx, tls: [{ hosts: [shop.contoso.com], secretName: c }], ${rules()}`),
        more: [SECRET('c', 'shop.contoso.com')],
      },
      undefined,
      'web.redirect',
      { suggested: 'false' },
    ],
    [
      'C-11 a forced redirect',
      { ingress: ingress(`ingressClassName: nginx, ${rules()}`, "nginx.ingress.kubernetes.io/force-ssl-redirect: 'true'") },
      undefined,
      'web.redirect',
      { current: 'true', suggested: '–' },
    ],
    [
      'C-4, S43 a Secret that is for the host',
      {
        ingress: ingress(`ingressClassName: nginx, tls: [{ hosts: [shop.contoso.com], secretName: old }], ${rules()}`),
        more: [SECRET('old', 'old.contoso.com'), SECRET('new', '"*.contoso.com"')],
      },
      'https://shop.contoso.com/',
      'web.secret',
      { current: 'old', suggested: 'new' },
    ],
    ['C-4 no Secret at all', {}, 'https://shop.contoso.com/', 'web.secretMissing', { suggested: 'shop-contoso-com-tls' }],
    [
      'C-4 a Secret of another namespace does not count',
      {
        ingress: ingress(`ingressClassName: nginx, tls: [{ hosts: [shop.contoso.com], secretName: c }], ${rules()}`),
        more: [SECRET('c', 'shop.contoso.com', 'infra')],
      },
      'https://shop.contoso.com/',
      'web.secretMissing',
      { current: 'c' },
    ],
  ])('%s', (_rule, world, to, code, params) => {
    const asked = ask(world, to);
    expect(asked.holds).toBe(false);
    expect(asked.codes[0]).toBe(code);
    expect(asked.best?.findings[0]?.params).toMatchObject(params);
  });

  it('two at once: the class and the path', () => {
    const route = ingress(`ingressClassName: ngnix, ${rules('shop.contoso.com', PATHS.replace('path: /', 'path: /crat'))}`);
    const { codes } = ask({ ingress: route }, 'http://shop.contoso.com/cart');
    expect(codes).toContain('web.class+web.path');
  });
});

describe('Gateway API: what would make the request succeed', () => {
  const GATEWAY = (listener = '', namespace = 'shop'): string =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: door, namespace: ${namespace} }\nspec: { gatewayClassName: approuting-istio, listeners: [{ name: http, port: 80, protocol: HTTP, ${listener} }] }`;
  const ROUTE = (
    rule = 'backendRefs: [{ name: web, port: 80 }]',
    spec = 'parentRefs: [{ name: door }]',
    namespace = 'shop',
  ): string =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: route, namespace: ${namespace} }\nspec: { ${spec}, rules: [{ ${rule} }] }`;
  const istio = (more: readonly string[], to?: string): Asked =>
    ask({ ingress: more[0] ?? '', more: more.slice(1), profile: 'ingressProfile: { gatewayAPI: { enabled: true } }' }, to);

  it('nothing is missing where it succeeds', () => {
    expect(istio([GATEWAY(), ROUTE()]).holds).toBe(true);
  });

  it.each<[string, readonly string[], string, object]>([
    [
      'GW3 hostnames',
      [GATEWAY(), ROUTE(undefined, 'parentRefs: [{ name: door }], hostnames: [shopp.contoso.com]')],
      'web.host',
      { field: 'spec.hostnames[0]' },
    ],
    [
      'GW1 the listener’s hostname',
      [GATEWAY('hostname: shopp.contoso.com'), ROUTE()],
      'web.host',
      { field: 'spec.listeners[0].hostname' },
    ],
    [
      'GW3 the parent',
      [GATEWAY(), ROUTE(undefined, 'parentRefs: [{ name: dor }]')],
      'web.parent',
      { current: 'dor', suggested: 'door' },
    ],
    [
      'GW3 the namespaces',
      [GATEWAY('', 'infra'), ROUTE(undefined, 'parentRefs: [{ name: door, namespace: infra }]')],
      'web.namespaces',
      { current: 'Same', suggested: 'from: Selector, kubernetes.io/metadata.name: shop' },
    ],
    [
      'GW5 the path',
      [GATEWAY(), ROUTE('matches: [{ path: { type: PathPrefix, value: /shop } }], backendRefs: [{ name: web, port: 80 }]')],
      'web.path',
      { current: '/shop', suggested: '/' },
    ],
    [
      'GW6 what else a match asks',
      [GATEWAY(), ROUTE('matches: [{ method: POST }], backendRefs: [{ name: web, port: 80 }]')],
      'web.pathType',
      { current: 'method' },
    ],
    ['GW8 the Service', [GATEWAY(), ROUTE('backendRefs: [{ name: wep, port: 80 }]')], 'web.service', { suggested: 'web' }],
    [
      'GW8 the port',
      [GATEWAY(), ROUTE('backendRefs: [{ name: web, port: 8080 }]')],
      'web.port',
      { current: 8080, suggested: 80 },
    ],
    ['GW9 the weight', [GATEWAY(), ROUTE('backendRefs: [{ name: web, port: 80, weight: 0 }]')], 'web.weight', { current: 0 }],
    [
      'GW10 the grant',
      [GATEWAY('', 'front'), ROUTE('backendRefs: [{ name: web, namespace: shop, port: 80 }]', undefined, 'front')],
      'web.grant',
      { namespace: 'shop', from: 'front' },
    ],
  ])('%s', (_rule, objects, code, params) => {
    const asked = istio(objects);
    expect(asked.holds).toBe(false);
    expect(asked.codes[0]).toBe(code);
    expect(asked.best?.findings[0]?.params).toMatchObject(params);
  });
});

describe('Application Gateway for Containers: what it needs before it answers', () => {
  const alb = (profile: string, delegation: string, prefix = '10.10.4.0/24'): Asked =>
    ask(
      {
        network: (text) =>
          text
            .replace(
              '  - { name: snet-vms',
              `  - { name: snet-alb, addressPrefix: ${prefix}, delegations: [${delegation}] }\n  - { name: snet-vms`,
            )
            .replace(
              'managedClusters:',
              'trafficControllers: [{ name: alb, associationSubnet: snet-alb, frontends: [web] }]\nmanagedClusters:',
            ),
        ingress: ingress(
          `ingressClassName: azure-alb-external, ${rules('web.alb.alb.azure.com')}`,
          'alb.networking.azure.io/alb-id: alb, alb.networking.azure.io/alb-frontend: web',
        ),
        profile: `ingressProfile: { applicationLoadBalancer: { enabled: ${profile} } }`,
      },
      'http://web.alb.alb.azure.com/',
    );

  it.each([
    ['C-30 the controller', 'false', 'Microsoft.ServiceNetworking/trafficControllers', 'web.albController'],
    ['C-30 the delegation', 'true', '', 'web.delegation'],
    ['C-30 both', 'false', '', 'web.albController+web.delegation'],
  ] as const)('%s', (_rule, profile, delegation, code) => {
    expect(alb(profile, delegation).codes[0]).toBe(code);
  });

  it.each(['10.10.4.0/25', '10.10.4.0/23'])('C-30 the size of its subnet, %s', (prefix) => {
    const { best, codes } = alb('true', 'Microsoft.ServiceNetworking/trafficControllers', prefix);
    expect(codes[0]).toBe('web.associationSize');
    expect(best?.findings[0]?.params).toMatchObject({ current: prefix, suggested: '10.10.4.0/24' });
  });
});
