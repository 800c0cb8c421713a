// The labels of the board: draws those that the plan lets stand, each with the line to its thing where it has one, and says which of them lies
// under a pointer — a name is as good to click as its thing.
import { drawLabel, drawLeader, type LabelMeshes } from './layers/drawLabels.ts';
import { beginQuads, endQuads } from './layers/screenMesh.ts';
import { drawTag } from './layers/tag.ts';
import type { PlacedLabel } from './layers/declutter.ts';
import { createLabelPlanner, type LabelView, TAG } from './labelPlan.ts';
import { placedAt } from './layout/tiles.ts';
import type { Point } from './projection.ts';

export interface LabelHit {
  readonly selection: string;
  /** On the pill itself, not on the margin that makes small pills easy to hit. */
  readonly within: boolean;
  /** On `+3 more`. */
  readonly more: boolean;
}

export interface LabelLayer {
  /** Draws the labels and answers how many stand. */
  draw(meshes: LabelMeshes, view: LabelView): number;
  /** Device pixels; undefined where no label is. */
  at(point: Point): LabelHit | undefined;
}

/** CSS pixels: the least height of what can be hit. */
const TARGET = 24;

export function createLabelLayer(): LabelLayer {
  const planOf = createLabelPlanner();
  let shown: readonly PlacedLabel[] = [];
  let tails: ReadonlyMap<string, number> = new Map();
  let ratio = 1;
  return {
    draw: (meshes, view) => {
      const plan = planOf(view, meshes);
      beginQuads(meshes.stems);
      beginQuads(meshes.pills);
      beginQuads(meshes.texts);
      const ends = new Map<string, number>();
      for (const label of plan.placed) {
        if (label.key === TAG && view.tag) {
          drawLeader(meshes, label);
          drawTag(meshes, label, view.tag.lines);
          continue;
        }
        const written = view.tags.find(({ thing }) => label.key === `${TAG} ${thing.selection}`);
        if (written) {
          drawTag(meshes, label, written.lines);
          continue;
        }
        const thing = placedAt(view.layout, label.key);
        if (!thing) continue;
        drawLeader(meshes, label);
        const suffix = plan.suffixes.get(label.key);
        if (suffix !== undefined)
          ends.set(label.key, label.x + label.width - meshes.sheet.measure('note', suffix) - 10 * meshes.ratio);
        drawLabel(meshes, label, plan.textOf(thing), { kind: plan.kinds.get(label.key)?.[label.form]?.kind ?? 'short', suffix });
      }
      endQuads(meshes.stems);
      endQuads(meshes.pills);
      endQuads(meshes.texts);
      shown = plan.placed;
      tails = ends;
      ratio = meshes.atlas;
      return plan.placed.length;
    },
    at: ({ x, y }) => {
      let best: PlacedLabel | undefined;
      let away = Infinity;
      for (const label of shown) {
        if (label.key.startsWith(TAG)) continue;
        const margin = Math.max(1, (TARGET * ratio - label.height) / 2);
        if (x < label.x - margin || x > label.x + label.width + margin) continue;
        const off = Math.max(0, label.y - y, y - label.y - label.height);
        if (off > margin || off >= away) continue;
        best = label;
        away = off;
      }
      if (!best) return undefined;
      const within = away === 0 && x >= best.x && x <= best.x + best.width;
      return { selection: best.key, within, more: x >= (tails.get(best.key) ?? Infinity) };
    },
  };
}
