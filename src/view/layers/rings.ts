// Rings on the floor round what is selected and what the pointer is over; broken ones round what fails, toothed ones round what refuses.
// Shape beside colour: a whole line, dashes, teeth.
import type { PieceFact } from '../../store/pieceStates.ts';
import type { Layout, Placed } from '../layout/types.ts';
import type { Box } from '../projection.ts';
import { flat, type FlatName } from './atlas.ts';
import { LAWN_Z } from './houses.ts';
import type { Mesh } from './mesh.ts';
import { addFloor } from './solids.ts';

export function addRing(mesh: Mesh, thing: Placed, colour: FlatName): void {
  const flatThing = thing.height === 0;
  // Round a room outside its partitions, round a zone inside its line.
  const tile = flatThing && thing.kind === 'desk';
  const grow = tile ? 0.1 : thing.kind === 'room' ? 0.15 : flatThing ? -0.1 : 0.17;
  const line = tile ? 0.06 : flatThing ? 0.12 : 0.09;
  const { x, y, width, depth } = thing.box;
  const outer: Box = { x: x - grow, y: y - grow, width: width + 2 * grow, depth: depth + 2 * grow };
  const z = onLawn(thing) ? LAWN_Z : 0.004;
  const swatch = flat(colour);
  addFloor(mesh, { ...outer, depth: line }, z, swatch);
  addFloor(mesh, { ...outer, y: outer.y + outer.depth - line, depth: line }, z, swatch);
  addFloor(mesh, { ...outer, y: outer.y + line, width: line, depth: outer.depth - 2 * line }, z, swatch);
  addFloor(
    mesh,
    { ...outer, x: outer.x + outer.width - line, y: outer.y + line, width: line, depth: outer.depth - 2 * line },
    z,
    swatch,
  );
}

function onLawn({ kind }: Placed): boolean {
  return ['house', 'supplier', 'postbox', 'tower', 'annex'].includes(kind);
}

const DASH = 0.24;
const GAP = 0.15;
const TOOTH = 0.13;

/** Things that fail or refuse; targets have their brackets, and what is absent is an outline already. */
export function addStateRings(
  mesh: Mesh,
  layout: Layout,
  { facts, guilty }: { readonly facts: readonly PieceFact[]; readonly guilty: ReadonlySet<string> },
): void {
  const done = new Set<string>();
  const troubled = layout.things
    .filter(({ trouble }) => trouble)
    .map(({ selection }) => ({ selection, state: 'failing' }) as const);
  for (const { selection, state } of [...facts, ...troubled]) {
    const thing = layout.bySelection.get(selection);
    if (!thing || thing.kind === 'absent' || done.has(selection) || (state !== 'failing' && state !== 'refusing')) continue;
    done.add(selection);
    // Red is for what makes a goal fail.
    addStateRing(mesh, thing, { state, colour: state === 'refusing' || guilty.has(selection) ? 'fail' : 'warn' });
  }
}

function addStateRing(
  mesh: Mesh,
  thing: Placed,
  { state, colour }: { readonly state: 'failing' | 'refusing'; readonly colour: FlatName },
): void {
  const flatThing = thing.height === 0;
  // Outside the ring of what is selected, so that both are seen; inside a room and a zone, where there is no room outside.
  const grow = thing.kind === 'room' ? -0.14 : flatThing ? -0.26 : 0.29;
  const { x, y, width, depth } = thing.box;
  const box: Box = { x: x - grow, y: y - grow, width: width + 2 * grow, depth: depth + 2 * grow };
  const z = onLawn(thing) ? LAWN_Z : 0.005;
  const line = flatThing || thing.kind === 'room' ? 0.1 : 0.075;
  const swatch = flat(colour);
  const put = (part: Box): void => addFloor(mesh, part, z, swatch);
  const [east, south] = [box.x + box.width, box.y + box.depth];
  if (state === 'failing') {
    for (const at of dashes(box.width)) {
      put({ x: box.x + at.from, y: box.y, width: at.length, depth: line });
      put({ x: box.x + at.from, y: south - line, width: at.length, depth: line });
    }
    for (const at of dashes(box.depth)) {
      put({ x: box.x, y: box.y + at.from, width: line, depth: at.length });
      put({ x: east - line, y: box.y + at.from, width: line, depth: at.length });
    }
    return;
  }
  put({ ...box, depth: line });
  put({ ...box, y: south - line, depth: line });
  put({ ...box, width: line });
  put({ ...box, x: east - line, width: line });
  // Teeth point outwards: nobody passes here.
  for (const at of dashes(box.width)) {
    const tooth = { x: box.x + at.from + at.length / 2 - line / 2, width: line, depth: TOOTH };
    put({ ...tooth, y: box.y - TOOTH });
    put({ ...tooth, y: south });
  }
  for (const at of dashes(box.depth)) {
    const tooth = { y: box.y + at.from + at.length / 2 - line / 2, width: TOOTH, depth: line };
    put({ ...tooth, x: box.x - TOOTH });
    put({ ...tooth, x: east });
  }
}

/** Dashes that begin and end at the corners, however long the side. */
function dashes(length: number): readonly { readonly from: number; readonly length: number }[] {
  const count = Math.max(1, Math.round((length + GAP) / (DASH + GAP)));
  const dash = Math.max(0.05, (length - (count - 1) * GAP) / count);
  return Array.from({ length: count }, (_item, index) => ({ from: index * (dash + GAP), length: dash }));
}
