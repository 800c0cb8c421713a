// Traps of Services and names: addresses, policies of traffic, endpoints, ports. Rules: T25…T33 and the scenarios that show the same.
import { describe } from 'vitest';
import { trouble } from '../support/trouble.ts';
import { house, pod } from '../engine/worlds.ts';
import { namespace, policy, service } from './words.ts';

const HOUSE = [
  house({ engine: 'calico' }),
  namespace('shop'),
  namespace('pay'),
  pod('shop/web', { ports: [8080], node: 'room-0' }),
  pod('shop/api', { ports: [8080], node: 'room-1' }),
  pod('pay/till', { ports: [8443], node: 'room-2' }),
];
const to = (from: string, target: string, sees: string): { from: string; to: string; sees: string } => ({
  from,
  to: target,
  sees,
});
const PUBLIC = 'type: LoadBalancer\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]';
const NO_PROBE = "service.beta.kubernetes.io/port_80_no_probe_rule: 'true'";

describe('traps of Services', () => {
  trouble('T25 S13 a block of the client’s address works only on the node that the load balancer happens to pick', {
    world: [
      ...HOUSE,
      service('shop/web', PUBLIC, NO_PROBE),
      policy(
        'shop/in',
        'podSelector: { matchLabels: { app: web } }\ningress:\n- from:\n  - ipBlock: { cidr: 203.0.113.9/32 }\n  - ipBlock: { cidr: 168.63.129.16/32 }',
      ),
    ],
    symptom: [{ from: 'internet:customer', to: 'shop/web:80', sees: ['delivered', 'timeout'] }],
    cause: ['NetworkPolicy/shop/in', 'spec.ingress[0].from'],
    fix: [service('shop/web', `${PUBLIC}\nexternalTrafficPolicy: Local`)],
    cured: [{ from: 'internet:customer', to: 'shop/web:80', sees: 'delivered', source: '203.0.113.9' }],
  });

  trouble('T26 policy Local and any node’s port', {
    world: [
      ...HOUSE,
      service(
        'shop/web',
        'type: NodePort\nexternalTrafficPolicy: Local\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]',
      ),
    ],
    symptom: [to('vm:jump', 'node:room-1:30080', 'timeout'), to('vm:jump', 'node:room-0:30080', 'delivered')],
    cause: ['Service/shop/web', 'spec.externalTrafficPolicy'],
    fix: [
      service('shop/web', 'type: NodePort\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]'),
    ],
    cured: [to('vm:jump', 'node:room-1:30080', 'delivered')],
  });

  trouble('T27 pods that use the public address come as their node', {
    world: [
      ...HOUSE,
      service('shop/web', `${PUBLIC}\nclusterIP: 10.100.0.50`),
      policy(
        'shop/in',
        'podSelector: { matchLabels: { app: web } }\ningress:\n- from:\n  - podSelector: { matchLabels: { app: api } }',
      ),
    ],
    symptom: [to('shop/api', '20.50.0.1:80', 'timeout'), to('shop/api', '10.100.0.50:80', 'delivered')],
    cause: ['NetworkPolicy/shop/in', 'spec.ingress[0].from'],
    fix: [service('shop/web', `${PUBLIC}\nclusterIP: 10.100.0.50\nexternalTrafficPolicy: Local`)],
    cured: [to('shop/api', '20.50.0.1:80', 'delivered')],
  });

  trouble('T28 S18 a selector’s typo is refused at once', {
    world: [...HOUSE, service('shop/api', 'selector: { app: apii }\nports: [{ port: 80, targetPort: 8080 }]')],
    symptom: [to('shop/web', 'http://api', 'refused')],
    cause: ['Service/shop/api', 'spec.selector'],
    fix: [service('shop/api', 'selector: { app: api }\nports: [{ port: 80, targetPort: 8080 }]')],
    cured: [to('shop/web', 'http://api', 'delivered')],
  });

  trouble('T29 a replica without the named port never gets a connection', {
    world: [
      ...HOUSE,
      pod('shop/one', { node: 'room-0', app: 'pair' }).replace(
        '- name: main',
        '- name: main\n    ports: [{ name: http, containerPort: 8080 }]',
      ),
      pod('shop/two', { node: 'room-1', app: 'pair', ports: [8080] }),
      service('shop/pair', 'selector: { app: pair }\nports: [{ port: 80, targetPort: http }]'),
    ],
    symptom: [{ from: 'shop/web', to: 'http://pair', sees: 'delivered', at: ['shop/one'] }],
    cause: ['Service/shop/pair', 'spec.ports[0].targetPort'],
    fix: [service('shop/pair', 'selector: { app: pair }\nports: [{ port: 80, targetPort: 8080 }]')],
    cured: [{ from: 'shop/web', to: 'http://pair', sees: 'delivered', at: ['shop/one', 'shop/two'] }],
  });

  trouble('T30 internalTrafficPolicy Local leaves clients of other rooms alone', {
    world: [
      ...HOUSE,
      service('shop/api', 'internalTrafficPolicy: Local\nselector: { app: api }\nports: [{ port: 80, targetPort: 8080 }]'),
    ],
    symptom: [to('shop/web', 'http://api', 'timeout')],
    cause: ['Service/shop/api', 'spec.internalTrafficPolicy'],
    fix: [service('shop/api', 'selector: { app: api }\nports: [{ port: 80, targetPort: 8080 }]')],
    cured: [to('shop/web', 'http://api', 'delivered')],
  });

  trouble('T31 a headless Service translates no port', {
    world: [...HOUSE, service('shop/api', 'clusterIP: None\nselector: { app: api }\nports: [{ port: 80, targetPort: 8080 }]')],
    symptom: [to('shop/web', 'http://api', 'refused')],
    cause: ['Pod/shop/api', 'spec.containers[0].ports'],
    fix: [service('shop/api', 'selector: { app: api }\nclusterIP: 10.100.0.40\nports: [{ port: 80, targetPort: 8080 }]')],
    cured: [to('shop/web', 'http://api', 'delivered')],
  });

  trouble('T32 S15 source ranges leave node ports open and shut the house’s own pods out', {
    world: [
      ...HOUSE,
      service('shop/web', `${PUBLIC.replace('8080 }]', '8080, nodePort: 30080 }]')}\nloadBalancerSourceRanges: [203.0.113.0/24]`),
    ],
    symptom: [to('shop/api', '20.50.0.1:80', 'timeout'), to('vm:jump', 'node:room-1:30080', 'delivered')],
    cause: ['Service/shop/web', 'spec.loadBalancerSourceRanges'],
    fix: [service('shop/web', `${PUBLIC}\nloadBalancerSourceRanges: [203.0.113.0/24, 10.244.0.0/16]`)],
    cured: [to('shop/api', '20.50.0.1:80', 'delivered'), to('internet:customer', 'shop/web:80', 'delivered')],
  });

  trouble('T33 an EndpointSlice whose port has another name is not used', {
    world: [
      ...HOUSE,
      service('shop/press', 'ports: [{ port: 8443 }]'),
      'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: press-1, namespace: shop, labels: { kubernetes.io/service-name: press } }\naddressType: IPv4\nports: [{ name: https, port: 8443, protocol: TCP }]\nendpoints: [{ addresses: [172.20.5.20] }]',
    ],
    symptom: [to('shop/web', 'press:8443', 'refused')],
    cause: ['Service/shop/press', 'spec.selector'],
    fix: [
      'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: press-1, namespace: shop, labels: { kubernetes.io/service-name: press } }\naddressType: IPv4\nports: [{ port: 8443, protocol: TCP }]\nendpoints: [{ addresses: [172.20.5.20] }]',
    ],
    cured: [{ from: 'shop/web', to: 'press:8443', sees: 'delivered', at: ['onprem:press'] }],
  });

  trouble('S54 a node port is not reachable from the street', {
    world: [
      ...HOUSE,
      service('shop/web', 'type: NodePort\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]'),
    ],
    symptom: [to('internet:customer', 'node:room-0:30080', 'timeout'), to('vm:jump', 'node:room-0:30080', 'delivered')],
    cause: ['Service/shop/web', 'spec.ports[0].targetPort'],
    fix: [service('shop/web', PUBLIC)],
    cured: [to('internet:customer', 'shop/web:80', 'delivered')],
  });

  trouble('S38 default deny takes every node out of the load balancer: the probe meets the pods', {
    world: [
      ...HOUSE,
      service('shop/web', PUBLIC),
      policy('shop/deny', 'podSelector: {}\ningress:\n- from:\n  - ipBlock: { cidr: 203.0.113.0/24 }'),
    ],
    symptom: [to('internet:customer', 'shop/web:80', 'timeout')],
    cause: ['NetworkPolicy/shop/deny', 'spec.ingress[0].from'],
    fix: [
      policy(
        'shop/deny',
        'podSelector: {}\ningress:\n- from:\n  - ipBlock: { cidr: 203.0.113.0/24 }\n  - ipBlock: { cidr: 168.63.129.16/32 }\n  - ipBlock: { cidr: 10.10.0.0/24 }',
      ),
    ],
    cured: [to('internet:customer', 'shop/web:80', 'delivered')],
  });
});
