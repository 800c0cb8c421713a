// The board's pure parts: projection and its inverse, placed things that never overlap, ways that keep to corridors, labels that never collide.
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/engine/dataplane/plan.ts';
import type { NetworkDocument } from '../../src/engine/model/networkDocument.ts';
import { DEFAULT_NETWORK } from '../../src/engine/model/spec.ts';
import { declutter, type LabelSpot } from '../../src/view/layers/labels.ts';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import { routeBetween } from '../../src/view/layout/route.ts';
import type { Placed } from '../../src/view/layout/types.ts';
import { fitCamera, isoAngles, planAngles, projectX, projectY, unproject } from '../../src/view/projection.ts';

const NETWORK: NetworkDocument = {
  ...DEFAULT_NETWORK,
  virtualNetworks: [
    {
      name: 'v',
      addressSpace: ['10.0.0.0/8'],
      subnets: [
        { name: 's', addressPrefix: '10.1.0.0/16' },
        { name: 'snet-vms', addressPrefix: '10.2.0.0/24' },
        { name: 'GatewaySubnet', addressPrefix: '10.3.0.0/27' },
      ],
    },
  ],
  virtualNetworkGateways: [{ name: 'vpngw', virtualNetwork: 'v', gatewayType: 'Vpn', connections: ['hq'] }],
  virtualMachines: [{ name: 'jump', subnet: 'snet-vms', ipAddress: '10.2.0.4' }],
  onPremises: [{ name: 'hq', addressSpace: ['172.20.0.0/16'], hosts: [{ name: 'monitor', ipAddress: '172.20.1.10' }] }],
  internetHosts: [{ name: 'customer', ipAddress: '203.0.113.9' }],
};

function planOf(nodes: number, pods: number): Plan {
  return {
    cluster: 'aks',
    mode: 'overlay',
    policyEngine: 'none',
    subnets: [],
    nodes: Array.from({ length: nodes }, (_, index) => ({
      name: `n${index}`,
      pool: 'p',
      subnet: 's',
      ip: `10.1.0.${4 + index}`,
      ready: true,
      maxPods: 250,
    })),
    pods: Array.from({ length: pods }, (_, index) => ({
      namespace: `team${index % 4}`,
      name: `p${index}`,
      ip: '10.244.0.2',
      node: `n${index % nodes}`,
      hostNetwork: false,
      ready: true,
      labels: {},
      ports: [],
    })),
    podsUnplaced: [],
    services: Array.from({ length: 6 }, (_, index) => ({
      namespace: 'team0',
      name: `s${index}`,
      type: index === 0 ? ('LoadBalancer' as const) : ('ClusterIP' as const),
      clusterIP: '10.0.0.11',
      internal: false,
      ports: [],
      selected: [],
      endpoints: ['team0/p0:80'],
    })),
  };
}

function overlap(a: Placed, b: Placed): boolean {
  return (
    a.box.x < b.box.x + b.box.width &&
    b.box.x < a.box.x + a.box.width &&
    a.box.y < b.box.y + b.box.depth &&
    b.box.y < a.box.y + a.box.depth
  );
}

const SIZES = [
  [1, 0],
  [1, 1],
  [2, 7],
  [3, 11],
  [4, 60],
  [10, 300],
  [25, 500],
] as const;

