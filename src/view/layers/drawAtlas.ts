// Draws the atlas on a canvas: flat colours, department tiles and emblems, pills, soft shadows. Icons are in drawIcons.ts.
import type { Look } from '../look.ts';
import { cssColour, mixColours, type Palette, PATTERNS, shadeOf } from '../tokens.ts';
import {
  ATLAS_SIZE,
  emblemCell,
  flatCell,
  flatNames,
  ICONS,
  patternCell,
  PILL_MARGIN,
  PILL_RADIUS,
  pillCell,
  PILLS,
  SIGNS,
  type PillName,
  type Rect,
  softCell,
  TILE,
  type Tone,
  toneCell,
  TONES,
} from './atlas.ts';
import { drawIcon } from './drawIcons.ts';
import { drawSign } from './drawSigns.ts';
import { drawGoalIcons } from './goalIcons.ts';
import { drawLoadSigns } from './loadIcons.ts';

type Context = CanvasRenderingContext2D;

export function drawAtlas(canvas: HTMLCanvasElement, { palette, hues }: Look, ratio: number): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, ATLAS_SIZE, ATLAS_SIZE);
  flatNames().forEach((name, index) => fill(context, flatCell(index), palette[name]));
  hues.forEach((hue, index) => {
    for (const tone of TONES) fill(context, toneCell(index, tone), toneOf(hue, tone, palette));
    drawPattern(context, index, hue);
    drawEmblem(context, emblemCell(index, ratio), index, cssColour(hue));
  });
  drawBang(context, emblemCell(-1, ratio), cssColour(palette.fail));
  drawSleep(context, emblemCell(-2, ratio), cssColour(palette.warn));
  drawSoft(context, softCell('shadow'), palette.shade, 0.3);
  drawSoft(context, softCell('faint'), palette.shade, 0.13);
  for (const name of PILLS) drawPill(context, name, palette, ratio);
  for (const name of ICONS) drawIcon(context, name, palette);
  for (const name of SIGNS) drawSign(context, name, palette);
  drawGoalIcons(context, palette);
  drawLoadSigns(context, palette);
}

function fill(context: Context, { x, y, width, height }: Rect, colour: number): void {
  context.fillStyle = cssColour(colour);
  context.fillRect(x, y, width, height);
}

function toneOf(hue: number, tone: Tone, palette: Palette): number {
  if (tone === 'base') return hue;
  if (tone === 'light') return shadeOf(hue, 0.3);
  if (tone === 'dark') return shadeOf(hue, -0.3);
  return mixColours(palette.room, hue, tone === 'rug' ? 0.14 : 0.45);
}

function drawPattern(context: Context, index: number, hue: number): void {
  const { x, y } = patternCell(index);
  context.save();
  context.beginPath();
  context.rect(x, y, TILE, TILE);
  context.clip();
  context.translate(x, y);
  context.fillStyle = cssColour(hue);
  context.fillRect(0, 0, TILE, TILE);
  context.strokeStyle = context.fillStyle = cssColour(shadeOf(hue, 0.6));
  context.lineWidth = 6;
  const line = (x1: number, y1: number, x2: number, y2: number): void => {
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  };
  const third = TILE / 3;
  const pattern = PATTERNS[index % PATTERNS.length];
  if (pattern === 'stripes') for (let at = third / 2; at < TILE; at += third) line(0, at, TILE, at);
  if (pattern === 'bars') for (let at = third / 2; at < TILE; at += third) line(at, 0, at, TILE);
  if (pattern === 'slashes') for (let at = -TILE; at < TILE; at += TILE / 2) line(at, TILE, at + TILE, 0);
  if (pattern === 'dots') for (const cx of [12, 36]) for (const cy of [12, 36]) disc(context, cx, cy, 6);
  if (pattern === 'checks') for (const at of [0, 24]) context.fillRect(at, at, 24, 24);
  if (pattern === 'cross') {
    line(6, 6, TILE - 6, TILE - 6);
    line(TILE - 6, 6, 6, TILE - 6);
  }
  if (pattern === 'rings') {
    context.beginPath();
    context.arc(24, 24, 12, 0, Math.PI * 2);
    context.stroke();
  }
  context.restore();
}

