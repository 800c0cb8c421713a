// The labels of the board: asks the pure declutterer where each may stand and draws those that do. Desks whose label gave way are counted on
// their room's label, so that nothing vanishes unsaid.
import { declutter, type LabelAsk, type PlacedLabel } from './layers/declutter.ts';
import { drawLabel, drawStem, formsOf, type LabelForm, type LabelMeshes, type LabelText, textOf } from './layers/drawLabels.ts';
import { spotsOf } from './layers/labelSpots.ts';
import { beginQuads, endQuads } from './layers/screenMesh.ts';
import type { BoardTag } from './layers/routeArms.ts';
import { drawTag, tagForm, type TagLine } from './layers/tag.ts';
import { placedAt } from './layout/tiles.ts';
import type { Layout, Placed, PlacedKind } from './layout/types.ts';
import { type Camera, project, type ScreenBox, screenBounds } from './projection.ts';

export interface LabelView {
  readonly layout: Layout;
  readonly camera: Camera;
  readonly projection: 'iso' | 'plan';
  readonly selection: string | undefined;
  readonly hovered: string | undefined;
  /** Between the panels. */
  readonly free: ScreenBox;
  /** Marks and the envelope: nothing may cover them. */
  readonly keepClear: readonly ScreenBox[];
  readonly nameOf: (thing: Placed) => string;
  /** The address beside a name; an overlay may say more there. */
  readonly noteOf: (thing: Placed) => string;
  /** Written beside things, whatever their labels say. */
  readonly tags: readonly BoardTag[];
  readonly tag: { readonly lines: readonly TagLine[]; readonly around: ScreenBox } | undefined;
}

const TAG = '#tag';
/** Share of a name that may lie over furniture, with its steps aside, before it gives way; other kinds always keep theirs. */
const MOST_HIDDEN: Partial<Record<PlacedKind, number>> = { desk: 0.5, zone: 0.6 };
const FIRST = 1000;
/** More desks than this are named only where they are seen large enough (CSS pixels); their rooms say how many there are. */
const MANY = 40;
const LARGE = 27;

/** CSS pixels across the screen. */
const SMALL_ROOM = 230;
const TINY_ROOM = 150;

/** `aks-pool-12345678-vmss000007` → `…000007`: what tells a room from its neighbours when there is no place for more. */
function tailOf(name: string): string {
  const tail = /[a-z]*\d+$/i.exec(name)?.[0] ?? '';
  return tail === '' || name.length <= 6 ? name : `…${tail.slice(-6)}`;
}

function widthOf(camera: Camera, thing: Placed): number {
  const { left, right } = screenBounds(camera, thing.box, 0);
  return right - left;
}

/** Draws the labels and answers how many stand. */
export function drawLabelsOf(meshes: LabelMeshes, view: LabelView): number {
  const { sheet, ratio } = meshes;
  const shape = view.projection === 'plan' ? 'tall' : 'wide';
  const things = visibleThings(view, ratio);
  const textFor = (thing: Placed, selected: boolean): LabelText => {
    const text = textOf({ ...thing, note: view.noteOf(thing) }, view.nameOf(thing), { selected, shape });
    const tiny = thing.kind === 'room' && !selected && widthOf(view.camera, thing) < TINY_ROOM * ratio;
    return tiny ? { ...text, style: 'small', name: tailOf(text.name) } : text;
  };
  const forms = new Map<string, readonly LabelForm[]>();
  const asksOf = (suffixes: ReadonlyMap<string, string>, only: ReadonlySet<string> | undefined): LabelAsk[] => {
    const asks: LabelAsk[] = [];
    for (const thing of things) {
      if (only && thing.kind === 'desk' && !only.has(thing.selection)) continue;
      const selected = thing.selection === view.selection || thing.selection === view.hovered;
      const all = formsOf(sheet, textFor(thing, selected), ratio, suffixes.get(thing.selection));
      // A room that is seen small has its name and its count: its number comes with the zoom.
      const small = thing.kind === 'room' && !selected && widthOf(view.camera, thing) < SMALL_ROOM * ratio;
      const own = small ? all.filter(({ kind }) => kind === 'short') : all;
      forms.set(thing.selection, own);
      asks.push({
        key: thing.selection,
        priority: priorityOf(thing, view),
        forms: own,
        // Of many desks only those are named that hide no other; their room says how many there are.
        ...(!selected && !thing.trouble && MOST_HIDDEN[thing.kind] !== undefined ? { most: MOST_HIDDEN[thing.kind] } : {}),
        spots: spotsOf(view.camera, thing, { projection: view.projection, ratio, building: view.layout.building }),
      });
    }
    if (view.tag)
      asks.push({
        key: TAG,
        priority: 10 * FIRST,
        forms: [tagForm(sheet, view.tag.lines, ratio)],
        spots: tagSpots(view.tag.around, ratio),
      });
    for (const { thing, lines } of view.tags)
      asks.push({
        key: `${TAG} ${thing.selection}`,
        priority: 9 * FIRST,
        forms: [tagForm(sheet, lines, ratio)],
        spots: tagSpots(screenBounds(view.camera, thing.box, thing.height), ratio),
      });
    return asks;
  };
  const avoid = view.layout.things.filter((thing) => thing.height > 0).map((thing) => coreOf(view.camera, thing));
  const place = (asks: readonly LabelAsk[]): readonly PlacedLabel[] =>
    declutter({ asks, free: view.free, keepClear: view.keepClear, avoid });

  let placed = place(asksOf(new Map(), undefined));
  let suffixes = hiddenDesks(view.layout, placed);
  if (suffixes.size > 0) {
    placed = place(asksOf(suffixes, new Set(placed.map((label) => label.key))));
    suffixes = hiddenDesks(view.layout, placed);
  }
  beginQuads(meshes.stems);
  beginQuads(meshes.pills);
  beginQuads(meshes.texts);
  for (const label of placed) {
    if (label.key === TAG && view.tag) {
      drawTag(meshes, label, view.tag.lines);
      continue;
    }
    const written = view.tags.find(({ thing }) => label.key === `${TAG} ${thing.selection}`);
    if (written) {
      drawTag(meshes, label, written.lines);
      continue;
    }
    const thing = placedAt(view.layout, label.key);
    const lit = label.key === view.selection || label.key === view.hovered;
    if (!thing) continue;
    if (thing.height > 0) drawStem(meshes, label, project(view.camera, thing.port, thing.height));
    drawLabel(meshes, label, textFor(thing, lit), {
      kind: forms.get(label.key)?.[label.form]?.kind ?? 'short',
      suffix: suffixes.get(label.key),
    });
  }
  endQuads(meshes.stems);
  endQuads(meshes.pills);
  endQuads(meshes.texts);
  return placed.length;
}

