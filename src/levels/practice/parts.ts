// The parts of a practice house, each with the flows that work in it: staff behind badge readers, a reception on the street, a caller from a machine of
// the building, a supplier's private door, a gate. Rules: B-1 B-16 E-20 E-25 F-6 NP5 NP20 G-3 and those each fault names.
import type { MadeGoal } from '../made/madeLevel.ts';
import { deploymentOf, type House, namespaceOf, peerOf, podOf, policyOf, serviceOf, statefulSetOf } from './house.ts';

export const PARTS = ['reception', 'caller', 'supplier', 'gate'] as const;
export type Part = (typeof PARTS)[number];

export function addStaff(house: House): void {
  const { web, api, db, watcher, visitor, objects } = house;
  const spaces = [web, api, db, watcher, visitor].map(({ namespace }) => namespace);
  objects.push(
    ...spaces.map(namespaceOf),
    deploymentOf(web, 2),
    deploymentOf(api, 2),
    statefulSetOf(db),
    deploymentOf(watcher, 1),
    podOf(visitor),
    serviceOf(api, 80),
    serviceOf(db, db.port),
    policyOf(db.namespace, 'default-deny', { podSelector: {}, policyTypes: ['Ingress'] }),
    policyOf(db.namespace, `${db.name}-in`, {
      podSelector: { matchLabels: { app: db.name } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [peerOf(api)], ports: [{ protocol: 'TCP', port: db.port }] }],
    }),
    policyOf(api.namespace, `${api.name}-in`, {
      podSelector: { matchLabels: { app: api.name } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [peerOf(web), peerOf(watcher)], ports: [{ protocol: 'TCP', port: api.port }] }],
    }),
    policyOf(web.namespace, `${web.name}-out`, {
      podSelector: { matchLabels: { app: web.name } },
      policyTypes: ['Egress'],
      egress: [
        { to: [peerOf(api)], ports: [{ protocol: 'TCP', port: api.port }] },
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    }),
  );
  const desk = `http://${api.name}.${api.namespace}`;
  must(house, 'front-asks', [deploy(web)], [desk]);
  must(house, 'desk-looks-up', [deploy(api)], [`${db.name}.${db.namespace}:${db.port}`]);
  must(house, 'rounds', [deploy(watcher)], [desk]);
  mustNot(house, 'records-shut', [`${visitor.namespace}/${visitor.name}`, deploy(web)], [`pods:${db.namespace}/*:${db.port}`]);
  mustNot(house, 'desk-shut', [`${visitor.namespace}/${visitor.name}`], [`pods:${api.namespace}/*:${api.port}`]);
  mustNot(
    house,
    'front-stays-in',
    [deploy(web)],
    [`pods:${db.namespace}/*:${db.port}`, `pods:${watcher.namespace}/*:${watcher.port}`],
  );
}

/** The street rings at a public address; the guard of the zone lets it in (B-14, B-16). */
export function addReception(house: House): void {
  const { web, network, objects, company, nodesSubnet } = house;
  const address = '198.51.100.40';
  objects.push(
    serviceOf(web, 80, {
      type: 'LoadBalancer',
      metadata: { annotations: { 'service.beta.kubernetes.io/azure-pip-name': 'pip-front' } },
    }),
  );
  add(network, 'publicIPAddresses', { name: 'pip-front', ipAddress: address });
  add(network, 'internetHosts', { name: 'customer', ipAddress: '203.0.113.9' });
  add(network, 'internetHosts', { name: 'customer2', ipAddress: '203.0.113.77' });
  add(network, 'dnsZones', {
    name: `${company}.example`,
    records: [{ name: web.namespace, type: 'A', values: [address] }],
  });
  guard(house, {
    name: 'street-in',
    priority: 210,
    access: 'Allow',
    protocol: 'Tcp',
    sourceAddressPrefix: 'Internet',
    destinationAddressPrefix: address,
    destinationPortRange: '80',
  });
  nodesSubnet['networkSecurityGroup'] = 'nsg-nodes';
  must(house, 'customers', ['internet:customer', 'internet:customer2'], [`http://${web.namespace}.${company}.example`]);
}

/** A machine of the building rings at every room's door (SVC19, SVC24); the guests' zone may not (F-6). */
export function addCaller(house: House): void {
  const { web, network, objects, octets, subnets, nodesSubnet } = house;
  const door = { ...web, name: web.name };
  objects.push(
    serviceOf(door, 8088, {
      metadata: { name: `${web.name}-door` },
      type: 'NodePort',
      ports: [{ port: 8088, targetPort: web.port, nodePort: 30_090 }],
    }),
  );
  subnets.push({ name: 'snet-vms', addressPrefix: `10.${octets.house}.9.0/28` });
  subnets.push({ name: 'snet-guests', addressPrefix: `10.${octets.house}.8.0/28` });
  add(network, 'virtualMachines', { name: 'jump', subnet: 'snet-vms', ipAddress: `10.${octets.house}.9.4` });
  add(network, 'virtualMachines', { name: 'kiosk', subnet: 'snet-guests', ipAddress: `10.${octets.house}.8.4` });
  guard(house, {
    name: 'machines-in',
    priority: 300,
    access: 'Allow',
    protocol: 'Tcp',
    sourceAddressPrefix: `10.${octets.house}.9.0/28`,
    destinationAddressPrefix: '*',
    destinationPortRange: '30090',
  });
  guard(house, {
    name: 'doors-shut',
    priority: 400,
    access: 'Deny',
    protocol: 'Tcp',
    sourceAddressPrefix: `10.${octets.house}.8.0/23`,
    destinationAddressPrefix: '*',
    destinationPortRange: '30000-32767',
  });
  nodesSubnet['networkSecurityGroup'] = 'nsg-nodes';
  const doors = [4, 5, 6].map((last) => `10.${octets.house}.0.${last}:30090`);
  must(house, 'machine-rings', ['vm:jump'], doors);
  mustNot(house, 'guests-wait', ['vm:kiosk'], doors);
}

