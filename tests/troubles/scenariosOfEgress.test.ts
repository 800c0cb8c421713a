// Failure scenarios of ways out: which door a packet leaves by, answers that go round the firewall, what AKS itself must reach.
// Rules: S20, S21 and S25…S28.
import { describe } from 'vitest';
import { trouble } from '../support/trouble.ts';
import { cluster, network } from '../engine/street.ts';
import { pod } from '../engine/worlds.ts';
import { namespace, service } from './words.ts';
import { gateWith } from './doors.ts';

const to = (from: string, target: string, sees: string): { from: string; to: string; sees: string } => ({
  from,
  to: target,
  sees,
});
const POST = [namespace('shop'), pod('shop/web', { ports: [8080], node: 'n-0' })];
const PAY = 'https://api.presspay.example/';
const STREET = `internetHosts:
- { name: customer, ipAddress: 203.0.113.9 }
- { name: office, ipAddress: 203.0.113.77 }
- { name: api.presspay.example, ipAddress: 203.0.113.150, ports: [{ port: 443, protocol: TCP, tls: true }] }`;
const ROUTE = `routeTables:
- name: rt-aks
  routes: [{ name: all, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.1.1.4 }]`;

/** A spoke with the cluster; more lines of its subnets. */
const spoke = (nodes: string, ...subnets: readonly string[]): string => `- name: vnet-shop
  addressSpace: [10.0.0.0/16]
  subnets:
  - { name: snet-aks, addressPrefix: 10.0.0.0/24${nodes} }${subnets.map((line) => `\n  - ${line}`).join('')}`;
const hub = `- name: vnet-hub
  addressSpace: [10.1.0.0/16]
  subnets: [{ name: AzureFirewallSubnet, addressPrefix: 10.1.1.0/26 }]
  peerings: [{ name: to-shop, remoteVirtualNetwork: vnet-shop, allowForwardedTraffic: true }]`;

interface Gate {
  readonly nodes?: string;
  readonly apps?: readonly string[];
  readonly more?: readonly string[];
  readonly nat?: string;
  readonly outbound?: string;
}

const APPS = 'fqdnTags: [AzureKubernetesService]';
const app = (name: string, what: string): string =>
  `      - { name: ${name}, sourceAddresses: [10.0.0.0/24], protocols: ['Https:443'], ${what} }`;

/** Hub and spoke: everything of the nodes goes to the firewall. */
function gated({
  nodes = ', routeTable: rt-aks',
  apps = [APPS],
  more = [],
  nat = '',
  outbound = 'userDefinedRouting',
}: Gate): string {
  return network(
    `virtualNetworks:\n${hub}\n${spoke(nodes)}\n  peerings: [{ name: to-hub, remoteVirtualNetwork: vnet-hub, allowForwardedTraffic: true }]`,
    ROUTE,
    'publicIPAddresses: [{ name: pip-fw, ipAddress: 20.51.8.30 }, { name: pip-nat, ipAddress: 20.51.8.20 }]',
    gateWith(`${apps.map((what, index) => app(`app-${index}`, what)).join('\n')}${nat}`),
    STREET,
    ...more,
    cluster({ outbound }),
  );
}

const PAYS = 'targetFqdns: [api.presspay.example]';

