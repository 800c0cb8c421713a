// Which things have a name at all, who comes first, what a room says of desks whose names gave way, and where a tag may stand. Pure.
import type { LabelView } from './labelPlan.ts';
import type { LabelAsk, PlacedLabel } from './layers/declutter.ts';
import { placedAt } from './layout/tiles.ts';
import type { Placed } from './layout/types.ts';
import { type ScreenBox, screenBounds } from './projection.ts';

export const FIRST = 1000;
const FEW_ROOMS = 8;
/** More desks than this are named only where they are seen large enough (CSS pixels); their rooms say how many there are. */
const MANY = 40;
const LARGE = 27;

export function visibleThings({ layout, camera, free, selection, hovered, first }: LabelView, ratio: number): readonly Placed[] {
  // A tile has a name only while it is chosen or pointed at.
  const tiles = [...new Set([selection, hovered])].flatMap((one) =>
    one === undefined || layout.bySelection.has(one) ? [] : (placedAt(layout, one) ?? []),
  );
  const many = layout.rooms.reduce((sum, room) => sum + room.desks.length, 0) > MANY;
  return [...tiles, ...layout.things].filter((thing) => {
    if (thing.selection === selection) return true;
    const bounds = screenBounds(camera, thing.box, thing.height);
    if (bounds.right < free.left || bounds.left > free.right || bounds.bottom < free.top || bounds.top > free.bottom)
      return false;
    return !(
      many &&
      thing.kind === 'desk' &&
      !thing.trouble &&
      thing.selection !== hovered &&
      !first.has(thing.selection) &&
      bounds.right - bounds.left < LARGE * ratio
    );
  });
}

export function priorityOf(thing: Placed, { layout, selection, first, walk }: LabelView): number {
  if (walk?.ends.includes(thing.selection)) return 2 * FIRST + 1;
  if (thing.selection === selection) return 2 * FIRST;
  // Of few rooms each is named: the rest is counted on them.
  if (thing.kind === 'room' && layout.rooms.length <= FEW_ROOMS) return FIRST - 1;
  return thing.priority + (thing.trouble ? 15 : 0) + (first.has(thing.selection) ? FIRST : 0);
}

export function tagSpots({ left, top, right, bottom }: ScreenBox, ratio: number): LabelAsk['spots'] {
  const gap = 4 * ratio;
  const x = (left + right) / 2;
  const y = (top + bottom) / 2;
  return ({ width, height }) => {
    const spots: number[] = [];
    // Round it, then farther and farther out.
    for (let ring = 0; ring < 6; ring++) {
      const out = gap + ring * height * 0.55;
      const aside = gap + ring * height * 0.8;
      spots.push(x - width / 2, top - out - height, right + aside, y - height / 2, left - aside - width, y - height / 2);
      spots.push(x - width / 2, bottom + out, right + gap, top - out - height, left - gap - width, top - out - height);
      spots.push(right + gap, bottom + out, left - gap - width, bottom + out);
    }
    return spots;
  };
}

/** For a room of whose desks some have no name now. */
export function hiddenDesks({ layout, moreOf }: LabelView, placed: readonly PlacedLabel[]): ReadonlyMap<string, string> {
  const shown = new Set(placed.map((label) => label.key));
  const counts = new Map<string, string>();
  for (const room of layout.rooms) {
    const named = room.desks.filter((desk) => shown.has(desk.selection)).length;
    if (named < room.pods) counts.set(room.thing.selection, moreOf(room.pods - named));
  }
  return counts;
}
