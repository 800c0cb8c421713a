// Ways between placed things, remembered per layout; where on the board a hop of a trace happens. Pure.
import type { Place } from '../../engine/forward/trace.ts';
import { selectionOfPlace } from '../../store/places.ts';
import type { Point } from '../projection.ts';
import { buildGraph, type Graph, shortestWay } from './graph.ts';
import type { Layout, Placed } from './types.ts';

/** The thing a hop happens at; a load balancer on the way in is the reception desk of the Service it serves. */
export function thingAt(layout: Layout, place: Place, service: string | undefined): Placed | undefined {
  const own = layout.bySelection.get(selectionOfPlace(place));
  if (place.kind !== 'loadBalancer') return own;
  const desk = service === undefined ? undefined : layout.bySelection.get(`service:${service}`);
  return (
    desk ??
    own ??
    layout.things.find((thing) => thing.kind === 'reception') ??
    layout.things.find((thing) => thing.kind === 'mailroom')
  );
}

export interface Router {
  route(from: Placed, to: Placed): readonly Point[];
}

export function createRouter(layout: Layout): Router {
  let graph: Graph | undefined;
  const known = new Map<string, readonly Point[]>();
  return {
    route: (from, to) => {
      if (from.selection === to.selection) return [from.port];
      const key = `${from.selection} ${to.selection}`;
      const old = known.get(key);
      if (old) return old;
      graph ??= buildGraph(layout);
      const way = shortestWay(graph, from.selection, to.selection) ?? [from.port, to.port];
      known.set(key, way);
      return way;
    },
  };
}

export function pathLength(points: readonly Point[]): number {
  let total = 0;
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1], points[index]];
    if (a && b) total += Math.hypot(b.x - a.x, b.y - a.y);
  }
  return total;
}

/** The first part of a way, `distance` long. */
export function clipLine(points: readonly Point[], distance: number): readonly Point[] {
  const kept: Point[] = [];
  let left = distance;
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (before) {
      const length = Math.hypot(point.x - before.x, point.y - before.y);
      if (length > left) {
        const share = left / length;
        kept.push({ x: before.x + (point.x - before.x) * share, y: before.y + (point.y - before.y) * share });
        return kept;
      }
      left -= length;
    }
    kept.push(point);
  }
  return kept;
}

/** The point so far along a way, written into `into` so that a frame allocates nothing. */
export function pointAlong(points: readonly Point[], distance: number, into: { x: number; y: number }): void {
  let left = Math.max(0, distance);
  for (let index = 1; index < points.length; index++) {
    const a = points[index - 1];
    const b = points[index];
    if (!a || !b) continue;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (left <= length && length > 0) {
      into.x = a.x + ((b.x - a.x) * left) / length;
      into.y = a.y + ((b.y - a.y) * left) / length;
      return;
    }
    left -= length;
  }
  const last = points[points.length - 1];
  if (last) {
    into.x = last.x;
    into.y = last.y;
  }
}
