// Every code that came in, with what became of it in a sentence: counted, or why not. Nothing disappears in silence.
import { useState } from 'preact/hooks';
import type { Handed } from '../../store/paper/paperTypes.ts';
import { useApp, usePaperDesk, useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { wordOf } from './results.ts';
import { tell } from './times.ts';

interface ListProps {
  readonly handed: readonly Handed[];
  readonly titles: Readonly<Record<string, string>>;
}

const MARKS: Readonly<Record<string, 'pass' | 'warn' | 'wait'>> = {
  counted: 'pass',
  admitted: 'pass',
  waiting: 'wait',
  late: 'warn',
  early: 'warn',
};

export function ResultList({ handed, titles }: ListProps): preact.JSX.Element {
  const [all, setAll] = useState(false);
  const desk = usePaperDesk();
  const locale = useApp((state) => state.session.locale);
  const t = useWords();
  const told = handed.filter((each) => all || wordOf(each) !== 'counted' || each.outcomes?.some((one) => 'refused' in one));
  const counted = handed.filter((each) => wordOf(each) === 'counted' || wordOf(each) === 'admitted').length;
  return (
    <section class="paper-card no-print" aria-labelledby="paper-results">
      <h2 id="paper-results">{t('paper.results')}</h2>
      <p class="row">
        {t('paper.results.count', { counted, total: handed.length })}
        {handed.length > 0 && (
          <button type="button" class="link" aria-pressed={all} onClick={() => setAll(!all)}>
            {t(all ? 'paper.results.some' : 'paper.results.all')}
          </button>
        )}
      </p>
      <ul class="plain paper-results">
        {told.map((each) => {
          const word = wordOf(each);
          const { problem, result, outcomes = [], text } = each;
          const alias = result?.alias ?? '';
          const why = problem
            ? t(`link.${problem.code}`, problem.params)
            : t(`paper.standing.${word}`, { alias, at: result ? tell(result.made * 1000, locale) : '' });
          return (
            <li key={text} data-standing={word}>
              <Status mark={MARKS[word] ?? 'fail'} label={t(`paper.mark.${MARKS[word] ?? 'fail'}`)} />
              <div>
                <p>
                  {alias !== '' && <strong>{alias}: </strong>}
                  {why}
                </p>
                {outcomes.map((one) =>
                  'refused' in one ? (
                    <p key={one.id} class="warn">
                      {titles[one.id] ?? one.id}: {t(one.refused.code, one.refused.params)}
                    </p>
                  ) : null,
                )}
                <p class="row">
                  {(word === 'late' || word === 'early' || word === 'admitted') && (
                    <button type="button" class="link" onClick={() => desk.admit(text)}>
                      {t(word === 'admitted' ? 'paper.admit.not' : 'paper.admit')}
                    </button>
                  )}
                  <button type="button" class="link" onClick={() => desk.removeResult(text)}>
                    {t('paper.remove')}
                    <span class="visually-hidden"> {alias}</span>
                  </button>
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
