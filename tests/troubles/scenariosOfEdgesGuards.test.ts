// Failure scenarios of guards who know too little: names that a policy never learns, a hardened NSG. Rules: S39, S53.
import { describe } from 'vitest';
import { house, pod } from '../engine/worlds.ts';
import { trouble } from '../support/trouble.ts';
import { namespace } from './words.ts';

const DIRECTORY = `  - toEndpoints:
    - matchLabels: { k8s:io.kubernetes.pod.namespace: kube-system, k8s-app: kube-dns }
    toPorts:
    - ports: [{ port: '53', protocol: ANY }]`;

function toPress(dns: string): string {
  return `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: till-out, namespace: pay }
spec:
  endpointSelector: { matchLabels: { app: till } }
  egress:
${DIRECTORY}${dns}
  - toFQDNs: [{ matchName: api.presspay.example }]
    toPorts:
    - ports: [{ port: '443', protocol: TCP }]`;
}

const CILIUM = house({ engine: 'calico' })
  .replace('networkPolicy: calico', 'networkPolicy: cilium\n    networkDataplane: cilium')
  .replace('  agentPoolProfiles:', '  advancedNetworking: { enabled: true }\n  agentPoolProfiles:');

/** Overlay with a network security group of one's own on the nodes' subnet. */
function hardened(...rules: readonly string[]): string {
  const listed = [
    ...rules,
    '- { name: nodes, priority: 300, direction: Inbound, access: Allow, protocol: "*", sourceAddressPrefix: 10.10.0.0/24, destinationAddressPrefix: 10.10.0.0/24, destinationPortRange: "*" }',
    '- { name: nobody-else, priority: 4000, direction: Inbound, access: Deny, protocol: "*", sourceAddressPrefix: "*", destinationAddressPrefix: "*", destinationPortRange: "*" }',
  ];
  return house()
    .replace('addressPrefix: 10.10.0.0/24 }', 'addressPrefix: 10.10.0.0/24, networkSecurityGroup: nsg-nodes }')
    .replace(
      'managedClusters:',
      `networkSecurityGroups:\n- name: nsg-nodes\n  securityRules:\n${listed.map((line) => `  ${line}`).join('\n')}\nmanagedClusters:`,
    );
}

const STAFF = [
  namespace('shop'),
  pod('shop/web', { ports: [8080], node: 'room-0' }),
  pod('shop/neighbour', { ports: [8080], node: 'room-0' }),
  pod('shop/api', { ports: [8080], node: 'room-1' }),
];

describe('failure scenarios of guards', () => {
  trouble('S39 an FQDN policy without a DNS rule learns no name and admits nothing', {
    world: [CILIUM, namespace('pay'), pod('pay/till', { node: 'room-0' }), toPress('')],
    symptom: [{ from: 'pay/till', to: 'https://api.presspay.example/', sees: 'timeout' }],
    cause: ['CiliumNetworkPolicy/pay/till-out', 'spec.egress[1].toFQDNs'],
    fix: [toPress('\n      rules: { dns: [{ matchPattern: "*" }] }')],
    cured: [{ from: 'pay/till', to: 'https://api.presspay.example/', sees: 'delivered' }],
  });

  trouble('S53 a hardened NSG forgets the pods: rooms no longer talk to each other', {
    world: [hardened(), ...STAFF],
    symptom: [
      { from: 'shop/web', to: 'pod:shop/api:8080', sees: 'timeout' },
      { from: 'shop/web', to: 'pod:shop/neighbour:8080', sees: 'delivered' },
    ],
    cause: ['NetworkSecurityGroup/nsg-nodes', 'securityRules[nobody-else]'],
    fix: [
      hardened(
        '- { name: pods, priority: 200, direction: Inbound, access: Allow, protocol: "*", sourceAddressPrefix: 10.244.0.0/16, destinationAddressPrefix: 10.244.0.0/16, destinationPortRange: "*" }',
      ),
    ],
    cured: [{ from: 'shop/web', to: 'pod:shop/api:8080', sees: 'delivered' }],
  });
});