function disc(context: Context, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

/** The department's mark on labels: a shape of its own, so that hue never stands alone. */
function drawEmblem(context: Context, cell: Rect, index: number, colour: string): void {
  const r = cell.width / 2 - 1;
  context.save();
  context.translate(cell.x + cell.width / 2, cell.y + cell.height / 2);
  context.fillStyle = context.strokeStyle = colour;
  context.lineWidth = r * 0.55;
  context.beginPath();
  const corners = (count: number, turn: number): void => {
    for (let corner = 0; corner < count; corner++) {
      const angle = turn + (corner * 2 * Math.PI) / count;
      context.lineTo(Math.cos(angle) * r, Math.sin(angle) * r);
    }
    context.closePath();
    context.fill();
  };
  if (index === 0) disc(context, 0, 0, r * 0.92);
  else if (index === 1) context.fillRect(-r * 0.82, -r * 0.82, r * 1.64, r * 1.64);
  else if (index === 2) corners(3, -Math.PI / 2);
  else if (index === 3) corners(4, 0);
  else if (index === 4) corners(6, 0);
  else if (index === 5) {
    context.fillRect(-r * 0.32, -r * 0.92, r * 0.64, r * 1.84);
    context.fillRect(-r * 0.92, -r * 0.32, r * 1.84, r * 0.64);
  } else if (index === 6) {
    context.arc(0, 0, r * 0.66, 0, Math.PI * 2);
    context.stroke();
  } else corners(3, Math.PI / 2);
  context.restore();
}

function drawBang(context: Context, cell: Rect, colour: string): void {
  const r = cell.width / 2 - 1;
  context.save();
  context.translate(cell.x + cell.width / 2, cell.y + cell.height / 2);
  context.fillStyle = colour;
  context.fillRect(-r * 0.24, -r * 0.95, r * 0.48, r * 1.2);
  context.fillRect(-r * 0.24, r * 0.5, r * 0.48, r * 0.45);
  context.restore();
}

function drawSoft(context: Context, { x, y, width }: Rect, colour: number, strength: number): void {
  const image = context.createImageData(width, width);
  const [red, green, blue] = [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
  const fade = (at: number): number => {
    const edge = Math.min(at, width - 1 - at) / (width * 0.3);
    return edge >= 1 ? 1 : edge * edge * (3 - 2 * edge);
  };
  for (let row = 0; row < width; row++) {
    for (let column = 0; column < width; column++) {
      const at = (row * width + column) * 4;
      image.data[at] = red;
      image.data[at + 1] = green;
      image.data[at + 2] = blue;
      image.data[at + 3] = Math.round(255 * strength * fade(row) * fade(column));
    }
  }
  context.putImageData(image, x, y);
}

const PILL_LINES = {
  plain: 'pillLine',
  quiet: 'pillLine',
  select: 'select',
  trouble: 'fail',
  sleep: 'warn',
  tag: 'inkSoft',
} as const satisfies Record<PillName, keyof Palette>;

/** Not ready yet: two letters z. */
function drawSleep(context: Context, { x, y, width }: Rect, colour: string): void {
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = width * 0.13;
  context.lineJoin = 'round';
  const letter = (left: number, top: number, size: number): void => {
    context.beginPath();
    context.moveTo(left, top);
    context.lineTo(left + size, top);
    context.lineTo(left, top + size);
    context.lineTo(left + size, top + size);
    context.stroke();
  };
  letter(x + width * 0.08, y + width * 0.42, width * 0.46);
  letter(x + width * 0.62, y + width * 0.1, width * 0.3);
  context.restore();
}

function drawPill(context: Context, name: PillName, palette: Palette, ratio: number): void {
  const cell = pillCell(name, ratio);
  const margin = PILL_MARGIN * ratio;
  const radius = (name === 'tag' ? 6 : PILL_RADIUS) * ratio;
  const size = cell.width - 2 * margin;
  context.save();
  context.translate(cell.x + margin, cell.y + margin);
  context.beginPath();
  context.roundRect(0, 0, size, size, radius);
  if (name === 'quiet') {
    context.globalAlpha = 0.82;
    context.fillStyle = cssColour(palette.pill);
    context.fill();
    context.restore();
    return;
  }
  context.shadowColor = 'rgba(15, 30, 60, 0.28)';
  context.shadowBlur = margin;
  context.shadowOffsetY = ratio;
  context.fillStyle = cssColour(palette.pill);
  context.fill();
  context.shadowColor = 'transparent';
  const heavy = name !== 'plain';
  const line = (heavy ? 2 : 1) * ratio;
  context.beginPath();
  context.roundRect(line / 2, line / 2, size - line, size - line, radius - line / 2);
  context.lineWidth = line;
  context.strokeStyle = cssColour(palette[PILL_LINES[name]]);
  context.stroke();
  context.restore();
}
