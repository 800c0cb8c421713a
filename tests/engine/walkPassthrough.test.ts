// TLS passed on unopened by ingress-nginx, and names and certificates that application routing keeps. Rules: C-11, C-12, C-15, ING4.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { house, pod, policy, service, worldOf } from './worlds.ts';

const WEB = service('shop/web', 'selector: { app: web }, ports: [{ port: 443, targetPort: 8443 }]');
const TLS_POD = pod('shop/web', { ports: [8443], node: 'room-1' }).replace(
  'labels:',
  'annotations: { cidr.house/tls-ports: "8443" }, labels:',
);

function ingress(annotations: string, options: { path?: string; spec?: string; className?: string; host?: string } = {}): string {
  const { path = '/', spec = '', className = 'nginx', host = 'shop.contoso.com' } = options;
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop, namespace: shop, annotations: { ${annotations} } }\nspec: { ingressClassName: ${className}, ${spec} rules: [{ host: "${host}", http: { paths: [{ path: ${path}, pathType: Prefix, backend: { service: { name: web, port: { number: 443 } } } }] } }] }`;
}

interface World {
  readonly profile: string;
  readonly zones?: string;
  readonly objects: readonly string[];
}

function engineOf({ profile, zones = '', objects }: World): { engine: ReturnType<typeof createEngine>; codes: string[] } {
  const text = house({ engine: 'calico' }).replace('managedClusters:', `${zones}\nmanagedClusters:`);
  const engine = createEngine();
  const { diagnostics } = engine.load({ spec: worldOf(`${text}\n  ${profile}`, ...objects), revision: 1 });
  return { engine, codes: diagnostics.map(({ code }) => code) };
}

function send(world: World, to: string, from = 'internet:customer'): Trace {
  const answer = engineOf(world).engine.trace({ revision: 1, flow: { from, to } });
  if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.params)}`);
  return answer.value;
}

const ZONE =
  'dnsZones: [{ name: contoso.com, records: [{ name: shop, type: A, values: [20.50.0.1] }, { name: other, type: A, values: [20.50.0.1] }] }]';
const PASS = "nginx.ingress.kubernetes.io/ssl-passthrough: 'true'";

describe('ssl-passthrough', () => {
  const world = (flag: boolean, objects: readonly string[]): World => ({
    profile: `ingressControllers: [{ name: ingress-nginx, class: nginx, namespace: ingress-nginx, enableSSLPassthrough: ${flag}, service: { externalTrafficPolicy: Local } }]`,
    zones: ZONE,
    objects,
  });
  const outcome = (given: World, to = 'https://shop.contoso.com/'): string => {
    const { verdict } = send(given, to);
    return verdict.reason === undefined ? verdict.outcome : `${verdict.outcome} ${verdict.reason}`;
  };

  it('C-11, C-12 by the Service’s own address to a pod that speaks TLS; the pod sees the controller', () => {
    const trace = send(world(true, [TLS_POD, WEB, ingress(PASS)]), 'https://shop.contoso.com/');
    expect(trace).toMatchObject({
      verdict: { outcome: 'delivered' },
      deliveredTo: 'shop/web',
      reply: { verdict: { outcome: 'delivered' } },
    });
    const steps = trace.hops.flatMap((hop) => hop.steps);
    expect(steps.find(({ code }) => code === 'http.passed')?.params).toMatchObject({
      service: 'shop/web',
      host: 'shop.contoso.com',
    });
    expect(steps.some(({ code }) => code === 'service.clusterIP')).toBe(true);
    expect(trace.sourceSeen).not.toBe('203.0.113.9');
    expect(trace.http?.certificate).toBeUndefined();
  });

  it('C-11 without the flag the annotation does nothing: the controller shows its own certificate', () => {
    expect(outcome(world(false, [TLS_POD, WEB, ingress(PASS)]))).toBe('tls-name certificate');
  });

  it.each([
    ['another host', { host: 'other.contoso.com' }],
    ['a wildcard is not this host', { host: '*.contoso.com' }],
    ['no root path', { path: '/api' }],
  ])('C-11 %s is not passed on', (_rule, options) => {
    expect(outcome(world(true, [TLS_POD, WEB, ingress(PASS, options)]))).toBe('tls-name certificate');
  });

  it('C-11 plain HTTP is answered as ever', () => {
    expect(outcome(world(true, [TLS_POD, WEB, ingress(PASS)]), 'http://shop.contoso.com/')).toMatch(/^http-502/);
  });

  it('C-11 what happens behind it happens to the client: no page, no status', () => {
    const deny = policy('shop/web', 'podSelector: {}, policyTypes: [Ingress]');
    expect(outcome(world(true, [TLS_POD, WEB, ingress(PASS), deny]))).toBe('timeout network-policy');
    expect(outcome(world(true, [pod('shop/web', { ports: [9] }), WEB, ingress(PASS)]))).toBe('reset not-listening');
    expect(outcome(world(true, [TLS_POD, ingress(PASS)]))).toBe('reset no-endpoints');
  });

  it('C-11, C-14 a NginxIngressController has the flag too', () => {
    const controller =
      'apiVersion: approuting.kubernetes.azure.com/v1alpha1\nkind: NginxIngressController\nmetadata: { name: own }\nspec: { ingressClassName: own, controllerNamePrefix: own, enableSSLPassthrough: true }';
    const given: World = {
      profile: 'ingressProfile: { webAppRouting: { enabled: true, nginx: { defaultIngressControllerType: None } } }',
      zones: ZONE,
      objects: [TLS_POD, WEB, controller, ingress(PASS, { className: 'own' })],
    };
    expect(outcome(given)).toBe('delivered');
  });
});

