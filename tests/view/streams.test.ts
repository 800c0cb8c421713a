// Streams: many envelopes on their ways, evenly spread, never off the way, nothing allocated while they walk.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipLine, pathLength } from '../../src/view/layout/route.ts';
import { ATLAS_SIZE } from '../../src/view/layers/atlas.ts';
import { createScreenMesh } from '../../src/view/layers/screenMesh.ts';
import { anglesOf, type Camera, type Point, unproject } from '../../src/view/projection.ts';
import { createStreams, type Stream } from '../../src/view/streams.ts';

const CAMERA: Camera = { ...anglesOf('plan', 0), scale: 10, offsetX: 0, offsetY: 0 };
const SIZE = 20;

/** Corridor lines: axis by axis. */
const lines: fc.Arbitrary<Point[]> = fc
  .array(fc.record({ along: fc.boolean(), by: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 8 })
  .map((moves) =>
    moves.reduce<Point[]>(
      (points, { along, by }) => {
        const { x, y } = points[points.length - 1] ?? { x: 0, y: 0 };
        return [...points, along ? { x: x + by, y } : { x, y: y + by }];
      },
      [{ x: 0, y: 0 }],
    ),
  );

function onLine(points: readonly Point[], at: Point): boolean {
  return points.some((b, index) => {
    const a = points[index - 1];
    if (!a) return false;
    const slack = 1e-3;
    return (
      at.x >= Math.min(a.x, b.x) - slack &&
      at.x <= Math.max(a.x, b.x) + slack &&
      at.y >= Math.min(a.y, b.y) - slack &&
      at.y <= Math.max(a.y, b.y) + slack
    );
  });
}

describe('streams', () => {
  it('every envelope stays on its way, however long they walk', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ line: lines, weight: fc.integer({ min: 1, max: 5 }), refused: fc.boolean() }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 12 }),
        (ways: Stream[], count, steps) => {
          const streams = createStreams();
          const mesh = createScreenMesh(ATLAS_SIZE);
          streams.lay(ways, count);
          expect(streams.count).toBe(count);
          for (const step of [0, ...steps]) {
            streams.advance(step);
            streams.draw(mesh, CAMERA, SIZE);
            for (let envelope = 0; envelope < count; envelope++) {
              const screen = {
                x: (mesh.vertices[envelope * 16] ?? Number.NaN) + SIZE / 2,
                y: (mesh.vertices[envelope * 16 + 1] ?? Number.NaN) + SIZE / 2,
              };
              const at = unproject(CAMERA, screen);
              expect(ways.some(({ line }) => onLine(line, at))).toBe(true);
            }
          }
        },
      ),
      { seed: 20261125, numRuns: 60 },
    );
  });

  it('shares envelopes by weight, and none without a way', () => {
    const streams = createStreams();
    const line = [
      { x: 0, y: 0 },
      { x: 8, y: 0 },
    ];
    const other = [
      { x: 0, y: 5 },
      { x: 8, y: 5 },
    ];
    streams.lay(
      [
        { line, weight: 3, refused: false },
        { line: other, weight: 1, refused: true },
      ],
      40,
    );
    const mesh = createScreenMesh(ATLAS_SIZE);
    streams.draw(mesh, CAMERA, SIZE);
    const high = Array.from({ length: 40 }, (_item, index) => (mesh.vertices[index * 16 + 1] ?? 0) + SIZE / 2);
    expect(high.filter((y) => Math.abs(y - 50) < 1e-3)).toHaveLength(10);
    streams.lay([{ line: [{ x: 0, y: 0 }], weight: 1, refused: false }], 40);
    expect(streams.count).toBe(0);
    expect(streams.advance(16)).toBe(false);
  });

  it('walks and draws without growing its arrays', () => {
    const streams = createStreams();
    const line = [
      { x: 0, y: 0 },
      { x: 3, y: 0 },
      { x: 3, y: 4 },
    ];
    streams.lay([{ line, weight: 1, refused: false }], 100);
    const mesh = createScreenMesh(ATLAS_SIZE);
    streams.draw(mesh, CAMERA, SIZE);
    const { vertices } = mesh;
    for (let frame = 0; frame < 500; frame++) {
      streams.advance(16.7);
      streams.draw(mesh, CAMERA, SIZE);
    }
    expect(mesh.vertices).toBe(vertices);
    expect(vertices).toHaveLength(1600);
  });

  it('a refused way ends where it was refused', () => {
    fc.assert(
      fc.property(lines, fc.double({ min: 0, max: 1, noNaN: true }), (line, share) => {
        const whole = pathLength(line);
        const clipped = clipLine(line, whole * share);
        expect(pathLength(clipped)).toBeCloseTo(whole * share, 6);
      }),
      { seed: 20261125, numRuns: 200 },
    );
  });
});
