// Changes of a Network document as forms make them: a field written, a thing added, taken away or renamed with everything that names it. Pure.
import { NEXT_HOP_TYPES } from '../../engine/model/azure.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { FieldSpec, Names } from './fieldSpec.ts';
import { freeName, isThing, type Place, putAt, type Thing, thingAt, thingsAt, wordOf } from './place.ts';
import { THINGS, thingSpec } from './things.ts';

/** The names that a field may choose from. */
export function namesOf(network: NetworkDocument, names: Names): readonly string[] {
  if (names === 'subnets') return network.virtualNetworks.flatMap(({ subnets }) => subnets.map(({ name }) => name));
  return (network[names] ?? []).map(({ name }) => name);
}

export function writeField(
  network: NetworkDocument,
  at: { readonly place: Place; readonly field: FieldSpec },
  value: unknown,
): NetworkDocument {
  const { place, field } = at;
  if (field.type === 'name') return rename(network, place, wordOf(value));
  const way = [...place, ...field.name.split('.')];
  const written = writeValue(network, { place, field, way }, value);
  if (place.length === 0) return written;
  const typed = field.name === 'type' && thingAt(network, place)?.['type'] !== value;
  return settle(written, place, typed);
}

function writeValue(
  network: NetworkDocument,
  { place, field, way }: { readonly place: Place; readonly field: FieldSpec; readonly way: Place },
  value: unknown,
): NetworkDocument {
  if (field.plural === undefined) return putAt(network, way, value);
  const values = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const single = putAt(network, way, values.length === 1 ? values[0] : values.length === 0 ? field.fallback : undefined);
  return putAt(single, [...place, field.plural], values.length > 1 ? values : undefined);
}

/** What one field decides about others: a next hop that needs no address has none; a collection's rules are of its type. */
function settle(network: NetworkDocument, place: Place, typed: boolean): NetworkDocument {
  const thing = thingAt(network, place);
  if (!thing) return network;
  const { nextHopType, nextHopIpAddress, type, ruleCollections: _none, rules } = thing;
  if (NEXT_HOP_TYPES.some((known) => known === nextHopType)) {
    if (nextHopType === 'VirtualAppliance' && nextHopIpAddress === undefined)
      return putAt(network, [...place, 'nextHopIpAddress'], applianceOf(network));
    return nextHopType === 'VirtualAppliance' ? network : putAt(network, [...place, 'nextHopIpAddress'], undefined);
  }
  if (!Array.isArray(rules) || typeof type !== 'string') return network;
  const action = type === 'Dnat' ? 'Dnat' : thing['action'] === 'Dnat' ? 'Allow' : thing['action'];
  // Rules that are of the collection's type already stay as they are: what they leave out, they leave out.
  if (!typed) return putAt(network, [...place, 'action'], action);
  const spec = THINGS[`${type}Rule`];
  const known = new Set(['name', ...(spec?.fields ?? []).map(({ name }) => name)]);
  const kept = rules.filter(isThing).map((rule) => ({
    name: rule['name'],
    ...spec?.fresh,
    ...Object.fromEntries(Object.entries(rule).filter(([key]) => known.has(key))),
  }));
  return putAt(putAt(network, [...place, 'action'], action), [...place, 'rules'], kept);
}

/** The address that a route to an appliance most likely means: the firewall's, else that of a machine that forwards. */
function applianceOf({ azureFirewalls = [], virtualMachines = [] }: NetworkDocument): string {
  return (
    azureFirewalls.find(({ privateIPAddress }) => privateIPAddress !== undefined)?.privateIPAddress ??
    virtualMachines.find((machine) => machine.enableIPForwarding === true && machine.ipAddress !== undefined)?.ipAddress ??
    '10.0.0.4'
  );
}

