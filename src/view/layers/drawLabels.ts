// Labels as quads: a pill stretched round an emblem, a name and an address, in one line or two. Sizes come first (forms), drawing later.
import type { Placed } from '../layout/types.ts';
import {
  ATLAS_SIZE,
  emblemCell,
  EMBLEM,
  flatCell,
  flatNames,
  PILL_MARGIN,
  PILL_RADIUS,
  pillCell,
  type PillName,
  type Rect,
} from './atlas.ts';
import type { Form, PlacedLabel } from './declutter.ts';
import { putNineSlice, putQuad, type ScreenMesh } from './screenMesh.ts';
import { LINE, type TextSheet, type TextStyle } from './textSheet.ts';

export interface LabelText {
  readonly pill: PillName;
  readonly style: TextStyle;
  readonly name: string;
  readonly note: string;
  /** −1: none; trouble shows a bang or sleep instead. */
  readonly hue: number;
  /** `fail`: a goal fails by it. `sleep`: it rests, and nobody misses it. */
  readonly trouble: 'fail' | 'sleep' | undefined;
  /** One line with the address, or two. */
  readonly shape: 'wide' | 'tall';
}

const HEIGHT = 21;
const SMALL_HEIGHT = 18;
const MINI_HEIGHT = 15;
const MINI_PAD = 4;
const TALL_HEIGHT = 32;
const PAD = 7;
const SPACE = 5;

export function textOf(
  thing: Placed,
  name: string,
  { selected, shape, guilty }: { readonly selected: boolean; readonly shape: 'wide' | 'tall'; readonly guilty: boolean },
): LabelText {
  const zone = thing.kind === 'zone';
  const trouble = thing.trouble ? (guilty ? 'fail' : 'sleep') : undefined;
  return {
    pill: selected ? 'select' : trouble === 'fail' ? 'trouble' : trouble ? 'sleep' : zone ? 'quiet' : 'plain',
    // Desks are many: their labels are a size smaller.
    style: zone ? 'quiet' : thing.kind === 'desk' || thing.kind === 'waiting' ? 'small' : 'name',
    name,
    note: thing.note,
    hue: thing.hue,
    trouble,
    shape: zone || thing.kind === 'room' ? 'wide' : shape,
  };
}

function hasEmblem(text: LabelText): boolean {
  return text.hue >= 0 || text.trouble !== undefined;
}

/** `mini`: a desk's bare name. `short`: emblem and name. `tall` and `wide`: with the address, in two lines or one. */
export interface LabelForm extends Form {
  readonly kind: 'mini' | 'short' | 'tall' | 'wide';
}

/** Shortest first. */
export function formsOf(sheet: Pick<TextSheet, 'measure'>, text: LabelText, ratio: number, suffix = ''): readonly LabelForm[] {
  const emblem = hasEmblem(text) ? (EMBLEM + 4) * ratio : 0;
  const name = sheet.measure(text.style, text.name);
  const tail = suffix === '' ? 0 : sheet.measure('note', suffix) + SPACE * ratio;
  const around = 2 * PAD * ratio + emblem;
  const height = Math.ceil((text.style === 'name' ? HEIGHT : SMALL_HEIGHT) * ratio);
  const forms: LabelForm[] = [];
  if (text.style === 'small' && !text.trouble)
    forms.push({ kind: 'mini', width: Math.ceil(name + 2 * MINI_PAD * ratio), height: Math.ceil(MINI_HEIGHT * ratio) });
  forms.push({ kind: 'short', width: Math.ceil(around + name + tail), height });
  if (text.note === '') return forms;
  const note = sheet.measure('note', text.note);
  if (text.shape === 'tall')
    forms.push({ kind: 'tall', width: Math.ceil(around + Math.max(name, note)), height: Math.ceil(TALL_HEIGHT * ratio) });
  else forms.push({ kind: 'wide', width: Math.ceil(around + name + SPACE * ratio + note + tail), height });
  return forms;
}

