// The life of a room: what the log amounts to, what is accepted, and whose points come first.
import { describe, expect, it } from 'vitest';
import { MAY, ROLES, type Actor, type Command, type CommandType } from '../../src/classroom/command.ts';
import { decide, decideJoin, MOST_WORKS, nextMoment } from '../../src/classroom/decide.ts';
import { deadlineOf, foldLog } from '../../src/classroom/room.ts';
import { rank, viewRoom } from '../../src/classroom/view.ts';
import { challengeOf, HOST, openRoom, verdictOf } from './rooms.ts';

const refused = (code: string) => ({ ok: false, code });

describe('a room', () => {
  it('accepts nothing in the lobby, in a pause and after the end, and everything between', () => {
    const room = openRoom();
    room.join();
    expect(room.submit(1, '001-one')).toEqual(refused('notRunning'));
    room.command(HOST, { type: 'start' });
    expect(room.submit(1, '001-one').ok).toBe(true);
    room.command(HOST, { type: 'pause' });
    expect(room.submit(1, '002-two')).toEqual(refused('paused'));
    room.command(HOST, { type: 'resume' });
    expect(room.submit(1, '002-two').ok).toBe(true);
    room.command(HOST, { type: 'end' });
    expect(room.submit(1, '002-two')).toEqual(refused('ended'));
    room.command(HOST, { type: 'reopen' });
    expect(room.submit(1, '002-two').ok).toBe(true);
  });

  it('counts the best of each level, and ties go to who was there first', () => {
    const room = openRoom();
    for (const alias of ['A1', 'B1', 'C1']) room.join(alias);
    room.command(HOST, { type: 'start' });
    room.submit(2, '001-one', verdictOf(2));
    room.submit(1, '001-one', verdictOf(2));
    room.submit(1, '001-one', verdictOf(1));
    room.submit(3, '001-one', verdictOf(1));
    room.submit(3, '002-two', verdictOf(3));
    const ranked = rank([...room.state().seats.values()]);
    expect(ranked.map(({ seat, points }) => [seat, points])).toEqual([
      [3, 4],
      [2, 2],
      [1, 2],
    ]);
    expect(room.state().seats.get(1)?.levels.get('001-one')?.attempts).toBe(2);
  });

  it('a skipped level counts for nobody, and counts again when it is taken back', () => {
    const room = openRoom();
    room.join();
    room.command(HOST, { type: 'start' });
    room.submit(1, '001-one', verdictOf(3));
    room.command(HOST, { type: 'skip', level: '001-one', skipped: true });
    expect(room.state().seats.get(1)?.points).toBe(0);
    expect(room.submit(1, '001-one')).toEqual(refused('levelSkipped'));
    room.command(HOST, { type: 'skip', level: '001-one', skipped: false });
    expect(room.state().seats.get(1)?.points).toBe(3);
  });

  it('points come first, then who reached them earlier with levels that count', () => {
    const room = openRoom();
    for (const alias of ['A1', 'B1']) room.join(alias);
    room.command(HOST, { type: 'start' });
    room.submit(1, '001-one', verdictOf(3));
    room.submit(2, '001-one', verdictOf(3));
    // The first to win anything at all is not before somebody with more.
    room.submit(2, '002-two', verdictOf(1));
    const order = () => rank([...room.state().seats.values()]).map(({ seat }) => seat);
    expect(order()).toEqual([2, 1]);
    room.submit(1, '002-two', verdictOf(2));
    expect(order()).toEqual([1, 2]);
    room.submit(2, '002-two', verdictOf(2));
    expect(order()).toEqual([1, 2]);
    // What came later in a level that does not count any more makes nobody later.
    room.submit(1, '002-two', verdictOf(3));
    expect(order()).toEqual([1, 2]);
    room.command(HOST, { type: 'skip', level: '002-two', skipped: true });
    expect(room.state().seats.get(1)).toMatchObject({ points: 3 });
    expect(order()).toEqual([1, 2]);
    room.command(HOST, { type: 'skip', level: '002-two', skipped: false });
    room.command(HOST, { type: 'skip', level: '001-one', skipped: true });
    expect(order()).toEqual([1, 2]);
  });

  it('a level that one seat skips counts for that seat alone, and not in what the class wants', () => {
    const room = openRoom();
    for (const alias of ['A1', 'B1']) room.join(alias);
    room.command(HOST, { type: 'start' });
    room.submit(1, '001-one', verdictOf(3));
    expect(room.command(HOST, { type: 'skip', level: '009-nine', skipped: true, seat: 1 })).toEqual(refused('noSuchLevel'));
    expect(room.command(HOST, { type: 'skip', level: '001-one', skipped: true, seat: 9 })).toEqual(refused('noSuchSeat'));
    room.command(HOST, { type: 'skip', level: '001-one', skipped: true, seat: 1 });
    expect(room.state().seats.get(1)?.points).toBe(0);
    expect(room.submit(1, '001-one')).toEqual(refused('levelSkipped'));
    expect(room.submit(2, '001-one').ok).toBe(true);
    const view = viewRoom(room.state(), HOST);
    expect(view.meta).toMatchObject({ wanted: 3, solved: 1, skipped: [] });
    expect(view.rows['1']?.skipped).toEqual(['001-one']);
    expect(viewRoom(room.state(), { role: 'seat', seat: 2 }).rows['1']?.skipped).toBeUndefined();
    room.command(HOST, { type: 'skip', level: '001-one', skipped: false, seat: 1 });
    expect(room.state().seats.get(1)?.points).toBe(3);
  });

  it('what a seat is at is told by that seat alone, while it may hand in, as often as it is of use; it earns and uses nothing', () => {
    const room = openRoom(challengeOf({ attempts: 1 }));
    for (const alias of ['A1', 'B1']) room.join(alias);
    const one: Actor = { role: 'seat', seat: 1 };
    const work = { type: 'work', level: '001-one', solution: '1.abc' } as const;
    expect(room.command(one, work)).toEqual(refused('notRunning'));
    room.command(HOST, { type: 'start' });
    expect(room.command(one, { ...work, level: '009-nine' })).toEqual(refused('noSuchLevel'));
    room.submit(1, '001-one', verdictOf(0));
    const before = rank([...room.state().seats.values()]);
    expect(room.command(one, work)).toEqual({ ok: true, events: [{ ...work, type: 'worked', seat: 1 }] });
    const seat = room.state().seats.get(1);
    expect(seat).toMatchObject({ points: 0, levels: new Map([['001-one', expect.objectContaining({ attempts: 1, works: 1 })]]) });
    expect(rank([...room.state().seats.values()]).map((each) => each.seat)).toEqual(before.map((each) => each.seat));
    expect(viewRoom(room.state(), HOST).rows['1']?.levels['001-one']?.works).toBe(1);
    expect(viewRoom(room.state(), { role: 'seat', seat: 2 }).rows['1']?.levels['001-one']).not.toHaveProperty('works');
    room.command(HOST, { type: 'pause' });
    expect(room.command(one, work)).toEqual(refused('paused'));
    room.command(HOST, { type: 'resume' });
    for (let told = 1; told < MOST_WORKS; told++) room.command(one, work);
    expect(room.state().seats.get(1)?.levels.get('001-one')?.works).toBe(MOST_WORKS);
    expect(room.command(one, work)).toEqual({ ok: true, events: [] });
    expect(room.command({ role: 'seat', seat: 2 }, work).ok).toBe(true);
    room.command(HOST, { type: 'remove', seat: 2 });
    expect(room.command({ role: 'seat', seat: 2 }, work)).toEqual(refused('removed'));
  });

  it('a rehearsal’s seat says so, waits at no door, and gives its chair back', () => {
    const room = openRoom(challengeOf({ approve: true, seats: 1, board: 'all' }));
    const taken = decideJoin(room.state(), { seat: 1, alias: 'Bot', rehearsal: true });
    expect(taken).toMatchObject({ ok: true, events: [{ type: 'seatTaken', waits: false, rehearsal: true }] });
    room.rehearse();
    expect(room.state().seats.get(1)).toMatchObject({ standing: 'in', rehearsal: true });
    expect(viewRoom(room.state(), { role: 'projector' }).rows['1']?.rehearsal).toBe(true);
    expect(room.join()).toEqual(refused('full'));
    room.command(HOST, { type: 'remove', seat: 1 });
    expect(room.join().ok).toBe(true);
    expect(room.state().seats.get(2)).toMatchObject({ standing: 'waiting' });
    expect(room.state().seats.get(2)?.rehearsal).toBeUndefined();
  });

  it('a seat that was removed is out for good, one that waits is let in by the host', () => {
    const room = openRoom(challengeOf({ approve: true }));
    room.join();
    room.command(HOST, { type: 'start' });
    expect(room.submit(1, '001-one')).toEqual(refused('waiting'));
    room.command(HOST, { type: 'approve', seat: 1 });
    expect(room.submit(1, '001-one').ok).toBe(true);
    room.command(HOST, { type: 'remove', seat: 1 });
    expect(room.submit(1, '001-one')).toEqual(refused('removed'));
    expect(room.command(HOST, { type: 'approve', seat: 1 })).toEqual({ ok: true, events: [] });
    expect(room.submit(1, '001-one')).toEqual(refused('removed'));
  });

  it('is full at its cap, locked when locked, and a removed seat frees its chair', () => {
    const room = openRoom(challengeOf({ seats: 2 }));
    expect([room.join().ok, room.join().ok]).toEqual([true, true]);
    expect(room.join()).toEqual(refused('full'));
    room.command(HOST, { type: 'remove', seat: 1 });
    room.command(HOST, { type: 'lock', locked: true });
    expect(room.join()).toEqual(refused('locked'));
    room.command(HOST, { type: 'lock', locked: false });
    expect(room.join().ok).toBe(true);
  });

  it('two of one name are told apart, whatever their letters', () => {
    const room = openRoom();
    room.join('Ruby Pippin');
    room.join('ruby pippin');
    room.join('Ruby Pippin');
    expect([...room.state().seats.values()].map(({ alias }) => alias)).toEqual(['Ruby Pippin', 'ruby pippin 2', 'Ruby Pippin 3']);
  });

  it('attempts end where the challenge says', () => {
    const room = openRoom(challengeOf({ attempts: 2 }));
    room.join();
    room.command(HOST, { type: 'start' });
    expect([room.submit(1, '001-one').ok, room.submit(1, '001-one').ok]).toEqual([true, true]);
    expect(room.submit(1, '001-one')).toEqual(refused('attemptsUsed'));
    expect(room.submit(1, '002-two').ok).toBe(true);
  });
});

