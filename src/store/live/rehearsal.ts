// A rehearsal: seats of the teacher's own that join the open room by the way students come, and hand in wrong solutions and right ones at their own pace, so
// that a teacher can try the room alone. They are told apart everywhere, stand in no export, and leave when they are cleared away.
import { applyEdit } from '../../engine/edit/edit.ts';
import { variantId } from '../../levels/variant/variantId.ts';
import type { LiveContext } from './liveDesk.ts';
import type { Outbox, RoomKeys, Ticket } from './liveTypes.ts';

export const MOST_BOTS = 30;
/** How long a bot thinks at least before its next step, in milliseconds, and how much longer at most. */
const PACE_MS = 4000;
/** Of a hundred tries so many are wrong while a level is not won. */
const WRONG = 45;

export interface RehearsalActions {
  /** So many seats more; they play while the room runs and this page is open. */
  rehearse(count: number): Promise<void>;
  /** Takes all of them out of the room, also those that an earlier page let in. */
  clearRehearsal(): Promise<void>;
}

interface Bot {
  readonly ticket: Ticket;
  readonly outbox: Outbox;
  /** What the server has said, before the room's view shows it. */
  readonly opened: Set<string>;
  readonly won: Set<string>;
  tries: number;
  timer?: ReturnType<typeof setTimeout>;
}

export function createRehearsal(context: LiveContext): RehearsalActions {
  const { store, set, rooms, manifests, saves } = context;
  const pace = context.pace ?? PACE_MS;
  let bots: Bot[] = [];
  const links = new Map<string, Promise<string | undefined>>();

  const linkOf = (level: string, seed: number | undefined, kind: 'reference' | 'wrong'): Promise<string | undefined> => {
    const name = `${variantId(level, seed)} ${kind}`;
    const known = links.get(name);
    if (known) return known;
    const making = (async () => {
      const files = await context.levelFiles(level);
      const read = files && (await manifests.readLevel(files, 'en', seed));
      if (!files || !read?.ok) return undefined;
      const { rev, start, solutions } = read.level;
      const chosen = solutions.find((each) => each.kind === kind);
      // Where nothing wrong is written down, doing nothing is wrong.
      const edits = (chosen && (await manifests.solutionEdits(files, chosen.id, seed))) ?? [];
      const { spec: now } = applyEdit(start, { type: 'batch', edits });
      return manifests.encodeLink(
        await manifests.solutionOf({ level, rev, ...(seed === undefined ? {} : { seed }), start, now }),
      );
    })();
    links.set(name, making);
    return making;
  };

  /** One step: the first level that is not won is opened, or something is handed in for it. */
  const step = async (bot: Bot): Promise<void> => {
    const { ticket, outbox, opened, won } = bot;
    const { view } = store.getState();
    const row = view?.rows[String(ticket.seat)];
    if (view?.meta.phase !== 'running' || row?.standing !== 'in' || outbox.waiting() > 0) return;
    const skipped = [...view.meta.skipped, ...(row.skipped ?? [])];
    const next = view.meta.levels.find(({ id }) => row.levels[id]?.solved !== true && !won.has(id) && !skipped.includes(id));
    if (!next) return;
    if (!opened.has(next.id)) {
      opened.add(next.id);
      await rooms.command(ticket, { type: 'openLevel', level: next.id });
      return;
    }
    // Every other one begins with a mistake, so that there is something to see at once.
    const wrong = bot.tries++ === 0 ? (ticket.seat ?? 0) % 2 === 1 : Math.random() * 100 < WRONG;
    const link = await linkOf(next.id, ticket.seed, wrong ? 'wrong' : 'reference');
    if (link !== undefined) await outbox.handIn(next.id, link);
  };

  const isOver = (bot: Bot): boolean => {
    const { room, over } = store.getState();
    return room?.code !== bot.ticket.code || over !== undefined || !bots.includes(bot);
  };
  const play = (bot: Bot): void => {
    bot.timer = setTimeout(
      () => {
        if (isOver(bot)) return void stop([bot]);
        void step(bot)
          .catch(() => undefined)
          .then(() => isOver(bot) || play(bot));
      },
      pace + Math.random() * pace,
    );
  };
  const stop = async (gone: readonly Bot[]): Promise<void> => {
    bots = bots.filter((bot) => !gone.includes(bot));
    for (const { timer, outbox, ticket } of gone) {
      clearTimeout(timer);
      outbox.close();
      await saves.remove(`outbox/${ticket.code}/${ticket.key.slice(0, 8)}`);
    }
  };

  return {
    rehearse: async (count) => {
      const { room } = store.getState();
      if (!room) return;
      for (let left = Math.min(count, MOST_BOTS); left > 0; left--) {
        const keys: RoomKeys = { code: room.code, key: rooms.drawKey() };
        const reply = await rooms.join(keys, undefined, room.hostKey);
        set({ no: reply.ok ? undefined : reply.code });
        if (!reply.ok) return;
        const ticket = { ...keys, seat: reply.seat, ...(reply.seed === undefined ? {} : { seed: reply.seed }) };
        const won = new Set<string>();
        const outbox = rooms.openOutbox(keys, ({ level }, answer) => {
          if (answer.ok && answer.verdict.stars > 0) won.add(level);
        });
        const bot: Bot = { ticket, outbox, opened: new Set(), won, tries: 0 };
        bots.push(bot);
        play(bot);
      }
    },
    clearRehearsal: async () => {
      const { room, view } = store.getState();
      if (!room) return;
      const known = bots.flatMap(({ ticket }) => (ticket.code === room.code && ticket.seat !== undefined ? [ticket.seat] : []));
      const seen = Object.values(view?.rows ?? {}).filter(({ rehearsal, standing }) => rehearsal && standing !== 'removed');
      await stop(bots);
      for (const seat of new Set([...known, ...seen.map((row) => row.seat)])) {
        const reply = await rooms.command({ code: room.code, key: room.hostKey }, { type: 'remove', seat });
        if (!reply.ok) {
          set({ no: reply.code });
          return;
        }
      }
    },
  };
}
