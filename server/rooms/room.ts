// LiveRoom: one room as this process holds it: the fold of its log, who holds which secret, and who wants to hear of changes.
import { foldEvent, type RoomState } from '../../src/classroom/room.ts';
import type { Actor } from '../../src/classroom/command.ts';
import type { LoggedEvent, SubmissionVerdict } from '../../src/classroom/event.ts';
import type { RoomRecord } from '../store/store.ts';

export interface Written {
  readonly seq: number;
  readonly verdict: SubmissionVerdict;
}

export interface LiveRoom {
  readonly record: RoomRecord;
  state: RoomState;
  /** By hash. */
  readonly tokens: Map<string, number>;
  /** `seat/submission` → what was answered. */
  readonly submissions: Map<string, Written>;
  /** The last submission of each seat, in the server's milliseconds. */
  readonly lastSubmit: Map<number, number>;
  /** One after the other within this process. */
  turn: Promise<unknown>;
  lastAt: number;
  touchedAt: number;
  readonly hear: Set<(state: RoomState) => void>;
  gone: boolean;
}

export function openLive(
  record: RoomRecord,
  log: readonly LoggedEvent[],
  tokens: ReadonlyMap<string, number>,
): LiveRoom | undefined {
  let state: RoomState | undefined;
  const submissions = new Map<string, Written>();
  let lastAt = 0;
  for (const logged of log) {
    state = foldEvent(state, logged);
    remember(submissions, logged);
    lastAt = Math.max(lastAt, logged.at);
  }
  if (!state) return undefined;
  return {
    record,
    state,
    tokens: new Map(tokens),
    submissions,
    lastSubmit: new Map(),
    turn: Promise.resolve(),
    lastAt,
    touchedAt: 0,
    hear: new Set(),
    gone: false,
  };
}

/** Takes up what was written, here or by another process. */
export function takeUp(room: LiveRoom, log: readonly LoggedEvent[]): void {
  let changed = false;
  for (const logged of log) {
    if (logged.seq !== room.state.version + 1) continue;
    room.state = foldEvent(room.state, logged) ?? room.state;
    remember(room.submissions, logged);
    room.lastAt = Math.max(room.lastAt, logged.at);
    changed = true;
  }
  if (changed) for (const hear of room.hear) hear(room.state);
}

function remember(submissions: Map<string, Written>, { seq, event }: LoggedEvent): void {
  if (event.type === 'submitted') submissions.set(`${event.seat}/${event.submission}`, { seq, verdict: event.verdict });
}

export function actorOf(room: LiveRoom, hash: string): Actor {
  if (hash === room.record.hostHash) return { role: 'host' };
  if (hash === room.record.showHash) return { role: 'projector' };
  const seat = room.tokens.get(hash);
  return seat === undefined ? { role: 'nobody' } : { role: 'seat', seat };
}
