// A made-up house for the board by itself: so many rooms and laptops as the address says, and everything that stands around a cluster.
import type { KubernetesResource } from '../src/engine/model/kubernetes.ts';
import type { NetworkDocument } from '../src/engine/model/networkDocument.ts';
import type { NetworkSpec } from '../src/engine/model/spec.ts';

export const query = new URLSearchParams(location.search);
export const number = (name: string, fallback: number): number => Number(query.get(name) ?? fallback);

const NAMESPACES = ['shop', 'pay', 'data', 'ops'];
const APPS = ['web', 'pay', 'db', 'probe', 'cart', 'report', 'logs', 'scan'];

/** `?azure`: everything that stands around a cluster. */
function around(): Partial<NetworkDocument> {
  return {
    ...(query.has('absent')
      ? { privateDnsZones: [{ name: 'privatelink.blob.core.windows.net', virtualNetworkLinks: [], records: [] }] }
      : {}),
    routeTables: [
      {
        name: 'rt-house',
        routes: [
          {
            name: 'out',
            addressPrefix: query.has('forced') ? '0.0.0.0/0' : '198.18.0.0/15',
            nextHopType: 'VirtualAppliance',
            nextHopIpAddress: '10.20.1.4',
          },
          { name: 'hq', addressPrefix: '172.20.0.0/16', nextHopType: 'VirtualNetworkGateway' },
          { name: 'never', addressPrefix: '198.51.100.0/24', nextHopType: 'None' },
        ],
      },
    ],
    networkSecurityGroups: [{ name: 'nsg-house', securityRules: [] }],
    publicIPAddresses: [{ name: 'pip-shop', ipAddress: '20.50.9.9' }],
    natGateways: [{ name: 'natgw-shop', publicIpAddresses: ['pip-shop'] }],
    azureFirewalls: [
      { name: 'fw', virtualNetwork: 'vnet-hub', privateIPAddress: '10.20.1.4', publicIPAddresses: [], ruleCollectionGroups: [] },
    ],
    applicationGateways: [
      { name: 'agw', subnet: 'snet-agw', sku: 'Standard_v2', privateIPAddress: '10.0.6.10', operationalState: 'Running' },
    ],
    privateEndpoints: [
      { name: 'pe-labels', subnet: 'snet-pe', ipAddress: '10.0.7.5', target: 'labels', status: 'Approved' },
      { name: 'pe-photos', subnet: 'snet-pe', ipAddress: '10.0.7.6', target: 'photos', status: 'Pending' },
    ],
    dnsServers: [{ name: 'dns', ipAddress: '10.20.2.5', forwarders: ['168.63.129.16'], zones: [] }],
    paasServices: ['labels', 'photos'].map((name) => ({
      name,
      type: 'storageAccount' as const,
      fqdn: `${name}.blob.core.windows.net`,
      publicIPAddress: name === 'labels' ? '52.1.2.3' : '52.1.2.4',
      publicNetworkAccess: 'Disabled' as const,
      ipRules: [],
      virtualNetworkRules: [],
      ports: [{ port: 443, protocol: 'TCP' as const }],
    })),
  };
}

