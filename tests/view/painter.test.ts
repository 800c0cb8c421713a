// Painter's order: what is nearer is drawn later, for every quarter turn.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBehind, painterOrder } from '../../src/view/layers/painter.ts';
import type { Box, Turn } from '../../src/view/projection.ts';

const SEED = 20261124;
const turns = fc.constantFrom<Turn>(0, 1, 2, 3);

function apart(boxes: readonly Box[]): Box[] {
  const kept: Box[] = [];
  for (const box of boxes) {
    if (
      kept.every(
        (other) =>
          box.x + box.width <= other.x ||
          other.x + other.width <= box.x ||
          box.y + box.depth <= other.y ||
          other.y + other.depth <= box.y,
      )
    )
      kept.push(box);
  }
  return kept;
}

const scattered = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 30 }),
      y: fc.integer({ min: 0, max: 30 }),
      width: fc.integer({ min: 1, max: 8 }),
      depth: fc.integer({ min: 1, max: 8 }),
    }),
    { maxLength: 40 },
  )
  .map(apart);

describe("painter's order", () => {
  it('draws every box after all that stand behind it, for boxes that stand apart', () => {
    fc.assert(
      fc.property(scattered, turns, (boxes, turn) => {
        const order = painterOrder(
          boxes.map((box) => ({ box })),
          turn,
        );
        expect(order).toHaveLength(boxes.length);
        order.forEach((item, index) => {
          for (const later of order.slice(index + 1)) expect(isBehind(later.box, item.box, turn)).toBe(false);
        });
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('a half turn is the other way round', () => {
    const far: Box = { x: 0, y: 0, width: 1, depth: 1 };
    const near: Box = { x: 3, y: 3, width: 1, depth: 1 };
    expect(isBehind(far, near, 0)).toBe(true);
    expect(isBehind(near, far, 2)).toBe(true);
    expect(isBehind(near, far, 0)).toBe(false);
  });

  it('boxes beside each other on the screen need no order', () => {
    const left: Box = { x: 0, y: 4, width: 1, depth: 1 };
    const right: Box = { x: 4, y: 0, width: 1, depth: 1 };
    expect(isBehind(left, right, 0) || isBehind(right, left, 0)).toBe(false);
  });
});
