// What each pair of eyes sees of a room, and that patches lead to exactly that.
import { assert, constantFrom, property, array, record, integer, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch, diffViews, type SeatViews, viewRoom, viewSeats } from '../../src/classroom/view.ts';
import { BOARD_MODES } from '../../src/classroom/challenge.ts';
import type { Actor, Command } from '../../src/classroom/command.ts';
import { challengeOf, HOST, openRoom, verdictOf, type TestRoom } from './rooms.ts';

const seat = (id: number): Actor => ({ role: 'seat', seat: id });

function classOf(count: number): TestRoom {
  const room = openRoom(challengeOf({ board: 'all' }));
  for (let id = 1; id <= count; id++) room.join(`Seat ${id}`);
  room.command(HOST, { type: 'start' });
  for (let id = 1; id <= count; id++) room.submit(id, '001-one', verdictOf(((count - id) % 4) as 0 | 1 | 2 | 3));
  return room;
}

describe('views', () => {
  it('the host sees everybody, with what they got wrong', () => {
    const view = viewRoom(classOf(8).state(), HOST);
    expect(Object.keys(view.rows)).toHaveLength(8);
    expect(Object.values(view.rows).filter(({ levels }) => levels['001-one']?.mistake === 'np.missing')).toHaveLength(2);
  });

  it('a student sees of the others no mistakes, no deadlines, no attempts in detail', () => {
    const view = viewRoom(classOf(8).state(), seat(8));
    const others = Object.values(view.rows).filter((row) => row.seat !== 8);
    expect(others.length).toBe(7);
    for (const row of others) {
      expect(Object.keys(row).sort()).toEqual(['alias', 'levels', 'place', 'points', 'seat', 'standing']);
      for (const cell of Object.values(row.levels))
        expect(Object.keys(cell).sort()).toEqual(['attempts', 'points', 'solved', 'stars']);
    }
    expect(view.rows['8']?.levels['001-one']?.mistake).toBe('np.missing');
  });

  it('a projector shows no name, whatever the board shows', () => {
    for (const board of BOARD_MODES) {
      const room = classOf(8);
      room.command(HOST, { type: 'setBoard', board });
      expect(JSON.stringify(viewRoom(room.state(), { role: 'projector' }))).not.toContain('Seat ');
    }
  });

  it('off, teacher only and class goal show a student no row but their own; top five shows five', () => {
    for (const [board, rows] of [
      ['off', 1],
      ['teacher', 1],
      ['class', 1],
      ['top5', 6],
      ['all', 8],
    ] as const) {
      const room = classOf(8);
      room.command(HOST, { type: 'setBoard', board });
      expect(Object.keys(viewRoom(room.state(), seat(8)).rows), board).toHaveLength(rows);
    }
  });

  it('nobody sees a row', () => {
    expect(viewRoom(classOf(3).state(), { role: 'nobody' }).rows).toEqual({});
  });

  it('hidden and removed seats are on no board, and see themselves', () => {
    const room = classOf(4);
    room.command(HOST, { type: 'hide', seat: 1, hidden: true });
    room.command(HOST, { type: 'remove', seat: 2 });
    expect(Object.keys(viewRoom(room.state(), seat(3)).rows)).toEqual(['3', '4']);
    expect(Object.keys(viewRoom(room.state(), seat(1)).rows)).toContain('1');
  });

  it('a frozen board stands still for students and the projector, not for the host, and not for one’s own row', () => {
    const room = classOf(4);
    room.command(HOST, { type: 'freeze', frozen: true });
    room.submit(4, '002-two', verdictOf(3));
    expect(viewRoom(room.state(), seat(1)).rows['4']?.points).toBe(0);
    expect(viewRoom(room.state(), seat(4)).rows['4']?.points).toBe(3);
    expect(viewRoom(room.state(), HOST).rows['4']?.points).toBe(3);
    room.command(HOST, { type: 'freeze', frozen: false });
    expect(viewRoom(room.state(), seat(1)).rows['4']?.points).toBe(3);
  });
});

type Move = { readonly what: number; readonly seat: number; readonly stars: 0 | 1 | 2 | 3 };
const moves: Arbitrary<Move[]> = array(
  record({
    what: integer({ min: 0, max: 9 }),
    seat: integer({ min: 1, max: 4 }),
    stars: constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3),
  }),
  { maxLength: 30 },
);

function play(room: TestRoom, { what, seat: id, stars }: Move): void {
  const host: Exclude<Command, { type: 'submit' }>[] = [
    { type: 'hide', seat: id, hidden: stars > 1 },
    { type: 'freeze', frozen: stars > 1 },
    { type: 'setBoard', board: BOARD_MODES[stars] ?? 'all' },
    { type: 'remove', seat: id },
    stars > 1 ? { type: 'pause' } : { type: 'resume' },
    { type: 'skip', level: '001-one', skipped: stars > 1 },
    { type: 'rename', seat: id, alias: `Name ${stars}` },
  ];
  const command = host[what];
  if (command) room.command(HOST, command);
  else if (what === 7) room.join(`Late ${stars}`);
  else room.submit(id, what === 8 ? '001-one' : '002-two', verdictOf(stars));
}

describe('patches', () => {
  it('lead from any view to the next, and a missing one is noticed', () => {
    assert(
      property(moves, constantFrom<Actor>(HOST, seat(1), { role: 'projector' }), (list, actor) => {
        const room = classOf(4);
        let seen = viewRoom(room.state(), actor);
        const first = seen;
        let shared: SeatViews | undefined;
        for (const move of list) {
          const before = viewRoom(room.state(), actor);
          play(room, move);
          const after = viewRoom(room.state(), actor);
          // Made for the whole class at once, and with what was kept of before, it is the same.
          shared = viewSeats(room.state(), shared);
          for (let id = 1; id <= 6; id++) expect(shared.viewOf(id)).toEqual(viewRoom(room.state(), seat(id)));
          const next = applyPatch(seen, JSON.parse(JSON.stringify(diffViews(before, after))));
          expect(next).toEqual(after);
          seen = next ?? after;
          // The same patch twice changes nothing; one from a version never seen is refused.
          expect(applyPatch(seen, diffViews(before, after))).toBe(seen);
        }
        if (seen.version > first.version) {
          expect(applyPatch({ ...first, version: first.version - 1 }, diffViews(first, seen))).toBeUndefined();
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
