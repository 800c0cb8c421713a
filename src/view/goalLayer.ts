// Traffic goals in place: a quiet line from start to end (unbroken when it holds, broken when not) for each judged goal, and a mark where it ended.
import type { GoalResult } from '../engine/goals/goal.ts';
import { envelopeWay, type WayContext } from './envelopeWay.ts';
import { type GoalEnd, goalEnd } from '../store/goalEnds.ts';
import { flat, iconCell, type IconName, type Rect } from './layers/atlas.ts';
import { digitCell, goalCell, MOST_NUMBER } from './layers/goalIcons.ts';
import type { Placed } from './layout/types.ts';
import { clearMesh, type Mesh } from './layers/mesh.ts';
import { addDots, addLine } from './layers/paths.ts';
import { drawBrackets } from './layers/reach.ts';
import { putQuad, type ScreenMesh } from './layers/screenMesh.ts';
import { type Box, type Camera, type Point, project, type ScreenBox } from './projection.ts';

/** Goals that end at one thing alike: all that hold, or all that fail. */
export interface GoalMark {
  readonly box: Box;
  readonly height: number;
  readonly end: GoalEnd;
  readonly pass: boolean;
  /** The engine does not say. */
  readonly unsure: boolean;
  /** Of the goals list; 0 where they are too many to number. */
  readonly number: number;
  readonly count: number;
  /** A thing's second mark stands on its other side. */
  readonly place: number;
}

const MARK = 25;

/** `listed`: the level's goals, as they are numbered. */
export function buildGoals(
  mesh: Mesh,
  context: WayContext | undefined,
  { goals, listed }: { readonly goals: readonly GoalResult[]; readonly listed: readonly { readonly id: string }[] },
): readonly GoalMark[] {
  clearMesh(mesh);
  if (!context) return [];
  const groups = new Map<string, { readonly thing: Placed; readonly goals: GoalResult[] }>();
  const framed = new Set<string>();
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
    const { thing } = stop;
    if (!framed.has(thing.selection) && thing.height > 0) drawBrackets(mesh, thing, icon);
    framed.add(thing.selection);
    // What fails stands first.
    const key = `${goal.pass ? 1 : 0} ${thing.selection}`;
    const group = groups.get(key) ?? { thing, goals: [] };
    group.goals.push(goal);
    groups.set(key, group);
  });
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, { thing, goals: own }]): GoalMark[] => {
      const [first] = own;
      if (!first) return [];
      // A room is spoken for by its switchboard.
      const cabinet = context.layout.rooms.find((room) => room.thing === thing)?.cabinet;
      const number = 1 + listed.findIndex(({ id }) => id === first.id);
      return [
        {
          box: cabinet ?? thing.box,
          height: cabinet ? CABINET : thing.height,
          end: goalEnd(first),
          pass: first.pass,
          unsure: first.trace?.verdict.reason === 'unsupported',
          number: number <= MOST_NUMBER ? number : 0,
          count: own.length,
          place: key.startsWith('1') && groups.has(`0 ${thing.selection}`) ? 1 : 0,
        },
      ];
    });
}

const CABINET = 0.62;

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
  return marks.map(({ box, height, end, pass, unsure, number, count, place }) => {
    // On the thing itself, at one shoulder or the other: never between two.
    const at = project(camera, { x: box.x + box.width / 2, y: box.y + box.depth / 2 }, height);
    const x = Math.round(at.x + (place === 0 ? 0 : -size));
    const y = Math.round(at.y - size * 0.45);
    const put = (cell: Rect, off = 0): void => putQuad(mesh, { x: x + off, y: y - off, width: size, height: size }, cell);
    const many = Math.min(count, MOST_NUMBER);
    if (unsure) put(iconCell('warn'));
    else {
      // Several in one: a stack.
      if (many > 1) put(goalCell(end, pass), Math.round(3 * ratio));
      put(goalCell(end, pass));
      if (many > 1 || number > 0) put(digitCell(many > 1 ? many : number, pass, many > 1));
    }
    return { left: x, top: y, right: x + size, bottom: y + size };
  });
}
