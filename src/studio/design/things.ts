// The things of a Network document that forms know, by name of the thing: fields, lists below, and what a new one holds.
import { CLUSTER_THINGS } from './thingsOfCluster.ts';
import { DOOR_THINGS } from './thingsOfDoors.ts';
import { HOUSE_THINGS } from './thingsOfHouse.ts';
import { NAME_THINGS } from './thingsOfNames.ts';
import type { FieldSpec, ThingSpec } from './fieldSpec.ts';
import { isThing, type Thing, wordOf } from './place.ts';

export const THINGS: Readonly<Record<string, ThingSpec>> = { ...HOUSE_THINGS, ...DOOR_THINGS, ...NAME_THINGS, ...CLUSTER_THINGS };

/** Sections of the document that have a list of things of their own. */
export const SECTIONS: Readonly<Record<string, string>> = {
  virtualNetworks: 'VirtualNetwork',
  routeTables: 'RouteTable',
  networkSecurityGroups: 'SecurityGroup',
  natGateways: 'NatGateway',
  publicIPAddresses: 'PublicIPAddress',
  azureFirewalls: 'Firewall',
  paasServices: 'PaasService',
  privateEndpoints: 'PrivateEndpoint',
  privateDnsZones: 'PrivateDnsZone',
  dnsZones: 'DnsZone',
  dnsServers: 'DnsServer',
  virtualMachines: 'VirtualMachine',
  applicationGateways: 'ApplicationGateway',
};

/** The thing as it is: a rule collection's rules are of the collection's own type. */
export function thingSpec(name: string, holder?: Thing): ThingSpec | undefined {
  if (name === 'FirewallRule') return THINGS[`${isThing(holder) ? wordOf(holder['type']) : 'Network'}Rule`];
  return Object.hasOwn(THINGS, name) ? THINGS[name] : undefined;
}

export function fieldsShown(spec: ThingSpec, thing: Thing): readonly FieldSpec[] {
  return spec.fields.filter(({ shown }) => shown === undefined || shown(thing));
}
