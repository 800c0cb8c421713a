// A controller that the document installs is a sender like any other: a guest list names it by its department, and no Service of its is missed. Rules: C-7, NP5.
import { describe, expect, it } from 'vitest';
import { findHints } from '../../src/engine/goals/hints.ts';
import { compileWorld } from '../../src/engine/goals/world.ts';
import { worldOf } from './worlds.ts';

const WORLD = `apiVersion: cidr.house/v1
kind: Network
metadata: { name: house }
virtualNetworks: [{ name: vnet-house, addressSpace: [10.10.0.0/16], subnets: [{ name: snet-nodes, addressPrefix: 10.10.0.0/24 }] }]
publicIPAddresses: [{ name: pip-shop, ipAddress: 198.51.100.40 }]
internetHosts: [{ name: customer, ipAddress: 203.0.113.9 }]
dnsZones: [{ name: windfall.example, records: [{ name: shop, type: A, values: [198.51.100.40] }] }]
managedClusters:
- name: aks
  networkProfile: { networkPlugin: azure, networkPluginMode: overlay, networkPolicy: calico, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10, outboundType: loadBalancer }
  ingressControllers:
  - { name: ingress-nginx, class: nginx, namespace: ingress-nginx, service: { annotations: { service.beta.kubernetes.io/azure-pip-name: pip-shop, service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path: /healthz } } }
  agentPoolProfiles: [{ name: room, count: 2, maxPods: 30, vnetSubnet: snet-nodes }]
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: registry.example/web:1, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: visitor, namespace: lobby, labels: { app: visitor } }
spec: { containers: [{ name: visitor, image: registry.example/visitor:1 }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec:
  ingressClassName: nginx
  rules: [{ host: shop.windfall.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ protocol: TCP, port: 8080 }] }] }
`;

describe('reception at a guarded door', () => {
  it('C-7 is invited by the label of its namespace, not by its number', () => {
    const [hint] = findHints(compileWorld(worldOf(WORLD)), [
      { id: 'shop', type: 'mustArrive', from: ['internet:customer'], to: ['http://shop.windfall.example/'] },
      { id: 'never', type: 'mustNotArrive', from: ['lobby/visitor'], to: ['pod:shop/web:8080'] },
    ]);
    expect(hint?.code).toMatch(/^np\./);
    expect(hint?.params).toMatchObject({ peer: 'ingress-nginx/ingress-nginx-controller-0' });
    expect(String(hint?.params['suggested'])).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
  });
});