export interface LabelMeshes {
  /** Stems, under the pills. */
  readonly stems: ScreenMesh;
  readonly pills: ScreenMesh;
  readonly texts: ScreenMesh;
  readonly sheet: TextSheet;
  /** Device pixels per CSS pixel, as the atlas is drawn. */
  readonly atlas: number;
  /** The same, times how much labels have grown with the zoom: what the sheet is drawn at. */
  readonly ratio: number;
}

export function drawPill(
  { pills, ratio, atlas }: LabelMeshes,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  name: PillName,
): void {
  const margin = PILL_MARGIN * ratio;
  putNineSlice(
    pills,
    { x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin, height: box.height + 2 * margin },
    pillCell(name, atlas),
    { corner: (PILL_RADIUS + PILL_MARGIN) * atlas, grow: ratio / atlas },
  );
}

export function drawText(
  { texts, sheet }: LabelMeshes,
  style: TextStyle,
  text: string,
  at: { readonly x: number; readonly y: number },
): number {
  const place = sheet.place(style, text);
  putQuad(texts, { x: Math.round(at.x), y: Math.round(at.y), width: place.width, height: place.height }, place);
  return place.width;
}

export function drawLabel(
  meshes: LabelMeshes,
  placed: PlacedLabel,
  text: LabelText,
  { kind, suffix = '' }: { readonly kind: LabelForm['kind']; readonly suffix?: string | undefined },
): void {
  const { ratio } = meshes;
  drawPill(meshes, placed, text.pill);
  const line = LINE * ratio;
  const tall = kind === 'tall';
  const top = tall ? placed.y + 2 * ratio : placed.y + (placed.height - line) / 2;
  if (kind === 'mini') {
    drawText(meshes, text.style, text.name, { x: placed.x + MINI_PAD * ratio, y: top });
    return;
  }
  let x = placed.x + PAD * ratio;
  if (hasEmblem(text)) {
    const cell = emblemCell(text.trouble === 'fail' ? -1 : text.trouble ? -2 : text.hue, meshes.atlas);
    const size = cell.height * (ratio / meshes.atlas);
    putQuad(meshes.pills, { x: Math.round(x - 1), y: Math.round(top + (line - size) / 2), width: size, height: size }, cell);
    x += (EMBLEM + 4) * ratio;
  }
  let end = x + drawText(meshes, text.style, text.name, { x, y: top });
  if (tall) drawText(meshes, 'note', text.note, { x, y: placed.y + placed.height - line - 2 * ratio });
  if (kind === 'wide') end += SPACE * ratio + drawText(meshes, 'note', text.note, { x: end + SPACE * ratio, y: top });
  if (suffix !== '') drawText(meshes, 'note', suffix, { x: end + SPACE * ratio, y: top });
}

/** A thin line from a label to its thing, where they stand apart, with a dot at the thing. */
export function drawLeader({ stems, atlas }: LabelMeshes, label: PlacedLabel): void {
  const { leader } = label;
  if (!leader) return;
  const line = Math.max(1, Math.round(1.5 * atlas));
  const { left, top, right, bottom } = leader;
  const upright = left >= label.x && right <= label.x + label.width;
  const x = upright ? (left + right) / 2 : left < label.x ? left : right;
  const y = upright ? (top < label.y ? top : bottom) : (top + bottom) / 2;
  putQuad(
    stems,
    upright
      ? { x: Math.round(x - line / 2), y: top - 2, width: line, height: bottom - top + 4 }
      : { x: left - 2, y: Math.round(y - line / 2), width: right - left + 4, height: line },
    STEM,
  );
  const dot = Math.round(4 * atlas);
  putQuad(stems, { x: Math.round(x - dot / 2), y: Math.round(y - dot / 2), width: dot, height: dot }, STEM);
}

function stemCell(): Rect {
  const cell = flatCell(flatNames().indexOf('stem'));
  return { x: cell.x + 3, y: cell.y + 3, width: 2, height: 2 };
}
const STEM = stemCell();

/** The texture that pills and emblems come from is the atlas. */
export const PILL_TEXTURE = ATLAS_SIZE;
