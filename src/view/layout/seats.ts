// A room's own geometry: how large it is for so many desks, where each desk stands, where its aisles run. Pure.
// Desks stand in rows with an aisle south of each; a middle aisle joins the rows to the door in the south wall.
import type { Box } from '../projection.ts';

export interface RoomPlan {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly depth: number;
  readonly cell: { readonly width: number; readonly depth: number };
  readonly desk: { readonly width: number; readonly depth: number };
  /** Width of the middle aisle; 0 where there is one row or column. */
  readonly aisle: number;
}

/** Strip at the back of a room, where its name stands. */
export const ROOM_HEAD = 0.78;
const SIDE = 0.26;
/** More seats than this, and desks stand closer. */
const ROOMY_SEATS = 16;

export function planRoom(seats: number): RoomPlan {
  const tight = seats > ROOMY_SEATS;
  const cell = tight ? { width: 1.35, depth: 1.3 } : { width: 1.62, depth: 1.42 };
  const desk = tight ? { width: 0.95, depth: 0.52 } : { width: 1.15, depth: 0.62 };
  const count = Math.max(2, seats);
  let best: RoomPlan | undefined;
  let bestCost = Infinity;
  for (let columns = 1; columns <= Math.min(count, 30); columns++) {
    const rows = Math.ceil(count / columns);
    const aisle = rows > 1 && columns > 1 ? 0.6 : 0;
    const width = columns * cell.width + aisle + 2 * SIDE;
    const depth = rows * cell.depth + ROOM_HEAD;
    // Both sides count alike in the 3D view; a slightly wide room reads best in the plan.
    const cost = width + depth + 0.3 * Math.abs(width - depth * 1.15);
    if (cost < bestCost - 1e-9) {
      bestCost = cost;
      best = { columns, rows, width, depth, cell, desk, aisle };
    }
  }
  return best ?? { columns: 1, rows: 1, width: cell.width + 2 * SIDE, depth: cell.depth + ROOM_HEAD, cell, desk, aisle: 0 };
}

/** Columns west of the middle aisle. */
function westColumns(plan: RoomPlan): number {
  return Math.ceil(plan.columns / 2);
}

/** X of the door and of the middle aisle, from the room's west wall. */
export function doorOffset(plan: RoomPlan): number {
  if (plan.aisle > 0) return SIDE + westColumns(plan) * plan.cell.width + plan.aisle / 2;
  return plan.width / 2;
}

/** Desk number `index` (row by row), and the y of the aisle it opens to. */
export function deskAt(room: Box, plan: RoomPlan, index: number): { readonly box: Box; readonly aisleY: number } {
  const row = Math.floor(index / plan.columns);
  const column = index % plan.columns;
  const shift = column >= westColumns(plan) ? plan.aisle : 0;
  const x = room.x + SIDE + column * plan.cell.width + shift;
  const y = room.y + ROOM_HEAD + row * plan.cell.depth;
  const box = { x: x + (plan.cell.width - plan.desk.width) / 2, y, width: plan.desk.width, depth: plan.desk.depth };
  return { box, aisleY: aisleOf(room, plan, row) };
}

export function aisleOf(room: Box, plan: RoomPlan, row: number): number {
  return room.y + ROOM_HEAD + row * plan.cell.depth + plan.desk.depth + (plan.cell.depth - plan.desk.depth) / 2;
}
