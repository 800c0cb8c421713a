// RoomView: what one pair of eyes may see of a room, as a few plain rows; and patches between two views, numbered so that a gap is noticed.
import type { Actor } from './command.ts';
import type { BoardMode, Challenge } from './challenge.ts';
import { closesOf, deadlineOf, type LevelState, type Phase, type RoomState, type SeatState } from './room.ts';

const DAY_MS = 86_400_000;

export interface LevelCell {
  readonly attempts: number;
  readonly stars: 0 | 1 | 2 | 3;
  readonly points: number;
  readonly solved: boolean;
  readonly openedAt?: number;
  /** How often its state was told without being handed in. Host and the seat itself only. */
  readonly works?: number;
  /** Passed and failed goals of the last submission, in the level's order: `110`. */
  readonly goals?: string;
  /** First hint code of the last one that failed. Host and the seat itself only. */
  readonly mistake?: string;
  /** Rule ids that decided what failed in it. Likewise. */
  readonly missed?: readonly string[];
}

export interface SeatRow {
  readonly seat: number;
  /** Absent where names are not shown. */
  readonly alias?: string;
  readonly place: number;
  readonly points: number;
  readonly standing: 'waiting' | 'in' | 'removed';
  readonly hidden?: boolean;
  readonly factor?: number;
  readonly expired?: boolean;
  readonly lastAt?: number;
  readonly deadline?: number;
  /** Levels that this seat need not do, beside the room's own. */
  readonly skipped?: readonly string[];
  /** One of the teacher's own, to try the room with. */
  readonly rehearsal?: true;
  readonly levels: Readonly<Record<string, LevelCell>>;
}

export interface RoomMeta {
  readonly title: string;
  readonly levels: Challenge['levels'];
  readonly seeds: Challenge['seeds'];
  readonly hints: boolean;
  readonly attempts: number;
  readonly phase: Phase;
  readonly locked: boolean;
  readonly board: BoardMode;
  readonly classGoal?: number;
  readonly frozen: boolean;
  readonly skipped: readonly string[];
  readonly seats: number;
  readonly waiting: number;
  /** Of all levels of all seats: solved, and how many there are. The class's common goal. */
  readonly solved: number;
  readonly wanted: number;
  readonly minutes: number;
  readonly startedAt?: number;
  /** Homework: its window, as it stands now. */
  readonly opens?: number;
  readonly closes?: number;
  /** When everything about the room is deleted; the host's. */
  readonly deleteAt?: number;
  /** When the class's time is over, as it stands now. */
  readonly ends?: number;
  readonly said?: { readonly text: string; readonly seq: number };
}

export interface RoomView {
  readonly version: number;
  readonly meta: RoomMeta;
  readonly rows: Readonly<Record<string, SeatRow>>;
}

export interface RoomPatch {
  /** The version this patch starts from: any other needs a whole view. */
  readonly from: number;
  readonly to: number;
  readonly meta?: RoomMeta;
  readonly rows: Readonly<Record<string, SeatRow>>;
  readonly gone: readonly string[];
}

export function viewRoom(state: RoomState, actor: Actor): RoomView {
  const host = actor.role === 'host';
  const own = actor.role === 'seat' ? actor.seat : undefined;
  const shown = host || !state.frozen ? state.seats : state.frozen;
  // Who is not let in yet sees nobody but itself.
  const outside = own !== undefined && state.seats.get(own)?.standing !== 'in';
  const ranked = rank([...shown.values()]);
  const rows: Record<string, SeatRow> = {};
  for (const [index, seat] of ranked.entries()) {
    const mine = seat.seat === own;
    if (!host && !mine && (outside || !isOnBoard(state, seat, { index, role: actor.role }))) continue;
    const current = mine ? (state.seats.get(seat.seat) ?? seat) : seat;
    rows[String(seat.seat)] = rowOf(state, current, {
      place: placeOf(ranked, index),
      full: host || mine,
      named: host || mine || actor.role === 'seat',
    });
  }
  return { version: state.version, meta: metaOf(state, actor), rows };
}

/** What all seats of a room are shown alike, and from it the view of each: the same as `viewRoom`, made once for a whole class. */
export interface SeatViews {
  readonly meta: RoomMeta;
  readonly rows: Readonly<Record<string, SeatRow>>;
  viewOf(seat: number): RoomView;
}

/** What did not change since `before` stays the same object, so that telling two views apart costs little. */
export function viewSeats(state: RoomState, before?: SeatViews): SeatViews {
  const ranked = rank([...(state.frozen ?? state.seats).values()]);
  const indexes = new Map(ranked.map(({ seat }, index) => [seat, index]));
  const keep = <T>(old: T | undefined, now: T): T => (old !== undefined && same(old, now) ? old : now);
  const meta = keep(before?.meta, metaOf(state, { role: 'projector' }));
  const rows: Record<string, SeatRow> = {};
  for (const [index, seat] of ranked.entries())
    if (isOnBoard(state, seat, { index, role: 'seat' })) {
      const row = rowOf(state, seat, { place: placeOf(ranked, index), full: false, named: true });
      rows[String(seat.seat)] = keep(before?.rows[String(seat.seat)], row);
    }
  return {
    meta,
    rows,
    viewOf: (id) => {
      const seat = state.seats.get(id);
      const index = indexes.get(id);
      const board = seat?.standing === 'in' ? rows : {};
      if (!seat || index === undefined) return { version: state.version, meta, rows: board };
      const own = rowOf(state, seat, { place: placeOf(ranked, index), full: true, named: true });
      return { version: state.version, meta, rows: { ...board, [String(id)]: own } };
    },
  };
}

