// Ingress in the walk: the controller's certificate, its routes, its own connection to the pod, and what becomes of it for the client.
// Rules: B-19, C-3…C-14, C-31, PW16, S13, S43, S45.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { traceAll } from '../../src/engine/forward/traceAll.ts';
import { traceFlow } from '../../src/engine/forward/traceFlow.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { house, pod, policy, service, worldOf } from './worlds.ts';

const IMAGE = 'registry.k8s.io/ingress-nginx/controller:v1.12.1';
const LB = 'service.beta.kubernetes.io/azure-load-balancer';
const HEALTHZ = `${LB}-health-probe-request-path: /healthz`;

interface Options {
  readonly local?: boolean;
  readonly probe?: boolean;
  readonly annotations?: string;
  readonly spec?: string;
  readonly more?: readonly string[];
  readonly web?: string;
  readonly network?: (text: string) => string;
}

function controller({ local = true, probe = true }: Options): string[] {
  const labels = 'app.kubernetes.io/name: ingress-nginx';
  return [
    pod('ingress-nginx/controller', { ports: [80, 443], node: 'room-0' })
      .replace('app: controller', labels)
      .replace('- name: main', `- name: main\n    image: ${IMAGE}`),
    `apiVersion: v1\nkind: Service\nmetadata: { name: front, namespace: ingress-nginx, annotations: { ${LB}-ipv4: 20.51.8.14, ${probe ? HEALTHZ : ''} } }\nspec: { type: LoadBalancer, ${local ? 'externalTrafficPolicy: Local, ' : ''}selector: { ${labels} }, ports: [{ name: http, port: 80, appProtocol: http }, { name: https, port: 443, appProtocol: https }] }`,
    'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: k8s.io/ingress-nginx }',
  ];
}

function ingress({ annotations = '', spec = 'ingressClassName: nginx,' }: Options): string {
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop, namespace: shop, annotations: { ${annotations} } }\nspec: { ${spec} rules: [{ host: shop.contoso.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }`;
}

const ZONE =
  'dnsZones: [{ name: contoso.com, records: [{ name: shop, type: A, values: [20.51.8.14] }, { name: other, type: A, values: [20.51.8.14] }] }]\n';

function send(options: Options, to = 'http://shop.contoso.com/', from = 'internet:customer'): Trace {
  const engine = createEngine();
  const network = (options.network ?? ((text: string) => text))(
    house({ engine: 'calico' }).replace('managedClusters:', `${ZONE}managedClusters:`),
  );
  const web = options.web ?? pod('shop/web', { ports: [8080], node: 'room-1' });
  const spec = worldOf(
    network,
    ...(options.network ? [] : controller(options)),
    web,
    service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
    ingress(options),
    ...(options.more ?? []),
  );
  engine.load({ spec, revision: 1 });
  const answer = engine.trace({ revision: 1, flow: { from, to } });
  if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.params)}`);
  return answer.value;
}

function outcome(options: Options, to?: string, from?: string): string {
  const { verdict } = send(options, to, from);
  return verdict.reason === undefined ? verdict.outcome : `${verdict.outcome} ${verdict.reason}`;
}