describe('time', () => {
  it('stands still in a pause, is longer by factor and extension, and never ends for the untimed', () => {
    const room = openRoom(challengeOf({ minutes: 10 }));
    for (let seat = 1; seat <= 4; seat++) room.join(`S${seat}`);
    room.command(HOST, { type: 'factor', seat: 2, factor: 1.5 });
    room.command(HOST, { type: 'factor', seat: 3, factor: 0 });
    room.command(HOST, { type: 'start' });
    room.tick(5);
    room.command(HOST, { type: 'pause' });
    room.now += 60 * 60_000;
    room.command(HOST, { type: 'resume' });
    room.command(HOST, { type: 'extend', minutes: 2, seat: 4 });
    expect(room.tick(5)).toEqual([{ type: 'seatExpired', seat: 1 }]);
    expect(room.submit(1, '001-one')).toEqual(refused('expired'));
    expect(room.submit(2, '001-one').ok).toBe(true);
    expect(room.tick(2)).toEqual([{ type: 'seatExpired', seat: 4 }]);
    room.command(HOST, { type: 'extend', minutes: 5 });
    expect(room.submit(1, '001-one').ok).toBe(true);
    room.tick(600);
    expect(room.submit(2, '002-two')).toEqual(refused('expired'));
    expect(room.submit(3, '002-two').ok).toBe(true);
  });

  it('a late one has the rest, or a clock of their own', () => {
    for (const [lateClock, left] of [
      ['shared', 4],
      ['own', 10],
    ] as const) {
      const room = openRoom(challengeOf({ minutes: 10, lateClock }));
      room.command(HOST, { type: 'start' });
      room.tick(6);
      room.join();
      const seat = room.state().seats.get(1);
      expect(seat && (deadlineOf(room.state(), seat) ?? 0) - room.now, lateClock).toBe(left * 60_000);
      expect(nextMoment(room.state())).toBe(room.now + left * 60_000);
    }
  });

  it('homework opens and closes by its window', () => {
    const opens = 1_800_000_060_000;
    const room = openRoom(challengeOf({ window: { opens, closes: opens + 120_000 } }));
    room.join();
    expect(room.tick(0)).toEqual([]);
    expect(nextMoment(room.state())).toBe(opens);
    expect(room.tick(1)).toEqual([{ type: 'started' }]);
    expect(room.submit(1, '001-one').ok).toBe(true);
    expect(room.tick(2)).toEqual([{ type: 'ended' }]);
    expect(room.submit(1, '001-one')).toEqual(refused('ended'));
  });
});

