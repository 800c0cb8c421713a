// The one matrix: 2:1 dimetric and plan, inverse, fit, blend.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anglesOf,
  blendCameras,
  type Camera,
  depthOf,
  fitCamera,
  project,
  quarterOf,
  screenBounds,
  type Turn,
  unproject,
} from '../../src/view/projection.ts';

const SEED = 20261124;
const turns = fc.constantFrom<Turn>(0, 1, 2, 3);
const cameras: fc.Arbitrary<Camera> = fc
  .record({
    from: turns,
    projection: fc.constantFrom('iso' as const, 'plan' as const),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    scale: fc.integer({ min: 4, max: 90 }),
    x: fc.integer({ min: -900, max: 900 }),
    y: fc.integer({ min: -900, max: 900 }),
  })
  .map(({ from, projection, share, scale, x, y }) =>
    blendCameras(
      { ...anglesOf('iso', from), scale, offsetX: x, offsetY: y },
      { ...anglesOf(projection, from), scale: scale + 3, offsetX: y, offsetY: x },
      share,
      { x: 3, y: 4 },
    ),
  );
const point = fc.record({ x: fc.double({ min: -50, max: 50, noNaN: true }), y: fc.double({ min: -50, max: 50, noNaN: true }) });

describe('the projection', () => {
  it('3D is 2:1 dimetric: a unit east goes twice as far right as down', () => {
    const camera: Camera = { ...anglesOf('iso', 0), scale: 10, offsetX: 0, offsetY: 0 };
    const east = project(camera, { x: 1, y: 0 }, 0);
    expect(east.x / east.y).toBeCloseTo(2, 9);
    const south = project(camera, { x: 0, y: 1 }, 0);
    expect(south.x / south.y).toBeCloseTo(-2, 9);
  });

  it('the plan is a plain map: x right, y down, heights gone', () => {
    const camera: Camera = { ...anglesOf('plan', 0), scale: 10, offsetX: 5, offsetY: 7 };
    const at = project(camera, { x: 3, y: 4 }, 9);
    expect(at.x).toBeCloseTo(35, 9);
    expect(at.y).toBeCloseTo(47, 9);
  });

  it('unproject gives back the floor point under any camera, half-way morphs included', () => {
    fc.assert(
      fc.property(cameras, point, fc.double({ min: 0, max: 3, noNaN: true }), (camera, at, z) => {
        const back = unproject(camera, project(camera, at, z), z);
        expect(back.x).toBeCloseTo(at.x, 6);
        expect(back.y).toBeCloseTo(at.y, 6);
      }),
      { seed: SEED },
    );
  });

  it('a fitted camera keeps every box in the free rectangle and touches two of its sides', () => {
    const boxes = fc.record({
      x: fc.integer({ min: -20, max: 20 }),
      y: fc.integer({ min: -20, max: 20 }),
      width: fc.integer({ min: 1, max: 30 }),
      depth: fc.integer({ min: 1, max: 30 }),
      height: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(
        fc.array(boxes, { minLength: 1, maxLength: 5 }),
        turns,
        fc.constantFrom('iso' as const, 'plan' as const),
        (world, turn, projection) => {
          const free = { x: 300, y: 80, width: 900, height: 700 };
          const camera = fitCamera(anglesOf(projection, turn), world, free);
          const all = world.map((box) => screenBounds(camera, box, box.height));
          const left = Math.min(...all.map((box) => box.left));
          const right = Math.max(...all.map((box) => box.right));
          const top = Math.min(...all.map((box) => box.top));
          const bottom = Math.max(...all.map((box) => box.bottom));
          expect(left).toBeGreaterThan(299.9);
          expect(right).toBeLessThan(1200.1);
          expect(top).toBeGreaterThan(79.9);
          expect(bottom).toBeLessThan(780.1);
          expect(Math.min(900 - (right - left), 700 - (bottom - top))).toBeLessThan(0.1);
        },
      ),
      { seed: SEED },
    );
  });

  it('a quarter holds from its plan to its 3D view', () => {
    for (const turn of [0, 1, 2, 3] as const) {
      expect(quarterOf(anglesOf('plan', turn).yaw)).toBe(turn);
      expect(quarterOf(anglesOf('iso', turn).yaw)).toBe(turn);
    }
    expect(quarterOf(-0.2)).toBe(3);
  });

  it('while the house turns, the pivot moves straight and the ends are met', () => {
    fc.assert(
      fc.property(cameras, cameras, point, fc.double({ min: 0, max: 1, noNaN: true }), (from, to, pivot, share) => {
        const [a, b, at] = [
          project(from, pivot, 0),
          project(to, pivot, 0),
          project(blendCameras(from, to, share, pivot), pivot, 0),
        ];
        expect(at.x).toBeCloseTo(a.x + (b.x - a.x) * share, 5);
        expect(at.y).toBeCloseTo(a.y + (b.y - a.y) * share, 5);
        expect(blendCameras(from, to, 1, pivot).offsetX).toBeCloseTo(to.offsetX, 5);
      }),
      { seed: SEED },
    );
  });

  it('nearer is lower on the screen', () => {
    fc.assert(
      fc.property(cameras, point, point, (camera, a, b) => {
        fc.pre(Math.abs(depthOf(camera, a) - depthOf(camera, b)) > 1e-6);
        expect(depthOf(camera, a) < depthOf(camera, b)).toBe(project(camera, a, 0).y < project(camera, b, 0).y);
      }),
      { seed: SEED },
    );
  });
});
