// Practice on the start page: today's challenge with its streak, the next world of a difficulty, and the levels of others that are kept here.
import { useState } from 'preact/hooks';
import { useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { Stars } from '../parts/Stars.tsx';
import { dailyId, dayOf, nextPractice, streakOf } from './practiceWords.ts';
import { ShareDay } from './ShareDay.tsx';

const DIFFICULTIES = [1, 2, 3] as const;

export function PracticeFloor(): preact.JSX.Element {
  const { address, navigate } = useEnvironment();
  const results = useApp((state) => state.progress.levels);
  const t = useWords();
  const [difficulty, setDifficulty] = useState<1 | 2 | 3>(1);
  const today = dayOf(Date.now());
  const daily = dailyId(today);
  const done = results[daily];
  const streak = streakOf(results, today);
  const next = nextPractice(results, difficulty);
  const go = (id: string) => (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(id);
  };
  return (
    <section class="practice" aria-labelledby="practice">
      <h2 id="practice">{t('practice.heading')}</h2>
      <p class="dim">{t('practice.about')}</p>
      <div class="practice-cards">
        <article class="practice-card" data-daily={today}>
          <h3>{t('practice.daily')}</h3>
          <p>{t('practice.daily.about', { date: today })}</p>
          <p class="practice-state">
            {done && <Stars count={done.stars} />} {streak > 0 && <span>{t('practice.streak', { count: streak })}</span>}
          </p>
          <div class="row">
            <a class="button" href={address(daily)} onClick={go(daily)}>
              {t(done ? 'practice.daily.again' : 'practice.daily.open')}
            </a>
            {done && <ShareDay day={today} result={done} />}
          </div>
        </article>
        <article class="practice-card">
          <h3>{t('practice.endless')}</h3>
          <div class="segmented" role="group" aria-label={t('practice.difficulty')}>
            {DIFFICULTIES.map((level) => (
              <button key={level} type="button" aria-pressed={level === difficulty} onClick={() => setDifficulty(level)}>
                {t(`practice.level.${level}`)}
              </button>
            ))}
          </div>
          <p>{t(`practice.difficulty.${difficulty}`)}</p>
          <div class="row">
            <a class="button" href={address(next)} onClick={go(next)}>
              {t('practice.next', { number: next.split('-')[2] ?? '' })}
            </a>
          </div>
        </article>
        <Kept />
      </div>
    </section>
  );
}

function Kept(): preact.JSX.Element {
  const { address, navigate } = useEnvironment();
  const kept = useApp((state) => state.session.kept);
  const actions = useActions();
  const t = useWords();
  const open = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (!file) return;
    // More than that is no level; nobody reads it to find out.
    const text = file.size > 4_000_000 ? '' : await file.text();
    input.value = '';
    await actions.openFile(text);
  };
  return (
    <article class="practice-card">
      <h3>{t('made.kept')}</h3>
      <p>{t('made.kept.about')}</p>
      {kept && (
        <ul class="kept-levels">
          {kept.slice(0, 12).map(({ id, title, author }) => (
            <li key={id}>
              <a
                href={address(id)}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
                  event.preventDefault();
                  navigate(id);
                }}
              >
                {title}
              </a>{' '}
              {author !== '' && <span class="dim">{t('made.by', { author })}</span>}
            </li>
          ))}
        </ul>
      )}
      <label class="field">
        {t('made.file.open')}
        <input type="file" accept=".json,.yaml,.yml" onChange={(event) => void open(event.currentTarget)} />
      </label>
    </article>
  );
}