function makeNetwork(): NetworkDocument {
  const bare = query.has('bare');
  const azure = query.has('azure');
  const posts =
    azure && !query.has('absent') ? { networkSecurityGroup: 'nsg-house', routeTable: 'rt-house', natGateway: 'natgw-shop' } : {};
  return {
    ...(azure ? around() : {}),
    apiVersion: 'cidr.house/v1',
    kind: 'Network',
    metadata: { name: 'house' },
    virtualNetworks: [
      {
        name: 'vnet-shop',
        addressSpace: ['10.0.0.0/16'],
        subnets: [
          { name: 'snet-aks', addressPrefix: '10.0.0.0/22', ...posts },
          ...(azure
            ? [
                { name: 'snet-agw', addressPrefix: '10.0.6.0/24' },
                {
                  name: 'snet-pe',
                  addressPrefix: '10.0.7.0/27',
                  ...(query.has('absent') ? {} : { networkSecurityGroup: 'nsg-house' }),
                },
              ]
            : []),
          ...(bare
            ? []
            : [
                { name: 'GatewaySubnet', addressPrefix: '10.0.255.0/27' },
                { name: 'snet-vms', addressPrefix: '10.0.9.0/28' },
              ]),
        ],
        ...(azure ? { peerings: [{ name: 'to-hub', remoteVirtualNetwork: 'vnet-hub' }] } : {}),
      },
      ...(azure
        ? [
            {
              name: 'vnet-hub',
              addressSpace: ['10.20.0.0/16'],
              subnets: [
                { name: 'AzureFirewallSubnet', addressPrefix: '10.20.1.0/26' },
                { name: 'snet-hub', addressPrefix: '10.20.2.0/27' },
              ],
              peerings: [{ name: 'to-shop', remoteVirtualNetwork: 'vnet-shop' }],
            },
          ]
        : []),
    ],
    ...(bare
      ? {}
      : {
          virtualNetworkGateways: [
            { name: 'vpngw', virtualNetwork: 'vnet-shop', gatewayType: 'Vpn' as const, connections: ['hq'] },
          ],
          onPremises: [
            {
              name: 'hq',
              addressSpace: ['172.20.0.0/16'],
              advertisedRoutes: ['172.20.0.0/16'],
              hosts: [
                { name: 'monitor', ipAddress: '172.20.1.10' },
                { name: 'press', ipAddress: '172.20.5.20', ports: [{ port: 8443, protocol: 'TCP' as const }] },
              ],
            },
          ],
          virtualMachines: [{ name: 'jump', subnet: 'snet-vms', ipAddress: '10.0.9.4' }],
        }),
    internetHosts: [
      { name: 'customer', ipAddress: '203.0.113.9' },
      { name: 'api.presspay.example', ipAddress: '203.0.113.150', ports: [{ port: 443, protocol: 'TCP' }] },
    ],
    managedClusters: [
      {
        name: 'aks',
        networkProfile: {
          networkPlugin: 'azure',
          networkPluginMode: 'overlay',
          networkPolicy: query.has('absent') ? 'none' : 'calico',
          podCidr: '10.244.0.0/16',
          serviceCidr: '10.100.0.0/16',
          dnsServiceIP: '10.100.0.10',
          outboundType: 'loadBalancer',
        },
        agentPoolProfiles: [{ name: 'node', count: number('nodes', 3), maxPods: 250, vnetSubnet: 'snet-aks' }],
      },
    ],
  };
}

function makeObjects(): NetworkSpec['objects'] {
  const objects: Record<string, Record<string, KubernetesResource>> = {};
  const add = (resource: KubernetesResource): void => {
    const group = (objects[resource.metadata.namespace] ??= {});
    group[`${resource.kind}/${resource.metadata.name}`] = resource;
  };
  const count = number('namespaces', 4);
  const names = Array.from({ length: count }, (_item, index) => NAMESPACES[index] ?? `team-${index}`);
  for (const name of names) add({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, namespace: '' } });
  for (let index = 0; index < number('pods', 11); index++) {
    const namespace = names[index % names.length] ?? 'shop';
    const app = APPS[index % APPS.length] ?? 'web';
    add({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${app}-${index}`, namespace, labels: { app } },
      spec: { containers: [{ name: app, ports: [{ containerPort: 8080, protocol: 'TCP' }] }] },
      ...(index === 6 ? { status: { conditions: [{ type: 'Ready', status: 'False' as const }] } } : {}),
    });
  }
  if (query.get('piece') === 'pod:shop/late')
    add({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'late', namespace: 'shop', labels: { app: 'late' } },
      spec: { nodeName: 'nowhere', containers: [{ name: 'late' }] },
    });
  add({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }] },
  });
  add({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db', namespace: 'data' },
    spec: { type: 'ClusterIP', selector: { app: 'db' }, ports: [{ port: 5432, targetPort: 8080, protocol: 'TCP' }] },
  });
  add({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'pay' },
    spec: { type: 'ClusterIP', selector: { app: 'nobody' }, ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }] },
  });
  add({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'allow-shop', namespace: 'data' },
    spec: {
      podSelector: { matchLabels: { app: 'db' } },
      policyTypes: ['Ingress'],
      ingress: [{ peers: [{ podSelector: { matchLabels: { app: 'shop' } } }] }],
    },
  });
  if (query.has('absent'))
    add({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'shop', namespace: 'shop' },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['shop.example'], secretName: 'shop-tls' }],
        defaultBackend: { service: { name: 'shop', port: { number: 80 } } },
      },
    });
  return objects;
}

export function makeSpec(): NetworkSpec {
  return { network: makeNetwork(), objects: makeObjects() };
}
