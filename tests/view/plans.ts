// Made-up plans and networks for tests of the board: as many rooms, laptops, desks, machines and houses as asked for.
import type { NodePlan, Plan, PodPlan, ServicePlan } from '../../src/engine/dataplane/plan.ts';
import type { Absent, AbsentKind } from '../../src/store/absent.ts';
import type { NetworkDocument } from '../../src/engine/model/networkDocument.ts';

export interface HouseShape {
  readonly nodes?: number;
  readonly pods?: number;
  readonly namespaces?: number;
  readonly balancers?: number;
  readonly services?: number;
  readonly machines?: number;
  readonly emptySubnets?: number;
  readonly gateway?: boolean;
  readonly sites?: number;
  readonly siteHosts?: number;
  readonly peers?: number;
  readonly houses?: number;
  readonly unplaced?: number;
  readonly pools?: number;
  /** All pods on the first node. */
  readonly crowded?: boolean;
  /** Gate, mail room, private doors, receptionist, directory, guards and signposts, suppliers: so many of each. */
  readonly devices?: number;
  /** So many things are missing: in the lobby, at the first floor's entrance, in the firewall's subnet. */
  readonly absent?: number;
}

export function absentOf({ absent = 0, devices = 0 }: HouseShape): readonly Absent[] {
  const kinds = ['policyEngine', 'controller', 'secret', 'natGateway', 'zoneLink', 'service'] as const;
  const make = (kind: AbsentKind, name: string, subnet = ''): Absent => ({
    kind,
    selection: kind === 'service' ? `service:team-0/${name}` : `absent:${kind}/${name}`,
    name: kind === 'service' ? `team-0/${name}` : name,
    subnet,
    code: '',
    params: {},
  });
  const posts = (['routeTable', 'networkSecurityGroup', 'routeTable'] as const).map((kind, index) =>
    make(kind, `post-${index}`, 'snet-0'),
  );
  return [
    ...many(absent, (index) => make(kinds[index % kinds.length] ?? 'device', `missing-${index}`)),
    ...posts.slice(0, absent),
    ...(absent > 0 && devices > 0 ? [make('firewall', 'gate', 'AzureFirewallSubnet')] : []),
  ];
}

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_item, index) => make(index));

export function planOf(shape: HouseShape = {}): Plan {
  const { nodes = 3, pods = 11, namespaces = 4, balancers = 1, services = 2, unplaced = 0, pools = 1, crowded = false } = shape;
  const nodePlans = many(nodes, (index): NodePlan => {
    const pool = index % pools;
    return {
      name: `room-${index}`,
      pool: `pool${pool}`,
      subnet: `snet-${pool}`,
      ip: `10.10.${pool}.${4 + index}`,
      ready: true,
      maxPods: 250,
    };
  });
  const podPlans = many(nodes === 0 ? 0 : pods, (index): PodPlan => {
    const node = crowded ? 0 : index % nodes;
    return {
      namespace: `team-${index % namespaces}`,
      name: `laptop-${index}`,
      ip: `10.244.${node}.${4 + index}`,
      node: `room-${node}`,
      hostNetwork: false,
      ready: true,
      labels: {},
      ports: [],
    };
  });
  const servicePlans = many(
    balancers + services,
    (index): ServicePlan => ({
      namespace: `team-${index % namespaces}`,
      name: `desk-${index}`,
      type: index < balancers ? 'LoadBalancer' : 'ClusterIP',
      clusterIP: `10.100.0.${10 + index}`,
      ...(index < balancers ? { externalIP: `20.0.0.${10 + index}` } : {}),
      internal: false,
      ports: [],
      selected: [],
      endpoints: ['x'],
    }),
  );
  return {
    cluster: 'aks',
    mode: 'overlay',
    policyEngine: 'none',
    subnets: many(pools, (index) => ({
      name: `snet-${index}`,
      virtualNetwork: 'house',
      addressPrefix: `10.10.${index}.0/24`,
      usable: 251,
      used: nodes,
      needed: nodes,
      free: 200,
    })),
    nodes: nodePlans,
    pods: podPlans,
    podsUnplaced: many(unplaced, (index) => ({ pod: `team-0/late-${index}`, reason: 'noAddress' })),
    services: servicePlans,
  };
}

