// One matrix for both projections: yaw and pitch, scale and offset. 3D is 2:1 dimetric (yaw 45° + quarter turns, pitch 30°), the plan is seen
// from straight above (pitch 90°). World: x east, y south, z up; screen: y down. Pure.

export interface Camera {
  /** Radians. */
  readonly yaw: number;
  readonly pitch: number;
  /** Pixels per unit. */
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Turn = 0 | 1 | 2 | 3;

const QUARTER = Math.PI / 2;

export function isoAngles(turn: Turn): { readonly yaw: number; readonly pitch: number } {
  return { yaw: turn * QUARTER + QUARTER / 2, pitch: Math.PI / 6 };
}

/** The plan keeps the quarter turn, so that nothing jumps when the building morphs. */
export function planAngles(turn: Turn): { readonly yaw: number; readonly pitch: number } {
  return { yaw: turn * QUARTER, pitch: QUARTER };
}

export function projectX(camera: Camera, x: number, y: number): number {
  return camera.scale * (x * Math.cos(camera.yaw) - y * Math.sin(camera.yaw)) + camera.offsetX;
}

export function projectY(camera: Camera, x: number, y: number, z: number): number {
  const ground = (x * Math.sin(camera.yaw) + y * Math.cos(camera.yaw)) * Math.sin(camera.pitch);
  return camera.scale * (ground - z * Math.cos(camera.pitch)) + camera.offsetY;
}

/** The floor point under a screen point. */
export function unproject(camera: Camera, screen: Point): Point {
  const u = (screen.x - camera.offsetX) / camera.scale;
  const v = (screen.y - camera.offsetY) / camera.scale / Math.sin(camera.pitch);
  const cos = Math.cos(camera.yaw);
  const sin = Math.sin(camera.yaw);
  return { x: u * cos + v * sin, y: v * cos - u * sin };
}

/** Greater is nearer to the viewer. */
export function depthOf(camera: Camera, x: number, y: number): number {
  return x * Math.sin(camera.yaw) + y * Math.cos(camera.yaw);
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly depth: number;
}

/** Scale and offset that put a world box into a screen rectangle, with a height above the floor kept in view. */
export function fitCamera(
  angles: { readonly yaw: number; readonly pitch: number },
  world: Box & { readonly height: number },
  screen: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Camera {
  const unit: Camera = { ...angles, scale: 1, offsetX: 0, offsetY: 0 };
  const xs: number[] = [];
  const ys: number[] = [];
  for (const x of [world.x, world.x + world.width]) {
    for (const y of [world.y, world.y + world.depth]) {
      xs.push(projectX(unit, x, y));
      ys.push(projectY(unit, x, y, 0), projectY(unit, x, y, world.height));
    }
  }
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const width = Math.max(...xs) - left;
  const height = Math.max(...ys) - top;
  const scale = Math.max(4, Math.min(screen.width / width, screen.height / height));
  return {
    ...angles,
    scale,
    offsetX: screen.x + (screen.width - width * scale) / 2 - left * scale,
    offsetY: screen.y + (screen.height - height * scale) / 2 - top * scale,
  };
}

export function blendCameras(from: Camera, to: Camera, share: number): Camera {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  return {
    yaw: mix(from.yaw, to.yaw),
    pitch: mix(from.pitch, to.pitch),
    scale: mix(from.scale, to.scale),
    offsetX: mix(from.offsetX, to.offsetX),
    offsetY: mix(from.offsetY, to.offsetY),
  };
}
