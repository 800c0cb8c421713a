// The one edit: dispatchEdit and its kin. The engine is asked first; the document changes only when the world can take the edit.
// Undo and redo walk the same log; the log of edits is the only history (house.md, "One edit").
import { tidyAnswer } from '../engine/edit/answer.ts';
import { applyEdit, type Edit } from '../engine/edit/edit.ts';
import type { Compiled } from '../engine/api.ts';
import { sameValue } from '../engine/model/sameValue.ts';
import { findObject, formatRef, refOf } from '../engine/model/spec.ts';
import type { ManifestProblem } from '../manifest/types.ts';
import type { Context } from './context.ts';
import { spend } from './drill.ts';
import { DRILL_MINUTES, FIRST_DRILL, isDrill } from './drillClock.ts';
import { refreshResults } from './judging.ts';
import { findRefusal } from './refusals.ts';
import { saveDocument } from './saving.ts';
import type { Actions, LogEntry } from './state.ts';

export type DocumentActions = Pick<
  Actions,
  | 'dispatchEdit'
  | 'dispatchEditNow'
  | 'answer'
  | 'applyYaml'
  | 'applyObjects'
  | 'absentFrom'
  | 'importText'
  | 'setDraft'
  | 'undo'
  | 'redo'
  | 'reset'
>;

type Outcome =
  | { readonly done: true }
  | { readonly done: false; readonly problem: { code: string; path: string; params: Readonly<Record<string, string | number>> } };

export function createDocumentActions(context: Context): DocumentActions {
  const { store, services } = context;

  const commit = async (edit: Edit, label: string, params: LogEntry['params']): Promise<Outcome> => {
    const { document, session } = store.getState();
    // Somebody's work in a class is looked at and nothing else.
    if (session.shared?.watched) return { done: false, problem: { code: 'refused.watched', path: '', params: {} } };
    if (session.level) {
      const refusal = await services.manifests.checkEditable(session.level, document.spec, edit);
      if (refusal) return { done: false, problem: { ...refusal, path: await refusedPath(context, edit) } };
    }
    const { spec, inverse } = applyEdit(document.spec, edit);
    const revision = document.revision + 1;
    const compiled = await compileAt(context, edit, revision, spec);
    const refused = findRefusal(store.getState().results.compiled?.diagnostics ?? [], compiled.diagnostics);
    if (refused) {
      await services.engine.load({ spec: document.spec, revision: document.revision });
      return { done: false, problem: refused };
    }
    const log = [...document.log.slice(0, document.applied), { edit, inverse, label, params }];
    context.setDocument({ spec, revision, log, applied: log.length });
    if (edit.type !== 'answer') spend(context, { type: 'change', label, params, minutes: DRILL_MINUTES.change });
    else if (edit.answer !== '') spend(context, { type: 'name', goal: edit.goal, answer: edit.answer, minutes: 0 });
    publish(context, compiled);
    return { done: true };
  };

  const move = (direction: 'undo' | 'redo'): Promise<void> =>
    context.enqueue(async () => {
      const { document } = store.getState();
      const entry = document.log[direction === 'undo' ? document.applied - 1 : document.applied];
      if (!entry) return;
      const edit = direction === 'undo' ? entry.inverse : entry.edit;
      const { spec } = applyEdit(document.spec, edit);
      const revision = document.revision + 1;
      const compiled = await compileAt(context, edit, revision, spec);
      context.setDocument({ spec, revision, applied: document.applied + (direction === 'undo' ? -1 : 1) });
      context.setSession({ problems: [], drafts: {} });
      spend(context, { type: direction, minutes: 0 });
      publish(context, compiled);
    });

  /** A drill that starts over begins another attempt at minute 0; what was done before cannot be redone for nothing. */
  const anew = (): void => {
    const { session } = store.getState();
    if (!isDrill(session)) return;
    context.setDocument({ log: [], applied: 0 });
    const attempt = (session.drill ?? FIRST_DRILL).attempt + 1;
    context.setSession({ drill: { attempt, spent: [] }, hintRung: 0, playback: undefined, overlay: 'none', traffic: false });
    saveDocument(context);
  };

  const applyText = (key: string, text: string, extra: (edits: Edit[]) => Edit[]): Promise<boolean> =>
    context.enqueue(async () => {
      const parsed = await services.manifests.parse(text);
      const errors = parsed.problems.filter((problem) => problem.severity === 'error');
      if (errors.length > 0) {
        context.setSession({ problems: parsed.problems });
        return false;
      }
      const edits: Edit[] = [
        ...(parsed.network ? [{ type: 'putNetwork', network: parsed.network } as const] : []),
        ...parsed.removals.map((ref) => ({ type: 'removeObject', ref }) as const),
        ...parsed.resources.map((resource) => ({ type: 'putObject', resource }) as const),
      ];
      const all = extra(edits);
      const { [key]: _applied, ...drafts } = store.getState().session.drafts;
      if (all.length === 0) {
        context.setSession({ problems: parsed.problems, drafts });
        return true;
      }
      const single = all.length === 1 ? all[0] : undefined;
      const outcome = await commit(single ?? { type: 'batch', edits: all }, 'edit.yaml', { name: key });
      if (!outcome.done) {
        context.setSession({ problems: [await problemOf(context, text, outcome.problem)] });
        return false;
      }
      const { [key]: _done, ...others } = store.getState().session.drafts;
      context.setSession({ problems: parsed.problems, drafts: others });
      context.setResults({ report: parsed.report });
      return true;
    });

  const dispatchNow: Actions['dispatchEditNow'] = async (edit, label, params = {}) => {
    const outcome = await commit(edit, label, params);
    if (!outcome.done) context.notify(sentenceKey(outcome.problem.code), outcome.problem.params);
    return outcome.done;
  };

  return {
    dispatchEdit: (edit, label, params) => context.enqueue(() => dispatchNow(edit, label, params)),
    dispatchEditNow: dispatchNow,
    answer: (goal, text) => {
      const answer = tidyAnswer(text);
      const label = answer === '' ? 'edit.answer.back' : 'edit.answer';
      return context.enqueue(() => dispatchNow({ type: 'answer', goal, answer }, label, { answer }));
    },
    applyYaml: (key, text) =>
      applyText(key, text, (edits) => {
        // The draft of one object replaces that object, even when the text gives it another name.
        const old = findKey(context, key);
        const keeps = edits.some((edit) => edit.type === 'putObject' && formatRef(refOf(edit.resource)) === key);
        return old && !keeps ? [{ type: 'removeObject', ref: old }, ...edits] : edits;
      }),
    applyObjects: (key, text, gone) =>
      applyText(key, text, (edits) => [
        ...gone.flatMap((name) => {
          const ref = findKey(context, name);
          return ref ? [{ type: 'removeObject', ref } as const] : [];
        }),
        ...edits.filter((edit) => !isThere(context, edit)),
      ]),
    absentFrom: async (text, keys) => {
      const { problems, lines } = await services.manifests.parse(text);
      return problems.some(({ severity }) => severity === 'error') ? [] : keys.filter((key) => !Object.hasOwn(lines, key));
    },
    importText: (text, mode) =>
      applyText('import', text, (edits) => {
        if (mode === 'add') return edits;
        const { spec } = store.getState().document;
        const gone = Object.values(spec.objects).flatMap((group) =>
          Object.values(group).map((resource) => ({ type: 'removeObject', ref: refOf(resource) }) as const),
        );
        return [...gone, ...edits];
      }),
    setDraft: (key, text) => {
      const { [key]: _old, ...others } = store.getState().session.drafts;
      context.setSession({ drafts: text === undefined ? others : { ...others, [key]: text } });
      saveDocument(context);
    },
    undo: () => void move('undo'),
    redo: () => void move('redo'),
    reset: () =>
      void context.enqueue(async () => {
        const { document } = store.getState();
        if (document.spec === document.start) return anew();
        const solution = await services.manifests.solutionOf({
          level: 'reset',
          rev: 0,
          start: document.spec,
          now: document.start,
        });
        await commit({ type: 'batch', edits: solution.edits }, 'edit.reset', {});
        context.setSession({ drafts: {}, problems: [] });
        anew();
      }),
  };
}

