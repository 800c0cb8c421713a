// A room for tests: a log that grows by what `decide` allows, exactly as the server grows it.
import type { Challenge } from '../../src/classroom/challenge.ts';
import { defaultChallenge } from '../../src/classroom/challenge.ts';
import type { Actor, Command } from '../../src/classroom/command.ts';
import { decide, decideJoin, decideSubmit, decideTime, type Decision } from '../../src/classroom/decide.ts';
import type { LoggedEvent, RoomEvent, SubmissionVerdict } from '../../src/classroom/event.ts';
import { foldEvent, type RoomState } from '../../src/classroom/room.ts';

export const LEVELS = [
  { id: '001-one', rev: 1 },
  { id: '002-two', rev: 1 },
];
export const HOST: Actor = { role: 'host' };

export function challengeOf(change: Partial<Challenge> = {}): Challenge {
  return { ...defaultChallenge('Orchard class', LEVELS, 7), ...change };
}

export function verdictOf(stars: 0 | 1 | 2 | 3, passed: readonly boolean[] = [stars > 0, stars > 0]): SubmissionVerdict {
  const goals = passed.map((pass, index) => ({ id: `g${index}`, pass }));
  return { goals, stars, hash: `h${stars}`, ...(stars === 0 ? { mistake: 'np.missing' } : {}) };
}

export interface TestRoom {
  readonly log: LoggedEvent[];
  state(): RoomState;
  now: number;
  command(actor: Actor, command: Exclude<Command, { type: 'submit' }>): Decision;
  join(alias?: string): Decision;
  /** A seat of the teacher's own. */
  rehearse(): Decision;
  submit(seat: number, level: string, verdict?: SubmissionVerdict): Decision;
  tick(minutes: number): readonly RoomEvent[];
}

export function openRoom(challenge: Challenge = challengeOf()): TestRoom {
  const log: LoggedEvent[] = [];
  let state: RoomState | undefined;
  const append = (events: readonly RoomEvent[]): void => {
    for (const event of events) {
      const logged = { seq: log.length + 1, at: room.now, event };
      log.push(logged);
      state = foldEvent(state, logged);
    }
  };
  const take = (decision: Decision): Decision => {
    if (decision.ok) append(decision.events);
    return decision;
  };
  const current = (): RoomState => {
    if (!state) throw new Error('no room');
    return state;
  };
  let seats = 0;
  let submissions = 0;
  const room: TestRoom = {
    log,
    state: current,
    now: 1_800_000_000_000,
    command: (actor, command) => take(decide(current(), actor, command)),
    join: (alias = 'Ruby Pippin') => {
      const decision = take(decideJoin(current(), { seat: seats + 1, alias }));
      if (decision.ok) seats++;
      return decision;
    },
    rehearse: () => {
      const decision = take(decideJoin(current(), { seat: seats + 1, alias: 'Bot', rehearsal: true }));
      if (decision.ok) seats++;
      return decision;
    },
    submit: (seat, level, verdict = verdictOf(3)) => {
      const submission = String(++submissions).padStart(26, '0');
      return take(decideSubmit(current(), seat, { level, submission, solution: '1.abc', verdict }));
    },
    tick: (minutes) => {
      room.now += minutes * 60_000;
      const events = decideTime(current(), room.now);
      append(events);
      return events;
    },
  };
  append([{ type: 'roomOpened', challenge }]);
  return room;
}
