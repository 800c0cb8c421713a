// Icons of the atlas: the envelope in its states, the stamp, the verdict marks (a shape each, never colour alone), the badge reader and the
// signpost that refuse. Drawn for this game; each fills a 64-pixel cell.
import { cssColour, type Palette } from '../tokens.ts';
import { iconCell, type IconName } from './atlas.ts';

type Context = CanvasRenderingContext2D;

export function drawIcon(context: Context, name: IconName, palette: Palette): void {
  const { x, y } = iconCell(name);
  context.save();
  context.translate(x, y);
  context.lineJoin = context.lineCap = 'round';
  const paper = cssColour(palette.pill);
  if (name === 'envelope') drawEnvelope(context, palette, palette.select);
  else if (name === 'envelopePass') drawEnvelope(context, palette, palette.pass);
  else if (name === 'envelopeFail') drawEnvelope(context, palette, palette.fail);
  else if (name === 'envelopeWarn') drawEnvelope(context, palette, palette.warn);
  else if (name === 'stamp') drawStamp(context, cssColour(palette.warn), paper);
  else if (name === 'badge') drawBadge(context, palette);
  else if (name === 'signpost') drawSignpost(context, palette);
  else if (name === 'pin' || name === 'pinHollow') drawPin(context, palette, name === 'pinHollow');
  else if (name in STEPS) drawStepDisc(context, STEPS[name as keyof typeof STEPS], palette);
  else if (name === 'pass' || name === 'fail' || name === 'warn') drawMark(context, name, cssColour(palette[name]), paper);
  context.restore();
}

function drawEnvelope(context: Context, palette: Palette, ink: number): void {
  context.fillStyle = 'rgba(10, 22, 48, 0.22)';
  context.beginPath();
  context.ellipse(33, 56, 20, 4, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = cssColour(palette.paper);
  context.strokeStyle = cssColour(ink);
  context.lineWidth = 4.5;
  context.beginPath();
  context.roundRect(5, 12, 54, 37, 5);
  context.fill();
  context.stroke();
  context.beginPath();
  context.moveTo(8, 16);
  context.lineTo(32, 35);
  context.lineTo(56, 16);
  context.stroke();
}

/** A postmark: a ring with a date line and two waves. */
function drawStamp(context: Context, ink: string, paper: string): void {
  context.fillStyle = paper;
  context.beginPath();
  context.arc(32, 32, 27, 0, Math.PI * 2);
  context.fill();
  context.strokeStyle = ink;
  context.lineWidth = 5;
  context.stroke();
  context.lineWidth = 4;
  context.beginPath();
  context.arc(32, 32, 17, 0, Math.PI * 2);
  context.stroke();
  context.beginPath();
  context.moveTo(20, 32);
  context.bezierCurveTo(25, 24, 29, 40, 34, 32);
  context.bezierCurveTo(38, 26, 41, 38, 45, 31);
  context.stroke();
}

function drawMark(context: Context, name: 'pass' | 'fail' | 'warn', colour: string, paper: string): void {
  context.fillStyle = paper;
  context.beginPath();
  context.arc(32, 32, 30, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = colour;
  context.beginPath();
  context.arc(32, 32, 26, 0, Math.PI * 2);
  context.fill();
  context.strokeStyle = paper;
  context.lineWidth = 7;
  context.beginPath();
  if (name === 'pass') {
    context.moveTo(20, 33);
    context.lineTo(29, 42);
    context.lineTo(45, 23);
  } else if (name === 'fail') {
    context.moveTo(22, 22);
    context.lineTo(42, 42);
    context.moveTo(42, 22);
    context.lineTo(22, 42);
  } else {
    context.moveTo(32, 17);
    context.lineTo(32, 35);
    context.moveTo(32, 46);
    context.lineTo(32, 47);
  }
  context.stroke();
}

/** The reader on a laptop's door: a plate with a slot and a red lamp. */
function drawBadge(context: Context, palette: Palette): void {
  context.fillStyle = cssColour(palette.pill);
  context.strokeStyle = cssColour(palette.ink);
  context.lineWidth = 4;
  context.beginPath();
  context.roundRect(15, 6, 34, 52, 7);
  context.fill();
  context.stroke();
  context.fillStyle = cssColour(palette.fail);
  context.beginPath();
  context.arc(32, 20, 6, 0, Math.PI * 2);
  context.fill();
  context.beginPath();
  context.moveTo(23, 38);
  context.lineTo(41, 38);
  context.moveTo(23, 47);
  context.lineTo(41, 47);
  context.stroke();
}

function drawSignpost(context: Context, palette: Palette): void {
  context.strokeStyle = cssColour(palette.ink);
  context.fillStyle = cssColour(palette.pill);
  context.lineWidth = 4;
  context.beginPath();
  context.moveTo(32, 8);
  context.lineTo(32, 58);
  context.stroke();
  context.beginPath();
  context.moveTo(14, 14);
  context.lineTo(44, 14);
  context.lineTo(52, 22);
  context.lineTo(44, 30);
  context.lineTo(14, 30);
  context.closePath();
  context.fill();
  context.stroke();
}

/** Steps of a spreading breach, by distance: a digit each, so that heat is never colour alone. */
const STEPS = {
  one: { text: '1', colour: 'fail' },
  two: { text: '2', colour: 'warn' },
  three: { text: '3', colour: 'inkSoft' },
  more: { text: '4+', colour: 'inkSoft' },
} as const satisfies Partial<Record<IconName, { readonly text: string; readonly colour: keyof Palette }>>;

function drawStepDisc(context: Context, { text, colour }: (typeof STEPS)[keyof typeof STEPS], palette: Palette): void {
  context.fillStyle = cssColour(palette.pill);
  context.beginPath();
  context.arc(32, 32, 30, 0, Math.PI * 2);
  context.fill();
  context.strokeStyle = cssColour(palette[colour]);
  context.lineWidth = 6;
  context.beginPath();
  context.arc(32, 32, 26, 0, Math.PI * 2);
  context.stroke();
  context.fillStyle = cssColour(palette.ink);
  context.font = `700 ${text.length > 1 ? 26 : 36}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, 32, 34);
}

/** Over a pod that a Service selects: a drop with a hole; hollow over one that is picked and not rung. */
function drawPin(context: Context, palette: Palette, hollow: boolean): void {
  context.fillStyle = cssColour(hollow ? palette.pill : palette.select);
  context.strokeStyle = cssColour(hollow ? palette.select : palette.pill);
  context.lineWidth = hollow ? 5 : 4;
  if (hollow) context.setLineDash([9, 8]);
  context.beginPath();
  context.arc(32, 24, 17, Math.PI * 0.85, Math.PI * 2.15);
  context.lineTo(32, 58);
  context.closePath();
  context.fill();
  context.stroke();
  context.setLineDash([]);
  if (hollow) return;
  context.fillStyle = context.strokeStyle;
  context.beginPath();
  context.arc(32, 24, 6, 0, Math.PI * 2);
  context.fill();
}
