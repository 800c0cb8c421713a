// A log without the teacher's own seats: what is taken home of a room in which a lesson was tried first. Pure.
import type { LoggedEvent } from './event.ts';

/** Numbers of the lines stay as they were written, so that some are missing. */
export function dropRehearsal(log: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const own = new Set(log.flatMap(({ event }) => (event.type === 'seatTaken' && event.rehearsal ? [event.seat] : [])));
  return log.filter(({ event }) => !('seat' in event) || event.seat === undefined || !own.has(event.seat));
}
