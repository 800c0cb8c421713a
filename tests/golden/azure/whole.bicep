param location string = 'northeurope'
param vmSize string = 'Standard_D4s_v5'
param sqlAdminLogin string
param sqlAdminObjectId string

resource ip_pip_nat 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-nat'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource ip_pip_fw 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-fw'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource ip_pip_agw 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-agw'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource nsg_nsg_nodes 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-nodes'
  location: location
  properties: {
    securityRules: [
      {
        name: 'web'
        properties: {
          priority: 200
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRanges: [
            '80'
            '443'
          ]
        }
      }
    ]
  }
}

resource routes_rt_nodes 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-nodes'
  location: location
  properties: {
    disableBgpRoutePropagation: true
    routes: [
      {
        name: 'default'
        properties: {
          addressPrefix: '0.0.0.0/0'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: '10.41.1.4'
        }
      }
    ]
  }
}

resource nat_nat 'Microsoft.Network/natGateways@2024-05-01' = {
  name: 'nat'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    idleTimeoutInMinutes: 10
    publicIpAddresses: [
      {
        id: ip_pip_nat.id
      }
    ]
  }
}

resource vnet_vnet_orchard 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-orchard'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.40.0.0/16'
      ]
    }
    dhcpOptions: {
      dnsServers: [
        '10.41.1.4'
      ]
    }
  }
}

resource subnet_nodes 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  parent: vnet_vnet_orchard
  name: 'nodes'
  properties: {
    addressPrefix: '10.40.0.0/24'
    networkSecurityGroup: {
      id: nsg_nsg_nodes.id
    }
    routeTable: {
      id: routes_rt_nodes.id
    }
    natGateway: {
      id: nat_nat.id
    }
    serviceEndpoints: [
      {
        service: 'Microsoft.Storage'
      }
    ]
  }
}

resource subnet_pods 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  parent: vnet_vnet_orchard
  name: 'pods'
  properties: {
    addressPrefix: '10.40.8.0/21'
    delegations: [
      {
        name: 'delegation-1'
        properties: {
          serviceName: 'Microsoft.ContainerService/managedClusters'
        }
      }
    ]
  }
  dependsOn: [
    subnet_nodes
  ]
}

resource subnet_doors 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  parent: vnet_vnet_orchard
  name: 'doors'
  properties: {
    addressPrefix: '10.40.3.0/24'
    privateEndpointNetworkPolicies: 'Enabled'
  }
  dependsOn: [
    subnet_pods
  ]
}

resource subnet_agw 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  parent: vnet_vnet_orchard
  name: 'agw'
  properties: {
    addressPrefix: '10.40.4.0/24'
  }
  dependsOn: [
    subnet_doors
  ]
}

resource vnet_vnet_hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.41.0.0/16'
      ]
    }
  }
}

resource subnet_GatewaySubnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  parent: vnet_vnet_hub
  name: 'GatewaySubnet'
  properties: {
    addressPrefix: '10.41.255.0/27'
  }
}

resource subnet_AzureFirewallSubnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  parent: vnet_vnet_hub
  name: 'AzureFirewallSubnet'
  properties: {
    addressPrefix: '10.41.1.0/26'
  }
  dependsOn: [
    subnet_GatewaySubnet
  ]
}

resource peering_vnet_orchard_to_hub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: vnet_vnet_orchard
  name: 'to-hub'
  properties: {
    remoteVirtualNetwork: {
      id: vnet_vnet_hub.id
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    useRemoteGateways: true
  }
}

resource peering_vnet_hub_to_orchard 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: vnet_vnet_hub
  name: 'to-orchard'
  properties: {
    remoteVirtualNetwork: {
      id: vnet_vnet_orchard.id
    }
    allowVirtualNetworkAccess: true
    allowGatewayTransit: true
  }
}

resource policy_fw 'Microsoft.Network/firewallPolicies@2024-05-01' = {
  name: 'fw-policy'
  location: location
  properties: {
    dnsSettings: {
      enableProxy: true
    }
    snat: {
      privateRanges: [
        'IANAPrivateRanges'
      ]
    }
  }
}

resource rules_fw_early 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2024-05-01' = {
  parent: policy_fw
  name: 'early'
  properties: {
    priority: 300
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'app'
        priority: 200
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'ApplicationRule'
            name: 'aks'
            sourceAddresses: [
              '10.40.0.0/24'
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            fqdnTags: [
              'AzureKubernetesService'
            ]
          }
        ]
      }
      {
        ruleCollectionType: 'FirewallPolicyNatRuleCollection'
        name: 'door'
        priority: 100
        action: {
          type: 'DNAT'
        }
        rules: [
          {
            ruleType: 'NatRule'
            name: 'web'
            sourceAddresses: [
              '*'
            ]
            ipProtocols: [
              'TCP'
            ]
            destinationAddresses: [
              '20.50.0.1'
            ]
            destinationPorts: [
              '80'
            ]
            translatedAddress: '10.40.0.100'
            translatedPort: '80'
          }
        ]
      }
    ]
  }
}

