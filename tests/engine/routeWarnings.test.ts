// Warnings about routes: accepted by everybody, served by nobody. Rules: C-5, C-6, C-8, ING13, GW3, GW8, GW10, S40, S43.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { house, service, worldOf } from './worlds.ts';

const CLASS =
  'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: k8s.io/ingress-nginx }';
const WEB = service('shop/web', 'selector: { app: web }, ports: [{ name: http, port: 80 }]');
const INSTALLED = `${house()}\n  ingressControllers: [{ name: ingress-nginx, class: nginx, namespace: ingress-nginx }]`;

function ingress(spec: string, backend = 'name: web, port: { number: 80 }'): string {
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop, namespace: shop }\nspec: { ${spec} defaultBackend: { service: { ${backend} } } }`;
}

function warnings(...texts: readonly string[]): string[] {
  const { diagnostics } = createEngine().load({ spec: worldOf(...texts), revision: 1 });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return diagnostics.filter(({ severity }) => severity === 'warning').map(({ code, path }) => `${code} ${path}`);
}

describe('Ingress', () => {
  const named = 'ingressClassName: nginx,';
  const secret = (names: string): string =>
    `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata: { name: c, namespace: shop, annotations: { cidr.house/dns-names: "${names}" } }`;
  const tls = `${named} tls: [{ hosts: [a.example], secretName: c }],`;

  it.each([
    ['C-5 all is well', [INSTALLED, WEB, ingress(named)], []],
    ['S40 no class', [INSTALLED, WEB, ingress('')], ['IngressWithoutClass Ingress/shop/shop: spec.ingressClassName']],
    [
      'ING13 a class that is not there',
      [INSTALLED, WEB, ingress('ingressClassName: other,')],
      ['IngressClassUnknown Ingress/shop/shop: spec.ingressClassName'],
    ],
    [
      'ING13 a class without a controller',
      [house(), CLASS, WEB, ingress(named)],
      ['IngressClassNotServed Ingress/shop/shop: spec.ingressClassName'],
    ],
    [
      'C-6 no such Service here',
      [INSTALLED, WEB.replace('namespace: shop', 'namespace: far'), ingress(named)],
      ['RouteServiceMissing Ingress/shop/shop: spec.defaultBackend'],
    ],
    [
      'ING11 no such port',
      [INSTALLED, WEB, ingress(named, 'name: web, port: { number: 8080 }')],
      ['RoutePortMissing Ingress/shop/shop: spec.defaultBackend'],
    ],
    ['ING11 a port by name', [INSTALLED, WEB, ingress(named, 'name: web, port: { name: http }')], []],
    ['S43 no Secret', [INSTALLED, WEB, ingress(tls)], ['IngressSecretMissing Ingress/shop/shop: spec.tls[0].secretName']],
    [
      'S43 another name',
      [INSTALLED, WEB, ingress(tls), secret('b.example')],
      ['IngressCertificateName Ingress/shop/shop: spec.tls[0].hosts'],
    ],
    ['S43 the right name', [INSTALLED, WEB, ingress(tls), secret('*.example')], []],
  ])('%s', (_rule, texts, expected) => {
    expect(warnings(...texts)).toEqual(expected);
  });
});

describe('HTTPRoute', () => {
  const gateway =
    'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: door, namespace: shop }\nspec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP, hostname: "*.a.example" }] }';
  const route = (hostname: string, backend: string): string =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: r, namespace: shop }\nspec: { parentRefs: [{ name: door }], hostnames: [${hostname}], rules: [{ backendRefs: [{ ${backend} }] }] }`;

  it.each([
    ['GW3 attached', route('x.a.example', 'name: web, port: 80'), []],
    [
      'GW3 no host in common',
      route('x.b.example', 'name: web, port: 80'),
      ['RouteNotAttached HTTPRoute/shop/r: spec.parentRefs'],
    ],
    [
      'GW8 no such Service',
      route('x.a.example', 'name: none, port: 80'),
      ['RouteServiceMissing HTTPRoute/shop/r: spec.rules[0].backendRefs[0]'],
    ],
    [
      'GW8 no such port',
      route('x.a.example', 'name: web, port: 81'),
      ['RoutePortMissing HTTPRoute/shop/r: spec.rules[0].backendRefs[0]'],
    ],
    [
      'GW10 not granted',
      route('x.a.example', 'name: web, namespace: far, port: 80'),
      ['RouteNotGranted HTTPRoute/shop/r: spec.rules[0].backendRefs[0]'],
    ],
  ])('%s', (_rule, text, expected) => {
    expect(warnings(house(), WEB, gateway, text)).toEqual(expected);
  });
});
