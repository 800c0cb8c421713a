// From what is chosen on the board, or named by a rule, to the form that shows it: which part of network design, and the place in the document. Pure.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Place } from './place.ts';

export interface Jump {
  readonly part: 'subnets' | 'routes' | 'guards' | 'exits' | 'names';
  readonly place: Place;
}

type Section = 'routeTables' | 'networkSecurityGroups' | 'natGateways' | 'azureFirewalls' | 'privateEndpoints' | 'paasServices';

const PARTS: Readonly<
  Record<Section | 'applicationGateways' | 'virtualMachines' | 'virtualNetworks' | 'dnsServers', Jump['part']>
> = {
  routeTables: 'routes',
  networkSecurityGroups: 'guards',
  natGateways: 'exits',
  azureFirewalls: 'exits',
  privateEndpoints: 'names',
  paasServices: 'names',
  dnsServers: 'names',
  applicationGateways: 'subnets',
  virtualMachines: 'subnets',
  virtualNetworks: 'subnets',
};

/** Sections in which a thing of each spelling may be, in the order in which they are looked through. */
const LOOKED: Readonly<Record<string, readonly (keyof typeof PARTS)[]>> = {
  device: ['natGateways', 'azureFirewalls', 'applicationGateways', 'privateEndpoints', 'dnsServers'],
  paas: ['paasServices'],
  host: ['virtualMachines', 'dnsServers'],
  site: ['virtualNetworks'],
};

export function jumpTo(network: NetworkDocument, selection: string | undefined): Jump | undefined {
  const [, spelling = '', name = ''] = /^([a-z]+):(.*)$/s.exec(selection ?? '') ?? [];
  const named = (section: keyof typeof PARTS, wanted: string | undefined): Jump | undefined => {
    const index = (network[section] ?? []).findIndex((thing) => thing.name === wanted);
    return index < 0 ? undefined : { part: PARTS[section], place: [section, index] };
  };
  if (spelling === 'subnet') return subnetAt(network, name);
  const subnet = network.virtualNetworks.flatMap(({ subnets }) => subnets).find((each) => each.name === name);
  if (spelling === 'guard') return named('networkSecurityGroups', subnet?.networkSecurityGroup);
  if (spelling === 'signpost') return named('routeTables', subnet?.routeTable);
  for (const section of Object.hasOwn(LOOKED, spelling) ? (LOOKED[spelling] ?? []) : []) {
    const found = named(section, name);
    if (found) return found;
  }
  return undefined;
}

function subnetAt({ virtualNetworks }: NetworkDocument, name: string): Jump | undefined {
  for (const [index, { subnets }] of virtualNetworks.entries()) {
    const at = subnets.findIndex((subnet) => subnet.name === name);
    if (at >= 0) return { part: 'subnets', place: ['virtualNetworks', index, 'subnets', at] };
  }
  return undefined;
}
