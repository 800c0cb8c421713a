// The workshop in the store: practice opens by its id and is won by the repair; somebody's level is checked again and leaves own work alone; a solution
// travels with it, is walked through move by move, and goes into a file and out of it; the builder makes a level that passes its own check.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SaveBox } from '../../src/store/services.ts';
import type { App } from '../../src/store/store.ts';
import type { MadeLevel } from '../../src/levels/made/madeLevel.ts';
import { levelCodec, madeOf } from '../made/madeLevels.ts';
import { judged, openInProcess } from '../support/inProcessApp.ts';

const made = madeOf('402-only-the-web-team') as MadeLevel;
let kept: Map<string, unknown>;
let box: SaveBox;
beforeEach(() => {
  kept = new Map();
  box = {
    read: async (key) => structuredClone(kept.get(key)),
    write: async (key, value) => {
      kept.set(key, structuredClone(value));
      return true;
    },
    remove: async (key) => void kept.delete(key),
  };
});

const state = (app: App): ReturnType<App['store']['getState']> => app.store.getState();

async function solve(app: App, level: Pick<MadeLevel, 'solution'>): Promise<void> {
  for (const edit of level.solution) expect(await state(app).actions.dispatchEdit(edit, 'edit.yaml')).toBe(true);
  await judged(app);
}

function won(app: App): boolean {
  return state(app).results.judgement?.goals.every((goal) => goal.pass) === true;
}

