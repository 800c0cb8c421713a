// Ingresses and HTTPRoutes as rows, changes of rows as typed lines, and what is said of a request.
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { HTTPRoute } from '../../src/engine/model/gateway.ts';
import type { Ingress } from '../../src/engine/model/ingress.ts';
import { listObjects, type NetworkSpec } from '../../src/engine/model/spec.ts';
import { runCommands } from '../../src/manifest/commands/runCommands.ts';
import { doorsOf, queryOf, readRequest, tellAnswer } from '../../src/studio/wiring/request.ts';
import { addRowLine, classLine, isRowOf, removeRowLine, routeRows, rowLine, secretLine } from '../../src/studio/wiring/routes.ts';
import { hasWords, say } from '../../src/words/say.ts';
import { house, pod, service, worldOf } from '../engine/worlds.ts';

const BACKEND = '{ service: { name: web, port: { number: 80 } } }';
const ingress = (rules: string, more = 'ingressClassName: nginx,'): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: front, namespace: shop }\nspec: { ${more} rules: [${rules}] }`;
const TWO = `{ host: shop.example, http: { paths: [{ path: /, pathType: Prefix, backend: ${BACKEND} }, { path: /api, pathType: Exact, backend: { service: { name: api, port: { name: http } } } }] } }`;
const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: way, namespace: shop }
spec:
  parentRefs: [{ name: gate }]
  hostnames: [way.example]
  rules:
  - matches: [{ path: { type: PathPrefix, value: /a }, method: GET, headers: [{ name: x-team, value: blue }] }]
    backendRefs: [{ name: web, port: 80, weight: 3 }, { name: api, port: 80, weight: 1 }]
  - filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }]`;
