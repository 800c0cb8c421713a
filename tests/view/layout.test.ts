// Layout properties, over random houses: nothing overlaps, everything stands where it belongs, ways keep to corridors and doors.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import { createRouter } from '../../src/view/layout/route.ts';
import type { Layout, Placed } from '../../src/view/layout/types.ts';
import type { Box, Point } from '../../src/view/projection.ts';
import { absentOf, type HouseShape, networkOf, planOf } from './plans.ts';

const SEED = 20261124;

const shapes: fc.Arbitrary<HouseShape> = fc.record({
  nodes: fc.integer({ min: 0, max: 14 }),
  pods: fc.integer({ min: 0, max: 300 }),
  namespaces: fc.integer({ min: 1, max: 12 }),
  balancers: fc.integer({ min: 0, max: 5 }),
  services: fc.integer({ min: 0, max: 30 }),
  machines: fc.integer({ min: 0, max: 9 }),
  emptySubnets: fc.integer({ min: 0, max: 6 }),
  gateway: fc.boolean(),
  sites: fc.integer({ min: 0, max: 2 }),
  siteHosts: fc.integer({ min: 0, max: 7 }),
  peers: fc.integer({ min: 0, max: 2 }),
  houses: fc.integer({ min: 0, max: 10 }),
  unplaced: fc.integer({ min: 0, max: 5 }),
  pools: fc.integer({ min: 1, max: 3 }),
  crowded: fc.boolean(),
  devices: fc.integer({ min: 0, max: 4 }),
  absent: fc.integer({ min: 0, max: 7 }),
});

function layoutOf(shape: HouseShape): Layout {
  return buildLayout(planOf(shape), networkOf(shape), absentOf(shape));
}

function overlap(a: Box, b: Box): boolean {
  const slack = 1e-6;
  return a.x + a.width > b.x + slack && b.x + b.width > a.x + slack && a.y + a.depth > b.y + slack && b.y + b.depth > a.y + slack;
}

function inside(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x - 1e-6 &&
    inner.y >= outer.y - 1e-6 &&
    inner.x + inner.width <= outer.x + outer.width + 1e-6 &&
    inner.y + inner.depth <= outer.y + outer.depth + 1e-6
  );
}

function hits(box: Box, a: Point, b: Point): boolean {
  const line = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), depth: Math.abs(a.y - b.y) };
  const shrunk = { x: box.x + 1e-6, y: box.y + 1e-6, width: box.width - 2e-6, depth: box.depth - 2e-6 };
  return (
    line.x < shrunk.x + shrunk.width &&
    line.x + line.width > shrunk.x &&
    line.y < shrunk.y + shrunk.depth &&
    line.y + line.depth > shrunk.y
  );
}

const flat = (thing: Placed): boolean => thing.kind === 'zone' || thing.kind === 'room';

/** Pairs spread over the house: every kind of thing meets every other kind. */
function pairs(layout: Layout): [Placed, Placed][] {
  const byKind = new Map<string, Placed[]>();
  for (const thing of layout.things) byKind.set(thing.kind, [...(byKind.get(thing.kind) ?? []), thing]);
  const chosen = [...byKind.values()]
    .flatMap((group) => [group[0], group[group.length >> 1], group[group.length - 1]])
    .flatMap((thing) => (thing ? [thing] : []));
  return chosen.flatMap((from) => chosen.filter((to) => to !== from).map((to): [Placed, Placed] => [from, to]));
}