export function networkOf(shape: HouseShape = {}): NetworkDocument {
  const {
    machines = 1,
    emptySubnets = 0,
    gateway = true,
    sites = 1,
    siteHosts = 2,
    peers = 0,
    houses = 1,
    pools = 1,
    devices = 0,
  } = shape;
  const posted = devices > 0 ? { networkSecurityGroup: 'nsg', routeTable: 'rt' } : {};
  return {
    apiVersion: 'cidr.house/v1',
    kind: 'Network',
    metadata: { name: 'house' },
    virtualNetworks: [
      {
        name: 'house',
        addressSpace: ['10.10.0.0/16'],
        subnets: [
          ...many(pools, (index) => ({ name: `snet-${index}`, addressPrefix: `10.10.${index}.0/24`, ...posted })),
          ...(machines > 0 ? [{ name: 'snet-vms', addressPrefix: '10.10.100.0/24', ...posted }] : []),
          ...(gateway ? [{ name: 'GatewaySubnet', addressPrefix: '10.10.255.0/27' }] : []),
          ...(devices > 0
            ? [
                { name: 'AzureFirewallSubnet', addressPrefix: '10.10.110.0/26' },
                { name: 'snet-pe', addressPrefix: '10.10.111.0/27', ...posted },
                { name: 'snet-agw', addressPrefix: '10.10.112.0/24' },
              ]
            : []),
          ...many(emptySubnets, (index) => ({ name: `snet-empty-${index}`, addressPrefix: `10.10.${120 + index}.0/24` })),
        ],
        peerings: many(peers, (index) => ({ name: `to-${index}`, remoteVirtualNetwork: `next-${index}` })),
      },
      ...many(peers, (index) => ({
        name: `next-${index}`,
        addressSpace: [`10.${20 + index}.0.0/16`],
        subnets: [
          { name: `snet-next-${index}`, addressPrefix: `10.${20 + index}.0.0/24` },
          ...(devices > 0 ? [{ name: 'AzureFirewallSubnet', addressPrefix: `10.${20 + index}.1.0/26` }] : []),
        ],
      })),
    ],
    ...(devices > 0 ? devicesOf(devices, peers) : {}),
    ...(gateway
      ? {
          virtualNetworkGateways: [
            {
              name: 'vpngw',
              virtualNetwork: 'house',
              gatewayType: 'Vpn' as const,
              connections: many(sites, (index) => `hq-${index}`),
            },
          ],
        }
      : {}),
    onPremises: many(sites, (index) => ({
      name: `hq-${index}`,
      addressSpace: [`172.${20 + index}.0.0/16`],
      hosts: many(siteHosts, (host) => ({ name: `press-${index}-${host}`, ipAddress: `172.${20 + index}.1.${10 + host}` })),
    })),
    virtualMachines: [
      ...many(machines, (index) => ({ name: `machine-${index}`, subnet: 'snet-vms', ipAddress: `10.10.100.${4 + index}` })),
      ...many(peers, (index) => ({ name: `cousin-${index}`, subnet: `snet-next-${index}`, ipAddress: `10.${20 + index}.0.4` })),
    ],
    internetHosts: many(houses, (index) => ({ name: `customer-${index}`, ipAddress: `203.0.113.${9 + index}` })),
    managedClusters: [
      {
        name: 'aks',
        networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: 'loadBalancer' },
        agentPoolProfiles: [{ name: 'pool0', count: 3 }],
      },
    ],
  };
}

function devicesOf(count: number, peers: number): Partial<NetworkDocument> {
  const firewall = (name: string, virtualNetwork: string): NonNullable<NetworkDocument['azureFirewalls']>[number] => ({
    name,
    virtualNetwork,
    publicIPAddresses: [],
    ruleCollectionGroups: [],
  });
  return {
    azureFirewalls: [
      ...many(count, (index) => firewall(`fw-${index}`, 'house')),
      ...many(peers, (index) => firewall(`fw-next-${index}`, `next-${index}`)),
    ],
    natGateways: many(count, (index) => ({ name: `natgw-${index}`, publicIpAddresses: [] })),
    applicationGateways: many(count, (index) => ({
      name: `agw-${index}`,
      subnet: 'snet-agw',
      sku: 'Standard_v2',
      operationalState: index % 2 === 0 ? ('Running' as const) : ('Stopped' as const),
    })),
    privateEndpoints: many(count * 2, (index) => ({
      name: `pe-${index}`,
      subnet: 'snet-pe',
      target: `paas-${index}`,
      status: index % 2 === 0 ? ('Approved' as const) : ('Pending' as const),
    })),
    dnsServers: many(count, (index) => ({
      name: `dns-${index}`,
      ipAddress: `10.10.111.${20 + index}`,
      forwarders: [],
      zones: [],
    })),
    paasServices: many(count, (index) => ({
      name: `paas-${index}`,
      type: 'storageAccount' as const,
      fqdn: `paas-${index}.example`,
      publicNetworkAccess: 'Disabled' as const,
      ipRules: [],
      virtualNetworkRules: [],
      ports: [],
    })),
  };
}
