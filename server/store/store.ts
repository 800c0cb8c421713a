// Store: where rooms and their logs are kept. One port for the file beside the process and for PostgreSQL; tests/server runs one suite on both.
import type { RoomEvent } from '../../src/classroom/event.ts';

export interface StoredRoom {
  readonly id: string;
  readonly code: string;
  /** SHA-256 of the keys; the keys themselves are nowhere. */
  readonly hostHash: string;
  readonly projectorHash: string;
  /** Sequence number of the last event. */
  readonly version: number;
  readonly openedAt: number;
  readonly deleteAt: number;
}

export interface StoredEvent {
  readonly seq: number;
  readonly at: number;
  /** Who asked names what was asked: the same key is the same event. Unique in a room. */
  readonly key?: string;
  readonly event: RoomEvent;
}

export interface Batch {
  readonly room: string;
  /** The version these events follow; a room that moved on takes none of them. */
  readonly from: number;
  readonly events: readonly StoredEvent[];
}

export interface Store {
  /** Whether other processes write to it too. */
  readonly shared: boolean;
  /** Up or down to a version of the schema; without one, to the newest. Answers where it is. */
  migrate(to?: number): Promise<number>;
  /** `codeTaken`: draw another. `known`: this host key has its room already. */
  openRoom(room: StoredRoom, events: readonly StoredEvent[]): Promise<'opened' | 'codeTaken' | 'known'>;
  findRoom(code: string): Promise<StoredRoom | undefined>;
  findRoomOfHost(hostHash: string): Promise<StoredRoom | undefined>;
  countRooms(): Promise<number>;
  readLog(room: string, after: number): Promise<readonly StoredEvent[]>;
  /** All in one transaction, each batch wholly or not at all: false where the room had moved on. */
  append(batches: readonly Batch[]): Promise<readonly boolean[]>;
  readVersions(rooms: readonly string[]): Promise<ReadonlyMap<string, number>>;
  removeRoom(id: string): Promise<void>;
  /** Rooms whose time is over. */
  removeExpired(now: number): Promise<readonly string[]>;
  close(): Promise<void>;
}
