// RoomState: what the log of a room amounts to. `foldEvent` is the only reading of it, on the server, in tests and in the teacher's page.
import type { BoardMode, Challenge } from './challenge.ts';
import type { LoggedEvent, RoomEvent, SubmissionVerdict } from './event.ts';

export type Phase = 'lobby' | 'running' | 'paused' | 'ended';

export interface LevelState {
  readonly level: string;
  readonly attempts: number;
  readonly points: number;
  readonly stars: 0 | 1 | 2 | 3;
  /** Of the best submission. */
  readonly best?: SubmissionVerdict;
  readonly bestSeq?: number;
  readonly last?: SubmissionVerdict;
  readonly lastSeq?: number;
  readonly openedAt?: number;
  /** How often its state was told without being handed in. */
  readonly works: number;
  readonly solvedSeq?: number;
}

export interface SeatState {
  readonly seat: number;
  readonly alias: string;
  readonly standing: 'waiting' | 'in' | 'removed';
  readonly hidden: boolean;
  readonly factor: 1 | 1.5 | 2 | 0;
  readonly extraMinutes: number;
  readonly expired: boolean;
  readonly takenAt: number;
  readonly lastAt: number;
  readonly levels: ReadonlyMap<string, LevelState>;
  /** Levels that this seat need not do; those of the room come on top. */
  readonly skipped: ReadonlySet<string>;
  readonly rehearsal?: true;
  readonly points: number;
  /** Sequence number of the submission that reached these points, of levels that count: earlier is better. */
  readonly reached: number;
}

export interface RoomState {
  readonly challenge: Challenge;
  /** Sequence number of the last event: the room's version. */
  readonly version: number;
  /** Of the last event that more than the host and one seat can see anything of. */
  readonly spoken: number;
  readonly phase: Phase;
  readonly locked: boolean;
  readonly board: BoardMode;
  readonly seats: ReadonlyMap<number, SeatState>;
  readonly skipped: ReadonlySet<string>;
  readonly openedAt: number;
  readonly startedAt?: number;
  readonly pausedAt?: number;
  /** Milliseconds that the room stood still since the start. */
  readonly stoodStill: number;
  readonly extraMinutes: number;
  /** Opened again after its window had closed: from then on the teacher ends it. */
  readonly windowOver?: true;
  /** The seats as they were when the board froze. */
  readonly frozen?: ReadonlyMap<number, SeatState>;
  readonly said?: { readonly text: string; readonly seq: number };
}

/** The whole log; undefined when it does not begin with `roomOpened`. */
export function foldLog(log: readonly LoggedEvent[]): RoomState | undefined {
  let state: RoomState | undefined;
  for (const logged of log) state = foldEvent(state, logged);
  return state;
}

export function foldEvent(state: RoomState | undefined, { seq, at, event }: LoggedEvent): RoomState | undefined {
  if (event.type === 'roomOpened') return openRoom(event.challenge, seq, at);
  return state && { ...apply(state, { seq, at, event }), version: seq, spoken: event.type === 'worked' ? state.spoken : seq };
}

function openRoom(challenge: Challenge, version: number, openedAt: number): RoomState {
  return {
    challenge,
    version,
    spoken: version,
    phase: 'lobby',
    locked: false,
    board: challenge.board,
    seats: new Map(),
    skipped: new Set(),
    openedAt,
    stoodStill: 0,
    extraMinutes: 0,
  };
}