function isOnBoard(
  state: RoomState,
  seat: SeatState,
  { index, role }: { readonly index: number; readonly role: string },
): boolean {
  if (role === 'nobody' || seat.standing !== 'in' || seat.hidden) return false;
  if (state.board === 'all') return true;
  return state.board === 'top5' && index < 5;
}

/** Most points first; with the same points, who reached them earlier in the log. */
export function rank(seats: readonly SeatState[]): SeatState[] {
  const standing = { in: 0, waiting: 1, removed: 2 } as const;
  return [...seats].sort(
    (a, b) => standing[a.standing] - standing[b.standing] || b.points - a.points || a.reached - b.reached || a.seat - b.seat,
  );
}

/** Without points everybody shares the last place. */
function placeOf(ranked: readonly SeatState[], index: number): number {
  const points = ranked[index]?.points;
  return points === 0 ? ranked.findIndex((seat) => seat.points === 0) + 1 : index + 1;
}

function rowOf(
  state: RoomState,
  seat: SeatState,
  { place, full, named }: { readonly place: number; readonly full: boolean; readonly named: boolean },
): SeatRow {
  const deadline = full ? deadlineOf(state, seat) : undefined;
  return {
    seat: seat.seat,
    ...(named ? { alias: seat.alias } : {}),
    place,
    points: seat.points,
    standing: seat.standing,
    ...(full ? { hidden: seat.hidden, factor: seat.factor, expired: seat.expired, lastAt: seat.lastAt } : {}),
    ...(deadline === undefined ? {} : { deadline }),
    ...(full && seat.skipped.size > 0 ? { skipped: [...seat.skipped].sort() } : {}),
    ...(seat.rehearsal ? { rehearsal: seat.rehearsal } : {}),
    levels: Object.fromEntries([...seat.levels.values()].map((level) => [level.level, cellOf(level, full)])),
  };
}

function cellOf(level: LevelState, full: boolean): LevelCell {
  const mistake = full ? level.last?.mistake : undefined;
  const missed = full ? (level.last?.missed ?? []) : [];
  return {
    attempts: level.attempts,
    stars: level.stars,
    points: level.points,
    solved: level.solvedSeq !== undefined,
    ...(full && level.openedAt !== undefined ? { openedAt: level.openedAt } : {}),
    ...(full && level.works > 0 ? { works: level.works } : {}),
    ...(full && level.last ? { goals: level.last.goals.map(({ pass }) => (pass ? '1' : '0')).join('') } : {}),
    ...(mistake === undefined ? {} : { mistake }),
    ...(missed.length > 0 ? { missed } : {}),
  };
}

function metaOf(state: RoomState, actor: Actor): RoomMeta {
  const { challenge } = state;
  const seats = [...state.seats.values()].filter(({ standing }) => standing === 'in');
  const counting = seats.flatMap(({ levels, skipped }) =>
    challenge.levels.flatMap(({ id }) => (state.skipped.has(id) || skipped.has(id) ? [] : [levels.get(id)])),
  );
  const closes = closesOf(state);
  const ends = deadlineOf(state, { takenAt: 0, factor: 1, extraMinutes: 0 });
  return {
    title: challenge.title,
    levels: challenge.levels,
    seeds: challenge.seeds,
    hints: challenge.hints,
    attempts: challenge.attempts,
    phase: state.phase,
    locked: state.locked,
    board: state.board,
    ...(challenge.classGoal === undefined ? {} : { classGoal: challenge.classGoal }),
    frozen: state.frozen !== undefined,
    skipped: [...state.skipped].sort(),
    seats: seats.length,
    waiting: actor.role === 'host' ? [...state.seats.values()].filter(({ standing }) => standing === 'waiting').length : 0,
    solved: counting.filter((level) => level?.solvedSeq !== undefined).length,
    wanted: counting.length,
    minutes: challenge.minutes,
    ...(state.startedAt === undefined ? {} : { startedAt: state.startedAt }),
    ...(closes === undefined || !challenge.window ? {} : { opens: challenge.window.opens, closes }),
    ...(actor.role === 'host' ? { deleteAt: state.openedAt + challenge.keepDays * DAY_MS } : {}),
    ...(ends === undefined ? {} : { ends }),
    ...(state.said ? { said: state.said } : {}),
  };
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

export function diffViews(before: RoomView, after: RoomView): RoomPatch {
  const rows = Object.fromEntries(Object.entries(after.rows).filter(([key, row]) => !same(before.rows[key], row)));
  const gone = Object.keys(before.rows).filter((key) => !Object.hasOwn(after.rows, key));
  return { from: before.version, to: after.version, ...(same(before.meta, after.meta) ? {} : { meta: after.meta }), rows, gone };
}

/** A patch for the whole class, for a seat whose own row comes by itself. */
export function keepOwn(patch: RoomPatch, seat: number | undefined): RoomPatch {
  if (seat === undefined) return patch;
  const own = String(seat);
  const rows = Object.fromEntries(Object.entries(patch.rows).filter(([key]) => key !== own));
  return { ...patch, rows, gone: patch.gone.filter((key) => key !== own) };
}

export function withOwn(view: RoomView, row: SeatRow): RoomView {
  return { ...view, rows: { ...view.rows, [String(row.seat)]: row } };
}

/** Undefined: a version is missing between, ask for the whole view. A patch that is already known changes nothing. */
export function applyPatch(view: RoomView, patch: RoomPatch): RoomView | undefined {
  if (patch.to <= view.version) return view;
  if (patch.from !== view.version) return undefined;
  const gone = new Set(patch.gone);
  const kept = Object.entries(view.rows).filter(([key]) => !gone.has(key));
  return { version: patch.to, meta: patch.meta ?? view.meta, rows: { ...Object.fromEntries(kept), ...patch.rows } };
}
