// The envelope on its way: it glides along the line from step to step, is stamped where an address changes, and what refuses it trembles.
// Moves take 150–400 ms, start from wherever it is and go either way; with reduced motion it fades over instead. Plays on its own clock.
import type { Trace } from '../engine/forward/trace.ts';
import type { EnvelopeWay, WayStop } from './envelopeWay.ts';
import { flat, type FlatName, iconCell, type IconName } from './layers/atlas.ts';
import { clearMesh, type Mesh } from './layers/mesh.ts';
import { addDots, colourDot } from './layers/paths.ts';
import { putQuad, type ScreenMesh } from './layers/screenMesh.ts';
import { pointAlong } from './layout/route.ts';
import { type Camera, ease, project, type ScreenBox } from './projection.ts';

export interface EnvelopeOptions {
  /** Dots of the way. */
  readonly dots: Mesh;
  readonly calm: () => boolean;
  /** Playing: the next step, please. */
  readonly advancePlayback: () => void;
}

export interface EnvelopeLayer {
  show(
    way: EnvelopeWay,
    trace: Trace,
    state: {
      readonly position: number;
      readonly playing: boolean;
      readonly speed: number;
      /** It arrives, and its goal says that it should not, or not so. */
      readonly unwelcome: boolean;
    },
  ): void;
  clear(): void;
  /** The step it rests at; undefined while it walks or when there is none. */
  resting(): WayStop | undefined;
  /** True while something moves. */
  advance(milliseconds: number): boolean;
  /** Draws it and its marks; answers what they cover. */
  draw(mesh: ScreenMesh, view: { readonly camera: Camera; readonly ratio: number }): ScreenBox | undefined;
  /** What it covers wherever it stops on its way, so that names can stand aside from the start. */
  covers(view: { readonly camera: Camera; readonly ratio: number }): readonly ScreenBox[];
  /** The thing that trembles now, and by how many CSS pixels. */
  tremble(): { readonly selection: string; readonly by: number } | undefined;
  /** 0–1: how much of the old place still shows (reduced motion). */
  leaving(): number;
  drawLeaving(mesh: ScreenMesh, view: { readonly camera: Camera; readonly ratio: number }): void;
}

const STAY_MS = 800;
const SHORTEST_MS = 150;
const LONGEST_MS = 400;
const MS_PER_UNIT = 45;
const PULSE_MS = 400;
const FADE_MS = 180;
const SIZE = 34;
const HOVER = 0.62;
const REPLY_ASIDE = 0.16;
const MOST_COVERS = 40;

