// The rule that decided, found in its own text: objects, templates of workloads, lists of the Network document.
import { describe, expect, it } from 'vitest';
import { locatePath } from '../../src/manifest/locatePath.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { rulePlace } from '../../src/manifest/rulePlace.ts';
import { writeNetwork } from '../../src/manifest/writeManifests.ts';

const parsed = parseWorld([
  {
    name: 'world.yaml',
    text: `apiVersion: cidr.house/v1
kind: Network
metadata: {name: house}
virtualNetworks:
- name: vnet-house
  addressSpace: [10.10.0.0/16]
  subnets:
  - {name: snet-nodes, addressPrefix: 10.10.0.0/24, routeTable: rt-house}
routeTables:
- name: rt-house
  routes:
  - {name: default, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.10.9.4}
managedClusters:
- name: aks
  networkProfile: {networkPlugin: azure, networkPluginMode: overlay, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10}
  ingressControllers:
  - {name: ingress-nginx, class: nginx, namespace: ingress-nginx, service: {annotations: {service.beta.kubernetes.io/azure-pip-name: pip-shop}}}
  agentPoolProfiles:
  - {name: pool, count: 1, vnetSubnet: snet-nodes, maxPods: 30}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: my-web, namespace: shop}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: web, ports: [{containerPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: allow, namespace: shop}
spec:
  podSelector: {}
  ingress:
  - from: [{podSelector: {}}]
`,
  },
]);

if (!parsed.spec) throw new Error(JSON.stringify(parsed.problems));
const { spec } = parsed;

function lineAt(rule: { object: string; field: string }): string | undefined {
  const place = rulePlace(spec, rule);
  if (place?.key !== 'Network') return undefined;
  const text = writeNetwork(spec.network);
  const found = locatePath(text, place.path);
  return found && text.split('\n')[found.line - 1]?.trim();
}

describe('where a rule stands', () => {
  it('an object has its own text', () => {
    expect(rulePlace(spec, { object: 'NetworkPolicy/shop/allow', field: 'spec.ingress[0].from[0]' })).toEqual({
      key: 'NetworkPolicy/shop/allow',
      path: 'NetworkPolicy/shop/allow: spec.ingress[0].from[0]',
    });
  });

  it('a pod that a workload made has the template of the workload', () => {
    expect(rulePlace(spec, { object: 'Pod/shop/my-web-7d9f-abcde', field: 'spec.containers[0].ports' })).toEqual({
      key: 'Deployment/shop/my-web',
      path: 'Deployment/shop/my-web: spec.template.spec.containers[0].ports',
    });
  });

  it('what has no text has no place', () => {
    expect(rulePlace(spec, { object: 'Node/room-0', field: 'status' })).toBeUndefined();
    expect(rulePlace(spec, { object: 'NetworkPolicy/shop/gone', field: 'spec' })).toBeUndefined();
    expect(rulePlace(spec, { object: 'Subnet/elsewhere', field: '' })).toBeUndefined();
  });

  it('a route and a subnet are found by name in the lists of the Network document', () => {
    expect(lineAt({ object: 'RouteTable/rt-house', field: 'routes[default]' })).toContain('name: default');
    expect(lineAt({ object: 'Subnet/snet-nodes', field: 'routeTable' })).toContain('routeTable: rt-house');
    expect(lineAt({ object: 'ManagedCluster/aks', field: 'networkProfile.podCidr' })).toContain('podCidr: 10.244.0.0/16');
  });

  it('finds the settings of a Service that an ingress controller made', () => {
    expect(lineAt({ object: 'Service/ingress-nginx/ingress-nginx-controller', field: 'metadata.annotations[x]' })).toMatch(
      /^annotations:/,
    );
    expect(rulePlace(spec, { object: 'Service/ingress-nginx/another', field: '' })).toBeUndefined();
  });
});
