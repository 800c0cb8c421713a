// Quads in screen pixels, written over and over into the same arrays: labels, envelopes and marks. Nothing is allocated once it has grown.

export interface ScreenMesh {
  readonly vertices: number[];
  /** Quads of the current drawing. */
  count: number;
  size: number;
  /** Counts up with every drawing. */
  version: number;
}

/** `size`: width and height of the texture. */
export function createScreenMesh(size: number): ScreenMesh {
  return { vertices: [], count: 0, size, version: 0 };
}

export function beginQuads(mesh: ScreenMesh): void {
  mesh.count = 0;
}

/** Screen rectangle from a texture rectangle. */
export function putQuad(mesh: ScreenMesh, to: QuadRect, from: QuadRect): void {
  const { vertices, size } = mesh;
  const at = mesh.count * 16;
  const u0 = from.x / size;
  const u1 = (from.x + from.width) / size;
  const v0 = 1 - from.y / size;
  const v1 = 1 - (from.y + from.height) / size;
  const right = to.x + to.width;
  const bottom = to.y + to.height;
  vertices[at] = to.x;
  vertices[at + 1] = to.y;
  vertices[at + 2] = u0;
  vertices[at + 3] = v0;
  vertices[at + 4] = right;
  vertices[at + 5] = to.y;
  vertices[at + 6] = u1;
  vertices[at + 7] = v0;
  vertices[at + 8] = to.x;
  vertices[at + 9] = bottom;
  vertices[at + 10] = u0;
  vertices[at + 11] = v1;
  vertices[at + 12] = right;
  vertices[at + 13] = bottom;
  vertices[at + 14] = u1;
  vertices[at + 15] = v1;
  mesh.count++;
}

/** A straight line of some width, in any direction. */
export function putLine(
  mesh: ScreenMesh,
  line: {
    readonly from: { readonly x: number; readonly y: number };
    readonly to: { readonly x: number; readonly y: number };
    readonly width: number;
  },
  cell: QuadRect,
): void {
  const { from, to, width } = line;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < 0.5) return;
  const at = mesh.count * 16;
  putQuad(mesh, { x: 0, y: 0, width: 0, height: 0 }, cell);
  const nx = ((to.y - from.y) / length) * (width / 2);
  const ny = ((from.x - to.x) / length) * (width / 2);
  const { vertices } = mesh;
  vertices[at] = from.x + nx;
  vertices[at + 1] = from.y + ny;
  vertices[at + 4] = to.x + nx;
  vertices[at + 5] = to.y + ny;
  vertices[at + 8] = from.x - nx;
  vertices[at + 9] = from.y - ny;
  vertices[at + 12] = to.x - nx;
  vertices[at + 13] = to.y - ny;
}

export interface QuadRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A stretched frame: corners keep their size, edges and middle stretch. */
export function putNineSlice(
  mesh: ScreenMesh,
  to: QuadRect,
  from: QuadRect,
  { corner, grow }: { readonly corner: number; readonly grow: number },
): void {
  const own = Math.min(corner * grow, to.width / 2, to.height / 2);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      const sx = column === 0 ? 0 : column === 1 ? corner : from.width - corner;
      const sy = row === 0 ? 0 : row === 1 ? corner : from.height - corner;
      const dx = column === 0 ? 0 : column === 1 ? own : to.width - own;
      const dy = row === 0 ? 0 : row === 1 ? own : to.height - own;
      const width = column === 1 ? to.width - 2 * own : own;
      const height = row === 1 ? to.height - 2 * own : own;
      if (width <= 0 || height <= 0) continue;
      putQuad(
        mesh,
        { x: to.x + dx, y: to.y + dy, width, height },
        {
          x: from.x + sx,
          y: from.y + sy,
          width: column === 1 ? from.width - 2 * corner : corner,
          height: row === 1 ? from.height - 2 * corner : corner,
        },
      );
    }
  }
}

/** Cuts off what an earlier, longer drawing left behind. */
export function endQuads(mesh: ScreenMesh): void {
  mesh.version++;
  if (mesh.vertices.length > mesh.count * 16) mesh.vertices.length = mesh.count * 16;
}
