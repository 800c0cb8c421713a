// Ingress, TLS Secrets and Gateway API as manifests: the server's words, what is kept, round trips. Rules: VAL54–VAL61, VAL64, ING12, C-4.
import { describe, expect, it } from 'vitest';
import { namesOfPem } from '../../src/manifest/certificate.ts';
import { fieldsOf } from '../../src/manifest/fields.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { writeResource } from '../../src/manifest/writeManifests.ts';
import { errorsOf, readOne } from './sentences.ts';

const SHOP_PEM = `-----BEGIN CERTIFICATE-----
MIIBsTCCAVagAwIBAgIUEqBUalz1HjeXHG4Lynw9/XRSOUIwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLb2xkLmV4YW1wbGUwHhcNMjYxMTI1MjMzNzM2WhcNMzYxMTIy
MjMzNzM2WjAWMRQwEgYDVQQDDAtvbGQuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABCU4thWU/dXy+mb9PQ/0wC/7RVPvMKvR157vDBQAlNqxDRZpmwv3
6p1UV966iIkDr1wemCKl4nRHxeUl/KwM7gajgYEwfzAdBgNVHQ4EFgQUgThGeuFX
YOJAHIEMopwImDfZi74wHwYDVR0jBBgwFoAUgThGeuFXYOJAHIEMopwImDfZi74w
DwYDVR0TAQH/BAUwAwEB/zAsBgNVHREEJTAjggxzaG9wLmV4YW1wbGWCDSouZmln
LmV4YW1wbGWHBAoAAAEwCgYIKoZIzj0EAwIDSQAwRgIhAOFhOFN5ckkzPmRym8MO
sqWT5q1fFlmFz6kP34D0GN6EAiEA07b8gmCMZGPX/MlLfaGKCzdWjZLnPLxNY8Dl
bgYRoi4=
-----END CERTIFICATE-----
`;
const COMMON_PEM = `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUExKihuhdb2GtaZVjugfXkIT11PYwCgYIKoZIzj0EAwIw
IzEKMAgGA1UECgwBeDEVMBMGA1UEAwwMT25seS5FeGFtcGxlMB4XDTI2MTEyNTIz
MzczNloXDTM2MTEyMjIzMzczNlowIzEKMAgGA1UECgwBeDEVMBMGA1UEAwwMT25s
eS5FeGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAENk5MPOPTmrAT4Tuz
MGVWR+EZ7GbiLXII23iRJ3+2JjeGy2a+ZBCRNLwVIxxZXQ3b8yPYrkewHp5Ws0w0
+xZD76NTMFEwHQYDVR0OBBYEFLup4TFPJnQ3j+tuxHQ4GKlQh2myMB8GA1UdIwQY
MBaAFLup4TFPJnQ3j+tuxHQ4GKlQh2myMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI
zj0EAwIDSQAwRgIhAMHBWlWGycw4mID1bBmYhaHYY8B+pEFr8HezXt2Nrq/dAiEA
sad5J4/cfoSr36USSAo1zhyX6h985oA58DWOhNaULBg=
-----END CERTIFICATE-----
`;

