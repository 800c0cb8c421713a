// Labels: drawn once each to a canvas (pill, department mark, name, address), placed every time the camera rests, never over one another.
// A label gives way by priority; what gave way is counted on the room it stands in. Text stays upright in both projections.
import { cssColour, HUES, type Palette, PATTERNS } from '../tokens.ts';

export interface LabelText {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  /** −1: no department. */
  readonly hue: number;
  readonly priority: number;
  readonly trouble: boolean;
}

export interface LabelFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const LABEL_SHEET = 2048;
const HEIGHT = 22;

/** Draws every label that fits the sheet, small ones first to last; answers where each is, in sheet pixels. */
export function drawLabels(
  canvas: HTMLCanvasElement,
  texts: readonly LabelText[],
  palette: Palette,
  ratio: number,
): Map<string, LabelFrame> {
  const frames = new Map<string, LabelFrame>();
  const context = canvas.getContext('2d');
  if (!context) return frames;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const height = Math.ceil(HEIGHT * ratio);
  let x = 0;
  let y = 0;
  // A second, shorter one of each with an address: the name alone, for where the whole does not fit.
  const shorts = texts.filter((text) => text.note !== '').map((text) => ({ ...text, key: shortKey(text.key), note: '' }));
  for (const text of [...texts, ...shorts]) {
    const width = Math.min(LABEL_SHEET, Math.ceil(measure(context, text, ratio)));
    if (x + width > LABEL_SHEET) {
      x = 0;
      y += height + 2;
    }
    if (y + height > LABEL_SHEET) break;
    drawLabel(context, text, { x, y, width, height }, { palette, ratio });
    frames.set(text.key, { x, y, width, height });
    x += width + 2;
  }
  return frames;
}

/** The frame of a label without its address. */
export function shortKey(key: string): string {
  return `${key}#short`;
}

function nameFont(ratio: number): string {
  return `600 ${11.5 * ratio}px system-ui, "Segoe UI", "Noto Sans", sans-serif`;
}

function noteFont(ratio: number): string {
  return `${10.5 * ratio}px ui-monospace, "DejaVu Sans Mono", monospace`;
}

function measure(context: CanvasRenderingContext2D, text: LabelText, ratio: number): number {
  context.font = nameFont(ratio);
  const name = context.measureText(text.name).width;
  context.font = noteFont(ratio);
  const note = text.note === '' ? 0 : context.measureText(text.note).width + 6 * ratio;
  return name + note + (text.hue >= 0 || text.trouble ? 30 : 16) * ratio;
}

interface LabelStyle {
  readonly palette: Palette;
  readonly ratio: number;
}

function drawLabel(context: CanvasRenderingContext2D, text: LabelText, frame: LabelFrame, { palette, ratio }: LabelStyle): void {
  const line = 1 * ratio;
  context.fillStyle = palette.pill;
  context.strokeStyle = text.trouble ? cssColour(palette.fail) : palette.pillLine;
  context.lineWidth = text.trouble ? 2 * line : line;
  context.beginPath();
  context.roundRect(frame.x + line, frame.y + line, frame.width - 2 * line, frame.height - 2 * line, frame.height / 2);
  context.fill();
  context.stroke();
  let x = frame.x + 8 * ratio;
  const middle = frame.y + frame.height / 2;
  if (text.trouble || text.hue >= 0) {
    drawDot(context, { x: x + 4 * ratio, y: middle, ratio }, text, palette);
    x += 14 * ratio;
  }
  context.textBaseline = 'middle';
  context.fillStyle = palette.ink;
  context.font = nameFont(ratio);
  context.fillText(text.name, x, middle + 0.5 * ratio);
  x += context.measureText(text.name).width + 6 * ratio;
  if (text.note === '') return;
  context.fillStyle = palette.inkSoft;
  context.font = noteFont(ratio);
  context.fillText(text.note, x, middle + 0.5 * ratio);
}

/** A department's mark: its hue, and a shape that goes with its pattern; trouble is a bang. */
function drawDot(
  context: CanvasRenderingContext2D,
  at: { readonly x: number; readonly y: number; readonly ratio: number },
  text: LabelText,
  palette: Palette,
): void {
  const r = 4.5 * at.ratio;
  context.beginPath();
  if (text.trouble) {
    context.fillStyle = cssColour(palette.fail);
    context.font = `800 ${14 * at.ratio}px system-ui, sans-serif`;
    context.textBaseline = 'middle';
    context.fillText('!', at.x - 2 * at.ratio, at.y + at.ratio);
    return;
  }
  context.fillStyle = cssColour(HUES[text.hue % HUES.length] ?? 0);
  const shape = PATTERNS[text.hue % PATTERNS.length];
  if (shape === 'stripes' || shape === 'checks') context.rect(at.x - r, at.y - r, 2 * r, 2 * r);
  else if (shape === 'dots' || shape === 'cross') {
    context.moveTo(at.x, at.y - r * 1.25);
    context.lineTo(at.x + r * 1.25, at.y);
    context.lineTo(at.x, at.y + r * 1.25);
    context.lineTo(at.x - r * 1.25, at.y);
  } else if (shape === 'bars' || shape === 'slashes') {
    context.moveTo(at.x, at.y - r * 1.2);
    context.lineTo(at.x + r * 1.2, at.y + r);
    context.lineTo(at.x - r * 1.2, at.y + r);
  } else context.arc(at.x, at.y, r, 0, Math.PI * 2);
  context.closePath();
  context.fill();
}

export interface LabelSpot {
  readonly key: string;
  /** Anchor on the screen: the label is centred above it. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly priority: number;
  /** A shorter one to try when this does not fit. */
  readonly short?: { readonly key: string; readonly width: number };
}

export interface PlacedLabel {
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

/** Keeps what fits, by priority: above the anchor, else below it, else not at all. Pure; the labels it answers never overlap. */
export function declutter(
  spots: readonly LabelSpot[],
  free: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
): PlacedLabel[] {
  const kept: { left: number; top: number; right: number; bottom: number }[] = [];
  const placed: PlacedLabel[] = [];
  const ordered = [...spots].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1));
  for (const spot of ordered) {
    const tries = [{ key: spot.key, width: spot.width }, ...(spot.short ? [spot.short] : [])].flatMap((variant) =>
      [0, spot.height * 1.15, -spot.height * 1.1].map((shift) => ({ ...variant, shift })),
    );
    for (const { key, width, shift } of tries) {
      const left = spot.x - width / 2;
      const top = spot.y - spot.height / 2 + shift;
      const box = { left: left - 1, top: top - 1, right: left + width + 1, bottom: top + spot.height + 1 };
      const fits = box.left >= free.left && box.right <= free.right && box.top >= free.top && box.bottom <= free.bottom;
      if (
        !fits ||
        kept.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)
      )
        continue;
      kept.push(box);
      placed.push({ key, x: left, y: top });
      break;
    }
  }
  return placed;
}
