// The student's page: a seat with an alias that nobody asked for, the challenge's levels in their own variants and saved by themselves, and the result
// code: the solutions as they are now. Nothing leaves this browser but what the student hands on.
import { makeAlias } from '../../classroom/aliases.ts';
import { cleanName } from '../../classroom/names.ts';
import { MOST_SEED, seedOf } from '../../classroom/seeds.ts';
import { applyEdit } from '../../engine/edit/edit.ts';
import { variantId } from '../../levels/variant/variantId.ts';
import type { PaperResult, ResultLevel } from '../../share/resultLink.ts';
import { challengeKey, documentKey, isRecord } from '../saving.ts';
import { starsOf } from '../stars.ts';
import type { PaperContext } from './paperDesk.ts';
import { KEYS, readSavedSeat, type SavedSeat } from './paperSaves.ts';
import type { Seat } from './paperTypes.ts';

export interface SeatActions {
  takeSeat(code: string): Promise<void>;
  /** Another friendly name, or one that was typed; false when that may not be shown. */
  rename(typed?: string): boolean;
  /** False when the challenge has no such level. */
  play(level: string): Promise<boolean>;
  writeCode(): Promise<void>;
  leaveSeat(): Promise<void>;
}

export function createSeatActions(context: PaperContext): SeatActions {
  const { store, worker, saves, set, keep, app } = context;
  const save = (seat: Seat): void => {
    set({ seat });
    const { alias, seat: number, began, stars } = seat;
    void keep(KEYS.seat(seat.id), { alias, seat: number, began, stars } satisfies SavedSeat);
  };
  // What was won is shown on the student's own page; the teacher's page asks the engine.
  app.subscribe(({ session, results, document }, before) => {
    const { seat } = store.getState();
    const { challenge, level, shared } = session;
    if (results.judgement === before.results.judgement || !challenge || !level || shared || seat?.id !== challenge.id) return;
    if (!results.judgement || results.judgement.revision !== document.revision) return;
    const stars = starsOf(level, results.judgement, session);
    if (stars <= (seat.stars[level.id] ?? 0)) return;
    const better: Seat = { ...seat, stars: { ...seat.stars, [level.id]: stars } };
    save(better);
    if (context.report) void (context.flush?.() ?? Promise.resolve()).then(() => tell(better));
  });

  const tell = async ({ stars, ...seat }: Seat): Promise<void> => {
    const won = seat.challenge.levels.map(({ id }) => stars[id] ?? 0);
    const { link } = await worker.makeResult(await resultOf({ stars, ...seat }));
    context.report?.({
      points: won.reduce((sum, count) => sum + count, 0),
      most: won.length * 3,
      done: won.every((count) => count > 0),
      result: link === undefined ? '' : `r=${link}`,
    });
  };

  const workOn = async (seat: Seat, id: string): Promise<ResultLevel | undefined> => {
    const saved = await saves.read(documentKey(challengeKey(seat.id, id)));
    const entries = isRecord(saved) ? await context.manifests.rebuildEntries(saved['entries']) : undefined;
    const files = entries && entries.length > 0 ? await context.levelFiles(id) : undefined;
    if (!entries || !files || !isRecord(saved)) return undefined;
    const read = await context.manifests.readLevel(files, 'en', seedOf(seat.challenge, seat.seat));
    if (!read.ok) return undefined;
    const { start, rev } = read.level;
    const applied = typeof saved['applied'] === 'number' ? saved['applied'] : entries.length;
    let now = start;
    for (const { edit } of entries.slice(0, Math.max(0, applied))) now = applyEdit(now, edit).spec;
    const { edits } = await context.manifests.solutionOf({ level: id, rev, start, now });
    return edits.length > 0 ? { id, rev, edits } : undefined;
  };

  const resultOf = async (seat: Seat): Promise<PaperResult> => {
    const levels: ResultLevel[] = [];
    for (const { id } of seat.challenge.levels) {
      const work = await workOn(seat, id);
      if (work) levels.push(work);
    }
    const made = Math.max(seat.began, Math.floor(context.now() / 1000));
    return { challenge: seat.id, alias: seat.alias, seat: seat.seat, began: seat.began, made, levels };
  };

  return {
    takeSeat: async (code) => {
      set({ side: 'seat', code: undefined });
      if (store.getState().seat?.code === code) return;
      const read = await worker.decodeChallenge(code);
      if (!read.ok) {
        set({ seat: undefined, problem: read.problem });
        return;
      }
      const { id, value: challenge } = read;
      const kept = readSavedSeat(await saves.read(KEYS.seat(id)));
      const began = Math.floor(context.now() / 1000);
      const fresh: SavedSeat = { alias: makeAlias(context.draw()), seat: 1 + (context.draw() % MOST_SEED), began, stars: {} };
      save({ id, code, challenge, ...(kept ?? fresh) });
    },
    rename: (typed) => {
      const { seat } = store.getState();
      const name = typed === undefined ? { ok: true as const, name: makeAlias(context.draw()) } : cleanName(typed);
      if (!seat || !name.ok) return false;
      save({ ...seat, alias: name.name });
      set({ code: undefined });
      return true;
    },
    play: async (level) => {
      const { seat } = store.getState();
      if (!seat?.challenge.levels.some(({ id }) => id === level)) return false;
      const { challenge, id, code } = seat;
      const closes = closesAt(seat);
      await app.getState().actions.openChallengeLevel(variantId(level, seedOf(challenge, seat.seat)), {
        id,
        code,
        title: challenge.title,
        levels: challenge.levels.map((each) => each.id),
        hints: challenge.hints,
        ...(closes === undefined ? {} : { closes }),
      });
      return true;
    },
    writeCode: async () => {
      const { seat } = store.getState();
      if (!seat) return;
      const { link, file } = await worker.makeResult(await resultOf(seat));
      set({ code: { file, ...(link === undefined ? {} : { link: `${context.address('class')}#r=${link}` }) } });
    },
    leaveSeat: async () => {
      const { seat } = store.getState();
      if (!seat) return;
      for (const { id } of seat.challenge.levels) await saves.remove(documentKey(challengeKey(seat.id, id)));
      await saves.remove(KEYS.seat(seat.id));
      set({ seat: undefined, code: undefined });
    },
  };
}

/** When this seat's time is over, in milliseconds: the window's end or the minutes from its beginning, whichever is first. */
export function closesAt({ challenge, began }: Pick<Seat, 'challenge' | 'began'>): number | undefined {
  const own = challenge.minutes > 0 ? (began + challenge.minutes * 60) * 1000 : undefined;
  const closes = challenge.window?.closes;
  return own === undefined || (closes !== undefined && closes < own) ? closes : own;
}
