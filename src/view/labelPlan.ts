// Where the board's labels stand, worked out before anything is drawn: what is named first, what a room says of desks whose names gave way, and
// what changes nothing while an envelope walks. Never over another thing's body, never over another label. Pure but for the widths of texts.
import { type Body, bodyOf } from './layers/bodies.ts';
import { declutter, type LabelAsk, type PlacedLabel } from './layers/declutter.ts';
import { formsOf, type LabelForm, type LabelText, textOf } from './layers/drawLabels.ts';
import { FIRST, hiddenDesks, priorityOf, tagSpots, visibleThings } from './labelRanks.ts';
import { cornerOf, spotsOf } from './layers/labelSpots.ts';
import type { BoardTag } from './layers/routeArms.ts';
import { tagForm, type TagLine } from './layers/tag.ts';
import type { TextSheet } from './layers/textSheet.ts';
import { NOBODY } from './firstNames.ts';
import { placedAt } from './layout/tiles.ts';
import type { Layout, Placed, PlacedKind } from './layout/types.ts';
import { type Camera, type Point, project, type ScreenBox, screenBounds } from './projection.ts';

export interface LabelView {
  readonly layout: Layout;
  readonly camera: Camera;
  readonly projection: 'iso' | 'plan';
  readonly selection: string | undefined;
  readonly hovered: string | undefined;
  /** Named before all others: the ends of an envelope's way and of goals that fail, whatever a connection fits. */
  readonly first: ReadonlySet<string>;
  /** By these a goal fails. */
  readonly guilty: ReadonlySet<string>;
  /** Between the panels. */
  readonly free: ScreenBox;
  /** Marks and the envelope: nothing may cover them. */
  readonly keepClear: readonly ScreenBox[];
  readonly nameOf: (thing: Placed) => string;
  /** The address beside a name; an overlay may say more there. */
  readonly noteOf: (thing: Placed) => string;
  /** `+3 more`. */
  readonly moreOf: (count: number) => string;
  /** Written beside things, whatever their labels say. */
  readonly tags: readonly BoardTag[];
  /** While an envelope walks: its trace, what it covers wherever it stops, where it begins and ends. Names stay where they are then. */
  readonly walk: { readonly trace: unknown; readonly covers: readonly ScreenBox[]; readonly ends: readonly string[] } | undefined;
  readonly tag: { readonly lines: readonly TagLine[]; readonly around: ScreenBox; readonly at: string } | undefined;
}

/** Widths of texts, and device pixels per CSS pixel times how much labels have grown. */
export interface LabelSizes {
  readonly sheet: Pick<TextSheet, 'measure'>;
  readonly ratio: number;
}

export interface LabelPlan {
  readonly placed: readonly PlacedLabel[];
  readonly textOf: (thing: Placed) => LabelText;
  readonly kinds: ReadonlyMap<string, readonly LabelForm[]>;
  readonly suffixes: ReadonlyMap<string, string>;
}

export const TAG = '#tag';
/** What a name of these may cost before it gives way: near its thing, or counted on its room. */
const MOST_COST: Partial<Record<PlacedKind, number>> = { desk: 0.95, zone: 0.9, room: 6 };
const FARTHEST = 2.6;
/** CSS pixels across the screen. */
const SMALL_ROOM = 230;
const TINY_ROOM = 150;
/** CSS pixels between a label and its thing that need no line. */
const NEAR = 9;

/** `aks-pool-12345678-vmss000007` → `…000007`: what tells a room from its neighbours when there is no place for more. */
function tailOf(name: string): string {
  const tail = /[a-z]*\d+$/i.exec(name)?.[0] ?? '';
  return tail === '' || name.length <= 6 ? name : `…${tail.slice(-6)}`;
}

function widthOf(camera: Camera, thing: Placed): number {
  const { left, right } = screenBounds(camera, thing.box, 0);
  return right - left;
}

/** Where a line to a thing ends: on its body, not at its edge. */
function pointOf(camera: Camera, { box, height }: Placed): Point {
  return project(camera, { x: box.x + box.width / 2, y: box.y + box.depth / 2 }, height * 0.75);
}

function lit(view: LabelView, { selection }: Placed): boolean {
  return selection === view.selection || selection === view.hovered;
}