describe('behind the firewall', () => {
  const dnat = `
  - name: in
    priority: 100
    ruleCollections:
    - name: web
      priority: 100
      type: Dnat
      action: Dnat
      rules:
      - name: shop
        sourceAddresses: ['*']
        ipProtocols: [TCP]
        destinationAddresses: [20.51.8.30]
        destinationPorts: ['80']
        translatedAddress: 10.0.0.200
        translatedPort: 80`;
  const door = (annotations: string): string =>
    service('shop/web', 'type: LoadBalancer\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]', annotations);
  const PREFIX = 'service.beta.kubernetes.io/azure-load-balancer';

  trouble('S20 the letter comes in by the public load balancer, and the answer goes to the firewall', {
    world: [gated({}), ...POST, door(`${PREFIX}-ipv4: 20.51.8.14`)],
    symptom: [{ ...to('internet:customer', '20.51.8.14:80', 'timeout'), via: ['lb:kubernetes'] }],
    cause: ['RouteTable/rt-aks', 'routes[all]'],
    fix: [gated({ nat: dnat }), door(`${PREFIX}-internal: 'true', ${PREFIX}-ipv4: 10.0.0.200`)],
    cured: [
      { ...to('internet:customer', '20.51.8.30:80', 'delivered'), via: ['fw', 'lb:kubernetes-internal'], at: ['shop/web'] },
    ],
  });

  trouble('S21 exit code 50: the firewall knows the shop’s suppliers and not what AKS needs', {
    world: [gated({ apps: [PAYS] }), ...POST],
    symptom: [
      { codes: ['OutboundConnFailVMExtensionError'], nodesReady: 0 },
      to('node:n-0', 'https://mcr.microsoft.com/', 'timeout'),
    ],
    cause: ['AzureFirewall/fw', 'ruleCollectionGroups'],
    fix: [gated({ apps: [PAYS, APPS] })],
    cured: [{ notCodes: ['OutboundConnFailVMExtensionError'], nodesReady: 2 }, to('shop/web', PAY, 'delivered')],
  });

  const all = "targetFqdns: ['*.microsoft.com', '*.microsoftonline.com', '*.azure.com', '*.aks.azure.com']";
  trouble('S21 exit code 51: everything but the API server', {
    world: [gated({ apps: [all] }), ...POST],
    symptom: [
      { codes: ['K8SAPIServerConnFailVMExtensionError'], nodesReady: 0 },
      to('node:n-0', 'https://aks.hcp.westeurope.azmk8s.io/', 'timeout'),
    ],
    cause: ['AzureFirewall/fw', 'ruleCollectionGroups'],
    fix: [gated({ apps: [all, "targetFqdns: ['*.hcp.westeurope.azmk8s.io']"] })],
    cured: [{ notCodes: ['K8SAPIServerConnFailVMExtensionError'], nodesReady: 2 }],
  });

  const nat = 'natGateways: [{ name: natgw, publicIpAddresses: [pip-nat] }]';
  trouble('S26 a NAT gateway stands at the subnet, and the route to the firewall comes first', {
    world: [gated({ nodes: ', routeTable: rt-aks, natGateway: natgw', apps: [APPS, PAYS], more: [nat] }), ...POST],
    symptom: [{ ...to('shop/web', PAY, 'delivered'), leaves: '20.51.8.30', via: ['fw'], notVia: ['natgw'] }],
    cause: ['RouteTable/rt-aks', 'routes[all]'],
    fix: [gated({ nodes: ', natGateway: natgw', apps: [APPS, PAYS], more: [nat], outbound: 'userAssignedNATGateway' })],
    cured: [{ ...to('shop/web', PAY, 'delivered'), leaves: '20.51.8.20', via: ['natgw'], notVia: ['fw'] }],
  });
});

describe('names at boot', () => {
  const dns = (server: string): string =>
    network(
      `virtualNetworks:\n${spoke('', '{ name: snet-dns, addressPrefix: 10.0.9.0/24 }')}\n  dnsServers: [${server}]`,
      'virtualMachines: [{ name: corp-dns, subnet: snet-dns, ipAddress: 10.0.9.53 }]',
      'dnsServers: [{ name: corp-dns, ipAddress: 10.0.9.53, forwarders: [168.63.129.16], zones: [] }]',
      STREET,
      cluster(),
    );
  trouble('S21 exit code 52: the network’s name server is not where it is looked for', {
    world: [dns('10.0.9.54'), ...POST],
    symptom: [to('node:n-0', 'https://mcr.microsoft.com/', 'dns-timeout')],
    cause: ['VirtualNetwork/vnet-shop', 'dnsServers'],
    fix: [dns('10.0.9.53')],
    cured: [to('node:n-0', 'https://mcr.microsoft.com/', 'delivered')],
  });
});

describe('NAT gateways', () => {
  const pods = (aks: string, of: string, outbound: string): string =>
    network(
      `virtualNetworks:\n${spoke(aks, `{ name: snet-pods, addressPrefix: 10.0.4.0/24${of} }`)}`,
      'publicIPAddresses: [{ name: pip-nat, ipAddress: 20.51.8.20 }]',
      'natGateways: [{ name: natgw, publicIpAddresses: [pip-nat] }]',
      STREET,
      cluster({ mode: 'podSubnet', outbound }),
    );
  const NAT = ', natGateway: natgw';
  const agent = pod('shop/agent', { node: 'n-0', extra: 'hostNetwork: true' });

  trouble('S25 pods with a subnet of their own do not use the NAT gateway of the nodes’ subnet', {
    world: [pods(NAT, '', 'loadBalancer'), ...POST, agent],
    symptom: [
      { ...to('shop/web', PAY, 'delivered'), notVia: ['natgw'] },
      { ...to('shop/agent', PAY, 'delivered'), leaves: '20.51.8.20', via: ['natgw'] },
    ],
    cause: ['ManagedCluster/aks', 'networkProfile.outboundType'],
    fix: [pods(NAT, NAT, 'loadBalancer')],
    cured: [{ ...to('shop/web', PAY, 'delivered'), leaves: '20.51.8.20', via: ['natgw'] }],
  });

  trouble('S25 and where the outbound type asks for one, Azure says so', {
    world: [pods(NAT, '', 'userAssignedNATGateway'), ...POST],
    symptom: [{ codes: ['OutboundTypeRequiresNatGateway'] }, to('shop/web', PAY, 'timeout')],
    cause: ['ManagedCluster/aks', 'networkProfile.outboundType'],
    fix: [pods(NAT, NAT, 'userAssignedNATGateway')],
    cured: [{ notCodes: ['OutboundTypeRequiresNatGateway'] }, to('shop/web', PAY, 'delivered')],
  });
});

