// Application Gateway for Containers: a frontend with a name of its own, straight to pods from the association's subnet, and what keeps it from
// answering. Rules: C-30, C14, A-12; codes `AppGwForContainers…` are Azure's own.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { house, pod, policy, service, worldOf } from './worlds.ts';

interface Options {
  readonly mode?: 'overlay' | 'nodeSubnet' | 'kubenet';
  readonly prefix?: string;
  readonly delegation?: string;
  readonly controllers?: string;
  readonly alb?: boolean;
  readonly network?: (text: string) => string;
  /** Instead of the Gateway and its route. */
  readonly claim?: readonly string[];
  readonly more?: readonly string[];
  readonly ports?: readonly number[];
}

const DELEGATED = 'Microsoft.ServiceNetworking/trafficControllers';
const FQDN = 'web.alb.alb.azure.com';
const ROUTE =
  'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: shop, namespace: shop }\nspec: { parentRefs: [{ name: door }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }';

function gateway(
  more: { annotations?: string; addresses?: string; listeners?: string; name?: string; date?: string } = {},
): string {
  const {
    annotations = 'alb.networking.azure.io/alb-id: /subscriptions/0/resourceGroups/rg/providers/Microsoft.ServiceNetworking/trafficControllers/ALB',
    addresses = '[{ type: alb.networking.azure.io/alb-frontend, value: web }]',
    listeners = '[{ name: http, port: 80, protocol: HTTP }]',
    name = 'door',
    date = '2026-01-01T00:00:00Z',
  } = more;
  return `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: ${name}, namespace: shop, creationTimestamp: '${date}', annotations: { ${annotations} } }\nspec: { gatewayClassName: azure-alb-external, addresses: ${addresses}, listeners: ${listeners} }`;
}