const ingress = (spec: string, annotations = '{}'): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, namespace: shop, annotations: ${annotations} }\nspec: ${spec}`;
const rule = (path: string, host = 'a.example'): string =>
  ingress(`{ rules: [{ host: "${host}", http: { paths: [${path}] } }] }`);
const BACKEND = 'backend: { service: { name: web, port: { number: 80 } } }';
const gateway = (listeners: string): string =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: door, namespace: shop }\nspec: { gatewayClassName: alb, listeners: [${listeners}] }`;
const route = (rules: string): string =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: r, namespace: shop }\nspec: { parentRefs: [{ name: door }], rules: [${rules}] }`;

describe('Ingress in the words of the server', () => {
  it.each([
    [
      'VAL54',
      ingress('{ ingressClassName: nginx }'),
      /^VAL54 spec: Invalid value: .*either `defaultBackend` or `rules` must be specified$/,
    ],
    [
      'VAL55',
      rule(`{ path: /, pathType: Prefix, ${BACKEND} }`, '10.0.0.1'),
      /VAL55 spec\.rules\[0\]\.host: Invalid value: "10\.0\.0\.1": must be a DNS name, not an IP address/,
    ],
    [
      'VAL56',
      rule(`{ path: /, pathType: Prefix, ${BACKEND} }`, '*'),
      /VAL56 spec\.rules\[0\]\.host: Invalid value: "\*": a wildcard DNS-1123 subdomain must start with/,
    ],
    [
      'VAL56',
      rule(`{ path: /, pathType: Prefix, ${BACKEND} }`, 'a.example:80'),
      /VAL56 spec\.rules\[0\]\.host: Invalid value: "a\.example:80": a lowercase RFC 1123 subdomain/,
    ],
    ['VAL57', rule(''), /VAL57 spec\.rules\[0\]\.http\.paths: Required value/],
    [
      'VAL57',
      rule(`{ path: /, ${BACKEND} }`),
      /VAL57 spec\.rules\[0\]\.http\.paths\[0\]\.pathType: Required value: pathType must be specified/,
    ],
    [
      'VAL57',
      rule(`{ path: /, pathType: Regex, ${BACKEND} }`),
      /VAL57 .*pathType: Unsupported value: "Regex": supported values: "Exact", "ImplementationSpecific", "Prefix"/,
    ],
    ['VAL57', rule(`{ path: foo, pathType: Exact, ${BACKEND} }`), /VAL57 .*path: Invalid value: "foo": must be an absolute path/],
    ['VAL57', rule(`{ path: /a//b, pathType: Prefix, ${BACKEND} }`), /VAL57 .*must not contain '\/\/'/],
    ['VAL57', rule(`{ path: /a/.., pathType: Prefix, ${BACKEND} }`), /VAL57 .*cannot end with '\/\.\.'/],
    [
      'VAL58',
      ingress(
        `{ ingressClassName: nginx, defaultBackend: { service: { name: web, port: { number: 80 } } } }`,
        '{ kubernetes.io/ingress.class: other }',
      ),
      /VAL58 annotations\.kubernetes\.io\/ingress\.class: Invalid value: "other": must match `ingressClassName`/,
    ],
    [
      'VAL59',
      rule('{ path: /, pathType: Prefix, backend: {} }'),
      /VAL59 .*backend: Invalid value: .*resource or service backend is required/,
    ],
    [
      'VAL60',
      rule('{ path: /, pathType: Prefix, backend: { service: { name: web, port: {} } } }'),
      /VAL60 .*backend: Required value: port name or number is required/,
    ],
    [
      'VAL60',
      rule('{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: a, number: 1 } } } }'),
      /VAL60 .*cannot set both port name & port number/,
    ],
    [
      'VAL61',
      ingress(`{ tls: [{ hosts: [A.example] }], defaultBackend: { service: { name: web, port: { number: 80 } } } }`),
      /VAL61 spec\.tls\[0\]\.hosts\[0\]: Invalid value: "A\.example"/,
    ],
  ])('%s', (_id, text, expected) => {
    expect(errorsOf(text).join('\n')).toMatch(expected);
  });

  it('VAL57 an ImplementationSpecific path may be a pattern, or absent', () => {
    expect(errorsOf(rule(`{ path: "/a//(.*)", pathType: ImplementationSpecific, ${BACKEND} }`))).toEqual([]);
    expect(errorsOf(rule(`{ pathType: ImplementationSpecific, ${BACKEND} }`))).toEqual([]);
  });
});

describe('Gateway API in the words of its schema (VAL64)', () => {
  it.each([
    [
      gateway('{ name: a, port: 80, protocol: HTTP }, { name: a, port: 81, protocol: HTTP }'),
      'Listener name must be unique within the Gateway',
    ],
    [
      gateway('{ name: a, port: 80, protocol: HTTP }, { name: b, port: 80, protocol: HTTP }'),
      'Combination of port, protocol and hostname must be unique for each listener',
    ],
    [
      gateway('{ name: a, port: 443, protocol: TLS, tls: { certificateRefs: [{ name: c }] } }'),
      'tls mode must be set for protocol TLS',
    ],
    [
      gateway('{ name: a, port: 80, protocol: HTTP, hostname: "10.0.0.1" }'),
      'spec.listeners[0].hostname: Invalid value: "10.0.0.1"',
    ],
    [
      route('{ matches: [{ path: { type: Exact, value: foo } }] }'),
      "value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']",
    ],
    [
      route(
        '{ filters: [{ type: RequestRedirect, requestRedirect: { hostname: a.example } }], backendRefs: [{ name: v1, port: 80 }] }',
      ),
      'RequestRedirect filter must not be used together with backendRefs',
    ],
    [route('{ backendRefs: [{ name: v1 }] }'), 'Must have port for Service reference'],
    [route('{ backendRefs: [{ name: v1, port: 80, weight: 1000001 }] }'), 'should be less than or equal to 1000000'],
    [
      route(Array.from({ length: 17 }, () => '{ backendRefs: [{ name: v1, port: 80 }] }').join(', ')),
      'Too many: 17: must have at most 16 items',
    ],
  ])('%#', (text, expected) => {
    expect(errorsOf(text).join('\n')).toContain(expected);
  });
});

