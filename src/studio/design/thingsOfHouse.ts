// Houses and floors: virtual networks, subnets, peerings, route tables and their routes. Rules, E-13, E-33, E-35, F-1…F-6, F-5.
import { NEXT_HOP_TYPES } from '../../engine/model/azure.ts';
import type { ThingSpec } from './fieldSpec.ts';

const POLICIES = ['Disabled', 'Enabled', 'NetworkSecurityGroupEnabled', 'RouteTableEnabled'] as const;

export const HOUSE_THINGS: Readonly<Record<string, ThingSpec>> = {
  VirtualNetwork: {
    type: 'VirtualNetwork',
    called: 'vnet',
    fresh: { addressSpace: ['10.50.0.0/16'], subnets: [] },
    fields: [
      { name: 'name', type: 'name', required: true, rules: ['A-17'] },
      { name: 'addressSpace', type: 'cidrs', required: true, rules: ['A-26', 'F-5'] },
      { name: 'dnsServers', type: 'addresses', rules: ['G-5'], fallback: '168.63.129.16' },
    ],
    lists: [
      { field: 'subnets', thing: 'Subnet' },
      { field: 'peerings', thing: 'Peering' },
    ],
  },
  Subnet: {
    type: 'Subnet',
    called: 'snet',
    fresh: { addressPrefix: '10.50.0.0/24' },
    fields: [
      { name: 'name', type: 'name', required: true, rules: ['E-24', 'E-38'] },
      { name: 'addressPrefix', type: 'cidr', required: true, rules: ['A-28', 'A-33'] },
      { name: 'routeTable', type: 'ref', names: 'routeTables', rules: ['F-3'] },
      { name: 'networkSecurityGroup', type: 'ref', names: 'networkSecurityGroups', rules: ['F-6', 'A-36'] },
      { name: 'natGateway', type: 'ref', names: 'natGateways', rules: ['E-13', 'E-14'] },
      { name: 'serviceEndpoints', type: 'texts', rules: ['E-35'] },
      { name: 'delegations', type: 'texts', rules: ['A-20', 'E-38', 'C-30'] },
      {
        name: 'privateEndpointNetworkPolicies',
        type: 'choice',
        choices: POLICIES,
        fallback: 'Disabled',
        rules: ['E-33'],
      },
    ],
    lists: [],
  },
  Peering: {
    type: 'Peering',
    called: 'peering',
    fresh: { remoteVirtualNetwork: '' },
    fields: [
      { name: 'name', type: 'name', required: true, rules: [] },
      { name: 'remoteVirtualNetwork', type: 'ref', names: 'virtualNetworks', required: true, rules: ['F-5'] },
      { name: 'allowForwardedTraffic', type: 'flag', rules: ['F-5'] },
      { name: 'allowGatewayTransit', type: 'flag', rules: ['F-5', 'E-40'] },
      { name: 'useRemoteGateways', type: 'flag', rules: ['F-5', 'E-40'] },
    ],
    lists: [],
  },
  RouteTable: {
    type: 'RouteTable',
    called: 'rt',
    fresh: { routes: [] },
    fields: [
      { name: 'name', type: 'name', required: true, rules: ['F-3'] },
      { name: 'disableBgpRoutePropagation', type: 'flag', rules: ['F-3', 'E-40'] },
    ],
    lists: [{ field: 'routes', thing: 'Route' }],
  },
  Route: {
    type: 'Route',
    called: 'route',
    fresh: { addressPrefix: '192.0.2.0/24', nextHopType: 'None' },
    fields: [
      { name: 'name', type: 'name', required: true, rules: [] },
      { name: 'addressPrefix', type: 'prefix', required: true, rules: ['F-2', 'F-3'] },
      { name: 'nextHopType', type: 'choice', choices: NEXT_HOP_TYPES, required: true, rules: ['F-3', 'F-4'] },
      {
        name: 'nextHopIpAddress',
        type: 'address',
        rules: ['F-3', 'F-4'],
        shown: ({ nextHopType }) => nextHopType === 'VirtualAppliance',
      },
    ],
    lists: [],
  },
  VirtualMachine: {
    type: 'VirtualMachine',
    called: 'vm',
    fresh: { subnet: '' },
    fields: [
      { name: 'name', type: 'name', required: true, rules: [] },
      { name: 'subnet', type: 'ref', names: 'subnets', required: true, rules: ['A-20', 'A-22'] },
      { name: 'ipAddress', type: 'address', rules: ['A-28'] },
      { name: 'enableIPForwarding', type: 'flag', rules: ['F-3'] },
      { name: 'networkSecurityGroup', type: 'ref', names: 'networkSecurityGroups', rules: ['F-6'] },
      { name: 'publicIPAddress', type: 'ref', names: 'publicIPAddresses', rules: ['E-14'] },
    ],
    lists: [],
  },
  ApplicationGateway: {
    type: 'ApplicationGateway',
    called: 'agw',
    fresh: { subnet: '', sku: 'Standard_v2', operationalState: 'Running' },
    fields: [
      { name: 'name', type: 'name', required: true, rules: ['C-16'] },
      { name: 'subnet', type: 'ref', names: 'subnets', required: true, rules: ['C-16', 'C-20'] },
      { name: 'sku', type: 'choice', choices: ['Standard_v2', 'WAF_v2'], required: true, rules: ['C-16'] },
      { name: 'publicIPAddress', type: 'ref', names: 'publicIPAddresses', rules: ['C-16'] },
      { name: 'privateIPAddress', type: 'address', rules: ['C-16'] },
      { name: 'operationalState', type: 'choice', choices: ['Running', 'Stopped'], required: true, rules: ['C-16'] },
    ],
    lists: [],
  },
};
