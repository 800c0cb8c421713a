// The way of an envelope between two placed things: each one's way to the lobby, joined, with the part walked twice cut out. Corridors only.
import type { Place } from '../../engine/forward/trace.ts';
import type { Point } from '../projection.ts';
import type { Layout, Placed } from './types.ts';

const SELECTIONS: Readonly<Record<Place['kind'], string>> = {
  pod: 'pod',
  node: 'node',
  subnet: 'subnet',
  loadBalancer: 'device',
  virtualNetworkGateway: 'device',
  onPremises: 'site',
  onPremisesHost: 'host',
  virtualMachine: 'host',
  internet: 'site',
  internetHost: 'host',
};

/** The thing a hop happens at; a load balancer is the reception desk of the Service it serves. */
export function thingAt(layout: Layout, place: Place, service: string | undefined): Placed | undefined {
  if (place.kind === 'loadBalancer') {
    const desk = service === undefined ? undefined : layout.bySelection.get(`service:${service}`);
    return desk ?? layout.things.find((thing) => thing.kind === 'reception') ?? layout.bySelection.get('site:internet');
  }
  return layout.bySelection.get(`${SELECTIONS[place.kind]}:${place.name}`);
}

export function routeBetween(from: Placed, to: Placed): Point[] {
  if (from === to) return from.way.slice(0, 1);
  const out = [...from.way];
  const back = [...to.way].reverse();
  // The last point of every way is the lobby; what both ways share before it is not walked.
  while (out.length > 1 && back.length > 1 && same(out[out.length - 2], back[1])) {
    out.pop();
    back.shift();
  }
  return withoutDetours([...out, ...back]);
}

function same(a: Point | undefined, b: Point | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a.x - b.x) < 1e-6 && Math.abs(a.y - b.y) < 1e-6;
}

/** Drops a corner that lies on the line of its neighbours, and repeated points: no walking up a corridor and back again. */
function withoutDetours(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept[kept.length - 1];
    if (same(last, point)) continue;
    kept.push(point);
    while (kept.length >= 3) {
      const [a, b, c] = kept.slice(-3);
      const onLine = a && b && c && ((near(a.x, b.x) && near(b.x, c.x)) || (near(a.y, b.y) && near(b.y, c.y)));
      if (!onLine) break;
      kept.splice(kept.length - 2, 1);
      if (same(kept[kept.length - 2], kept[kept.length - 1])) kept.pop();
    }
  }
  return kept;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6;
}

export function pathLength(points: readonly Point[]): number {
  let total = 0;
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1], points[index]];
    if (a && b) total += Math.hypot(b.x - a.x, b.y - a.y);
  }
  return total;
}

/** The point at a share (0–1) of a way, written into `into` so that a frame allocates nothing. */
export function pointAlong(points: readonly Point[], share: number, into: { x: number; y: number }): void {
  let left = pathLength(points) * Math.min(1, Math.max(0, share));
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
