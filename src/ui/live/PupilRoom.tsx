// A student's room: who one is, how long there is still, the levels and what became of them, the class's goal or board as far as the teacher shows it.
import { useApp, useCards, useEnvironment, useLive, useLiveDesk, useWords } from '../context.tsx';
import { Board, ClassGoal } from '../classroom/Board.tsx';
import { Stars } from '../parts/Stars.tsx';
import { Handing } from './Handing.tsx';
import { HoursLine } from './HoursLine.tsx';
import { MoveOn } from './MoveOn.tsx';
import { TimeLeft } from './TimeLeft.tsx';

export function PupilRoom(): preact.JSX.Element {
  const view = useLive((state) => state.view);
  const ticket = useLive((state) => state.ticket);
  const over = useLive((state) => state.over);
  const desk = useLiveDesk();
  const cards = useCards();
  const words = useApp((state) => state.session.locale);
  const { address, navigate } = useEnvironment();
  const t = useWords();
  const row = view?.rows[String(ticket?.seat)];
  const { meta } = view ?? {};
  const plays = meta !== undefined && meta.phase !== 'lobby' && row?.standing === 'in';
  const skipped = [...(meta?.skipped ?? []), ...(row?.skipped ?? [])];
  const shown = meta?.board === 'all' || meta?.board === 'top5';
  return (
    <>
      <h1>{meta?.title ?? t('live.room')}</h1>
      <section class="paper-card" aria-labelledby="live-you" lang={words === 'qps' ? 'en' : words}>
        <h2 id="live-you">{t('paper.you')}</h2>
        <p>
          {t('paper.you.are')} <strong data-alias>{row?.alias ?? ticket?.alias}</strong>
        </p>
        <p role="status">
          <strong>{view && t(row?.standing === 'waiting' ? 'live.waits' : `live.phase.${view.meta.phase}`)}</strong>
        </p>
        {meta && <HoursLine meta={meta} />}
        {meta && <TimeLeft meta={meta} deadline={row?.deadline} />}
        {meta?.said && (
          <p role="status" class="live-said">
            {t('live.said', { text: meta.said.text })}
          </p>
        )}
        <p class="dim">{t('live.seen')}</p>
        {row && shown && row.points > 0 && <p>{t('live.place', { place: row.place, points: row.points })}</p>}
      </section>
      {meta && (
        <section class="paper-card" aria-labelledby="live-levels">
          <h2 id="live-levels">{t('paper.levels')}</h2>
          <ol class="paper-levels">
            {meta.levels.map(({ id }) => {
              const card = cards.find((each) => each.id === id);
              const page = `class/j/${ticket?.code}/${id}`;
              const title = card?.title ?? id;
              return (
                <li key={id}>
                  {plays && !skipped.includes(id) ? (
                    <a
                      href={address(page)}
                      onClick={(event) => {
                        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
                        event.preventDefault();
                        navigate(page);
                      }}
                    >
                      {title}
                    </a>
                  ) : (
                    title
                  )}{' '}
                  <Stars count={row?.levels[id]?.stars ?? 0} />
                  {card && <span class="dim subtitle">{card.subtitle}</span>}
                  {skipped.includes(id) && <span class="dim subtitle">{t('live.skipped')}</span>}
                  {meta.attempts > 0 && (
                    <span class="dim subtitle">
                      {t('live.tries', { used: row?.levels[id]?.attempts ?? 0, most: meta.attempts })}
                    </span>
                  )}
                  <Handing level={id} />
                </li>
              );
            })}
          </ol>
        </section>
      )}
      {view && meta?.board === 'class' && <ClassGoal view={view} />}
      {view && shown && row?.standing === 'in' && (
        <section class="paper-card" aria-labelledby="live-board">
          <h2 id="live-board">{t('paper.board')}</h2>
          {meta?.frozen && <p class="dim">{t('live.frozen')}</p>}
          <div class="scroll">
            <Board view={view} />
          </div>
        </section>
      )}
      <MoveOn link={desk.seatLink()} what="seat" />
      <p>
        <button
          type="button"
          class="link"
          onClick={() => {
            if (over !== undefined || confirm(t('live.leave.sure'))) void desk.leave().then(() => navigate('class/j'));
          }}
        >
          {t('live.leave')}
        </button>
      </p>
    </>
  );
}
