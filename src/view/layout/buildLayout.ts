// Network and plan → placed things on a floor grid: zones with rooms, trunk corridor, east wing, lobby, headquarters, street. Pure, and the
// same input gives the same house. Nothing overlaps; lanes keep clear of every solid but the one that a spur ends at.
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import type { Absent } from '../../store/absent.ts';
import type { Box, Point } from '../projection.ts';
import { departmentsOf, hueLookup } from './departments.ts';
import { placeFloors, planFloors } from './floors.ts';
import { countersOf, placeLobby, planLobby } from './lobby.ts';
import { placeOutside, planPlots } from './outside.ts';
import { isPost } from './posts.ts';
import { addLane, type Draft, type Layout } from './types.ts';
import { clusterVnet, placeWing, planWing, WING_WIDTH, wingDepth, wingStrips } from './wing.ts';

const MARGIN = 0.35;
const TRUNK = 1.1;
const LAWN = 0.9;
/** Grass beyond the far pavement, deep enough for the houses. */
const FAR_LAWN = 2;

/** `absent`: what ought to be there and is not; it stands as an outline where it belongs. */
export function buildLayout(plan: Plan, network: NetworkDocument, absent: readonly Absent[] = []): Layout {
  const departments = departmentsOf(plan);
  const hueOf = hueLookup(departments);
  const draft: Draft = { things: [], lanes: [], spurs: [], rooms: [], plots: [], lounges: [], posts: absent.filter(isPost) };
  const wing = planWing(plan, network, absent);
  const beside = { width: TRUNK + (wing.length > 0 ? WING_WIDTH : 0), depth: wingDepth(wing) };
  const floors = planFloors(plan, beside);
  const manyRows = floors.zones.length > 1 || floors.zones.some((zone) => zone.nodes.length > floors.columns);
  const trunk = wing.length > 0 || manyRows ? TRUNK : 0;
  const inner = floors.width + trunk + (wing.length > 0 ? WING_WIDTH : 0);
  const trunkX = trunk > 0 ? MARGIN + floors.width + TRUNK / 2 : MARGIN + floors.width / 2;
  const lobby = planLobby(
    countersOf({ plan, network, absent: absent.filter(({ subnet }) => subnet === ''), hueOf }),
    inner,
    trunkX - MARGIN,
  );
  const bottom = MARGIN + Math.max(floors.depth, beside.depth);
  const building: Box = { x: 0, y: 0, width: inner + 2 * MARGIN, depth: bottom + lobby.depth + MARGIN };

  const corridorY = placeFloors(draft, {
    plan,
    network,
    floors,
    at: { x: MARGIN, y: MARGIN },
    bottom,
    trunkX: trunk > 0 ? trunkX : MARGIN + floors.width - 0.3,
    hueOf,
  });
  if (trunk > 0) addLane(draft, { x: trunkX, y: MARGIN + 0.5 }, { x: trunkX, y: corridorY });
  const strips = wingStrips(wing, MARGIN, bottom);
  const gateway = placeWing(draft, strips, { x: MARGIN + floors.width + trunk, trunkX, network });
  const frontY = placeLobby(draft, lobby, {
    box: { x: MARGIN, y: bottom, width: inner, depth: lobby.depth },
    corridorY,
    corridor: { from: MARGIN + 0.3, to: MARGIN + floors.width - 0.3 },
    passageX: trunkX,
  });
  const plots = planPlots(network, clusterVnet(plan, network));
  const exits = trunk === 0 ? [corridorY] : wing.length > 0 ? strips.map((strip) => strip.laneY) : [corridorY, MARGIN + 0.9];
  const outside = placeOutside(draft, network, plots, { building, trunkX, gateway, exits, doorX: trunkX, frontY });
  const { road, edges } = outside;
  const ground: Box = {
    x: edges.left - LAWN,
    y: -LAWN,
    width: edges.right - edges.left + 2 * LAWN,
    depth: road.y + road.depth + FAR_LAWN + LAWN,
  };
  const seam = building.x + building.width + LAWN;
  const north = Math.min(ground.y + ground.depth, ...draft.plots.map((plot) => plot.box.y - LAWN), road.y - LAWN);
  const lawns: Box[] = [
    { ...ground, width: Math.min(ground.width, seam - ground.x) },
    { x: seam, y: north, width: Math.max(0, ground.x + ground.width - seam), depth: ground.y + ground.depth - north },
  ].filter((lawn) => lawn.width > 0.01);
  const fullRoad: Box = { ...road, x: ground.x, width: ground.width };
  return {
    things: draft.things,
    bySelection: new Map(draft.things.map((thing) => [thing.selection, thing])),
    rooms: draft.rooms,
    building,
    frontDoor: { x: trunkX, y: building.depth, width: 1.3 },
    sideDoors: outside.sideDoors,
    ground,
    lawns,
    road: fullRoad,
    crossing: outside.crossing,
    paths: outside.paths,
    bridges: outside.bridges,
    plots: draft.plots,
    trees: plantTrees(lawns, building, draft, fullRoad),
    lounges: draft.lounges,
    lanes: draft.lanes,
    spurs: draft.spurs,
    // The ends of street and lawn may run under the panels: nobody lives there.
    frame: [
      { ...building, height: 1 },
      outside.crossing,
      ...draft.plots.map((plot) => plot.box),
      ...draft.things
        .filter((thing) => ['house', 'postbox', 'supplier', 'tower'].includes(thing.kind))
        .map((thing) => ({ ...thing.box, height: thing.height })),
    ].map((box) => ({ height: 0, ...box })),
    departments,
  };
}

/** A few trees where the grass is wide enough: never on a plot, a path or a house. */
function plantTrees(lawns: readonly Box[], building: Box, draft: Draft, road: Box): Point[] {
  const taken: Box[] = [building, road, ...draft.plots.map((plot) => plot.box), ...draft.things.map((thing) => thing.box)];
  const trees: Point[] = [];
  // No tree so near that its crown hides what is inside.
  const clearance = (box: Box): number => (box === building ? 1.3 : box === road ? 0.8 : 0.5);
  const clear = (at: Point): boolean =>
    taken.every(
      (box) =>
        at.x < box.x - clearance(box) ||
        at.x > box.x + box.width + clearance(box) ||
        at.y < box.y - clearance(box) ||
        at.y > box.y + box.depth + clearance(box),
    ) &&
    draft.lanes.every(
      ({ a, b }) =>
        at.x < Math.min(a.x, b.x) - 0.5 ||
        at.x > Math.max(a.x, b.x) + 0.5 ||
        at.y < Math.min(a.y, b.y) - 0.5 ||
        at.y > Math.max(a.y, b.y) + 0.5,
    ) &&
    trees.every((tree) => Math.hypot(tree.x - at.x, tree.y - at.y) > 1.5);
  for (const lawn of lawns) {
    for (let y = lawn.y + 0.5; y < lawn.y + lawn.depth - 0.4; y += 1.3) {
      for (let x = lawn.x + 0.5; x < lawn.x + lawn.width - 0.4; x += 1.3) {
        // A fixed scatter, in whole numbers: the same lawn in every browser.
        const salt = ((Math.imul(Math.round(x * 10), 73856093) ^ Math.imul(Math.round(y * 10), 19349663)) >>> 8) / 2 ** 24;
        const at = { x: x + salt * 0.3 - 0.15, y: y + ((salt * 7) % 1) * 0.3 - 0.15 };
        if (salt < 0.35 && trees.length < 18 && clear(at)) trees.push(at);
      }
    }
  }
  return trees;
}
