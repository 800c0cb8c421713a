// Traps of names: a Service that is another name, short names of another namespace, names of policies that nobody learns. Rules: T34 and T40.
import { describe } from 'vitest';
import { trouble } from '../support/trouble.ts';
import { house, pod } from '../engine/worlds.ts';
import { namespace, removal, service } from './words.ts';

const to = (from: string, target: string, sees: string): { from: string; to: string; sees: string } => ({
  from,
  to: target,
  sees,
});
const HOUSE = [
  house(),
  namespace('shop'),
  namespace('pay'),
  pod('shop/web', { node: 'room-0' }),
  pod('pay/db', { ports: [5432], node: 'room-1' }),
  service('pay/db', 'selector: { app: db }\nports: [{ port: 5432 }]'),
];

describe('traps of names', () => {
  trouble('T34 an externalName that is an address passes the API and resolves to nothing', {
    world: [...HOUSE, service('shop/press', 'type: ExternalName\nexternalName: 172.20.5.20')],
    symptom: [to('shop/web', 'press:8443', 'nxdomain')],
    cause: ['Service/shop/press', 'spec.externalName'],
    fix: [
      service('shop/press', 'type: ClusterIP\nports: [{ port: 8443 }]'),
      'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: press-1, namespace: shop, labels: { kubernetes.io/service-name: press } }\naddressType: IPv4\nports: [{ port: 8443, protocol: TCP }]\nendpoints: [{ addresses: [172.20.5.20] }]',
    ],
    cured: [{ from: 'shop/web', to: 'press:8443', sees: 'delivered', at: ['onprem:press'] }],
  });

  const certificate = `${house().replace(
    'ports: [{ port: 443, protocol: TCP }] }',
    'ports: [{ port: 443, protocol: TCP, tls: true }] }',
  )}`;
  trouble('T34 behind an alias a web site is asked under the alias’s name, and its certificate is for another', {
    world: [certificate, ...HOUSE.slice(1), service('shop/press', 'type: ExternalName\nexternalName: api.presspay.example')],
    symptom: [to('shop/web', 'https://press/', 'tls-name')],
    cause: ['Service/shop/press', 'spec.externalName'],
    fix: [removal('Service/shop/press')],
    cured: [to('shop/web', 'https://api.presspay.example/', 'delivered')],
  });

  trouble('T40 a short name means the own namespace', {
    world: HOUSE,
    symptom: [to('shop/web', 'db:5432', 'nxdomain'), to('shop/web', 'db.pay:5432', 'delivered')],
    cause: ['Pod/shop/web', 'spec.dnsPolicy'],
    fix: [service('shop/db', 'type: ExternalName\nexternalName: db.pay.svc.cluster.local')],
    cured: [{ from: 'shop/web', to: 'db:5432', sees: 'delivered', at: ['pay/db'], question: 'db.shop.svc.cluster.local' }],
  });

  trouble('T40 the alias itself is named, whichever way the name goes on', {
    world: [...HOUSE, service('shop/db', 'type: ExternalName\nexternalName: database.pay.svc.cluster.local')],
    symptom: [to('shop/web', 'db:5432', 'nxdomain')],
    cause: ['Service/shop/db', 'spec.externalName'],
    fix: [service('shop/db', 'type: ExternalName\nexternalName: db.pay.svc.cluster.local')],
    cured: [{ from: 'shop/web', to: 'db:5432', sees: 'delivered', at: ['pay/db'] }],
  });

  const cilium = house().replace('networkPolicy: spec', 'networkPolicy: cilium\n    networkDataplane: cilium');
  const fqdn = (dns: string): string => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: only-presspay, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: web } }
  egress:
  - toEndpoints: [{ matchLabels: { k8s:io.kubernetes.pod.namespace: kube-system, k8s-app: kube-dns } }]
    toPorts: [{ ports: [{ port: '53', protocol: ANY }]${dns} }]
  - toFQDNs: [{ matchName: api.presspay.example }]
    toPorts: [{ ports: [{ port: '443', protocol: TCP }] }]`;
  trouble('T40 a policy of names admits nothing until a rule to the directory learns them', {
    world: [`${cilium}\n  advancedNetworking: { enabled: true }`, ...HOUSE.slice(1), fqdn('')],
    symptom: [to('shop/web', 'https://api.presspay.example/', 'timeout')],
    cause: ['CiliumNetworkPolicy/shop/only-presspay', 'spec.egress[1].toFQDNs'],
    fix: [fqdn(", rules: { dns: [{ matchPattern: '*' }] }")],
    cured: [to('shop/web', 'https://api.presspay.example/', 'delivered')],
  });
});
