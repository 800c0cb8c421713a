// The level builder: a draft beside the sandbox, changed step by step, undone, kept in this browser, test-solved and checked.
import { applyEdit, type Edit } from '../engine/edit/edit.ts';
import { allObjects, EMPTY_SPEC } from '../engine/model/spec.ts';
import { MADE_CAPS, type MadeGoal, type MadeLevel } from '../levels/made/madeLevel.ts';
import type { Context } from './context.ts';
import { refreshResults } from './judging.ts';
import type { OpenActions } from './openActions.ts';
import { DRAFT_ID } from './workshopIds.ts';
import { keepLevel, madeOfDraft } from './workshopLevels.ts';
import type { BuilderDraft, BuilderState, WorkshopActions } from './workshopTypes.ts';

export type BuilderActions = Omit<WorkshopActions, 'openLevelLink' | 'openFile' | 'solutionFile' | 'replayTo'>;

export const EMPTY_DRAFT: BuilderDraft = {
  title: '',
  author: '',
  briefing: '',
  hints: ['', '', ''],
  debrief: '',
  goals: [],
  says: {},
  editable: { objects: [], network: [] },
  solution: [],
};

const KEY = 'builder';
const MOST_PAST = 100;
const UNTITLED = '-';
/** Repaired, it is the house that one may begin with. */
const EXAMPLE = 'practice-2-4';

