// Traps of HTTP routes: paths, wildcards, hosts that do not fall through, three namespaces. Rules: T35–T38.
import { describe } from 'vitest';
import { trouble } from '../support/trouble.ts';
import { house, pod } from '../engine/worlds.ts';
import { namespace, service } from './words.ts';

const to = (from: string, target: string, sees: string): { from: string; to: string; sees: string } => ({
  from,
  to: target,
  sees,
});
const NAMES = ['foo.example', 'shop.foo.example', 'a.b.foo.example'];
const ZONES = `dnsZones:
- name: example
  records: [${NAMES.map((name) => `{ name: ${name.replace('.example', '')}, type: A, values: [20.50.0.1] }`).join(', ')}]
managedClusters:`;
/** The application routing add-on, nginx or Gateway API, at 20.50.0.1. */
const street = (profile: string): string => `${house().replace('managedClusters:', ZONES)}\n  ingressProfile: { ${profile} }`;
const PODS = [
  namespace('shop'),
  pod('shop/web', { ports: [8080], node: 'room-0' }),
  pod('shop/cart', { ports: [8080], node: 'room-1' }),
  service('shop/web', 'selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
  service('shop/cart', 'selector: { app: cart }\nports: [{ port: 80, targetPort: 8080 }]'),
];
const NGINX = [street('webAppRouting: { enabled: true }'), ...PODS];
const path = (text: string, type: string, backend = 'web'): string =>
  `      - { path: ${text}, pathType: ${type}, backend: { service: { name: ${backend}, port: { number: 80 } } } }`;

function ingress(...rules: readonly (readonly [host: string, ...paths: string[]])[]): string {
  const listed = rules.map(([host, ...paths]) => `  - host: '${host}'\n    http:\n      paths:\n${paths.join('\n')}`);
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: webapprouting.kubernetes.azure.com
  rules:
${listed.join('\n')}`;
}

describe('traps of routes: Ingress', () => {
  trouble('T35 Prefix /foo does not catch /foobar', {
    world: [...NGINX, ingress(['foo.example', path('/foo', 'Prefix')])],
    symptom: [
      to('internet:customer', 'http://foo.example/foobar', 'http-404'),
      to('internet:customer', 'http://foo.example/foo/bar', 'delivered'),
    ],
    cause: ['Ingress/shop/shop', 'spec.rules[0].http.paths[0].path'],
    fix: [ingress(['foo.example', path('/foo', 'Prefix'), path('/foobar', 'Prefix')])],
    cured: [to('internet:customer', 'http://foo.example/foobar', 'delivered')],
  });

  trouble('T35 Exact /foo does not catch /foo/', {
    world: [...NGINX, ingress(['foo.example', path('/foo', 'Exact')])],
    symptom: [
      to('internet:customer', 'http://foo.example/foo/', 'http-404'),
      to('internet:customer', 'http://foo.example/foo', 'delivered'),
    ],
    cause: ['Ingress/shop/shop', 'spec.rules[0].http.paths[0].pathType'],
    fix: [ingress(['foo.example', path('/foo', 'Prefix')])],
    cured: [to('internet:customer', 'http://foo.example/foo/', 'delivered')],
  });

  trouble('T36 a wildcard host holds one label: neither the domain itself nor two', {
    world: [...NGINX, ingress(['*.foo.example', path('/', 'Prefix')])],
    symptom: [
      to('internet:customer', 'http://foo.example/', 'http-404'),
      to('internet:customer', 'http://a.b.foo.example/', 'http-404'),
      to('internet:customer', 'http://shop.foo.example/', 'delivered'),
    ],
    cause: ['Ingress/shop/shop', 'spec.rules[0].host'],
    fix: [
      ingress(
        ['*.foo.example', path('/', 'Prefix')],
        ['foo.example', path('/', 'Prefix')],
        ['*.b.foo.example', path('/', 'Prefix')],
      ),
    ],
    cured: [
      to('internet:customer', 'http://foo.example/', 'delivered'),
      to('internet:customer', 'http://a.b.foo.example/', 'delivered'),
    ],
  });

  trouble('T37 a path that the exact host does not list is not taken by the wildcard', {
    world: [...NGINX, ingress(['*.foo.example', path('/', 'Prefix')], ['shop.foo.example', path('/cart', 'Prefix', 'cart')])],
    symptom: [
      to('internet:customer', 'http://shop.foo.example/', 'http-404'),
      { from: 'internet:customer', to: 'http://shop.foo.example/cart', sees: 'delivered', at: ['shop/cart'] },
    ],
    cause: ['Ingress/shop/shop', 'spec.rules[1].http.paths'],
    fix: [
      ingress(['*.foo.example', path('/', 'Prefix')], ['shop.foo.example', path('/cart', 'Prefix', 'cart'), path('/', 'Prefix')]),
    ],
    cured: [{ from: 'internet:customer', to: 'http://shop.foo.example/', sees: 'delivered', at: ['shop/web'] }],
  });
});

const LISTENER = '{ name: http, port: 80, protocol: HTTP }';

function gateway(...listeners: readonly string[]): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: door, namespace: infra }
spec:
  gatewayClassName: approuting-istio
  listeners:
${listeners.map((listener) => `  - ${listener}`).join('\n')}`;
}

function route(end: string, hostnames: string, rules: string, section = ''): string {
  const [space, name = ''] = end.split('/');
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: ${space} }
spec:
  parentRefs: [{ name: door, namespace: infra${section === '' ? '' : `, sectionName: ${section}`} }]
  hostnames: [${hostnames}]
  rules:
${rules}`;
}

const backend = (name: string, space = 'shop'): string => `  - backendRefs: [{ name: ${name}, namespace: ${space}, port: 80 }]`;
const GATEWAY = [street('gatewayAPI: { enabled: true }'), namespace('infra'), ...PODS];
const ALL = LISTENER.replace(' }', ', allowedRoutes: { namespaces: { from: All } } }');
const named = (name: string, hostname: string): string => ALL.replace('name: http', `name: ${name}, hostname: '${hostname}'`);

describe('traps of routes: Gateway API', () => {
  trouble('T36 a wildcard of Gateway API holds several labels, and still not the domain itself', {
    world: [...GATEWAY, gateway(named('all', '*.foo.example')), route('shop/web', '"*.foo.example"', backend('web'))],
    symptom: [
      to('internet:customer', 'http://foo.example/', 'http-404'),
      to('internet:customer', 'http://a.b.foo.example/', 'delivered'),
    ],
    cause: ['Gateway/infra/door', 'spec.listeners[0].hostname'],
    fix: [
      gateway(named('all', '*.foo.example'), named('apex', 'foo.example')),
      route('shop/web', '"*.foo.example", foo.example', backend('web')),
    ],
    cured: [to('internet:customer', 'http://foo.example/', 'delivered')],
  });

  trouble('T37 a listener of its own for the exact host keeps the wildcard’s routes away', {
    world: [
      ...GATEWAY,
      gateway(named('all', '*.foo.example'), named('shop', 'shop.foo.example')),
      route('shop/all', '"*.foo.example"', backend('web'), 'all'),
      route(
        'shop/cart',
        'shop.foo.example',
        `${backend('cart')}\n    matches: [{ path: { type: PathPrefix, value: /cart } }]`,
        'shop',
      ),
    ],
    symptom: [
      to('internet:customer', 'http://shop.foo.example/', 'http-404'),
      { from: 'internet:customer', to: 'http://shop.foo.example/cart', sees: 'delivered', at: ['shop/cart'] },
    ],
    cause: ['HTTPRoute/shop/cart', 'spec.rules'],
    fix: [gateway(named('all', '*.foo.example')), route('shop/cart', 'shop.foo.example', backend('cart'), 'all')],
    cured: [{ from: 'internet:customer', to: 'http://shop.foo.example/', sees: 'delivered', at: ['shop/cart'] }],
  });

  const elsewhere = [
    ...GATEWAY,
    namespace('pay'),
    pod('pay/till', { ports: [8080], node: 'room-2' }),
    service('pay/till', 'selector: { app: till }\nports: [{ port: 80, targetPort: 8080 }]'),
    route('shop/till', 'shop.foo.example', backend('till', 'pay')),
  ];
  const grant = `apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: from-shop, namespace: pay }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
  to: [{ group: '', kind: Service }]`;

  trouble('T38 a route of another namespace is not attached unless the listener takes it', {
    world: [...elsewhere, grant, gateway(LISTENER)],
    symptom: [to('internet:customer', 'http://shop.foo.example/', 'http-404')],
    cause: ['Gateway/infra/door', 'spec.listeners[0].allowedRoutes'],
    fix: [gateway(ALL)],
    cured: [{ from: 'internet:customer', to: 'http://shop.foo.example/', sees: 'delivered', at: ['pay/till'] }],
  });

  trouble('T38 attached, its backend in a third namespace is a 500 until that namespace grants it', {
    world: [...elsewhere, gateway(ALL)],
    symptom: [to('internet:customer', 'http://shop.foo.example/', 'http-500')],
    cause: ['HTTPRoute/shop/till', 'spec.rules[0].backendRefs'],
    fix: [grant],
    cured: [{ from: 'internet:customer', to: 'http://shop.foo.example/', sees: 'delivered', at: ['pay/till'] }],
  });
});