/** Storage by a private endpoint; the public door is shut (E-40 and on). */
export function addSupplier(house: House): void {
  const { api, network, octets, subnets, company } = house;
  const account = `${company}photos`;
  subnets.push({ name: 'snet-pe', addressPrefix: `10.${octets.house}.3.0/27` });
  add(network, 'paasServices', {
    name: 'photos',
    type: 'storageAccount',
    fqdn: `${account}.blob.core.windows.net`,
    publicNetworkAccess: 'Disabled',
  });
  add(network, 'privateEndpoints', {
    name: 'pe-photos',
    subnet: 'snet-pe',
    ipAddress: `10.${octets.house}.3.5`,
    target: 'photos',
    status: 'Approved',
  });
  add(network, 'privateDnsZones', {
    name: 'privatelink.blob.core.windows.net',
    virtualNetworkLinks: ['vnet-house'],
    records: [{ name: account, type: 'A', values: [`10.${octets.house}.3.5`] }],
  });
  must(house, 'photos', [deploy(api)], [`https://${account}.blob.core.windows.net`]);
}

/** What goes to the suppliers' street passes the gate in the hub, which reads the name (E-20, E-21, F-2). */
export function addGate(house: House): void {
  const { api, network, octets, nodesSubnet } = house;
  const gate = `10.${octets.hub}.1.4`;
  nodesSubnet['routeTable'] = 'rt-house';
  add(network, 'peerings', { name: 'to-hub', remoteVirtualNetwork: 'vnet-hub', allowForwardedTraffic: true });
  add(network, 'virtualNetworks', {
    name: 'vnet-hub',
    addressSpace: [`10.${octets.hub}.0.0/16`],
    subnets: [{ name: 'AzureFirewallSubnet', addressPrefix: `10.${octets.hub}.1.0/26` }],
    peerings: [{ name: 'to-house', remoteVirtualNetwork: 'vnet-house', allowForwardedTraffic: true }],
  });
  add(network, 'publicIPAddresses', { name: 'pip-fw', ipAddress: '198.51.100.10' });
  add(network, 'routeTables', {
    name: 'rt-house',
    routes: [{ name: 'suppliers', addressPrefix: '203.0.113.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: gate }],
  });
  const source = `10.${octets.house}.0.0/24`;
  add(network, 'azureFirewalls', {
    name: 'fw',
    virtualNetwork: 'vnet-hub',
    privateIPAddress: gate,
    publicIPAddresses: ['pip-fw'],
    ruleCollectionGroups: [
      {
        name: 'application',
        priority: 300,
        ruleCollections: [
          {
            name: 'suppliers',
            priority: 100,
            type: 'Application',
            action: 'Allow',
            rules: [
              { name: 'payments', sourceAddresses: [source], protocols: ['Https:443'], targetFqdns: ['api.presspay.example'] },
              { name: 'labels', sourceAddresses: [source], protocols: ['Https:443'], targetFqdns: ['labels.example'] },
            ],
          },
        ],
      },
    ],
  });
  for (const [name, ipAddress] of [
    ['api.presspay.example', '203.0.113.150'],
    ['crumbs.example', '203.0.113.66'],
  ] as const)
    add(network, 'internetHosts', { name, ipAddress, ports: [{ port: 443, protocol: 'TCP', tls: true }] });
  house.goals.push({
    id: 'payments',
    type: 'passesThrough',
    from: [deploy(api)],
    to: ['https://api.presspay.example'],
    via: ['fw'],
  });
  mustNot(house, 'no-crumbs', [deploy(api)], ['https://crumbs.example']);
}

function guard(house: House, rule: Readonly<Record<string, unknown>>): void {
  const groups = (house.network['networkSecurityGroups'] ??= [{ name: 'nsg-nodes', securityRules: [] }]);
  const [group] = groups as [{ securityRules: unknown[] }];
  group.securityRules.push({ direction: 'Inbound', sourcePortRange: '*', ...rule });
  group.securityRules.sort((a, b) => (a as { priority: number }).priority - (b as { priority: number }).priority);
}

function add(network: House['network'], list: string, item: unknown): void {
  (network[list] ??= []).push(item);
}

function deploy({ namespace, name }: House['web']): string {
  return `${namespace}/deploy/${name}`;
}

function must(house: House, id: string, from: MadeEnds, to: MadeEnds): void {
  house.goals.push({ id, type: 'mustArrive', from, to });
}

function mustNot(house: House, id: string, from: MadeEnds, to: MadeEnds): void {
  house.goals.push({ id, type: 'mustNotArrive', from, to });
}

type MadeEnds = Extract<MadeGoal, { readonly from: readonly string[] }>['from'];
