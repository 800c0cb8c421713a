// Which levels a challenge has: a lesson at one click, or level by level out of the chapters. They are played in the campaign's order.
import { CHALLENGE_CAPS } from '../../classroom/challenge.ts';
import { useCards, useWords } from '../context.tsx';
import { listLessons } from './lessons.ts';

interface PickerProps {
  readonly chosen: readonly string[];
  readonly onChange: (levels: readonly string[]) => void;
}

export function LevelPicker({ chosen, onChange }: PickerProps): preact.JSX.Element {
  const cards = useCards();
  const t = useWords();
  const lessons = listLessons(cards);
  const chapters = [...new Set(cards.map(({ chapter }) => chapter))];
  const inOrder = (ids: ReadonlySet<string>): readonly string[] => cards.flatMap(({ id }) => (ids.has(id) ? [id] : []));
  const toggle = (id: string, on: boolean): void => {
    const ids = new Set(chosen);
    if (on) ids.add(id);
    else ids.delete(id);
    onChange(inOrder(ids));
  };
  /** `0.1–1.1`: where in the chapters below a lesson's levels stand. */
  const span = (levels: readonly string[]): string => {
    const places = [levels[0], levels.at(-1)].map((id) => cards.find((card) => card.id === id));
    return places.map((card) => (card ? `${card.chapter}.${card.order}` : '')).join('–');
  };
  const minutes = cards.reduce((sum, card) => sum + (chosen.includes(card.id) ? card.minutes : 0), 0);
  return (
    <>
      <div class="row" role="group" aria-label={t('paper.lessons')}>
        <span class="dim">{t('paper.lessons')}</span>
        {lessons.map(({ name, levels, minutes: long }) => (
          <button
            key={name}
            type="button"
            class="chip"
            aria-pressed={levels.length === chosen.length && levels.every((id) => chosen.includes(id))}
            title={levels.map((id) => cards.find((card) => card.id === id)?.title ?? id).join(' · ')}
            onClick={() => onChange(levels)}
          >
            {name === 'taster' ? t('paper.lesson.taster') : t('paper.lesson', { name, levels: span(levels), minutes: long })}
          </button>
        ))}
      </div>
      <div class="paper-chapters">
        {chapters.map((chapter) => (
          <fieldset key={chapter}>
            <legend>
              {chapter} {t(`ui.chapter.${chapter}`)}
            </legend>
            {cards
              .filter((card) => card.chapter === chapter)
              .map((card) => (
                <label key={card.id} class="field-inline">
                  <input
                    type="checkbox"
                    checked={chosen.includes(card.id)}
                    disabled={!chosen.includes(card.id) && chosen.length >= CHALLENGE_CAPS.levels}
                    onChange={(event) => toggle(card.id, event.currentTarget.checked)}
                  />
                  <span>
                    {`${card.chapter}.${card.order} ${card.title}`}{' '}
                    <small class="paper-minutes">{t('ui.minutes', { count: card.minutes })}</small>
                  </span>
                </label>
              ))}
          </fieldset>
        ))}
      </div>
      <p role="status">{t('paper.chosen', { count: chosen.length, minutes })}</p>
    </>
  );
}
