// The teacher's side of a live room: opening it, every command, a student's last work, and deleting all of it.
import type { Challenge } from '../../classroom/challenge.ts';
import type { Command } from '../../classroom/command.ts';
import type { LoggedEvent } from '../../classroom/event.ts';
import type { LiveContext } from './liveDesk.ts';
import { isKey, LIVE_KEYS } from './liveSaves.ts';
import type { KeptRoom, RoomKeys } from './liveTypes.ts';

export interface HostActions {
  /** Its code; undefined when the server would not, which the state says. */
  openRoom(challenge: Challenge): Promise<string | undefined>;
  /** With both keys behind the code: a room that another browser opened. */
  enterRoom(code: string, hostKey?: string, projectorKey?: string): Promise<void>;
  /** Takes the open room to another computer. */
  roomLink(): string | undefined;
  command(command: Exclude<Command, { type: 'submit' | 'openLevel' }>): Promise<void>;
  /** The last work of a seat on every level; the same seat again puts it away. */
  lookAt(seat: number): Promise<void>;
  readLog(): Promise<readonly LoggedEvent[] | undefined>;
  deleteRoom(): Promise<boolean>;
  joinLink(code: string): string;
  showLink(): string | undefined;
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
  const readLog: HostActions['readLog'] = async () => {
    const mine = keys();
    if (!mine) return undefined;
    const reply = await rooms.readLog(mine);
    set({ no: reply.ok ? undefined : reply.code });
    return reply.ok ? reply.log : undefined;
  };
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
    lookAt: async (seat) => {
      if (store.getState().look?.seat === seat) return set({ look: undefined });
      const log = await readLog();
      if (!log) return;
      const works = new Map<string, { level: string; link: string; at: number }>();
      for (const { at, event } of log)
        if (event.type === 'submitted' && event.seat === seat)
          works.set(event.level, {
            level: event.level,
            link: `${context.address(event.level).replace(/#.*$/, '')}#s=${event.solution}`,
            at,
          });
      set({ look: { seat, works: [...works.values()] } });
    },
    readLog,
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
      await keep(store.getState().rooms.filter(({ code }) => code !== mine.code));
      return true;
    },
    joinLink: (code) => context.address(`class/j/${code}`),
    showLink: () => {
      const { room } = store.getState();
      return room && context.address(`class/show/${room.code}.${room.projectorKey}`);
    },
  };
}
