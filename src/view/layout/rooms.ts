// A room's own geometry: how large it is for so many desks, and where each desk stands.
import type { Box } from '../projection.ts';

export interface RoomSize {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly depth: number;
  readonly cellWidth: number;
  readonly cellDepth: number;
}

const CELL_WIDTH = 2.6;
const CELL_DEPTH = 2.1;
/** Strip before the door, for the number plate. */
const FRONT = 1.5;

/** Room enough for the fullest node, at least one desk free so that a room never looks like a cupboard. */
export function roomSize(desks: number): RoomSize {
  const seats = Math.max(2, desks);
  const columns = Math.max(2, Math.min(16, Math.ceil(Math.sqrt(seats * 1.3))));
  const rows = Math.max(1, Math.ceil(seats / columns));
  // Crowded rooms have smaller desks, so that three hundred still fit a screen.
  const tight = seats > 40 ? 0.6 : seats > 12 ? 0.8 : seats > 4 ? 1 : 1.2;
  const cellWidth = CELL_WIDTH * tight;
  const cellDepth = CELL_DEPTH * tight;
  return { columns, rows, cellWidth, cellDepth, width: columns * cellWidth + 0.6, depth: rows * cellDepth + FRONT };
}

/** Desk boxes row by row from the back wall. */
export function deskGrid(room: Box, size: RoomSize): Box[] {
  const cells: Box[] = [];
  for (let row = 0; row < size.rows; row++) {
    for (let column = 0; column < size.columns; column++) {
      const width = size.cellWidth * 0.66;
      const depth = size.cellDepth * 0.46;
      cells.push({
        x: room.x + 0.3 + column * size.cellWidth + (size.cellWidth - width) / 2,
        y: room.y + 0.5 + row * size.cellDepth,
        width,
        depth,
      });
    }
  }
  return cells;
}