/** Remembers where names stand while an envelope walks past them. */
export function createLabelPlanner(): (view: LabelView, sizes: LabelSizes) => LabelPlan {
  let frozen:
    | { readonly view: LabelView; readonly ratio: number; readonly plan: LabelPlan; readonly bodies: readonly Body[] }
    | undefined;
  return (view, sizes) => {
    const held = frozen && view.walk && sameWalk(frozen.view, view) && frozen.ratio === sizes.ratio ? frozen : undefined;
    const bodies =
      held?.bodies ??
      view.layout.things
        .filter((thing) => thing.height > 0)
        .map((thing) => bodyOf(view.camera, thing))
        .filter(({ bounds }) => bounds.right > view.free.left && bounds.left < view.free.right && bounds.bottom > view.free.top);
    const plan = held?.plan ?? planNames(view, sizes, bodies);
    frozen = { view: held?.view ?? view, ratio: sizes.ratio, plan, bodies };
    return addPassing(view, sizes, { plan, bodies });
  };
}

function sameWalk(a: LabelView, b: LabelView): boolean {
  return (
    a.walk?.trace === b.walk?.trace &&
    a.layout === b.layout &&
    a.selection === b.selection &&
    a.projection === b.projection &&
    a.camera.scale === b.camera.scale &&
    a.camera.yaw === b.camera.yaw &&
    a.camera.pitch === b.camera.pitch &&
    a.camera.offsetX === b.camera.offsetX &&
    a.camera.offsetY === b.camera.offsetY &&
    a.tags === b.tags &&
    a.free.bottom === b.free.bottom &&
    a.free.right === b.free.right
  );
}

function textFor(view: LabelView, { ratio }: LabelSizes, thing: Placed): LabelText {
  const selected = lit(view, thing);
  const shape = view.projection === 'plan' ? 'tall' : 'wide';
  const text = textOf({ ...thing, note: view.noteOf(thing) }, view.nameOf(thing), {
    selected,
    shape,
    guilty: view.guilty.has(thing.selection) || thing.kind === 'absent',
  });
  const tiny = thing.kind === 'room' && !selected && widthOf(view.camera, thing) < TINY_ROOM * ratio;
  return tiny ? { ...text, style: 'small', name: tailOf(text.name) } : text;
}

function formsFor(
  view: LabelView,
  sizes: LabelSizes,
  { thing, suffix }: { readonly thing: Placed; readonly suffix?: string | undefined },
): readonly LabelForm[] {
  const all = formsOf(sizes.sheet, textFor(view, sizes, thing), sizes.ratio, suffix);
  // A room that is seen small has its name and its count: its number comes with the zoom.
  const small = thing.kind === 'room' && !lit(view, thing) && widthOf(view.camera, thing) < SMALL_ROOM * sizes.ratio;
  return small ? all.filter(({ kind }) => kind === 'short') : all;
}

function askOf(
  view: LabelView,
  { ratio }: LabelSizes,
  { thing, forms, priority }: { readonly thing: Placed; readonly forms: readonly LabelForm[]; readonly priority: number },
): LabelAsk {
  const most = priority < FIRST ? (thing.trouble ? FARTHEST : (MOST_COST[thing.kind] ?? FARTHEST)) : undefined;
  return {
    key: thing.selection,
    priority,
    forms,
    spots: spotsOf(view.camera, thing, { projection: view.projection, ratio, building: view.layout.building }),
    ...(most === undefined ? {} : { most }),
    ...(priority < FIRST ? {} : { must: true }),
    ...(thing.height > 0 || (thing.kind === 'room' && view.projection === 'iso')
      ? {
          of: {
            bounds: screenBounds(view.camera, thing.box, Math.max(0.4, thing.height)),
            point: thing.height > 0 ? pointOf(view.camera, thing) : cornerOf(view.camera, thing),
            near: NEAR * ratio,
            flat: thing.height === 0,
          },
        }
      : {}),
  };
}

