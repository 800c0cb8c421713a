// Failure scenarios at the reception: classes, paths, neighbours on one host, certificates, redirects, what backends speak. Rules: S40–S45.
import { describe } from 'vitest';
import { house } from '../engine/worlds.ts';
import { trouble } from '../support/trouble.ts';
import { certificate, ingress, reception, shopOf } from './doors.ts';
import { service } from './words.ts';

const NGINX = 'nginx.ingress.kubernetes.io';
const from = 'internet:customer';
const to = (target: string, sees: string): { from: string; to: string; sees: string } => ({ from, to: target, sees });
const TLS = 'ingressClassName: nginx\n  tls: [{ hosts: [shop.contoso.com], secretName: shop-tls }]';

function gateway(state: string): string {
  const text = house({ mode: 'nodeSubnet', engine: 'calico' })
    .replace('  - { name: snet-vms', '  - { name: snet-agw, addressPrefix: 10.10.4.0/24 }\n  - { name: snet-vms')
    .replace(
      'managedClusters:',
      `publicIPAddresses: [{ name: pip-agw, ipAddress: 20.60.0.9 }]
dnsZones: [{ name: contoso.com, records: [{ name: shop, type: A, values: [20.60.0.9] }] }]
applicationGateways: [{ name: agw, subnet: snet-agw, sku: Standard_v2, publicIPAddress: pip-agw, operationalState: ${state} }]
managedClusters:`,
    );
  return `${text}\n  addonProfiles: { ingressApplicationGateway: { enabled: true, applicationGateway: agw } }`;
}

