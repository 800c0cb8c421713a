// Traffic goals in place: a quiet line from start to end (unbroken when it holds, broken when not) for each judged goal, with a tick, a cross or a bang where it ended.
import type { GoalResult } from '../engine/goals/goal.ts';
import { envelopeWay, type WayContext } from './envelopeWay.ts';
import { flat, iconCell, type IconName } from './layers/atlas.ts';
import { clearMesh, type Mesh } from './layers/mesh.ts';
import { addDots, addLine } from './layers/paths.ts';
import { drawBrackets } from './layers/reach.ts';
import { putQuad, type ScreenMesh } from './layers/screenMesh.ts';
import { type Camera, type Point, project, type ScreenBox } from './projection.ts';

export interface GoalMark {
  readonly at: Point;
  readonly z: number;
  readonly icon: IconName;
  /** Marks that share an end stand side by side. */
  readonly place: number;
}

const MARK = 18;

export function buildGoals(mesh: Mesh, context: WayContext | undefined, goals: readonly GoalResult[]): readonly GoalMark[] {
  clearMesh(mesh);
  if (!context) return [];
  const marks: GoalMark[] = [];
  const ends = new Map<string, number>();
  goals.forEach((goal, index) => {
    if (!goal.trace) return;
    const way = envelopeWay(context, goal.trace);
    const stop = way.stops.findLast((item) => item.direction === 'forward');
    if (!stop) return;
    const icon: IconName = goal.trace.verdict.reason === 'unsupported' ? 'warn' : goal.pass ? 'pass' : 'fail';
    const aside = ((index % 5) - 2) * 0.11;
    const there = lineUpTo(way.line, way.forward);
    if (icon === 'pass') addLine(mesh, there, { swatch: flat(icon), size: 0.055, aside });
    else
      addDots(mesh, way.line, {
        swatch: flat(icon),
        size: 0.07,
        length: 0.26,
        gap: 0.4,
        aside,
        from: 0.2,
        to: way.forward - 0.1,
      });
    // The first goal that ends here frames it.
    const place = ends.get(stop.thing.selection) ?? 0;
    if (place === 0 && stop.thing.height > 0) drawBrackets(mesh, stop.thing, icon);
    ends.set(stop.thing.selection, place + 1);
    marks.push({ at: stop.thing.port, z: stop.thing.height * 0.55, icon, place });
  });
  return marks;
}

/** The first part of a line. */
function lineUpTo(line: readonly Point[], distance: number): readonly Point[] {
  const part: Point[] = [];
  let left = distance;
  for (let index = 0; index < line.length && left > -1e-6; index++) {
    const [before, point] = [line[index - 1], line[index]];
    if (!point) break;
    if (before) left -= Math.hypot(point.x - before.x, point.y - before.y);
    if (left > -1e-6) part.push(point);
  }
  return part;
}

/** Draws the marks and answers what they cover. */
export function drawGoalMarks(
  mesh: ScreenMesh,
  marks: readonly GoalMark[],
  { camera, ratio }: { readonly camera: Camera; readonly ratio: number },
): readonly ScreenBox[] {
  const size = MARK * ratio;
  return marks.map((mark) => {
    const at = project(camera, mark.at, mark.z);
    const x = Math.round(at.x + (0.35 + mark.place) * size);
    const y = Math.round(at.y - size * 0.35);
    putQuad(mesh, { x, y, width: size, height: size }, iconCell(mark.icon));
    return { left: x, top: y, right: x + size, bottom: y + size };
  });
}
