// Traffic: every goal's envelopes walk their ways at once, evenly apart; refused ones walk as far as they come. While a load run is shown, its
// streams walk instead, as close together as their share says.
import type { GoalResult } from '../engine/goals/goal.ts';
import { wantedOf } from '../store/goalEnds.ts';
import { shownLoad } from '../store/loadPlanning.ts';
import type { LoadReport } from '../store/loadTypes.ts';
import type { AppState } from '../store/state.ts';
import { type WayContext, envelopeWay } from './envelopeWay.ts';
import { clipLine, pathLength } from './layout/route.ts';
import { beginQuads, endQuads, type ScreenMesh } from './layers/screenMesh.ts';
import { loadDiffers } from './loadLayer.ts';
import { planStreams } from './loadPlan.ts';
import type { Camera } from './projection.ts';
import { createStreams, type Stream } from './streams.ts';

export interface Traffic {
  /** Without a context: nobody walks. */
  show(context: WayContext | undefined, state: AppState): void;
  /** True while somebody walks. */
  advance(milliseconds: number): boolean;
  draw(camera: Camera, ratio: number): void;
}

/** Floor units between two envelopes of one stream. */
const APART = 1.5;
/** The same where everything of a load run goes one way. */
const CLOSE = 0.9;
const MOST = 500;
/** CSS pixels at most; small houses have small envelopes. */
const SIZE = 20;
const SHARE = 0.42;

/** `crowd`: exactly so many. */
export function createTraffic(mesh: ScreenMesh, crowd?: number): Traffic {
  const streams = createStreams();
  return {
    show: (context, state) => {
      const load = shownLoad(state);
      const goals = state.session.traffic ? wantedOf(state.results.judgement) : [];
      const ways = !context ? [] : load ? loadWays(context, load) : goals.flatMap((goal) => streamOf(context, goal));
      const whole = ways.reduce((sum, { weight }) => sum + weight, 0);
      streams.lay(ways, crowd ?? Math.min(MOST, Math.ceil(whole / (load ? CLOSE : APART))));
      beginQuads(mesh);
      endQuads(mesh);
    },
    advance: (milliseconds) => streams.advance(milliseconds),
    draw: (camera, ratio) => {
      if (streams.count > 0) streams.draw(mesh, camera, Math.min(SIZE * ratio, camera.scale * SHARE));
    },
  };
}

/** Whether two states differ in who walks. */
export function trafficDiffers(state: AppState, old: AppState | undefined): boolean {
  return (
    !old ||
    old.results.judgement !== state.results.judgement ||
    old.session.traffic !== state.session.traffic ||
    loadDiffers(state, old)
  );
}

/** As many a unit of floor as the share says: a thin stream of a long way is not a crowd. */
function loadWays(context: WayContext, load: LoadReport): Stream[] {
  return planStreams(context, load).map(({ line, share, refused }) => ({ line, weight: share * pathLength(line), refused }));
}

function streamOf(context: WayContext, { trace }: GoalResult): Stream[] {
  if (!trace) return [];
  const way = envelopeWay(context, trace);
  const line = clipLine(way.line, way.forward);
  return [{ line, weight: pathLength(line), refused: trace.verdict.outcome !== 'delivered' }];
}
