// az as typed: the commands of section I, abbreviations and emptied flags, and the sentence for what is none.
import { describe, expect, it } from 'vitest';
import type { NetworkDocument } from '../../../src/engine/model/networkDocument.ts';
import { SHOP, type } from './typing.ts';

function network(text: string): NetworkDocument | string {
  const after = type(text);
  return typeof after === 'string' ? after : after.network;
}

const HOME =
  'az network vnet create -g $RG -n v --address-prefixes 10.42.0.0/16 --subnet-name aks --subnet-prefix 10.42.1.0/24\n';

describe('section I', () => {
  it('I-1 a VNet with its subnet, one more, and its id', () => {
    const made =
      network(`${HOME}az network vnet subnet create --resource-group $RG --vnet-name v --name pods --address-prefix 10.42.8.0/21
SUBNET_ID=$(az network vnet subnet show --resource-group $RG --vnet-name v --name pods --query id -o tsv)
az aks update -g $RG -n aks --network-plugin azure
az aks nodepool add -g $RG --cluster-name aks -n p --node-count 2 --pod-subnet-id "$SUBNET_ID"`);
    expect(made).toMatchObject({
      virtualNetworks: [
        {},
        {
          name: 'v',
          addressSpace: ['10.42.0.0/16'],
          subnets: [{ name: 'aks' }, { name: 'pods', addressPrefix: '10.42.8.0/21' }],
        },
      ],
      managedClusters: [{ agentPoolProfiles: [{}, { name: 'p', count: 2, podSubnet: 'pods' }] }],
    });
  });

  it('I-2 to Overlay, then to Cilium', () => {
    expect(
      network(
        'az aks update --resource-group $RG --name aks --network-plugin azure --network-plugin-mode overlay --pod-cidr 192.168.0.0/16\naz aks update -g $RG -n aks --network-dataplane cilium',
      ),
    ).toMatchObject({
      managedClusters: [
        { networkProfile: { networkPluginMode: 'overlay', podCidr: '192.168.0.0/16', networkDataplane: 'cilium' } },
      ],
    });
  });

  it('I-2 a new cluster without a plugin is Overlay', () => {
    expect(network('az aks create -g rg -n second --node-count 2 --generate-ssh-keys')).toMatchObject({
      managedClusters: [
        { name: 'aks' },
        {
          name: 'second',
          networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay' },
          agentPoolProfiles: [{ name: 'nodepool1', count: 2 }],
        },
      ],
    });
  });

  it('I-3 ports, addresses and idle time of the load balancer; emptied again', () => {
    const set =
      'az aks update -g $RG -n aks --load-balancer-managed-outbound-ip-count 7 --load-balancer-outbound-ports 4000 --load-balancer-idle-timeout 30';
    expect(network(set)).toMatchObject({
      managedClusters: [
        {
          networkProfile: {
            loadBalancerProfile: { managedOutboundIPs: { count: 7 }, allocatedOutboundPorts: 4000, idleTimeoutInMinutes: 30 },
          },
        },
      ],
    });
    expect(
      network(
        `${set}\naz aks update -g $RG -n aks --load-balancer-managed-outbound-ip-count '' --load-balancer-outbound-ports '' --load-balancer-idle-timeout ''`,
      ),
    ).toEqual(SHOP.network);
  });

  it('I-6 a NAT gateway on a subnet', () => {
    const made = network(`${HOME}az network public-ip create -g $RG -n natpip --sku Standard --allocation-method Static
az network nat gateway create -g $RG -n natgw --public-ip-addresses natpip --idle-timeout 4
az network vnet subnet update -g $RG --vnet-name v --name aks --nat-gateway natgw
az aks update -g $RG -n aks --outbound-type userAssignedNATGateway`);
    expect(made).toMatchObject({
      natGateways: [{ name: 'natgw', publicIpAddresses: ['natpip'], idleTimeoutInMinutes: 4 }],
      virtualNetworks: [{}, { subnets: [{ natGateway: 'natgw', addressPrefix: '10.42.1.0/24' }] }],
      managedClusters: [{ networkProfile: { outboundType: 'userAssignedNATGateway' } }],
    });
  });

  it('I-7 the firewall, its rules and the route to it', () => {
    const made = network(`${HOME}az extension add --name azure-firewall
az network vnet subnet create -g $RG --vnet-name v -n AzureFirewallSubnet --address-prefix 10.42.2.0/24
az network public-ip create -g $RG -n fwpip -l $LOC --sku Standard
az network firewall create -g $RG -n fw -l $LOC --enable-dns-proxy true
az network firewall ip-config create -g $RG --firewall-name fw --name fwcfg --public-ip-address fwpip --vnet-name v
az network route-table create -g $RG -l $LOC -n aks-rt
az network route-table route create -g $RG -n default --route-table-name aks-rt --address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance --next-hop-ip-address 10.42.2.4
az network firewall network-rule create -g $RG --firewall-name fw --collection-name net --name api --protocols UDP --source-addresses '*' --destination-addresses "AzureCloud.$LOC" --destination-ports 1194 --action allow --priority 100
az network firewall application-rule create -g $RG --firewall-name fw --collection-name app --name fqdn --source-addresses '*' --protocols 'http=80' 'https=443' --fqdn-tags AzureKubernetesService --action Allow --priority 100
az network vnet subnet update -g $RG --vnet-name v --name aks --route-table aks-rt`);
    // Azure takes `allow` in any case; so does what is typed here.
    expect(made).toMatchObject({
      azureFirewalls: [
        {
          dnsProxy: true,
          virtualNetwork: 'v',
          privateIPAddress: '10.42.2.4',
          publicIPAddresses: ['fwpip'],
          ruleCollectionGroups: [
            { ruleCollections: [{ name: 'net', action: 'Allow', rules: [{ destinationAddresses: ['AzureCloud.westeurope'] }] }] },
            { ruleCollections: [{ name: 'app', rules: [{ protocols: ['Http:80', 'Https:443'] }] }] },
          ],
        },
      ],
      routeTables: [{ routes: [{ nextHopIpAddress: '10.42.2.4' }] }],
    });
  });

  it('I-8 a private endpoint whose zone group writes its record', () => {
    const made = network(`${HOME}az acr create -g $RG -n crumbs --sku Premium --public-network-enabled false
RES_ID=$(az acr show -g $RG -n crumbs --query id -o tsv)
az network private-endpoint create --name pe1 -g $RG --vnet-name v --subnet aks --private-connection-resource-id $RES_ID --group-id registry --connection-name c1 --ip-config name=x group-id=registry member-name=registry private-ip-address=10.42.1.200
az network private-dns zone create -g $RG --name privatelink.azurecr.io
az network private-dns link vnet create -g $RG --zone-name privatelink.azurecr.io --name link1 --virtual-network v --registration-enabled false
az network private-endpoint dns-zone-group create -g $RG --endpoint-name pe1 --name zg --private-dns-zone privatelink.azurecr.io --zone-name acr`);
    expect(made).toMatchObject({
      paasServices: [{ name: 'crumbs', type: 'containerRegistry', publicNetworkAccess: 'Disabled', fqdn: 'crumbs.azurecr.io' }],
      privateEndpoints: [{ name: 'pe1', target: 'crumbs', ipAddress: '10.42.1.200', status: 'Approved' }],
      privateDnsZones: [{ virtualNetworkLinks: ['v'], records: [{ name: 'crumbs', type: 'A', values: ['10.42.1.200'] }] }],
    });
  });

  it('I-9 authorised ranges come and go', () => {
    expect(network('az aks update -g r -n aks --api-server-authorized-ip-ranges 203.0.113.0/24,198.51.100.7')).toMatchObject({
      managedClusters: [{ apiServerAccessProfile: { authorizedIPRanges: ['203.0.113.0/24', '198.51.100.7'] } }],
    });
    expect(
      network(
        'az aks update -g r -n aks --api-server-authorized-ip-ranges 203.0.113.0/24; az aks update -g r -n aks --api-server-authorized-ip-ranges ""',
      ),
    ).toEqual(SHOP.network);
  });
});