/** A level's refusal has its own words; everything else is the engine's diagnostic. */
function sentenceKey(code: string): string {
  return code.startsWith('refused.') ? code : `diagnostic.${code}`;
}

/** Compiles `spec` as `revision`: by the edit alone when the engine holds the revision before, else from the whole document. */
export async function compileAt(
  context: Context,
  edit: Edit,
  revision: number,
  spec: Parameters<Context['services']['engine']['load']>[0]['spec'],
): Promise<Compiled> {
  const { engine } = context.services;
  const answer = await engine.edit({ edit, from: revision - 1, to: revision });
  return answer.ok ? answer.value : engine.load({ spec, revision });
}

function publish(context: Context, compiled: Compiled): void {
  context.setResults({ compiled, revision: compiled.revision });
  saveDocument(context);
  void refreshResults(context);
}

function findKey(context: Context, key: string): ReturnType<typeof refOf> | undefined {
  for (const group of Object.values(context.store.getState().document.spec.objects)) {
    for (const resource of Object.values(group)) if (formatRef(refOf(resource)) === key) return refOf(resource);
  }
  return undefined;
}

/** Would putting it change nothing? */
function isThere(context: Context, edit: Edit): boolean {
  const { spec } = context.store.getState().document;
  if (edit.type === 'putNetwork') return sameValue(edit.network, spec.network);
  return edit.type === 'putObject' && sameValue(edit.resource, findObject(spec, refOf(edit.resource)));
}

/** The object that a level does not let be changed, so that the sentence stands at its document; '' when no single one is to blame. */
async function refusedPath(context: Context, edit: Edit): Promise<string> {
  const { document, session } = context.store.getState();
  if (!session.level) return '';
  for (const part of edit.type === 'batch' ? edit.edits : [edit]) {
    if (part.type !== 'putObject' && part.type !== 'putNetwork') continue;
    if (await context.services.manifests.checkEditable(session.level, document.spec, part))
      return part.type === 'putNetwork' ? 'Network' : formatRef(refOf(part.resource));
  }
  return '';
}

async function problemOf(
  context: Context,
  text: string,
  problem: { code: string; path: string; params: Readonly<Record<string, string | number>> },
): Promise<ManifestProblem> {
  const place = problem.path === '' ? undefined : await context.services.manifests.locate(text, problem.path);
  return {
    code: sentenceKey(problem.code),
    severity: 'error',
    params: problem.params,
    path: problem.path,
    line: place?.line ?? 1,
    column: place?.column ?? 1,
    // The sentence of an engine code is made in words/ by whoever shows it; `message` stays empty then.
    message: '',
  };
}
