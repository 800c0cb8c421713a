// What stands around the cluster in Bicep: firewalls with their policies, zones, PaaS services and their private endpoints.
import type { AzureFirewall, DnsZone, PaasService, RuleCollection } from '../../engine/model/azure.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { PAAS } from './azPaas.ts';
import { network, references } from './bicepNetwork.ts';
import { type BicepResource, type BicepValue, expression, type Symbols } from './bicepText.ts';

const LOCATION = expression('location');

export function bicepServices(document: NetworkDocument, symbols: Symbols): BicepResource[] {
  return [
    ...(document.azureFirewalls ?? []).flatMap((firewall) => firewallResources(firewall, symbols)),
    ...(document.dnsZones ?? []).flatMap((zone) =>
      zoneResources(zone, { word: 'zone', type: 'Microsoft.Network/dnsZones', version: '2018-05-01' }, symbols),
    ),
    ...(document.privateDnsZones ?? []).flatMap((zone): BicepResource[] => [
      ...zoneResources(zone, { word: 'privateZone', type: 'Microsoft.Network/privateDnsZones', version: '2024-06-01' }, symbols),
      ...zone.virtualNetworkLinks.map(
        (vnet): BicepResource => ({
          symbol: symbols.declare('link', `${zone.name}_${vnet}`),
          type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01',
          body: {
            parent: expression(symbols.of('privateZone', zone.name)),
            name: `link-${vnet}`,
            location: 'global',
            properties: { registrationEnabled: false, virtualNetwork: { id: symbols.id('vnet', vnet) } },
          },
        }),
      ),
    ]),
    ...(document.paasServices ?? []).map((service) => paasResource(service, symbols)),
    ...(document.privateEndpoints ?? []).map((endpoint): BicepResource => {
      const target = document.paasServices?.find(({ name }) => name === endpoint.target);
      const connections: BicepValue = [
        {
          name: endpoint.name,
          properties: {
            privateLinkServiceId: symbols.id('paas', endpoint.target),
            groupIds: target ? [PAAS[target.type].group] : [],
          },
        },
      ];
      return {
        symbol: symbols.declare('endpoint', endpoint.name),
        type: network('privateEndpoints'),
        body: {
          name: endpoint.name,
          location: LOCATION,
          properties: {
            subnet: { id: symbols.id('subnet', endpoint.subnet) },
            // A manual connection waits until its owner approves it.
            ...(endpoint.status === 'Pending'
              ? { manualPrivateLinkServiceConnections: connections }
              : { privateLinkServiceConnections: connections }),
          },
        },
      };
    }),
  ];
}

function zoneResources(
  zone: DnsZone,
  kind: { readonly word: string; readonly type: string; readonly version: string },
  symbols: Symbols,
): BicepResource[] {
  const parent = symbols.declare(kind.word, zone.name);
  const isPrivate = kind.word === 'privateZone';
  return [
    { symbol: parent, type: `${kind.type}@${kind.version}`, body: { name: zone.name, location: 'global' } },
    ...zone.records.map(
      ({ name, type, values }): BicepResource => ({
        symbol: symbols.declare('record', `${zone.name}_${name}_${type}`),
        type: `${kind.type}/${type}@${kind.version}`,
        body: {
          parent: expression(parent),
          name,
          properties: {
            [isPrivate ? 'ttl' : 'TTL']: 300,
            ...(type === 'A'
              ? { [isPrivate ? 'aRecords' : 'ARecords']: values.map((ipv4Address) => ({ ipv4Address })) }
              : { [isPrivate ? 'cnameRecord' : 'CNAMERecord']: { cname: values[0] ?? '' } }),
          },
        },
      }),
    ),
  ];
}

function paasResource(service: PaasService, symbols: Symbols): BicepResource {
  const symbol = symbols.declare('paas', service.name);
  const { name, publicNetworkAccess } = service;
  switch (service.type) {
    case 'sqlServer':
      return {
        symbol,
        type: 'Microsoft.Sql/servers@2021-11-01',
        body: {
          name,
          location: LOCATION,
          // Signing in is Entra's affair: a password has no place in a text.
          properties: {
            publicNetworkAccess,
            administrators: {
              administratorType: 'ActiveDirectory',
              azureADOnlyAuthentication: true,
              login: expression('sqlAdminLogin'),
              sid: expression('sqlAdminObjectId'),
              tenantId: expression('subscription().tenantId'),
            },
          },
        },
      };
    case 'keyVault':
      return {
        symbol,
        type: 'Microsoft.KeyVault/vaults@2023-07-01',
        body: {
          name,
          location: LOCATION,
          properties: {
            sku: { family: 'A', name: 'standard' },
            tenantId: expression('subscription().tenantId'),
            enableRbacAuthorization: true,
            publicNetworkAccess,
            networkAcls: rulesOf(service, symbols),
          },
        },
      };
    case 'storageAccount':
      return {
        symbol,
        type: 'Microsoft.Storage/storageAccounts@2023-05-01',
        body: {
          name,
          location: LOCATION,
          sku: { name: 'Standard_LRS' },
          kind: 'StorageV2',
          properties: { publicNetworkAccess, networkAcls: rulesOf(service, symbols) },
        },
      };
    case 'containerRegistry':
      return {
        symbol,
        type: 'Microsoft.ContainerRegistry/registries@2023-07-01',
        body: {
          name,
          location: LOCATION,
          sku: { name: 'Premium' },
          properties: {
            publicNetworkAccess,
            networkRuleSet: service.ipRules && {
              defaultAction: 'Deny',
              ipRules: service.ipRules.map((value) => ({ action: 'Allow', value })),
            },
          },
        },
      };
  }
}

