// Badge readers at the doors of laptops that a NetworkPolicy selects: at the laptop's left foot, in the direction that is judged there; without
// a policy engine they have no power (D-1).
import type { Reader } from '../../store/state.ts';
import type { Layout, Placed } from '../layout/types.ts';
import { type Camera, project, type ScreenBox } from '../projection.ts';
import type { Rect } from './atlas.ts';
import { readerCell } from './goalIcons.ts';
import { putQuad, type ScreenMesh } from './screenMesh.ts';

export interface DoorReader {
  readonly thing: Placed;
  readonly cell: Rect;
}

const SIZE = 17;
/** Smaller than this on the screen there is no place for them. */
const LEAST_SCALE = 14;

export function doorReaders(layout: Layout, readers: readonly Reader[], powered: boolean): readonly DoorReader[] {
  return readers.flatMap(({ pod, in: enters, out }) => {
    const thing = layout.bySelection.get(`pod:${pod}`);
    if (!thing || !(enters || out)) return [];
    return [{ thing, cell: readerCell(enters && out ? 'both' : enters ? 'in' : 'out', powered) }];
  });
}

export function drawReaders(
  mesh: ScreenMesh,
  readers: readonly DoorReader[],
  { camera, ratio }: { readonly camera: Camera; readonly ratio: number },
): readonly ScreenBox[] {
  if (camera.scale < LEAST_SCALE * ratio) return [];
  const size = SIZE * ratio;
  return readers.map(({ thing: { box }, cell }) => {
    const at = project(camera, { x: box.x + box.width / 2, y: box.y + box.depth }, 0.3);
    const x = Math.round(at.x - size * 0.9);
    const y = Math.round(at.y - size * 0.5);
    putQuad(mesh, { x, y, width: size, height: size }, cell);
    return { left: x, top: y, right: x + size, bottom: y + size };
  });
}
