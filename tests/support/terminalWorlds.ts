// Worlds for the terminal's golden outputs: a shop with everything around it, a Cilium house, a kubenet house.
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { worldOf } from '../engine/worlds.ts';

const SHOP = `apiVersion: cidr.house/v1
kind: Network
metadata: { name: shop }
location: westeurope
virtualNetworks:
- name: vnet-shop
  addressSpace: [10.10.0.0/16]
  subnets:
  - { name: snet-nodes, addressPrefix: 10.10.0.0/24, networkSecurityGroup: nsg-nodes, routeTable: rt-nodes }
  - { name: snet-vms, addressPrefix: 10.10.9.0/28, networkSecurityGroup: nsg-vms }
  - { name: snet-pe, addressPrefix: 10.10.8.0/27 }
  - { name: GatewaySubnet, addressPrefix: 10.10.255.0/27 }
  peerings:
  - { name: to-hub, remoteVirtualNetwork: vnet-hub, allowForwardedTraffic: true }
- name: vnet-hub
  addressSpace: [10.20.0.0/16]
  subnets: [{ name: snet-hub, addressPrefix: 10.20.0.0/24 }]
  peerings: [{ name: to-shop, remoteVirtualNetwork: vnet-shop }]
publicIPAddresses:
- { name: pip-shop, ipAddress: 198.51.100.40 }
- { name: pip-jump, ipAddress: 198.51.100.41 }
virtualNetworkGateways:
- { name: vpngw, virtualNetwork: vnet-shop, gatewayType: Vpn, connections: [hq] }
onPremises:
- name: hq
  addressSpace: [172.20.0.0/16]
  advertisedRoutes: [172.20.0.0/16]
  hosts:
  - { name: monitor, ipAddress: 172.20.1.10 }
virtualMachines:
- { name: jump, subnet: snet-vms, ipAddress: 10.10.9.4, publicIPAddress: pip-jump, ports: [{ port: 22, protocol: TCP }] }
internetHosts:
- { name: customer, ipAddress: 203.0.113.9 }
- { name: api.presspay.example, ipAddress: 203.0.113.150, ports: [{ port: 443, protocol: TCP, tls: true }] }
dnsZones:
- { name: windfall.example, records: [{ name: shop, type: A, values: [198.51.100.40] }] }
routeTables:
- name: rt-nodes
  routes: [{ name: to-lab, addressPrefix: 10.77.0.0/16, nextHopType: None }]
networkSecurityGroups:
- name: nsg-nodes
  securityRules:
  - { name: web-in, priority: 100, direction: Inbound, access: Allow, protocol: Tcp, sourceAddressPrefix: Internet, sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRanges: ['80', '443'] }
- name: nsg-vms
  securityRules:
  - { name: no-telnet, priority: 200, direction: Outbound, access: Deny, protocol: Tcp, sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '23' }
paasServices:
- { name: shopdb, type: sqlServer, fqdn: shopdb.database.windows.net, publicIPAddress: 40.68.37.158, publicNetworkAccess: Disabled, ports: [{ port: 1433, protocol: TCP }] }
privateEndpoints:
- { name: pe-sql, subnet: snet-pe, ipAddress: 10.10.8.4, target: shopdb, status: Approved }
privateDnsZones:
- { name: privatelink.database.windows.net, virtualNetworkLinks: [vnet-shop], records: [{ name: shopdb, type: A, values: [10.10.8.4] }] }
managedClusters:
- name: aks
  kubernetesVersion: '1.34'
  networkProfile: { networkPlugin: azure, networkPluginMode: overlay, networkPolicy: calico, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10, outboundType: loadBalancer }
  agentPoolProfiles:
  - { name: room, count: 2, maxPods: 30, vnetSubnet: snet-nodes, availabilityZones: ['1', '2'] }
  ingressControllers:
  - { name: ingress-nginx, class: nginx, namespace: ingress-nginx, service: { annotations: { service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path: /healthz } } }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: shop } }
---
apiVersion: v1
kind: Namespace
metadata: { name: data }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, tier: front } }
    spec:
      containers:
      - { name: web, image: registry.example/windfall/web:1, ports: [{ name: http, containerPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: probe, namespace: shop, labels: { app: probe } }
spec:
  nodeName: room-1
  containers: [{ name: probe, image: registry.example/windfall/probe:1 }]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: data }
spec:
  replicas: 1
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers: [{ name: db, image: postgres:17, ports: [{ containerPort: 5432 }] }]
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, namespace: data }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec:
      containers: [{ name: agent, image: registry.example/windfall/agent:1 }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: door, namespace: shop, annotations: { service.beta.kubernetes.io/azure-pip-name: pip-shop } }
spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }], externalTrafficPolicy: Local, loadBalancerSourceRanges: [198.51.100.0/24] }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: data }
spec: { clusterIP: None, selector: { app: db }, ports: [{ port: 5432 }] }
---
apiVersion: v1
kind: Service
metadata: { name: pay, namespace: shop }
spec: { type: ExternalName, externalName: api.presspay.example }
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: v1
kind: Secret
metadata: { name: web-tls, namespace: shop, annotations: { cidr.house/dns-names: www.windfall.example } }
type: kubernetes.io/tls
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: www, namespace: shop }
spec:
  ingressClassName: nginx
  tls: [{ hosts: [www.windfall.example], secretName: web-tls }]
  rules:
  - host: www.windfall.example
    http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db-from-web, namespace: data }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress, Egress]
  ingress:
  - from:
    - { namespaceSelector: { matchLabels: { team: shop } }, podSelector: { matchLabels: { app: web } } }
    - { ipBlock: { cidr: 10.10.0.0/16, except: [10.10.9.0/28] } }
    ports: [{ protocol: TCP, port: 5432 }]
  - ports: [{ protocol: TCP, port: 8000, endPort: 8010 }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: shared }
spec: { controllerName: example.com/gateway }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: gate, namespace: shop }
spec: { gatewayClassName: shared, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: www, namespace: shop }
spec: { parentRefs: [{ name: gate }], hostnames: [www.windfall.example], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }`;

