// Routing against literal readings: every rule of a random set is judged by itself, then the rules of precedence are read off the page.
// Rules: ING1–ING11, ING14, ING15, C-9, GW1–GW7.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpDecision, HttpRequest } from '../../src/engine/dataplane/http.ts';
import { routeGateway } from '../../src/engine/dataplane/httpGateway.ts';
import { routeIngress } from '../../src/engine/dataplane/httpIngress.ts';
import { routeNginx } from '../../src/engine/dataplane/httpNginx.ts';
import type { HttpTables } from '../../src/engine/dataplane/httpTables.ts';
import type { Gateway, HTTPRoute, HTTPRouteMatch, Listener } from '../../src/engine/model/gateway.ts';
import type { Ingress, IngressPath } from '../../src/engine/model/ingress.ts';

const RUNS = 2000;
const SEGMENTS = fc.array(fc.constantFrom('a', 'b', 'ab', 'A'), { maxLength: 3 });
const PATH = fc
  .tuple(SEGMENTS, fc.boolean())
  .map(([parts, slash]) => `/${parts.join('/')}${slash && parts.length > 0 ? '/' : ''}`);
const HOSTS = ['x.io', 'a.x.io', 'b.a.x.io', 'c.b.a.x.io', 'y.io'];
const PATTERNS = ['*.x.io', '*.a.x.io', '*.io'];

function request(host: string, path: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { scheme: 'http', host, path, method: 'GET', headers: [], port: 80, ...more };
}

/** The Service a decision names; its status where it names none. */
function told(decision: HttpDecision): string {
  if (decision.type === 'forward') return decision.backends.map(({ service }) => service).join('+');
  return decision.type === 'tooComplex' ? decision.type : `${decision.status}`;
}

interface Row {
  readonly host: string;
  readonly path: string;
  readonly type: IngressPath['pathType'];
  /** Object it is in: the lower, the older. */
  readonly object: number;
}

function ingressesOf(rows: readonly Row[], more: (object: number) => Partial<Ingress['spec']> = () => ({})): Ingress[] {
  return [0, 1, 2].map((object) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: `i${object}`, namespace: 'shop' },
    spec: {
      ...more(object),
      rules: rows.flatMap((row, index) =>
        row.object === object
          ? [
              {
                ...(row.host === '' ? {} : { host: row.host }),
                http: {
                  paths: [
                    {
                      path: row.path,
                      pathType: row.type,
                      backend: { service: { name: `s${index}`, port: { number: 80 } } },
                    },
                  ],
                },
              },
            ]
          : [],
      ),
    },
  }));
}

/** A rule's host is precise, or its `*` is one whole label, or it has none (ING2). */
function rankOfHost(pattern: string, host: string): number {
  if (pattern === '') return 1;
  if (pattern === host) return 3;
  const [first, ...rest] = host.split('.');
  return first !== undefined && pattern === ['*', ...rest].join('.') ? 2 : 0;
}

