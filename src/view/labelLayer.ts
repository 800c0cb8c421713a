// Which labels stand where: written once per layout, placed when the camera moves, decluttered by priority, counted where they gave way.
import { anchorOf } from './picking.ts';
import type { Camera } from './projection.ts';
import { declutter, type LabelFrame, type LabelSpot, type LabelText, shortKey } from './layers/labels.ts';
import type { Layout } from './layout/types.ts';
import type { BoardScene } from './scenes/BoardScene.ts';
import type { Palette } from './tokens.ts';

export interface LabelLayer {
  write(layout: Layout, options: { readonly palette: Palette; readonly selection: string | undefined }): void;
  place(camera: Camera): void;
  setFree(free: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }): void;
  count(): number;
}

const SELECTED_FIRST = 1000;
const MOST_LABELS = 900;
/** Pixels a desk needs on the screen for its name. */
const CROWDED = 28;

export function createLabelLayer(scene: BoardScene, ratio: () => number): LabelLayer {
  let layout: Layout | undefined;
  let frames: ReadonlyMap<string, LabelFrame> = new Map();
  let selection: string | undefined;
  let shown = 0;
  let free = { left: 0, top: 0, right: 4096, bottom: 4096 };
  return {
    write: (next, options) => {
      layout = next;
      selection = options.selection;
      const texts: LabelText[] = next.things.slice(0, MOST_LABELS).map((thing) => ({
        key: thing.selection,
        name: thing.name,
        note: thing.note,
        hue: thing.hue,
        priority: thing.priority,
        trouble: thing.trouble,
      }));
      frames = scene.write(texts, options.palette, ratio());
    },
    setFree: (rectangle) => {
      free = rectangle;
    },
    place: (camera) => {
      if (!layout) return;
      const spots: LabelSpot[] = [];
      for (const thing of layout.things) {
        const frame = frames.get(thing.selection);
        if (!frame) continue;
        // Where desks stand too close for their names, the room's own plate says how many there are.
        const crowded = thing.kind === 'desk' && thing.box.width * camera.scale < CROWDED * ratio();
        if (crowded && thing.selection !== selection && !thing.trouble) continue;
        const at = anchorOf(camera, thing);
        const priority = thing.selection === selection ? SELECTED_FIRST : thing.priority + (thing.trouble ? 15 : 0);
        const short = frames.get(shortKey(thing.selection));
        spots.push({
          key: thing.selection,
          x: at.x,
          y: at.y,
          width: frame.width,
          height: frame.height,
          priority,
          ...(short ? { short: { key: shortKey(thing.selection), width: short.width } } : {}),
        });
      }
      const placed = declutter(spots, free);
      shown = placed.length;
      scene.placeLabels(placed);
    },
    count: () => shown,
  };
}
