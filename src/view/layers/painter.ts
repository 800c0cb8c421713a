// Painter's order for boxes that stand apart on the floor: far ones first. The order holds for a whole quarter of yaw and for every pitch,
// so it is made once per world edit and never during a morph. Pure.
import type { Box, Turn } from '../projection.ts';

/** Viewer's axes of a quarter: both grow towards the viewer. */
const SIGNS: Readonly<Record<Turn, readonly [number, number]>> = { 0: [1, 1], 1: [1, -1], 2: [-1, -1], 3: [-1, 1] };

interface Span {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

function spanOf(box: Box, turn: Turn): Span {
  const [sx, sy] = SIGNS[turn];
  return {
    x0: sx > 0 ? box.x : -(box.x + box.width),
    x1: sx > 0 ? box.x + box.width : -box.x,
    y0: sy > 0 ? box.y : -(box.y + box.depth),
    y1: sy > 0 ? box.y + box.depth : -box.y,
  };
}

const SLACK = 1e-6;

/** Must `a` be drawn before `b`? Boxes that lie beside each other on the screen need no order. */
export function isBehind(a: Box, b: Box, turn: Turn): boolean {
  return behind(spanOf(a, turn), spanOf(b, turn));
}

function behind(a: Span, b: Span): boolean {
  const farX = a.x1 <= b.x0 + SLACK;
  const farY = a.y1 <= b.y0 + SLACK;
  const nearX = b.x1 <= a.x0 + SLACK;
  const nearY = b.y1 <= a.y0 + SLACK;
  return (farX && !nearY) || (farY && !nearX);
}

/** Far to near; ties by depth, then by the order given. */
export function painterOrder<T extends { readonly box: Box }>(items: readonly T[], turn: Turn): T[] {
  const spans = items.map((item) => spanOf(item.box, turn));
  const blockers = new Int32Array(items.length);
  const infront: number[][] = items.map(() => []);
  for (let a = 0; a < spans.length; a++) {
    for (let b = 0; b < spans.length; b++) {
      const [from, to] = [spans[a], spans[b]];
      if (a === b || !from || !to || !behind(from, to)) continue;
      infront[a]?.push(b);
      blockers[b] = (blockers[b] ?? 0) + 1;
    }
  }
  const depth = spans.map((span) => span.x0 + span.x1 + span.y0 + span.y1);
  const order: T[] = [];
  const done = new Uint8Array(items.length);
  while (order.length < items.length) {
    let next = -1;
    for (let index = 0; index < items.length; index++) {
      if (done[index] || (blockers[index] ?? 0) > 0) continue;
      if (next < 0 || (depth[index] ?? 0) < (depth[next] ?? 0) - SLACK) next = index;
    }
    // A ring cannot happen with boxes that stand apart; if it does, the farthest goes first.
    if (next < 0) next = done.indexOf(0);
    done[next] = 1;
    const item = items[next];
    if (item) order.push(item);
    for (const index of infront[next] ?? []) blockers[index] = (blockers[index] ?? 0) - 1;
  }
  return order;
}