function apply(
  state: RoomState,
  { seq, at, event }: { readonly seq: number; readonly at: number; readonly event: Exclude<RoomEvent, { type: 'roomOpened' }> },
): RoomState {
  switch (event.type) {
    case 'seatTaken': {
      const seat = newSeat(event, at);
      return { ...state, seats: new Map([...state.seats, [event.seat, seat]]) };
    }
    case 'seatApproved':
      return withSeat(state, event.seat, (seat) => ({ ...seat, standing: 'in' }));
    case 'seatRenamed':
      return withSeat(state, event.seat, (seat) => ({ ...seat, alias: event.alias }));
    case 'seatHidden':
      return withSeat(state, event.seat, (seat) => ({ ...seat, hidden: event.hidden }));
    case 'seatRemoved':
      return withSeat(state, event.seat, (seat) => ({ ...seat, standing: 'removed' }));
    case 'seatFactor':
      return withSeat(state, event.seat, (seat) => ({ ...seat, factor: event.factor, expired: false }));
    case 'seatExpired':
      return withSeat(state, event.seat, (seat) => ({ ...seat, expired: true }));
    case 'started':
      return { ...state, phase: 'running', startedAt: startOf(state, at) };
    case 'paused':
      return { ...state, phase: 'paused', pausedAt: at };
    case 'resumed':
      return moveOn({ ...state, phase: 'running' }, at);
    case 'extended': {
      if (event.seat === undefined) {
        const seats = new Map([...state.seats].map(([id, seat]) => [id, { ...seat, expired: false }]));
        return { ...state, extraMinutes: state.extraMinutes + event.minutes, seats };
      }
      return withSeat(state, event.seat, (seat) => ({
        ...seat,
        extraMinutes: seat.extraMinutes + event.minutes,
        expired: false,
      }));
    }
    case 'ended':
      return { ...state, phase: 'ended', pausedAt: state.pausedAt ?? at };
    case 'reopened':
      return reopen(moveOn({ ...state, phase: state.startedAt === undefined ? 'lobby' : 'running' }, at), at);
    case 'locked':
      return { ...state, locked: event.locked };
    case 'boardSet':
      return { ...state, board: event.board };
    case 'frozen': {
      const { frozen: _, ...rest } = state;
      return event.frozen ? { ...rest, frozen: state.seats } : rest;
    }
    case 'levelSkipped': {
      const change = (before: ReadonlySet<string>): ReadonlySet<string> =>
        new Set([...before].filter((id) => id !== event.level).concat(event.skipped ? [event.level] : []));
      if (event.seat === undefined) return recount({ ...state, skipped: change(state.skipped) });
      return withSeat(state, event.seat, (seat) => total({ ...seat, skipped: change(seat.skipped) }, state.skipped));
    }
    case 'said':
      return { ...state, said: { text: event.text, seq } };
    case 'levelOpened':
      return withSeat(state, event.seat, (seat) => {
        const level = seat.levels.get(event.level) ?? emptyLevel(event.level);
        return { ...putLevel(seat, { ...level, openedAt: level.openedAt ?? at }), lastAt: at };
      });
    case 'worked':
      return withSeat(state, event.seat, (seat) => {
        const level = seat.levels.get(event.level) ?? emptyLevel(event.level);
        const works = level.works + 1;
        return { ...putLevel(seat, { ...level, openedAt: level.openedAt ?? at, works }), lastAt: at };
      });
    case 'submitted':
      return withSeat(state, event.seat, (seat) => submit(state, seat, { event, seq, at }));
  }
}

function newSeat(event: Extract<RoomEvent, { type: 'seatTaken' }>, at: number): SeatState {
  return {
    seat: event.seat,
    alias: event.alias,
    standing: event.waits ? 'waiting' : 'in',
    hidden: false,
    factor: 1,
    extraMinutes: 0,
    expired: false,
    takenAt: at,
    lastAt: at,
    levels: new Map(),
    skipped: new Set(),
    ...(event.rehearsal ? { rehearsal: event.rehearsal } : {}),
    points: 0,
    reached: 0,
  };
}