describe('changes and removals', () => {
  it('an NSG rule is made, made anew with other lists, and deleted', () => {
    const made =
      'az network nsg create -g g -n n; az network nsg rule create -g g --nsg-name n -n web --priority 200 --access Allow --protocol Tcp --destination-port-ranges 80 443 --source-address-prefixes Internet';
    expect(network(made)).toMatchObject({
      networkSecurityGroups: [
        { securityRules: [{ direction: 'Inbound', sourceAddressPrefix: 'Internet', destinationPortRanges: ['80', '443'] }] },
      ],
    });
    const again = network(
      `${made}; az network nsg rule create -g g --nsg-name n -n web --priority 300 --destination-port-ranges 80`,
    );
    expect(again).toMatchObject({ networkSecurityGroups: [{ securityRules: [{ priority: 300, destinationPortRange: '80' }] }] });
    // What a flag does not say is said as az says it: everything, and of the ports at the far end 80.
    expect(again).toMatchObject({ networkSecurityGroups: [{ securityRules: [{ sourceAddressPrefix: '*' }] }] });
    expect(
      network('az network nsg create -g g -n n; az network nsg rule create -g g --nsg-name n -n web --priority 200'),
    ).toMatchObject({
      networkSecurityGroups: [
        { securityRules: [{ sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '80' }] },
      ],
    });
    expect(network(`${made}; az network nsg delete -g g -n n`)).toEqual(SHOP.network);
  });

  it('what is not there is not changed, and to delete it does nothing, as Azure answers', () => {
    expect(network('az network vnet update -g g -n nowhere --dns-servers 10.0.0.4')).toBe(
      "(ResourceNotFound) The Resource 'Microsoft.Network/virtualNetworks/nowhere' under resource group was not found.",
    );
    expect(network('az network nat gateway delete -g g -n nowhere')).toEqual(SHOP.network);
  });

  it('the strict reader judges what comes out', () => {
    expect(network('az network vnet create -g g -n v --address-prefixes 10.0.0.0/33')).toMatch(
      /^The Network "default" is invalid: virtualNetworks\[1\]\.addressSpace/,
    );
    expect(network('az aks nodepool scale -g g --cluster-name aks -n nodepool1 --node-count many')).toMatch(/count/);
  });
});

describe('one clear sentence', () => {
  it.each([
    ['az', 'az what? A verb is missing.'],
    ['az network', 'az network what? A verb is missing.'],
    ['az netwrok vnet create -n v', 'There is no command az netwrok vnet create; did you mean az network?'],
    ['az network vnet crate -n v', 'There is no command az network vnet crate; did you mean az network vnet create?'],
    ['az aks show -g g -n aks', 'az aks show looks and changes nothing: trace, capture and check answer here instead.'],
    ['az aks upgrade -g g -n aks', 'az aks upgrade is no command that is simulated here.'],
    ['az monitor metrics alert', 'az monitor metrics alert is no command that is simulated here.'],
    [
      'az network vnet create -n v --adress-prefixes 10.0.0.0/16',
      'az network vnet create has no flag --adress-prefixes; did you mean --address-prefixes?',
    ],
    ['az network vnet create --address-prefixes 10.0.0.0/16', 'az network vnet create needs --name.'],
    ['az network vnet create -n', '-n needs a value.'],
    ['az network vnet create v -n v', 'az network vnet create does not take the word v.'],
  ])('%s', (text, expected) => {
    expect(network(text)).toBe(expected);
  });
});
