// Signs of a load run: stamps that are still in the book and places where one was, lamps that are lit (a disc with rays) or not (a ring, struck
// through). Their cells of the atlas, and how books and lamps are put over their things.
import { cssColour, type Palette } from '../tokens.ts';
import { type Camera, project, type ScreenBox } from '../projection.ts';
import { type BookMark, type LampMark, STAMPS, stampsLeft } from '../loadPlan.ts';
import type { Placed } from '../layout/types.ts';
import { flatCell, flatNames, ICON, type Rect } from './atlas.ts';
import { DIGIT_TOP, MOST_NUMBER } from './goalIcons.ts';
import { putQuad, type ScreenMesh } from './screenMesh.ts';

type Context = CanvasRenderingContext2D;

const SIGNS = ['stampLeft', 'stampGone', 'lampLit', 'lampOut'] as const;
type LoadSign = (typeof SIGNS)[number];

/** Beside the digits of goals. */
export function loadCell(name: LoadSign): Rect {
  return { x: (MOST_NUMBER + SIGNS.indexOf(name)) * (ICON + 4), y: DIGIT_TOP, width: ICON, height: ICON };
}

export function drawLoadSigns(context: Context, palette: Palette): void {
  for (const name of SIGNS) {
    const { x, y } = loadCell(name);
    context.save();
    context.translate(x, y);
    context.lineJoin = context.lineCap = 'round';
    if (name === 'stampLeft' || name === 'stampGone') drawStamp(context, palette, name === 'stampGone');
    else drawLamp(context, palette, name === 'lampLit');
    context.restore();
  }
}

function drawStamp(context: Context, palette: Palette, gone: boolean): void {
  context.lineWidth = 6;
  context.strokeStyle = cssColour(gone ? palette.fail : palette.ink);
  context.fillStyle = cssColour(palette.select);
  context.beginPath();
  context.rect(9, 5, 46, 54);
  if (gone) context.setLineDash([8, 12]);
  else context.fill();
  context.stroke();
  context.setLineDash([]);
  if (gone) return;
  context.fillStyle = cssColour(palette.pill);
  context.beginPath();
  context.arc(32, 32, 11, 0, Math.PI * 2);
  context.fill();
}

function drawLamp(context: Context, palette: Palette, lit: boolean): void {
  context.fillStyle = cssColour(palette.pill);
  context.beginPath();
  context.arc(32, 32, 31, 0, Math.PI * 2);
  context.fill();
  context.lineWidth = 5;
  context.strokeStyle = cssColour(lit ? palette.pass : palette.fail);
  context.fillStyle = cssColour(palette.pass);
  context.beginPath();
  context.arc(32, 32, 12, 0, Math.PI * 2);
  if (lit) context.fill();
  context.stroke();
  context.beginPath();
  if (lit)
    for (let ray = 0; ray < 8; ray++) {
      const angle = (ray * Math.PI) / 4;
      context.moveTo(32 + 19 * Math.cos(angle), 32 + 19 * Math.sin(angle));
      context.lineTo(32 + 26 * Math.cos(angle), 32 + 26 * Math.sin(angle));
    }
  else {
    context.moveTo(16, 48);
    context.lineTo(48, 16);
  }
  context.stroke();
}

interface View {
  readonly camera: Camera;
  readonly ratio: number;
}

const STAMP = { width: 10, height: 11 };
const COLUMNS = STAMPS / 2;
const EDGE = 4;
const LAMP = 18;
const MOST_LAMPS = 8;

function colour(name: 'paper' | 'ink'): Rect {
  const { x, y, width, height } = flatCell(flatNames().indexOf(name));
  return { x: x + width / 4, y: y + height / 4, width: width / 2, height: height / 2 };
}

/** Left top corner of something that stands on a thing, `width` by `height` device pixels. */
function above({ box, height: rise }: Placed, view: View, size: { readonly width: number; readonly height: number }): Rect {
  const at = project(view.camera, { x: box.x + box.width / 2, y: box.y + box.depth / 2 }, rise);
  const gap = 5 * view.ratio;
  return { x: Math.round(at.x - size.width / 2), y: Math.round(at.y - size.height - gap), ...size };
}

/** An open page of ten stamps over each device, those that are taken torn out of it. */
export function drawBooks(mesh: ScreenMesh, marks: readonly BookMark[], view: View): readonly ScreenBox[] {
  const { ratio } = view;
  const size = {
    width: Math.round((COLUMNS * (STAMP.width + 1) + 2 * EDGE) * ratio),
    height: Math.round((2 * (STAMP.height + 1) + 2 * EDGE) * ratio),
  };
  return marks.flatMap(({ thing, pages }) => {
    const [page] = pages;
    if (!page) return [];
    const to = above(thing, view, size);
    const line = Math.max(1, Math.round(1.5 * ratio));
    putQuad(mesh, { x: to.x - line, y: to.y - line, width: to.width + 2 * line, height: to.height + 2 * line }, colour('ink'));
    putQuad(mesh, to, colour('paper'));
    const left = stampsLeft(page);
    for (let stamp = 0; stamp < STAMPS; stamp++) {
      const x = to.x + (EDGE + (stamp % COLUMNS) * (STAMP.width + 1)) * ratio;
      const y = to.y + (EDGE + Math.floor(stamp / COLUMNS) * (STAMP.height + 1)) * ratio;
      const cell = loadCell(stamp < left ? 'stampLeft' : 'stampGone');
      putQuad(mesh, { x, y, width: STAMP.width * ratio, height: STAMP.height * ratio }, cell);
    }
    return [{ left: to.x, top: to.y, right: to.x + to.width, bottom: to.y + to.height }];
  });
}

/** A row of lamps over the reception desk, one a node; of many nodes those that are out come first. */
export function drawLamps(mesh: ScreenMesh, mark: LampMark | undefined, view: View): readonly ScreenBox[] {
  if (!mark || mark.lit.length === 0) return [];
  const many = mark.lit.length > MOST_LAMPS;
  const shown = many ? [...mark.lit].sort((a, b) => Number(a) - Number(b)).slice(0, MOST_LAMPS) : mark.lit;
  const side = LAMP * view.ratio;
  const to = above(mark.thing, view, { width: Math.round(shown.length * side), height: Math.round(side) });
  shown.forEach((lit, index) => {
    putQuad(mesh, { x: to.x + index * side, y: to.y, width: side, height: side }, loadCell(lit ? 'lampLit' : 'lampOut'));
  });
  return [{ left: to.x, top: to.y, right: to.x + to.width, bottom: to.y + to.height }];
}