describe('names of certificates', () => {
  it('ING12 the alternative names, else the common name', () => {
    expect(namesOfPem(SHOP_PEM)).toEqual(['shop.example', '*.fig.example']);
    expect(namesOfPem(COMMON_PEM)).toEqual(['only.example']);
  });

  it('nothing else is one, and no cut or flipped byte makes it throw', () => {
    expect(namesOfPem('')).toBeUndefined();
    expect(namesOfPem('-----BEGIN CERTIFICATE-----\nAAAA')).toBeUndefined();
    for (let cut = 0; cut < SHOP_PEM.length; cut++) {
      namesOfPem(SHOP_PEM.slice(0, cut));
      const flipped = `${SHOP_PEM.slice(0, cut)}A${SHOP_PEM.slice(cut + 1)}`;
      expect((namesOfPem(flipped) ?? []).length).toBeLessThanOrEqual(100);
    }
  });

  it('a TLS Secret keeps them and neither certificate nor key', () => {
    const data = Buffer.from(SHOP_PEM).toString('base64');
    const text = `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata: { name: cert, namespace: shop }\ndata: { tls.crt: ${data}, tls.key: c2VjcmV0 }`;
    const secret = readOne(text, 'Secret');
    expect(secret.metadata.annotations).toEqual({ 'cidr.house/dns-names': 'shop.example,*.fig.example' });
    expect(JSON.stringify(secret)).not.toContain('c2VjcmV0');
    expect(parseManifests(writeResource(secret)).resources).toEqual([secret]);
  });

  it('a Secret of another type is left out', () => {
    expect(parseManifests('apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata: { x: eA== }').resources).toEqual([]);
  });
});

describe('round trips', () => {
  const texts = [
    ingress(
      `{ ingressClassName: nginx, tls: [{ hosts: [a.example], secretName: c }], rules: [{ host: "*.a.example", http: { paths: [{ path: /x, pathType: Exact, ${BACKEND} }, { pathType: ImplementationSpecific, backend: { service: { name: w, port: { name: http } } } }] } }, { host: b.example }] }`,
      '{ nginx.ingress.kubernetes.io/rewrite-target: /$1 }',
    ),
    'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: k8s.io/ingress-nginx }',
    'apiVersion: approuting.kubernetes.azure.com/v1alpha1\nkind: NginxIngressController\nmetadata: { name: inside }\nspec: { ingressClassName: nginx-internal, controllerNamePrefix: nginx-internal, loadBalancerAnnotations: { a/b: c }, defaultSSLCertificate: { secret: { namespace: shop, name: c }, forceSSLRedirect: true }, defaultBackendService: { namespace: shop, name: web }, httpDisabled: false }',
    'apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: { name: alb }\nspec: { controllerName: alb.networking.azure.io/alb-controller }',
    gateway(
      '{ name: a, port: 443, protocol: HTTPS, hostname: "*.a.example", tls: { certificateRefs: [{ name: c, namespace: far }] }, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { a: b } } }, kinds: [{ kind: HTTPRoute }] } }',
    ),
    route(
      '{ matches: [{ path: { type: PathPrefix, value: /a }, headers: [{ name: v, value: one }], queryParams: [{ type: RegularExpression, name: q, value: "x+" }], method: GET }], filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }], backendRefs: [{ name: v1, port: 80, weight: 3 }] }, { filters: [{ type: RequestRedirect, requestRedirect: { scheme: https, statusCode: 301 } }] }',
    ),
    'apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: { name: g, namespace: far }\nspec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }], to: [{ group: "", kind: Service, name: web }] }',
  ];

  it.each(texts)('parse(write(x)) = x: %#', (text) => {
    const { resources, problems } = parseManifests(text);
    expect(problems).toEqual([]);
    expect(resources).toHaveLength(1);
    for (const resource of resources)
      expect(parseManifests(writeResource(resource))).toMatchObject({ problems: [], resources: [resource] });
  });

  it('ING14 a creation time is kept where the oldest wins, and nowhere else', () => {
    const dated = ingress(`{ defaultBackend: { service: { name: web, port: { number: 80 } } } }`).replace(
      'annotations: {}',
      'creationTimestamp: "2026-01-02T03:04:05Z"',
    );
    const read = readOne(dated, 'Ingress');
    expect(read.metadata.creationTimestamp).toBe('2026-01-02T03:04:05Z');
    expect(parseManifests(writeResource(read)).resources).toEqual([read]);
  });
});

it('completion knows the kinds', () => {
  expect(fieldsOf('Ingress', ['spec', 'rules', 'http', 'paths']).map(({ name }) => name)).toEqual([
    'path',
    'pathType',
    'backend',
  ]);
  expect(fieldsOf('HTTPRoute', ['spec', 'rules', 'filters']).map(({ name }) => name)).toContain('urlRewrite');
});
