// The checker of histories can fail: every invariant is shown a history that breaks it.
import { describe, expect, it } from 'vitest';
import { checkCodes, checkHistory, type History } from '../../server/tools/check.ts';
import { type RoomView, viewRoom } from '../../src/classroom/view.ts';
import type { LoggedEvent, RoomEvent } from '../../src/classroom/event.ts';
import { HOST, openRoom, verdictOf } from '../classroom/rooms.ts';

function history(): History {
  const room = openRoom();
  room.join('Gala');
  room.join('Fuji');
  room.command(HOST, { type: 'start' });
  room.submit(1, '001-one');
  room.submit(2, '001-one', verdictOf(0));
  const acks = room.log.flatMap(({ seq, event }) =>
    event.type === 'submitted' ? [{ seat: event.seat, submission: event.submission, seq, stars: event.verdict.stars }] : [],
  );
  const seatViews = [1, 2].map((seat) => ({ seat, view: viewRoom(room.state(), { role: 'seat', seat }) }));
  return {
    code: 'CCCCCC',
    log: room.log,
    acks,
    seen: [[1, 3, room.state().version]],
    hostView: viewRoom(room.state(), HOST),
    seatViews,
  };
}

const namesOf = (broken: History): string[] => [...new Set(checkHistory(broken).map((line) => line.slice(0, 2)))];
const again = (log: readonly LoggedEvent[], event: RoomEvent | undefined): LoggedEvent[] =>
  event ? [...log, { seq: log.length + 1, at: log.at(-1)?.at ?? 0, event }] : [...log];

describe('the checker', () => {
  it('finds nothing in a history that is in order', () => {
    expect(checkHistory(history())).toEqual([]);
  });

  it('finds each invariant that is broken', () => {
    const good = history();
    const { log, acks, seatViews } = good;
    const submitted = log.find(({ event }) => event.type === 'submitted')?.event;
    expect(namesOf({ ...good, acks: [...acks, { seat: 1, submission: 'lost', seq: 99, stars: 3 }] })).toContain('I1');
    expect(namesOf({ ...good, log: again(log, submitted) })).toContain('I1');
    expect(namesOf({ ...good, hostView: { ...good.hostView, rows: {} } })).toContain('I2');
    expect(namesOf({ ...good, log: again(again(log, { type: 'paused' }), submitted) })).toContain('I3');
    expect(namesOf({ ...good, seen: [[3, 2, log.length]] })).toContain('I4');
    expect(namesOf({ ...good, seen: [[1, 2]] })).toContain('I4');
    expect(namesOf({ ...good, log: again(again(log, { type: 'seatRemoved', seat: 1 }), submitted) })).toContain('I5');
    expect(checkCodes(['CCCCCC', 'CCCCCC'])).toHaveLength(1);
    expect(namesOf({ ...good, log: log.slice(1) })).toContain('I7');
    const row = { ...good.hostView.rows['2'] } as RoomView['rows'][string];
    const nosy = seatViews.map(({ seat, view }) => ({
      seat,
      view: seat === 1 ? { ...view, rows: { ...view.rows, '2': row } } : view,
    }));
    expect(namesOf({ ...good, seatViews: nosy })).toContain('I8');
  });
});
