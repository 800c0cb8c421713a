// Whom the chosen laptop can reach: desks heat up wave by wave, with the distance as a digit over each; a room without desks shows its
// nearest distance. And the pods that a policy or Service selects: brackets on the floor, a badge reader or a pin above.
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { Spread } from '../../engine/report/spread.ts';
import type { Layout, Placed } from '../layout/types.ts';
import type { Camera, ScreenBox } from '../projection.ts';
import { project } from '../projection.ts';
import { flat, type FlatName, iconCell, type IconName } from './atlas.ts';
import type { Mesh } from './mesh.ts';
import { putQuad, type ScreenMesh } from './screenMesh.ts';
import { addFloor } from './solids.ts';

export interface ReachMark {
  readonly thing: Placed;
  readonly icon: IconName;
  /** Shown from this wave on; 0: at once. */
  readonly wave: number;
}

const ICONS: readonly IconName[] = ['one', 'two', 'three', 'more'];
const HEAT: readonly FlatName[] = ['fail', 'warn', 'hover', 'hover'];

/** One mark a thing, nearest first: the pod's desk, or its room where desks are not shown. */
export function reachMarks(layout: Layout, plan: Plan, spread: Spread): readonly ReachMark[] {
  const nodes = new Map(plan.pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod.node]));
  const marks = new Map<string, ReachMark>();
  for (const step of spread.steps) {
    for (const { pod } of step.pods) {
      const thing = layout.bySelection.get(`pod:${pod}`) ?? layout.bySelection.get(`node:${nodes.get(pod) ?? ''}`);
      if (!thing || marks.has(thing.selection)) continue;
      marks.set(thing.selection, { thing, icon: ICONS[Math.min(3, step.distance - 1)] ?? 'more', wave: step.distance });
    }
  }
  return [...marks.values()];
}

/** Pods of a policy or Service as marks. */
export function selectionMarks(
  layout: Layout,
  pods: readonly string[],
  icon: IconName | ((pod: string) => IconName),
): readonly ReachMark[] {
  return pods.flatMap((pod) => {
    const thing = layout.bySelection.get(`pod:${pod}`);
    return thing ? [{ thing, icon: typeof icon === 'string' ? icon : icon(pod), wave: 0 }] : [];
  });
}

export function drawHeat(mesh: Mesh, marks: readonly ReachMark[], wave: number): void {
  for (const mark of marks) {
    if (mark.wave > wave) continue;
    if (mark.wave === 0) drawBrackets(mesh, mark.thing, 'select');
    // The nearer, the more whole its frame: whole, broken, corners alone.
    else if (mark.wave > 2) drawBrackets(mesh, mark.thing, HEAT[Math.min(3, mark.wave - 1)] ?? 'hover');
    else drawGlow(mesh, mark.thing, { colour: HEAT[mark.wave - 1] ?? 'hover', broken: mark.wave === 2 });
  }
}

function around({ box, kind }: Placed): {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly depth: number;
} {
  if (kind === 'room') return { x: box.x + 0.12, y: box.y + 0.12, width: box.width - 0.24, depth: box.depth - 0.24 };
  return { x: box.x - 0.2, y: box.y - 0.16, width: box.width + 0.4, depth: box.depth + 0.56 };
}

/** A frame that covers the rug's edge. */
function drawGlow(mesh: Mesh, thing: Placed, { colour, broken }: { readonly colour: FlatName; readonly broken: boolean }): void {
  const { x, y, width, depth } = around(thing);
  const line = 0.11;
  const swatch = flat(colour);
  // A broken side is three dashes.
  const parts = broken ? [0, 0.4, 0.8] : [0];
  const share = broken ? 0.2 : 1;
  for (const part of parts) {
    const across = { x: x + width * part, width: width * share, depth: line };
    const along = { y: y + depth * part, width: line, depth: depth * share };
    addFloor(mesh, { ...across, y }, 0.006, swatch);
    addFloor(mesh, { ...across, y: y + depth - line }, 0.006, swatch);
    addFloor(mesh, { ...along, x }, 0.006, swatch);
    addFloor(mesh, { ...along, x: x + width - line }, 0.006, swatch);
  }
}

/** Four corners on the floor. */
export function drawBrackets(mesh: Mesh, thing: Placed, colour: FlatName): void {
  const { x, y, width, depth } = around(thing);
  const line = 0.09;
  const arm = Math.min(0.36, width / 3, depth / 3);
  const swatch = flat(colour);
  for (const [cx, dx] of [
    [x, 1],
    [x + width, -1],
  ] as const)
    for (const [cy, dy] of [
      [y, 1],
      [y + depth, -1],
    ] as const) {
      addFloor(mesh, { x: Math.min(cx, cx + dx * arm), y: Math.min(cy, cy + dy * line), width: arm, depth: line }, 0.006, swatch);
      addFloor(mesh, { x: Math.min(cx, cx + dx * line), y: Math.min(cy, cy + dy * arm), width: line, depth: arm }, 0.006, swatch);
    }
}

const MARK = 19;
/** Smaller than this on the screen, desks carry no icon: their frames tell. */
const LEAST_SCALE = 16;

export function drawReachIcons(
  mesh: ScreenMesh,
  marks: readonly ReachMark[],
  { camera, ratio, wave }: { readonly camera: Camera; readonly ratio: number; readonly wave: number },
): readonly ScreenBox[] {
  if (camera.scale < LEAST_SCALE * ratio) return [];
  const size = MARK * ratio;
  const covered: ScreenBox[] = [];
  for (const { thing, icon, wave: from } of marks) {
    if (from > wave) continue;
    const at = project(camera, thing.port, thing.height * 0.7);
    const x = Math.round(at.x - size * 1.25);
    const y = Math.round(at.y - size * 0.6);
    putQuad(mesh, { x, y, width: size, height: size }, iconCell(icon));
    covered.push({ left: x, top: y, right: x + size, bottom: y + size });
  }
  return covered;
}