export function createEnvelopeLayer({ dots, calm, advancePlayback }: EnvelopeOptions): EnvelopeLayer {
  let way: EnvelopeWay | undefined;
  let shown: Trace | undefined;
  let position = 0;
  let playing = false;
  let speed = 1;
  let unwelcome = false;
  let along = 0;
  let startAlong = 0;
  let elapsed = 0;
  let lasts = 0;
  let stayed = 0;
  let pulse = 0;
  let fade = 0;
  let left = 0;
  let alongs: readonly number[] = [];
  /** For each dot whether it was last painted as behind the envelope. */
  let behinds: boolean[] = [];
  let replyFrom = 0;
  let replyShown = false;
  let colours: { readonly forward: FlatName; readonly reply: FlatName } = { forward: 'pass', reply: 'pass' };
  const at = { x: 0, y: 0 };

  const stopAt = (index: number): WayStop | undefined => way?.stops[index];
  const goTo = (index: number): void => {
    const stop = stopAt(index);
    if (!stop) return;
    const distance = Math.abs(stop.along - along);
    startAlong = along;
    elapsed = 0;
    stayed = 0;
    pulse = 0;
    lasts = distance < 0.01 ? 0 : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, distance * MS_PER_UNIT)) / speed;
    if (calm() && lasts > 0) {
      left = along;
      fade = FADE_MS;
      along = stop.along;
      lasts = 0;
    }
  };
  /** The way there; of the reply's way beside it nothing shows before it is walked. */
  const layDots = (next: EnvelopeWay): void => {
    clearMesh(dots);
    const style = { swatch: flat('pillLine'), size: 0.15, gap: 0.44 };
    const forward = addDots(dots, next.line, {
      ...style,
      length: colours.forward === 'pass' ? 0.15 : 0.3,
      aside: 0,
      from: 0.2,
      to: next.forward,
    });
    replyFrom = forward.length;
    const whole = next.stops[next.stops.length - 1]?.along ?? next.forward;
    const reply = replyShown
      ? addDots(dots, next.line, {
          ...style,
          length: colours.reply === 'pass' ? 0.15 : 0.3,
          aside: REPLY_ASIDE,
          from: next.forward + 0.2,
          to: whole,
        })
      : [];
    alongs = [...forward, ...reply];
    behinds = [];
  };
  const colourDots = (): void => {
    for (let index = 0; index < alongs.length; index++) {
      const behind = (alongs[index] ?? 0) <= along + 0.05;
      if (behinds[index] === behind) continue;
      behinds[index] = behind;
      const reply = index >= replyFrom;
      colourDot(dots, index, flat(behind ? (reply ? colours.reply : colours.forward) : 'pillLine'));
    }
  };

  return {
    show: (next, trace, state) => {
      const fresh = shown !== trace;
      const relaid = way !== next;
      shown = trace;
      way = next;
      playing = state.playing;
      speed = state.speed;
      const turned = unwelcome !== state.unwelcome;
      unwelcome = state.unwelcome;
      const replying = next.stops[state.position]?.direction === 'reply';
      if (relaid || turned || replying !== replyShown) {
        replyShown = replying;
        colours = {
          forward: unwelcome ? 'warn' : colourOf(trace.verdict.outcome),
          reply: colourOf(trace.reply?.verdict.outcome ?? 'delivered'),
        };
        layDots(next);
      }
      if (fresh || relaid) {
        position = state.position;
        along = stopAt(position)?.along ?? 0;
        goTo(position);
      } else if (state.position !== position) {
        position = state.position;
        goTo(position);
      }
      colourDots();
    },
    clear: () => {
      way = undefined;
      shown = undefined;
      alongs = [];
      fade = 0;
      clearMesh(dots);
    },
    resting: () => (way && elapsed >= lasts ? stopAt(position) : undefined),
    advance: (milliseconds) => {
      const stop = stopAt(position);
      if (!way || !stop) return false;
      fade = Math.max(0, fade - milliseconds);
      if (elapsed < lasts) {
        elapsed = Math.min(lasts, elapsed + milliseconds);
        along = startAlong + (stop.along - startAlong) * ease(elapsed / lasts);
        colourDots();
        return true;
      }
      const settled = pulse >= PULSE_MS;
      pulse = Math.min(PULSE_MS, pulse + milliseconds);
      stayed += milliseconds * speed;
      if (playing && stayed >= STAY_MS) {
        stayed = 0;
        advancePlayback();
        return true;
      }
      return playing || !settled || fade > 0;
    },
    draw: (mesh, { camera, ratio }) => {
      const stop = stopAt(position);
      if (!way || !stop) return undefined;
      pointAlong(way.line, along, at);
      const size = SIZE * ratio;
      const spot = project(camera, at, HOVER);
      const x = spot.x - size / 2;
      const y = spot.y - size / 2;
      const arrived = elapsed >= lasts;
      putQuad(mesh, { x, y, width: size, height: size }, iconCell(envelopeIcon(stop, arrived, unwelcome)));
      if (!arrived) return { left: x, top: y, right: x + size, bottom: y + size };
      return drawReaction(mesh, stop, { x, y, size, unwelcome, grown: calm() ? 1 : 1 + 0.45 * (1 - pulse / PULSE_MS) });
    },
    covers: ({ camera, ratio }) => {
      const size = SIZE * ratio;
      const alongs = new Set(way?.stops.map((stop) => stop.along));
      return [...alongs].slice(0, MOST_COVERS).map((along) => {
        const there = { x: 0, y: 0 };
        if (way) pointAlong(way.line, along, there);
        const spot = project(camera, there, HOVER);
        return {
          left: spot.x - size / 2,
          top: spot.y - size / 2 - size * 0.15,
          right: spot.x + size * 0.8,
          bottom: spot.y + size / 2,
        };
      });
    },
    tremble: () => {
      const stop = stopAt(position);
      if (!stop || calm() || elapsed < lasts || pulse >= PULSE_MS || !isRefusal(stop)) return undefined;
      const share = pulse / PULSE_MS;
      return { selection: stop.thing.selection, by: Math.sin(share * Math.PI * 6) * 5 * (1 - share) };
    },
    leaving: () => fade / FADE_MS,
    drawLeaving: (mesh, { camera, ratio }) => {
      if (!way || fade <= 0) return;
      pointAlong(way.line, left, at);
      const size = SIZE * ratio;
      const spot = project(camera, at, HOVER);
      putQuad(mesh, { x: spot.x - size / 2, y: spot.y - size / 2, width: size, height: size }, iconCell('envelope'));
    },
  };
}

function colourOf(outcome: Trace['verdict']['outcome']): FlatName {
  if (outcome === 'delivered') return 'pass';
  return outcome.startsWith('http-') || outcome === 'tls-name' ? 'warn' : 'fail';
}

function isRefusal({ step }: WayStop): boolean {
  return step.effect === 'drop' || step.effect === 'refuse';
}

function envelopeIcon(stop: WayStop, arrived: boolean, unwelcome: boolean): IconName {
  if (!arrived) return 'envelope';
  if (isRefusal(stop)) return 'envelopeFail';
  if (stop.step.effect === 'deliver') return unwelcome && stop.direction === 'forward' ? 'envelopeFail' : 'envelopePass';
  return stop.step.effect === 'rewrite' ? 'envelopeWarn' : 'envelope';
}

/** The stamp, the tick, or what refused with its cross, beside the envelope. */
function drawReaction(
  mesh: ScreenMesh,
  stop: WayStop,
  at: { readonly x: number; readonly y: number; readonly size: number; readonly grown: number; readonly unwelcome: boolean },
): ScreenBox {
  const { x, y, size, grown, unwelcome } = at;
  const mark = size * 0.62;
  const put = (icon: IconName, cx: number, cy: number): void => {
    const drawn = mark * grown;
    putQuad(mesh, { x: cx - drawn / 2, y: cy - drawn / 2, width: drawn, height: drawn }, iconCell(icon));
  };
  const corner = { x: x + size * 0.95, y: y + size * 0.18 };
  const { step } = stop;
  if (isRefusal(stop)) {
    const reader = step.type === 'ingressPolicy' || step.type === 'egressPolicy' || step.type === 'nsg';
    const post = step.type === 'route' || step.type === 'resolve';
    if (reader || post) put(reader ? 'badge' : 'signpost', x + size * 1.32, y + size * 0.5);
    put('fail', corner.x, corner.y);
    return { left: x, top: y - mark * 0.3, right: x + size * (reader || post ? 1.7 : 1.3), bottom: y + size };
  }
  if (step.effect === 'deliver') put(unwelcome && stop.direction === 'forward' ? 'fail' : 'pass', corner.x, corner.y);
  else if (step.effect === 'rewrite') put('stamp', corner.x, corner.y);
  else return { left: x, top: y, right: x + size, bottom: y + size };
  return { left: x, top: y - mark * 0.3, right: x + size * 1.3, bottom: y + size };
}
