// decide: command × room → events, or a refusal with a code. Pure. What is accepted depends on the order of the log alone, never on anybody's clock.
import type { Actor, Command } from './command.ts';
import { MAY } from './command.ts';
import type { RoomEvent, SubmissionVerdict } from './event.ts';
import { cleanName } from './names.ts';
import { closesOf, deadlineOf, type RoomState, type SeatState } from './room.ts';

export type RefusalCode =
  | 'notAllowed'
  | 'noSuchSeat'
  | 'noSuchLevel'
  | 'notRunning'
  | 'paused'
  | 'ended'
  | 'expired'
  | 'waiting'
  | 'removed'
  | 'locked'
  | 'full'
  | 'notOpenYet'
  | 'attemptsUsed'
  | 'levelSkipped'
  | 'wrongPhase'
  | 'badName';

export type Decision =
  | { readonly ok: true; readonly events: readonly RoomEvent[] }
  | { readonly ok: false; readonly code: RefusalCode };

/** Everything but `submit`, which needs a verdict first: `decideSubmit`. */
export function decide(state: RoomState, actor: Actor, command: Exclude<Command, { type: 'submit' }>): Decision {
  if (!MAY[command.type].includes(actor.role)) return no('notAllowed');
  switch (command.type) {
    case 'approve':
      return onSeat(state, command.seat, (seat) =>
        seat.standing === 'waiting' ? yes({ type: 'seatApproved', seat: seat.seat }) : nothing(),
      );
    case 'rename':
      return onSeat(state, command.seat, (seat) => rename(state, seat, command.alias));
    case 'hide':
      return onSeat(state, command.seat, ({ seat, hidden }) =>
        hidden === command.hidden ? nothing() : yes({ type: 'seatHidden', seat, hidden: command.hidden }),
      );
    case 'remove':
      return onSeat(state, command.seat, ({ seat }) => yes({ type: 'seatRemoved', seat }));
    case 'factor':
      return onSeat(state, command.seat, ({ seat }) => yes({ type: 'seatFactor', seat, factor: command.factor }));
    case 'start':
      return state.phase === 'lobby' ? yes({ type: 'started' }) : no('wrongPhase');
    case 'pause':
      return state.phase === 'running' ? yes({ type: 'paused' }) : no('wrongPhase');
    case 'resume':
      return state.phase === 'paused' ? yes({ type: 'resumed' }) : no('wrongPhase');
    case 'extend':
      return extend(state, command);
    case 'end':
      return state.phase === 'ended' ? nothing() : yes({ type: 'ended' });
    case 'reopen':
      return state.phase === 'ended' ? yes({ type: 'reopened' }) : no('wrongPhase');
    case 'lock':
      return state.locked === command.locked ? nothing() : yes({ type: 'locked', locked: command.locked });
    case 'setBoard':
      return state.board === command.board ? nothing() : yes({ type: 'boardSet', board: command.board });
    case 'freeze':
      return (state.frozen !== undefined) === command.frozen ? nothing() : yes({ type: 'frozen', frozen: command.frozen });
    case 'skip':
      return skip(state, command);
    case 'say':
      return yes({ type: 'said', text: command.text });
    case 'openLevel':
      return openLevel(state, actor, command.level);
    case 'work':
      return work(state, actor, command);
  }
}

/** How often a seat tells how far it has come: a busy lesson is a fifth of it. */
export const MOST_WORKS = 300;

/** May this seat hand in for this level now? Asked before the engine is, and again when the verdict is written down. */
export function findSubmitRefusal(state: RoomState, seatId: number, level: string): RefusalCode | undefined {
  const refusal = findWorkRefusal(state, seatId, level);
  if (refusal) return refusal;
  const { attempts } = state.challenge;
  const used = state.seats.get(seatId)?.levels.get(level)?.attempts ?? 0;
  return attempts > 0 && used >= attempts ? 'attemptsUsed' : undefined;
}

function findWorkRefusal(state: RoomState, seatId: number, level: string): RefusalCode | undefined {
  const seat = state.seats.get(seatId);
  if (!seat) return 'noSuchSeat';
  if (seat.standing === 'removed') return 'removed';
  if (seat.standing === 'waiting') return 'waiting';
  if (!hasLevel(state, level)) return 'noSuchLevel';
  if (state.phase === 'lobby') return 'notRunning';
  if (state.phase !== 'running') return state.phase;
  if (seat.expired) return 'expired';
  if (state.skipped.has(level) || seat.skipped.has(level)) return 'levelSkipped';
  return undefined;
}

export function decideSubmit(
  state: RoomState,
  seat: number,
  submitted: {
    readonly level: string;
    readonly submission: string;
    readonly solution: string;
    readonly verdict: SubmissionVerdict;
  },
): Decision {
  const refusal = findSubmitRefusal(state, seat, submitted.level);
  if (refusal) return no(refusal);
  const { level, submission, solution, verdict } = submitted;
  return yes({ type: 'submitted', seat, level, submission, solution, verdict });
}

export interface Joining {
  readonly seat: number;
  readonly alias: string;
  /** The teacher's own, to try the room with: never waits at the door. */
  readonly rehearsal?: boolean;
}