describe('the controller in the walk', () => {
  it('C-7, PW16 opens its own connection: the pod sees the controller, and the answer comes back through it', () => {
    const trace = send({});
    expect(trace).toMatchObject({
      verdict: { outcome: 'delivered' },
      deliveredTo: 'shop/web',
      via: ['lb:kubernetes', 'ingress:ingress-nginx'],
      http: { status: 200, host: 'shop.contoso.com', path: '/' },
      reply: { verdict: { outcome: 'delivered' } },
      dns: { question: 'shop.contoso.com' },
    });
    const steps = trace.hops.flatMap((hop) => hop.steps);
    const routed = steps.find((step) => step.code === 'http.forwarded');
    expect(routed?.rule).toEqual({ object: 'Ingress/shop/shop', field: 'spec.rules[0].http.paths[0].path' });
    expect(trace.sourceSeen).toBe(routed?.after.sourceIP);
    const back = trace.reply?.hops.at(-1)?.steps.at(-1)?.after;
    expect([back?.sourceIP, back?.destinationIP]).toEqual(['20.51.8.14', '203.0.113.9']);
  });

  it('C-7 a policy of the backend must admit the controller, not the customer', () => {
    const only = (from: string): string =>
      policy('shop/web', `podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ from: [${from}] }]`);
    expect(outcome({ more: [only('{ podSelector: {} }')] })).toBe('http-504 network-policy');
    expect(outcome({ more: [only('{ ipBlock: { cidr: 203.0.113.0/24 } }')] })).toBe('http-504 network-policy');
    expect(
      outcome({ more: [only('{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }')] }),
    ).toBe('delivered');
  });

  it.each([
    ['C-3 another host', {}, 'http://other.contoso.com/', 'http-404 http-route'],
    ['C-3 no host at all', {}, 'http://20.51.8.14/', 'http-404 http-route'],
    ['C-5 no class', { spec: '' }, undefined, 'http-404 http-route'],
    ['C-5 the old annotation', { spec: '', annotations: 'kubernetes.io/ingress.class: nginx' }, undefined, 'delivered'],
    [
      'C-8 a tls section',
      { spec: 'ingressClassName: nginx, tls: [{ hosts: [shop.contoso.com], secretName: c }],' },
      undefined,
      'http-308',
    ],
    ['C-8, S43 its own certificate', {}, 'https://shop.contoso.com/', 'tls-name certificate'],
    ['C-13 nobody ready', { web: pod('shop/none', { ports: [1] }) }, undefined, 'http-503 no-endpoints'],
    ['C-13 nobody listens', { web: pod('shop/web', { ports: [9999] }) }, undefined, 'http-502 not-listening'],
    ['B-19 the probe asks /', { probe: false, local: false }, undefined, 'timeout no-healthy-node'],
  ] as const)('%s', (_rule, options: Options, to, expected) => {
    expect(outcome(options, to)).toBe(expected);
  });

  describe('B-19 the controller answers /healthz itself where nobody has the host', () => {
    it.each([
      ['by number', 'http://20.51.8.14/healthz', 'ingress-nginx/controller'],
      ['for a name nobody has', 'http://other.contoso.com/healthz?full', 'ingress-nginx/controller'],
      ['not for a name that somebody has', 'http://shop.contoso.com/healthz', 'shop/web'],
    ])('%s', (_title, to, receiver) => {
      const trace = send({}, to);
      expect(trace).toMatchObject({ verdict: { outcome: 'delivered' }, deliveredTo: receiver, http: { status: 200 } });
      const own = trace.hops.flatMap(({ steps }) => steps).find(({ code }) => code === 'http.health');
      expect(own?.params['controller']).toBe(receiver === 'shop/web' ? undefined : 'ingress-nginx');
    });

    it('any other path is 404, and without a policy that admits the caller it is not asked', () => {
      expect(outcome({}, 'http://20.51.8.14/health')).toBe('http-404 http-route');
      expect(outcome({}, 'http://20.51.8.14/')).toBe('http-404 http-route');
      const shut = policy('ingress-nginx/controller', 'podSelector: {}, policyTypes: [Ingress], ingress: []');
      expect(outcome({ more: [shut] }, 'http://20.51.8.14/healthz')).toBe('timeout network-policy');
    });

    it('rules without a host stand beside it: a shorter path does not take it, its own does, patterns go first', () => {
      const anyone = (path: string, annotations = '', type = 'Prefix'): string =>
        `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: anyone, namespace: shop, annotations: { ${annotations} } }\nspec: { ingressClassName: nginx, rules: [{ http: { paths: [{ path: ${path}, pathType: ${type}, backend: { service: { name: web, port: { number: 80 } } } }] } }] }`;
      const to = (more: string): string | undefined => send({ more: [more] }, 'http://20.51.8.14/healthz').deliveredTo;
      expect(to(anyone('/'))).toBe('ingress-nginx/controller');
      expect(to(anyone('/healthz'))).toBe('shop/web');
      expect(to(anyone('/.*', "nginx.ingress.kubernetes.io/use-regex: 'true'", 'ImplementationSpecific'))).toBe('shop/web');
    });
  });

  it('C-4, S43 a Secret for the host, for another, in another namespace', () => {
    const spec = 'ingressClassName: nginx, tls: [{ hosts: [shop.contoso.com], secretName: c }],';
    const secret = (names: string, namespace = 'shop'): string =>
      `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata: { name: c, namespace: ${namespace}, annotations: { cidr.house/dns-names: "${names}" } }`;
    const https = 'https://shop.contoso.com/cart?x=1';
    expect(send({ spec, more: [secret('*.contoso.com')] }, https)).toMatchObject({
      verdict: { outcome: 'delivered' },
      http: { certificate: 'shop/c', path: '/cart?x=1' },
    });
    expect(outcome({ spec, more: [secret('shop.example')] }, https)).toBe('tls-name certificate');
    expect(outcome({ spec, more: [secret('shop.contoso.com', 'other')] }, https)).toBe('tls-name certificate');
  });

  it('S13, C-12 the allow-list needs the real client: Local shows it, Cluster does not', () => {
    const annotations = 'nginx.ingress.kubernetes.io/whitelist-source-range: 203.0.113.0/24';
    expect(outcome({ annotations })).toBe('delivered');
    expect(outcome({ annotations }, undefined, 'internet:api.presspay.example')).toBe('delivered');
    expect(outcome({ annotations, local: false })).toBe('http-403 source-ranges');
    expect(outcome({ annotations: annotations.replace('203.0.113.0/24', '198.51.100.0/24') })).toBe('http-403 source-ranges');
  });

  it('S45, C-11 plain HTTP to a pod that speaks TLS is 502 until backend-protocol says HTTPS', () => {
    const web = pod('shop/web', { ports: [8080], node: 'room-1' }).replace(
      'namespace: shop',
      "namespace: shop, annotations: { cidr.house/tls-ports: '8080' }",
    );
    expect(outcome({ web })).toBe('http-502 not-listening');
    expect(outcome({ web, annotations: 'nginx.ingress.kubernetes.io/backend-protocol: HTTPS' })).toBe('delivered');
  });

  it('C-7 service-upstream goes by the Service, default-backend takes over where nobody is ready', () => {
    const upstream = "nginx.ingress.kubernetes.io/service-upstream: 'true'";
    expect(send({ annotations: upstream }).hops.flatMap((hop) => hop.steps.map((step) => step.code))).toContain(
      'service.clusterIP',
    );
    expect(outcome({ annotations: upstream, web: pod('shop/none', { ports: [1] }) })).toBe('http-502 no-endpoints');
    const sorry = [
      pod('shop/sorry', { ports: [8080] }),
      service('shop/sorry', 'selector: { app: sorry }, ports: [{ port: 80, targetPort: 8080 }]'),
    ];
    const options = { annotations: 'nginx.ingress.kubernetes.io/default-backend: sorry', more: sorry };
    expect(send(options).deliveredTo).toBe('shop/web');
    expect(send({ ...options, web: pod('shop/none', { ports: [1] }) }).deliveredTo).toBe('shop/sorry');
  });

  it('C-13, PW16 a route back to its own controller ends', () => {
    const paths = 'defaultBackend: { service: { name: front, port: { number: 80 } } }';
    const loop = `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: loop, namespace: ingress-nginx }\nspec: { ingressClassName: nginx, ${paths}, rules: [{ host: other.contoso.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: front, port: { number: 80 } } } }] } }] }`;
    const { verdict, hops } = send({ more: [loop] }, 'http://other.contoso.com/');
    expect(verdict).toMatchObject({ outcome: 'http-504', reason: 'http-route', rule: { object: 'Ingress/ingress-nginx/loop' } });
    expect(hops.flatMap(({ steps }) => steps).some(({ code }) => code === 'http.loop')).toBe(true);
  });

  it('C-10 the backend sees the rewritten path', () => {
    const annotations = 'nginx.ingress.kubernetes.io/rewrite-target: /new';
    expect(send({ annotations }, 'http://shop.contoso.com/old')).toMatchObject({ http: { path: '/new' } });
  });
});

