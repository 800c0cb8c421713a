// Seat cards to print and cut: on each the room's code, a link to a seat of its own as a code for cameras, and the name that its holder will have.
import { useEffect, useState } from 'preact/hooks';
import { showRoomCode } from '../../classroom/roomCode.ts';
import { MOST_CARDS } from '../../store/live/seatCards.ts';
import { CodexLink } from '../codex/CodexLink.tsx';
import { useLive, useLiveDesk, useWords } from '../context.tsx';
import { Code } from '../level/LinkCode.tsx';
import { NumberField } from '../parts/NumberField.tsx';

const FIRST_COUNT = 12;

export function SeatCards(): preact.JSX.Element {
  const room = useLive((state) => state.room);
  const title = useLive((state) => state.view?.meta.title ?? state.room?.title ?? '');
  const cards = useLive((state) => state.cards);
  const desk = useLiveDesk();
  const t = useWords();
  const [count, setCount] = useState(FIRST_COUNT);
  useEffect(() => void desk.makeCards(count), [count, room?.code]);
  if (!room) return <p>{t('live.none')}</p>;
  return (
    <>
      <section class="paper-card no-print">
        <h1>{t('live.cards')}</h1>
        <p>{t('live.cards.about')}</p>
        <div class="row">
          <NumberField inline label={t('live.cards.count')} value={count} least={1} most={MOST_CARDS} onChange={setCount} />
          <button type="button" class="primary" onClick={() => window.print()}>
            {t('live.cards.print')}
          </button>
          <CodexLink to={`class/h/${room.code}`}>{t('live.watch.back')}</CodexLink>
        </div>
      </section>
      <ul class="plain live-cards" aria-label={t('live.cards')}>
        {cards?.map(({ number, alias, link }) => (
          <li key={number} data-card={number}>
            <div>
              <p class="dim">
                {title} · {t('live.cards.number', { number })}
              </p>
              <p class="live-card-name">{alias}</p>
              <p>
                {t('live.code')} <strong translate={false}>{showRoomCode(room.code)}</strong>
              </p>
              <p class="live-card-link" translate={false}>
                {link}
              </p>
            </div>
            <Code link={link} />
          </li>
        ))}
      </ul>
    </>
  );
}
