// Outlines of solid things on the screen, as labels must leave them in sight: the convex hull of the thing's box, a little within its edges.
// Pure.
import type { Placed } from '../layout/types.ts';
import { type Camera, projectX, projectY, type ScreenBox } from '../projection.ts';

export interface Body {
  readonly key: string;
  readonly bounds: ScreenBox;
  /** Corners one after the other: x and y in turn. */
  readonly outline: readonly number[];
}

/** Share of a side that is left out at each end: legs, overhangs, the air beside a laptop's lid. */
const WITHIN = 0.08;
const LOWER = 0.88;

export function bodyOf(camera: Camera, thing: Placed): Body {
  const { x, y, width, depth } = thing.box;
  const points: { readonly x: number; readonly y: number }[] = [];
  for (let corner = 0; corner < 4; corner++) {
    const at = {
      x: x + width * (corner & 1 ? 1 - WITHIN : WITHIN),
      y: y + depth * (corner & 2 ? 1 - WITHIN : WITHIN),
    };
    const across = projectX(camera, at.x, at.y);
    points.push({ x: across, y: projectY(camera, at, 0) }, { x: across, y: projectY(camera, at, thing.height * LOWER) });
  }
  const outline = hull(points);
  const bounds = {
    left: Math.min(...points.map((point) => point.x)),
    top: Math.min(...points.map((point) => point.y)),
    right: Math.max(...points.map((point) => point.x)),
    bottom: Math.max(...points.map((point) => point.y)),
  };
  return { key: thing.selection, bounds, outline };
}

function hull(points: readonly { readonly x: number; readonly y: number }[]): readonly number[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (list: typeof sorted): typeof sorted => {
    const kept: typeof sorted = [];
    for (const point of list) {
      for (;;) {
        const [a, b] = [kept[kept.length - 2], kept[kept.length - 1]];
        if (!a || !b || (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) > 1e-9) break;
        kept.pop();
      }
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())].flatMap(({ x, y }) => [x, y]);
}

/** Whether a box lies over any part of the body: no side of the outline parts the two. */
export function coversBody(box: ScreenBox, { bounds, outline }: Body): boolean {
  if (box.left >= bounds.right || box.right <= bounds.left || box.top >= bounds.bottom || box.bottom <= bounds.top) return false;
  const count = outline.length;
  for (let at = 0; at < count; at += 2) {
    const [x, y] = [outline[at] ?? 0, outline[at + 1] ?? 0];
    // Outwards from the side to the next corner.
    const across = (outline[(at + 3) % count] ?? 0) - y;
    const down = x - (outline[(at + 2) % count] ?? 0);
    const nearestX = across > 0 ? box.left : box.right;
    const nearestY = down > 0 ? box.top : box.bottom;
    if ((nearestX - x) * across + (nearestY - y) * down >= 0) return false;
  }
  return true;
}