describe('controllers that the Network document installs', () => {
  const install =
    (fields: string): ((text: string) => string) =>
    (text) =>
      `${text}\n  ${fields}`;

  it('world-format ingressControllers: a Service, a class, virtual pods', () => {
    const network = install(
      `ingressControllers: [{ name: front, class: nginx, namespace: edge, default: true, service: { annotations: { ${LB}-ipv4: 20.51.8.14 }, externalTrafficPolicy: Local } }]`,
    );
    const trace = send({ network, spec: '' });
    expect(trace).toMatchObject({
      verdict: { outcome: 'delivered' },
      via: ['lb:kubernetes', 'ingress:front'],
      deliveredTo: 'shop/web',
    });
    expect(
      outcome({
        network: install(
          `ingressControllers: [{ name: front, class: nginx, namespace: edge, service: { annotations: { ${LB}-ipv4: 20.51.8.14 }, externalTrafficPolicy: Local } }]`,
        ),
        spec: '',
      }),
    ).toBe('http-404 http-route');
  });

  it('C-14 application routing: its class and its Service', () => {
    const network = (text: string): string =>
      install('ingressProfile: { webAppRouting: { enabled: true } }')(text).replace(/20\.51\.8\.14/g, '20.50.0.1');
    expect(send({ network, spec: 'ingressClassName: webapprouting.kubernetes.azure.com,' })).toMatchObject({
      verdict: { outcome: 'delivered' },
      via: ['lb:kubernetes', 'ingress:nginx'],
    });
    expect(outcome({ network, spec: 'ingressClassName: nginx,' })).toBe('http-404 http-route');
  });

  it('C-14 visibility of the add-on’s controller, and controllers beside it', () => {
    const routing = (nginx: string) => (text: string) =>
      install(`ingressProfile: { webAppRouting: { enabled: true, nginx: { defaultIngressControllerType: ${nginx} } } }`)(text);
    const own = 'ingressClassName: webapprouting.kubernetes.azure.com,';
    expect(send({ network: routing('Internal'), spec: own }, 'app-routing-system/nginx:80', 'vm:jump').via).toContain(
      'lb:kubernetes-internal',
    );
    expect(() => send({ network: routing('None'), spec: own }, 'app-routing-system/nginx:80', 'vm:jump')).toThrow(
      /noServiceOrPod/,
    );
    const beside = (fields: string): string =>
      `apiVersion: approuting.kubernetes.azure.com/v1alpha1\nkind: NginxIngressController\nmetadata: { name: edge }\nspec: { ingressClassName: edge, controllerNamePrefix: edge, loadBalancerAnnotations: { ${LB}-ipv4: 20.51.8.14 }, ${fields} }`;
    const secret =
      'apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata: { name: c, namespace: far, annotations: { cidr.house/dns-names: "*.contoso.com" } }';
    const options = (fields: string): Options => ({
      network: routing('External'),
      spec: 'ingressClassName: edge,',
      more: [beside(fields), secret],
    });
    expect(send(options(''))).toMatchObject({ verdict: { outcome: 'delivered' }, via: ['lb:kubernetes', 'ingress:edge-0'] });
    expect(outcome(options(''), 'https://shop.contoso.com/')).toBe('tls-name certificate');
    expect(
      send(options('defaultSSLCertificate: { secret: { namespace: far, name: c } }'), 'https://shop.contoso.com/'),
    ).toMatchObject({ verdict: { outcome: 'delivered' }, http: { certificate: 'far/c' } });
    expect(outcome(options('defaultSSLCertificate: { forceSSLRedirect: true }'))).toBe('http-308');
    expect(outcome(options('httpDisabled: true'))).toBe('timeout no-such-port');
    expect(send(options('defaultBackendService: { namespace: shop, name: web }'), 'http://other.contoso.com/').deliveredTo).toBe(
      'shop/web',
    );
  });

  it('C-31, GW8 a Gateway of application routing has a Service of its own', () => {
    const network = (text: string): string =>
      install('ingressProfile: { gatewayAPI: { enabled: true } }')(text).replace(/20\.51\.8\.14/g, '20.50.0.1');
    const gateway =
      'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: door, namespace: shop }\nspec: { gatewayClassName: approuting-istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }';
    const route =
      'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: r, namespace: shop }\nspec: { parentRefs: [{ name: door }], rules: [{ matches: [{ path: { value: /api } }], backendRefs: [{ name: web, port: 80 }] }] }';
    const more = [gateway, route];
    expect(send({ network, more }, 'http://shop.contoso.com/api/x')).toMatchObject({
      verdict: { outcome: 'delivered' },
      via: ['lb:kubernetes', 'ingress:door-approuting-istio'],
    });
    expect(outcome({ network, more })).toBe('http-404 http-route');
  });
});