/** All names, as they stand with nothing pointed at. */
function planNames(view: LabelView, sizes: LabelSizes, bodies: readonly Body[]): LabelPlan {
  const calm: LabelView = { ...view, hovered: undefined };
  const things = visibleThings(calm, sizes.ratio);
  const kinds = new Map<string, readonly LabelForm[]>();
  const place = (suffixes: ReadonlyMap<string, string>, only: ReadonlySet<string> | undefined): readonly PlacedLabel[] => {
    const asks: LabelAsk[] = [];
    for (const thing of things) {
      if (only && thing.kind === 'desk' && !only.has(thing.selection)) continue;
      const forms = formsFor(calm, sizes, { thing, suffix: suffixes.get(thing.selection) });
      kinds.set(thing.selection, forms);
      asks.push(askOf(calm, sizes, { thing, forms, priority: priorityOf(thing, calm) }));
    }
    for (const { thing, lines } of view.tags)
      asks.push({
        key: `${TAG} ${thing.selection}`,
        priority: 9 * FIRST,
        forms: [tagForm(sizes.sheet, lines, sizes.ratio)],
        spots: tagSpots(screenBounds(view.camera, thing.box, thing.height), sizes.ratio),
        spare: NOBODY,
      });
    const keepClear = view.walk ? [...view.keepClear, ...view.walk.covers] : view.keepClear;
    return declutter({ asks, free: view.free, keepClear, avoid: [], bodies });
  };
  let placed = place(new Map(), undefined);
  let suffixes = hiddenDesks(view, placed);
  if (suffixes.size > 0) {
    placed = place(suffixes, new Set(placed.map((label) => label.key)));
    suffixes = hiddenDesks(view, placed);
  }
  return { placed, textOf: (thing) => textFor(view, sizes, thing), kinds, suffixes };
}

/** The envelope's tag, and names that come with the pointer: in what is left, else in the place of names that matter less. */
function addPassing(
  view: LabelView,
  sizes: LabelSizes,
  { plan, bodies }: { readonly plan: LabelPlan; readonly bodies: readonly Body[] },
): LabelPlan {
  const { ratio } = sizes;
  const kinds = new Map(plan.kinds);
  const pointed = [view.hovered, ...(view.walk ? [view.selection] : [])].flatMap((key) => placedAt(view.layout, key) ?? []);
  // A room that is pointed at names the desks that it only counted.
  const inside = view.layout.rooms.find(({ thing }) => thing.selection === view.hovered)?.desks ?? [];
  const shown = new Set(plan.placed.map(({ key }) => key));
  const extra = [...new Set([...pointed, ...inside.filter(({ selection }) => !shown.has(selection))])];
  if (extra.length === 0 && !view.tag) return { ...plan, textOf: (thing) => textFor(view, sizes, thing) };
  const rooms = new Set(extra.map(({ selection }) => selection));
  const asks = extra.map((thing): LabelAsk => {
    const forms = formsFor(view, sizes, { thing, suffix: plan.suffixes.get(thing.selection) });
    kinds.set(thing.selection, forms);
    // Only what is pointed at itself is named at any price.
    return askOf(view, sizes, { thing, forms, priority: pointed.includes(thing) ? FIRST : FIRST - 1 });
  });
  const others = plan.placed.filter(({ key }) => !rooms.has(key));
  const held = new Set([
    ...(view.walk?.ends ?? []),
    ...(view.tag ? [view.tag.at] : []),
    ...(view.selection ? [view.selection] : []),
  ]);
  const firm = others.filter(({ key }) => held.has(key));
  if (view.tag)
    asks.push({
      key: TAG,
      priority: 10 * FIRST,
      forms: [tagForm(sizes.sheet, view.tag.lines, ratio)],
      spots: tagSpots(view.tag.around, ratio),
      spare: held,
      of: { bounds: view.tag.around, point: middleOf(view.tag.around), near: NEAR * ratio, flat: true },
    });
  const around = view.tag ? [view.tag.around] : [];
  const passing = (clear: readonly PlacedLabel[]): readonly PlacedLabel[] =>
    declutter({
      asks,
      free: view.free,
      keepClear: [...view.keepClear, ...around],
      standing: clear.flatMap((label) => [boxOf(label), ...(label.leader ? [label.leader] : [])]),
      avoid: bodies.map(({ bounds }) => bounds),
      bodies,
    });
  let added = passing(others);
  // The tag always stands; names that it lies over step back for it.
  if (view.tag && !added.some(({ key }) => key === TAG)) added = passing(firm);
  const arrived = new Set(added.map(({ key }) => key));
  const staying = plan.placed.filter(
    (label) =>
      !arrived.has(label.key) &&
      added.every((other) => !meets(boxOf(label), boxOf(other)) && !crosses(label, other) && !crosses(other, label)),
  );
  return { ...plan, placed: [...staying, ...added], kinds, textOf: (thing) => textFor(view, sizes, thing) };
}

function crosses({ leader }: PlacedLabel, other: PlacedLabel): boolean {
  return leader !== undefined && meets(leader, boxOf(other));
}

function middleOf({ left, top, right, bottom }: ScreenBox): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function boxOf({ x, y, width, height }: PlacedLabel): ScreenBox {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

function meets(a: ScreenBox, b: ScreenBox): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}
