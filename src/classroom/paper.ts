// Paper mode: what thirty result codes amount to. Each is told apart (another challenge, late, the same again, somebody else's seat), and those that count
// become the log of a room, so that a board on paper is the same fold as a live one. Pure.
import type { Challenge } from './challenge.ts';
import { decideJoin, decideSubmit } from './decide.ts';
import type { LoggedEvent, RoomEvent, SubmissionVerdict } from './event.ts';
import { foldEvent, type RoomState } from './room.ts';

export interface HandedIn {
  readonly challenge: string;
  readonly alias: string;
  readonly seat: number;
  /** Seconds, by the student's clock. */
  readonly began: number;
  readonly made: number;
}

export type Standing = 'counted' | 'otherChallenge' | 'early' | 'late' | 'sameSeat';

/** May this code count? `others`: those that were taken in before it. Undefined where the teacher said so: late ones may be admitted. */
export function standingOf(
  handed: HandedIn,
  { id, challenge, others }: { readonly id: string; readonly challenge: Challenge; readonly others: readonly HandedIn[] },
): Standing {
  if (handed.challenge !== id) return 'otherChallenge';
  // A seat has one student: whoever hands in the numbers of another seat has copied its code.
  if (others.some((other) => other.seat === handed.seat && other.alias !== handed.alias)) return 'sameSeat';
  const { window, minutes } = challenge;
  if (window && handed.made * 1000 < window.opens) return 'early';
  if (window && handed.made * 1000 > window.closes) return 'late';
  return minutes > 0 && handed.made - handed.began > minutes * 60 ? 'late' : 'counted';
}

export interface CountedResult {
  readonly handed: HandedIn;
  readonly levels: readonly { readonly id: string; readonly verdict: SubmissionVerdict }[];
}

/** The room that these results make: seats in the order of their first code, submissions in the order of their times. */
export function paperRoom(challenge: Challenge, results: readonly CountedResult[]): RoomState | undefined {
  const log: LoggedEvent[] = [];
  let state: RoomState | undefined;
  const append = (events: readonly RoomEvent[], at: number): void => {
    for (const event of events) {
      const logged = { seq: log.length + 1, at, event };
      log.push(logged);
      state = foldEvent(state, logged);
    }
  };
  // On paper nobody waits at the door, and attempts are not counted.
  append([{ type: 'roomOpened', challenge: { ...challenge, approve: false, attempts: 0, minutes: 0 } }, { type: 'started' }], 0);
  const seats = new Map<number, number>();
  for (const { handed, levels } of results.toSorted((a, b) => a.handed.made - b.handed.made || a.handed.seat - b.handed.seat)) {
    const at = handed.made * 1000;
    if (state && !seats.has(handed.seat)) {
      const joined = decideJoin(state, { seat: seats.size + 1, alias: handed.alias });
      if (!joined.ok) continue;
      seats.set(handed.seat, seats.size + 1);
      append(joined.events, at);
    }
    for (const { id, verdict } of levels) {
      const seat = seats.get(handed.seat);
      const decided =
        state && seat !== undefined && decideSubmit(state, seat, { level: id, submission: '', solution: '', verdict });
      if (decided && decided.ok) append(decided.events, at);
    }
  }
  return state;
}

export interface Missed {
  readonly rule: string;
  /** Seats that it stopped. */
  readonly count: number;
  readonly levels: readonly string[];
}

/** Rules that stopped somebody, the commonest first. Of a level that a seat has won nothing is counted. */
export function missedRules(
  rows: readonly {
    readonly levels: Readonly<Record<string, { readonly solved: boolean; readonly missed?: readonly string[] }>>;
  }[],
): readonly Missed[] {
  const counts = new Map<string, { count: number; levels: Set<string> }>();
  for (const { levels } of rows) {
    const own = new Map<string, string[]>();
    for (const [id, { solved, missed = [] }] of Object.entries(levels))
      if (!solved) for (const rule of missed) own.set(rule, [...(own.get(rule) ?? []), id]);
    for (const [rule, ids] of own) {
      const found = counts.get(rule) ?? { count: 0, levels: new Set<string>() };
      counts.set(rule, { count: found.count + 1, levels: new Set([...found.levels, ...ids]) });
    }
  }
  return [...counts]
    .map(([rule, { count, levels }]) => ({ rule, count, levels: [...levels].sort() }))
    .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
}