describe('application routing', () => {
  const CLASS = 'webapprouting.kubernetes.azure.com';
  const VAULT = 'kubernetes.azure.com/tls-cert-keyvault-uri: https://v.vault.azure.net/certificates/c';
  const routed = (more: { zones?: string; managed?: string; route?: string } = {}): World => {
    const { zones = 'dnsZones: [{ name: contoso.com, records: [] }]', managed = 'contoso.com' } = more;
    return {
      profile: `ingressProfile: { webAppRouting: { enabled: true, dnsZones: [${managed}] } }`,
      zones,
      objects: [
        pod('shop/web', { ports: [8080], node: 'room-1' }),
        service('shop/web', 'selector: { app: web }, ports: [{ port: 443, targetPort: 8080 }]'),
        more.route ?? ingress('', { className: CLASS }),
      ],
    };
  };
  const URL = 'http://shop.contoso.com/';

  it('C-15 a host of its Ingress has a record in a managed zone, at the controller’s address', () => {
    expect(send(routed(), URL).verdict.outcome).toBe('delivered');
    expect(send(routed({ managed: '' }), URL).verdict.outcome).toBe('nxdomain');
    expect(send(routed({ route: ingress('', { className: 'other' }) }), URL).verdict.outcome).toBe('nxdomain');
    expect(send(routed({ route: ingress('', { className: CLASS, host: '*.contoso.com' }) }), URL).verdict.outcome).toBe(
      'delivered',
    );
  });

  it('C-15 a record that somebody wrote stays', () => {
    const zones = 'dnsZones: [{ name: contoso.com, records: [{ name: shop, type: A, values: [203.0.113.150] }] }]';
    expect(send(routed({ zones }), URL).dns?.answers).toEqual(['203.0.113.150']);
  });

  it('C-15 a private zone is for those it is linked to', () => {
    const zones = 'privateDnsZones: [{ name: contoso.com, virtualNetworkLinks: [vnet-house], records: [] }]';
    expect(send(routed({ zones }), URL, 'vm:jump').dns?.answers).toEqual(['20.50.0.1']);
    expect(send(routed({ zones }), URL).verdict.outcome).toBe('nxdomain');
  });

  it('C-15 a certificate from a Key Vault is there under the name that the add-on gives it', () => {
    const secure = (secret: string, annotations = VAULT): World =>
      routed({
        route: ingress(annotations, { className: CLASS, spec: `tls: [{ hosts: [shop.contoso.com], secretName: ${secret} }],` }),
      });
    expect(send(secure('keyvault-shop'), 'https://shop.contoso.com/').http).toMatchObject({ certificate: 'shop/keyvault-shop' });
    expect(send(secure('other'), 'https://shop.contoso.com/').verdict.outcome).toBe('tls-name');
    expect(send(secure('keyvault-shop', ''), 'https://shop.contoso.com/').verdict.outcome).toBe('tls-name');
  });

  it('C-15 five zones at most, and each must be there', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.example`);
    const zones = `dnsZones: [${six.map((name) => `{ name: ${name}, records: [] }`).join(', ')}]`;
    expect(engineOf(routed({ zones, managed: six.join(', ') })).codes).toContain('AppRoutingTooManyDnsZones');
    expect(engineOf(routed({ zones, managed: six.slice(1).join(', ') })).codes).not.toContain('AppRoutingTooManyDnsZones');
    expect(engineOf(routed({ managed: 'contoso.com, none.example' })).codes).toContain('InvalidResourceReference');
  });
});

describe('what the API server asks of an Ingress', () => {
  it('ING4, C-2 a path without its type is refused', () => {
    const without = ingress('').replace('pathType: Prefix, ', '');
    const { problems } = parseWorld([{ name: 'a.yaml', text: without }]);
    expect(problems.map(({ message }) => message).join()).toContain('pathType must be specified');
    expect(parseWorld([{ name: 'a.yaml', text: ingress('') }]).problems.filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
  });
});
