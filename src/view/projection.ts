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

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly depth: number;
}

export type Turn = 0 | 1 | 2 | 3;
export type Angles = Pick<Camera, 'yaw' | 'pitch'>;

const QUARTER = Math.PI / 2;

/** The plan keeps the quarter turn, so that nothing spins when the building morphs. */
export function anglesOf(projection: 'iso' | 'plan', turn: Turn): Angles {
  return projection === 'iso'
    ? { yaw: turn * QUARTER + QUARTER / 2, pitch: Math.PI / 6 }
    : { yaw: turn * QUARTER, pitch: QUARTER };
}

/** Which quarter a yaw lies in: faces and painter's order are the same all through a quarter, its first edge included. */
export function quarterOf(yaw: number): Turn {
  const quarter = Math.floor((yaw + 1e-6) / QUARTER) % 4;
  return (quarter < 0 ? quarter + 4 : quarter) as Turn;
}

export function projectX(camera: Camera, x: number, y: number): number {
  return camera.scale * (x * Math.cos(camera.yaw) - y * Math.sin(camera.yaw)) + camera.offsetX;
}

export function projectY(camera: Camera, at: Point, z: number): number {
  const ground = (at.x * Math.sin(camera.yaw) + at.y * Math.cos(camera.yaw)) * Math.sin(camera.pitch);
  return camera.scale * (ground - z * Math.cos(camera.pitch)) + camera.offsetY;
}

export function project(camera: Camera, at: Point, z: number): Point {
  return { x: projectX(camera, at.x, at.y), y: projectY(camera, at, z) };
}

/** The point at height `z` under a screen point. */
export function unproject(camera: Camera, screen: Point, z = 0): Point {
  const u = (screen.x - camera.offsetX) / camera.scale;
  const v = ((screen.y - camera.offsetY) / camera.scale + z * Math.cos(camera.pitch)) / Math.sin(camera.pitch);
  const cos = Math.cos(camera.yaw);
  const sin = Math.sin(camera.yaw);
  return { x: u * cos + v * sin, y: v * cos - u * sin };
}

/** Greater is nearer to the viewer. */
export function depthOf(camera: Angles, at: Point): number {
  return at.x * Math.sin(camera.yaw) + at.y * Math.cos(camera.yaw);
}

export interface ScreenBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Screen rectangle round a box between the floor and a height. */
export function screenBounds(camera: Camera, box: Box, height: number): ScreenBox {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let corner = 0; corner < 4; corner++) {
    const x = box.x + (corner & 1 ? box.width : 0);
    const y = box.y + (corner & 2 ? box.depth : 0);
    const sx = projectX(camera, x, y);
    const sy = projectY(camera, { x, y }, 0);
    left = Math.min(left, sx);
    right = Math.max(right, sx);
    bottom = Math.max(bottom, sy);
    top = Math.min(top, sy - height * camera.scale * Math.cos(camera.pitch));
  }
  return { left, top, right, bottom };
}

/** Scale and offset that put boxes with heights into a screen rectangle. */
export function fitCamera(
  angles: Angles,
  world: readonly (Box & { readonly height: number })[],
  screen: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Camera {
  const unit: Camera = { ...angles, scale: 1, offsetX: 0, offsetY: 0 };
  const all = world.map((box) => screenBounds(unit, box, box.height));
  const left = Math.min(...all.map((box) => box.left));
  const top = Math.min(...all.map((box) => box.top));
  const width = Math.max(...all.map((box) => box.right)) - left;
  const height = Math.max(...all.map((box) => box.bottom)) - top;
  const scale = Math.max(1, Math.min(screen.width / width, screen.height / height));
  return {
    ...angles,
    scale,
    offsetX: screen.x + (screen.width - width * scale) / 2 - left * scale,
    offsetY: screen.y + (screen.height - height * scale) / 2 - top * scale,
  };
}

/** Between two cameras; what lies at `pivot` moves in a straight line, so that a turning house stays where it is. */
export function blendCameras(from: Camera, to: Camera, share: number, pivot: Point): Camera {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  const camera: Camera = {
    yaw: mix(from.yaw, to.yaw),
    pitch: mix(from.pitch, to.pitch),
    scale: mix(from.scale, to.scale),
    offsetX: 0,
    offsetY: 0,
  };
  const start = project(from, pivot, 0);
  const end = project(to, pivot, 0);
  return centred(camera, pivot, { x: mix(start.x, end.x), y: mix(start.y, end.y) });
}

/** The same view with a floor point put at a screen point. */
export function centred(camera: Camera, world: Point, screen: Point): Camera {
  const bare = { ...camera, offsetX: 0, offsetY: 0 };
  const at = project(bare, world, 0);
  return { ...bare, offsetX: screen.x - at.x, offsetY: screen.y - at.y };
}

/** 0 at rest, 1 at rest, slow at both ends. */
export function ease(share: number): number {
  return share < 0.5 ? 4 * share ** 3 : 1 - (-2 * share + 2) ** 3 / 2;
}
