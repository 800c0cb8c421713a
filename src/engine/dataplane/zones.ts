// One zone as its owner answers it: names, aliases, wildcards, and names that only hold others. Rules: E-31 (a zone that answers for a name
// answers for all below it: a record that is missing is NXDOMAIN), DNS12 (letter case does not matter).
import type { DnsZone } from '../model/azure.ts';

export type ZoneAnswer =
  | { readonly type: 'addresses'; readonly values: readonly string[] }
  | { readonly type: 'alias'; readonly target: string }
  | { readonly type: 'nodata' }
  | { readonly type: 'nxdomain' };

interface Node {
  readonly values: string[];
  alias?: string;
}

export interface Zone {
  readonly name: string;
  readonly nodes: ReadonlyMap<string, Node>;
}

export function cleanName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

export function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

export function compileZone({ name, records }: DnsZone): Zone {
  const origin = cleanName(name);
  const nodes = new Map<string, Node>([[origin, { values: [] }]]);
  const nodeAt = (owner: string): Node => {
    const known = nodes.get(owner);
    if (known) return known;
    const node: Node = { values: [] };
    nodes.set(owner, node);
    const dot = owner.indexOf('.');
    if (dot >= 0 && isWithin(owner.slice(dot + 1), origin)) nodeAt(owner.slice(dot + 1));
    return node;
  };
  for (const record of records) {
    const relative = cleanName(record.name);
    const node = nodeAt(
      relative === '@' || relative === '' ? origin : isWithin(relative, origin) ? relative : `${relative}.${origin}`,
    );
    if (record.type === 'A') node.values.push(...record.values);
    else if (record.values[0] !== undefined) node.alias ??= cleanName(record.values[0]);
  }
  return { name: origin, nodes };
}

/** The zone that answers for a name: of those that hold it the one with the longest name. */
export function findZone<T extends Zone>(zones: readonly T[], name: string): T | undefined {
  let best: T | undefined;
  for (const zone of zones) if (isWithin(name, zone.name) && (!best || zone.name.length > best.name.length)) best = zone;
  return best;
}

export function answerZone(zone: Zone, name: string): ZoneAnswer {
  const node = zone.nodes.get(name) ?? wildcardFor(zone, name);
  if (!node) return { type: 'nxdomain' };
  if (node.alias !== undefined) return { type: 'alias', target: node.alias };
  return node.values.length > 0 ? { type: 'addresses', values: node.values } : { type: 'nodata' };
}

/** `*` stands for what its nearest existing parent has no name for. */
function wildcardFor(zone: Zone, name: string): Node | undefined {
  for (let parent = name; isWithin(parent, zone.name) && parent !== zone.name; ) {
    parent = parent.slice(parent.indexOf('.') + 1);
    if (zone.nodes.has(parent)) return zone.nodes.get(`*.${parent}`);
  }
  return undefined;
}
