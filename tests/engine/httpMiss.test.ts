// Which rule a router names when no route took a request. Rules: ING2, ING3, ING5, ING6, C-2, C-3.
import { describe, expect, it } from 'vitest';
import { pathsOf } from '../../src/engine/dataplane/httpIngress.ts';
import { missedHost, missedPath } from '../../src/engine/dataplane/httpMiss.ts';
import type { Ingress } from '../../src/engine/model/ingress.ts';
import { listObjects } from '../../src/engine/model/spec.ts';
import { worldOf } from './worlds.ts';

function ingresses(...paths: readonly string[]): readonly Ingress[] {
  const listed = paths.map((text) => {
    const [path, pathType] = text.split(' ');
    return `{ path: ${path}, pathType: ${pathType}, backend: { service: { name: web, port: { number: 80 } } } }`;
  });
  return listObjects(
    worldOf(
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop, namespace: shop }\nspec: { rules: [{ host: foo.example, http: { paths: [${listed.join(', ')}] } }, { host: '*.bar.example', http: { paths: [${listed.join(', ')}] } }] }`,
    ),
    'Ingress',
  );
}

describe('the rule that a request just misses', () => {
  it.each([
    ['ING6 letters that go on', ['/foo Prefix'], '/foobar', 'spec.rules[0].http.paths[0].path'],
    ['ING5 a slash more than Exact has', ['/foo Exact'], '/foo/', 'spec.rules[0].http.paths[0].pathType'],
    ['ING5 what lies below an Exact', ['/foo Exact'], '/foo/bar?x=/y', 'spec.rules[0].http.paths[0].pathType'],
    ['C-2 another case', ['/api Prefix', '/Foo Prefix'], '/foo', 'spec.rules[0].http.paths[1].path'],
    ['C-2 the longer of two', ['/foo Exact', '/foo/b Exact'], '/foo/bar', 'spec.rules[0].http.paths[1].path'],
    ['ING3 nothing near: the list itself', ['/api Prefix', '/cart Prefix'], '/', 'spec.rules[0].http.paths'],
    ['ING3 `/` as Exact is near to nothing', ['/ Exact'], '/a', 'spec.rules[0].http.paths'],
  ] as const)('%s', (_rule, paths, asked, field) => {
    expect(missedPath(pathsOf(ingresses(...paths), 'foo.example'), asked)).toEqual({ object: 'Ingress/shop/shop', field });
  });

  it('ING3 a host without paths names nothing', () => {
    expect(missedPath([], '/foo')).toBeUndefined();
  });

  it.each([
    ['bar.example', true],
    ['a.b.bar.example:8080', true],
    ['A.B.BAR.example', true],
    ['foobar.example', false],
    ['other.example', false],
  ])('ING2 a wildcard and %s: %s', (host, near) => {
    const rule = { object: 'Ingress/shop/shop', field: 'spec.rules[1].host' };
    expect(missedHost(ingresses('/ Prefix'), host)).toEqual(near ? rule : undefined);
  });
});
