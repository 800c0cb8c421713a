// The atlas, drawn on a canvas at start and again when the theme changes: flat colours, department patterns, envelopes and marks.
// One texture for everything solid, so that the board is one batch.
import { cssColour, HUES, type Palette, PATTERNS, shade } from '../tokens.ts';
import type { Swatch } from './mesh.ts';

export const ATLAS_SIZE = 512;
const FLAT = 8;
const TILE = 32;
const ICON = 64;
const FLAT_ROWS = 48;
const TILE_TOP = 64;
const ICON_TOP = 192;

export type FlatName = Exclude<keyof Palette, 'pill' | 'pillLine' | 'ink' | 'inkSoft'>;
export type IconName = 'envelope' | 'envelopePass' | 'envelopeFail' | 'envelopeWarn' | 'stamp' | 'pass' | 'fail' | 'warn';

const FLATS: readonly FlatName[] = [
  'sky',
  'grass',
  'grassEdge',
  'slab',
  'slabSide',
  'slabDark',
  'zone',
  'zoneOther',
  'room',
  'roomDark',
  'corridor',
  'wallTop',
  'wallLight',
  'wallDark',
  'window',
  'desk',
  'deskLight',
  'deskDark',
  'device',
  'deviceLight',
  'deviceDark',
  'tower',
  'towerLight',
  'towerDark',
  'towerWindow',
  'road',
  'roadLine',
  'leaf',
  'leafDark',
  'select',
  'pass',
  'fail',
  'warn',
  'shadow',
];
const ICONS: readonly IconName[] = ['envelope', 'envelopePass', 'envelopeFail', 'envelopeWarn', 'stamp', 'pass', 'fail', 'warn'];

function swatchAt(index: number): Swatch {
  const perRow = ATLAS_SIZE / FLAT;
  const x = (index % perRow) * FLAT + FLAT / 2;
  const y = Math.floor(index / perRow) * FLAT + FLAT / 2;
  // v grows upwards in the texture.
  return { u0: x / ATLAS_SIZE, v0: 1 - y / ATLAS_SIZE, u1: x / ATLAS_SIZE, v1: 1 - y / ATLAS_SIZE };
}

export function flat(name: FlatName): Swatch {
  return swatchAt(FLATS.indexOf(name));
}

/** A department's colour: its own, lighter or darker. */
export function hueFlat(hue: number, tone: 'base' | 'light' | 'dark'): Swatch {
  const index = ((hue % HUES.length) + HUES.length) % HUES.length;
  return swatchAt(FLATS.length + index * 3 + (tone === 'base' ? 0 : tone === 'light' ? 1 : 2));
}

/** A department's pattern tile. */
export function huePattern(hue: number): Swatch {
  const index = ((hue % HUES.length) + HUES.length) % HUES.length;
  const x = index * TILE + 2;
  const y = TILE_TOP + 2;
  return { u0: x / ATLAS_SIZE, v0: 1 - y / ATLAS_SIZE, u1: (x + TILE - 4) / ATLAS_SIZE, v1: 1 - (y + TILE - 4) / ATLAS_SIZE };
}

/** Pixels of an icon in the atlas, for its frame. */
export function iconRect(name: IconName): { readonly x: number; readonly y: number; readonly size: number } {
  return { x: ICONS.indexOf(name) * ICON, y: ICON_TOP, size: ICON };
}

export function iconNames(): readonly IconName[] {
  return ICONS;
}

export function drawAtlas(canvas: HTMLCanvasElement, palette: Palette): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, ATLAS_SIZE, ATLAS_SIZE);
  const perRow = ATLAS_SIZE / FLAT;
  const paint = (index: number, colour: number): void => {
    context.fillStyle = cssColour(colour);
    context.fillRect((index % perRow) * FLAT, Math.floor(index / perRow) * FLAT, FLAT, FLAT);
  };
  FLATS.forEach((name, index) => paint(index, palette[name]));
  HUES.forEach((hue, index) => {
    paint(FLATS.length + index * 3, hue);
    paint(FLATS.length + index * 3 + 1, shade(hue, 0.28));
    paint(FLATS.length + index * 3 + 2, shade(hue, -0.32));
    drawPattern(context, index, hue);
  });
  if (FLATS.length + HUES.length * 3 > perRow * (FLAT_ROWS / FLAT)) throw new Error('the swatches have outgrown their rows');
  drawIcons(context, palette);
}

