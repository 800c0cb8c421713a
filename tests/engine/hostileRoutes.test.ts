// Ten thousand routes with patterns end in time: the matcher follows each instruction once a character, and a request has an effort to spend.
// Rules: ING15, C-9, GW7.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/engine/dataplane/http.ts';
import { routeGateway } from '../../src/engine/dataplane/httpGateway.ts';
import { routeNginx } from '../../src/engine/dataplane/httpNginx.ts';
import type { Gateway, HTTPRoute } from '../../src/engine/model/gateway.ts';
import type { Ingress } from '../../src/engine/model/ingress.ts';
import { matchPattern } from '../../src/engine/net/matchPattern.ts';
import { parsePattern } from '../../src/engine/net/pattern.ts';
import { ingress, nginx } from './asking.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { worldOf } from './worlds.ts';

const MANY = 10_000;
const EVIL = ['(a*)*b', '(a+)+$', '(a|a)*b', '(a|aa)+$', '(.*.*.*.*.*)b', '(a?){50}a{50}', '((a|b)+c?)+d', '(a*?)*?b'];
const request: HttpRequest = { scheme: 'http', host: 'x.io', path: '/', method: 'GET', headers: [], port: 80 };

function ingresses(pathOf: (index: number) => string): Ingress[] {
  return Array.from({ length: MANY }, (_, index) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: `i${index}`, namespace: 'shop', annotations: { [nginx('use-regex')]: 'true' } },
    spec: {
      rules: [
        {
          host: 'x.io',
          http: {
            paths: [
              {
                path: pathOf(index),
                pathType: 'ImplementationSpecific',
                backend: { service: { name: `s${index}`, port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    },
  }));
}

describe('patterns', () => {
  it('ING15 no backtracking: at most program × (text + 1) instructions, whatever the pattern', () => {
    const piece = fc.constantFrom('a', 'b', '.', '(a|b)', '(a*)', 'a+', '(a|ab)?', '[ab]*', '(a+)+', '(b?){3}', '^', '$');
    const pattern = fc.oneof(
      fc.constantFrom(...EVIL),
      fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
    );
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 }).map((letters) => letters.join(''));
    const where = fc.constantFrom('anywhere' as const, 'start' as const, 'whole' as const);
    fc.assert(
      fc.property(pattern, text, where, (written, sample, how) => {
        const parsed = parsePattern(written);
        if (!parsed.ok) return;
        const effort = { left: Number.MAX_SAFE_INTEGER };
        matchPattern(parsed.pattern, sample, { where: how, effort });
        const used = Number.MAX_SAFE_INTEGER - effort.left;
        expect(used).toBeLessThanOrEqual(parsed.pattern.program.length * (sample.length + 1));
      }),
      { numRuns: 3000, seed: 5 },
    );
  });

  it('ING15 a spent effort ends the match at once', () => {
    const parsed = parsePattern('(a|aa)+b');
    if (!parsed.ok) throw new Error(parsed.why);
    const effort = { left: 100 };
    expect(matchPattern(parsed.pattern, 'a'.repeat(4000), { where: 'start', effort })).toBeUndefined();
    expect(effort.left).toBeGreaterThan(-parsed.pattern.program.length * 2);
  });
});

describe('ten thousand routes', () => {
  it('C-9, ING15 plain patterns are all read, and the right one answers', () => {
    const served = ingresses((index) => `/shop-${index}/[0-9]+`);
    expect(routeNginx(served, { ...request, path: '/none' })).not.toMatchObject({ type: 'tooComplex' });
    const found = routeNginx(served, { ...request, path: '/SHOP-4711/12' });
    expect(found).toMatchObject({ type: 'forward', backends: [{ service: 's4711' }] });
  });

  it.each(EVIL.slice(2, 5))('ING15 %s on a long path: refused, never late', (evil) => {
    const served = ingresses((index) => `/${evil}${index}x`);
    expect(routeNginx(served, { ...request, path: `/${'a'.repeat(3000)}` })).toMatchObject({ type: 'tooComplex' });
  });

  it('GW7 patterns of HTTPRoutes share one effort', () => {
    const gateway: Gateway = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'g', namespace: 'shop' },
      spec: { gatewayClassName: 'any', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
    };
    const routes = Array.from(
      { length: MANY },
      (_, index): HTTPRoute => ({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: `r${index}`, namespace: 'shop' },
        spec: {
          parentRefs: [{ name: 'g' }],
          rules: [{ matches: [{ path: { type: 'RegularExpression', value: `/(a|aa)+${index}` } }] }],
        },
      }),
    );
    const tables = {
      ingresses: [],
      classes: [],
      secrets: new Map(),
      gateways: [gateway],
      gatewayClasses: [],
      routes,
      grants: [],
      namespaceLabels: new Map(),
      services: new Set<string>(),
    };
    expect(routeGateway(tables, gateway, { ...request, path: `/${'a'.repeat(3000)}` })).toMatchObject({ type: 'tooComplex' });
    expect(routeGateway(tables, gateway, { ...request, path: '/b' })).toMatchObject({ type: 'status', status: 404 });
  });

  it('the door answers with a refusal, not with a guess', () => {
    const paths = Array.from({ length: 60 }, (_, index) => [`/(a+){100}${index}`, 'ImplementationSpecific', 'web'] as const);
    const engine = createEngine();
    engine.load({ spec: worldOf(ingress('w', { 'x.io': paths }, { annotations: nginx("use-regex: 'true'") })), revision: 1 });
    const query = { ...request, api: 'ingress-nginx', path: `/${'a'.repeat(3000)}` } as const;
    expect(engine.http({ revision: 1, query })).toMatchObject({ ok: false, code: 'tooComplex' });
  });
});
