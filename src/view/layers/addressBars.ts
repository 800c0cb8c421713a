// The address plan on the floor: a ruler along the south edge of each zone, with the numbers that Azure keeps, those in use, those that a
// surge will want, and those that are free. Each part has a height or a mark of its own, so
// that it never speaks by colour alone.
import type { SubnetPlan } from '../../engine/dataplane/plan.ts';
import type { Placed } from '../layout/types.ts';
import type { Box } from '../projection.ts';
import { flat, type FlatName } from './atlas.ts';
import type { Mesh } from './mesh.ts';
import { addFloor } from './solids.ts';

export type AddressPart = 'reserved' | 'used' | 'surge' | 'free' | 'missing';

/** Azure's own five of every subnet. */
const RESERVED = 5;

/** How many numbers of each part; together the size of the subnet, and what is missing beyond it. */
export function addressParts({ usable, used, needed, free }: SubnetPlan): Readonly<Record<AddressPart, number>> {
  const held = Math.min(used, usable);
  return {
    reserved: RESERVED,
    used: held,
    surge: Math.max(0, Math.min(needed, usable) - held),
    free: Math.max(0, free),
    missing: Math.max(0, -free),
  };
}

const ORDER: readonly AddressPart[] = ['reserved', 'used', 'surge', 'free', 'missing'];
const LOOKS: Readonly<
  Record<AddressPart, { readonly colour: FlatName; readonly share: number; readonly mark?: 'line' | 'teeth' }>
> = {
  reserved: { colour: 'ink', share: 1, mark: 'line' },
  used: { colour: 'select', share: 1 },
  surge: { colour: 'warn', share: 0.6 },
  free: { colour: 'paper', share: 0.72 },
  missing: { colour: 'fail', share: 1, mark: 'teeth' },
};
const DEPTH = 0.24;
const TOOTH = 0.07;
/** A part that is there at all is seen: floor units. */
const LEAST = 0.09;
/** So few numbers are shown one by one. */
const SINGLE = 64;

/** Widths of the parts along a bar; they sum up to its length. */
export function barWidths(parts: Readonly<Record<AddressPart, number>>, length: number): readonly number[] {
  const counts = ORDER.map((part) => parts[part]);
  const whole = counts.reduce((sum, count) => sum + count, 0);
  const raw = counts.map((count) => (count === 0 ? 0 : Math.max(LEAST, (length * count) / whole)));
  const over = raw.reduce((sum, width) => sum + width, 0) - length;
  const widest = raw.indexOf(Math.max(...raw));
  return raw.map((width, index) => (index === widest ? width - over : width));
}

export function drawAddressBar(mesh: Mesh, zone: Placed, subnet: SubnetPlan): void {
  const length = Math.max(0.8, zone.box.width - 0.6);
  const x = zone.box.x + 0.3;
  const y = zone.box.y + zone.box.depth - 0.2 - DEPTH;
  const parts = addressParts(subnet);
  addFloor(mesh, { x: x - 0.05, y: y - 0.05, width: length + 0.1, depth: DEPTH + 0.1 }, 0.01, flat('stem'));
  addFloor(mesh, { x: x - 0.02, y: y - 0.02, width: length + 0.04, depth: DEPTH + 0.04 }, 0.011, flat('roomHead'));
  let from = x;
  barWidths(parts, length).forEach((width, index) => {
    const part = ORDER[index] ?? 'free';
    const { colour, share, mark } = LOOKS[part];
    const count = parts[part];
    const single = subnet.usable + RESERVED <= SINGLE && count > 0;
    const cells = single ? count : 1;
    for (let cell = 0; cell < cells && width > 0; cell++) {
      const step = width / cells;
      addFloor(
        mesh,
        {
          x: from + cell * step + (single ? step * 0.1 : 0.015),
          y: y + DEPTH * (1 - share),
          width: single ? step * 0.8 : Math.max(0.02, width - 0.03),
          depth: DEPTH * share,
        },
        0.012,
        flat(colour),
      );
    }
    if (mark && width > 0) drawMark(mesh, { x: from, y, width, depth: DEPTH }, mark);
    from += width;
  });
}

/** A line along the middle, or gaps across. */
function drawMark(mesh: Mesh, { x, y, width, depth }: Box, mark: 'line' | 'teeth'): void {
  // The bar's own ground: light by day, dark by night.
  const swatch = flat('roomHead');
  if (mark === 'line') addFloor(mesh, { x, y: y + depth * 0.38, width, depth: depth * 0.24 }, 0.013, swatch);
  else
    for (let at = TOOTH; at < width; at += 2 * TOOTH) addFloor(mesh, { x: x + at, y, width: TOOTH * 0.6, depth }, 0.013, swatch);
}
