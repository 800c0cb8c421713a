// Labels: never over one another, never over what they must keep clear of, never outside the free area; the important ones first.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declutter, type Form, type LabelAsk, type PlacedLabel } from '../../src/view/layers/declutter.ts';
import type { ScreenBox } from '../../src/view/projection.ts';

const SEED = 20261124;
const FREE: ScreenBox = { left: 100, top: 60, right: 900, bottom: 640 };

function askAt(
  key: string,
  x: number,
  y: number,
  options: { readonly priority?: number; readonly width?: number } = {},
): LabelAsk {
  const { priority = 1, width = 50 } = options;
  return {
    key,
    priority,
    forms: [
      { width, height: 22 },
      { width: width + 70, height: 22 },
    ],
    spots: ({ width: w, height: h }: Form) => [x - w / 2, y - h - 4, x + 10, y - h / 2, x - 10 - w, y - h / 2, x - w / 2, y + 4],
  };
}

const meets = (
  a: PlacedLabel,
  b: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): boolean => a.x < b.x + b.width && a.x + a.width > b.x && a.y < b.y + b.height && a.y + a.height > b.y;

const boxes = fc
  .record({
    left: fc.integer({ min: 0, max: 900 }),
    top: fc.integer({ min: 0, max: 640 }),
    width: fc.integer({ min: 1, max: 80 }),
    height: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ left, top, width, height }): ScreenBox => ({ left, top, right: left + width, bottom: top + height }));
const asks = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 1000 }),
      y: fc.integer({ min: 0, max: 700 }),
      priority: fc.integer({ min: 0, max: 5 }),
      width: fc.integer({ min: 20, max: 160 }),
    }),
    { maxLength: 120 },
  )
  .map((items) => items.map((item, index) => askAt(`label ${index}`, item.x, item.y, item)));

describe('labels', () => {
  it('never overlap, never leave the free area, never cover what must stay clear', () => {
    fc.assert(
      fc.property(asks, fc.array(boxes, { maxLength: 10 }), fc.array(boxes, { maxLength: 30 }), (input, keepClear, avoid) => {
        const placed = declutter({ asks: input, free: FREE, keepClear, avoid });
        placed.forEach((a, index) => {
          for (const b of placed.slice(index + 1)) expect(meets(a, b), `${a.key} and ${b.key}`).toBe(false);
          for (const box of keepClear)
            expect(meets(a, { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top })).toBe(false);
          expect(a.x >= FREE.left && a.y >= FREE.top && a.x + a.width <= FREE.right && a.y + a.height <= FREE.bottom).toBe(true);
        });
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('a lone label shows its fullest form at its first spot', () => {
    const [label] = declutter({ asks: [askAt('a', 400, 300)], free: FREE, keepClear: [], avoid: [] });
    expect(label).toEqual({ key: 'a', form: 1, x: 340, y: 274, width: 120, height: 22 });
  });

  it('where two cannot both stand, the more important one does', () => {
    const narrow: ScreenBox = { left: 380, top: 276, right: 450, bottom: 306 };
    const placed = declutter({
      asks: [askAt('low', 415, 306, { priority: 1 }), askAt('high', 415, 306, { priority: 9 })],
      free: narrow,
      keepClear: [],
      avoid: [],
    });
    expect(placed.map((label) => label.key)).toEqual(['high']);
  });

  it('all have a short form before any has a full one', () => {
    const row = Array.from({ length: 8 }, (_item, index) => askAt(`pod ${index}`, 200 + index * 60, 300));
    const placed = declutter({ asks: row, free: FREE, keepClear: [], avoid: [] });
    expect(placed).toHaveLength(8);
  });

  it('furniture is left in sight when there is another spot', () => {
    const furniture: ScreenBox = { left: 340, top: 270, right: 460, bottom: 286 };
    const [label] = declutter({ asks: [askAt('a', 400, 300)], free: FREE, keepClear: [], avoid: [furniture] });
    expect(label && meets(label, { x: 340, y: 270, width: 120, height: 16 })).toBe(false);
  });

  it('the order of the input does not matter', () => {
    fc.assert(
      fc.property(asks, (input) => {
        const forwards = declutter({ asks: input, free: FREE, keepClear: [], avoid: [] });
        const backwards = declutter({ asks: [...input].reverse(), free: FREE, keepClear: [], avoid: [] });
        expect(backwards).toEqual(forwards);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});
