// Placed things: what layout makes of a network and the layers draw. Units are floor units; a desk takes about two.
import type { Box, Point } from '../projection.ts';

export interface Placed {
  /** The session's selection vocabulary: `pod:ns/name`, `node:NAME`, `service:ns/name`, `subnet:NAME`, `host:NAME`, `device:NAME`, `site:NAME`. */
  readonly selection: string;
  readonly kind: 'zone' | 'room' | 'desk' | 'reception' | 'helpDesk' | 'machine' | 'gateway' | 'tower' | 'house' | 'street';
  readonly box: Box;
  /** Height above the floor. */
  readonly height: number;
  readonly name: string;
  readonly note: string;
  /** Index of the department's hue and pattern; −1 for none. */
  readonly hue: number;
  readonly trouble: boolean;
  /** Greater is kept first when labels must give way. */
  readonly priority: number;
  /** From its own point to the lobby, corner by corner. */
  readonly way: readonly Point[];
}

export interface Layout {
  readonly things: readonly Placed[];
  readonly bySelection: ReadonlyMap<string, Placed>;
  /** The building's floor, the ground it stands on, and the street. */
  readonly building: Box;
  readonly ground: Box;
  readonly street: Box;
  readonly neighbours: readonly Box[];
  /** Lanes over the ground: from the building to its neighbours. */
  readonly bridges: readonly Box[];
  readonly frontDoor: Point;
  readonly bounds: Box & { readonly height: number };
}
