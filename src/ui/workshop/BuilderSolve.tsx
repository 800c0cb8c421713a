// Step five: the proof that it can be won. Played from its start with its limits, or taken from the sandbox as it is now.
import { applyEdit } from '../../engine/edit/edit.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { moveSentence } from './moveSentence.ts';

export function BuilderSolve(): preact.JSX.Element | null {
  const draft = useApp((state) => state.session.builder?.draft);
  const actions = useActions();
  const t = useWords();
  if (!draft) return null;
  const { start, solution } = draft;
  return (
    <div class="builder-part">
      {start === undefined && <p class="warn">{t('made.solve.noStart')}</p>}
      <div class="row">
        <button type="button" class="primary" disabled={start === undefined} onClick={() => void actions.testSolve()}>
          {t('made.solve.play')}
        </button>
        <button type="button" disabled={start === undefined} onClick={() => void actions.takeSolution()}>
          {t('made.solve.take')}
        </button>
      </div>
      <h3>{t('made.solve.moves', { count: solution.length })}</h3>
      <ol class="replay-moves">
        {start !== undefined &&
          solution.map((edit, index) => (
            <li key={index} class="done">
              {moveSentence({ edit, inverse: applyEdit(start, edit).inverse, label: 'edit.shared', params: {} }, t)}
            </li>
          ))}
      </ol>
    </div>
  );
}
