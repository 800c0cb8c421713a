// A load run on the board: merged streams carry over every point of the floor what a literal count says, thickness follows the share, books are
// empty only when nothing is left, lamps stand in the order of the nodes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoadReport } from '../../src/store/loadTypes.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { findWalk } from '../../src/store/loadPlanning.ts';
import {
  mergeStreams,
  type LoadStream,
  planBooks,
  planLamps,
  planStreams,
  STAMPS,
  stampsLeft,
  widthOf,
} from '../../src/view/loadPlan.ts';
import { createMesh } from '../../src/view/layers/mesh.ts';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import { createRouter, pathLength } from '../../src/view/layout/route.ts';
import { drawRibbons } from '../../src/view/loadLayer.ts';
import type { Point } from '../../src/view/projection.ts';
import { flow, planOf, runLoad, SECOND } from '../engine/loadPlans.ts';
import { deployment, house, service, worldOf } from '../engine/worlds.ts';

/** Axis by axis, so that they share stretches. */
const streams: fc.Arbitrary<LoadStream[]> = fc.array(
  fc.record({
    line: fc
      .array(fc.record({ along: fc.boolean(), by: fc.integer({ min: -3, max: 3 }) }), { minLength: 1, maxLength: 6 })
      .map((moves) =>
        moves.reduce<Point[]>(
          (points, { along, by }) => {
            const { x, y } = points[points.length - 1] ?? { x: 0, y: 0 };
            return [...points, along ? { x: x + by, y } : { x, y: y + by }];
          },
          [{ x: 0, y: 0 }],
        ),
      ),
    share: fc.integer({ min: 1, max: 100 }),
    refused: fc.boolean(),
  }),
  { maxLength: 5 },
);

/** How much goes over the middle of a unit of floor, counted step by step. */
function literal(all: readonly LoadStream[], middle: Point, refused: boolean): number {
  const inside = (a: number, b: number, value: number): boolean => value > Math.min(a, b) && value < Math.max(a, b);
  return all.reduce((sum, stream) => {
    const passes = stream.line.filter((b, index) => {
      const a = stream.line[index - 1];
      if (!a) return false;
      return (
        (a.y === b.y && b.y === middle.y && inside(a.x, b.x, middle.x)) ||
        (a.x === b.x && b.x === middle.x && inside(a.y, b.y, middle.y))
      );
    });
    return sum + (stream.refused === refused ? stream.share * passes.length : 0);
  }, 0);
}

describe('streams of a load run', () => {
  it('over every unit of floor they carry the sum of what goes there, each stretch once', () => {
    fc.assert(
      fc.property(streams, (all) => {
        const stretches = mergeStreams(all);
        const wrong: unknown[] = [];
        for (let x = -18; x <= 18; x++)
          for (let y = -18; y <= 18; y++)
            for (const middle of [
              { x: x + 0.5, y },
              { x, y: y + 0.5 },
            ]) {
              const over = stretches.filter(({ from, to }) =>
                from.y === to.y
                  ? middle.y === from.y && middle.x > from.x && middle.x < to.x
                  : middle.x === from.x && middle.y > from.y && middle.y < to.y,
              );
              const opened = literal(all, middle, false);
              const refused = literal(all, middle, true);
              const right = over.length === (opened + refused > 0 ? 1 : 0);
              if (!right || (over[0]?.opened ?? 0) !== opened || (over[0]?.refused ?? 0) !== refused)
                wrong.push({ middle, over, opened, refused });
            }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('are as thick as their share, and seen when they are thin', () => {
    expect(widthOf(0)).toBe(0);
    expect(widthOf(0.001)).toBeGreaterThan(0.04);
    const widths = [0.1, 0.3, 0.5, 1].map(widthOf);
    expect([...widths].sort((a, b) => a - b)).toEqual(widths);
    expect(widthOf(0.5) - widthOf(0.25)).toBeCloseTo(widthOf(0.75) - widthOf(0.5));
    const mesh = createMesh();
    drawRibbons(
      mesh,
      mergeStreams([
        {
          line: [
            { x: 0, y: 0 },
            { x: 4, y: 0 },
          ],
          share: 1,
          refused: false,
        },
      ]),
    );
    const ys = mesh.world.filter((_value, index) => index % 3 === 1);
    expect(Math.max(...ys) - Math.min(...ys)).toBeGreaterThan(widthOf(1));
  });
});

describe('books and lamps', () => {
  const network = house({ engine: 'none', nodes: 2 });
  const spec = worldOf(
    network,
    deployment('shop/web', 1, { ports: [8080] }),
    service(
      'shop/web',
      'type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]',
    ),
  );
  const engine = createEngine();
  const { plan } = engine.load({ spec, revision: 1 });
  const layout = buildLayout(plan, spec.network);
  const context = { layout, router: createRouter(layout) };
  const to = '203.0.113.150:443';
  const result = runLoad(
    engine,
    planOf([flow({ from: 'shop/web-0', to, rate: 200, hold: 60 * SECOND, end: 20 * SECOND })], { duration: 20 * SECOND }),
  );
  const traces = engine.traceAll({ revision: 1, flow: { from: 'shop/web-0', to } });
  const walks = result.ways.flatMap((way) => {
    const trace = findWalk(way, traces.ok ? traces.value : []);
    return trace ? [{ way, trace }] : [];
  });
  const report: LoadReport = {
    result,
    walks,
    desk: {
      service: 'shop/web',
      lamps: [
        { node: 'room-0', lit: true, why: 'none' },
        { node: 'room-1', lit: false, why: 'local' },
      ],
    },
  };

  it('E-12 what found no port ends at the device, what opened goes on to the street', () => {
    const [open, lost, ...more] = planStreams(context, report);
    expect(more).toEqual([]);
    if (!open || !lost) throw new Error('two streams');
    expect([open.refused, lost.refused]).toEqual([false, true]);
    expect(open.share + lost.share).toBeCloseTo(1);
    expect(pathLength(lost.line)).toBeLessThan(pathLength(open.line));
    expect(lost.line[lost.line.length - 1]).toEqual(layout.bySelection.get('device:lb:kubernetes')?.port);
  });

  it('E-11 the book of the load balancer has a page for each node; it is empty at the end and was not at first', () => {
    const [first, last] = [result.samples[0], result.samples[result.samples.length - 1]];
    if (!first || !last) throw new Error('samples');
    const [mark] = planBooks(layout, report, last);
    expect(mark?.thing.selection).toBe('device:lb:kubernetes');
    expect(mark?.pages).toEqual([{ node: 'room-0', used: 1024, capacity: 1024 }]);
    expect(mark?.pages.map(stampsLeft)).toEqual([0]);
    expect(planBooks(layout, report, first)[0]?.pages.map(stampsLeft)).toEqual([9]);
    for (let used = 0; used <= 1024; used++) {
      const left = stampsLeft({ used, capacity: 1024 });
      expect(left === 0).toBe(used === 1024);
      expect(left).toBeLessThanOrEqual(STAMPS);
    }
  });

  it('B-18 lamps stand at the reception that was asked, in the order of the nodes', () => {
    const lamps = planLamps(layout, report);
    expect(lamps?.thing.kind).toBe('reception');
    expect(lamps?.lit).toEqual([true, false]);
    expect(lamps?.out).toEqual(['room-1']);
    expect(planLamps(layout, {})).toBeUndefined();
  });
});
