// Names on the board, over many houses, turns and sizes: none lies over another thing's body, none over another name; one that stands apart has a
// straight line to its own thing; while an envelope walks none moves but what it displaces.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLabelPlanner, type LabelPlan, type LabelView } from '../../src/view/labelPlan.ts';
import { bodyOf, coversBody } from '../../src/view/layers/bodies.ts';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import { anglesOf, fitCamera, type ScreenBox, screenBounds, type Turn } from '../../src/view/projection.ts';
import { absentOf, type HouseShape, networkOf, planOf } from './plans.ts';

const SEED = 20261126;
const sizes = { sheet: { measure: (_style: string, text: string): number => text.length * 7 }, ratio: 1 };
const SCREENS: readonly ScreenBox[] = [
  { left: 328, top: 76, right: 896, bottom: 680 },
  { left: 328, top: 76, right: 896, bottom: 440 },
  { left: 0, top: 130, right: 390, bottom: 410 },
  { left: 340, top: 70, right: 1460, bottom: 900 },
];

function viewOf(
  shape: HouseShape,
  {
    turn = 0,
    projection = 'iso',
    free = SCREENS[0] as ScreenBox,
  }: { readonly turn?: Turn; readonly projection?: 'iso' | 'plan'; readonly free?: ScreenBox } = {},
): LabelView {
  const layout = buildLayout(planOf(shape), networkOf(shape), absentOf(shape));
  const camera = fitCamera(anglesOf(projection, turn), layout.frame, {
    x: free.left,
    y: free.top,
    width: free.right - free.left,
    height: free.bottom - free.top,
  });
  return {
    layout,
    camera,
    projection,
    free,
    selection: undefined,
    hovered: undefined,
    first: new Set(),
    guilty: new Set(),
    keepClear: [],
    nameOf: ({ name }) => name,
    noteOf: ({ note }) => note,
    moreOf: (count) => `+${count} more`,
    tags: [],
    walk: undefined,
    tag: undefined,
  };
}

const plan = (view: LabelView): LabelPlan => createLabelPlanner()(view, sizes);
const boxes = ({ placed }: LabelPlan): readonly (ScreenBox & { readonly key: string })[] =>
  placed.map(({ key, x, y, width, height }) => ({ key, left: x, top: y, right: x + width, bottom: y + height }));
const meets = (a: ScreenBox, b: ScreenBox): boolean =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

const shapes = fc.record({
  nodes: fc.integer({ min: 1, max: 12 }),
  pods: fc.integer({ min: 0, max: 60 }),
  namespaces: fc.integer({ min: 1, max: 6 }),
  services: fc.integer({ min: 0, max: 6 }),
  machines: fc.integer({ min: 0, max: 4 }),
  houses: fc.integer({ min: 0, max: 3 }),
  devices: fc.integer({ min: 0, max: 2 }),
  unplaced: fc.integer({ min: 0, max: 3 }),
});
const views = fc
  .tuple(
    shapes,
    fc.constantFrom<Turn>(0, 1, 2, 3),
    fc.constantFrom<'iso' | 'plan'>('iso', 'iso', 'plan'),
    fc.constantFrom(...SCREENS),
    fc.nat(),
  )
  .map(([shape, turn, projection, free, pick]): LabelView => {
    const view = viewOf(shape, { turn, projection, free });
    const { things } = view.layout;
    const chosen = things[pick % things.length]?.selection;
    return pick % 3 === 0 ? view : { ...view, selection: chosen, hovered: things[(pick * 7) % things.length]?.selection };
  });

