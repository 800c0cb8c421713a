// The cluster: network profile and node pools. The CNI mode itself is no field here: it is chosen as a whole (engine/edit/clusterMode.ts).
// Rules: …, E-1, E-10, E-11, E-12.
import type { ThingSpec } from './fieldSpec.ts';
import { isThing, type Thing, wordOf } from './place.ts';

const OUTBOUND = ['loadBalancer', 'managedNATGateway', 'userAssignedNATGateway', 'userDefinedRouting', 'none', 'block'] as const;

function profileOf({ networkProfile }: Thing): Thing {
  return isThing(networkProfile) ? networkProfile : {};
}

/** Pods have a range of their own, which no subnet holds. */
function hasPodRange(cluster: Thing): boolean {
  const { networkPlugin, networkPluginMode } = profileOf(cluster);
  return networkPlugin === 'kubenet' || networkPluginMode === 'overlay';
}

function leavesBy(...types: readonly string[]): (cluster: Thing) => boolean {
  return (cluster) => types.includes(wordOf(profileOf(cluster)['outboundType']) || 'loadBalancer');
}

export const CLUSTER_THINGS: Readonly<Record<string, ThingSpec>> = {
  ManagedCluster: {
    type: 'ManagedCluster',
    called: 'aks',
    fresh: {},
    fields: [
      {
        name: 'networkProfile.podCidr',
        type: 'cidr',
        rules: ['A-9', 'A-14', 'A-15', 'A-26'],
        fallback: '10.244.0.0/16',
        shown: hasPodRange,
      },
      { name: 'networkProfile.serviceCidr', type: 'cidr', rules: ['A-26', 'A-27'], fallback: '10.0.0.0/16' },
      { name: 'networkProfile.dnsServiceIP', type: 'address', rules: ['A-27'] },
      { name: 'networkProfile.outboundType', type: 'choice', choices: OUTBOUND, rules: ['E-1', 'E-2'], fallback: 'loadBalancer' },
      {
        name: 'networkProfile.loadBalancerProfile.managedOutboundIPs.count',
        type: 'number',
        least: 1,
        most: 100,
        fallback: '1',
        rules: ['E-10'],
        shown: leavesBy('loadBalancer'),
      },
      {
        name: 'networkProfile.loadBalancerProfile.allocatedOutboundPorts',
        type: 'number',
        least: 0,
        most: 64_000,
        fallback: '0',
        rules: ['E-10', 'E-11'],
        shown: leavesBy('loadBalancer'),
      },
      {
        name: 'networkProfile.loadBalancerProfile.idleTimeoutInMinutes',
        type: 'number',
        least: 4,
        most: 120,
        fallback: '30',
        rules: ['E-12'],
        shown: leavesBy('loadBalancer'),
      },
    ],
    lists: [{ field: 'agentPoolProfiles', thing: 'AgentPool' }],
  },
  AgentPool: {
    type: 'AgentPool',
    called: 'pool',
    fresh: { count: 1 },
    fields: [
      { name: 'name', type: 'name', required: true, rules: ['A-34'] },
      { name: 'count', type: 'number', least: 0, most: 1000, required: true, rules: ['A-34'] },
      { name: 'maxPods', type: 'number', least: 10, most: 250, rules: ['A-18', 'A-29', 'A-30'] },
      { name: 'upgradeSettings.maxSurge', type: 'surge', fallback: '1', rules: ['A-32', 'A-33'] },
      { name: 'vnetSubnet', type: 'ref', names: 'subnets', rules: ['A-20', 'A-33'] },
      { name: 'podSubnet', type: 'ref', names: 'subnets', rules: ['A-21', 'A-22'] },
      {
        name: 'podIPAllocationMode',
        type: 'choice',
        choices: ['DynamicIndividual', 'StaticBlock'],
        fallback: 'DynamicIndividual',
        rules: ['A-21', 'A-23'],
        shown: ({ podSubnet }) => podSubnet !== undefined,
      },
      { name: 'osType', type: 'choice', choices: ['Linux', 'Windows'], fallback: 'Linux', rules: ['A-12', 'A-24'] },
    ],
    lists: [],
  },
};
