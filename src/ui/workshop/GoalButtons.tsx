// While a level is being made: a flow of a table becomes a goal, as one that must pass or one that must not.
import { useActions, useApp, useWords } from '../context.tsx';

export function GoalButtons({
  from,
  to,
}: {
  readonly from: readonly string[];
  readonly to: readonly string[];
}): preact.JSX.Element | null {
  const building = useApp((state) => state.session.builder?.open === true && state.session.screen === 'sandbox');
  const actions = useActions();
  const t = useWords();
  if (!building || from.length === 0 || to.length === 0) return null;
  return (
    <span class="goal-buttons">
      {(['mustArrive', 'mustNotArrive'] as const).map((type) => (
        <button key={type} type="button" class="quiet small" onClick={() => actions.addGoal({ type, from, to })}>
          {t(`made.as.${type}`)}
        </button>
      ))}
    </span>
  );
}
