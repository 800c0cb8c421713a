// Where the camera is and where it is going: fitted to the free area between the panels, or at the player's own zoom and focus; eased moves
// that can be interrupted. The player's focus survives turns, morphs and resizes.
import type { Layout } from './layout/types.ts';
import {
  anglesOf,
  blendCameras,
  type Box,
  type Camera,
  centred,
  ease,
  fitCamera,
  type Point,
  project,
  type Turn,
  unproject,
} from './projection.ts';

export interface View {
  readonly projection: 'iso' | 'plan';
  readonly turn: Turn;
  /** Free rectangle between the panels, in device pixels. */
  readonly free: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
}

export interface CameraMotion {
  readonly current: Camera;
  /** Turning or morphing now: texts rest meanwhile. */
  readonly morphing: boolean;
  /** How much closer than the fitted view. */
  readonly zoom: number;
  aim(layout: Layout, view: View, milliseconds: number): void;
  /** Zooms about a screen point. */
  zoomBy(factor: number, about: Point): void;
  panBy(x: number, y: number): void;
  /** Brings a floor point into the free area, if it is not there. */
  reveal(at: Point): void;
  /** Puts a floor point in the middle, at the zoom that is. */
  goTo(at: Point): void;
  /** Brings a thing close, with room round it. */
  look(box: Box, height: number): void;
  /** Back to the fitted view. */
  reset(): void;
  /** Advances by a frame; true while something moved. */
  advance(milliseconds: number): boolean;
}

const START: Camera = { ...anglesOf('iso', 0), scale: 20, offsetX: 0, offsetY: 0 };
/** CSS pixels per floor unit at the closest. */
const CLOSEST = 110;
const FARTHEST = 0.6;
/** Floor units kept round what is looked at. */
const ROUND = 1.2;

function same(a: Camera, b: Camera): boolean {
  return (
    Math.abs(a.yaw - b.yaw) < 1e-6 &&
    Math.abs(a.pitch - b.pitch) < 1e-6 &&
    Math.abs(a.scale - b.scale) < 1e-6 &&
    Math.abs(a.offsetX - b.offsetX) < 1e-3 &&
    Math.abs(a.offsetY - b.offsetY) < 1e-3
  );
}

/** `calm`: every move is a jump. */
export function createCameraMotion(calm: () => boolean = () => false): CameraMotion {
  let layout: Layout | undefined;
  let view: View | undefined;
  let from = START;
  let fitted = START;
  let current = START;
  let elapsed = 0;
  let duration = 0;
  let zoom = 1;
  let focus: Point | undefined;
  let dirty = true;
  let morphing = false;

  const middle = (): Point =>
    view ? { x: view.free.x + view.free.width / 2, y: view.free.y + view.free.height / 2 } : { x: 0, y: 0 };
  const pivot = (): Point =>
    focus ??
    (layout
      ? { x: layout.building.x + layout.building.width / 2, y: layout.building.y + layout.building.depth / 2 }
      : { x: 0, y: 0 });
  const target = (): Camera => (focus ? centred({ ...fitted, scale: fitted.scale * zoom }, focus, middle()) : fitted);
  const hold = (at: Point): Point => {
    if (!layout) return at;
    const { x, y, width, depth } = layout.ground;
    return { x: Math.min(x + width, Math.max(x, at.x)), y: Math.min(y + depth, Math.max(y, at.y)) };
  };
  const jump = (): void => {
    from = current;
    elapsed = 0;
    duration = 0;
    dirty = true;
  };

  const glide = (milliseconds: number): void => {
    from = current;
    elapsed = 0;
    duration = calm() ? 0 : milliseconds;
    dirty = true;
  };

  return {
    get current() {
      return current;
    },
    get morphing() {
      return morphing;
    },
    get zoom() {
      return zoom;
    },
    aim: (nextLayout, next, milliseconds) => {
      layout = nextLayout;
      view = next;
      const { free } = next;
      const margin = Math.min(free.width, free.height) * 0.025;
      const screen = {
        x: free.x + margin,
        y: free.y + margin,
        width: Math.max(50, free.width - 2 * margin),
        height: Math.max(50, free.height - 2 * margin),
      };
      fitted = fitCamera(anglesOf(next.projection, next.turn), nextLayout.frame, screen);
      const closest = CLOSEST * next.ratio;
      // A house of one room need not fill the screen.
      if (fitted.scale > closest * 0.6)
        fitted = centred({ ...fitted, scale: closest * 0.6 }, unproject(fitted, middle()), middle());
      // The shorter way round: a quarter turn never spins three quarters back.
      const spin = Math.round((fitted.yaw - current.yaw) / (2 * Math.PI)) * 2 * Math.PI;
      from = { ...current, yaw: current.yaw + spin };
      // Most edits leave the house as large as it was: nothing moves then, and nothing is drawn anew for it.
      if (same(from, target())) {
        elapsed = duration = 0;
        morphing = false;
        return;
      }
      const lasts = calm() ? 0 : milliseconds;
      morphing = lasts > 0 && (Math.abs(from.yaw - fitted.yaw) > 1e-6 || Math.abs(from.pitch - fitted.pitch) > 1e-6);
      elapsed = 0;
      duration = lasts;
      dirty = true;
    },
    zoomBy: (factor, about) => {
      if (!view) return;
      const most = Math.max(1, (CLOSEST * view.ratio) / fitted.scale);
      const next = Math.min(most, Math.max(FARTHEST, zoom * factor));
      const held = unproject(target(), about);
      zoom = next;
      const scaled = centred({ ...fitted, scale: fitted.scale * zoom }, held, about);
      focus = hold(unproject(scaled, middle()));
      jump();
    },
    panBy: (x, y) => {
      const { x: mx, y: my } = middle();
      focus = hold(unproject(target(), { x: mx - x, y: my - y }));
      jump();
    },
    reveal: (at) => {
      if (!view) return;
      const { x, y } = project(target(), at, 0);
      const { free } = view;
      const edge = 40 * view.ratio;
      if (x > free.x + edge && x < free.x + free.width - edge && y > free.y + edge && y < free.y + free.height - edge) return;
      focus = hold(at);
      glide(250);
    },
    goTo: (at) => {
      focus = hold(at);
      glide(250);
    },
    look: (box, height) => {
      if (!view) return;
      const near = fitCamera(
        anglesOf(view.projection, view.turn),
        [{ x: box.x - ROUND, y: box.y - ROUND, width: box.width + 2 * ROUND, depth: box.depth + 2 * ROUND, height }],
        view.free,
      );
      zoom = Math.min(Math.max(near.scale, fitted.scale), CLOSEST * view.ratio) / fitted.scale;
      focus = hold({ x: box.x + box.width / 2, y: box.y + box.depth / 2 });
      glide(300);
    },
    reset: () => {
      zoom = 1;
      focus = undefined;
      dirty = true;
    },
    advance: (milliseconds) => {
      if (!dirty && elapsed >= duration) return false;
      dirty = false;
      elapsed = Math.min(duration, elapsed + milliseconds);
      const done = elapsed >= duration;
      current = done ? target() : blendCameras(from, target(), ease(elapsed / duration), pivot());
      if (done) morphing = false;
      return true;
    },
  };
}
