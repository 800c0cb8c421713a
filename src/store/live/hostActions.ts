// The teacher's side of a live room: opening it, every command, a student's last work, and deleting all of it.
import type { Challenge } from '../../classroom/challenge.ts';
import type { Command } from '../../classroom/command.ts';
import type { LoggedEvent } from '../../classroom/event.ts';
import type { RoomView } from '../../classroom/view.ts';
import type { WalkState } from '../state.ts';
import type { LiveContext } from './liveDesk.ts';
import { isKey, LIVE_KEYS } from './liveSaves.ts';
import type { KeptRoom, Look, RoomKeys, Work } from './liveTypes.ts';

export interface HostActions {
  /** Its code; undefined when the server would not, which the state says. */
  openRoom(challenge: Challenge): Promise<string | undefined>;
  /** With both keys behind the code: a room that another browser opened. */
  enterRoom(code: string, hostKey?: string, projectorKey?: string): Promise<void>;
  /** Takes the open room to another computer. */
  roomLink(): string | undefined;
  command(command: Exclude<Command, { type: 'submit' | 'openLevel' }>): Promise<void>;
  /** What a seat handed in, at one level or at all; asked again, it is put away. */
  lookAt(seat: number, level?: string): Promise<void>;
  /** What is looked at, with what has come since. */
  lookAgain(): Promise<void>;
  /** Opens all that a seat did at a level as one walk, where nothing can be changed, and goes on with it. False: there is none. */
  watch(seat: number, level: string): Promise<boolean>;
  /** Where that is. */
  watchLink(seat: number, level: string): string | undefined;
  readLog(): Promise<readonly LoggedEvent[] | undefined>;
  deleteRoom(): Promise<boolean>;
  joinLink(code: string): string;
  showLink(): string | undefined;
  cardsLink(): string | undefined;
}

/** Before a seat's number, behind a room's code. */
export const WATCH = 'w';

const FOLLOW_MS = 6000;

/** How much a seat has told of a level. */
function countOf(view: RoomView | undefined, seat: number, level: string): number {
  const cell = view?.rows[String(seat)]?.levels[level];
  return (cell?.attempts ?? 0) + (cell?.works ?? 0);
}

