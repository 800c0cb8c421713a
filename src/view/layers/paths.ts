// Dotted ways on the floor: dots (or dashes, for what failed: never colour alone) along a line, coloured by how far the envelope has come.
import type { Point } from '../projection.ts';
import { pointAlong } from '../layout/route.ts';
import { addQuad, type Mesh, type Swatch } from './mesh.ts';

export interface DotStyle {
  readonly swatch: Swatch;
  readonly size: number;
  readonly gap: number;
  /** Length along the way; `size` makes a dot. */
  readonly length: number;
  /** Shifts the whole way aside, so that two ways in one corridor are told apart. */
  readonly aside: number;
  readonly from: number;
  readonly to: number;
}

/** Adds dots and answers how far along the line each one lies. */
export function addDots(mesh: Mesh, line: readonly Point[], style: DotStyle): number[] {
  const at = { x: 0, y: 0 };
  const ahead = { x: 0, y: 0 };
  const alongs: number[] = [];
  for (let along = style.from; along <= style.to; along += style.gap) {
    pointAlong(line, along, at);
    pointAlong(line, along + 0.05, ahead);
    const flat = Math.abs(ahead.x - at.x) >= Math.abs(ahead.y - at.y);
    const width = flat ? style.length : style.size;
    const depth = flat ? style.size : style.length;
    const x = at.x + style.aside - width / 2;
    const y = at.y + style.aside - depth / 2;
    const z = 0.015;
    addQuad(mesh, [x, y, z, x + width, y, z, x, y + depth, z, x + width, y + depth, z], style.swatch);
    alongs.push(along);
  }
  return alongs;
}

/** A thin unbroken line. */
export function addLine(mesh: Mesh, line: readonly Point[], style: Pick<DotStyle, 'swatch' | 'size' | 'aside'>): void {
  const half = style.size / 2;
  const z = 0.015;
  for (let index = 1; index < line.length; index++) {
    const [a, b] = [line[index - 1], line[index]];
    if (!a || !b) continue;
    const x = Math.min(a.x, b.x) - half + style.aside;
    const y = Math.min(a.y, b.y) - half + style.aside;
    const e = Math.max(a.x, b.x) + half + style.aside;
    const s = Math.max(a.y, b.y) + half + style.aside;
    addQuad(mesh, [x, y, z, e, y, z, x, s, z, e, s, z], style.swatch);
  }
}

/** Gives one dot another colour, in place. */
export function colourDot(mesh: Mesh, index: number, swatch: Swatch): void {
  mesh.version++;
  const { vertices } = mesh;
  for (let corner = 0; corner < 4; corner++) {
    const at = (index * 4 + corner) * 4;
    vertices[at + 2] = corner % 2 === 0 ? swatch.u0 : swatch.u1;
    vertices[at + 3] = corner < 2 ? swatch.v0 : swatch.v1;
  }
}
