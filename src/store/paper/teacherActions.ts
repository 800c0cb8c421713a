// The teacher's page: the draft of a challenge, the challenges that this browser keeps, and the result codes of the open one. What is gathered is the codes
// themselves, written down before they are judged; verdicts are the engine's, each time anew.
import { type Challenge, defaultChallenge } from '../../classroom/challenge.ts';
import { standingOf } from '../../classroom/paper.ts';
import { seedOf } from '../../classroom/seeds.ts';
import type { PaperContext } from './paperDesk.ts';
import { KEYS, readSavedChallenge, type SavedChallenge } from './paperSaves.ts';
import { type ChallengeDraft, EMPTY_DRAFT, type Handed, type LevelOutcome, type OpenChallenge } from './paperTypes.ts';

export interface TeacherActions {
  changeDraft(part: { readonly [K in keyof ChallengeDraft]?: ChallengeDraft[K] | undefined }): void;
  newDraft(): void;
  /** Its name, for its address; undefined when something is missing, which the state then says. */
  makeChallenge(): Promise<string | undefined>;
  /** The draft as a challenge, kept nowhere: for a live room. */
  draftChallenge(): Promise<Challenge | undefined>;
  openChallenge(id: string): Promise<void>;
  /** Of a challenge's file: the page to go to, as a teacher who keeps it or as a student; undefined when it is none, which the state says. */
  openFile(text: string, side: 'teacher' | 'seat'): Promise<string | undefined>;
  dropChallenge(id: string): Promise<void>;
  /** Texts of files, links, mails with many links; each code once. */
  takeIn(texts: readonly string[]): Promise<void>;
  takeStray(code: string): Promise<void>;
  stopChecking(): void;
  /** Judges what still waits. */
  goOn(): Promise<void>;
  admit(text: string): void;
  removeResult(text: string): void;
  /** What the goals of a level say, in its order. */
  goalsOf(level: string, locale: string): Promise<readonly { readonly id: string; readonly text: string }[]>;
}

const MOST_RESULTS = 500;