/** A new seat at the table. An alias that is taken gets a number behind it. */
export function decideJoin(state: RoomState, { seat, alias, rehearsal = false }: Joining): Decision {
  if (state.locked) return no('locked');
  if (state.phase === 'ended') return no('ended');
  if ([...state.seats.values()].filter(({ standing }) => standing !== 'removed').length >= state.challenge.seats)
    return no('full');
  const taken = { type: 'seatTaken', seat, alias: freeAlias(state, alias, seat) } as const;
  return yes(rehearsal ? { ...taken, waits: false, rehearsal: true } : { ...taken, waits: state.challenge.approve });
}

/** What the clock has to say: seats whose time is over, homework that opens or closes. Asked by the server's timer. */
export function decideTime(state: RoomState, now: number): readonly RoomEvent[] {
  const { window } = state.challenge;
  const closes = closesOf(state);
  const isClosed = closes !== undefined && now >= closes;
  if (state.phase === 'lobby') {
    if (isClosed) return [{ type: 'ended' }];
    return window && closes !== undefined && now >= window.opens ? [{ type: 'started' }] : [];
  }
  if (state.phase !== 'running') return [];
  const seats = [...state.seats.values()];
  const over = seats.filter((seat) => !seat.expired && now >= (deadlineOf(state, seat) ?? Infinity));
  const events = over.map(({ seat }): RoomEvent => ({ type: 'seatExpired', seat }));
  // Who has more time than the class still has it when the class has closed.
  const isLast = seats.filter(isPresent).every((seat) => seat.expired || over.includes(seat));
  return isClosed && isLast ? [{ type: 'ended' }] : events;
}

/** The earliest moment at which `decideTime` may have something to say. */
export function nextMoment(state: RoomState): number | undefined {
  const closes = closesOf(state);
  if (state.phase === 'lobby') return closes === undefined ? undefined : state.challenge.window?.opens;
  if (state.phase !== 'running') return undefined;
  const going = [...state.seats.values()].filter(({ expired }) => !expired);
  const ends = going.some(isPresent) ? Infinity : (closes ?? Infinity);
  const first = Math.min(ends, ...going.map((seat) => deadlineOf(state, seat) ?? Infinity));
  return Number.isFinite(first) ? first : undefined;
}

function isPresent({ standing }: SeatState): boolean {
  return standing !== 'removed';
}

function skip(state: RoomState, { level, skipped, seat }: Extract<Command, { type: 'skip' }>): Decision {
  if (!hasLevel(state, level)) return no('noSuchLevel');
  if (seat === undefined) return yes({ type: 'levelSkipped', level, skipped });
  return onSeat(state, seat, () => yes({ type: 'levelSkipped', level, skipped, seat }));
}

function rename(state: RoomState, seat: SeatState, typed: string): Decision {
  const name = cleanName(typed);
  return name.ok ? yes({ type: 'seatRenamed', seat: seat.seat, alias: freeAlias(state, name.name, seat.seat) }) : no('badName');
}

function extend(state: RoomState, { minutes, seat }: Extract<Command, { type: 'extend' }>): Decision {
  if (seat === undefined) return yes({ type: 'extended', minutes });
  return onSeat(state, seat, () => yes({ type: 'extended', minutes, seat }));
}

function openLevel(state: RoomState, actor: Actor, level: string): Decision {
  if (actor.role !== 'seat') return no('notAllowed');
  if (!hasLevel(state, level)) return no('noSuchLevel');
  return onSeat(state, actor.seat, (seat) => {
    if (seat.standing !== 'in') return no(seat.standing);
    if (state.phase === 'lobby') return no('notRunning');
    return seat.levels.get(level)?.openedAt === undefined ? yes({ type: 'levelOpened', seat: seat.seat, level }) : nothing();
  });
}

/** Told as often as somebody may look at it; more of it is let lie, and nobody is troubled with that. */
function work(state: RoomState, actor: Actor, { level, solution }: Extract<Command, { type: 'work' }>): Decision {
  if (actor.role !== 'seat') return no('notAllowed');
  const { seat } = actor;
  const refusal = findWorkRefusal(state, seat, level);
  if (refusal) return no(refusal);
  const told = [...(state.seats.get(seat)?.levels.values() ?? [])].reduce((sum, { works }) => sum + works, 0);
  return told >= MOST_WORKS ? nothing() : yes({ type: 'worked', seat, level, solution });
}

function freeAlias(state: RoomState, alias: string, own: number): string {
  const taken = new Set([...state.seats.values()].filter(({ seat }) => seat !== own).map((seat) => seat.alias.toLowerCase()));
  if (!taken.has(alias.toLowerCase())) return alias;
  for (let number = 2; ; number++) if (!taken.has(`${alias} ${number}`.toLowerCase())) return `${alias} ${number}`;
}

function hasLevel(state: RoomState, level: string): boolean {
  return state.challenge.levels.some(({ id }) => id === level);
}

function onSeat(state: RoomState, id: number, then: (seat: SeatState) => Decision): Decision {
  const seat = state.seats.get(id);
  return seat ? then(seat) : no('noSuchSeat');
}

function yes(...events: RoomEvent[]): Decision {
  return { ok: true, events };
}

function nothing(): Decision {
  return { ok: true, events: [] };
}

function no(code: RefusalCode): Decision {
  return { ok: false, code };
}