describe('names on the board', () => {
  it('never lie over the body of another thing, nor over each other', () => {
    fc.assert(
      fc.property(views, (view) => {
        const labels = boxes(plan(view));
        const bodies = view.layout.things.filter(({ height }) => height > 0).map((thing) => bodyOf(view.camera, thing));
        const wrong = labels.flatMap((label, index) => {
          // Where every place is taken, what is chosen and pointed at is named all the same.
          const chosen = label.key === view.selection || label.key === view.hovered;
          const over = chosen ? [] : bodies.filter((body) => body.key !== label.key && coversBody(label, body));
          const others = labels.slice(index + 1).filter((other) => meets(label, other));
          return [...over, ...others].map(({ key }) => `${label.key} over ${key}`);
        });
        expect(wrong).toEqual([]);
      }),
      { seed: SEED, numRuns: 80 },
    );
  });

  it('have a straight line to their own thing where they stand apart from it, and no other name on that line', () => {
    fc.assert(
      fc.property(views, (view) => {
        const { placed } = plan(view);
        const labels = boxes({ placed } as LabelPlan);
        for (const label of placed) {
          const thing = view.layout.bySelection.get(label.key);
          if (!thing || thing.height === 0) continue;
          const bounds = screenBounds(view.camera, thing.box, thing.height);
          const across = Math.max(0, bounds.left - label.x - label.width, label.x - bounds.right);
          const down = Math.max(0, bounds.top - label.y - label.height, label.y - bounds.bottom);
          if (Math.hypot(across, down) > 10) expect(label.leader, `${label.key} has a line`).toBeDefined();
          const { leader } = label;
          if (!leader) continue;
          if (across > 0 || down > 0) expect(meets(leader, bounds), `${label.key} reaches its thing`).toBe(true);
          for (const other of labels) expect(other.key !== label.key && meets(other, leader), `${other.key} on it`).toBe(false);
        }
      }),
      { seed: SEED + 1, numRuns: 60 },
    );
  });

  it('a room counts the desks that have no name, and whoever comes first is always named', () => {
    fc.assert(
      fc.property(views, fc.nat(), (view, pick) => {
        const desks = view.layout.things.filter(({ kind }) => kind === 'desk');
        const wanted = [desks[pick % Math.max(1, desks.length)], desks[(pick * 5) % Math.max(1, desks.length)]].flatMap(
          (desk) => desk?.selection ?? [],
        );
        const result = plan({ ...view, hovered: undefined, first: new Set(wanted) });
        const named = new Set(result.placed.map(({ key }) => key));
        for (const one of wanted) expect(named.has(one), one).toBe(true);
        for (const room of view.layout.rooms) {
          const hidden = room.pods - room.desks.filter(({ selection }) => named.has(selection)).length;
          if (named.has(room.thing.selection))
            expect(result.suffixes.get(room.thing.selection)).toBe(hidden === 0 ? undefined : `+${hidden} more`);
        }
      }),
      { seed: SEED + 2, numRuns: 60 },
    );
  });

  it('stay where they are while an envelope walks, but for those that its tag displaces', () => {
    const view = viewOf({ nodes: 3, pods: 9 });
    const planner = createLabelPlanner();
    const [from, to] = view.layout.things.filter(({ kind }) => kind === 'desk');
    if (!from || !to) throw new Error('two desks');
    const trace = {};
    const walk = { trace, covers: [], ends: [from.selection, to.selection] };
    const start = boxes(planner({ ...view, walk }, sizes));
    for (const thing of view.layout.things.slice(0, 12)) {
      const { left, top } = screenBounds(view.camera, thing.box, thing.height);
      const around = { left, top, right: left + 34, bottom: top + 34 };
      const lines = [
        { head: 'from', value: '10.244.1.3:40000', changed: false },
        { head: 'to', value: '10.100.0.11:80', changed: false },
      ];
      const now = boxes(planner({ ...view, walk, keepClear: [around], tag: { lines, around, at: thing.selection } }, sizes));
      const tag = now.find(({ key }) => key === '#tag');
      expect(tag).toBeDefined();
      for (const label of now) if (label.key !== '#tag') expect(start).toContainEqual(label);
      // The ends stay named, and the tag leaves them and what the envelope is at in sight.
      for (const end of [from, to]) {
        expect(now.some(({ key }) => key === end.selection)).toBe(true);
        expect(tag && coversBody(tag, bodyOf(view.camera, end))).toBe(false);
      }
      if (thing.height > 0) expect(tag && coversBody(tag, bodyOf(view.camera, thing))).toBe(false);
    }
  });
});
