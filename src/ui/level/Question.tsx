// A question of the level (`find`): choices to pick from, or a line to type on. The answer is an edit like any other: undone, saved, shared.
import type { FindGoal } from '../../engine/goals/goal.ts';
import { useActions, useApp, useWords } from '../context.tsx';

/** Choices with words of their own; addresses and names stand for themselves. */
const WORDED: ReadonlySet<string> = new Set(['arrived', 'refused', 'timeout', 'nothing', 'never', 'pod', 'node']);

/** An answer as it was offered. */
export function answerWords(answer: string, t: (key: string) => string): string {
  return WORDED.has(answer) ? t(`answer.${answer}`) : answer;
}

export function Question({ goal, number }: { readonly goal: FindGoal; readonly number: number }): preact.JSX.Element {
  const given = useApp((state) => state.document.spec.answers?.[goal.id]) ?? '';
  const actions = useActions();
  const t = useWords();
  const label = t('ui.question', { number });
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get('answer');
        if (typeof text === 'string') void actions.answer(goal.id, text);
      }}
    >
      {goal.choices ? (
        <fieldset key={given}>
          <legend class="visually-hidden">{label}</legend>
          {goal.choices.map((choice) => (
            <label key={choice} class="choice">
              <input type="radio" name="answer" value={choice} defaultChecked={given === choice} required />
              {WORDED.has(choice) ? answerWords(choice, t) : <code>{choice}</code>}
            </label>
          ))}
        </fieldset>
      ) : (
        <input
          key={given}
          name="answer"
          aria-label={label}
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          required
          defaultValue={given}
        />
      )}
      <div class="row">
        <button type="submit">{t('ui.question.answer')}</button>
        {given !== '' && (
          <button type="button" class="link" onClick={() => void actions.answer(goal.id, '')}>
            {t('ui.question.back')}
          </button>
        )}
      </div>
    </form>
  );
}
