// Above the goals of a level from the workshop: what it is, whether it holds what it promises, and the way on.
import { useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { dailyId, nextPractice } from './practiceWords.ts';
import { ShareDay } from './ShareDay.tsx';

export function WorkshopBanner({ won }: { readonly won: boolean }): preact.JSX.Element | null {
  const workshop = useApp((state) => state.session.workshop);
  const results = useApp((state) => state.progress.levels);
  const author = useApp((state) => state.session.text?.subtitle);
  const actions = useActions();
  const { navigate } = useEnvironment();
  const t = useWords();
  if (!workshop) return null;
  if (workshop.kind === 'test')
    return (
      <div class="banner" data-workshop="test" role="status">
        <p>{t(won ? 'made.test.won' : 'made.test')}</p>
        <div class="row">
          <button type="button" class={won ? 'primary' : ''} onClick={() => void actions.endTest(true)}>
            {t('made.test.take')}
          </button>
          <button type="button" class="link" onClick={() => void actions.endTest(false)}>
            {t('made.test.back')}
          </button>
        </div>
      </div>
    );
  if (workshop.kind === 'made') {
    const { verdict } = workshop;
    return (
      <div class={verdict.ok ? 'banner' : 'banner bad'} data-workshop={verdict.ok ? 'made' : 'forged'} role="status">
        <p>{author === undefined || author === '' ? t('made.banner.nobody') : t('made.banner', { author })}</p>
        <p>
          {verdict.ok
            ? t('made.banner.checked')
            : `${t('made.banner.forged')} ${t(`made.refused.${verdict.code}`, verdict.params)}`}
        </p>
      </div>
    );
  }
  if (!won) return null;
  const { date, difficulty } = workshop;
  const result = date === undefined ? undefined : results[dailyId(date)];
  return (
    <div class="banner" data-workshop="practice" role="status">
      <div class="row">
        <button type="button" class="primary" onClick={() => navigate(nextPractice(results, difficulty))}>
          {t('practice.go')}
        </button>
        {date !== undefined && result && <ShareDay day={date} result={result} />}
      </div>
    </div>
  );
}
