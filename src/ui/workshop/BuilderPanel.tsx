// The level builder beside the sandbox: six steps, each by keyboard and by pointer, undone like anything else and kept while one works.
import { BUILDER_STEPS, type BuilderDraft, type BuilderStep } from '../../store/workshopTypes.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Prose } from '../parts/Prose.tsx';
import { BuilderCheck } from './BuilderCheck.tsx';
import { BuilderEditable } from './BuilderEditable.tsx';
import { BuilderGoals } from './BuilderGoals.tsx';
import { BuilderSolve } from './BuilderSolve.tsx';
import { BuilderStart } from './BuilderStart.tsx';
import { BuilderTexts } from './BuilderTexts.tsx';

const PANELS = {
  start: BuilderStart,
  goals: BuilderGoals,
  editable: BuilderEditable,
  texts: BuilderTexts,
  solve: BuilderSolve,
  check: BuilderCheck,
} as const;

export function BuilderPanel(): preact.JSX.Element | null {
  const builder = useApp((state) => state.session.builder);
  const actions = useActions();
  const t = useWords();
  if (!builder) return null;
  const { step, draft, past, ahead, verdict } = builder;
  const at = BUILDER_STEPS.indexOf(step);
  const Panel = PANELS[step];
  const isDone = (name: BuilderStep): boolean => (name === 'check' ? verdict?.ok === true : DONE[name](draft));
  return (
    <div class="builder">
      <div class="builder-head">
        <h2>{t('made.builder')}</h2>
        <div class="row" role="group" aria-label={t('ui.history')}>
          <button
            type="button"
            class="quiet icon"
            aria-label={t('made.builder.undo')}
            title={t('made.builder.undo')}
            disabled={past.length === 0}
            onClick={() => actions.undoDraft()}
          >
            ↶
          </button>
          <button
            type="button"
            class="quiet icon"
            aria-label={t('made.builder.redo')}
            title={t('made.builder.redo')}
            disabled={ahead.length === 0}
            onClick={() => actions.redoDraft()}
          >
            ↷
          </button>
          <button type="button" class="quiet" onClick={() => actions.closeBuilder()}>
            {t('ui.close')}
          </button>
        </div>
      </div>
      <ol class="builder-steps">
        {BUILDER_STEPS.map((name, index) => (
          <li key={name}>
            <button type="button" aria-current={name === step ? 'step' : undefined} onClick={() => actions.goToStep(name)}>
              <span class="builder-number" aria-hidden="true">
                {isDone(name) ? '✓' : index + 1}
              </span>{' '}
              {t(`made.step.${name}`)}
              {isDone(name) && <span class="visually-hidden"> {t('made.step.done')}</span>}
            </button>
          </li>
        ))}
      </ol>
      <section class="builder-body" aria-label={t(`made.step.${step}`)}>
        <p class="dim">
          <Prose text={t(`made.step.${step}.about`)} />
        </p>
        <Panel />
      </section>
      <div class="row">
        {at > 0 && (
          <button type="button" onClick={() => actions.goToStep(BUILDER_STEPS[at - 1] ?? step)}>
            {t('made.builder.back')}
          </button>
        )}
        {at < BUILDER_STEPS.length - 1 && (
          <button type="button" class="primary" onClick={() => actions.goToStep(BUILDER_STEPS[at + 1] ?? step)}>
            {t('made.builder.next')}
          </button>
        )}
      </div>
    </div>
  );
}

const DONE: Readonly<Record<Exclude<BuilderStep, 'check'>, (draft: BuilderDraft) => boolean>> = {
  start: ({ start }) => start !== undefined,
  goals: ({ goals }) => goals.length > 0,
  editable: ({ editable }) => editable.objects.length + editable.network.length > 0,
  texts: ({ title }) => title.trim() !== '',
  solve: ({ solution }) => solution.length > 0,
};