/** Words between slashes, compared one after the other (ING6). */
function prefixHolds(prefix: string, path: string): boolean {
  const words = (text: string): string[] => text.replace(/^\//, '').replace(/\/$/, '').split('/');
  if (words(prefix)[0] === '') return true;
  return words(prefix).every((word, index) => words(path)[index] === word);
}

/** Rows in the order the objects are read: oldest object first, rules in their order. */
function inOrder(rows: readonly Row[]): { readonly row: Row; readonly name: string }[] {
  return rows.map((row, index) => ({ row, name: `s${index}` })).sort((a, b) => a.row.object - b.row.object);
}

const ROW: fc.Arbitrary<Row> = fc.record({
  host: fc.constantFrom('', ...HOSTS, ...PATTERNS),
  path: PATH,
  type: fc.constantFrom('Exact' as const, 'Prefix' as const),
  object: fc.nat(2),
});
const ROWS = fc.array(ROW, { minLength: 1, maxLength: 8 });
const HOST = fc.constantFrom(...HOSTS, 'A.x.io:8080');

describe('Ingress', () => {
  it('ING1–ING7, ING10, ING14 the portable reading', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(ROWS, HOST, PATH, fc.option(fc.nat(2)), (rows, asked, path, withDefault) => {
        const host = asked.toLowerCase().split(':')[0] ?? '';
        const group = Math.max(0, ...rows.map((row) => rankOfHost(row.host, host)));
        const matching = inOrder(rows).filter(
          ({ row }) =>
            group > 0 &&
            rankOfHost(row.host, host) === group &&
            (row.type === 'Exact' ? row.path === path : prefixHolds(row.path, path)),
        );
        const longest = Math.max(...matching.map(({ row }) => row.path.length));
        const best = matching.filter(({ row }) => row.path.length === longest);
        const fallback = withDefault === null ? '404' : 'all';
        const expected = (best.find(({ row }) => row.type === 'Exact') ?? best[0])?.name ?? fallback;
        const ingresses = ingressesOf(rows, (object) =>
          object === withDefault ? { defaultBackend: { service: { name: 'all', port: { number: 80 } } } } : {},
        );
        expect(told(routeIngress(ingresses, request(asked, path)))).toBe(expected);
        seen.add(expected === fallback ? expected : 'route');
      }),
      { numRuns: RUNS, seed: 11 },
    );
    expect([...seen].sort()).toEqual(['404', 'all', 'route']);
  });

  it('ING8, ING9, ING14 ingress-nginx: locations as nginx reads them', () => {
    fc.assert(
      fc.property(ROWS, HOST, PATH, (rows, asked, path) => {
        const host = asked.toLowerCase().split(':')[0] ?? '';
        const group = Math.max(0, ...rows.map((row) => rankOfHost(row.host, host)));
        const own = inOrder(rows).filter(({ row }) => group > 0 && rankOfHost(row.host, host) === group);
        // `location = /x` for every Exact, then for every Prefix too; the older keeps its own.
        const exact =
          own.find(({ row }) => row.type === 'Exact' && row.path === path) ??
          own.find(({ row }) => row.type === 'Prefix' && row.path === path);
        // `location /x/` for a Prefix: plain text from the start, the longest one.
        const folders = own
          .filter(({ row }) => row.type === 'Prefix')
          .map(({ row, name }) => ({ name, folder: row.path.endsWith('/') ? row.path : `${row.path}/` }))
          .filter(({ folder }) => path.startsWith(folder));
        const longest = Math.max(...folders.map(({ folder }) => folder.length));
        const slash = own.some(({ row }) => row.type === 'Prefix' && row.path === `${path}/`);
        const found = exact?.name ?? (slash ? '301' : folders.find(({ folder }) => folder.length === longest)?.name);
        expect(told(routeNginx(ingressesOf(rows), request(asked, path)))).toBe(found ?? '404');
      }),
      { numRuns: RUNS, seed: 12 },
    );
  });

  it('C-9, ING15 ingress-nginx: patterns of a host by length, without case, the first that matches', () => {
    const pattern = fc
      .array(fc.constantFrom('/a', '/b', '/[ab]+', '/.*', '(/|$)', 'a?', '/(a|b)', '$'), { minLength: 1, maxLength: 3 })
      .map((parts) => `/${parts.join('')}`);
    const row = fc.record({
      host: fc.constant('x.io'),
      path: pattern,
      type: fc.constant('ImplementationSpecific' as const),
      object: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), PATH, (rows, path) => {
        const order = inOrder(rows).sort((a, b) => {
          const [one, two] = [a.row.path, b.row.path];
          return two.length - one.length || (one < two ? 1 : one > two ? -1 : 0);
        });
        const found = order.find((item) => new RegExp(`^(?:${item.row.path})`, 'i').test(path));
        const ingresses = ingressesOf(rows).map((item) => ({
          ...item,
          metadata: { ...item.metadata, annotations: { 'nginx.ingress.kubernetes.io/use-regex': 'true' } },
        }));
        expect(told(routeNginx(ingresses, request('x.io', path)))).toBe(found?.name ?? '404');
      }),
      { numRuns: RUNS, seed: 13 },
    );
  });
});

interface Written {
  readonly hostnames: readonly string[];
  readonly rules: readonly (readonly HTTPRouteMatch[])[];
  readonly section: string | undefined;
}

const MATCH: fc.Arbitrary<HTTPRouteMatch> = fc
  .record(
    {
      path: fc.record({ type: fc.constantFrom('Exact' as const, 'PathPrefix' as const), value: PATH }),
      method: fc.constantFrom('GET', 'POST'),
      headers: fc.array(fc.record({ name: fc.constantFrom('x-a', 'X-A', 'x-b'), value: fc.constantFrom('1', '2') }), {
        minLength: 1,
        maxLength: 2,
      }),
      queryParams: fc.array(fc.record({ name: fc.constantFrom('q', 'Q'), value: fc.constantFrom('1', '2') }), {
        minLength: 1,
        maxLength: 2,
      }),
    },
    { requiredKeys: [] },
  )
  .map((match) => match);
const WRITTEN: fc.Arbitrary<Written> = fc.record({
  hostnames: fc.uniqueArray(fc.constantFrom(...HOSTS, ...PATTERNS), { maxLength: 2 }),
  rules: fc.array(fc.array(MATCH, { maxLength: 2 }), { minLength: 1, maxLength: 2 }),
  section: fc.constantFrom(undefined, 'l0', 'l1'),
});
const LISTENERS = fc.uniqueArray(fc.constantFrom(undefined, ...HOSTS, ...PATTERNS), { minLength: 1, maxLength: 3 });

/** `*` is one label or more (GW2). */
function covers(pattern: string, host: string): boolean {
  return pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)));
}

function tablesOf(gateways: readonly Gateway[], routes: readonly HTTPRoute[]): HttpTables {
  return {
    ingresses: [],
    classes: [],
    secrets: new Map(),
    gateways,
    gatewayClasses: [],
    routes,
    grants: [],
    namespaceLabels: new Map(),
    services: new Set(),
    assumed: { secrets: true, services: true },
  };
}

