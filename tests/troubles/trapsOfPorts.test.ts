// More traps of NetworkPolicy: ports, blocks, directions, engines. Rules: T15–T24, T39.
import { describe } from 'vitest';
import { trouble } from '../support/trouble.ts';
import { house, pod } from '../engine/worlds.ts';
import { namespace, policy, service } from './words.ts';

const named = (end: string, port: number, node: string): string => {
  const [space, name = ''] = end.split('/');
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ${space}, labels: { app: ${name} } }\nspec:\n  nodeName: ${node}\n  containers:\n  - name: main\n    ports: [{ name: http, containerPort: ${port} }]`;
};
const DIRECTORY =
  'to:\n  - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }\n    podSelector: { matchLabels: { k8s-app: kube-dns } }';
const HOUSE = [
  house({ engine: 'calico' }),
  namespace('shop', 'team: shop'),
  namespace('pay', 'team: pay'),
  named('shop/web', 8080, 'room-0'),
  named('shop/api', 9090, 'room-1'),
  pod('pay/till', { ports: [8443, 9090], node: 'room-2' }),
  pod('pay/probe', { node: 'room-0' }),
];
const to = (from: string, target: string, sees: string): { from: string; to: string; sees: string } => ({
  from,
  to: target,
  sees,
});

describe('traps of ports, blocks and directions', () => {
  trouble('T15 a named port is each pod’s own, and never a block’s', {
    world: [
      ...HOUSE,
      policy(
        'pay/out',
        'podSelector: {}\npolicyTypes: [Egress]\negress:\n- to:\n  - ipBlock: { cidr: 10.244.0.0/16 }\n  ports: [{ port: http }]',
      ),
    ],
    symptom: [to('pay/probe', 'pod:pay/till:9090', 'timeout')],
    cause: ['NetworkPolicy/pay/out', 'spec.egress[0].ports'],
    fix: [
      policy(
        'pay/out',
        'podSelector: {}\npolicyTypes: [Egress]\negress:\n- to:\n  - ipBlock: { cidr: 10.244.0.0/16 }\n  ports: [{ port: 9090 }]',
      ),
    ],
    cured: [to('pay/probe', 'pod:pay/till:9090', 'delivered')],
  });

  trouble('T16 port 53 alone is TCP: names do not resolve', {
    world: [
      ...HOUSE,
      policy('pay/out', `podSelector: {}\npolicyTypes: [Egress]\negress:\n- ${DIRECTORY}\n  ports: [{ port: 53 }]`),
      service('pay/till', 'selector: { app: till }\nports: [{ port: 8443 }]'),
    ],
    symptom: [to('pay/probe', 'till:8443', 'dns-timeout')],
    cause: ['NetworkPolicy/pay/out', 'spec.egress[0].ports'],
    fix: [
      policy(
        'pay/out',
        `podSelector: {}\npolicyTypes: [Egress]\negress:\n- ${DIRECTORY}\n  ports: [{ port: 53 }, { port: 53, protocol: UDP }]\n- to:\n  - podSelector: {}`,
      ),
    ],
    cured: [to('pay/probe', 'till:8443', 'delivered')],
  });

  trouble('T17 an empty port is every TCP port and no UDP', {
    world: [
      ...HOUSE,
      `apiVersion: v1\nkind: Pod\nmetadata: { name: clock, namespace: pay, labels: { app: clock } }\nspec: { nodeName: room-1, containers: [{ name: main, ports: [{ containerPort: 123, protocol: UDP }, { containerPort: 123 }] }] }`,
      policy('pay/in', 'podSelector: { matchLabels: { app: clock } }\ningress:\n- ports:\n  - {}'),
    ],
    symptom: [to('shop/web', '10.244.1.2:123/udp', 'timeout'), to('shop/web', 'pod:pay/clock:123', 'delivered')],
    cause: ['NetworkPolicy/pay/in', 'spec.ingress[0].ports'],
    fix: [
      policy(
        'pay/in',
        'podSelector: { matchLabels: { app: clock } }\ningress:\n- ports:\n  - { protocol: TCP }\n  - { protocol: UDP }',
      ),
    ],
    cured: [to('shop/web', '10.244.1.2:123/udp', 'delivered')],
  });

  trouble('T18 peers and ports in two rules open both', {
    world: [
      ...HOUSE,
      policy(
        'pay/in',
        'podSelector: { matchLabels: { app: till } }\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { team: shop } }\n- ports: [{ port: 9090 }]',
      ),
    ],
    symptom: [to('shop/web', 'pod:pay/till:8443', 'delivered'), to('pay/probe', 'pod:pay/till:9090', 'delivered')],
    cause: ['NetworkPolicy/pay/in', 'spec.ingress[1]'],
    fix: [
      policy(
        'pay/in',
        'podSelector: { matchLabels: { app: till } }\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { team: shop } }\n  ports: [{ port: 9090 }]',
      ),
    ],
    cured: [
      to('shop/web', 'pod:pay/till:8443', 'timeout'),
      to('pay/probe', 'pod:pay/till:9090', 'timeout'),
      to('shop/web', 'pod:pay/till:9090', 'delivered'),
    ],
  });

  trouble('T19 a block that names the directory’s ClusterIP matches nothing', {
    world: [
      ...HOUSE,
      service('pay/till', 'selector: { app: till }\nports: [{ port: 8443 }]'),
      policy(
        'pay/out',
        'podSelector: { matchLabels: { app: probe } }\npolicyTypes: [Egress]\negress:\n- to:\n  - ipBlock: { cidr: 10.100.0.10/32 }\n- to:\n  - podSelector: {}',
      ),
    ],
    symptom: [to('pay/probe', 'till:8443', 'dns-timeout')],
    cause: ['NetworkPolicy/pay/out', 'spec.egress[0].to'],
    fix: [
      policy(
        'pay/out',
        `podSelector: { matchLabels: { app: probe } }\npolicyTypes: [Egress]\negress:\n- ${DIRECTORY}\n- to:\n  - podSelector: {}`,
      ),
    ],
    cured: [to('pay/probe', 'till:8443', 'delivered')],
  });

  trouble('T20 only the receiver was opened', {
    world: [
      ...HOUSE,
      policy('shop/deny-out', 'podSelector: {}\npolicyTypes: [Egress]'),
      policy('pay/in', 'podSelector: {}\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { team: shop } }'),
    ],
    symptom: [to('shop/web', 'pod:pay/till:8443', 'timeout')],
    cause: ['NetworkPolicy/shop/deny-out', 'spec.podSelector'],
    fix: [
      policy(
        'shop/to-pay',
        'podSelector: {}\npolicyTypes: [Egress]\negress:\n- to:\n  - namespaceSelector: { matchLabels: { team: pay } }',
      ),
    ],
    cured: [to('shop/web', 'pod:pay/till:8443', 'delivered')],
  });

  trouble('T21 a policy on a hostNetwork pod does nothing', {
    world: [
      ...HOUSE,
      pod('pay/agent', { ports: [9100], node: 'room-1', extra: 'hostNetwork: true' }),
      pod('pay/cabled', { ports: [9100], node: 'room-1', app: 'agent' }),
      policy('pay/deny', 'podSelector: { matchLabels: { app: agent } }'),
    ],
    symptom: [to('shop/web', 'node:room-1:9100', 'delivered'), to('shop/web', 'pod:pay/cabled:9100', 'timeout')],
    cause: ['NetworkPolicy/pay/deny', 'spec.podSelector'],
    fix: [pod('pay/agent', { ports: [9100], node: 'room-1' })],
    cured: [to('shop/web', 'node:room-1:9100', 'refused'), to('shop/web', 'pod:pay/agent:9100', 'timeout')],
  });

  trouble('T22 deny all leaves the own node’s probes alone, and no other node’s', {
    world: [...HOUSE, policy('pay/deny', 'podSelector: {}')],
    symptom: [to('node:room-2', 'pod:pay/till:8443', 'delivered'), to('node:room-1', 'pod:pay/till:8443', 'timeout')],
    cause: ['NetworkPolicy/pay/deny', 'spec.podSelector'],
    fix: [policy('pay/nodes', 'podSelector: {}\ningress:\n- from:\n  - ipBlock: { cidr: 10.10.0.0/24 }')],
    cured: [to('node:room-1', 'pod:pay/till:8443', 'delivered'), to('shop/web', 'pod:pay/till:8443', 'timeout')],
  });

  trouble('T23 a rule for replies opens connections', {
    world: [
      ...HOUSE,
      policy(
        'pay/in',
        'podSelector: { matchLabels: { app: till } }\npolicyTypes: [Ingress, Egress]\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { team: shop } }\negress:\n- to:\n  - namespaceSelector: { matchLabels: { team: shop } }',
      ),
    ],
    symptom: [to('pay/till', 'pod:shop/web:8080', 'delivered')],
    cause: ['NetworkPolicy/pay/in', 'spec.egress[0].to[0]'],
    fix: [
      policy(
        'pay/in',
        'podSelector: { matchLabels: { app: till } }\npolicyTypes: [Ingress, Egress]\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { team: shop } }',
      ),
    ],
    cured: [to('pay/till', 'pod:shop/web:8080', 'timeout'), to('shop/web', 'pod:pay/till:8443', 'delivered')],
  });

  trouble('T24 S36 policies without an engine do nothing', {
    world: [house({ engine: 'none' }), ...HOUSE.slice(1), policy('pay/deny', 'podSelector: {}')],
    symptom: [to('shop/web', 'pod:pay/till:8443', 'delivered')],
    cause: ['ManagedCluster/aks', 'networkProfile.networkPolicy'],
    fix: [house({ engine: 'calico' })],
    cured: [to('shop/web', 'pod:pay/till:8443', 'timeout')],
  });

  trouble('T39 S37 a block of pod addresses lets pods in under Calico and nobody under Cilium', {
    world: [
      house({ engine: 'calico' }).replace('networkPolicy: calico', 'networkPolicy: cilium\n    networkDataplane: cilium'),
      ...HOUSE.slice(1),
      policy('pay/in', 'podSelector: {}\ningress:\n- from:\n  - ipBlock: { cidr: 10.0.0.0/8 }'),
    ],
    symptom: [to('shop/web', 'pod:pay/till:8443', 'timeout')],
    cause: ['NetworkPolicy/pay/in', 'spec.ingress[0].from'],
    fix: [policy('pay/in', 'podSelector: {}\ningress:\n- from:\n  - namespaceSelector: { matchLabels: { team: shop } }')],
    cured: [to('shop/web', 'pod:pay/till:8443', 'delivered')],
  });
});
