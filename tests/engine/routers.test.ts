// Who serves each Ingress and Gateway. Rules: C-5, C-14, ING13, GW3.
import { expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { RouterReport } from '../../src/engine/report/routers.ts';
import { house, worldOf } from './worlds.ts';

const INSTALL = '\n  ingressControllers: [{ name: ingress-nginx, namespace: ingress-nginx, class: nginx, default: true }]';
const ingress = (spec: string, annotations = ''): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: front, namespace: shop, annotations: { ${annotations} } }\nspec: { ${spec} defaultBackend: { service: { name: web, port: { number: 80 } } } }`;

function report(installs: string, ...texts: readonly string[]): RouterReport | undefined {
  const engine = createEngine();
  engine.load({ spec: worldOf(`${house()}${installs}`, ...texts), revision: 1 });
  const answer = engine.routers({ revision: 1 });
  expect(engine.routers({ revision: 2 })).toMatchObject({ ok: false, code: 'stale' });
  return answer.ok ? answer.value[0] : undefined;
}

it.each<[string, string, string, object]>([
  [
    'ING13 the class it names',
    INSTALL,
    ingress('ingressClassName: nginx,'),
    { className: 'nginx', byDefault: false, served: true, kind: 'nginx', controller: 'ingress-nginx' },
  ],
  ['ING13 the default class', INSTALL, ingress(''), { className: 'nginx', byDefault: true, served: true, kind: 'nginx' }],
  [
    'C-5 the old annotation',
    INSTALL,
    ingress('', 'kubernetes.io/ingress.class: nginx'),
    { className: 'nginx', byDefault: false, kind: 'nginx' },
  ],
  [
    'ING13 a class that nobody serves',
    INSTALL,
    ingress('ingressClassName: other,'),
    { className: 'other', served: false, kind: 'unknown' },
  ],
  ['ING13 no class at all', '', ingress(''), { byDefault: false, served: false, kind: 'unknown' }],
  ['C-18 AGIC without its add-on', '', ingress('ingressClassName: azure-application-gateway,'), { served: false, kind: 'agic' }],
  [
    'GW3 a Gateway of a class that nobody serves',
    '',
    'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: gate, namespace: shop }\nspec: { gatewayClassName: somebody, listeners: [{ name: http, port: 80, protocol: HTTP }] }',
    { object: 'Gateway/shop/gate', className: 'somebody', served: false, kind: 'gateway' },
  ],
])('%s', (_name, installs, text, expected) => {
  expect(report(installs, text)).toMatchObject(expected);
});