describe('the API server’s own list', () => {
  const API = 'https://aks.hcp.westeurope.azmk8s.io/';
  const listed = (...ranges: readonly string[]): string =>
    `${gated({})}\n  apiServerAccessProfile: { authorizedIPRanges: [${ranges.join(', ')}] }`;
  trouble('S28 the way out has moved to the firewall, whose address the API server does not let in', {
    world: [listed('203.0.113.77/32'), ...POST],
    symptom: [
      { codes: ['K8SAPIServerConnFailVMExtensionError'], nodesReady: 0 },
      to('node:n-0', API, 'timeout'),
      to('internet:office', API, 'delivered'),
    ],
    cause: ['ManagedCluster/aks', 'apiServerAccessProfile.authorizedIPRanges'],
    fix: [listed('203.0.113.77/32', '20.51.8.30/32')],
    cured: [{ nodesReady: 2 }, to('node:n-0', API, 'delivered')],
  });

  trouble('S28 kubectl of a runner that nobody listed gets no answer', {
    world: [listed('203.0.113.77/32', '20.51.8.30/32'), ...POST],
    symptom: [to('internet:customer', API, 'timeout')],
    cause: ['ManagedCluster/aks', 'apiServerAccessProfile.authorizedIPRanges'],
    fix: [listed('203.0.113.77/32', '20.51.8.30/32', '203.0.113.9')],
    cured: [to('internet:customer', API, 'delivered')],
  });
});

describe('a ping behind a NAT gateway', () => {
  const town = (machine = ''): string =>
    network(
      `virtualNetworks:\n${spoke(', natGateway: natgw', '{ name: snet-vms, addressPrefix: 10.0.9.0/24 }')}`,
      'publicIPAddresses: [{ name: pip-nat, ipAddress: 20.51.8.20 }, { name: pip-jump, ipAddress: 20.51.8.40 }]',
      'natGateways: [{ name: natgw, publicIpAddresses: [pip-nat] }]',
      `virtualMachines: [{ name: jump, subnet: snet-vms, ipAddress: 10.0.9.4${machine} }]`,
      STREET,
      cluster({ outbound: 'userAssignedNATGateway' }),
    );
  trouble('S27 the ping is lost, the connection is not: a NAT gateway translates TCP and UDP alone', {
    world: [town(), ...POST],
    symptom: [to('shop/web', 'api.presspay.example/icmp', 'timeout'), to('shop/web', PAY, 'delivered')],
    cause: ['NatGateway/natgw', 'publicIpAddresses'],
    fix: [town(', publicIPAddress: pip-jump')],
    cured: [to('vm:jump', 'api.presspay.example/icmp', 'delivered'), to('shop/web', PAY, 'delivered')],
  });

  const plain = network(`virtualNetworks:\n${spoke('')}`, STREET, cluster());
  trouble('S27 nor does the load balancer pass a ping, out or in; a check by TCP tells', {
    world: [
      plain,
      ...POST,
      service(
        'shop/web',
        'type: LoadBalancer\nclusterIP: 10.100.0.40\nselector: { app: web }\nports: [{ port: 80, targetPort: 8081 }]',
      ),
    ],
    symptom: [
      to('shop/web', 'api.presspay.example/icmp', 'timeout'),
      to('internet:customer', '20.50.0.1/icmp', 'timeout'),
      to('shop/web', '10.100.0.40/icmp', 'timeout'),
    ],
    cause: ['Service/shop/web', 'spec.ports'],
    fix: [
      service(
        'shop/web',
        'type: LoadBalancer\nclusterIP: 10.100.0.40\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]',
      ),
    ],
    cured: [to('internet:customer', '20.50.0.1:80', 'delivered'), to('shop/web', 'http://web', 'delivered')],
  });
});
