// Gateway API routing as truth tables. Rules: GW1–GW11.
import { describe, it } from 'vitest';
import { type Ask, asker, table } from './asking.ts';

describe('Gateway API', () => {
  const gateway = (listeners: string, namespace = 'shop'): string =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: door, namespace: ${namespace} }\nspec: { gatewayClassName: alb, listeners: [${listeners}] }`;
  const HTTP = '{ name: http, port: 80, protocol: HTTP }';
  const route = (
    name: string,
    rules: string,
    more: { hostnames?: string; namespace?: string; parent?: string; created?: string } = {},
  ): string =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: ${name}, namespace: ${more.namespace ?? 'shop'}, creationTimestamp: "${more.created ?? '2026-01-01T00:00:00Z'}" }\nspec: { parentRefs: [{ name: door, ${more.parent ?? ''} }], ${more.hostnames === undefined ? '' : `hostnames: [${more.hostnames}], `}rules: [${rules}] }`;
  const to = (service: string, more = ''): string => `{ ${more} backendRefs: [{ name: ${service}, port: 80 }] }`;

  it('GW1, GW2 the most specific listener, a wildcard for one label or more', () => {
    const listeners = ['a.fig.example', '*.fig.example', '*.b.fig.example'].map(
      (host, index) => `{ name: l${index}, port: 80, protocol: HTTP, hostname: "${host}" }`,
    );
    const ask = asker(
      'gateway',
      gateway(listeners.join(', ')),
      ...[0, 1, 2].map((index) => route(`r${index}`, to(`l${index}`), { parent: `sectionName: l${index}` })),
    );
    table(ask, [
      [{ host: 'a.fig.example' }, 'l0'],
      [{ host: 'x.y.fig.example' }, 'l1'],
      [{ host: 'x.b.fig.example' }, 'l2'],
      [{ host: 'fig.example' }, '404'],
    ]);
  });

  it('GW3 attachment: namespaces by default Same, All, Selector; kinds; port; section', () => {
    const far = route('r', to('web'), { namespace: 'far', parent: 'namespace: shop' });
    const allow = (what: string): string => `{ name: http, port: 80, protocol: HTTP, allowedRoutes: { ${what} } }`;
    const labelled = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: far, labels: { team: a } }';
    for (const [listener, expected] of [
      [HTTP, '404'],
      [allow('namespaces: { from: All }'), 'web'],
      [allow('namespaces: { from: Selector, selector: { matchLabels: { team: a } } }'), 'web'],
      [allow('namespaces: { from: Selector, selector: { matchLabels: { team: b } } }'), '404'],
      [allow('namespaces: { from: All }, kinds: [{ kind: GRPCRoute }]'), '404'],
    ] as const)
      table(asker('gateway', labelled, gateway(listener), far), [[{}, expected]]);
    table(asker('gateway', gateway(HTTP), route('r', to('web'), { parent: 'port: 81' })), [[{}, '404']]);
  });

  it('GW4, trap 37 the more precise host among matching rules; a literal reading falls through', () => {
    const ask = asker(
      'gateway',
      gateway(HTTP),
      route('exact', to('exact', 'matches: [{ path: { value: /api } }],'), { hostnames: 'a.fig.example' }),
      route('wild', to('wild', 'matches: [{ path: { type: Exact, value: /api } }, { path: { value: / } }],'), {
        hostnames: '"*.fig.example"',
      }),
    );
    table(ask, [
      [{ host: 'a.fig.example', path: '/api' }, 'exact'],
      [{ host: 'a.fig.example', path: '/x' }, 'wild'],
    ]);
  });

  it('GW5, GW6 Exact, longest prefix, method, headers, query; then the older, then the name', () => {
    const rules = [
      to('prefix', 'matches: [{ path: { value: /a } }],'),
      to('longer', 'matches: [{ path: { value: /a/b } }],'),
      to('exact', 'matches: [{ path: { type: Exact, value: /a/b } }],'),
      to('method', 'matches: [{ path: { value: /a }, method: POST }],'),
      to('header', 'matches: [{ path: { value: /a }, headers: [{ name: V, value: one }, { name: v, value: two }] }],'),
      to('pattern', 'matches: [{ path: { value: /p }, queryParams: [{ name: q, type: RegularExpression, value: "x+" }] }],'),
    ];
    table(asker('gateway', gateway(HTTP), route('r', rules.join(', '))), [
      [{ path: '/a/c' }, 'prefix'],
      [{ path: '/a/b/c' }, 'longer'],
      [{ path: '/a/b' }, 'exact'],
      [{ path: '/a', method: 'POST', headers: [['v', 'one']] }, 'method'],
      [
        {
          path: '/a',
          headers: [
            ['v', 'one'],
            ['V', 'two'],
          ],
        },
        'header',
      ],
      [{ path: '/p?q=xxx' }, 'pattern'],
      [{ path: '/p?q=xxy' }, '404'],
    ]);
    const both = (first: string, second: string): Ask =>
      asker('gateway', gateway(HTTP), route('b', to('b'), { created: first }), route('a', to('a'), { created: second }));
    table(both('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'), [[{}, 'b']]);
    table(both('2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'), [[{}, 'a']]);
  });

  it('GW8–GW10 no usable backend 500, a share of 500, grants of the other namespace', () => {
    const far = '{ backendRefs: [{ name: web, namespace: far, port: 80 }] }';
    const grant = (namespace: string, name = ''): string =>
      `apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: { name: g, namespace: ${namespace} }\nspec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }], to: [{ group: "", kind: Service ${name} }] }`;
    table(asker('gateway', gateway(HTTP), route('r', far)), [[{}, '500']]);
    table(asker('gateway', gateway(HTTP), route('r', far), grant('far')), [[{}, 'web']]);
    table(asker('gateway', gateway(HTTP), route('r', far), grant('shop')), [[{}, '500']]);
    table(asker('gateway', gateway(HTTP), route('r', far), grant('far', ', name: other')), [[{}, '500']]);
    const shared =
      '{ backendRefs: [{ name: web, port: 80, weight: 3 }, { kind: Bucket, name: b, weight: 2 }, { name: none, port: 80, weight: 0 }] }';
    table(asker('gateway', gateway(HTTP), route('r', shared)), [[{}, 'web*3+500*2']]);
    table(asker('gateway', gateway(HTTP), route('r', '{ backendRefs: [{ name: a, port: 80, weight: 0 }] }')), [[{}, '500']]);
  });

  it('GW11 redirects and rewrites; 421 for a host of another listener; the listener’s certificate', () => {
    const redirect = (fields: string, path = '/old'): string =>
      `{ matches: [{ path: { value: ${path} } }], filters: [{ type: RequestRedirect, requestRedirect: { ${fields} } }] }`;
    const rewrite = (path: string, prefix: string): string =>
      to(
        'web',
        `matches: [{ path: { value: ${path} } }], filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: "${prefix}" } } }],`,
      );
    const rules = [
      redirect('scheme: https, statusCode: 301'),
      redirect('path: { type: ReplacePrefixMatch, replacePrefixMatch: /n }, port: 8443', '/p'),
      rewrite('/foo', '/xyz/'),
      rewrite('/bare', ''),
    ];
    table(asker('gateway', gateway(HTTP), route('r', rules.join(', '))), [
      [{ path: '/old?x=1' }, '301 https://a.example/old?x=1'],
      [{ path: '/p/q' }, '302 http://a.example:8443/n/q'],
      [{ path: '/foo/bar' }, 'web /xyz/bar'],
      [{ path: '/foo/' }, 'web /xyz/'],
      [{ path: '/bare' }, 'web /'],
      [{ path: '/bare/x?y' }, 'web /x?y'],
    ]);
    const https = ['a', 'b'].map(
      (name) =>
        `{ name: ${name}, port: 443, protocol: HTTPS, hostname: ${name}.example, tls: { certificateRefs: [{ name: ${name} }] } }`,
    );
    table(asker('gateway', gateway(https.join(', ')), route('r', to('web'))), [
      [{ scheme: 'https' }, 'shop/a: web'],
      [{ scheme: 'https', sni: 'b.example' }, 'shop/b: 421'],
      [{ scheme: 'https', host: 'c.example' }, 'own: 404'],
    ]);
  });
});