describe('homework', () => {
  const opens = 1_800_000_060_000;
  const window = { opens, closes: opens + 600_000 };

  it('gives who has more time the window for so much longer, and ends when the last of them is over', () => {
    const room = openRoom(challengeOf({ window }));
    for (const alias of ['A1', 'B1', 'C1']) room.join(alias);
    room.command(HOST, { type: 'factor', seat: 2, factor: 1.5 });
    room.command(HOST, { type: 'factor', seat: 3, factor: 2 });
    expect(room.tick(1)).toEqual([{ type: 'started' }]);
    expect(room.tick(10)).toEqual([{ type: 'seatExpired', seat: 1 }]);
    expect(room.submit(1, '001-one')).toEqual(refused('expired'));
    expect(room.submit(2, '001-one').ok).toBe(true);
    expect(nextMoment(room.state())).toBe(opens + 900_000);
    expect(room.tick(5)).toEqual([{ type: 'seatExpired', seat: 2 }]);
    // A minute more for one, and one who leaves.
    room.command(HOST, { type: 'extend', minutes: 1, seat: 2 });
    expect(room.submit(2, '002-two').ok).toBe(true);
    expect(room.tick(1)).toEqual([{ type: 'seatExpired', seat: 2 }]);
    room.command(HOST, { type: 'remove', seat: 3 });
    expect(room.tick(0)).toEqual([{ type: 'ended' }]);
  });

  it('waits with its end for who has no limit, without asking the clock again and again', () => {
    const room = openRoom(challengeOf({ window }));
    for (const alias of ['A1', 'B1']) room.join(alias);
    room.command(HOST, { type: 'factor', seat: 2, factor: 0 });
    room.tick(1);
    room.tick(10);
    expect(room.state().phase).toBe('running');
    expect(nextMoment(room.state())).toBeUndefined();
    expect(room.submit(2, '001-one').ok).toBe(true);
    // Who comes after the hour finds it closed.
    room.join('Late');
    expect(room.tick(0)).toEqual([{ type: 'seatExpired', seat: 3 }]);
  });

  it('nobody came while it was open: it ends, and the teacher may open it again for as long as they like', () => {
    const room = openRoom(challengeOf({ window, minutes: 5, lateClock: 'own' }));
    room.join();
    expect(room.tick(60)).toEqual([{ type: 'ended' }]);
    expect(nextMoment(room.state())).toBeUndefined();
    room.command(HOST, { type: 'reopen' });
    expect(room.tick(0)).toEqual([]);
    expect(nextMoment(room.state())).toBeUndefined();
    room.command(HOST, { type: 'start' });
    expect(room.submit(1, '001-one').ok).toBe(true);
    expect(room.tick(5)).toEqual([{ type: 'seatExpired', seat: 1 }]);
  });

  it('opened again after its hour it takes work until the teacher ends it', () => {
    const room = openRoom(challengeOf({ window }));
    room.join();
    room.tick(1);
    room.tick(10);
    expect(room.state().phase).toBe('ended');
    room.tick(60);
    room.command(HOST, { type: 'reopen' });
    expect(room.tick(600)).toEqual([]);
    expect(room.submit(1, '001-one').ok).toBe(true);
    expect(viewRoom(room.state(), HOST).meta.closes).toBeUndefined();
  });

  it('more minutes for all move the hour, before the opening and after it', () => {
    const room = openRoom(challengeOf({ window }));
    room.join();
    room.command(HOST, { type: 'extend', minutes: 5 });
    room.tick(1);
    expect(room.tick(10)).toEqual([]);
    expect(viewRoom(room.state(), HOST).meta).toMatchObject({ opens, closes: opens + 900_000, ends: opens + 900_000 });
    expect(room.tick(5)).toEqual([{ type: 'ended' }]);
  });

  it('the class’s minutes begin when it opens, also where the server slept, and a pause does not move the closing', () => {
    const room = openRoom(challengeOf({ window, minutes: 8 }));
    room.join();
    expect(room.tick(3)).toEqual([{ type: 'started' }]);
    expect(room.state().startedAt).toBe(opens);
    room.command(HOST, { type: 'pause' });
    room.now += 3 * 60_000;
    room.command(HOST, { type: 'resume' });
    const seat = room.state().seats.get(1);
    // Eight minutes and three of pause would be past the hour.
    expect(seat && deadlineOf(room.state(), seat)).toBe(window.closes);
    const early = openRoom(challengeOf({ window, minutes: 8 }));
    early.command(HOST, { type: 'start' });
    expect(early.state().startedAt).toBe(early.now);
  });

  it.each([
    ['shared', 1],
    ['own', 6],
  ] as const)(
    'who comes late with a clock that is %s has %i minutes of six, and never more than the window',
    (lateClock, left) => {
      const room = openRoom(challengeOf({ window, minutes: 6, lateClock }));
      room.tick(1);
      expect(room.state().phase).toBe('running');
      room.tick(5);
      room.join('Late');
      const leftOf = (seat: number) =>
        ((deadlineOf(room.state(), room.state().seats.get(seat) ?? { takenAt: 0, factor: 1, extraMinutes: 0 }) ?? 0) - room.now) /
        60_000;
      expect(leftOf(1)).toBe(Math.min(left, 5));
      room.command(HOST, { type: 'factor', seat: 1, factor: 2 });
      expect(leftOf(1)).toBe(lateClock === 'own' ? 12 : 7);
    },
  );
});

