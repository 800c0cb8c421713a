// The shown letter's headline: what became of it, what its goal says of that, and whether it was sent again after a change.
import type { Playback } from '../../store/state.ts';
import { useApp, useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { headline, type JudgedBy } from './headline.ts';

export function TraceVerdict({ playback }: { readonly playback: Playback }): preact.JSX.Element {
  const judged = useJudged(playback);
  const asksOfTheFound = useApp((state) => {
    const goal = state.session.level?.goals.find(({ id }) => id === playback.goal);
    return goal?.type === 'find' && goal.about !== undefined;
  });
  const t = useWords();
  const { mark, text } = headline(playback.trace, judged, t);
  return (
    <p class="trace-verdict" data-outcome={playback.trace.verdict.outcome} data-mark={mark}>
      <Status mark={mark} label={t(judged ? `ui.mark.${mark}` : mark === 'pass' ? 'ui.flows.arrived' : 'ui.flows.stopped')} />
      <span>
        {text}
        {playback.again && (
          <span class="again" role="status">
            {' '}
            {t(playback.again === 'stale' ? 'verdict.stale' : asksOfTheFound ? 'verdict.asFound' : 'verdict.again')}
          </span>
        )}
      </span>
    </p>
  );
}

/** The goal that this letter belongs to, as it was judged; undefined for a letter that was sent freely or is of an older world. */
export function useJudged({ goal, again }: Playback): JudgedBy | undefined {
  const goals = useApp((state) => state.session.level?.goals);
  const judgement = useApp((state) => state.results.judgement);
  const index = goals?.findIndex(({ id }) => id === goal) ?? -1;
  const result = judgement?.goals.find(({ id }) => id === goal);
  if (!result || result.asks === true || index < 0 || again === 'stale') return undefined;
  return { number: index + 1, refuses: goals?.[index]?.type === 'mustNotArrive', result };
}
