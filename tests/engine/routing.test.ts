// Ingress in the portable reading and as ingress-nginx has it, as truth tables and against a literal reading. Rules: ING1–ING15, C-1…C-11.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asker, ingress, ingressClass, nginx, type Path, table } from './asking.ts';

describe('Ingress, the portable reading', () => {
  it('ING5–ING7 longest path, Exact on a tie, element by element', () => {
    const ask = asker(
      'ingress',
      ingress('w', {
        'a.example': [
          ['/', 'Prefix', 'root'],
          ['/foo', 'Prefix', 'pre'],
          ['/foo', 'Exact', 'ex'],
          ['/foo/bar/', 'Prefix', 'bar'],
        ],
      }),
    );
    table(ask, [
      [{ path: '/foo' }, 'ex'],
      [{ path: '/foo/' }, 'pre'],
      [{ path: '/foobar' }, 'root'],
      [{ path: '/FOO' }, 'root'],
      [{ path: '/foo/bar' }, 'bar'],
      [{ path: '/foo/barn' }, 'pre'],
      [{ path: '/foo?x=/foo/bar' }, 'ex'],
    ]);
  });

  it('ING2, ING3 hosts: exact, one label, none; no falling through', () => {
    const ask = asker(
      'ingress',
      ingress('w', {
        'a.fig.example': [['/api', 'Prefix', 'api']],
        '*.fig.example': [['/', 'Prefix', 'wild']],
        '': [['/', 'Prefix', 'any']],
      }),
    );
    table(ask, [
      [{ host: 'A.FIG.example:8080', path: '/api' }, 'api'],
      [{ host: 'a.fig.example', path: '/x' }, '404'],
      [{ host: 'b.fig.example', path: '/api' }, 'wild'],
      [{ host: 'x.b.fig.example' }, 'any'],
      [{ host: 'fig.example' }, 'any'],
    ]);
  });

  it('ING10 the default backend of the host’s own Ingress before another’s', () => {
    const other = ingress('all', {}, { spec: 'defaultBackend: { service: { name: all, port: { number: 80 } } }' });
    const own = ingress(
      'own',
      { 'a.example': [['/x', 'Exact', 'x']] },
      { spec: 'defaultBackend: { service: { name: mine, port: { number: 80 } } }' },
    );
    table(asker('ingress', other, own), [
      [{ path: '/y' }, 'mine'],
      [{ host: 'b.example' }, 'all'],
    ]);
  });

  it('ING14 the older object keeps a path, whatever its name', () => {
    const young = ingress('a', { 'a.example': [['/', 'Prefix', 'young']] }, { created: '2026-02-01T00:00:00Z' });
    const old = ingress('z', { 'a.example': [['/', 'Prefix', 'old']] }, { created: '2026-01-01T00:00:00Z', namespace: 'zoo' });
    table(asker('ingress', young, old), [[{}, 'old']]);
    table(asker('ingress-nginx', young, old), [[{}, 'old']]);
  });

  it('C-5, ING13 class, default class, two defaults, unknown class', () => {
    const usual = "ingressclass.kubernetes.io/is-default-class: 'true'";
    const plain = ingress('w', { 'a.example': [['/', 'Prefix', 'web']] });
    table(asker('ingress', ingressClass('nginx'), plain), [[{}, '404']]);
    table(asker('ingress', ingressClass('nginx', usual), plain), [[{}, 'web']]);
    table(asker('ingress', ingressClass('nginx', usual), ingressClass('other', usual), plain), [[{}, '404']]);
    const named = ingress('w', { 'a.example': [['/', 'Prefix', 'web']] }, { spec: 'ingressClassName: nowhere' });
    table(asker('ingress', ingressClass('nginx'), named), [[{}, '404']]);
  });

  it('C-4, ING12 the certificate by SNI, the route by Host', () => {
    const tls = 'tls: [{ hosts: ["*.example"], secretName: wild }, { hosts: [a.example], secretName: a }]';
    const ask = asker(
      'ingress',
      ingress('w', { 'a.example': [['/', 'Prefix', 'a']], 'b.example': [['/', 'Prefix', 'b']] }, { spec: tls }),
    );
    table(ask, [
      [{ scheme: 'https' }, 'shop/a: a'],
      [{ scheme: 'https', host: 'b.example' }, 'shop/wild: b'],
      [{ scheme: 'https', host: 'b.example', sni: 'a.example' }, 'shop/a: b'],
      [{ scheme: 'https', sni: 'x.y.example' }, 'own: a'],
    ]);
  });
});