function visibleThings({ layout, camera, free, selection, hovered }: LabelView, ratio: number): readonly Placed[] {
  // A tile has a name only while it is chosen or pointed at.
  const tiles = [...new Set([selection, hovered])].flatMap((one) =>
    one === undefined || layout.bySelection.has(one) ? [] : (placedAt(layout, one) ?? []),
  );
  const many = layout.rooms.reduce((sum, room) => sum + room.desks.length, 0) > MANY;
  return [...tiles, ...layout.things].filter((thing) => {
    if (thing.selection === selection) return true;
    const bounds = screenBounds(camera, thing.box, thing.height);
    if (bounds.right < free.left || bounds.left > free.right || bounds.bottom < free.top || bounds.top > free.bottom)
      return false;
    return !(
      many &&
      thing.kind === 'desk' &&
      !thing.trouble &&
      thing.selection !== hovered &&
      bounds.right - bounds.left < LARGE * ratio
    );
  });
}

function priorityOf(thing: Placed, { selection, hovered }: LabelView): number {
  if (thing.selection === selection) return FIRST;
  if (thing.selection === hovered) return FIRST - 1;
  return thing.priority + (thing.trouble ? 15 : 0);
}

/** What of a thing should stay in sight: its middle. */
function coreOf(camera: Camera, thing: Placed): ScreenBox {
  const { left, top, right, bottom } = screenBounds(camera, thing.box, thing.height);
  const inset = (right - left) * 0.18;
  return { left: left + inset, top: top + (bottom - top) * 0.08, right: right - inset, bottom: bottom - (bottom - top) * 0.2 };
}

function tagSpots({ left, top, right, bottom }: ScreenBox, ratio: number): LabelAsk['spots'] {
  const gap = 4 * ratio;
  const x = (left + right) / 2;
  const y = (top + bottom) / 2;
  return ({ width, height }) => [
    x - width / 2,
    top - gap - height,
    right + gap,
    y - height / 2,
    left - gap - width,
    y - height / 2,
    x - width / 2,
    bottom + gap,
    right + gap,
    top - gap - height,
    left - gap - width,
    top - gap - height,
    right + gap,
    bottom + gap,
    left - gap - width,
    bottom + gap,
    x - width / 2,
    top - 3 * gap - 2 * height,
    x - width / 2,
    bottom + 2 * gap + height,
  ];
}

/** `+3` for a room of whose desks three have no label now, `×9` where none has. */
function hiddenDesks(layout: Layout, placed: readonly PlacedLabel[]): ReadonlyMap<string, string> {
  const shown = new Set(placed.map((label) => label.key));
  const counts = new Map<string, string>();
  for (const room of layout.rooms) {
    const named = room.desks.filter((desk) => shown.has(desk.selection)).length;
    if (named < room.pods) counts.set(room.thing.selection, `${named === 0 ? '×' : '+'}${room.pods - named}`);
  }
  return counts;
}
