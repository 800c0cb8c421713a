// Placed things: what layout makes of a network, and what the layers draw. Floor units (a desk with its aisle takes about 1.8 by 1.5);
// x grows east, y south. Every solid stands on the floor of exactly one group, so that painters can order groups first.
import type { Absent, AbsentKind } from '../../store/absent.ts';
import type { Box, Point } from '../projection.ts';

export type PlacedKind =
  | 'zone' // a subnet: flat
  | 'room' // a node: floor, walls, a switchboard by its door
  | 'desk' // a pod
  | 'waiting' // a pod without a desk
  | 'reception' // a LoadBalancer Service
  | 'helpDesk' // any other Service
  | 'absent' // what ought to be there and is not
  | 'mailroom' // the load balancer or NAT gateway that mail leaves by
  | 'natGateway' // the mail room of the player's own, with its book of stamp numbers
  | 'machine' // a virtual machine, or a host of headquarters
  | 'gateway'
  | 'firewall' // the security gate
  | 'privateDoor' // a private endpoint
  | 'appGateway' // a receptionist outside the cluster
  | 'directory' // a name server of the player's own
  | 'guard' // a network security group at a zone
  | 'signpost' // a route table at a zone
  | 'supplier' // a PaaS service, across the street
  | 'tower' // headquarters
  | 'annex' // a peered VNet
  | 'house' // an internet host
  | 'postbox'; // the internet itself

export interface Placed {
  /** The session's selection vocabulary: `pod:ns/name`, `node:NAME`, `service:ns/name`, `subnet:NAME`, `host:NAME`, `device:NAME`, `site:NAME`. */
  readonly selection: string;
  readonly kind: PlacedKind;
  readonly box: Box;
  /** Height above the floor; 0 for what lies flat. */
  readonly height: number;
  readonly name: string;
  /** The address beside the name. */
  readonly note: string;
  /** Index of the department's hue and pattern; −1 for none. */
  readonly hue: number;
  readonly trouble: boolean;
  /** Greater is kept first when labels must give way. */
  readonly priority: number;
  /** Where an envelope stops here. */
  readonly port: Point;
  /** What is absent, where it is. */
  readonly missing?: AbsentKind;
  /** Room, plot or zone that it stands in (a selection); '' in the lobby and on the street. */
  readonly group: string;
}

/** A stretch of corridor, aisle, pavement or bridge: an axis-aligned line that anybody may walk. */
export interface Lane {
  readonly a: Point;
  readonly b: Point;
}

/** The way from a thing's port to a lane: walked by its own mail alone. */
export interface Spur {
  readonly thing: string;
  readonly to: Point;
}

export interface Door {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Room {
  readonly thing: Placed;
  readonly desks: readonly Placed[];
  /** Free desks: outlines on the floor. */
  readonly free: readonly Box[];
  /** The node's switchboard beside the door. */
  readonly cabinet: Box;
  /** In the south wall. */
  readonly door: Door;
  /** Departments of a room too full for desks: strips of the floor with their share. */
  readonly strips: readonly {
    readonly box: Box;
    readonly hue: number;
    readonly count: number;
    readonly off: number;
    /** `ns/name` in the order of their tiles: those that do not work come last. */
    readonly pods: readonly { readonly name: string; readonly ip: string }[];
  }[];
  readonly pods: number;
}

export interface Plot {
  readonly selection: string;
  readonly box: Box;
  readonly things: readonly Placed[];
}

export interface Layout {
  readonly things: readonly Placed[];
  readonly bySelection: ReadonlyMap<string, Placed>;
  readonly rooms: readonly Room[];
  readonly building: Box;
  /** Gaps of the building's outer walls. */
  readonly frontDoor: Door;
  readonly sideDoors: readonly { readonly y: number }[];
  /** Round everything. */
  readonly ground: Box;
  /** The grass: under house and street, and under what lies east of the house. */
  readonly lawns: readonly Box[];
  readonly road: Box;
  readonly crossing: Box;
  /** Flat paths over the grass. */
  readonly paths: readonly Box[];
  readonly bridges: readonly Box[];
  readonly plots: readonly Plot[];
  readonly trees: readonly Point[];
  /** Inside, where a room would stand and none does. */
  readonly lounges: readonly Point[];
  readonly lanes: readonly Lane[];
  readonly spurs: readonly Spur[];
  /** What the board frames. */
  readonly frame: readonly (Box & { readonly height: number })[];
  /** Departments by hue index, for legends. */
  readonly departments: readonly string[];
}

/** What the parts of the layout add to. */
export interface Draft {
  readonly things: Placed[];
  readonly lanes: Lane[];
  readonly spurs: Spur[];
  readonly rooms: Room[];
  readonly plots: Plot[];
  readonly lounges: Point[];
  /** What is missing at the entrance of a zone. */
  readonly posts: readonly Absent[];
}

export function addLane(draft: Draft, ...points: readonly Point[]): void {
  for (let index = 1; index < points.length; index++) {
    const a = points[index - 1];
    const b = points[index];
    if (a && b && (a.x !== b.x || a.y !== b.y)) draft.lanes.push({ a, b });
  }
}
