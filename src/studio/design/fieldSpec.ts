// How a form knows a field: its type, what it may hold, which names it may choose from, which rules it stands under. Data, no behaviour.
import type { Thing } from './place.ts';

/**
 * `prefix` is a range or a service tag; `source` is `*`, an address, a range or a tag; `ports` are `*`, ports or ranges of ports;
 * `ref` and `refs` name things of the same document; lists are written with commas.
 */
export type FieldType =
  | 'name'
  | 'text'
  | 'texts'
  | 'number'
  | 'surge'
  | 'flag'
  | 'choice'
  | 'choices'
  | 'ref'
  | 'refs'
  | 'cidr'
  | 'cidrs'
  | 'address'
  | 'addresses'
  | 'prefix'
  | 'sources'
  | 'ports'
  | 'recordValues';

/** Where the names of a `ref` come from. */
export type Names =
  | 'subnets'
  | 'virtualNetworks'
  | 'routeTables'
  | 'networkSecurityGroups'
  | 'natGateways'
  | 'publicIPAddresses'
  | 'paasServices';

export interface FieldSpec {
  /** Below the thing, with dots: `loadBalancerProfile.managedOutboundIPs.count`. */
  readonly name: string;
  /** Where several values are written, and one value is written under `name`. */
  readonly plural?: string;
  readonly type: FieldType;
  readonly choices?: readonly string[];
  readonly names?: Names;
  /** The document must say it; a list that must be there may be empty. */
  readonly required?: true;
  readonly least?: number;
  readonly most?: number;
  /** What Azure takes where nothing is written. */
  readonly fallback?: string;
  readonly rules: readonly string[];
  /** Absent: always. */
  readonly shown?: (thing: Thing) => boolean;
  /** Words of its own: `design.field.KEY` and `design.help.KEY`; absent: TYPE.NAME. */
  readonly key?: string;
}

export interface ThingSpec {
  /** The type in the Network document's field table. */
  readonly type: string;
  readonly fields: readonly FieldSpec[];
  /** Lists of further things below it. */
  readonly lists: readonly { readonly field: string; readonly thing: string }[];
  /** The name that a new one gets. */
  readonly called: string;
  /** A new one, complete enough to be taken as it is. */
  readonly fresh: Thing;
}
