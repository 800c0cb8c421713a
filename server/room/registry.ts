// Registry: rooms that are open in this process, read when asked for, kept while anybody looks; their clocks; and what other processes wrote.
import { nextMoment } from '../../src/classroom/decide.ts';
import type { Challenge } from '../../src/classroom/challenge.ts';
import { drawCode, drawId, hashKey } from '../keys.ts';
import { createPublisher, type Fanout, type Publisher } from '../live/fanout.ts';
import { createHub, type Hub } from '../live/hub.ts';
import type { Committer } from '../store/committer.ts';
import type { Store, StoredRoom } from '../store/store.ts';
import { type LiveRoom, openLiveRoom } from './liveRoom.ts';

export interface OpenRoom {
  readonly live: LiveRoom;
  readonly hub: Hub;
}

export interface Registry {
  create(
    challenge: Challenge,
    keys: { readonly host: string; readonly projector: string },
  ): Promise<StoredRoom | 'full' | 'otherRoom'>;
  find(code: string): Promise<OpenRoom | undefined>;
  remove(room: OpenRoom): Promise<void>;
  count(): number;
  sockets(): number;
  close(): Promise<void>;
}

export interface RegistryParts {
  readonly store: Store;
  readonly committer: Committer;
  readonly now: () => number;
  readonly batchMs: number;
  readonly pollMs: number;
  readonly maxRooms: number;
  /** Where browsers listen instead of here, if there is such a place. */
  readonly fanout?: Fanout;
  readonly onFailure: (error: unknown) => void;
}

interface Held extends OpenRoom {
  readonly publisher: Publisher | undefined;
  usedAt: number;
  alarm: ReturnType<typeof setTimeout> | undefined;
}

const IDLE_MS = 30 * 60_000;
const DAY_MS = 86_400_000;
/** Clocks are put right while a timer runs: looked at again so often. */
const LONGEST_MS = 15_000;

export function createRegistry(parts: RegistryParts): Registry {
  const { store, now } = parts;
  const opened = new Map<string, Promise<Held | undefined>>();
  const held = new Map<string, Held>();
  let closed = false;

  const open = async (code: string): Promise<Held | undefined> => {
    const stored = await store.findRoom(code);
    const live = stored && stored.deleteAt > now() ? await openLiveRoom(stored, parts) : undefined;
    if (!live) return undefined;
    const publisher = parts.fanout && createPublisher(live.stored.id, parts.fanout, parts.batchMs);
    const room: Held = { live, hub: createHub(live, parts.batchMs), publisher, usedAt: now(), alarm: undefined };
    live.onWritten = publisher && ((before, after) => publisher.written(before, after));
    live.onChange = () => {
      room.hub.changed();
      setAlarm(room);
    };
    // What the clock has to say of a room that slept is said before anybody is answered.
    if ((nextMoment(live.state()) ?? Infinity) <= now()) await live.hearClock();
    held.set(code, room);
    setAlarm(room);
    return room;
  };

  const setAlarm = (room: Held): void => {
    clearTimeout(room.alarm);
    const moment = nextMoment(room.live.state());
    if (moment === undefined || closed) return;
    const wait = Math.min(Math.max(moment - now(), 0) + 5, LONGEST_MS);
    room.alarm = setTimeout(() => {
      void room.live.hearClock().then(() => setTimeout(() => setAlarm(room), 500).unref());
    }, wait).unref();
  };

  const drop = (code: string, reason: string): void => {
    const room = held.get(code);
    if (room) {
      clearTimeout(room.alarm);
      room.hub.closeAll(reason);
      // A process that ends or forgets a room does not end it.
      if (reason === 'deleted') room.publisher?.bye(reason);
    }
    held.delete(code);
    opened.delete(code);
  };

  const sweep = async (): Promise<void> => {
    for (const [code, room] of held)
      if (room.hub.size() === 0 && room.live.idle() && now() - room.usedAt > IDLE_MS) drop(code, 'idle');
    const gone = new Set(await store.removeExpired(now()));
    for (const [code, room] of held) if (gone.has(room.live.stored.id)) drop(code, 'deleted');
  };
  const sweeper = setInterval(() => void sweep().catch(parts.onFailure), 60_000).unref();

  // One question for all rooms; a room is read on only when it moved.
  const poll = async (): Promise<void> => {
    const byId = new Map([...held].map(([code, room]) => [room.live.stored.id, { code, room }]));
    const versions = await store.readVersions([...byId.keys()]);
    for (const [id, { code, room }] of byId) {
      const version = versions.get(id);
      if (version === undefined) drop(code, 'deleted');
      else if (version > room.live.state().version) await room.live.refresh();
    }
  };
  let polling = false;
  const poller = store.shared
    ? setInterval(() => {
        if (polling) return;
        polling = true;
        void poll()
          .catch(parts.onFailure)
          .finally(() => (polling = false));
      }, parts.pollMs).unref()
    : undefined;

  return {
    create: async (challenge, keys) => {
      const hostHash = hashKey(keys.host);
      const projectorHash = hashKey(keys.projector);
      if ((await store.countRooms()) >= parts.maxRooms) return 'full';
      const at = now();
      // Codes of rooms that are over are free again; among 148 million a few draws find one.
      for (let tries = 0; tries < 20; tries++) {
        const base = { id: drawId(), code: drawCode(), hostHash, projectorHash };
        const room = { ...base, version: 1, openedAt: at, deleteAt: at + challenge.keepDays * DAY_MS };
        const result = await store.openRoom(room, [{ seq: 1, at, event: { type: 'roomOpened', challenge } }]);
        if (result === 'opened') return room;
        if (result === 'known') {
          const known = await store.findRoomOfHost(hostHash);
          return known?.projectorHash === projectorHash ? known : 'otherRoom';
        }
      }
      return 'full';
    },
    find: async (code) => {
      let room = opened.get(code);
      if (!room) {
        room = open(code);
        opened.set(code, room);
        // What is not there is asked again, and costs no memory.
        void room.then(
          (found) => {
            if (!found) opened.delete(code);
          },
          () => opened.delete(code),
        );
      }
      const found = await room;
      if (found) found.usedAt = now();
      return found;
    },
    remove: async ({ live }) => {
      await store.removeRoom(live.stored.id);
      drop(live.stored.code, 'deleted');
    },
    count: () => held.size,
    sockets: () => [...held.values()].reduce((sum, { hub }) => sum + hub.size(), 0),
    close: () => {
      closed = true;
      clearInterval(sweeper);
      clearInterval(poller);
      for (const code of held.keys()) drop(code, 'restart');
      return Promise.resolve();
    },
  };
}