export function createHostActions(context: LiveContext): HostActions {
  const { store, set, rooms, saves } = context;
  const keep = async (list: readonly KeptRoom[]): Promise<void> => {
    set({ rooms: list });
    await saves.write(LIVE_KEYS.rooms, list);
  };
  const keys = (): RoomKeys | undefined => {
    const { room } = store.getState();
    return room && { code: room.code, key: room.hostKey };
  };
  const lookOf = (log: readonly LoggedEvent[], seat: number, level: string | undefined): Look => {
    const counts = new Map<string, number>();
    const works: Work[] = [];
    for (const { at, event } of log) {
      if (event.type !== 'submitted' || event.seat !== seat || (level !== undefined && event.level !== level)) continue;
      const attempt = (counts.get(event.level) ?? 0) + 1;
      counts.set(event.level, attempt);
      const { stars, goals } = event.verdict;
      const passed = goals.filter(({ pass }) => pass).length;
      const link = `${context.address(event.level).replace(/#.*$/, '')}#s=${event.solution}`;
      works.push({ level: event.level, attempt, link, at, stars, passed, total: goals.length });
    }
    return { seat, works, ...(level === undefined ? {} : { level }) };
  };
  const readLog = async (seat?: number): Promise<readonly LoggedEvent[] | undefined> => {
    const mine = keys();
    if (!mine) return undefined;
    const reply = await rooms.readLog(mine, seat);
    set({ no: reply.ok ? undefined : reply.code });
    return reply.ok ? reply.log : undefined;
  };
  const statesOf = async (
    log: readonly LoggedEvent[],
    level: string,
  ): Promise<{ readonly states: readonly WalkState[]; readonly name: string }> => {
    const states: WalkState[] = [];
    let name = '';
    for (const { event } of log) {
      if (event.type === 'seatTaken' || event.type === 'seatRenamed') name = event.alias;
      if ((event.type !== 'submitted' && event.type !== 'worked') || event.level !== level) continue;
      const read = await context.manifests.decodeLink(event.solution);
      if (read.ok) states.push({ solution: read.solution, handedIn: event.type === 'submitted' });
    }
    return { states, name };
  };

  // The walk that is open goes on with what the seat does. Asked for no oftener than the server gives it out.
  let watched: { seat: number; level: string; code: string; seen: number; at: number } | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const goOn = async (): Promise<void> => {
    waiting = undefined;
    const now = watched;
    const mine = keys();
    if (!now || mine?.code !== now.code || !context.app.getState().session.shared?.watched) {
      watched = undefined;
      return;
    }
    const count = countOf(store.getState().view, now.seat, now.level);
    now.at = Date.now();
    const reply = await rooms.readLog(mine, now.seat);
    if (reply.ok) {
      now.seen = count;
      await context.app.getState().actions.extendWalk((await statesOf(reply.log, now.level)).states);
    }
    look();
  };
  const look = (): void => {
    if (!watched || waiting !== undefined || countOf(store.getState().view, watched.seat, watched.level) <= watched.seen) return;
    waiting = setTimeout(() => void goOn().catch(() => undefined), Math.max(0, watched.at + FOLLOW_MS - Date.now()));
  };
  store.subscribe(look);

  return {
    openRoom: async (challenge) => {
      const [hostKey, projectorKey] = [rooms.drawKey(), rooms.drawKey()];
      const reply = await rooms.open(challenge, { hostKey, projectorKey });
      set({ no: reply.ok ? undefined : reply.code });
      if (!reply.ok) return undefined;
      const room = { code: reply.code, title: challenge.title, hostKey, projectorKey };
      await keep([room, ...store.getState().rooms]);
      return reply.code;
    },
    roomLink: () => {
      const { room } = store.getState();
      return room && context.address(`class/h/${room.code}.${room.hostKey}.${room.projectorKey}`);
    },
    enterRoom: async (code, hostKey, projectorKey) => {
      const others = store.getState().rooms.filter((each) => each.code !== code);
      if (isKey(hostKey) && isKey(projectorKey)) await keep([{ code, title: '', hostKey, projectorKey }, ...others]);
      const room = store.getState().rooms.find((each) => each.code === code);
      set({ side: 'host', code, room, over: undefined });
      if (room) context.follow({ code, key: room.hostKey });
      else context.unfollow();
    },
    command: async (command) => {
      const mine = keys();
      if (!mine) return;
      const reply = await rooms.command(mine, command);
      set({ no: reply.ok ? undefined : reply.code });
    },
    lookAt: async (seat, level) => {
      const { look } = store.getState();
      if (look?.seat === seat && look.level === level) return set({ look: undefined });
      const log = await readLog(seat);
      if (log) set({ look: lookOf(log, seat, level) });
    },
    lookAgain: async () => {
      const { look } = store.getState();
      const mine = keys();
      const reply = look && mine && (await rooms.readLog(mine, look.seat));
      const now = store.getState().look;
      if (reply?.ok && now) set({ look: lookOf(reply.log, now.seat, now.level) });
    },
    watch: async (seat, level) => {
      const log = await readLog(seat);
      const { room, view } = store.getState();
      if (!log || !room) return false;
      const { states, name } = await statesOf(log, level);
      if (states.length === 0) return false;
      watched = { seat, level, code: room.code, seen: countOf(view, seat, level), at: Date.now() };
      await context.app.getState().actions.openWalk(states, { name, page: `class/h/${room.code}` });
      return true;
    },
    watchLink: (seat, level) => {
      const { room } = store.getState();
      return room && context.address(`class/h/${room.code}.${WATCH}${seat}/${level}`);
    },
    readLog: () => readLog(),
    deleteRoom: async () => {
      const mine = keys();
      const reply = mine && (await rooms.remove(mine));
      if (!mine || !reply) return false;
      // Gone already is gone.
      if (!reply.ok && reply.code !== 'noSuchRoom') {
        set({ no: reply.code });
        return false;
      }
      context.unfollow();
      set({ room: undefined, view: undefined, line: undefined });
      await saves.remove(LIVE_KEYS.cards(mine.code));
      await keep(store.getState().rooms.filter(({ code }) => code !== mine.code));
      return true;
    },
    joinLink: (code) => context.address(`class/j/${code}`),
    cardsLink: () => {
      const { room } = store.getState();
      return room && context.address(`class/h/${room.code}.cards`);
    },
    showLink: () => {
      const { room } = store.getState();
      return room && context.address(`class/show/${room.code}.${room.projectorKey}`);
    },
  };
}
