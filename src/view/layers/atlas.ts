// The one atlas: where each flat colour, department tile, icon, pill and emblem lies in it. Everything solid, every label and every
// envelope is drawn from this texture, so that the board is one batch. Drawn in drawAtlas.ts at start, on theme change, on a new pixel ratio.
import { HUES, type Palette } from '../tokens.ts';
import type { Swatch } from './mesh.ts';

export const ATLAS_SIZE = 1024;
export const FLAT = 8;
export const TILE = 48;
export const ICON = 64;
const TILE_TOP = 64;
const ICON_TOP = 128;
const PILL_TOP = 208;
const EMBLEM_TOP = 320;
const SIGN_TOP = 368;

export const ICONS = [
  'envelope',
  'envelopePass',
  'envelopeFail',
  'envelopeWarn',
  'stamp',
  'pass',
  'fail',
  'warn',
  'badge',
  'signpost',
  'pin',
  'pinHollow',
  'one',
  'two',
  'three',
  'more',
] as const;
export type IconName = (typeof ICONS)[number];
/** Signs on roofs: what a device is, seen from above. */
export const SIGNS = ['shield', 'lock', 'post', 'keyhole', 'link', 'tower', 'screen', 'drum'] as const;
export type SignName = (typeof SIGNS)[number];
export const PILLS = ['plain', 'quiet', 'select', 'trouble', 'sleep', 'tag'] as const;
export type PillName = (typeof PILLS)[number];
export const TONES = ['base', 'light', 'dark', 'rug', 'rugLine'] as const;
export type Tone = (typeof TONES)[number];
const FLATS = [
  'grass',
  'grassLeft',
  'grassRight',
  'path',
  'slab',
  'slabLeft',
  'slabRight',
  'lobby',
  'zone',
  'zoneLine',
  'wing',
  'wingLine',
  'room',
  'roomHead',
  'roomOff',
  'seat',
  'wallTop',
  'wallLeft',
  'wallRight',
  'partTop',
  'partLeft',
  'partRight',
  'window',
  'windowLine',
  'desk',
  'deskLeft',
  'deskRight',
  'leg',
  'laptop',
  'laptopDark',
  'device',
  'deviceLeft',
  'deviceRight',
  'deviceLamp',
  'gate',
  'gateLeft',
  'gateRight',
  'vault',
  'vaultLeft',
  'vaultRight',
  'tower',
  'towerLeft',
  'towerRight',
  'towerWindow',
  'towerWindowOff',
  'roof',
  'roofLeft',
  'roofRight',
  'road',
  'roadLine',
  'kerb',
  'leaf',
  'leafLeft',
  'leafRight',
  'trunk',
  'select',
  'hover',
  'pass',
  'fail',
  'warn',
  'paper',
  'ink',
  'pillLine',
  'stem',
] as const satisfies readonly (keyof Palette)[];
export type FlatName = (typeof FLATS)[number];

/** Pixels of the atlas, from its top left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function flatNames(): readonly FlatName[] {
  return FLATS;
}

export function hueIndex(hue: number): number {
  return ((hue % HUES.length) + HUES.length) % HUES.length;
}

export function flatCell(index: number): Rect {
  const perRow = ATLAS_SIZE / FLAT;
  return { x: (index % perRow) * FLAT, y: Math.floor(index / perRow) * FLAT, width: FLAT, height: FLAT };
}

export function toneCell(hue: number, tone: Tone): Rect {
  return flatCell(FLATS.length + hueIndex(hue) * TONES.length + TONES.indexOf(tone));
}

export function patternCell(hue: number): Rect {
  return { x: hueIndex(hue) * TILE, y: TILE_TOP, width: TILE, height: TILE };
}

/** Shadows, faded at their edges. */
export type SoftName = 'shadow' | 'faint';

export function softCell(name: SoftName): Rect {
  return { x: HUES.length * TILE + 8 + (name === 'shadow' ? 0 : ICON + 8), y: TILE_TOP - 8, width: ICON, height: ICON };
}

export function iconCell(name: IconName): Rect {
  return { x: ICONS.indexOf(name) * ICON, y: ICON_TOP, width: ICON, height: ICON };
}

export function signCell(name: SignName): Rect {
  return { x: SIGNS.indexOf(name) * (ICON + 4), y: SIGN_TOP, width: ICON, height: ICON };
}

/** Radius and shadow margin of a pill, in CSS pixels. */
export const PILL_RADIUS = 11;
export const PILL_MARGIN = 3;

export function pillCell(name: PillName, ratio: number): Rect {
  const size = Math.ceil((PILL_RADIUS + PILL_MARGIN) * 2 * ratio) + 2;
  return { x: PILLS.indexOf(name) * (size + 2), y: PILL_TOP, width: size, height: size };
}

export const EMBLEM = 10;

/** A department's emblem; −1: the bang of trouble, −2: what rests. */
export function emblemCell(hue: number, ratio: number): Rect {
  const size = Math.ceil(EMBLEM * ratio) + 2;
  return { x: (hue < 0 ? HUES.length - 1 - hue : hueIndex(hue)) * (size + 2), y: EMBLEM_TOP, width: size, height: size };
}

/** The middle of a cell: one flat colour. */
function middle({ x, y, width, height }: Rect): Swatch {
  const u = (x + width / 2) / ATLAS_SIZE;
  const v = 1 - (y + height / 2) / ATLAS_SIZE;
  return { u0: u, v0: v, u1: u, v1: v };
}

function whole({ x, y, width, height }: Rect, inset: number): Swatch {
  return {
    u0: (x + inset) / ATLAS_SIZE,
    v0: 1 - (y + inset) / ATLAS_SIZE,
    u1: (x + width - inset) / ATLAS_SIZE,
    v1: 1 - (y + height - inset) / ATLAS_SIZE,
  };
}

export function flat(name: FlatName): Swatch {
  return middle(flatCell(FLATS.indexOf(name)));
}

export function hueFlat(hue: number, tone: Tone): Swatch {
  return middle(toneCell(hue, tone));
}

export function huePattern(hue: number): Swatch {
  return whole(patternCell(hue), 1);
}

export function sign(name: SignName): Swatch {
  return whole(signCell(name), 1);
}

export function soft(name: SoftName): Swatch {
  return whole(softCell(name), 1);
}
