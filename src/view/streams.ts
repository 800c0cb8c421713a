// Streams: many envelopes on their ways at once, for load runs. Each stream is one way with its share of the envelopes; an envelope walks it
// over and over, evenly spaced, and one that is refused fades where it was refused. Typed arrays laid once; a frame allocates nothing.
import { iconCell } from './layers/atlas.ts';
import type { ScreenMesh } from './layers/screenMesh.ts';
import type { Camera, Point } from './projection.ts';

export interface Stream {
  /** Through corridors, as routes are. */
  readonly line: readonly Point[];
  /** Its share of the envelopes. */
  readonly weight: number;
  readonly refused: boolean;
}

export interface Streams {
  readonly count: number;
  lay(streams: readonly Stream[], count: number): void;
  /** Moves everybody; true while there is anybody. */
  advance(milliseconds: number): boolean;
  /** Puts everybody where the camera sees them; `size` in device pixels. */
  draw(mesh: ScreenMesh, camera: Camera, size: number): void;
}

/** Floor units per millisecond. */
const SPEED = 0.0032;
const HOVER = 0.5;

export function createStreams(): Streams {
  let count = 0;
  let laid = false;
  // Corners of all ways, one after the other, with their distance from the way's start.
  let xs = new Float32Array(0);
  let ys = new Float32Array(0);
  let far = new Float32Array(0);
  // Per envelope: the corner behind it, first and last corner of its way, how far it is, its icon.
  let corner = new Uint32Array(0);
  let first = new Uint32Array(0);
  let last = new Uint32Array(0);
  let along = new Float32Array(0);
  let refused = new Uint8Array(0);

  const lay = (streams: readonly Stream[], wanted: number): void => {
    const usable = streams.filter((stream) => stream.line.length > 1 && stream.weight > 0);
    const corners = usable.reduce((sum, stream) => sum + stream.line.length, 0);
    xs = new Float32Array(corners);
    ys = new Float32Array(corners);
    far = new Float32Array(corners);
    count = usable.length === 0 ? 0 : wanted;
    corner = new Uint32Array(count);
    first = new Uint32Array(count);
    last = new Uint32Array(count);
    along = new Float32Array(count);
    refused = new Uint8Array(count);
    const whole = usable.reduce((sum, stream) => sum + stream.weight, 0);
    let at = 0;
    let given = 0;
    let owed = 0;
    for (const stream of usable) {
      const start = at;
      let distance = 0;
      stream.line.forEach((point, index) => {
        const before = stream.line[index - 1];
        if (before) distance += Math.hypot(point.x - before.x, point.y - before.y);
        xs[at] = point.x;
        ys[at] = point.y;
        far[at] = distance;
        at++;
      });
      owed += (stream.weight / whole) * count;
      const own = Math.round(owed) - given;
      for (let index = 0; index < own; index++) {
        const envelope = given + index;
        first[envelope] = start;
        last[envelope] = at - 1;
        corner[envelope] = start;
        along[envelope] = (distance * (index + 0.5)) / own;
        refused[envelope] = stream.refused ? 1 : 0;
      }
      given += own;
    }
    laid = false;
  };

  /** Icons never change on the way, so texture corners are written once. */
  const layQuads = (mesh: ScreenMesh): void => {
    const cells = [iconCell('envelope'), iconCell('envelopeFail')] as const;
    const { vertices, size } = mesh;
    vertices.length = count * 16;
    for (let envelope = 0; envelope < count; envelope++) {
      const cell = cells[refused[envelope] === 1 ? 1 : 0];
      const [u0, u1] = [cell.x / size, (cell.x + cell.width) / size];
      const [v0, v1] = [1 - cell.y / size, 1 - (cell.y + cell.height) / size];
      const quad = [0, 0, u0, v0, 0, 0, u1, v0, 0, 0, u0, v1, 0, 0, u1, v1];
      for (let index = 0; index < 16; index++) vertices[envelope * 16 + index] = quad[index] ?? 0;
    }
    mesh.count = count;
    laid = true;
  };

  return {
    get count() {
      return count;
    },
    lay,
    advance: (milliseconds) => {
      const step = milliseconds * SPEED;
      for (let envelope = 0; envelope < count; envelope++) {
        let distance = (along[envelope] ?? 0) + step;
        let behind = corner[envelope] ?? 0;
        const end = last[envelope] ?? 0;
        const length = far[end] ?? 0;
        if (distance >= length) {
          distance = length > 0 ? distance % length : 0;
          behind = first[envelope] ?? 0;
        }
        while (behind < end - 1 && (far[behind + 1] ?? 0) <= distance) behind++;
        along[envelope] = distance;
        corner[envelope] = behind;
      }
      return count > 0;
    },
    draw: (mesh, camera, size) => {
      if (!laid || mesh.count !== count) layQuads(mesh);
      mesh.version++;
      const cos = Math.cos(camera.yaw) * camera.scale;
      const sin = Math.sin(camera.yaw) * camera.scale;
      const ground = Math.sin(camera.pitch);
      const rise = HOVER * Math.cos(camera.pitch) * camera.scale;
      const left = camera.offsetX - size / 2;
      const top = camera.offsetY - rise - size / 2;
      const { vertices } = mesh;
      for (let envelope = 0, at = 0; envelope < count; envelope++, at += 16) {
        const behind = corner[envelope] ?? 0;
        const from = far[behind] ?? 0;
        const span = (far[behind + 1] ?? from) - from;
        const share = span > 0 ? ((along[envelope] ?? 0) - from) / span : 0;
        const x0 = xs[behind] ?? 0;
        const y0 = ys[behind] ?? 0;
        const x = x0 + ((xs[behind + 1] ?? x0) - x0) * share;
        const y = y0 + ((ys[behind + 1] ?? y0) - y0) * share;
        const sx = x * cos - y * sin + left;
        const sy = (x * sin + y * cos) * ground + top;
        vertices[at] = sx;
        vertices[at + 1] = sy;
        vertices[at + 4] = sx + size;
        vertices[at + 5] = sy;
        vertices[at + 8] = sx;
        vertices[at + 9] = sy + size;
        vertices[at + 12] = sx + size;
        vertices[at + 13] = sy + size;
      }
    },
  };
}
