// The student's side of a live room: a ticket, the levels in the seat's own variants as paper mode opens them, and handing in through an outbox that loses
// nothing. A level that is won is handed in by itself; what it is worth, the server says.
import { variantId } from '../../levels/variant/variantId.ts';
import { documentKey, challengeKey } from '../saving.ts';
import { starsOf } from '../stars.ts';
import type { LiveContext } from './liveDesk.ts';
import { isKey, LIVE_KEYS, readTicket, readView } from './liveSaves.ts';
import type { HandedState, Outbox, Ticket } from './liveTypes.ts';

export interface PupilActions {
  /** The seat of this browser in that room, where it has one; with a key behind the code, the seat of another device. */
  enter(code: string, key?: string): Promise<void>;
  /** Takes the open seat to another device. */
  seatLink(): string | undefined;
  join(code: string, alias?: string): Promise<boolean>;
  /** False when the room has no such level, or has not begun. */
  play(level: string): Promise<boolean>;
  /** The open level as it is now. */
  handIn(): Promise<void>;
  /** The network is back. */
  sendOn(): void;
  leave(): Promise<void>;
}

export function createPupilActions(context: LiveContext): PupilActions {
  const { store, set, rooms, saves, app, manifests } = context;
  let outbox: Outbox | undefined;
  let outboxOf = '';

  const tell = (level: string, state: HandedState): void => {
    set({ handed: { ...store.getState().handed, [level]: state }, waiting: outbox?.waiting() ?? 0 });
  };
  const sit = (ticket: Ticket): void => {
    set({ ticket });
    if (ticket.seat === undefined) return;
    context.follow(ticket);
    void saves.read(LIVE_KEYS.view(ticket.code)).then((saved) => {
      const view = readView(saved);
      const now = store.getState();
      if (view && now.ticket?.key === ticket.key && !now.view) set({ view });
    });
    if (outboxOf === ticket.key) return;
    outbox?.close();
    outboxOf = ticket.key;
    set({ handed: {}, waiting: 0 });
    outbox = rooms.openOutbox(ticket, (handed, reply) => {
      if (store.getState().ticket?.key !== ticket.key) return;
      if (reply.ok) {
        const { stars, goals } = reply.verdict;
        tell(handed.level, { state: 'taken', stars, passed: goals.filter(({ pass }) => pass).length, total: goals.length });
      } else {
        const still = outbox?.waiting() ?? 0;
        const later = still > 0 && LATER.has(reply.code);
        tell(handed.level, { state: later ? 'waiting' : 'refused', why: reply.code });
      }
    });
    void outbox.resume();
  };

  /** The open level as it is now, where it is played in the open room. */
  const workNow = async (): Promise<{ readonly level: string; readonly code: string; readonly blank: boolean } | undefined> => {
    const { session, document } = app.getState();
    const { level, challenge, seed, shared } = session;
    const { ticket } = store.getState();
    if (!ticket || !level || shared || challenge?.id !== playId(ticket)) return undefined;
    const { start, spec: now } = document;
    const own = seed === undefined ? {} : { seed };
    const solution = await manifests.solutionOf({ level: level.id, rev: level.rev, ...own, start, now });
    return { level: level.id, code: await manifests.encodeLink(solution), blank: solution.edits.length === 0 };
  };
  /** What the room knows of each level, so that nothing is told twice. */
  const told = new Map<string, string>();

  const handIn: PupilActions['handIn'] = async () => {
    const work = await workNow();
    if (!outbox || !work) return;
    const { level, code } = work;
    tell(level, { state: 'waiting' });
    told.set(level, code);
    await outbox.handIn(level, code);
    set({ waiting: outbox.waiting() });
  };

  // What is built is shown to the teacher a moment later. Nobody waits for it, and what a lost network swallows the next change brings.
  let telling: ReturnType<typeof setTimeout> | undefined;
  const tellWork = async (): Promise<void> => {
    telling = undefined;
    const { ticket, view } = store.getState();
    const work = await workNow();
    if (!ticket || !work || view?.meta.phase !== 'running') return;
    const { level, code, blank } = work;
    if (told.get(level) === code || (blank && !told.has(level)) || code.length > MOST_CODE) return;
    const reply = await rooms.command(ticket, { type: 'work', level, solution: code });
    if (reply.ok) told.set(level, code);
  };
  app.subscribe(({ document, session }, before) => {
    if (document.revision === before.document.revision || session.challenge?.live !== true) return;
    telling ??= setTimeout(() => void tellWork().catch(() => undefined), context.pace ?? TELL_MS);
  });

  let noted = '';
  store.subscribe(({ side, ticket, view }) => {
    const own = view?.rows[String(ticket?.seat)];
    if (side !== 'join' || !ticket || !view || !own) return;
    const name = JSON.stringify([ticket.code, view.meta.phase, own]);
    if (name === noted) return;
    noted = name;
    void saves.write(LIVE_KEYS.view(ticket.code), { version: view.version, meta: view.meta, rows: { [String(own.seat)]: own } });
  });

  // Won, and better than what was handed in: it goes out by itself.
  const sent = new Map<string, number>();
  app.subscribe(({ session, results, document }, before) => {
    const { ticket } = store.getState();
    const { challenge, level, shared } = session;
    if (results.judgement === before.results.judgement || !challenge || !level || shared) return;
    if (!ticket || challenge.id !== playId(ticket)) return;
    if (!results.judgement || results.judgement.revision !== document.revision) return;
    const stars = starsOf(level, results.judgement, session);
    const known = store.getState().view?.rows[String(ticket.seat)]?.levels[level.id]?.stars ?? 0;
    const name = `${challenge.id}/${level.id}`;
    if (stars <= Math.max(known, sent.get(name) ?? 0)) return;
    sent.set(name, stars);
    void handIn();
  });

  const leaveTicket = (): void => {
    clearTimeout(telling);
    telling = undefined;
    told.clear();
    outbox?.close();
    outbox = undefined;
    outboxOf = '';
    context.unfollow();
    set({ ticket: undefined, view: undefined, line: undefined, over: undefined, handed: {}, waiting: 0 });
  };
  const join: PupilActions['join'] = async (code, alias) => {
    const { ticket } = store.getState();
    const mine = ticket?.code === code ? ticket : { code, key: rooms.drawKey() };
    await saves.write(LIVE_KEYS.ticket(code), mine);
    set({ ticket: mine, code });
    const reply = await rooms.join(mine, alias);
    set({ no: reply.ok ? undefined : reply.code });
    if (!reply.ok) return false;
    const { seat, alias: name, seed } = reply;
    const seated: Ticket = { ...mine, seat, alias: name, ...(seed === undefined ? {} : { seed }) };
    await saves.write(LIVE_KEYS.ticket(code), seated);
    sit(seated);
    return true;
  };

  return {
    enter: async (code, key) => {
      set({ side: 'join', code });
      if (isKey(key)) {
        leaveTicket();
        set({ ticket: { code, key } });
        await join(code);
        return;
      }
      const { ticket } = store.getState();
      if (ticket?.code === code) return sit(ticket);
      const kept = code === '' ? undefined : readTicket(await saves.read(LIVE_KEYS.ticket(code)), code);
      if (kept) return sit(kept);
      context.unfollow();
      set({ ticket: undefined, view: undefined, line: undefined, over: undefined });
    },
    join,
    seatLink: () => {
      const { ticket } = store.getState();
      return ticket?.seat === undefined ? undefined : context.address(`class/j/${ticket.code}.${ticket.key}`);
    },
    play: async (level) => {
      const { ticket } = store.getState();
      if (ticket?.seat === undefined) return false;
      const view = store.getState().view ?? (await firstView(context));
      if (!view || view.meta.phase === 'lobby' || !view.meta.levels.some(({ id }) => id === level)) return false;
      const { title, levels, hints } = view.meta;
      void rooms.command(ticket, { type: 'openLevel', level });
      await app.getState().actions.openChallengeLevel(variantId(level, ticket.seed), {
        id: playId(ticket),
        code: ticket.code,
        live: true,
        title,
        levels: levels.map(({ id }) => id),
        hints,
      });
      return true;
    },
    handIn,
    sendOn: () => void outbox?.resume(),
    leave: async () => {
      const { ticket, view } = store.getState();
      if (!ticket) return;
      leaveTicket();
      for (const { id } of view?.meta.levels ?? []) await saves.remove(documentKey(challengeKey(playId(ticket), id)));
      await saves.remove(LIVE_KEYS.view(ticket.code));
      await saves.remove(LIVE_KEYS.ticket(ticket.code));
    },
  };
}

const TELL_MS = 4000;
/** What a room takes as a solution. */
const MOST_CODE = 8192;

/** As in the client: not an answer for good. */
const LATER = new Set(['offline', 'tooFast', 'busy', 'storeDown', 'broken', 'paused', 'notRunning', 'waiting']);

export function playId({ code, key }: Pick<Ticket, 'code' | 'key'>): string {
  return `live-${code}-${key.slice(0, 8)}`;
}

/** After a reload in the middle of a level: the room is asked before the level opens. */
function firstView({ store }: LiveContext): Promise<ReturnType<typeof store.getState>['view']> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(), 15_000);
    const stop = store.subscribe(({ view, over }) => (view || over) && done());
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve(store.getState().view);
    };
  });
}