describe('HTTPRoute', () => {
  it('GW1–GW7 listener, attachment, the more precise host, then path, method, headers, query, age', () => {
    const seen = new Map<string, number>();
    const asked = fc.record({
      host: fc.constantFrom(...HOSTS),
      path: PATH,
      query: fc.constantFrom('', '?q=1', '?q=2&Q=1', '?Q=2'),
      headers: fc.array(fc.tuple(fc.constantFrom('X-a', 'x-b'), fc.constantFrom('1', '2')), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(LISTENERS, fc.array(WRITTEN, { minLength: 1, maxLength: 4 }), asked, (hostnames, written, ask) => {
        const listeners = hostnames.map(
          (hostname, index): Listener => ({
            name: `l${index}`,
            port: 80,
            protocol: 'HTTP',
            ...(hostname === undefined ? {} : { hostname }),
          }),
        );
        const gateway: Gateway = {
          apiVersion: 'gateway.networking.k8s.io/v1',
          kind: 'Gateway',
          metadata: { name: 'g', namespace: 'shop' },
          spec: { gatewayClassName: 'any', listeners },
        };
        const routes = written.map(
          ({ hostnames: own, rules, section }, index): HTTPRoute => ({
            apiVersion: 'gateway.networking.k8s.io/v1',
            kind: 'HTTPRoute',
            metadata: { name: `r${index}`, namespace: 'shop' },
            spec: {
              parentRefs: [{ name: 'g', ...(section === undefined ? {} : { sectionName: section }) }],
              ...(own.length === 0 ? {} : { hostnames: own }),
              rules: rules.map((matches, rule) => ({
                ...(matches.length === 0 ? {} : { matches }),
                backendRefs: [{ name: `r${index}-${rule}`, port: 80 }],
              })),
            },
          }),
        );
        const expected = readLiterally(hostnames, written, ask);
        const given = request(ask.host, `${ask.path}${ask.query}`, { headers: ask.headers });
        expect(told(routeGateway(tablesOf([gateway], routes), gateway, given))).toBe(expected);
        const kind = expected === '404' ? '404' : 'route';
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }),
      { numRuns: RUNS, seed: 14 },
    );
    expect(Math.min(seen.get('404') ?? 0, seen.get('route') ?? 0)).toBeGreaterThan(RUNS / 10);
  });
});

interface Asked {
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** Every listener, every route, every match judged by itself; then sorted by the page's list. */
function readLiterally(hostnames: readonly (string | undefined)[], written: readonly Written[], ask: Asked): string {
  const hearing = hostnames
    .map((hostname, index) => ({ hostname, index }))
    .filter(({ hostname }) => hostname === undefined || covers(hostname, ask.host))
    .sort((a, b) => {
      const rank = (name: string | undefined): number => (name === undefined ? 0 : name.startsWith('*') ? 1 : 2);
      const dots = (name: string | undefined): number => (name ?? '').split('.').length;
      return rank(b.hostname) - rank(a.hostname) || dots(b.hostname) - dots(a.hostname);
    });
  const [listener] = hearing;
  if (!listener) return '404';
  const found: { name: string; rank: number[] }[] = [];
  for (const [index, { hostnames: own, rules, section }] of written.entries()) {
    if (section !== undefined && section !== `l${listener.index}`) continue;
    const fitting = own.filter((name) => covers(name, ask.host));
    if (own.length > 0 && fitting.length === 0) continue;
    const plain = Math.max(0, ...fitting.filter((name) => !name.startsWith('*')).map((name) => name.length));
    const any = Math.max(0, ...fitting.map((name) => name.length));
    for (const [rule, matches] of rules.entries())
      for (const match of matches.length === 0 ? [{}] : matches)
        if (holds(match, ask)) found.push({ name: `r${index}-${rule}`, rank: [plain, any, ...rankOf(match)] });
  }
  // A stable sort: routes come oldest first and rules in their order.
  const [best] = found.sort((a, b) => a.rank.map((value, at) => (b.rank[at] ?? 0) - value).find((more) => more !== 0) ?? 0);
  return best?.name ?? '404';
}

function rankOf({ path, method, headers = [], queryParams = [] }: HTTPRouteMatch): number[] {
  const exact = path?.type === 'Exact' ? 1 : 0;
  return [exact, (path?.value ?? '/').length, method === undefined ? 0 : 1, headers.length, queryParams.length];
}

function holds({ path, method, headers = [], queryParams = [] }: HTTPRouteMatch, ask: Asked): boolean {
  const value = path?.value ?? '/';
  if (path?.type === 'Exact' ? value !== ask.path : !prefixHolds(value, ask.path)) return false;
  if (method !== undefined && method !== 'GET') return false;
  const sent = (name: string): string | undefined => ask.headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const given = new URLSearchParams(ask.query);
  const names = headers.map(({ name }) => name.toLowerCase());
  return (
    headers.every((item, at) => names.indexOf(item.name.toLowerCase()) < at || sent(item.name.toLowerCase()) === item.value) &&
    queryParams.every(
      (item, at) => queryParams.findIndex(({ name }) => name === item.name) < at || given.get(item.name) === item.value,
    )
  );
}