describe('layout', () => {
  it.each(SIZES)(
    '%i nodes, %i pods: solid things never overlap, rooms never overlap, desks stand in their room',
    (nodes, pods) => {
      const layout = buildLayout(planOf(nodes, pods), NETWORK);
      const solids = layout.things.filter((thing) => !['zone', 'room', 'street'].includes(thing.kind));
      const rooms = layout.things.filter((thing) => thing.kind === 'room');
      expect(solids.filter((thing) => thing.kind === 'desk')).toHaveLength(pods);
      const pairs = (things: readonly Placed[]): string[] =>
        things.flatMap((a, index) =>
          things.slice(index + 1).flatMap((b) => (overlap(a, b) ? [`${a.selection} ${b.selection}`] : [])),
        );
      expect(pairs(solids)).toEqual([]);
      expect(pairs(rooms)).toEqual([]);
      for (const desk of solids.filter((thing) => thing.kind === 'desk'))
        expect(rooms.filter((room) => overlap(room, desk))).toHaveLength(1);
    },
  );

  it.each(SIZES)(
    '%i nodes, %i pods: an envelope crosses no room but those at its ends, and never turns but at right angles',
    (nodes, pods) => {
      const layout = buildLayout(planOf(nodes, pods), NETWORK);
      const ends = layout.things.filter((thing) => thing.kind !== 'zone' && thing.kind !== 'room');
      const rooms = layout.things.filter((thing) => thing.kind === 'room');
      const sample = ends.filter((_, index) => index % Math.ceil(ends.length / 14) === 0);
      for (const from of sample) {
        for (const to of sample) {
          const way = routeBetween(from, to);
          for (let index = 1; index < way.length; index++) {
            const [a, b] = [way[index - 1], way[index]];
            if (!a || !b) continue;
            expect(Math.min(Math.abs(a.x - b.x), Math.abs(a.y - b.y)), `${from.selection} > ${to.selection}`).toBeLessThan(1e-6);
            for (const room of rooms.filter((item) => !overlap(item, from) && !overlap(item, to))) {
              const inside = (t: number): boolean => {
                const x = a.x + (b.x - a.x) * t;
                const y = a.y + (b.y - a.y) * t;
                const { box } = room;
                return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.depth;
              };
              expect([0.1, 0.5, 0.9].some(inside), `${from.selection} > ${to.selection} through ${room.selection}`).toBe(false);
            }
          }
        }
      }
    },
  );

  it('the same plan gives the same layout', () => {
    expect(buildLayout(planOf(3, 11), NETWORK)).toEqual(buildLayout(planOf(3, 11), NETWORK));
  });
});

describe('projection', () => {
  it.each([0, 1, 2, 3] as const)('a floor point comes back from the screen, 3D and plan, turn %i', (turn) => {
    for (const angles of [isoAngles(turn), planAngles(turn)]) {
      const camera = fitCamera(
        angles,
        { x: -3, y: -2, width: 30, depth: 20, height: 2 },
        { x: 100, y: 50, width: 800, height: 600 },
      );
      for (const [x, y] of [
        [0, 0],
        [12.5, 3],
        [-2, 17],
      ] as const) {
        const back = unproject(camera, { x: projectX(camera, x, y), y: projectY(camera, x, y, 0) });
        expect(back.x).toBeCloseTo(x, 6);
        expect(back.y).toBeCloseTo(y, 6);
      }
    }
  });

  it('a fitted world stays inside the free area', () => {
    const world = { x: 0, y: 0, width: 22, depth: 14, height: 2 };
    const screen = { x: 340, y: 76, width: 600, height: 500 };
    const camera = fitCamera(isoAngles(0), world, screen);
    for (const [x, y, z] of [
      [0, 0, 2],
      [22, 0, 2],
      [0, 14, 0],
      [22, 14, 0],
    ] as const) {
      expect(projectX(camera, x, y)).toBeGreaterThanOrEqual(screen.x - 1e-6);
      expect(projectX(camera, x, y)).toBeLessThanOrEqual(screen.x + screen.width + 1e-6);
      expect(projectY(camera, x, y, z)).toBeGreaterThanOrEqual(screen.y - 1e-6);
      expect(projectY(camera, x, y, z)).toBeLessThanOrEqual(screen.y + screen.height + 1e-6);
    }
  });
});

describe('labels', () => {
  it('never overlap, stay inside the free area, and the more important ones win', () => {
    const spots: LabelSpot[] = Array.from({ length: 400 }, (_, index) => ({
      key: `k${index}`,
      x: 300 + ((index * 7919) % 700),
      y: 80 + ((index * 104_729) % 500),
      width: 90 + (index % 5) * 12,
      height: 22,
      priority: index % 7,
      short: { key: `k${index}#short`, width: 50 },
    }));
    const free = { left: 300, top: 80, right: 1000, bottom: 580 };
    const placed = declutter(spots, free);
    const boxes = placed.map(({ key, x, y }) => {
      const spot = spots.find((item) => item.key === key || item.short?.key === key);
      const width = spot?.key === key ? spot.width : (spot?.short?.width ?? 0);
      return { left: x, top: y, right: x + width, bottom: y + 22 };
    });
    expect(placed.length).toBeGreaterThan(40);
    boxes.forEach((a, index) => {
      expect(a.left >= free.left && a.right <= free.right && a.top >= free.top && a.bottom <= free.bottom).toBe(true);
      for (const b of boxes.slice(index + 1))
        expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
    });
    const first = spots.find((spot) => spot.priority === 6);
    expect(placed.some(({ key }) => key.startsWith(first?.key ?? ''))).toBe(true);
  });
});