function submit(
  state: RoomState,
  seat: SeatState,
  { event, seq, at }: { readonly event: Extract<RoomEvent, { type: 'submitted' }>; readonly seq: number; readonly at: number },
): SeatState {
  const before = seat.levels.get(event.level) ?? emptyLevel(event.level);
  const points = pointsOf(state.challenge, event.verdict);
  const better = before.best === undefined || points > before.points;
  const solved = before.solvedSeq ?? (event.verdict.stars > 0 ? seq : undefined);
  const level: LevelState = {
    ...before,
    attempts: before.attempts + 1,
    last: event.verdict,
    lastSeq: seq,
    openedAt: before.openedAt ?? at,
    ...(better ? { points, stars: event.verdict.stars, best: event.verdict, bestSeq: seq } : {}),
    ...(solved === undefined ? {} : { solvedSeq: solved }),
  };
  return { ...total(putLevel(seat, level), state.skipped), lastAt: at };
}

/** Points of one submission: time and hints never count. */
export function pointsOf(challenge: Challenge, verdict: SubmissionVerdict): number {
  if (challenge.points === 'stars') return verdict.stars;
  return verdict.goals.filter(({ pass }) => pass).length + verdict.stars;
}

function moveOn(state: RoomState, at: number): RoomState {
  const { pausedAt, ...rest } = state;
  return pausedAt === undefined ? rest : { ...rest, stoodStill: state.stoodStill + (at - pausedAt) };
}

function recount(state: RoomState): RoomState {
  return { ...state, seats: new Map([...state.seats].map(([id, seat]) => [id, total(seat, state.skipped)])) };
}

function total(seat: SeatState, skipped: ReadonlySet<string>): SeatState {
  let points = 0;
  let reached = 0;
  for (const level of seat.levels.values()) {
    if (level.points === 0 || skipped.has(level.level) || seat.skipped.has(level.level)) continue;
    points += level.points;
    reached = Math.max(reached, level.bestSeq ?? 0);
  }
  return { ...seat, points, reached };
}

function emptyLevel(level: string): LevelState {
  return { level, attempts: 0, points: 0, stars: 0, works: 0 };
}

function putLevel(seat: SeatState, level: LevelState): SeatState {
  return { ...seat, levels: new Map([...seat.levels, [level.level, level]]) };
}

function withSeat(state: RoomState, id: number, change: (seat: SeatState) => SeatState): RoomState {
  const seat = state.seats.get(id);
  return seat ? { ...state, seats: new Map([...state.seats, [id, change(seat)]]) } : state;
}

/** Homework that begins by the clock begins when it should, also where the server slept until somebody came. */
function startOf({ challenge: { window }, openedAt, windowOver }: RoomState, at: number): number {
  return window && windowOver === undefined ? Math.min(at, Math.max(window.opens, openedAt)) : at;
}

function reopen(state: RoomState, at: number): RoomState {
  if (at < (closesOf(state) ?? Infinity)) return state;
  return { ...state, windowOver: true, seats: new Map([...state.seats].map(([id, seat]) => [id, { ...seat, expired: false }])) };
}

/** When homework closes for the class; undefined without a window. */
export function closesOf(state: RoomState): number | undefined {
  const { window } = state.challenge;
  return window && state.windowOver === undefined ? window.closes + state.extraMinutes * 60_000 : undefined;
}

/** When this seat's time is over, in the server's milliseconds; undefined without a limit or before the start. A factor stretches the minutes, and the window
 * from its opening on; a pause does not move the hour at which homework closes. */
export function deadlineOf(state: RoomState, seat: Pick<SeatState, 'takenAt' | 'factor' | 'extraMinutes'>): number | undefined {
  if (seat.factor === 0) return undefined;
  const { minutes, lateClock, window } = state.challenge;
  const extra = (state.extraMinutes + seat.extraMinutes) * 60_000;
  const closes =
    window && state.windowOver === undefined ? window.opens + (window.closes - window.opens) * seat.factor + extra : undefined;
  if (minutes === 0 || state.startedAt === undefined) return closes;
  const begins = lateClock === 'own' ? Math.max(state.startedAt, seat.takenAt) : state.startedAt;
  const own = begins + state.stoodStill + minutes * seat.factor * 60_000 + extra;
  return closes === undefined ? own : Math.min(own, closes);
}
