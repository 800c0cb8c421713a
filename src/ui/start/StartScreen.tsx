// The start page: the chapters as floors of a tower, each level a door with its stars; continue, sandbox, and what the game is about.
import { useState } from 'preact/hooks';
import type { LevelCard } from '../../levels/level.ts';
import { useApp, useCards, useEnvironment, useWords } from '../context.tsx';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { ThemeSwitch } from '../parts/ThemeSwitch.tsx';
import { Stars } from '../parts/Stars.tsx';
import { PracticeFloor } from '../workshop/PracticeFloor.tsx';
import { ProgressFile } from './ProgressFile.tsx';
import { UpdateNote } from './UpdateNote.tsx';

export function StartScreen(): preact.JSX.Element {
  const { address, navigate, codex } = useEnvironment();
  const cards = useCards();
  const progress = useApp((state) => state.progress.levels);
  const t = useWords();
  // One floor is open at a time until all are asked for: the door to go on by stays near the top.
  const [whole, setWhole] = useState(false);
  const chapters = [...new Set(cards.map((card) => card.chapter))].sort((a, b) => b - a);
  const next = cards.find((card) => !progress[card.id]) ?? cards[0];
  const started = Object.keys(progress).length > 0;
  const go = (id: string) => (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(id);
  };
  return (
    <main id="main" class="start" tabIndex={-1}>
      <header class="start-head">
        <div>
          <h1>{t('ui.title')}</h1>
          <p class="lead">{t('ui.lead')}</p>
        </div>
        <div class="row">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <UpdateNote />
      <div class="start-actions">
        {next && (
          <a class="button primary" href={address(next.id)} onClick={go(next.id)}>
            {t(started ? 'ui.continue' : 'ui.begin', { title: next.title })}
          </a>
        )}
        <a class="button" href={address('sandbox')} onClick={go('sandbox')}>
          {t('ui.sandbox.open')}
        </a>
        {codex && (
          <a class="button" href={address('codex')} onClick={go('codex')}>
            {t('ui.codex')}
          </a>
        )}
        <a class="button" href={address('class')} onClick={go('class')}>
          {t('paper.open')}
        </a>
      </div>
      <p class="promise">{t('ui.promise')}</p>
      <p class="tower-head">
        <button type="button" class="button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'ui.floor.one' : 'ui.floor.all')}
        </button>
      </p>
      <section class="tower" aria-label={t('ui.levels')}>
        {chapters.map((chapter) => {
          const doors = cards.filter((card) => card.chapter === chapter);
          const earned = doors.reduce((sum, card) => sum + (progress[card.id]?.stars ?? 0), 0);
          return (
            <details key={chapter} class="floor" open={whole || chapter === next?.chapter}>
              <summary>
                <h2>
                  <span class="floor-number">{chapter}</span> {t(`ui.chapter.${chapter}`)}
                </h2>
                <span class="floor-stars">
                  {t('ui.floor.levels', { count: doors.length })} · {t('ui.floor.stars', { earned, count: doors.length * 3 })}
                </span>
              </summary>
              <ul>
                {doors.map((card) => (
                  <li key={card.id}>
                    <a class="door" href={address(card.id)} onClick={go(card.id)}>
                      <Door card={card} stars={progress[card.id]?.stars ?? 0} next={card === next} />
                    </a>
                  </li>
                ))}
              </ul>
            </details>
          );
        })}
      </section>
      <PracticeFloor />
      <ProgressFile />
    </main>
  );
}

interface DoorProps {
  readonly card: LevelCard;
  readonly stars: number;
  /** The one that "Continue" leads to. */
  readonly next: boolean;
}

function Door({ card, stars, next }: DoorProps): preact.JSX.Element {
  const t = useWords();
  return (
    <>
      <span class="door-head">
        <strong>{card.title}</strong>
        {next && <span class="door-next">{t('ui.door.next')}</span>}
      </span>
      <span class="subtitle">{card.subtitle}</span>
      <span class="door-foot">
        <span>{t('ui.minutes', { count: card.minutes })}</span>
        <Stars count={stars} />
      </span>
    </>
  );
}
