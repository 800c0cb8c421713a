// Traffic: every goal's envelopes walk their ways at once, evenly apart; refused ones walk as far as they come.
import type { GoalResult } from '../engine/goals/goal.ts';
import { type WayContext, envelopeWay } from './envelopeWay.ts';
import { clipLine, pathLength } from './layout/route.ts';
import { beginQuads, endQuads, type ScreenMesh } from './layers/screenMesh.ts';
import type { Camera } from './projection.ts';
import { createStreams, type Stream } from './streams.ts';

export interface Traffic {
  /** Without a context: nobody walks. */
  show(context: WayContext | undefined, goals: readonly GoalResult[]): void;
  /** True while somebody walks. */
  advance(milliseconds: number): boolean;
  draw(camera: Camera, ratio: number): void;
}

/** Floor units between two envelopes of one stream. */
const APART = 1.5;
const MOST = 500;
/** CSS pixels at most; small houses have small envelopes. */
const SIZE = 20;
const SHARE = 0.42;

/** `crowd`: exactly so many. */
export function createTraffic(mesh: ScreenMesh, crowd?: number): Traffic {
  const streams = createStreams();
  return {
    show: (context, goals) => {
      const ways = context ? goals.flatMap((goal) => streamOf(context, goal)) : [];
      const whole = ways.reduce((sum, { weight }) => sum + weight, 0);
      streams.lay(ways, crowd ?? Math.min(MOST, Math.ceil(whole / APART)));
      beginQuads(mesh);
      endQuads(mesh);
    },
    advance: (milliseconds) => streams.advance(milliseconds),
    draw: (camera, ratio) => {
      if (streams.count > 0) streams.draw(mesh, camera, Math.min(SIZE * ratio, camera.scale * SHARE));
    },
  };
}

function streamOf(context: WayContext, { trace }: GoalResult): Stream[] {
  if (!trace) return [];
  const way = envelopeWay(context, trace);
  const line = clipLine(way.line, way.forward);
  return [{ line, weight: pathLength(line), refused: trace.verdict.outcome !== 'delivered' }];
}