describe('practice', () => {
  it('opens by its id, is lost, and is one’s own work like any level', async () => {
    const app = openInProcess(box);
    await state(app).actions.openLevel('practice-2-11');
    await judged(app);
    const { session } = state(app);
    expect(session.workshop).toEqual({ kind: 'practice', difficulty: 2 });
    expect(session.text?.title).toBe('Practice 11');
    expect(session.text?.debrief[0]).toMatch(/^What had been changed: /);
    expect(won(app)).toBe(false);
    expect(await state(app).actions.makeLink()).toMatch(/#s=1\./);
  });

  it('refuses a name that is none', async () => {
    const app = openInProcess(box);
    await state(app)
      .actions.openLevel('daily-2026-02-30')
      .catch(() => undefined);
    expect(state(app).session.screen).toBe('start');
  });
});

describe('somebody’s level', () => {
  const link = `l=${levelCodec.encodeLevel(made)}`;
  const id = levelCodec.idOf(made);

  it('is kept under its content’s name and played like any other', async () => {
    const app = openInProcess(box);
    await state(app).actions.openLevelLink(link);
    await judged(app);
    expect(state(app).session.levelId).toBe(id);
    expect(state(app).session.workshop).toMatchObject({ kind: 'made', verdict: { ok: true } });
    expect(state(app).session.kept).toEqual([{ id, title: made.title, author: made.author }]);
    await solve(app, made);
    expect(won(app)).toBe(true);
    await app.flush();
    // Opened once more, the work is there.
    const again = openInProcess(box);
    await state(again).actions.openLevelLink(link);
    await judged(again);
    expect(won(again)).toBe(true);
  });

  it('sends its own solution along, and that never takes the place of own work', async () => {
    const app = openInProcess(box);
    await state(app).actions.openLevelLink(link);
    await solve(app, made);
    const shared = (await state(app).actions.makeLink())?.split('#')[1] ?? '';
    expect(shared).toMatch(/^l=1\.[\w-]+&s=1\.[\w-]+$/);
    kept.clear();
    const other = openInProcess(box);
    await state(other).actions.openLevelLink(link);
    await judged(other);
    await state(other).actions.openLevelLink(shared);
    await judged(other);
    expect(state(other).session.shared).toBeDefined();
    expect(won(other)).toBe(true);
    await other.flush();
    await state(other).actions.openLevel(id);
    await judged(other);
    expect(state(other).document.log).toEqual([]);
  });

  it('says so when it is not what it promises', async () => {
    const forged = { ...made, goals: made.goals.filter((goal) => goal.type === 'mustArrive') };
    const app = openInProcess(box);
    await state(app).actions.openLevelLink(`l=${levelCodec.encodeLevel(forged)}`);
    await judged(app);
    expect(state(app).session.workshop).toMatchObject({ kind: 'made', verdict: { ok: false, code: 'alreadyWon' } });
  });

  it('goes along in the progress file, with the work on it, and comes back rebuilt and under its own name', async () => {
    const app = openInProcess(box);
    await state(app).actions.openLevelLink(link);
    await solve(app, made);
    await app.flush();
    const file = JSON.parse(await state(app).actions.exportProgress([])) as { made: string[] };
    expect(file.made).toHaveLength(1);
    kept.clear();
    const other = openInProcess(box);
    const hostile = { ...file, made: ['{', 7, null, '{"title":"x"}', ...file.made] };
    expect(await state(other).actions.importProgress(JSON.stringify(hostile), [])).toEqual({ brought: 1, kept: 0 });
    expect(state(other).session.kept).toEqual([{ id, title: made.title, author: made.author }]);
    await state(other).actions.openLevel(id);
    await judged(other);
    expect(won(other)).toBe(true);
  });

  it('that was changed in the box is not opened', async () => {
    const app = openInProcess(box);
    await state(app).actions.openLevelLink(link);
    kept.set(`made/${id}`, String(kept.get(`made/${id}`)).replace(made.title, 'Another'));
    state(app).actions.openStart();
    await state(app).actions.openLevel(id);
    expect(state(app).session.notice?.code).toBe('made.unknown');
    expect(state(app).session.screen).toBe('start');
  });
});

describe('an opened solution', () => {
  it('is walked through move by move, and saved nowhere', async () => {
    const app = openInProcess(box);
    await state(app).actions.openLevelLink(`l=${levelCodec.encodeLevel(made)}`);
    await solve(app, made);
    const shared = (await state(app).actions.makeLink())?.split('#')[1] ?? '';
    await state(app).actions.openLevelLink(shared);
    await judged(app);
    const moves = state(app).document.log.length;
    expect(moves).toBe(made.solution.length);
    state(app).actions.replayTo(0);
    await vi.waitFor(() => expect(state(app).document.applied).toBe(0));
    await judged(app);
    expect(won(app)).toBe(false);
    // Nobody said that half a solution wins.
    expect(state(app).session.shared?.verified).toBe(true);
    expect(state(app).document.spec).toEqual(state(app).document.start);
    state(app).actions.replayTo(moves);
    await vi.waitFor(() => expect(state(app).document.applied).toBe(moves));
    await judged(app);
    expect(won(app)).toBe(true);
  });

  it('is a file that opens as the same', async () => {
    const app = openInProcess(box);
    await state(app).actions.openLevel('402-only-the-web-team');
    await solve(app, made);
    const file = await state(app).actions.solutionFile();
    const { spec } = state(app).document;
    const other = openInProcess({ ...box, read: async () => undefined });
    expect(await state(other).actions.openFile(file)).toBe('402-only-the-web-team');
    await judged(other);
    expect(state(other).session.shared).toBeDefined();
    expect(state(other).document.spec).toEqual(spec);
    expect(await state(other).actions.openFile('{"format": "cidr-house-solution", "version": 3}')).toBeUndefined();
    expect(state(other).session.linkProblem?.code).toBe('newerFormat');
    expect(await state(other).actions.openFile('just words')).toBeUndefined();
    expect(state(other).session.notice?.code).toBe('made.file.badContent');
  });
});

describe('the builder', () => {
  it('makes a level out of the sandbox: start, goals, limits, a test-solve, the check, a link that opens', async () => {
    const app = openInProcess(box);
    await state(app).actions.openSandbox();
    const world = [
      { type: 'putNetwork', network: made.start.network } as const,
      ...Object.values(made.start.objects).flatMap((group) =>
        Object.values(group).map((resource) => ({ type: 'putObject', resource }) as const),
      ),
    ];
    expect(await state(app).actions.dispatchEdit({ type: 'batch', edits: world }, 'edit.yaml')).toBe(true);
    const { actions } = state(app);
    await actions.openBuilder();
    actions.changeDraft({ title: 'A level', author: 'Somebody' });
    actions.takeStart();
    for (const { id: _id, ...goal } of made.goals) actions.addGoal(goal);
    actions.changeDraft({ editable: made.editable });
    expect(state(app).session.builder?.draft.goals).toHaveLength(made.goals.length);
    actions.undoDraft();
    expect(state(app).session.builder?.draft.editable.objects).toEqual([]);
    actions.redoDraft();
    await actions.checkDraft();
    expect(state(app).session.builder?.verdict).toMatchObject({ ok: false, code: 'noSolution' });
    await actions.testSolve();
    await judged(app);
    expect(state(app).session.workshop).toEqual({ kind: 'test' });
    await solve(app, made);
    expect(won(app)).toBe(true);
    await actions.endTest(true);
    expect(state(app).session.screen).toBe('sandbox');
    expect(state(app).session.builder?.draft.solution).toHaveLength(made.solution.length);
    await actions.checkDraft();
    const { builder } = state(app).session;
    expect(builder?.verdict).toMatchObject({ ok: true });
    expect(builder?.link).toContain('#l=1.');
    // Kept for the next visit, and a link for others.
    const later = openInProcess(box);
    await vi.waitFor(() => expect(kept.has('builder')).toBe(true));
    await state(later).actions.openSandbox();
    await state(later).actions.openBuilder();
    expect(state(later).session.builder?.draft).toMatchObject({ title: 'A level', goals: builder?.draft.goals });
    await state(later).actions.openLevelLink(builder?.link?.split('#')[1] ?? '');
    await judged(later);
    expect(state(later).session.text?.title).toBe('A level');
    expect(await actions.levelFile('yaml')).toContain('format: cidr-house-level');
  });
});
