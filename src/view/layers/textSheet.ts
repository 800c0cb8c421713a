// Texts drawn once each on a sheet and reused as quads: crisp at every pixel ratio, any script, no font file. A full sheet starts anew.
import { cssColour, type Palette } from '../tokens.ts';
import type { QuadRect } from './screenMesh.ts';

export const TEXT_STYLES = ['name', 'small', 'note', 'quiet', 'changed'] as const;
export type TextStyle = (typeof TEXT_STYLES)[number];

export const SHEET_SIZE = 2048;

/** What the system has for Chinese, after the faces for Latin letters; nothing is fetched. */
const CJK = '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"';
const SANS = `system-ui, "Segoe UI", "Noto Sans", "Helvetica Neue", ${CJK}, sans-serif`;
const MONO = `ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", ${CJK}, monospace`;

/** CSS pixels. */
const FONTS: Readonly<Record<TextStyle, string>> = {
  name: `600 {12}px ${SANS}`,
  small: `600 {11}px ${SANS}`,
  note: `500 {10.5}px ${MONO}`,
  quiet: `600 {11}px ${SANS}`,
  changed: `700 {11}px ${MONO}`,
};

/** Height of a line on the sheet, in CSS pixels. */
export const LINE = 15;

export interface TextSheet {
  readonly canvas: HTMLCanvasElement;
  /** Width in device pixels. */
  measure(style: TextStyle, text: string): number;
  /** Where the text lies on the sheet; draws it if it is new. */
  place(style: TextStyle, text: string): QuadRect;
  /** Rows of pixels that were drawn since it was last asked, in which the texture is behind. */
  takeLines(): { readonly from: number; readonly to: number } | undefined;
  /** Another theme or size forgets what was drawn. */
  use(palette: Palette, ratio: number): void;
}

export function createTextSheet(canvas: HTMLCanvasElement, palette: Palette, ratio: number): TextSheet {
  const context = canvas.getContext('2d', { willReadFrequently: false });
  const places = new Map<string, QuadRect>();
  const widths = new Map<string, number>();
  let colours = palette;
  let scale = ratio;
  let x = 0;
  let y = 0;
  /** Rows drawn since they were last taken. */
  let from = SHEET_SIZE;
  let to = 0;
  const clear = (): void => {
    places.clear();
    x = 0;
    y = 0;
    context?.setTransform(1, 0, 0, 1, 0, 0);
    context?.clearRect(0, 0, SHEET_SIZE, SHEET_SIZE);
    from = SHEET_SIZE;
    to = 0;
  };
  const font = (style: TextStyle): string =>
    FONTS[style].replace(/\{([\d.]+)\}/, (_match, size: string) => String(Number(size) * scale));
  const measure = (style: TextStyle, text: string): number => {
    const key = `${style} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    if (context) context.font = font(style);
    const width = Math.ceil(context?.measureText(text).width ?? 0) + 1;
    widths.set(key, width);
    return width;
  };
  return {
    canvas,
    measure,
    place: (style, text) => {
      const key = `${style} ${text}`;
      const known = places.get(key);
      if (known) return known;
      const width = Math.min(SHEET_SIZE, measure(style, text));
      const height = Math.ceil(LINE * scale);
      if (x + width + 2 > SHEET_SIZE) {
        x = 0;
        y += height + 2;
      }
      if (y + height > SHEET_SIZE) clear();
      const place: QuadRect = { x, y, width, height };
      if (context) {
        context.font = font(style);
        context.textBaseline = 'middle';
        context.fillStyle = cssColour(
          style === 'name' || style === 'small' ? colours.ink : style === 'changed' ? colours.warn : colours.inkSoft,
        );
        context.fillText(text, x, y + height / 2 + 0.5 * scale);
      }
      places.set(key, place);
      x += width + 2;
      from = Math.min(from, y);
      to = Math.min(SHEET_SIZE, Math.max(to, y + height + 2));
      return place;
    },
    takeLines: () => {
      if (from >= to) return undefined;
      const lines = { from, to };
      from = SHEET_SIZE;
      to = 0;
      return lines;
    },
    use: (next, nextRatio) => {
      if (next === colours && nextRatio === scale) return;
      colours = next;
      if (nextRatio !== scale) widths.clear();
      scale = nextRatio;
      clear();
    },
  };
}
