// Exports of a room for its host: the table of results as CSV, and the whole log as JSON, from which everything can be worked out again.
import { writeCsv } from '../../src/classroom/csv.ts';
import { viewRoom } from '../../src/classroom/view.ts';
import type { LiveRoom } from '../rooms/room.ts';
import type { Rooms } from '../rooms/rooms.ts';

export interface Export {
  readonly type: string;
  readonly name: string;
  readonly text: string;
}

export async function writeExport(rooms: Rooms, room: LiveRoom, format: string): Promise<Export | undefined> {
  const { code } = room.record;
  if (format === 'csv') return { type: 'text/csv; charset=utf-8', name: `cidr-house-${code}.csv`, text: resultsCsv(room) };
  if (format !== 'json') return undefined;
  const log = await rooms.log(room);
  return {
    type: 'application/json; charset=utf-8',
    name: `cidr-house-${code}.json`,
    text: `${JSON.stringify({ format: 'cidr-house-room', version: 1, log })}\n`,
  };
}

function resultsCsv({ state }: LiveRoom): string {
  const { rows } = viewRoom(state, { role: 'host' });
  const levels = state.challenge.levels.map(({ id }) => id);
  const head = ['place', 'seat', 'alias', 'standing', 'points', ...levels.flatMap((id) => [`${id} stars`, `${id} attempts`])];
  const lines = Object.values(rows)
    .sort((a, b) => a.place - b.place || a.seat - b.seat)
    .map((row) => [
      row.place,
      row.seat,
      row.alias ?? '',
      row.standing,
      row.points,
      ...levels.flatMap((id) => [row.levels[id]?.stars ?? 0, row.levels[id]?.attempts ?? 0]),
    ]);
  return writeCsv([head, ...lines]);
}
