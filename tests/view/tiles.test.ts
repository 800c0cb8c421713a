// Laptops of a room too full for desks: a click on a tile means its pod, arrows reach every tile, and both views agree.
import { describe, expect, it } from 'vitest';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import { placedAt, tileAt, tileBoxes, tilesOf } from '../../src/view/layout/tiles.ts';
import { nextThing, pickThing } from '../../src/view/picking.ts';
import { anglesOf, type Camera, project, type Turn } from '../../src/view/projection.ts';
import { networkOf, planOf } from './plans.ts';

const shape = { nodes: 12, pods: 1500, namespaces: 5 };
const plan = planOf(shape);
const layout = buildLayout(
  { ...plan, pods: plan.pods.map((pod, index) => (index % 97 === 0 ? { ...pod, ready: false } : pod)) },
  networkOf(shape),
);
const cameras: readonly Camera[] = [
  { ...anglesOf('plan', 0), scale: 60, offsetX: 100, offsetY: 50 },
  ...([0, 1, 2, 3] as const).map((turn: Turn) => ({ ...anglesOf('iso', turn), scale: 60, offsetX: 100, offsetY: 50 })),
];

describe('tiles of full rooms', () => {
  it('every pod has its tile, those that do not work too, and no two share one', () => {
    const tiles = layout.rooms.flatMap(tilesOf);
    expect(new Set(tiles.map(({ selection }) => selection))).toEqual(
      new Set(plan.pods.map(({ namespace, name }) => `pod:${namespace}/${name}`)),
    );
    expect(tiles.filter(({ trouble }) => trouble)).toHaveLength(Math.ceil(1500 / 97));
    expect(new Set(tiles.map(({ port }) => `${port.x},${port.y}`)).size).toBe(1500);
    // What is drawn is what is meant.
    expect(layout.rooms.flatMap((room) => room.strips.flatMap(tileBoxes))).toEqual(tiles.map(({ box }) => box));
  });

  it('a click on a tile selects its pod, from every side', () => {
    for (const camera of cameras)
      for (const room of layout.rooms)
        for (const tile of tilesOf(room)) {
          expect(tileAt(room, tile.port)?.selection).toBe(tile.selection);
          const picked = pickThing(camera, layout, project(camera, tile.port, 0));
          // A wall or counter nearer to the eye may stand before it.
          if (picked?.height === 0) expect(picked.selection).toBe(tile.selection);
          else expect(picked?.height).toBeGreaterThan(0);
        }
    expect(placedAt(layout, 'pod:team-0/nobody')).toBeUndefined();
  });

  it('beside the tiles a full room is itself', () => {
    const room = layout.rooms[0];
    const camera = cameras[0];
    if (!room || !camera) throw new Error('no room');
    const { x, y } = room.thing.box;
    expect(pickThing(camera, layout, project(camera, { x: x + 0.1, y: y + 0.1 }, 0))?.selection).toBe(room.thing.selection);
  });

  it.each(cameras.map((camera, index) => [index, camera] as const))(
    'arrows reach every tile of a room, and leave it (view %i)',
    (_index, camera) => {
      const room = layout.rooms[5];
      if (!room) throw new Error('no room');
      const own = new Set(tilesOf(room).map(({ selection }) => selection));
      const [first = ''] = own;
      const seen = new Set([first]);
      const ahead = [first];
      let left = false;
      for (let from = ahead.pop(); from !== undefined; from = ahead.pop())
        for (const direction of [
          { x: 1, y: 0 },
          { x: -1, y: 0 },
          { x: 0, y: 1 },
          { x: 0, y: -1 },
        ]) {
          const next = nextThing(camera, layout, from, direction)?.selection;
          if (next === undefined || seen.has(next)) continue;
          if (!own.has(next)) left = true;
          else {
            seen.add(next);
            ahead.push(next);
          }
        }
      expect(own.size - seen.size).toBe(0);
      expect(left).toBe(true);
    },
  );
});
