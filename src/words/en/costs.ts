// English words of the cost report (`cost.*`): what is paid for; aks.md J.
import type { Dictionary } from '../dictionary.ts';

export const COST_WORDS: Dictionary = {
  'cost.total': 'an hour, in illustrative weights: no price here is verified, traffic is left out',
  'cost.item.node': { office: 'room', network: 'node' },
  'cost.item.publicIP': { office: 'street number', network: 'public IP address' },
  'cost.item.loadBalancer': { office: 'reception', network: 'load balancer' },
  'cost.item.extraRule': { office: 'counter beyond the first five', network: 'load balancer rule beyond the first five' },
  'cost.item.natGateway': { office: 'mail room', network: 'NAT gateway' },
  'cost.item.privateEndpoint': { office: 'private door', network: 'private endpoint' },
  'cost.item.azureFirewall': { office: 'gate', network: 'Azure Firewall' },
  'cost.item.applicationGateway': { office: 'receptionist', network: 'Application Gateway' },
};
