// One receptionist behind another: TLS ends at the Application Gateway, ingress-nginx behind it sees plain HTTP. Rules: C-8, C-17, S44.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Trace } from '../../src/engine/forward/trace.ts';
import { house, pod, service, worldOf } from './worlds.ts';

const LABELS = 'app.kubernetes.io/name: ingress-nginx';
const SECRET = (namespace: string): string =>
  `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata: { name: c, namespace: ${namespace}, annotations: { cidr.house/dns-names: shop.contoso.com } }`;

function ingress(from: { namespace: string; className: string; backend: string; annotations?: string }): string {
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop, namespace: ${from.namespace}, annotations: { ${from.annotations ?? ''} } }\nspec: { ingressClassName: ${from.className}, tls: [{ hosts: [shop.contoso.com], secretName: c }], rules: [{ host: shop.contoso.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${from.backend}, port: { number: 80 } } } }] } }] }`;
}

function send(annotations = ''): Trace {
  const network = house({ mode: 'nodeSubnet', engine: 'calico' })
    .replace('  - { name: snet-vms', '  - { name: snet-agw, addressPrefix: 10.10.4.0/24 }\n  - { name: snet-vms')
    .replace(
      'managedClusters:',
      'publicIPAddresses: [{ name: pip, ipAddress: 20.51.8.40 }]\ndnsZones: [{ name: contoso.com, records: [{ name: shop, type: A, values: [20.51.8.40] }] }]\napplicationGateways: [{ name: agw, subnet: snet-agw, sku: Standard_v2, publicIPAddress: pip }]\nmanagedClusters:',
    );
  const engine = createEngine();
  const spec = worldOf(
    `${network}\n  addonProfiles: { ingressApplicationGateway: { enabled: true, applicationGateway: agw } }`,
    pod('edge/controller', { ports: [80, 443], node: 'room-0' })
      .replace('app: controller', LABELS)
      .replace('- name: main', '- name: main\n    image: registry.k8s.io/ingress-nginx/controller:v1.12.1'),
    service('edge/front', `selector: { ${LABELS} }, ports: [{ port: 80 }]`),
    'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: k8s.io/ingress-nginx }',
    pod('shop/web', { ports: [8080], node: 'room-1' }),
    service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'),
    SECRET('edge'),
    SECRET('shop'),
    ingress({ namespace: 'edge', className: 'azure-application-gateway', backend: 'front' }),
    ingress({ namespace: 'shop', className: 'nginx', backend: 'web', annotations }),
  );
  engine.load({ spec, revision: 1 });
  const answer = engine.trace({ revision: 1, flow: { from: 'internet:customer', to: 'https://shop.contoso.com/' } });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

describe('ingress-nginx behind an Application Gateway', () => {
  it('S44 redirects what already came by HTTPS: the browser goes round for ever', () => {
    expect(send()).toMatchObject({
      verdict: { outcome: 'http-308', rule: { object: 'Ingress/shop/shop', field: 'spec.tls' } },
      via: ['agw', 'ingress:ingress-nginx'],
    });
  });

  it('S44 ssl-redirect: "false" ends that, and each connection shows its own sender', () => {
    const trace = send("nginx.ingress.kubernetes.io/ssl-redirect: 'false'");
    expect(trace).toMatchObject({
      verdict: { outcome: 'delivered' },
      deliveredTo: 'shop/web',
      reply: { verdict: { outcome: 'delivered' } },
    });
    const sources = trace.hops.flatMap((hop) => hop.steps).filter((step) => step.code === 'http.forwarded');
    expect(sources.map((step) => step.before.sourceIP)).toEqual(['203.0.113.9', '10.10.4.4']);
    expect(trace.sourceSeen).toBe(sources[1]?.after.sourceIP);
    const back = trace.reply?.hops.at(-1)?.steps.at(-1)?.after;
    expect([back?.sourceIP, back?.destinationIP]).toEqual(['20.51.8.40', '203.0.113.9']);
  });
});