resource rules_fw_late 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2024-05-01' = {
  parent: policy_fw
  name: 'late'
  properties: {
    priority: 400
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'net'
        priority: 100
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'NetworkRule'
            name: 'time'
            sourceAddresses: [
              '*'
            ]
            ipProtocols: [
              'UDP'
            ]
            destinationFqdns: [
              'ntp.ubuntu.com'
            ]
            destinationPorts: [
              '123'
            ]
          }
        ]
      }
    ]
  }
  dependsOn: [
    rules_fw_early
  ]
}

resource firewall_fw 'Microsoft.Network/azureFirewalls@2024-05-01' = {
  name: 'fw'
  location: location
  properties: {
    firewallPolicy: {
      id: policy_fw.id
    }
    ipConfigurations: [
      {
        name: 'fw-1'
        properties: {
          publicIPAddress: {
            id: ip_pip_fw.id
          }
          subnet: {
            id: resourceId('Microsoft.Network/virtualNetworks/subnets', vnet_vnet_hub.name, 'AzureFirewallSubnet')
          }
        }
      }
    ]
  }
}

resource zone_orchard_example 'Microsoft.Network/dnsZones@2018-05-01' = {
  name: 'orchard.example'
  location: 'global'
}

resource record_orchard_example_shop_A 'Microsoft.Network/dnsZones/A@2018-05-01' = {
  parent: zone_orchard_example
  name: 'shop'
  properties: {
    TTL: 300
    ARecords: [
      {
        ipv4Address: '20.60.0.7'
      }
    ]
  }
}

resource record_orchard_example_www_CNAME 'Microsoft.Network/dnsZones/CNAME@2018-05-01' = {
  parent: zone_orchard_example
  name: 'www'
  properties: {
    TTL: 300
    CNAMERecord: {
      cname: 'shop.orchard.example'
    }
  }
}

resource privateZone_privatelink_database_windows_net 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.database.windows.net'
  location: 'global'
}

resource record_privatelink_database_windows_net_orchard_books_A 'Microsoft.Network/privateDnsZones/A@2024-06-01' = {
  parent: privateZone_privatelink_database_windows_net
  name: 'orchard-books'
  properties: {
    ttl: 300
    aRecords: [
      {
        ipv4Address: '10.40.3.5'
      }
    ]
  }
}

resource link_privatelink_database_windows_net_vnet_orchard 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: privateZone_privatelink_database_windows_net
  name: 'link-vnet-orchard'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: vnet_vnet_orchard.id
    }
  }
}

resource paas_orchardapples 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'orchardapples'
  location: location
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  properties: {
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: 'Deny'
      ipRules: [
        {
          value: '203.0.113.9'
        }
      ]
      virtualNetworkRules: [
        {
          id: subnet_nodes.id
        }
      ]
    }
  }
}

resource paas_orchard_books 'Microsoft.Sql/servers@2021-11-01' = {
  name: 'orchard-books'
  location: location
  properties: {
    publicNetworkAccess: 'Disabled'
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      login: sqlAdminLogin
      sid: sqlAdminObjectId
      tenantId: subscription().tenantId
    }
  }
}

resource endpoint_pe_books 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-books'
  location: location
  properties: {
    subnet: {
      id: subnet_doors.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-books'
        properties: {
          privateLinkServiceId: paas_orchard_books.id
          groupIds: [
            'sqlServer'
          ]
        }
      }
    ]
  }
}

resource cluster_aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    kubernetesVersion: '1.34'
    dnsPrefix: 'aks'
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: 3
        vmSize: vmSize
        maxPods: 30
        vnetSubnetID: subnet_nodes.id
        podSubnetID: subnet_pods.id
        podIPAllocationMode: 'DynamicIndividual'
      }
      {
        name: 'more'
        mode: 'User'
        count: 2
        vmSize: vmSize
        vnetSubnetID: subnet_nodes.id
        podSubnetID: subnet_pods.id
      }
    ]
    networkProfile: {
      networkPlugin: 'azure'
      networkDataplane: 'cilium'
      serviceCidr: '10.100.0.0/16'
      dnsServiceIP: '10.100.0.10'
      outboundType: 'userAssignedNATGateway'
      networkPolicy: 'cilium'
      loadBalancerSku: 'standard'
      advancedNetworking: {
        enabled: true
      }
    }
    addonProfiles: {
      ingressApplicationGateway: {
        enabled: true
      }
    }
    apiServerAccessProfile: {
      authorizedIPRanges: [
        '203.0.113.0/24'
        '198.51.100.7/32'
      ]
    }
  }
}

// vpn: a gateway to headquarters; not written here
// barn: a network of your own; not written here
// ladder: a machine: needs an image and a key; not written here
// agw: an application gateway: needs listeners and pools; not written here
// buyer: a host of the street; not written here
