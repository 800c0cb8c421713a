// The traps of NetworkPolicy: what the YAML looks like, what really happens, which field did it, and what mends it. Rules: T1–T24.
import { describe } from 'vitest';
import { trouble } from '../support/trouble.ts';
import { house, pod } from '../engine/worlds.ts';
import { namespace, policy, removal, service } from './words.ts';

const SPACES = [namespace('shop', 'team: shop'), namespace('pay', 'team: pay'), namespace('lobby')];
const STAFF = [
  pod('shop/web', { ports: [8080, 9090], node: 'room-0' }),
  pod('shop/api', { ports: [8080], node: 'room-1' }),
  pod('pay/till', { ports: [8443, 9090], node: 'room-2' }),
  pod('pay/safe', { ports: [9000], node: 'room-1' }),
  pod('lobby/visitor', { node: 'room-0' }),
  pod('lobby/web', { ports: [8080], node: 'room-0', app: 'web' }),
];
const HOUSE = [house({ engine: 'calico' }), ...SPACES, ...STAFF];
const to = (from: string, target: string, sees: string): { from: string; to: string; sees: string } => ({
  from,
  to: target,
  sees,
});

describe('traps of NetworkPolicy', () => {
  trouble('T1 S35 one dash too many lets in every pod of the namespace', {
    world: [
      ...HOUSE,
      policy(
        'pay/till',
        'podSelector: { matchLabels: { app: till } }\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { team: shop } }\n  - podSelector: { matchLabels: { app: web } }',
      ),
    ],
    symptom: [to('shop/api', 'pod:pay/till:8443', 'delivered')],
    cause: ['NetworkPolicy/pay/till', 'spec.ingress[0].from[0]'],
    fix: [
      policy(
        'pay/till',
        'podSelector: { matchLabels: { app: till } }\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { team: shop } }\n    podSelector: { matchLabels: { app: web } }',
      ),
    ],
    cured: [to('shop/api', 'pod:pay/till:8443', 'timeout'), to('shop/web', 'pod:pay/till:8443', 'delivered')],
  });

  trouble('T2 an empty from is everybody', {
    world: [...HOUSE, policy('pay/nobody', 'podSelector: {}\ningress:\n- from: []')],
    symptom: [to('lobby/visitor', 'pod:pay/till:8443', 'delivered')],
    cause: ['NetworkPolicy/pay/nobody', 'spec.ingress[0]'],
    fix: [policy('pay/nobody', 'podSelector: {}\ningress: []')],
    cured: [to('lobby/visitor', 'pod:pay/till:8443', 'timeout')],
  });

  trouble('T3 one empty rule allows everything', {
    world: [...HOUSE, policy('pay/default-deny', 'podSelector: {}\ningress:\n- {}')],
    symptom: [to('lobby/visitor', 'pod:pay/till:8443', 'delivered')],
    cause: ['NetworkPolicy/pay/default-deny', 'spec.ingress[0]'],
    fix: [policy('pay/default-deny', 'podSelector: {}\npolicyTypes: [Ingress]')],
    cured: [to('lobby/visitor', 'pod:pay/till:8443', 'timeout')],
  });

  trouble('T4 S34 egress rules without policyTypes shut the way in as well', {
    world: [
      ...HOUSE,
      policy(
        'pay/out',
        'podSelector: { matchLabels: { app: till } }\negress:\n- to:\n  - podSelector: { matchLabels: { app: safe } }',
      ),
    ],
    symptom: [to('shop/web', 'pod:pay/till:8443', 'timeout')],
    cause: ['NetworkPolicy/pay/out', 'spec.podSelector'],
    fix: [
      policy(
        'pay/out',
        'podSelector: { matchLabels: { app: till } }\npolicyTypes: [Egress]\negress:\n- to:\n  - podSelector: { matchLabels: { app: safe } }',
      ),
    ],
    cured: [to('shop/web', 'pod:pay/till:8443', 'delivered'), to('pay/till', 'pod:shop/web:8080', 'timeout')],
  });

  trouble('T5 egress rules that policyTypes does not list do nothing', {
    world: [...HOUSE, policy('pay/out', 'podSelector: {}\npolicyTypes: [Ingress]\negress:\n- to:\n  - podSelector: {}')],
    symptom: [to('pay/till', 'internet:api.presspay.example:443', 'delivered'), to('shop/web', 'pod:pay/till:8443', 'timeout')],
    cause: ['NetworkPolicy/pay/out', 'spec.podSelector'],
    fix: [policy('pay/out', 'podSelector: {}\npolicyTypes: [Egress]\negress:\n- to:\n  - podSelector: {}')],
    cured: [to('pay/till', 'internet:api.presspay.example:443', 'timeout'), to('shop/web', 'pod:pay/till:8443', 'delivered')],
  });

  trouble('T6 S33 deny all, allow ingress: names do not resolve', {
    world: [
      ...HOUSE,
      service('shop/api', 'selector: { app: api }\nports: [{ port: 80, targetPort: 8080 }]'),
      policy('shop/deny', 'podSelector: {}\npolicyTypes: [Ingress, Egress]'),
      policy('shop/in', 'podSelector: {}\ningress:\n- from:\n  - podSelector: {}'),
    ],
    symptom: [to('shop/web', 'http://api', 'dns-timeout')],
    cause: ['NetworkPolicy/shop/deny', 'spec.podSelector'],
    fix: [
      policy(
        'shop/out',
        'podSelector: {}\npolicyTypes: [Egress]\negress:\n- to:\n  - podSelector: {}\n- to:\n  - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }\n    podSelector: { matchLabels: { k8s-app: kube-dns } }\n  ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]',
      ),
    ],
    cured: [to('shop/web', 'http://api', 'delivered')],
  });

  trouble('T7 a second policy takes nothing away', {
    world: [
      ...HOUSE,
      policy('pay/allow-shop', 'podSelector: {}\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { team: shop } }'),
      policy('pay/deny-api', 'podSelector: {}\ningress: []'),
    ],
    symptom: [to('shop/api', 'pod:pay/till:8443', 'delivered')],
    cause: ['NetworkPolicy/pay/allow-shop', 'spec.ingress[0].from[0]'],
    fix: [
      policy(
        'pay/allow-shop',
        'podSelector: {}\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { team: shop } }\n    podSelector: { matchLabels: { app: web } }',
      ),
    ],
    cured: [to('shop/api', 'pod:pay/till:8443', 'timeout'), to('shop/web', 'pod:pay/till:8443', 'delivered')],
  });

  trouble('T8 except is no block list: another item lets the pod in again', {
    world: [
      ...HOUSE,
      policy(
        'pay/blocks',
        'podSelector: {}\ningress:\n- from:\n  - ipBlock: { cidr: 0.0.0.0/0, except: [10.244.0.0/16] }\n  - namespaceSelector: { matchLabels: { team: shop } }',
      ),
    ],
    symptom: [to('shop/web', 'pod:pay/till:8443', 'delivered')],
    cause: ['NetworkPolicy/pay/blocks', 'spec.ingress[0].from[1]'],
    fix: [policy('pay/blocks', 'podSelector: {}\ningress:\n- from:\n  - ipBlock: { cidr: 0.0.0.0/0, except: [10.244.0.0/16] }')],
    cured: [to('shop/web', 'pod:pay/till:8443', 'timeout')],
  });

  trouble('T9 a namespace is not selected by the label name', {
    world: [
      ...HOUSE,
      policy('pay/in', 'podSelector: {}\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { name: shop } }'),
    ],
    symptom: [to('shop/web', 'pod:pay/till:8443', 'timeout')],
    cause: ['NetworkPolicy/pay/in', 'spec.ingress[0].from'],
    fix: [
      policy(
        'pay/in',
        'podSelector: {}\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }',
      ),
    ],
    cured: [to('shop/web', 'pod:pay/till:8443', 'delivered')],
  });

  trouble('T10 podSelector does not reach another namespace', {
    world: [...HOUSE, policy('pay/in', 'podSelector: {}\ningress:\n- from:\n  - podSelector: { matchLabels: { app: web } }')],
    symptom: [to('shop/web', 'pod:pay/till:8443', 'timeout')],
    cause: ['NetworkPolicy/pay/in', 'spec.ingress[0].from'],
    fix: [
      policy(
        'pay/in',
        'podSelector: {}\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { team: shop } }\n    podSelector: { matchLabels: { app: web } }',
      ),
    ],
    cured: [to('shop/web', 'pod:pay/till:8443', 'delivered')],
  });

  trouble('T11 a policy without a namespace stands in default and protects nothing else', {
    world: [
      ...HOUSE,
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: deny }\nspec: { podSelector: {} }',
      pod('default/desk', { ports: [80], node: 'room-0' }),
    ],
    symptom: [to('lobby/visitor', 'pod:pay/till:8443', 'delivered'), to('lobby/visitor', 'pod:default/desk:80', 'timeout')],
    cause: ['NetworkPolicy/default/deny', 'spec.podSelector'],
    fix: [removal('NetworkPolicy/default/deny'), policy('pay/deny', 'podSelector: {}')],
    cured: [to('lobby/visitor', 'pod:pay/till:8443', 'timeout'), to('lobby/visitor', 'pod:default/desk:80', 'delivered')],
  });

  trouble('T12 every namespace is every pod, and nobody outside', {
    world: [...HOUSE, policy('shop/in', 'podSelector: {}\ningress:\n- from:\n  - namespaceSelector: {}')],
    symptom: [to('node:room-2', 'pod:shop/web:8080', 'timeout'), to('lobby/visitor', 'pod:shop/web:8080', 'delivered')],
    cause: ['NetworkPolicy/shop/in', 'spec.ingress[0].from'],
    fix: [
      policy('shop/in', 'podSelector: {}\ningress:\n- from:\n  - namespaceSelector: {}\n  - ipBlock: { cidr: 10.10.0.0/24 }'),
    ],
    cured: [to('node:room-2', 'pod:shop/web:8080', 'delivered')],
  });

  trouble('T13 NotIn also matches namespaces without the label', {
    world: [
      ...HOUSE,
      policy(
        'shop/in',
        'podSelector: {}\ningress:\n- from:\n  - namespaceSelector: { matchExpressions: [{ key: team, operator: NotIn, values: [pay] }] }',
      ),
    ],
    symptom: [to('lobby/visitor', 'pod:shop/web:8080', 'delivered'), to('pay/till', 'pod:shop/web:8080', 'timeout')],
    cause: ['NetworkPolicy/shop/in', 'spec.ingress[0].from[0]'],
    fix: [
      policy(
        'shop/in',
        'podSelector: {}\ningress:\n- from:\n  - namespaceSelector: { matchExpressions: [{ key: team, operator: Exists }, { key: team, operator: NotIn, values: [pay] }] }',
      ),
    ],
    cured: [to('lobby/visitor', 'pod:shop/web:8080', 'timeout'), to('shop/api', 'pod:shop/web:8080', 'delivered')],
  });

  trouble('T14 a policy names the pod’s port, not the Service’s', {
    world: [
      ...HOUSE,
      service('shop/web', 'selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
      policy('shop/in', 'podSelector: { matchLabels: { app: web } }\ningress:\n- ports: [{ port: 80 }]'),
    ],
    symptom: [to('lobby/visitor', 'http://web.shop', 'timeout')],
    cause: ['NetworkPolicy/shop/in', 'spec.ingress[0].ports'],
    fix: [policy('shop/in', 'podSelector: { matchLabels: { app: web } }\ningress:\n- ports: [{ port: 8080 }]')],
    cured: [to('lobby/visitor', 'http://web.shop', 'delivered')],
  });
});