function rulesOf({ ipRules, virtualNetworkRules }: PaasService, symbols: Symbols): BicepValue | undefined {
  if (!ipRules && !virtualNetworkRules) return undefined;
  return {
    defaultAction: 'Deny',
    ipRules: (ipRules ?? []).map((value) => ({ value })),
    virtualNetworkRules: references((virtualNetworkRules ?? []).map((subnet) => symbols.id('subnet', subnet))),
  };
}

function firewallResources(firewall: AzureFirewall, symbols: Symbols): BicepResource[] {
  const policy = symbols.declare('policy', firewall.name);
  const groups = [...firewall.ruleCollectionGroups].sort((a, b) => a.priority - b.priority);
  const named = groups.map(({ name }) => symbols.declare('rules', `${firewall.name}_${name}`));
  return [
    {
      symbol: policy,
      type: network('firewallPolicies'),
      body: {
        name: `${firewall.name}-policy`,
        location: LOCATION,
        properties: {
          threatIntelMode: firewall.threatIntelMode,
          dnsSettings: firewall.dnsProxy === undefined ? undefined : { enableProxy: firewall.dnsProxy },
          snat: firewall.snatPrivateRanges && { privateRanges: firewall.snatPrivateRanges },
        },
      },
    },
    ...groups.map((group, index): BicepResource => {
      const before = named[index - 1];
      return {
        symbol: named[index] ?? '',
        type: network('firewallPolicies/ruleCollectionGroups'),
        body: {
          parent: expression(policy),
          name: group.name,
          properties: { priority: group.priority, ruleCollections: group.ruleCollections.map(collectionOf) },
          dependsOn: before === undefined ? undefined : [expression(before)],
        },
      };
    }),
    {
      symbol: symbols.declare('firewall', firewall.name),
      type: network('azureFirewalls'),
      body: {
        name: firewall.name,
        location: LOCATION,
        properties: {
          firewallPolicy: { id: expression(`${policy}.id`) },
          ipConfigurations: firewall.publicIPAddresses.map((address, index) => ({
            name: `${firewall.name}-${index + 1}`,
            properties: {
              publicIPAddress: { id: symbols.id('ip', address) },
              // The subnet belongs to the first configuration alone.
              subnet: index === 0 ? { id: firewallSubnet(firewall, symbols) } : undefined,
            },
          })),
        },
      },
    },
  ];
}

function firewallSubnet(firewall: AzureFirewall, symbols: Symbols): BicepValue {
  return expression(
    `resourceId('Microsoft.Network/virtualNetworks/subnets', ${symbols.of('vnet', firewall.virtualNetwork)}.name, 'AzureFirewallSubnet')`,
  );
}

function collectionOf(collection: RuleCollection): BicepValue {
  const { name, priority } = collection;
  const ruleCollectionType =
    collection.type === 'Dnat' ? 'FirewallPolicyNatRuleCollection' : 'FirewallPolicyFilterRuleCollection';
  return {
    ruleCollectionType,
    name,
    priority,
    action: { type: collection.action === 'Dnat' ? 'DNAT' : collection.action },
    rules: rulesIn(collection),
  };
}

function rulesIn(collection: RuleCollection): BicepValue[] {
  switch (collection.type) {
    case 'Application':
      return collection.rules.map((rule) => ({
        ruleType: 'ApplicationRule',
        ...rule,
        protocols: rule.protocols.map((text) => {
          const [protocolType = '', port = ''] = text.split(':');
          return { protocolType, port: Number(port) || 443 };
        }),
      }));
    case 'Network':
      return collection.rules.map((rule) => ({ ruleType: 'NetworkRule', ...rule }));
    case 'Dnat':
      return collection.rules.map((rule) => ({ ruleType: 'NatRule', ...rule, translatedPort: String(rule.translatedPort) }));
  }
}