const CILIUM = `apiVersion: cidr.house/v1
kind: Network
metadata: { name: cilium }
virtualNetworks:
- { name: vnet, addressSpace: [10.30.0.0/16], subnets: [{ name: snet, addressPrefix: 10.30.0.0/24 }] }
managedClusters:
- name: aks
  networkProfile: { networkPlugin: azure, networkPluginMode: overlay, networkDataplane: cilium, networkPolicy: cilium, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10 }
  advancedNetworking: { enabled: true }
  agentPoolProfiles: [{ name: n, count: 2, maxPods: 30, vnetSubnet: snet }]
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { nodeName: n-0, containers: [{ name: web }] }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
spec: { nodeName: n-1, containers: [{ name: db, ports: [{ containerPort: 5432 }] }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: only-web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: db } }
  ingress: [{ fromEndpoints: [{ matchLabels: { app: api } }] }]`;

const KUBENET = `apiVersion: cidr.house/v1
kind: Network
metadata: { name: kubenet }
virtualNetworks:
- { name: vnet, addressSpace: [10.30.0.0/16], subnets: [{ name: snet, addressPrefix: 10.30.0.0/24 }] }
managedClusters:
- name: aks
  networkProfile: { networkPlugin: kubenet, networkPolicy: calico, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10 }
  agentPoolProfiles: [{ name: n, count: 2, maxPods: 30, vnetSubnet: snet }]
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { nodeName: n-0, containers: [{ name: web, ports: [{ containerPort: 80 }] }] }`;

const GATE = `apiVersion: cidr.house/v1
kind: Network
metadata: { name: gate }
location: westeurope
virtualNetworks:
- name: vnet
  addressSpace: [10.40.0.0/16]
  subnets:
  - { name: snet, addressPrefix: 10.40.0.0/24, routeTable: rt }
  - { name: AzureFirewallSubnet, addressPrefix: 10.40.2.0/26 }
publicIPAddresses: [{ name: fwpip, ipAddress: 198.51.100.60 }]
routeTables:
- name: rt
  routes:
  - { name: out, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.40.2.4 }
azureFirewalls:
- name: fw
  virtualNetwork: vnet
  privateIPAddress: 10.40.2.4
  publicIPAddresses: [fwpip]
  ruleCollectionGroups:
  - name: group
    priority: 200
    ruleCollections:
    - { name: web, priority: 100, type: Application, action: Allow, rules: [{ name: pay, sourceAddresses: ['*'], protocols: ['Https:443'], targetFqdns: [api.presspay.example] }, { name: aks, sourceAddresses: ['*'], protocols: ['Http:80', 'Https:443'], fqdnTags: [AzureKubernetesService] }] }
    - { name: aksnet, priority: 110, type: Network, action: Allow, rules: [{ name: api, sourceAddresses: ['*'], ipProtocols: [UDP, TCP], destinationAddresses: [AzureCloud.westeurope], destinationPorts: ['1194', '9000', '443'] }, { name: time, sourceAddresses: ['*'], ipProtocols: [UDP], destinationAddresses: ['*'], destinationPorts: ['123'] }] }
internetHosts:
- { name: api.presspay.example, ipAddress: 203.0.113.150, ports: [{ port: 443, protocol: TCP, tls: true }] }
- { name: other.example, ipAddress: 203.0.113.151, ports: [{ port: 443, protocol: TCP, tls: true }] }
managedClusters:
- name: aks
  networkProfile: { networkPlugin: azure, networkPluginMode: overlay, networkPolicy: none, podCidr: 10.244.0.0/16, serviceCidr: 10.100.0.0/16, dnsServiceIP: 10.100.0.10, outboundType: userDefinedRouting }
  agentPoolProfiles: [{ name: n, count: 2, maxPods: 30, vnetSubnet: snet }]
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { nodeName: n-0, containers: [{ name: web }] }`;

const WORLDS: Readonly<Record<string, string>> = { shop: SHOP, cilium: CILIUM, kubenet: KUBENET, gate: GATE };

export function terminalWorld(name: string): NetworkSpec {
  const text = Object.hasOwn(WORLDS, name) ? WORLDS[name] : undefined;
  if (text === undefined) throw new Error(`no world ${name}`);
  return worldOf(text);
}