/** At the end of a list; `first` is where the new thing stands. */
export function addThing(
  network: NetworkDocument,
  at: { readonly list: Place; readonly thing: string },
  part: Thing = {},
): { readonly network: NetworkDocument; readonly place: Place } {
  const { list, thing } = at;
  const things = thingsAt(network, list);
  const spec = thingSpec(thing, thingAt(network, list.slice(0, -1)));
  const { name: wanted, ...rest } = part;
  const name = freeName(things, typeof wanted === 'string' ? wanted : (spec?.called ?? 'new'));
  const place = [...list, things.length];
  return {
    network: putAt(network, place, {
      name,
      ...spec?.fresh,
      ...nextPriority(things, spec?.fresh),
      ...refsOf(network, spec?.fields ?? []),
      ...rest,
    }),
    place,
  };
}

/** A rule is asked after those that are there. */
function nextPriority(things: readonly Thing[], fresh: Thing | undefined): Thing {
  const start = fresh?.['priority'];
  if (typeof start !== 'number') return {};
  const taken = things.flatMap(({ priority }) => (typeof priority === 'number' ? [priority] : []));
  if (taken.length === 0) return {};
  const next = Math.max(...taken) + 10;
  return { priority: taken.includes(start) ? Math.min(next, 4096) : start };
}

/** What must be named is named from the start where there is anything to name. */
function refsOf(network: NetworkDocument, fields: readonly FieldSpec[]): Thing {
  return Object.fromEntries(
    fields.flatMap(({ name, names, type, required }) => {
      if (type !== 'ref' || required !== true || names === undefined) return [];
      return [[name, namesOf(network, names)[0] ?? '']];
    }),
  );
}

export function removeThing(network: NetworkDocument, place: Place): NetworkDocument {
  return putAt(network, place, undefined);
}

export interface Use {
  /** Of the thing that names it. */
  readonly place: Place;
  readonly field: string;
}

/** Sections whose names are named elsewhere, and the fields that name them. */
const NAMERS: Readonly<Record<string, readonly string[]>> = {
  routeTables: ['routeTable'],
  networkSecurityGroups: ['networkSecurityGroup'],
  natGateways: ['natGateway'],
  publicIPAddresses: ['publicIpAddresses', 'publicIPAddresses', 'publicIPAddress'],
  paasServices: ['target'],
  virtualNetworks: ['remoteVirtualNetwork', 'virtualNetwork', 'virtualNetworkLinks'],
  subnets: ['vnetSubnet', 'podSubnet', 'subnet', 'virtualNetworkRules', 'associationSubnet'],
};

/** Everything in the document that names the thing at a place. */
export function usesOf(network: NetworkDocument, place: Place): readonly Use[] {
  const section = place.at(-2);
  const name = thingAt(network, place)?.['name'];
  if (typeof section !== 'string' || typeof name !== 'string' || !Object.hasOwn(NAMERS, section)) return [];
  const fields = new Set(NAMERS[section]);
  const found: Use[] = [];
  const visit = (value: unknown, at: Place): void => {
    if (Array.isArray(value)) value.forEach((item: unknown, index) => visit(item, [...at, index]));
    else if (isThing(value))
      for (const [key, item] of Object.entries(value)) {
        const names = fields.has(key) && (item === name || (Array.isArray(item) && item.includes(name)));
        if (names) found.push({ place: at, field: key });
        else visit(item, [...at, key]);
      }
  };
  // `publicIPAddress` of a PaaS service is an address, not a name.
  const { paasServices: _apart, ...rest } = network;
  visit(section === 'publicIPAddresses' ? rest : network, []);
  return found;
}

/** Renames a thing, and follows it wherever the document names it. */
export function rename(network: NetworkDocument, place: Place, name: string): NetworkDocument {
  const old = thingAt(network, place)?.['name'];
  if (old === name) return network;
  let next = network;
  for (const { place: at, field } of usesOf(network, place)) {
    const way = [...at, field];
    const value = thingAt(network, at)?.[field];
    next = putAt(next, way, Array.isArray(value) ? value.map((item: unknown) => (item === old ? name : item)) : name);
  }
  return putAt(next, [...place, 'name'], name);
}

/** A list of names may be taken only once in it. */
export function isTaken(network: NetworkDocument, place: Place, name: string): boolean {
  const list = place.slice(0, -1);
  const at = place.at(-1);
  // Records of one name and several types may stand beside each other.
  if (list.at(-1) === 'records') return false;
  return thingsAt(network, list).some((thing, index) => index !== at && thing['name'] === name);
}
