// Where the camera is and where it is going: fit to the free area, the player's own zoom and pan on top, eased moves that can be interrupted.
import { blendCameras, type Camera, fitCamera, isoAngles, planAngles, type Turn } from './projection.ts';
import type { Layout } from './layout/types.ts';

export interface View {
  readonly projection: 'iso' | 'plan';
  readonly turn: Turn;
  /** Free rectangle between the panels, in device pixels. */
  readonly free: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface CameraMotion {
  readonly current: Camera;
  readonly moving: boolean;
  readonly zoom: number;
  /** Aims at the fitted camera of this view; at once or eased. */
  aim(layout: Layout, view: View, milliseconds: number): void;
  /** Zooms about a screen point and pans; the player's own, kept through refits. */
  zoomBy(factor: number, about: { readonly x: number; readonly y: number }): void;
  panBy(x: number, y: number): void;
  reset(): void;
  /** Advances by a frame; true while something moved. */
  advance(milliseconds: number): boolean;
}

const START: Camera = { yaw: Math.PI / 4, pitch: Math.PI / 6, scale: 20, offsetX: 0, offsetY: 0 };

export function createCameraMotion(): CameraMotion {
  let from = START;
  let fitted = START;
  let current = START;
  let elapsed = 0;
  let duration = 0;
  let zoom = 1;
  let panX = 0;
  let panY = 0;
  let dirty = true;
  const target = (): Camera => ({
    ...fitted,
    scale: fitted.scale * zoom,
    offsetX: fitted.offsetX * zoom + panX,
    offsetY: fitted.offsetY * zoom + panY,
  });
  return {
    get current() {
      return current;
    },
    get moving() {
      return elapsed < duration;
    },
    get zoom() {
      return zoom;
    },
    aim: (layout, view, milliseconds) => {
      const angles = view.projection === 'iso' ? isoAngles(view.turn) : planAngles(view.turn);
      const margin = Math.min(view.free.width, view.free.height) * 0.03;
      const screen = {
        x: view.free.x + margin,
        y: view.free.y + margin,
        width: Math.max(50, view.free.width - 2 * margin),
        height: Math.max(50, view.free.height - 2 * margin),
      };
      fitted = fitCamera(angles, layout.bounds, screen);
      from = current;
      elapsed = 0;
      duration = milliseconds;
      dirty = true;
      // The shorter way round: a quarter turn never spins three quarters back.
      const spin = Math.round((fitted.yaw - from.yaw) / (2 * Math.PI)) * 2 * Math.PI;
      if (spin !== 0) from = { ...from, yaw: from.yaw + spin };
    },
    zoomBy: (factor, about) => {
      const next = Math.min(8, Math.max(0.5, zoom * factor));
      const real = next / zoom;
      panX = about.x - (about.x - panX) * real;
      panY = about.y - (about.y - panY) * real;
      zoom = next;
      dirty = true;
    },
    panBy: (x, y) => {
      panX += x;
      panY += y;
      dirty = true;
    },
    reset: () => {
      zoom = 1;
      panX = 0;
      panY = 0;
      dirty = true;
    },
    advance: (milliseconds) => {
      if (!dirty && elapsed >= duration) return false;
      dirty = false;
      elapsed = Math.min(duration, elapsed + milliseconds);
      const share = duration === 0 ? 1 : elapsed / duration;
      const eased = share < 0.5 ? 4 * share ** 3 : 1 - (-2 * share + 2) ** 3 / 2;
      current = blendCameras(from, target(), eased);
      return true;
    },
  };
}
