// Places in a Network document: reading and writing any part of it by its way from the root, in the form that the reader gives back. Pure.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';

/** Fields by name, elements of lists by number: `['virtualNetworks', 0, 'subnets', 1]`. */
export type Place = readonly (string | number)[];
export type Thing = Readonly<Record<string, unknown>>;

export function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(root: unknown, place: Place): unknown {
  let value: unknown = root;
  for (const step of place) {
    if (typeof step === 'number') value = Array.isArray(value) ? (value[step] as unknown) : undefined;
    else value = isThing(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/** A text, number or flag as it is written; nothing for anything else. */
export function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
}

export function thingAt(root: unknown, place: Place): Thing | undefined {
  const value = valueAt(root, place);
  return isThing(value) ? value : undefined;
}

export function thingsAt(root: unknown, place: Place): readonly Thing[] {
  const value = valueAt(root, place);
  return Array.isArray(value) ? value.filter(isThing) : [];
}

/** `undefined` takes the field away, and with it what then holds nothing; in a list it takes the element out. */
export function putAt(root: NetworkDocument, place: Place, value: unknown): NetworkDocument {
  const changed = put(root, place, value);
  return (changed ?? root) as NetworkDocument;
}

/** Lists of the document that say nothing when they are empty, so that they are not there. */
const SILENT: ReadonlySet<string> = new Set([
  'publicIPAddresses',
  'virtualNetworkGateways',
  'onPremises',
  'virtualMachines',
  'internetHosts',
  'dnsZones',
  'routeTables',
  'networkSecurityGroups',
  'natGateways',
  'azureFirewalls',
  'dnsServers',
  'paasServices',
  'privateEndpoints',
  'privateDnsZones',
  'applicationGateways',
  'trafficControllers',
  'peerings',
]);

function put(value: unknown, place: Place, next: unknown): unknown {
  const [step, ...rest] = place;
  if (step === undefined) return next;
  if (typeof step === 'number') {
    const list = Array.isArray(value) ? [...(value as readonly unknown[])] : [];
    const inner = put(list[step], rest, next);
    if (inner === undefined) list.splice(step, 1);
    else list[step] = inner;
    return list;
  }
  const held = isThing(value) ? value : {};
  const old = Object.hasOwn(held, step) ? held[step] : undefined;
  const inner = put(old, rest, next);
  if (inner === undefined || isEmptied(step, inner, rest)) {
    const { [step]: _gone, ...others } = held;
    return others;
  }
  return { ...held, [step]: inner };
}

function isEmptied(step: string, inner: unknown, rest: Place): boolean {
  if (Array.isArray(inner)) return inner.length === 0 && SILENT.has(step);
  return rest.length > 0 && isThing(inner) && Object.keys(inner).length === 0;
}

/** The same place by names: `virtualNetworks.vnet-house.subnets.snet-nodes`, as diagnostics and a level's list of editable parts say it. */
export function pathOf(root: unknown, place: Place): string {
  return place
    .map((step, at) => {
      if (typeof step === 'string') return step;
      const name = thingAt(root, place.slice(0, at + 1))?.['name'];
      return typeof name === 'string' ? name : `${step}`;
    })
    .join('.');
}

/** `subnet`, `subnet-2`, …: the first that the list does not have. */
export function freeName(things: readonly Thing[], wanted: string): string {
  const taken = new Set(things.map(({ name }) => name));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number++;
  return `${wanted}-${number}`;
}
