// Marks of goals: the shape says what became of the envelope (a plate that points down: arrived; a stop sign: stopped; a postage stamp: another
// sender), outline or fill and the small tick or cross say whether the goal holds, the digit is the goal's number in the list.
// And badge readers at doors.
import type { GoalEnd } from '../../store/goalEnds.ts';
import { GOAL_ENDS } from '../../store/goalEnds.ts';
import { cssColour, type Palette } from '../tokens.ts';
import { ICON, type Rect } from './atlas.ts';

type Context = CanvasRenderingContext2D;

const SHAPE_TOP = 440;
export const DIGIT_TOP = SHAPE_TOP + ICON + 4;
export const MOST_NUMBER = 9;
/** Digits over a goal that fails, over one that holds, and how many stand together. */
const INKS = ['fail', 'pass', 'timesFail', 'timesPass'] as const;

export function goalCell(end: GoalEnd, pass: boolean): Rect {
  return { x: (GOAL_ENDS.indexOf(end) * 2 + (pass ? 1 : 0)) * (ICON + 4), y: SHAPE_TOP, width: ICON, height: ICON };
}

/** `times`: so many goals in one mark. */
export function digitCell(number: number, pass: boolean, times: boolean): Rect {
  const row = INKS.indexOf(times ? (pass ? 'timesPass' : 'timesFail') : pass ? 'pass' : 'fail');
  return { x: (number - 1) * (ICON + 4), y: DIGIT_TOP + row * (ICON + 4), width: ICON, height: ICON };
}

/** A badge reader at a door: who comes in, who goes out, both; without a policy engine it has no power (D-1). */
export const READERS = ['in', 'out', 'both'] as const;
export type ReaderSide = (typeof READERS)[number];

export function readerCell(side: ReaderSide, powered: boolean): Rect {
  const index = GOAL_ENDS.length * 2 + READERS.indexOf(side) * 2 + (powered ? 0 : 1);
  return { x: index * (ICON + 4), y: SHAPE_TOP, width: ICON, height: ICON };
}

function drawReader(
  context: Context,
  palette: Palette,
  { side, powered }: { readonly side: ReaderSide; readonly powered: boolean },
): void {
  const { x, y } = readerCell(side, powered);
  context.save();
  context.translate(x, y);
  context.lineJoin = context.lineCap = 'round';
  context.fillStyle = cssColour(palette.pill);
  context.strokeStyle = cssColour(powered ? palette.ink : palette.inkSoft);
  context.lineWidth = 5;
  context.beginPath();
  context.roundRect(12, 4, 40, 56, 8);
  context.fill();
  if (!powered) context.setLineDash([7, 7]);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.arc(32, 16, 5, 0, Math.PI * 2);
  if (powered) {
    context.fillStyle = cssColour(palette.pass);
    context.fill();
  } else {
    context.lineWidth = 3;
    context.stroke();
  }
  // The door is below: in points down to it, out comes up from it.
  const arrow = (at: number, down: boolean): void => {
    const [tail, tip] = down ? [28, 52] : [52, 28];
    const barb = down ? -7 : 7;
    context.beginPath();
    context.moveTo(at, tail);
    context.lineTo(at, tip);
    context.moveTo(at - 6, tip + barb);
    context.lineTo(at, tip);
    context.lineTo(at + 6, tip + barb);
    context.stroke();
  };
  context.lineWidth = 4.5;
  if (side !== 'out') arrow(side === 'both' ? 24 : 32, true);
  if (side !== 'in') arrow(side === 'both' ? 40 : 32, false);
  if (!powered) {
    context.strokeStyle = cssColour(palette.warn);
    context.lineWidth = 5;
    context.beginPath();
    context.moveTo(8, 58);
    context.lineTo(56, 6);
    context.stroke();
  }
  context.restore();
}

export function drawGoalIcons(context: Context, palette: Palette): void {
  for (const side of READERS) for (const powered of [true, false]) drawReader(context, palette, { side, powered });
  for (const end of GOAL_ENDS)
    for (const pass of [true, false]) {
      const { x, y } = goalCell(end, pass);
      context.save();
      context.translate(x, y);
      context.lineJoin = context.lineCap = 'round';
      drawShape(context, { end, pass, palette });
      context.restore();
    }
  for (const pass of [true, false])
    for (const times of [true, false])
      for (let number = 1; number <= MOST_NUMBER; number++) {
        const { x, y } = digitCell(number, pass, times);
        context.fillStyle = cssColour(pass ? palette.pass : palette.pill);
        context.font = `800 ${times ? 26 : 34}px system-ui, sans-serif`;
        context.textAlign = 'center';
        context.textBaseline = 'middle';
        context.fillText(times ? `${number}×` : `${number}`, x + 29, y + 29);
      }
}

function drawShape(
  context: Context,
  { end, pass, palette }: { readonly end: GoalEnd; readonly pass: boolean; readonly palette: Palette },
): void {
  const paper = cssColour(palette.pill);
  const ink = cssColour(pass ? palette.pass : palette.fail);
  outline(context, end, 28);
  context.fillStyle = paper;
  context.fill();
  outline(context, end, 24);
  context.strokeStyle = context.fillStyle = ink;
  context.lineWidth = 5;
  if (!pass) context.fill();
  context.stroke();
  // The verdict, in the corner.
  context.fillStyle = paper;
  context.beginPath();
  context.arc(51, 51, 12, 0, Math.PI * 2);
  context.fill();
  context.lineWidth = 5;
  context.beginPath();
  if (pass) {
    context.moveTo(44, 51);
    context.lineTo(49, 56);
    context.lineTo(58, 45);
  } else {
    context.moveTo(45, 45);
    context.lineTo(57, 57);
    context.moveTo(57, 45);
    context.lineTo(45, 57);
  }
  context.stroke();
}

/** About (29, 29). */
function outline(context: Context, end: GoalEnd, r: number): void {
  context.beginPath();
  if (end === 'arrived') {
    context.moveTo(29 - r * 0.85, 29 - r * 0.85);
    context.lineTo(29 + r * 0.85, 29 - r * 0.85);
    context.lineTo(29 + r * 0.85, 29 + r * 0.45);
    context.lineTo(29, 29 + r * 1.1);
    context.lineTo(29 - r * 0.85, 29 + r * 0.45);
  } else if (end === 'stopped')
    for (let corner = 0; corner < 8; corner++) {
      const angle = Math.PI / 8 + (corner * Math.PI) / 4;
      context.lineTo(29 + Math.cos(angle) * r, 29 + Math.sin(angle) * r);
    }
  // Teeth all round.
  else
    for (let tooth = 0; tooth < 24; tooth++) {
      const angle = (tooth * Math.PI) / 12;
      const side = 1 / Math.max(Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle)));
      const out = Math.min(side, 1.25) * r * (tooth % 2 === 0 ? 0.98 : 0.78);
      context.lineTo(29 + Math.cos(angle) * out, 29 + Math.sin(angle) * out);
    }
  context.closePath();
}
