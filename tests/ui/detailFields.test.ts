// What the list says of a chosen thing: the field that a level is about is there under its own name, set or not. Rules: SVC10, NP4, NP11, F-3.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { fieldsOf } from '../../src/ui/twin/fields.ts';
import { worldOf } from '../engine/worlds.ts';

const NETWORK = `apiVersion: cidr.house/v1
kind: Network
metadata: { name: house }
virtualNetworks:
- name: vnet
  addressSpace: [10.10.0.0/16]
  subnets: [{ name: snet, addressPrefix: 10.10.0.0/24, routeTable: rt }]
routeTables: [{ name: rt, routes: [] }]
managedClusters:
- name: aks
  networkProfile: { networkPlugin: azure, networkPluginMode: overlay, networkPolicy: calico, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10 }
  agentPoolProfiles: [{ name: room, count: 2, maxPods: 30, vnetSubnet: snet }]
`;
const service = (name: string, spec: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: default }\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }], ${spec} }\n`;
const spec = worldOf(
  NETWORK,
  service('plain', 'type: ClusterIP'),
  service('open', 'type: LoadBalancer'),
  service('local', 'type: LoadBalancer, externalTrafficPolicy: Local, loadBalancerSourceRanges: [203.0.113.0/24]'),
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: shut, namespace: default }\nspec: { podSelector: {}, policyTypes: [Ingress] }\n',
);
const { plan } = createEngine().load({ spec, revision: 1 });

function told(selection: string): Record<string, string> {
  const fields = fieldsOf(selection, { plan, spec }, (key) => key);
  return Object.fromEntries(fields.map(({ label, value }) => [label, value]));
}

describe('fields of what is chosen', () => {
  it('SVC10 a Service that is reached from outside says its externalTrafficPolicy, written or not', () => {
    expect(told('service:default/open')).toMatchObject({ type: 'LoadBalancer', externalTrafficPolicy: 'Cluster' });
    expect(told('service:default/local')).toMatchObject({
      externalTrafficPolicy: 'Local',
      loadBalancerSourceRanges: '203.0.113.0/24',
      selector: 'app=web',
    });
    expect(told('service:default/plain')).not.toHaveProperty('externalTrafficPolicy');
  });
  it('NP4, NP11 a policy says whom it selects and how many rules it has', () => {
    expect(told('policy:default/shut')).toEqual({
      podSelector: 'ui.details.everyPod',
      policyTypes: 'Ingress',
      ingress: 'ui.details.rules',
    });
  });
  it('F-3 a subnet says its parts, and nobody has no fields', () => {
    expect(told('subnet:snet')).toMatchObject({ addressPrefix: '10.10.0.0/24', routeTable: 'rt' });
    for (const text of ['', 'pod:', 'service:__proto__/x', 'object:Service', 'nothing']) expect(told(text)).toEqual({});
  });
});
