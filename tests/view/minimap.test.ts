// The minimap: there when a large world is seen close, inside the free area, and a point of it is the floor it shows.
import { describe, expect, it } from 'vitest';
import { minimapPoint, planMinimap, seenOnMinimap } from '../../src/view/layers/minimap.ts';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import { anglesOf, fitCamera, project } from '../../src/view/projection.ts';
import { networkOf, planOf } from './plans.ts';

const large = buildLayout(planOf({ nodes: 14, pods: 200 }), networkOf({ gateway: true }));
const free = { left: 330, top: 80, right: 1000, bottom: 700 };
const close = { free, ratio: 1, zoom: 2 };

describe('the minimap', () => {
  it('is there only for a large world that is seen close, with room beside it', () => {
    expect(planMinimap(large, close)).toBeDefined();
    expect(planMinimap(large, { ...close, zoom: 1 })).toBeUndefined();
    expect(planMinimap(buildLayout(planOf(), networkOf()), close)).toBeUndefined();
    expect(planMinimap(large, { ...close, free: { ...free, right: 600 } })).toBeUndefined();
  });

  it.each([1, 2, 3])('lies inside the free area and holds the whole ground at pixel ratio %d', (ratio) => {
    const scaled = { left: free.left * ratio, top: free.top * ratio, right: free.right * ratio, bottom: free.bottom * ratio };
    const map = planMinimap(large, { free: scaled, ratio, zoom: 2 });
    if (!map) throw new Error('no map');
    expect(map.box.left).toBeGreaterThan(scaled.left);
    expect(map.box.top).toBeGreaterThan(scaled.top);
    expect(map.box.right).toBeLessThan(scaled.right);
    expect(map.box.bottom).toBeLessThan(scaled.bottom);
    const { ground } = large;
    const at = { x: map.origin.x + ground.x * map.scale, y: map.origin.y + ground.y * map.scale };
    const floor = minimapPoint(map, at);
    expect(floor?.x).toBeCloseTo(ground.x);
    expect(floor?.y).toBeCloseTo(ground.y);
    expect(minimapPoint(map, { x: map.box.left - 1, y: map.box.top })).toBeUndefined();
  });

  it('shows the floor in the middle of the view inside its outline', () => {
    const map = planMinimap(large, close);
    if (!map) throw new Error('no map');
    const { building } = large;
    const middle = { x: building.x + building.width / 2, y: building.y + building.depth / 2 };
    const camera = fitCamera(anglesOf('plan', 0), [{ ...middle, width: 1, depth: 1, height: 0 }], {
      x: free.left,
      y: free.top,
      width: free.right - free.left,
      height: free.bottom - free.top,
    });
    const seen = seenOnMinimap(map, camera, free);
    const at = { x: map.origin.x + middle.x * map.scale, y: map.origin.y + middle.y * map.scale };
    expect(Math.min(...seen.map(({ x }) => x))).toBeLessThan(at.x + 1);
    expect(Math.max(...seen.map(({ x }) => x))).toBeGreaterThan(at.x - 1);
    expect(project(camera, middle, 0).x).toBeGreaterThan(free.left);
  });
});