describe('the layout of a house', () => {
  it('no two solid things, rooms or floor zones overlap', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const layout = layoutOf(shape);
        const solids: { readonly name: string; readonly box: Box }[] = [
          ...layout.things.filter((thing) => !flat(thing)).map((thing) => ({ name: thing.selection, box: thing.box })),
          ...layout.rooms.map((room) => ({ name: `${room.thing.selection} cabinet`, box: room.cabinet })),
          ...layout.trees.map((tree, index) => ({
            name: `tree ${index}`,
            box: { x: tree.x - 0.2, y: tree.y - 0.2, width: 0.4, depth: 0.4 },
          })),
        ];
        for (const group of [
          solids,
          layout.rooms.map((room) => ({ name: room.thing.selection, box: room.thing.box })),
          layout.things.filter((thing) => thing.kind === 'zone').map((thing) => ({ name: thing.selection, box: thing.box })),
        ]) {
          group.forEach((a, index) => {
            for (const b of group.slice(index + 1))
              if (overlap(a.box, b.box))
                throw new Error(`${a.name} ${JSON.stringify(a.box)} overlaps ${b.name} ${JSON.stringify(b.box)}`);
          });
        }
      }),
      { numRuns: 150, seed: SEED },
    );
  });

  it('everything stands in the group it names, rooms in the building, everything on the ground', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const layout = layoutOf(shape);
        for (const thing of layout.things) {
          expect(inside(layout.ground, thing.box), thing.selection).toBe(true);
          const plot = layout.plots.find((item) => item.selection === thing.group);
          const group = plot?.box ?? layout.bySelection.get(thing.group)?.box;
          if (group) expect(inside(group, thing.box), `${thing.selection} in ${thing.group}`).toBe(true);
          if (['room', 'desk', 'reception', 'helpDesk', 'mailroom', 'waiting', 'gateway'].includes(thing.kind))
            expect(inside(layout.building, thing.box), thing.selection).toBe(true);
        }
        for (const plot of layout.plots) expect(overlap(plot.box, layout.building)).toBe(false);
      }),
      { numRuns: 150, seed: SEED },
    );
  });

  it('every pod, node, service, subnet and host of a house that is not crowded has its place', () => {
    const shape: HouseShape = {
      nodes: 5,
      pods: 60,
      balancers: 2,
      services: 8,
      machines: 3,
      sites: 2,
      houses: 4,
      peers: 1,
      unplaced: 2,
    };
    const layout = layoutOf(shape);
    const plan = planOf(shape);
    const wanted = [
      ...plan.pods.map((pod) => `pod:${pod.namespace}/${pod.name}`),
      ...plan.podsUnplaced.map((item) => `pod:${item.pod}`),
      ...plan.nodes.map((node) => `node:${node.name}`),
      ...plan.services.map((service) => `service:${service.namespace}/${service.name}`),
      'subnet:snet-0',
      'subnet:snet-vms',
      'subnet:GatewaySubnet',
      'device:vpngw',
      'device:lb:kubernetes',
      'site:hq-0',
      'site:hq-1',
      'site:next-0',
      'site:internet',
      'host:machine-2',
      'host:press-1-1',
      'host:cousin-0',
      'host:customer-3',
    ];
    expect(wanted.filter((name) => !layout.bySelection.has(name))).toEqual([]);
    expect(layout.bySelection.size).toBe(layout.things.length);
  });

  it('every way follows lanes: axis by axis, through no solid but its ends, through no room but its ends’ own', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const layout = layoutOf(shape);
        const router = createRouter(layout);
        const solids = layout.things.filter((thing) => !flat(thing));
        for (const [from, to] of pairs(layout)) {
          const way = router.route(from, to);
          expect(way[0]).toEqual(from.port);
          expect(way[way.length - 1]).toEqual(to.port);
          for (let index = 1; index < way.length; index++) {
            const [a, b] = [way[index - 1], way[index]];
            if (!a || !b) continue;
            const what = `${from.selection} → ${to.selection} ${JSON.stringify([a, b])}`;
            if (Math.abs(a.x - b.x) > 1e-6 && Math.abs(a.y - b.y) > 1e-6) throw new Error(`slanted: ${what}`);
            for (const solid of solids)
              if (solid !== from && solid !== to && hits(solid.box, a, b))
                throw new Error(`${what} walks through ${solid.selection}`);
            for (const room of layout.rooms) {
              const own = [from, to].some((end) => end === room.thing || end.group === room.thing.selection);
              if (!own && hits(room.thing.box, a, b)) throw new Error(`${what} walks through ${room.thing.selection}`);
            }
          }
        }
      }),
      { numRuns: 30, seed: SEED },
    );
  }, 180_000);

  it('a way out of a room goes by its door', () => {
    const layout = layoutOf({ nodes: 4, pods: 30 });
    const router = createRouter(layout);
    const [first, second] = layout.rooms;
    const [from, to] = [first?.desks[0], second?.desks[3]];
    if (!first || !from || !to) throw new Error('no desks');
    const way = router.route(from, to);
    const atDoor = way.some((point, index) => {
      const next = way[index + 1];
      return (
        next !== undefined &&
        point.x === first.door.x &&
        next.x === first.door.x &&
        Math.min(point.y, next.y) < first.door.y &&
        Math.max(point.y, next.y) > first.door.y
      );
    });
    expect(atDoor).toBe(true);
  });

  it('the same network gives the same house', () => {
    const shape: HouseShape = { nodes: 6, pods: 80, peers: 1, machines: 4 };
    expect(layoutOf(shape)).toEqual(layoutOf(shape));
  });

  it('every Service finds its counter, however the door divides the lobby', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const plan = planOf(shape);
        const { bySelection } = buildLayout(plan, networkOf(shape), absentOf({ ...shape, absent: 6 }));
        for (const { namespace, name } of [...plan.services, { namespace: 'team-0', name: 'missing-5' }])
          expect(bySelection.has(`service:${namespace}/${name}`)).toBe(true);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('thousands of pods collapse to strips with counts, room by room', () => {
    const layout = layoutOf({ nodes: 40, pods: 8000, namespaces: 6 });
    expect(layout.things.some((thing) => thing.kind === 'desk')).toBe(false);
    expect(layout.rooms.reduce((sum, room) => sum + room.strips.reduce((part, strip) => part + strip.count, 0), 0)).toBe(8000);
    for (const room of layout.rooms) for (const strip of room.strips) expect(inside(room.thing.box, strip.box)).toBe(true);
  });
});