describe('who may do what', () => {
  const samples: { readonly [Type in Exclude<CommandType, 'submit'>]: Extract<Command, { type: Type }> } = {
    approve: { type: 'approve', seat: 1 },
    rename: { type: 'rename', seat: 1, alias: 'Gala' },
    hide: { type: 'hide', seat: 1, hidden: true },
    remove: { type: 'remove', seat: 1 },
    factor: { type: 'factor', seat: 1, factor: 2 },
    start: { type: 'start' },
    pause: { type: 'pause' },
    resume: { type: 'resume' },
    extend: { type: 'extend', minutes: 5 },
    end: { type: 'end' },
    reopen: { type: 'reopen' },
    lock: { type: 'lock', locked: true },
    setBoard: { type: 'setBoard', board: 'all' },
    freeze: { type: 'freeze', frozen: true },
    skip: { type: 'skip', level: '001-one', skipped: true },
    say: { type: 'say', text: 'Five minutes.' },
    openLevel: { type: 'openLevel', level: '001-one' },
    work: { type: 'work', level: '001-one', solution: '1.abc' },
  };
  const actors: Record<(typeof ROLES)[number], Actor> = {
    host: HOST,
    seat: { role: 'seat', seat: 1 },
    projector: { role: 'projector' },
    nobody: { role: 'nobody' },
  };

  it.each(ROLES.flatMap((role) => Object.values(samples).map((command) => ({ role, command }))))(
    '$role asks $command.type',
    ({ role, command }) => {
      const room = openRoom();
      room.join();
      if (command.type === 'openLevel' || command.type === 'work') room.command(HOST, { type: 'start' });
      const decision = decide(room.state(), actors[role], command);
      const allowed = MAY[command.type].includes(role);
      expect(!decision.ok && decision.code === 'notAllowed').toBe(!allowed);
      // Only what the lobby cannot do may be refused for another reason.
      const wrongPhase = ['pause', 'resume', 'reopen'].includes(command.type);
      expect(decision.ok).toBe(allowed && !wrongPhase);
    },
  );
});

describe('the log', () => {
  it('is all there is: folding it again gives the same room', () => {
    const room = openRoom(challengeOf({ minutes: 10 }));
    room.join();
    room.join();
    room.command(HOST, { type: 'start' });
    room.command({ role: 'seat', seat: 1 }, { type: 'openLevel', level: '001-one' });
    room.submit(1, '001-one', verdictOf(0));
    room.command(HOST, { type: 'freeze', frozen: true });
    room.submit(2, '001-one');
    room.tick(20);
    room.command(HOST, { type: 'say', text: 'Well done.' });
    expect(foldLog(room.log)).toEqual(room.state());
    expect(room.log.map(({ seq }) => seq)).toEqual(room.log.map((_, index) => index + 1));
  });
});