export function createBuilderActions(context: Context, open: Pick<OpenActions, 'openLevel' | 'openSandbox'>): BuilderActions {
  const { store, services } = context;
  const builder = (): BuilderState | undefined => store.getState().session.builder;

  const put = (draft: BuilderDraft, part: Partial<BuilderState> = {}): void => {
    const before = builder()?.draft;
    const { open: isOpen = true, step = 'start', past = [], ahead = [] } = builder() ?? {};
    context.setSession({ builder: { open: isOpen, step, past, ahead, draft, ...part } });
    void keep(context, draft);
    if (draft.goals !== before?.goals) void refreshResults(context);
  };
  const change = (part: Partial<BuilderDraft>): void => {
    const state = builder();
    if (!state) return;
    put({ ...state.draft, ...part }, { past: [...state.past, state.draft].slice(-MOST_PAST), ahead: [] });
  };

  return {
    openBuilder: async () => {
      const state = builder();
      if (state) return context.setSession({ builder: { ...state, open: true } });
      const draft = await restore(context);
      context.setSession({ builder: { open: true, step: draft.start ? 'goals' : 'start', draft, past: [], ahead: [] } });
      await refreshResults(context);
    },
    closeBuilder: () => {
      const state = builder();
      if (state) context.setSession({ builder: { ...state, open: false } });
    },
    goToStep: (step) => {
      const state = builder();
      if (state) context.setSession({ builder: { ...state, step } });
    },
    changeDraft: change,
    addGoal: (goal) => {
      const state = builder();
      if (!state || state.draft.goals.length >= MADE_CAPS.goals)
        return context.notify('made.goals.full', { most: MADE_CAPS.goals });
      const same = JSON.stringify(goal);
      if (state.draft.goals.some(({ id: _id, ...each }) => JSON.stringify(each) === same))
        return context.notify('made.goals.same');
      const taken = new Set(state.draft.goals.map(({ id }) => id));
      let number = state.draft.goals.length + 1;
      while (taken.has(`goal-${number}`)) number++;
      return change({ goals: [...state.draft.goals, { id: `goal-${number}`, ...goal } as MadeGoal] });
    },
    undoDraft: () => {
      const state = builder();
      const draft = state?.past.at(-1);
      if (state && draft) put(draft, { past: state.past.slice(0, -1), ahead: [state.draft, ...state.ahead] });
    },
    redoDraft: () => {
      const state = builder();
      const [draft, ...ahead] = state?.ahead ?? [];
      if (state && draft) put(draft, { past: [...state.past, state.draft], ahead });
    },
    takeStart: () => {
      const { spec } = store.getState().document;
      const { answers: _answers, ...start } = spec;
      change({ start, solution: [] });
    },
    takeSolution: async () => {
      const start = builder()?.draft.start;
      if (!start) return;
      const solution = await solutionFrom(context, start);
      change({ solution });
      if (solution.length === 0) context.notify('made.solve.same');
    },
    testSolve: async () => {
      const state = builder();
      if (!state?.draft.start) return;
      await open.openLevel(DRAFT_ID);
    },
    endTest: async (take) => {
      const state = builder();
      if (!state?.draft.start) return;
      const solution = take ? await solutionFrom(context, state.draft.start) : undefined;
      await open.openSandbox();
      context.setSession({ builder: { ...state, open: true, step: take ? 'check' : 'solve' } });
      if (solution) change({ solution });
      if (solution?.length === 0) context.notify('made.solve.same');
    },
    checkDraft: async () => {
      const state = builder();
      const made = state && madeOfDraft(state.draft);
      if (!state || !made || !services.workshop) return;
      context.setSession({ builder: { ...state, checking: true } });
      const verdict = await services.workshop.checkMade(made);
      const id = await services.workshop.idOf(made);
      const link = verdict.ok ? await services.workshop.encodeLevel(made) : undefined;
      if (verdict.ok) await keepLevel(context, made, id);
      const now = builder();
      // What was changed meanwhile is not what was checked.
      if (!now || now.draft !== state.draft) return;
      const { checking: _done, verdict: _old, link: _link, id: _id, ...rest } = now;
      const address = services.address(id).replace(/#.*$/, '');
      context.setSession({
        builder: {
          ...rest,
          verdict,
          ...(verdict.ok ? { id } : {}),
          ...(link === undefined ? {} : { link: `${address}#l=${link}` }),
        },
      });
    },
    levelFile: async (format) => {
      const state = builder();
      const made = state && madeOfDraft(state.draft);
      return made && services.workshop ? services.workshop.writeMade(made, format) : '';
    },
    exampleHouse: async () => {
      const example = await services.workshop?.practice(EXAMPLE);
      if (!example) return;
      const { spec } = applyEdit(example.made.start, { type: 'batch', edits: example.made.solution });
      const edits: Edit[] = [
        { type: 'putNetwork', network: spec.network },
        ...allObjects(spec).map((resource) => ({ type: 'putObject', resource }) as const),
      ];
      await store.getState().actions.dispatchEdit({ type: 'batch', edits }, 'edit.yaml', { name: 'example' });
    },
    newDraft: () => {
      const state = builder();
      if (state) put(EMPTY_DRAFT, { step: 'start', past: [...state.past, state.draft].slice(-MOST_PAST), ahead: [] });
    },
  };
}

async function solutionFrom(context: Context, start: NonNullable<BuilderDraft['start']>): Promise<readonly Edit[]> {
  const { spec } = context.store.getState().document;
  const { answers: _answers, ...now } = spec;
  const { edits } = await context.services.manifests.solutionOf({ level: 'made', rev: 1, start, now });
  return edits;
}

/** As a made level's text: what comes back goes through the strict reader. */
async function keep({ services }: Context, draft: BuilderDraft): Promise<void> {
  const made = madeOfDraft({ ...draft, start: draft.start ?? EMPTY_SPEC });
  if (!made || !services.workshop) return;
  const text = await services.workshop.writeMade({ ...made, title: made.title === '' ? UNTITLED : made.title }, 'json');
  await services.saves.write(KEY, { started: draft.start !== undefined, text });
}

async function restore({ services }: Context): Promise<BuilderDraft> {
  const saved = await services.saves.read(KEY);
  if (typeof saved !== 'object' || saved === null || !('text' in saved) || typeof saved.text !== 'string') return EMPTY_DRAFT;
  const read = await services.workshop?.readMade(saved.text);
  return read?.ok ? draftOf(read.made, 'started' in saved && saved.started === true) : EMPTY_DRAFT;
}

/** A made level to work on further. */
export function draftOf(made: MadeLevel, started = true): BuilderDraft {
  const [vague = '', nearer = '', exact = ''] = made.hints;
  return {
    title: made.title === UNTITLED ? '' : made.title,
    author: made.author,
    briefing: made.briefing.join('\n'),
    hints: [vague, nearer, exact],
    debrief: made.debrief.join('\n'),
    goals: made.goals,
    says: made.says,
    editable: made.editable,
    ...(started ? { start: made.start } : {}),
    solution: made.solution,
  };
}