function drawPattern(context: CanvasRenderingContext2D, index: number, hue: number): void {
  const x = index * TILE;
  const y = TILE_TOP;
  context.save();
  context.beginPath();
  context.rect(x, y, TILE, TILE);
  context.clip();
  context.fillStyle = cssColour(hue);
  context.fillRect(x, y, TILE, TILE);
  context.strokeStyle = context.fillStyle = cssColour(shade(hue, 0.55));
  context.lineWidth = 3;
  const line = (x1: number, y1: number, x2: number, y2: number): void => {
    context.beginPath();
    context.moveTo(x + x1, y + y1);
    context.lineTo(x + x2, y + y2);
    context.stroke();
  };
  const dot = (cx: number, cy: number, radius: number): void => {
    context.beginPath();
    context.arc(x + cx, y + cy, radius, 0, Math.PI * 2);
    context.fill();
  };
  const pattern = PATTERNS[index % PATTERNS.length];
  if (pattern === 'stripes') for (let at = 4; at < TILE; at += 9) line(0, at, TILE, at);
  if (pattern === 'bars') for (let at = 4; at < TILE; at += 9) line(at, 0, at, TILE);
  if (pattern === 'slashes') for (let at = -TILE; at < TILE; at += 10) line(at, TILE, at + TILE, 0);
  if (pattern === 'dots')
    for (const [cx, cy] of [
      [8, 8],
      [24, 8],
      [16, 16],
      [8, 24],
      [24, 24],
    ] as const)
      dot(cx, cy, 3);
  if (pattern === 'checks')
    for (const [cx, cy] of [
      [0, 0],
      [16, 16],
    ] as const)
      context.fillRect(x + cx, y + cy, 16, 16);
  if (pattern === 'cross') {
    line(4, 4, TILE - 4, TILE - 4);
    line(TILE - 4, 4, 4, TILE - 4);
  }
  if (pattern === 'rings') {
    context.beginPath();
    context.arc(x + 16, y + 16, 9, 0, Math.PI * 2);
    context.stroke();
  }
  context.restore();
}

function drawIcons(context: CanvasRenderingContext2D, palette: Palette): void {
  for (const name of ICONS) {
    const { x, y } = iconRect(name);
    context.save();
    context.translate(x, y);
    context.lineJoin = 'round';
    context.lineCap = 'round';
    if (name.startsWith('envelope')) {
      const colour =
        name === 'envelopePass'
          ? palette.pass
          : name === 'envelopeFail'
            ? palette.fail
            : name === 'envelopeWarn'
              ? palette.warn
              : palette.select;
      drawEnvelope(context, palette.pill, cssColour(colour));
    } else if (name === 'stamp') drawStamp(context, cssColour(palette.warn));
    else drawMark(context, name as 'pass' | 'fail' | 'warn', cssColour(palette[name as 'pass' | 'fail' | 'warn']), palette.pill);
    context.restore();
  }
}

function drawEnvelope(context: CanvasRenderingContext2D, paper: string, ink: string): void {
  context.fillStyle = paper;
  context.strokeStyle = ink;
  context.lineWidth = 5;
  context.beginPath();
  context.roundRect(6, 14, 52, 36, 5);
  context.fill();
  context.stroke();
  context.beginPath();
  context.moveTo(9, 18);
  context.lineTo(32, 36);
  context.lineTo(55, 18);
  context.stroke();
}

function drawStamp(context: CanvasRenderingContext2D, ink: string): void {
  context.strokeStyle = ink;
  context.lineWidth = 5;
  context.strokeRect(10, 10, 44, 44);
  context.beginPath();
  context.arc(32, 32, 12, 0, Math.PI * 2);
  context.stroke();
}

function drawMark(context: CanvasRenderingContext2D, name: 'pass' | 'fail' | 'warn', colour: string, paper: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(32, 32, 27, 0, Math.PI * 2);
  context.fill();
  context.strokeStyle = paper;
  context.lineWidth = 7;
  context.beginPath();
  if (name === 'pass') {
    context.moveTo(19, 33);
    context.lineTo(28, 43);
    context.lineTo(46, 22);
  } else if (name === 'fail') {
    context.moveTo(22, 22);
    context.lineTo(42, 42);
    context.moveTo(42, 22);
    context.lineTo(22, 42);
  } else {
    context.moveTo(32, 16);
    context.lineTo(32, 35);
    context.moveTo(32, 46);
    context.lineTo(32, 47);
  }
  context.stroke();
}
