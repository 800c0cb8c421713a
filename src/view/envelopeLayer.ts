// The envelope on its way: it walks from step to step along the corridors, is stamped where an address changes, and what refuses it reacts.
// Moves are eased and interruptible; with reduced motion it appears at each step instead.
import type { EnvelopeWay } from './envelopeWay.ts';
import { pathLength, pointAlong, routeBetween } from './layout/route.ts';
import { type Camera, type Point, projectX, projectY } from './projection.ts';
import type { BoardScene } from './scenes/BoardScene.ts';
import { anchorOf } from './picking.ts';

export interface EnvelopeOptions {
  readonly scene: BoardScene;
  readonly ratio: () => number;
  readonly calm: () => boolean;
  /** Playing: the next step, please. */
  readonly advancePlayback: () => void;
}

export interface EnvelopeLayer {
  show(way: EnvelopeWay, state: { readonly position: number; readonly playing: boolean; readonly speed: number }): void;
  clear(): void;
  /** True while something moves. */
  advance(milliseconds: number, camera: Camera): boolean;
}

const STAY_MS = 750;
const SHORTEST_MS = 180;
const MS_PER_UNIT = 55;
const LONGEST_MS = 1200;
const PULSE_MS = 450;

export function createEnvelopeLayer({ scene, ratio, calm, advancePlayback }: EnvelopeOptions): EnvelopeLayer {
  let way: EnvelopeWay | undefined;
  let position = 0;
  let playing = false;
  let speed = 1;
  let walk: readonly Point[] = [];
  let walked = 0;
  let lasts = 0;
  let stayed = 0;
  let pulse = 0;
  const at = { x: 0, y: 0 };

  const startWalk = (from: number | undefined, to: number): void => {
    const target = way?.stops[to];
    const source = from === undefined ? undefined : way?.stops[from];
    if (!target) return;
    const sameThing = !source || source.thing === target.thing;
    walk = sameThing ? target.thing.way.slice(0, 1) : routeBetween(source.thing, target.thing);
    lasts = sameThing || calm() ? 0 : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, pathLength(walk) * MS_PER_UNIT)) / speed;
    walked = 0;
    stayed = 0;
    pulse = 0;
  };

  return {
    show: (next, state) => {
      const fresh = way === undefined || way.stops.length !== next.stops.length || way.stops[0]?.step !== next.stops[0]?.step;
      const from = fresh ? undefined : position;
      const moved = fresh || from !== state.position;
      way = next;
      playing = state.playing;
      speed = state.speed;
      position = state.position;
      if (moved) startWalk(from, position);
    },
    clear: () => {
      way = undefined;
      scene.showEnvelope(undefined, 'envelope', 0);
      scene.hideMarks(0);
    },
    advance: (milliseconds, camera) => {
      const stop = way?.stops[position];
      if (!way || !stop) return false;
      walked = Math.min(lasts, walked + milliseconds);
      const share = lasts === 0 ? 1 : walked / lasts;
      const eased = share < 0.5 ? 2 * share * share : 1 - (-2 * share + 2) ** 2 / 2;
      pointAlong(walk, eased, at);
      const arrived = walked >= lasts;
      if (arrived) {
        pulse = Math.min(PULSE_MS, pulse + milliseconds);
        stayed += milliseconds * speed;
      }
      draw(camera, stop, arrived);
      if (arrived && playing && stayed > STAY_MS) {
        stayed = 0;
        advancePlayback();
      }
      return !arrived || pulse < PULSE_MS || playing;
    },
  };

  function draw(camera: Camera, stop: EnvelopeWay['stops'][number], arrived: boolean): void {
    const scale = ratio();
    const { effect } = stop.step;
    const refused = effect === 'drop' || effect === 'refuse';
    const size = 34 * scale;
    // Refused: it trembles at the door that turned it away.
    const shake =
      arrived && refused && !calm() ? Math.sin((pulse / PULSE_MS) * Math.PI * 6) * 4 * scale * (1 - pulse / PULSE_MS) : 0;
    const x = projectX(camera, at.x, at.y) + shake;
    const y = projectY(camera, at.x, at.y, 0.7);
    const icon =
      arrived && refused
        ? 'envelopeFail'
        : arrived && effect === 'deliver'
          ? 'envelopePass'
          : arrived && effect === 'rewrite'
            ? 'envelopeWarn'
            : 'envelope';
    scene.showEnvelope({ x, y }, icon, size);
    const mark = refused ? 'fail' : effect === 'deliver' ? 'pass' : effect === 'rewrite' ? 'stamp' : undefined;
    if (!arrived || mark === undefined) {
      scene.hideMarks(0);
      return;
    }
    const grown = calm() ? 1 : 1 + 0.5 * (1 - pulse / PULSE_MS);
    const spot = mark === 'stamp' ? { x: x + size * 0.45, y: y - size * 0.4 } : anchorOf(camera, stop.thing);
    scene.showMark(0, mark, { ...spot, size: (mark === 'stamp' ? 22 : 30) * scale * grown, alpha: 1 });
    scene.hideMarks(1);
  }
}