function ingress(annotations: string, spec = '', date = '2026-01-02T00:00:00Z'): string {
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop, namespace: shop, creationTimestamp: '${date}', annotations: { ${annotations} } }\nspec: { ingressClassName: azure-alb-external, ${spec} rules: [{ host: shop.contoso.com, http: { paths: [{ path: /api, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }`;
}

function engineOf(options: Options): { engine: ReturnType<typeof createEngine>; codes: string[] } {
  const {
    mode = 'nodeSubnet',
    prefix = '10.10.4.0/24',
    delegation = DELEGATED,
    controllers = '{ name: alb, associationSubnet: snet-alb, frontends: [web, spare] }',
    alb = true,
    network = (text) => text,
    claim = [gateway(), ROUTE],
    more = [],
    ports = [8080],
  } = options;
  const text = house({ mode, engine: 'calico' })
    .replace(
      '  - { name: snet-vms',
      `  - { name: snet-alb, addressPrefix: ${prefix}, delegations: [${delegation}] }\n  - { name: snet-vms`,
    )
    .replace(
      'managedClusters:',
      `dnsZones: [{ name: contoso.com, records: [{ name: shop, type: CNAME, values: [${FQDN}] }] }]\ntrafficControllers: [${controllers}]\nmanagedClusters:`,
    );
  const engine = createEngine();
  const { diagnostics } = engine.load({
    spec: worldOf(
      network(`${text}\n  ingressProfile: { applicationLoadBalancer: { enabled: ${alb} } }`),
      pod('shop/web', { ports, node: 'room-1' }),
      service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
      ...claim,
      ...more,
    ),
    revision: 1,
  });
  return { engine, codes: diagnostics.map(({ code }) => code) };
}

function send(options: Options, to = `http://${FQDN}/`, from = 'internet:customer'): Trace {
  const answer = engineOf(options).engine.trace({ revision: 1, flow: { from, to } });
  if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.params)}`);
  return answer.value;
}

function outcome(options: Options, to?: string, from?: string): string {
  const { verdict } = send(options, to, from);
  return [verdict.outcome, verdict.reason, verdict.rule && `${verdict.rule.object} ${verdict.rule.field}`]
    .filter((part) => part !== undefined)
    .join(' ');
}

describe('a frontend of Application Gateway for Containers', () => {
  it.each(['nodeSubnet', 'overlay'] as const)(
    'C-30 %s: by its own name, straight to the pod, from its association’s subnet',
    (mode) => {
      expect(send({ mode })).toMatchObject({
        verdict: { outcome: 'delivered' },
        via: ['alb'],
        deliveredTo: 'shop/web',
        sourceSeen: '10.10.4.4',
        reply: { verdict: { outcome: 'delivered' } },
      });
    },
  );

  it('C-30 a custom domain is an alias of that name; the machine next door goes over the street', () => {
    expect(send({}, 'http://shop.contoso.com/').http).toMatchObject({ status: 200, host: 'shop.contoso.com' });
    expect(outcome({}, `http://${FQDN}/`, 'vm:jump')).toBe('delivered');
    expect(outcome({}, 'http://nobody.alb.alb.azure.com/')).toContain('dns');
  });

  it('C-30 policies must admit the association’s subnet; a connection that fails is 503, nobody ready 500', () => {
    const only = (from: string): string =>
      policy('shop/web', `podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [${from}] }]`);
    expect(outcome({ more: [only('{ podSelector: {} }')] })).toMatch(/^http-503 network-policy/);
    expect(outcome({ more: [only('{ ipBlock: { cidr: 10.10.4.0/24 } }')] })).toBe('delivered');
    expect(outcome({ ports: [9] })).toMatch(/^http-503 not-listening/);
    const nobody = service('shop/none', 'selector: { app: none }, ports: [{ port: 80 }]');
    expect(outcome({ claim: [gateway(), ROUTE.replace('name: web', 'name: none')], more: [nobody] })).toMatch(
      /^http-500 no-endpoints/,
    );
  });

  it.each([
    ['no ALB controller', { alb: false }, 'ManagedCluster/aks ingressProfile.applicationLoadBalancer', 'GatewayClassNotServed'],
    ['A-12 kubenet', { mode: 'kubenet' }, 'ManagedCluster/aks networkProfile.networkPlugin', 'TrafficControllerNeedsAzureCni'],
    [
      'not delegated',
      { delegation: '' },
      'Subnet/snet-alb delegations',
      'AppGwForContainersAssociationSubnetNotDelegatedToTrafficController',
    ],
    [
      'delegated to another service',
      { delegation: 'Microsoft.Web/serverFarms' },
      'Subnet/snet-alb delegations',
      'AppGwForContainersAssociationSubnetNotDelegatedToTrafficController',
    ],
    [
      'a /25',
      { prefix: '10.10.4.0/25' },
      'Subnet/snet-alb addressPrefix',
      'AppGwForContainersSubnetAssociationNotEnoughIPv4AddressesInSubnet',
    ],
    [
      'no such subnet',
      { controllers: '{ name: alb, associationSubnet: none, frontends: [web] }' },
      'TrafficController/alb associationSubnet',
      'InvalidResourceReference',
    ],
  ] as const)('C-30 %s: nobody answers, and Azure or the controller says why', (_rule, options: Options, rule, code) => {
    expect(outcome(options)).toBe(`timeout http-route ${rule}`);
    expect(engineOf(options).codes).toContain(code);
  });

  it('C-30 two associations of a shared subnet need room for both', () => {
    const two = 'associationSubnet: snet-alb, frontends: [one] }, { name: alb, associationSubnet: snet-alb, frontends: [web] }';
    const controllers = `{ name: first, ${two}`;
    expect(outcome({ controllers })).toMatch(/addressPrefix$/);
    expect(send({ controllers, prefix: '10.10.4.0/23' })).toMatchObject({
      verdict: { outcome: 'delivered' },
      sourceSeen: '10.10.4.5',
    });
  });

  it.each([
    ['larger than /24', { prefix: '10.10.4.0/23' }, 'Subnet/snet-alb addressPrefix', 'AlbOverlaySubnetSize'],
    [
      'over a peering',
      {
        network: (text: string) =>
          text
            .replace(/ {2}- \{ name: snet-alb.*\n/, '')
            .replace(
              'virtualNetworkGateways:',
              `  peerings: [{ name: p, remoteVirtualNetwork: hub }]\n- name: hub\n  addressSpace: [10.11.0.0/16]\n  subnets: [{ name: snet-alb, addressPrefix: 10.11.4.0/24, delegations: [${DELEGATED}] }]\n  peerings: [{ name: q, remoteVirtualNetwork: vnet-house }]\nvirtualNetworkGateways:`,
            ),
      },
      'TrafficController/alb associationSubnet',
      'AlbOverlayOtherVnet',
    ],
  ] as const)(
    'C-30 Overlay %s: requests are read, and no pod is reached; node-subnet addresses do not mind',
    (_rule, more, rule, code) => {
      const options: Options = { ...more, mode: 'overlay' };
      expect(outcome(options)).toBe(`http-503 no-route ${rule}`);
      expect(engineOf(options).codes).toContain(code);
      expect(outcome({ ...more, mode: 'nodeSubnet' })).toBe('delivered');
    },
  );

  it('C-30 listeners on 80 and 443 only; a port without one does not answer', () => {
    const claim = [gateway({ listeners: '[{ name: http, port: 8080, protocol: HTTP }]' }), ROUTE];
    expect(engineOf({ claim }).codes).toContain('AlbListenerPort');
    for (const to of [`http://${FQDN}:8080/`, `http://${FQDN}/`, `https://${FQDN}/`])
      expect(outcome({ claim }, to)).toBe('timeout http-route Gateway/shop/door spec.listeners');
  });

  it('C-30 a frontend is for one Gateway or Ingress: the older has it', () => {
    const claim = [gateway(), ROUTE, ingress('alb.networking.azure.io/alb-id: alb, alb.networking.azure.io/alb-frontend: WEB')];
    expect(engineOf({ claim }).codes).toContain('AlbFrontendTaken');
    expect(outcome({ claim })).toBe('delivered');
    const younger = [gateway({ date: '2026-01-03T00:00:00Z' }), ...claim.slice(1)];
    expect(outcome({ claim: younger })).toMatch(/^http-404/);
  });

  it('C-30 an Ingress of its class: 80 always, 443 with TLS, its own default 404', () => {
    const claim = [ingress('alb.networking.azure.io/alb-id: alb, alb.networking.azure.io/alb-frontend: web')];
    expect(outcome({ claim }, 'http://shop.contoso.com/api/x')).toBe('delivered');
    expect(outcome({ claim }, 'http://shop.contoso.com/')).toMatch(/^http-404/);
    expect(outcome({ claim }, 'https://shop.contoso.com/api')).toBe('timeout http-route Ingress/shop/shop spec.tls');
    const secret =
      'apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata: { name: c, namespace: shop, annotations: { cidr.house/dns-names: shop.contoso.com } }';
    const annotations = 'alb.networking.azure.io/alb-id: alb, alb.networking.azure.io/alb-frontend: web';
    const secure = [ingress(annotations, 'tls: [{ hosts: [shop.contoso.com], secretName: c }],'), secret];
    expect(outcome({ claim: secure }, 'https://shop.contoso.com/api')).toBe('delivered');
    expect(outcome({ claim: secure.slice(0, 1) }, 'https://shop.contoso.com/api')).toMatch(/^tls-name/);
  });

  it.each([
    ['no annotation', { annotations: '' }, 'AlbReferenceMissing'],
    ['an unknown resource', { annotations: 'alb.networking.azure.io/alb-id: other' }, 'AlbReferenceUnknown'],
    ['an unknown frontend', { addresses: '[{ type: alb.networking.azure.io/alb-frontend, value: none }]' }, 'AlbFrontendUnknown'],
    ['no frontend of a resource that stands already', { addresses: '[]' }, 'AlbFrontendUnknown'],
  ] as const)('C-30 %s: a warning, and nobody programs the frontend', (_rule, more, code) => {
    const claim = [gateway(more), ROUTE];
    expect(engineOf({ claim }).codes).toContain(code);
    expect(outcome({ claim })).toBe('timeout http-route TrafficController/alb frontends');
  });

  it('C-30 a controller that keeps the resource makes a frontend for whoever names none', () => {
    const claim = [
      gateway({
        annotations: 'alb.networking.azure.io/alb-name: alb, alb.networking.azure.io/alb-namespace: infra',
        addresses: '[]',
      }),
      ROUTE,
    ];
    const { engine, codes } = engineOf({ claim });
    expect(codes).not.toContain('AlbFrontendUnknown');
    // The document's two frontends have the first addresses.
    const answer = engine.trace({ revision: 1, flow: { from: 'internet:customer', to: 'http://20.70.0.3/' } });
    expect(answer).toMatchObject({ ok: true, value: { verdict: { outcome: 'delivered' }, via: ['alb'] } });
  });
});