describe('failure scenarios at the reception', () => {
  trouble('S40 an Ingress without a class stays without an address', {
    world: [reception(), ...shopOf('shop', 'web'), ingress('shop/shop', { spec: '', paths: ['/ Prefix web'] })],
    symptom: [{ codes: ['IngressWithoutClass'] }, to('http://shop.contoso.com/', 'http-404')],
    cause: ['IngressWithoutClass', 'Ingress/shop/shop: spec.ingressClassName'],
    fix: [ingress('shop/shop', { paths: ['/ Prefix web'] })],
    cured: [{ notCodes: ['IngressWithoutClass'] }, to('http://shop.contoso.com/', 'delivered')],
  });

  trouble('S40 a class that no controller serves', {
    world: [
      reception(),
      ...shopOf('shop', 'web'),
      ingress('shop/shop', { spec: 'ingressClassName: ngnix', paths: ['/ Prefix web'] }),
    ],
    symptom: [to('http://shop.contoso.com/', 'http-404')],
    cause: ['IngressClassUnknown', 'Ingress/shop/shop: spec.ingressClassName'],
    fix: [ingress('shop/shop', { paths: ['/ Prefix web'] })],
    cured: [{ notCodes: ['IngressClassUnknown'] }, to('http://shop.contoso.com/', 'delivered')],
  });

  trouble('S40 an application gateway that is stopped', {
    world: [
      gateway('Stopped'),
      ...shopOf('shop', 'web'),
      ingress('shop/shop', { spec: 'ingressClassName: azure-application-gateway', paths: ['/ Prefix web'] }),
    ],
    symptom: [to('http://shop.contoso.com/', 'timeout')],
    cause: ['ApplicationGateway/agw', 'operationalState'],
    fix: [gateway('Running')],
    cured: [to('http://shop.contoso.com/', 'delivered')],
  });

  trouble('S41 a Prefix goes element by element', {
    world: [reception(), ...shopOf('shop', 'web'), ingress('shop/shop', { paths: ['/foo Prefix web'] })],
    symptom: [to('http://shop.contoso.com/foobar', 'http-404')],
    cause: ['Ingress/shop/shop', 'spec.rules[0].http.paths[0].path'],
    fix: [ingress('shop/shop', { paths: ['/foo Prefix web', '/foobar Prefix web'] })],
    cured: [to('http://shop.contoso.com/foobar', 'delivered'), to('http://shop.contoso.com/foo/bar', 'delivered')],
  });

  trouble('S41 paths heed upper and lower case', {
    world: [
      reception(),
      ...shopOf('shop', 'web', 'api'),
      ingress('shop/shop', { paths: ['/cart Prefix web', '/api Prefix api'] }),
    ],
    symptom: [to('http://shop.contoso.com/API', 'http-404')],
    cause: ['Ingress/shop/shop', 'spec.rules[0].http.paths[1].path'],
    fix: [ingress('shop/shop', { paths: ['/cart Prefix web', '/api Prefix api', '/API Prefix api'] })],
    cured: [to('http://shop.contoso.com/API', 'delivered'), to('http://shop.contoso.com/api', 'delivered')],
  });

  trouble('S41 Exact takes nothing below it', {
    world: [reception(), ...shopOf('shop', 'api'), ingress('shop/shop', { paths: ['/api Exact api'] })],
    symptom: [to('http://shop.contoso.com/api/v1/cakes', 'http-404')],
    cause: ['Ingress/shop/shop', 'spec.rules[0].http.paths[0].pathType'],
    fix: [ingress('shop/shop', { paths: ['/api Prefix api'] })],
    cured: [to('http://shop.contoso.com/api/v1/cakes', 'delivered')],
  });

  trouble('S42 a neighbour’s regex makes patterns of our paths', {
    world: [
      reception({ names: ['shop', 'blog'] }),
      ...shopOf('shop', 'cart'),
      ...shopOf('blog', 'blog'),
      ingress('shop/cart', { paths: ['/cart Prefix cart'] }),
      ingress('blog/blog', { annotations: `${NGINX}/use-regex: 'true'`, paths: ['/blog/[0-9]+ ImplementationSpecific blog'] }),
    ],
    symptom: [
      { ...to('http://shop.contoso.com/CART', 'delivered'), at: ['shop/cart'] },
      { ...to('http://shop.contoso.com/cartoons', 'delivered'), at: ['shop/cart'] },
    ],
    cause: ['Ingress/blog/blog', `metadata.annotations[${NGINX}/use-regex]`],
    fix: [
      ingress('blog/blog', {
        host: 'blog.contoso.com',
        annotations: `${NGINX}/use-regex: 'true'`,
        paths: ['/blog/[0-9]+ ImplementationSpecific blog'],
      }),
    ],
    cured: [
      to('http://shop.contoso.com/CART', 'http-404'),
      to('http://shop.contoso.com/cartoons', 'http-404'),
      to('http://shop.contoso.com/cart/7', 'delivered'),
      to('http://blog.contoso.com/blog/7', 'delivered'),
    ],
  });

  trouble('S42 a neighbour’s longer pattern takes our requests', {
    world: [
      reception({ names: ['shop', 'blog'] }),
      ...shopOf('shop', 'cart'),
      ...shopOf('blog', 'blog'),
      ingress('shop/cart', { paths: ['/cart Prefix cart'] }),
      ingress('blog/blog', {
        annotations: `${NGINX}/rewrite-target: /$2`,
        paths: ['/(blog|[a-z]+)(/|$)(.*) ImplementationSpecific blog'],
      }),
    ],
    symptom: [{ ...to('http://shop.contoso.com/cart/7', 'delivered'), at: ['blog/blog'] }],
    cause: ['Ingress/blog/blog', `metadata.annotations[${NGINX}/rewrite-target]`],
    fix: [
      ingress('blog/blog', {
        host: 'blog.contoso.com',
        annotations: `${NGINX}/rewrite-target: /$2`,
        paths: ['/(blog|[a-z]+)(/|$)(.*) ImplementationSpecific blog'],
      }),
    ],
    cured: [{ ...to('http://shop.contoso.com/cart/7', 'delivered'), at: ['shop/cart'] }],
  });

  trouble('S43 the certificate lies in another namespace', {
    world: [
      reception(),
      ...shopOf('shop', 'web'),
      certificate('ingress-nginx/shop-tls', 'shop.contoso.com'),
      ingress('shop/shop', { spec: TLS, paths: ['/ Prefix web'] }),
    ],
    symptom: [{ codes: ['IngressSecretMissing'] }, { ...to('https://shop.contoso.com/', 'tls-name'), certificate: 'default' }],
    cause: ['Ingress/shop/shop', 'spec.tls'],
    fix: [certificate('shop/shop-tls', 'shop.contoso.com')],
    cured: [
      { notCodes: ['IngressSecretMissing'] },
      { ...to('https://shop.contoso.com/', 'delivered'), certificate: 'shop/shop-tls' },
    ],
  });

  trouble('S43 the certificate is for another name', {
    world: [
      reception(),
      ...shopOf('shop', 'web'),
      certificate('shop/shop-tls', 'www.contoso.com'),
      ingress('shop/shop', { spec: TLS, paths: ['/ Prefix web'] }),
    ],
    symptom: [{ ...to('https://shop.contoso.com/', 'tls-name'), certificate: 'default' }],
    cause: ['IngressCertificateName', 'Ingress/shop/shop: spec.tls[0].hosts'],
    fix: [certificate('shop/shop-tls', '*.contoso.com')],
    cured: [{ ...to('https://shop.contoso.com/', 'delivered'), certificate: 'shop/shop-tls' }],
  });

  trouble('S44 what ended TLS outside asks again in the clear, and is sent back to where the customer came from', {
    world: [
      reception().replace('- { name: customer', '- { name: cdn.example, ipAddress: 203.0.113.77 }\n- { name: customer'),
      ...shopOf('shop', 'web'),
      certificate('shop/shop-tls', 'shop.contoso.com'),
      ingress('shop/shop', { spec: TLS, paths: ['/ Prefix web'] }),
    ],
    symptom: [
      {
        from: 'internet:cdn.example',
        to: 'http://shop.contoso.com/cakes',
        sees: 'http-308',
        location: 'https://shop.contoso.com/cakes',
      },
    ],
    cause: ['Ingress/shop/shop', 'spec.tls'],
    fix: [ingress('shop/shop', { spec: TLS, annotations: `${NGINX}/ssl-redirect: 'false'`, paths: ['/ Prefix web'] })],
    cured: [{ from: 'internet:cdn.example', to: 'http://shop.contoso.com/cakes', sees: 'delivered', at: ['shop/web'] }],
  });

  trouble('S45 plain HTTP to a pod that speaks TLS', {
    world: [
      reception(),
      ...shopOf('shop'),
      `apiVersion: v1
kind: Pod
metadata: { name: pay, namespace: shop, labels: { app: pay }, annotations: { cidr.house/tls-ports: '8443' } }
spec:
  nodeName: room-1
  containers:
  - name: pay
    ports: [{ containerPort: 8443 }]`,
      service('shop/pay', 'selector: { app: pay }\nports: [{ port: 443, targetPort: 8443 }]'),
      ingress('shop/pay', { paths: ['/ Prefix pay 443'] }),
    ],
    symptom: [to('http://shop.contoso.com/', 'http-502')],
    cause: ['Ingress/shop/pay', `metadata.annotations[${NGINX}/backend-protocol]`],
    fix: [ingress('shop/pay', { annotations: `${NGINX}/backend-protocol: HTTPS`, paths: ['/ Prefix pay 443'] })],
    cured: [{ ...to('http://shop.contoso.com/', 'delivered'), at: ['shop/pay'] }],
  });
});