describe('shares', () => {
  const world = (backends: string): NetworkSpec =>
    worldOf(
      `${house({ engine: 'calico' }).replace('managedClusters:', `${ZONE.replaceAll('20.51.8.14', '20.50.0.1')}managedClusters:`)}\n  ingressProfile: { gatewayAPI: { enabled: true } }`,
      ...['web', 'next'].flatMap((name) => [
        pod(`shop/${name}`, { ports: [8080] }),
        service(`shop/${name}`, `selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }]`),
      ]),
      'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: door, namespace: shop }\nspec: { gatewayClassName: approuting-istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }',
      `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: r, namespace: shop }\nspec: { parentRefs: [{ name: door }], rules: [{ backendRefs: [${backends}] }] }`,
    );
  const flow = { from: 'internet:customer', to: 'http://shop.contoso.com/' };

  it.each([
    ['{ name: web, port: 80, weight: 90 }, { name: next, port: 80, weight: 10 }', { web: 0.9, next: 0.1 }],
    ['{ name: web, port: 80 }, { name: next, port: 80 }', { web: 0.5, next: 0.5 }],
    ['{ name: web, port: 80, weight: 3 }, { name: none, port: 80, weight: 1 }', { web: 0.75, 500: 0.25 }],
    ['{ name: web, port: 80, weight: 1000000 }, { name: next, port: 80, weight: 0 }', { web: 1 }],
  ])('GW8, GW9 %s: every one with a share is possible, and letters take them by share', (backends, expected) => {
    const dataplane = compileDataplane(world(backends));
    const seen = new Map<string, number>();
    const letters = 600;
    for (let seed = 0; seed < letters; seed++) {
      const answer = traceFlow(dataplane, { flow, seed });
      const end = answer.ok ? (answer.value.deliveredTo?.replace('shop/', '') ?? answer.value.verdict.outcome.slice(5)) : '';
      seen.set(end, (seen.get(end) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [end, share] of Object.entries(expected)) expect((seen.get(end) ?? 0) / letters).toBeCloseTo(share, 1);
    const every = traceAll(dataplane, flow);
    const ends = every.ok
      ? every.value.map(({ deliveredTo, verdict }) => deliveredTo?.replace('shop/', '') ?? verdict.outcome.slice(5))
      : [];
    expect([...new Set(ends)].sort()).toEqual(Object.keys(expected).sort());
  });

  it('GW9 no share at all is 500', () => {
    const answer = traceFlow(compileDataplane(world('{ name: web, port: 80, weight: 0 }')), { flow });
    expect(answer).toMatchObject({ ok: true, value: { verdict: { outcome: 'http-500', reason: 'no-endpoints' } } });
  });
});