export function createTeacherActions(context: PaperContext): TeacherActions {
  const { store, worker, set, keep, saves } = context;
  const draft = (): ChallengeDraft => store.getState().draft;
  const open = (): OpenChallenge | undefined => store.getState().open;
  let round = 0;

  const setDraft = (next: ChallengeDraft): void => {
    set({ draft: next, wrong: undefined });
    void keep(KEYS.draft, next);
  };
  const saveOpen = async (challenge: OpenChallenge): Promise<void> => {
    const saved: SavedChallenge = {
      file: challenge.file,
      handed: challenge.handed.map(({ text, received, admitted }) => ({ text, received, admitted })),
    };
    await keep(KEYS.challenge(challenge.id), saved);
  };
  const change = (id: string, next: (now: OpenChallenge) => OpenChallenge): void => {
    const now = open();
    if (now?.id === id) set({ open: next(now) });
  };

  /** Reads what is not read yet and lets the engine judge it. Another round, another challenge or a stop ends this one. */
  const check = async (id: string): Promise<void> => {
    const mine = ++round;
    for (;;) {
      const now = open();
      if (mine !== round || now?.id !== id) return;
      const next = now.handed.find(({ result, problem, outcomes }) => !problem && (!result || !outcomes));
      const done = now.handed.filter(({ problem, outcomes }) => problem ?? outcomes).length;
      const { checking: _, ...rest } = now;
      set({ open: next ? { ...now, checking: { done, total: now.handed.length } } : rest });
      if (!next) return;
      const read = await readCode(now, next);
      if (mine !== round) return;
      change(id, (current) => ({
        ...current,
        handed: current.handed.map((each) => (each.text === next.text ? { ...read, admitted: each.admitted } : each)),
      }));
    }
  };

  const readCode = async (now: OpenChallenge, handed: Handed): Promise<Handed> => {
    const { text, received, admitted } = handed;
    const kept = { text, received, admitted };
    const read = await worker.decodeResult(text);
    if (!read.ok) return { ...kept, problem: read.problem };
    const result = read.value;
    const others = now.handed.flatMap((other) =>
      other.text !== text && other.result && other.standing === 'counted' ? [other.result] : [],
    );
    const standing = standingOf(result, { id: now.id, challenge: now.challenge, others });
    const wanted = standing === 'otherChallenge' ? [] : now.challenge.levels;
    const outcomes: LevelOutcome[] = [];
    for (const { id } of wanted) {
      const level = result.levels.find((each) => each.id === id);
      const files = level && (await context.levelFiles(id));
      if (!level || !files) continue;
      const seed = seedOf(now.challenge, result.seat);
      const { rev, edits } = level;
      const verified = await worker
        .verify({ files, rev, edits, ...(seed === undefined ? {} : { seed }) })
        .catch(() => ({ ok: false, code: 'paper.level.stopped', params: {} }) as const);
      outcomes.push(verified.ok ? { id, verdict: verified.verdict } : { id, refused: verified });
    }
    return { ...kept, result, standing, outcomes };
  };

  const keepChallenge = async (made: {
    readonly id: string;
    readonly file: string;
    readonly challenge: Challenge;
  }): Promise<void> => {
    await keep(KEYS.challenge(made.id), { file: made.file, handed: [] } satisfies SavedChallenge);
    const kept = [{ id: made.id, title: made.challenge.title }, ...store.getState().kept.filter(({ id }) => id !== made.id)];
    set({ kept });
    await keep(KEYS.index, kept);
  };

  const takeIn: TeacherActions['takeIn'] = async (texts) => {
    const now = open();
    if (!now) return;
    const known = new Set(now.handed.map(({ text }) => text));
    const codes: string[] = [];
    for (const text of texts) for (const code of await worker.splitResults(text)) codes.push(code);
    const fresh = [...new Set(codes)].filter((code) => !known.has(code)).slice(0, MOST_RESULTS - now.handed.length);
    const received = context.now();
    const added = fresh.map((text): Handed => ({ text, received, admitted: false }));
    const next: OpenChallenge = {
      ...now,
      handed: [...now.handed, ...added],
      taken: { added: added.length, known: codes.length - added.length, none: codes.length === 0 },
    };
    set({ open: next });
    await saveOpen(next);
    await check(now.id);
  };

  const openChallenge = async (id: string): Promise<void> => {
    if (open()?.id === id) return;
    round++;
    const saved = readSavedChallenge(await saves.read(KEYS.challenge(id)));
    const read = saved && (await worker.decodeChallenge(saved.file));
    if (!saved || !read?.ok || read.id !== id) {
      set({ open: undefined, stray: true });
      return;
    }
    const made = await worker.makeChallenge(read.value);
    if (!made.ok) return;
    const link = made.link === undefined ? {} : { link: context.address(`class/c/${made.link}`) };
    set({ open: { id, challenge: made.challenge, file: made.file, handed: saved.handed, ...link } });
    void check(id);
  };

  const makeDraft = async () => {
    const { title, levels, seeds, hints, board, points, freeNames, minutes, opens, closes, classGoal } = draft();
    const listed = levels.flatMap((id) => {
      const rev = context.revs.get(id);
      return rev === undefined ? [] : [{ id, rev }];
    });
    const now = context.now();
    const opened = opens ?? Math.min(now, (closes ?? now) - 1);
    const plain = {
      ...defaultChallenge(title.trim(), listed, context.draw()),
      seeds,
      hints,
      board,
      points,
      freeNames,
      minutes,
      seats: MOST_RESULTS,
      ...(opens === undefined && closes === undefined
        ? {}
        : { window: { opens: opened, closes: closes ?? opened + 366 * 86_400_000 } }),
      ...(board === 'class' ? { classGoal: classGoal ?? 80 } : {}),
    };
    const made = await worker.makeChallenge(plain);
    if (!made.ok) {
      set({ wrong: made.where });
      return undefined;
    }
    return made;
  };

  return {
    changeDraft: (part) => {
      const next: Partial<Record<keyof ChallengeDraft, unknown>> = { ...draft(), ...part };
      for (const key of Object.keys(part) as (keyof ChallengeDraft)[]) if (next[key] === undefined) delete next[key];
      setDraft(next as unknown as ChallengeDraft);
    },
    newDraft: () => setDraft(EMPTY_DRAFT),
    makeChallenge: async () => {
      const made = await makeDraft();
      if (made) await keepChallenge(made);
      return made?.id;
    },
    draftChallenge: async () => (await makeDraft())?.challenge,
    openFile: async (text, side) => {
      set({ problem: undefined });
      const read = await worker.decodeChallenge(text);
      const made = read.ok ? await worker.makeChallenge(read.value) : undefined;
      if (!read.ok || !made?.ok) {
        if (!read.ok) set({ problem: read.problem });
        return undefined;
      }
      if (side === 'seat') return made.link === undefined ? undefined : `class/c/${made.link}`;
      if (!store.getState().kept.some(({ id }) => id === made.id)) await keepChallenge(made);
      return `class/t/${made.id}`;
    },
    openChallenge,
    dropChallenge: async (id) => {
      const kept = store.getState().kept.filter((each) => each.id !== id);
      set({ kept, ...(open()?.id === id ? { open: undefined } : {}) });
      await saves.remove(KEYS.challenge(id));
      await keep(KEYS.index, kept);
    },
    takeIn,
    takeStray: async (code) => {
      const read = await worker.decodeResult(code);
      if (!read.ok) return set({ problem: read.problem });
      await openChallenge(read.value.challenge);
      if (open()?.id === read.value.challenge) await takeIn([code]);
    },
    goalsOf: async (level, locale) => {
      const files = await context.levelFiles(level);
      const read = files && (await context.manifests.readLevel(files, locale));
      if (!read?.ok) return [];
      return read.level.goals.map(({ id }) => ({ id, text: read.text.goals[id] ?? id }));
    },
    goOn: async () => {
      const now = open();
      if (now) await check(now.id);
    },
    stopChecking: () => {
      round++;
      const now = open();
      if (!now) return;
      const { checking: _, ...rest } = now;
      set({ open: rest });
    },
    admit: (text) => {
      const now = open();
      if (!now) return;
      const next = {
        ...now,
        handed: now.handed.map((each) => (each.text === text ? { ...each, admitted: !each.admitted } : each)),
      };
      set({ open: next });
      void saveOpen(next);
    },
    removeResult: (text) => {
      const now = open();
      if (!now) return;
      const next = { ...now, handed: now.handed.filter((each) => each.text !== text) };
      set({ open: next });
      void saveOpen(next);
    },
  };
}
