// The corridor graph: lanes cut where they meet, ports hung on by spurs. Shortest ways by Dijkstra; nobody walks through another's port.
// Deterministic: nodes are numbered in the order they are met, ties go to the smaller number. Pure.
import type { Point } from '../projection.ts';
import type { Lane, Layout } from './types.ts';

interface Edge {
  readonly to: number;
  readonly length: number;
}

export interface Graph {
  readonly points: readonly Point[];
  readonly edges: readonly (readonly Edge[])[];
  /** Node of each thing's port. */
  readonly ports: ReadonlyMap<string, number>;
  readonly isPort: readonly boolean[];
}

const GRAIN = 1000;

export function buildGraph(layout: Pick<Layout, 'lanes' | 'spurs' | 'bySelection'>): Graph {
  const points: Point[] = [];
  const edges: Edge[][] = [];
  const isPort: boolean[] = [];
  const byPlace = new Map<string, number>();
  const nodeAt = (point: Point): number => {
    const key = `${Math.round(point.x * GRAIN)},${Math.round(point.y * GRAIN)}`;
    const known = byPlace.get(key);
    if (known !== undefined) return known;
    byPlace.set(key, points.length);
    points.push(point);
    edges.push([]);
    isPort.push(false);
    return points.length - 1;
  };
  const join = (a: number, b: number): void => {
    const [from, to] = [points[a], points[b]];
    if (!from || !to || a === b) return;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    edges[a]?.push({ to: b, length });
    edges[b]?.push({ to: a, length });
  };
  const flat = layout.lanes.filter((lane) => isFlat(lane));
  const upright = layout.lanes.filter((lane) => !isFlat(lane));
  const ends = layout.lanes.flatMap(({ a, b }) => [a, b]);
  const hooks = layout.spurs.map((spur) => spur.to);
  for (const lane of layout.lanes) {
    const cuts: Point[] = [lane.a, lane.b];
    for (const other of isFlat(lane) ? upright : flat) {
      const at = crossing(lane, other);
      if (at) cuts.push(at);
    }
    for (const point of ends) if (on(lane, point)) cuts.push(point);
    for (const point of hooks) if (on(lane, point)) cuts.push(point);
    cuts.sort((a, b) => a.x - b.x || a.y - b.y);
    for (let index = 1; index < cuts.length; index++) {
      const [a, b] = [cuts[index - 1], cuts[index]];
      if (a && b) join(nodeAt(a), nodeAt(b));
    }
  }
  const ports = new Map<string, number>();
  for (const spur of layout.spurs) {
    const thing = layout.bySelection.get(spur.thing);
    if (!thing) continue;
    let port = ports.get(spur.thing);
    if (port === undefined) {
      // A port is a node of its own even where it touches a lane, so that it stays an end.
      port = points.length;
      points.push(thing.port);
      edges.push([]);
      isPort.push(true);
      ports.set(spur.thing, port);
    }
    join(port, nodeAt(spur.to));
  }
  return { points, edges, ports, isPort };
}

function isFlat({ a, b }: Lane): boolean {
  return a.y === b.y;
}

function between(value: number, a: number, b: number): boolean {
  return value >= Math.min(a, b) - 1e-9 && value <= Math.max(a, b) + 1e-9;
}

function on({ a, b }: Lane, point: Point): boolean {
  return between(point.x, a.x, b.x) && between(point.y, a.y, b.y);
}

function crossing(lane: Lane, other: Lane): Point | undefined {
  const [flat, upright] = isFlat(lane) ? [lane, other] : [other, lane];
  const at = { x: upright.a.x, y: flat.a.y };
  return on(flat, at) && on(upright, at) ? at : undefined;
}

/** Corner by corner from one port to another; undefined when no lane joins them. */
export function shortestWay(graph: Graph, from: string, to: string): readonly Point[] | undefined {
  const start = graph.ports.get(from);
  const goal = graph.ports.get(to);
  if (start === undefined || goal === undefined) return undefined;
  const costs = new Float64Array(graph.points.length).fill(Infinity);
  const before = new Int32Array(graph.points.length).fill(-1);
  const heap: { node: number; cost: number }[] = [];
  costs[start] = 0;
  push(heap, { node: start, cost: 0 });
  for (let next = pop(heap); next; next = pop(heap)) {
    if (next.node === goal) break;
    if (next.cost > (costs[next.node] ?? 0)) continue;
    if (graph.isPort[next.node] && next.node !== start) continue;
    for (const edge of graph.edges[next.node] ?? []) {
      const cost = next.cost + edge.length;
      if (cost >= (costs[edge.to] ?? Infinity) - 1e-9) continue;
      costs[edge.to] = cost;
      before[edge.to] = next.node;
      push(heap, { node: edge.to, cost });
    }
  }
  if (costs[goal] === Infinity) return undefined;
  const way: Point[] = [];
  for (let node = goal; node >= 0; node = before[node] ?? -1) {
    const point = graph.points[node];
    if (point) way.unshift(point);
  }
  return straighten(way);
}

function less(a: { node: number; cost: number }, b: { node: number; cost: number }): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.node < b.node);
}

function push(heap: { node: number; cost: number }[], item: { node: number; cost: number }): void {
  heap.push(item);
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (!above || !less(item, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = item;
}

function pop(heap: { node: number; cost: number }[]): { node: number; cost: number } | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (!top || !last || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    const [l, r] = [heap[left], heap[right]];
    if (!l) break;
    const [child, item] = r && less(r, l) ? [right, r] : [left, l];
    if (!less(item, last)) break;
    heap[at] = item;
    at = child;
  }
  heap[at] = last;
  return top;
}

/** Drops repeated points and corners that lie on a straight line. */
export function straighten(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept[kept.length - 1];
    if (last && near(last.x, point.x) && near(last.y, point.y)) continue;
    const before = kept[kept.length - 2];
    const ahead =
      before &&
      last &&
      ((near(before.x, last.x) && near(last.x, point.x) && (last.y - before.y) * (point.y - last.y) > 0) ||
        (near(before.y, last.y) && near(last.y, point.y) && (last.x - before.x) * (point.x - last.x) > 0));
    if (ahead) kept.pop();
    kept.push(point);
  }
  return kept;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6;
}
