// LiveRoom: a room in memory over its log. Changes stand in a queue, are decided one after the other, written in one transaction and only then answered.
// Another process may have written meanwhile: then the log is read on and everything that waits is decided again.
import { type Decision, decideTime, type RefusalCode } from '../../src/classroom/decide.ts';
import type { LoggedEvent, RoomEvent } from '../../src/classroom/event.ts';
import { foldEvent, type RoomState } from '../../src/classroom/room.ts';
import type { Committer } from '../store/committer.ts';
import type { Store, StoredEvent, StoredRoom } from '../store/store.ts';

export interface Ack {
  /** Sequence number of the event that answers it. */
  readonly seq: number;
  readonly event: RoomEvent;
}

export type Outcome =
  | { readonly ok: true; readonly version: number; readonly ack?: Ack; readonly again?: boolean }
  | { readonly ok: false; readonly code: RefusalCode | 'storeDown' };

export interface Change {
  readonly key?: string;
  readonly decide: (state: RoomState) => Decision;
}

export interface LiveRoom {
  readonly stored: StoredRoom;
  state(): RoomState;
  /** What was answered to this key, if anything was. */
  ackOf(key: string): Ack | undefined;
  change(change: Change): Promise<Outcome>;
  /** Reads what other processes wrote. */
  refresh(): Promise<void>;
  /** The same before anything else is decided: for who holds a key that only another process knows yet. */
  catchUp(): Promise<void>;
  /** Writes down what the clock has to say, as every change does before it. */
  hearClock(): Promise<void>;
  idle(): boolean;
  onChange: (() => void) | undefined;
  /** What this process wrote itself, from state to state. */
  onWritten: ((before: RoomState, after: RoomState) => void) | undefined;
}

export interface LiveRoomParts {
  readonly store: Store;
  readonly committer: Committer;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

const AT_ONCE = 200;

export async function openLiveRoom(stored: StoredRoom, parts: LiveRoomParts): Promise<LiveRoom | undefined> {
  const { store, committer } = parts;
  const keys = new Map<string, Ack>();
  const queue: { readonly change: Change; readonly resolve: (outcome: Outcome) => void }[] = [];
  let folded: RoomState | undefined;
  let lastAt = 0;
  let stale = false;
  let running = false;

  const take = (events: readonly StoredEvent[]): void => {
    for (const event of events) {
      // Read and written at once: what is known already is not told twice.
      if (folded && event.seq <= folded.version) continue;
      folded = foldEvent(folded, event);
      lastAt = Math.max(lastAt, event.at);
      if (event.key !== undefined) keys.set(event.key, { seq: event.seq, event: event.event });
    }
  };
  take(await store.readLog(stored.id, 0));
  if (!folded) return undefined;
  const state = (): RoomState => folded as RoomState;

  const readOn = async (): Promise<void> => {
    const before = state().version;
    take(await store.readLog(stored.id, before));
    stale = false;
    if (state().version !== before) room.onChange?.();
  };

  const decideAll = (taken: typeof queue): { readonly rows: readonly StoredEvent[]; readonly outcomes: readonly Outcome[] } => {
    const rows: StoredEvent[] = [];
    const fresh = new Map<string, Ack>();
    let next = state();
    // Never backwards, whatever the machine's clock does.
    const at = Math.max(parts.now(), lastAt);
    const write = (event: RoomEvent): LoggedEvent => {
      const logged: LoggedEvent = { seq: next.version + 1, at, event };
      next = foldEvent(next, logged) ?? next;
      return logged;
    };
    // What the clock has to say comes first: nobody slips in between the end of the time and its timer.
    for (const event of decideTime(next, at)) rows.push(write(event));
    const outcomes = taken.map(({ change: { key, decide } }): Outcome => {
      const known = key === undefined ? undefined : (keys.get(key) ?? fresh.get(key));
      if (known) return { ok: true, version: next.version, ack: known, again: true };
      const decision = decide(next);
      if (!decision.ok) return decision;
      let ack: Ack | undefined;
      for (const event of decision.events) {
        const logged = write(event);
        rows.push(ack === undefined && key !== undefined ? { ...logged, key } : logged);
        ack ??= { seq: logged.seq, event };
      }
      if (key !== undefined && ack) fresh.set(key, ack);
      return { ok: true, version: next.version, ...(ack ? { ack } : {}) };
    });
    return { rows, outcomes };
  };

  const work = async (): Promise<void> => {
    running = true;
    while (queue.length > 0) {
      const taken = queue.splice(0, AT_ONCE);
      try {
        const sure = stale || !store.shared;
        if (stale) await readOn();
        const { rows, outcomes } = decideAll(taken);
        // What is written is written on the newest version or not at all. A refusal writes nothing: it may rest on what another process has changed since.
        if (rows.length === 0 && !sure && outcomes.some(({ ok }) => !ok)) {
          stale = true;
          queue.unshift(...taken);
          continue;
        }
        if (rows.length > 0 && !(await committer.commit({ room: stored.id, from: state().version, events: rows }))) {
          stale = true;
          const moved = (await store.readVersions([stored.id])).get(stored.id);
          if (moved === undefined) throw new Error('the room is gone');
          queue.unshift(...taken);
          continue;
        }
        if (rows.length > 0) {
          const before = state();
          take(rows);
          room.onWritten?.(before, state());
          room.onChange?.();
        }
        for (const [index, { resolve }] of taken.entries()) resolve(outcomes[index] ?? { ok: false, code: 'storeDown' });
      } catch (error) {
        // Written or not: the log knows, and is read before anything else is decided.
        stale = true;
        parts.onFailure(error);
        for (const { resolve } of taken) resolve({ ok: false, code: 'storeDown' });
      }
    }
    running = false;
  };

  const room: LiveRoom = {
    stored,
    state,
    ackOf: (key) => keys.get(key),
    change: (change) =>
      new Promise((resolve) => {
        queue.push({ change, resolve });
        if (!running) void work();
      }),
    catchUp: async () => {
      if (!store.shared) return;
      stale = true;
      await room.hearClock();
    },
    hearClock: async () => {
      await room.change({ decide: () => ({ ok: true, events: [] }) });
    },
    refresh: async () => {
      // Whoever writes at the moment finds out by itself.
      if (!running) await readOn();
    },
    idle: () => !running && queue.length === 0,
    onChange: undefined,
    onWritten: undefined,
  };
  return room;
}