describe('ingress-nginx', () => {
  it('ING8, ING9 Exact always wins; a folder without its slash is redirected', () => {
    const ask = asker(
      'ingress-nginx',
      ingress('w', {
        'a.example': [
          ['/foo', 'Exact', 'ex'],
          ['/foo/', 'Prefix', 'pre'],
          ['/dir/', 'Prefix', 'dir'],
          ['/imp', 'ImplementationSpecific', 'imp'],
        ],
      }),
    );
    table(ask, [
      [{ path: '/foo' }, 'ex'],
      [{ path: '/foo/x' }, 'pre'],
      [{ path: '/dir?a=1' }, '301 http://a.example/dir/?a=1'],
      [{ path: '/dir/' }, 'dir'],
      [{ path: '/important' }, 'imp'],
      [{ path: '/other' }, '404'],
    ]);
  });

  it('C-9, ING15 one regex turns the whole host, the other host stays', () => {
    const regex = ingress(
      'r',
      { 'a.example': [['/api/v[0-9]+', 'ImplementationSpecific', 'versions']] },
      { annotations: nginx("use-regex: 'true'") },
    );
    const plain = ingress('p', { 'a.example': [['/API', 'Prefix', 'plain']], 'b.example': [['/api', 'Prefix', 'other']] });
    table(asker('ingress-nginx', regex, plain), [
      [{ path: '/api/v1' }, 'versions'],
      [{ path: '/Api' }, 'plain'],
      [{ path: '/apis' }, 'plain'],
      [{ host: 'b.example', path: '/API' }, '404'],
      [{ host: 'b.example', path: '/apis' }, '404'],
    ]);
  });

  it('ING15 a pattern under Prefix leaves the whole Ingress out', () => {
    const bad = ingress(
      'r',
      {
        'a.example': [
          ['/a(.*)', 'Prefix', 'x'],
          ['/b', 'Prefix', 'y'],
        ],
      },
      { annotations: nginx("use-regex: 'true'") },
    );
    table(asker('ingress-nginx', bad), [[{ path: '/b' }, '404']]);
  });

  it('C-10 rewrite-target with groups', () => {
    const ask = asker(
      'ingress-nginx',
      ingress(
        'r',
        { 'a.example': [['/something(/|$)(.*)', 'ImplementationSpecific', 'web']] },
        { annotations: nginx('rewrite-target: /$2') },
      ),
    );
    table(ask, [
      [{ path: '/something' }, 'web /'],
      [{ path: '/something/' }, 'web /'],
      [{ path: '/something/new?a=b' }, 'web /new?a=b'],
      [{ path: '/somethingelse' }, '404'],
    ]);
  });

  it('C-8 308 where there is a tls section, unless it is switched off; forced where there is none', () => {
    const tls = 'tls: [{ hosts: [a.example], secretName: a }]';
    const web = { 'a.example': [['/', 'Prefix', 'web']] } as const;
    table(asker('ingress-nginx', ingress('w', web, { spec: tls })), [
      [{ path: '/x?y' }, '308 https://a.example/x?y'],
      [{ scheme: 'https' }, 'shop/a: web'],
    ]);
    table(asker('ingress-nginx', ingress('w', web, { spec: tls, annotations: nginx("ssl-redirect: 'false'") })), [[{}, 'web']]);
    table(asker('ingress-nginx', ingress('w', web, { annotations: nginx("force-ssl-redirect: 'true'") })), [
      [{}, '308 https://a.example/'],
      [{ scheme: 'https' }, 'own: web'],
    ]);
  });

  it('C-8, S43 a certificate that is missing or for another host is the controller’s own', () => {
    const secret = (names: string): string =>
      `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata: { name: a, namespace: shop, annotations: { cidr.house/dns-names: "${names}" } }`;
    const web = ingress('w', { 'a.example': [['/', 'Prefix', 'web']] }, { spec: 'tls: [{ hosts: [a.example], secretName: a }]' });
    table(asker('ingress-nginx', web, secret('a.example')), [[{ scheme: 'https' }, 'shop/a: web']]);
    table(asker('ingress-nginx', web, secret('*.example')), [[{ scheme: 'https' }, 'shop/a: web']]);
    table(asker('ingress-nginx', web, secret('b.example')), [[{ scheme: 'https' }, 'own: web']]);
    table(asker('ingress-nginx', web, secret('a.example').replace('shop', 'elsewhere')), [[{ scheme: 'https' }, 'own: web']]);
  });

  it('C-11 allow-list, deny-list, redirects, canary', () => {
    const web = { 'a.example': [['/', 'Prefix', 'web']] } as const;
    const listed = asker(
      'ingress-nginx',
      ingress('w', web, { annotations: nginx('whitelist-source-range: "203.0.113.0/24, 10.0.0.5"') }),
    );
    table(listed, [
      [{ source: 0xcb007109 }, 'web'],
      [{ source: 0x0a000005 }, 'web'],
      [{ source: 0x0a000006 }, '403'],
    ]);
    table(asker('ingress-nginx', ingress('w', web, { annotations: nginx('denylist-source-range: 10.0.0.0/8') })), [
      [{ source: 0x0a000005 }, '403'],
      [{ source: 0xcb007109 }, 'web'],
    ]);
    table(asker('ingress-nginx', ingress('w', web, { annotations: nginx('permanent-redirect: https://new.example/') })), [
      [{}, '301 https://new.example/'],
    ]);
    table(asker('ingress-nginx', ingress('w', web, { annotations: nginx("from-to-www-redirect: 'true'") })), [
      [{ host: 'www.a.example', path: '/x?y=1' }, '308 http://a.example/x?y=1'],
      [{ host: 'b.example' }, '404'],
      [{}, 'web'],
    ]);
    const canary = ingress(
      'c',
      { 'a.example': [['/', 'Prefix', 'next']] },
      {
        annotations: `${nginx("canary: 'true'")}, ${nginx('canary-by-header: X-C')}, ${nginx('canary-by-cookie: c')}, ${nginx("canary-weight: '20'")}`,
      },
    );
    table(asker('ingress-nginx', ingress('w', web), canary), [
      [{}, 'web*80+next*20'],
      [{ headers: [['x-c', 'always']] }, 'next'],
      [
        {
          headers: [
            ['X-C', 'never'],
            ['cookie', 'c=always'],
          ],
        },
        'web',
      ],
      [{ headers: [['Cookie', 'b=1; c=always']] }, 'next'],
    ]);
    const valued = canary.replace(nginx('canary-by-cookie: c'), nginx('canary-by-header-value: blue'));
    table(asker('ingress-nginx', ingress('w', web), valued), [
      [{ headers: [['x-c', 'blue']] }, 'next'],
      [{ headers: [['x-c', 'always']] }, 'web*80+next*20'],
    ]);
    const patterned = canary.replace(nginx('canary-by-cookie: c'), nginx("canary-by-header-pattern: '^v[0-9]+'"));
    table(asker('ingress-nginx', ingress('w', web), patterned), [
      [{ headers: [['x-c', 'v12']] }, 'next'],
      [{ headers: [['x-c', 'dev12']] }, 'web*80+next*20'],
      [{ headers: [['x-c', 'always']] }, 'web*80+next*20'],
    ]);
  });
});