const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: gate, namespace: shop }
spec: { gatewayClassName: somebody, listeners: [{ name: http, port: 80, protocol: HTTP }] }`;
const SECRET = `apiVersion: v1\nkind: Secret\nmetadata: { name: seal, namespace: shop, annotations: { cidr.house/dns-names: shop.example } }\ntype: kubernetes.io/tls\ndata: {}`;

function world(...texts: readonly string[]): NetworkSpec {
  return worldOf(
    `${house()}\n  ingressControllers: [{ name: ingress-nginx, namespace: ingress-nginx, class: nginx, default: true }]`,
    pod('shop/web', { ports: [8080], node: 'room-0' }),
    service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
    service('shop/api', 'selector: { app: api }, ports: [{ name: http, port: 80, targetPort: 8080 }]'),
    ...texts,
  );
}

function typed(spec: NetworkSpec, line: string): NetworkSpec {
  const { edits, refusal } = runCommands(spec, line);
  if (refusal) throw new Error(String(refusal.params['message'] ?? refusal.code));
  return applyEdit(spec, { type: 'batch', edits }).spec;
}

function first(spec: NetworkSpec): Ingress {
  const [found] = listObjects(spec, 'Ingress');
  if (!found) throw new Error('no Ingress');
  return found;
}

function way(spec: NetworkSpec): HTTPRoute {
  const [found] = listObjects(spec, 'HTTPRoute');
  if (!found) throw new Error('no HTTPRoute');
  return found;
}

const row = (spec: NetworkSpec, index: number): ReturnType<typeof routeRows>[number] => {
  const found = routeRows(spec)[index];
  if (!found) throw new Error('no row');
  return found;
};

describe('rows', () => {
  it('ING1, ING10, ING11, GW6, GW9 hosts, paths, backends, and what else a match asks for', () => {
    const spec = world(
      ingress(TWO, `ingressClassName: nginx, tls: [{ hosts: [shop.example], secretName: seal }], defaultBackend: ${BACKEND},`),
      ROUTE,
    );
    expect(
      routeRows(spec).map(({ object, field, hosts, path, pathType }) => [object, field, hosts.join(), path, pathType]),
    ).toEqual([
      ['Ingress/shop/front', 'spec.rules[0].http.paths[0]', 'shop.example', '/', 'Prefix'],
      ['Ingress/shop/front', 'spec.rules[0].http.paths[1]', 'shop.example', '/api', 'Exact'],
      ['Ingress/shop/front', 'spec.defaultBackend', '', '', ''],
      ['HTTPRoute/shop/way', 'spec.rules[0]', 'way.example', '/a', 'PathPrefix'],
      ['HTTPRoute/shop/way', 'spec.rules[1]', 'way.example', '/', 'PathPrefix'],
    ]);
    expect(row(spec, 1)).toMatchObject({ backends: [{ namespace: 'shop', service: 'api', port: 'http' }], secret: 'shop/seal' });
    expect(row(spec, 3)).toMatchObject({
      also: ['GET', 'x-team: blue'],
      backends: [{ weight: 3 }, { weight: 1 }],
      parents: ['Gateway/shop/gate'],
    });
    expect(row(spec, 4).also).toEqual(['RequestRedirect']);
  });

  it('a row is what a decision names, or a field of it, and no other row', () => {
    const spec = world(ingress(TWO));
    const rule = { object: 'Ingress/shop/front', field: 'spec.rules[0].http.paths[1].backend' };
    expect(routeRows(spec).map((each) => isRowOf(each, rule))).toEqual([false, true]);
    expect(isRowOf({ ...row(spec, 1), field: 'spec.rules[1]' }, { ...rule, field: 'spec.rules[10].matches' })).toBe(false);
  });
});

describe('changes as typed lines', () => {
  it('ING4, ING11 host, path, type and backend of an Ingress', () => {
    const spec = world(ingress(TWO));
    const path = (line: string, index = 1): unknown => first(typed(spec, line)).spec.rules?.[0]?.http?.paths[index];
    expect(path(rowLine(row(spec, 1), { path: '/v2' }))).toMatchObject({ path: '/v2', pathType: 'Exact' });
    expect(path(rowLine(row(spec, 1), { pathType: 'Prefix' }))).toMatchObject({ path: '/api', pathType: 'Prefix' });
    expect(path(rowLine(row(spec, 1), { backend: 'web:80' }))).toMatchObject({
      backend: { service: { name: 'web', port: { number: 80 } } },
    });
    expect(path(rowLine(row(spec, 0), { backend: 'api:http' }), 0)).toMatchObject({
      backend: { service: { name: 'api', port: { name: 'http' } } },
    });
    expect(first(typed(spec, rowLine(row(spec, 0), { host: '*.shop.example' }))).spec.rules?.[0]?.host).toBe('*.shop.example');
    expect(first(typed(spec, rowLine(row(spec, 0), { host: '' }))).spec.rules?.[0]?.host).toBeUndefined();
    expect(() => typed(spec, rowLine(row(spec, 0), { path: 'api' }))).toThrow(/must be an absolute path/);
  });

  it('rows are added to the rule of their host, and taken away with it', () => {
    const spec = world(ingress(TWO));
    const fresh = { path: '/new', pathType: 'Prefix', backend: 'web:80' };
    const same = typed(spec, addRowLine(first(spec), { ...fresh, host: 'shop.example' }));
    expect(first(same).spec.rules?.map(({ http }) => http?.paths.length)).toEqual([3]);
    const other = typed(spec, addRowLine(first(spec), { ...fresh, host: 'other.example' }));
    expect(first(other).spec.rules?.map(({ host }) => host)).toEqual(['shop.example', 'other.example']);
    expect(first(typed(other, removeRowLine(row(other, 2)))).spec.rules).toHaveLength(1);
    expect(first(typed(spec, removeRowLine(row(spec, 0)))).spec.rules?.[0]?.http?.paths).toHaveLength(1);
  });

  it('ING12, ING13 the Secret of a host, and the class', () => {
    const spec = world(ingress(TWO), SECRET);
    const sealed = typed(spec, secretLine(first(spec), 'shop.example', 'seal'));
    expect(first(sealed).spec.tls).toEqual([{ hosts: ['shop.example'], secretName: 'seal' }]);
    const both = typed(sealed, secretLine(first(sealed), 'b.example', 'seal'));
    expect(first(both).spec.tls).toEqual([{ hosts: ['shop.example', 'b.example'], secretName: 'seal' }]);
    const moved = typed(both, secretLine(first(both), 'b.example', 'other'));
    expect(first(moved).spec.tls?.map(({ secretName }) => secretName)).toEqual(['seal', 'other']);
    expect(first(typed(sealed, secretLine(first(sealed), 'shop.example', ''))).spec.tls).toBeUndefined();
    expect(first(typed(spec, classLine(first(spec), ''))).spec.ingressClassName).toBeUndefined();
  });

  it('GW6, GW10 matches, hostnames and backends of an HTTPRoute', () => {
    const spec = world(ROUTE);
    const [match] = way(typed(spec, rowLine(row(spec, 0), { path: '/b', pathType: 'Exact' }))).spec.rules?.[0]?.matches ?? [];
    expect(match).toMatchObject({ path: { type: 'Exact', value: '/b' }, method: 'GET' });
    expect(way(typed(spec, rowLine(row(spec, 0), { host: 'a.example, b.example' }))).spec.hostnames).toEqual([
      'a.example',
      'b.example',
    ]);
    expect(way(typed(spec, rowLine(row(spec, 0), { host: '' }))).spec.hostnames).toBeUndefined();
    expect(way(typed(spec, rowLine(row(spec, 0), { backend: 'data/db:80' }))).spec.rules?.[0]?.backendRefs).toMatchObject([
      { namespace: 'data', name: 'db', port: 80 },
    ]);
    const more = typed(spec, addRowLine(way(spec), { host: '', path: '/c', pathType: 'PathPrefix', backend: 'web:80' }));
    expect(way(more).spec.rules).toHaveLength(3);
    expect(way(typed(more, removeRowLine(row(more, 0)))).spec.rules).toHaveLength(2);
  });
});

describe('a request that is tried', () => {
  function told(spec: NetworkSpec, host: string, path = '/', scheme: 'http' | 'https' = 'http'): string {
    const engine = createEngine();
    const { plan } = engine.load({ spec, revision: 1 });
    const routers = engine.routers({ revision: 1 });
    const [door] = routers.ok ? doorsOf(routers.value) : [];
    if (!door) throw new Error('no door');
    const request = readRequest({ scheme, host, path });
    const answer = engine.http({ revision: 1, query: queryOf(request, door) });
    if (!answer.ok) throw new Error(answer.code);
    const sentences = tellAnswer(request, answer.value, { door, services: plan.services });
    expect(sentences.filter(({ code }) => !hasWords(code))).toEqual([]);
    return sentences.map(({ code, params }) => say(code, params, { words: 'network' })).join(' | ');
  }
  const plain = ingress(TWO);
  it.each<[string, string, readonly [string, string?, ('http' | 'https')?], RegExp]>([
    ['ING6 a prefix', plain, ['shop.example', '/cart'], /goes to shop\/web, port 80/],
    [
      'ING7, GW8 nobody ready',
      plain,
      ['shop.example', '/api'],
      /goes to shop\/api, port http.* \| Nobody is ready behind shop\/api: 503/,
    ],
    ['ING1 no such host', plain, ['else.example'], /404: no rule is for the host else.example/],
    [
      'ING5 no such path',
      ingress(TWO.replace('path: /, pathType: Prefix', 'path: /x, pathType: Exact')),
      ['shop.example', '/y'],
      /404: there are rules for shop.example, and none takes \/y/,
    ],
    [
      'ING11 a port the Service does not have',
      ingress(TWO.replace('number: 80', 'number: 8080')),
      ['shop.example', '/'],
      /no port 8080/,
    ],
    ['ING12 a certificate of its own', plain, ['shop.example', '/', 'https'], /made for itself/],
    [
      'a whole address may be pasted',
      plain,
      ['http://shop.example/cart?x=1'],
      /http:\/\/shop.example\/cart\?x=1 goes to shop\/web/,
    ],
  ])('%s', (_name, text, [host, path, scheme], expected) => {
    expect(told(world(text), host, path, scheme)).toMatch(expected);
  });

  it('C-8, ING12 with a certificate http is sent on to https, which shows it', () => {
    const spec = world(ingress(TWO, 'ingressClassName: nginx, tls: [{ hosts: [shop.example], secretName: seal }],'), SECRET);
    expect(told(spec, 'shop.example')).toMatch(/^308: the caller is sent on to https:\/\/shop.example/);
    expect(told(spec, 'shop.example', '/', 'https')).toContain('shows shop/seal, which is for shop.example.');
  });

  it('GW9, GW11 shares and redirects of a Gateway', () => {
    const spec = world(ROUTE.replace(', method: GET, headers: [{ name: x-team, value: blue }]', ''), GATEWAY);
    expect(told(spec, 'way.example', '/a')).toMatch(/^75 % of .* shop\/web.* \| 25 % of .* shop\/api/);
    expect(told(spec, 'way.example', '/z')).toMatch(/^302: the caller is sent on to https:\/\/way.example/);
  });
});
