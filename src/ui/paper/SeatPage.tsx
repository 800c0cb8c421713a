// A student's seat: what the challenge is, under which name one plays, its levels, the time that is left, and the result code at the end.
import { useState } from 'preact/hooks';
import { closesAt } from '../../store/paper/seatActions.ts';
import { useApp, useCards, useEnvironment, usePaper, usePaperDesk, useWords } from '../context.tsx';
import { Stars } from '../parts/Stars.tsx';
import { Handout } from './Handout.tsx';
import { useMinutesLeft } from './minutesLeft.ts';
import { tell } from './times.ts';

export function SeatPage(): preact.JSX.Element | null {
  const seat = usePaper((state) => state.seat);
  const code = usePaper((state) => state.code);
  const locale = useApp((state) => state.session.locale);
  const desk = usePaperDesk();
  const { address, navigate } = useEnvironment();
  const cards = useCards();
  const t = useWords();
  const left = useMinutesLeft(seat && closesAt(seat));
  if (!seat) return <p>{t('paper.seat.none')}</p>;
  const { challenge, alias, stars } = seat;
  const early = challenge.window !== undefined && Date.now() < challenge.window.opens;
  return (
    <>
      <h1>{challenge.title}</h1>
      <section class="paper-card">
        <h2>{t('paper.rules')}</h2>
        <ul class="paper-told">
          <li>{t(`paper.told.seeds.${challenge.seeds}`)}</li>
          <li>{t(challenge.hints ? 'paper.told.hints' : 'paper.told.hints.none')}</li>
          {challenge.minutes > 0 && <li>{t('paper.told.minutes', { count: challenge.minutes })}</li>}
          {challenge.window && (
            <li>
              {t('paper.told.window', {
                opens: tell(challenge.window.opens, locale),
                closes: tell(challenge.window.closes, locale),
              })}
            </li>
          )}
          <li>{t('paper.told.untouched')}</li>
        </ul>
        <p role="status">
          {early && <strong>{t('paper.left.early')}</strong>}
          {left !== undefined && <strong>{t(left > 0 ? 'paper.left' : 'paper.left.over', { minutes: left })}</strong>}
        </p>
      </section>
      <section class="paper-card">
        <h2>{t('paper.you')}</h2>
        <p>
          {t('paper.you.are')} <strong data-alias>{alias}</strong>
        </p>
        <p class="dim">{t('paper.you.about')}</p>
        <div class="row">
          <button type="button" onClick={() => desk.rename()}>
            {t('paper.you.other')}
          </button>
          {challenge.freeNames && <TypedName />}
        </div>
      </section>
      <section class="paper-card">
        <h2>{t('paper.levels')}</h2>
        <ol class="paper-levels">
          {challenge.levels.map(({ id }) => {
            const card = cards.find((each) => each.id === id);
            const page = `class/c/${seat.code}/${id}`;
            return (
              <li key={id}>
                {card ? (
                  <a
                    href={address(page)}
                    onClick={(event) => {
                      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
                      event.preventDefault();
                      navigate(page);
                    }}
                  >
                    {card.title}
                  </a>
                ) : (
                  t('level.unknown', { id })
                )}{' '}
                <Stars count={stars[id] ?? 0} />
                {card && <span class="dim subtitle">{card.subtitle}</span>}
              </li>
            );
          })}
        </ol>
      </section>
      <section class="paper-card" aria-labelledby="paper-code">
        <h2 id="paper-code">{t('paper.result')}</h2>
        <p>{t('paper.result.about')}</p>
        <div class="row">
          <button type="button" class="primary" onClick={() => void desk.writeCode()}>
            {t(code ? 'paper.result.again' : 'paper.result.make')}
          </button>
        </div>
        {code && (
          <Handout link={code.link} file={code.file} fileName={`${alias}.cidrhouse.json`} label={t('paper.result.link')} />
        )}
      </section>
      <p>
        <button type="button" class="link" onClick={() => void desk.leaveSeat()}>
          {t('paper.leave')}
        </button>
      </p>
    </>
  );
}

function TypedName(): preact.JSX.Element {
  const desk = usePaperDesk();
  const [bad, setBad] = useState(false);
  const t = useWords();
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get('alias');
        setBad(typeof typed !== 'string' || !desk.rename(typed));
      }}
    >
      <label class="field-inline">
        {t('paper.you.typed')}
        <input name="alias" maxLength={60} autocomplete="off" required />
      </label>
      <button type="submit">{t('paper.you.take')}</button>
      <span role="status" class="warn">
        {bad ? t('paper.you.bad') : ''}
      </span>
    </form>
  );
}