it('ING1–ING7 the table agrees with a literal reading of every small set of rules', () => {
  const segments = fc.array(fc.constantFrom('a', 'b', 'aa'), { maxLength: 3 });
  const path = fc
    .tuple(segments, fc.boolean())
    .map(([parts, slash]) => `/${parts.join('/')}${slash && parts.length > 0 ? '/' : ''}`);
  const entry = fc.tuple(path, fc.constantFrom('Exact' as const, 'Prefix' as const));
  fc.assert(
    fc.property(fc.uniqueArray(entry, { maxLength: 4, selector: ([p, t]) => `${t}${p}` }), path, (entries, asked) => {
      const rows: Path[] = entries.map(([p, type], index) => [p, type, `s${index}`]);
      const words = (text: string): string[] => text.split('/').filter((word) => word !== '');
      const matching = rows.filter(([p, type]) =>
        type === 'Exact' ? p === asked : words(p).every((word, index) => words(asked)[index] === word),
      );
      const best = Math.max(...matching.map(([p]) => p.length));
      const longest = matching.filter(([p]) => p.length === best);
      const expected = (longest.find(([, type]) => type === 'Exact') ?? longest[0])?.[2] ?? '404';
      const given = rows.length === 0 ? [['/never', 'Exact', 'never'] as const] : rows;
      expect(asker('ingress', ingress('w', { 'a.example': given }))({ path: asked })).toBe(expected);
    }),
    { numRuns: 150, seed: 7 },
  );
});
