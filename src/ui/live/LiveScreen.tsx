// Pages of a live room: the teacher's, a student's, and what a projector shows.
import { CodexLink } from '../codex/CodexLink.tsx';
import { useLive, useWords } from '../context.tsx';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { ThemeSwitch } from '../parts/ThemeSwitch.tsx';
import { HostRoom } from './HostRoom.tsx';
import { JoinPage } from './JoinPage.tsx';
import { PupilRoom } from './PupilRoom.tsx';
import { SeatCards } from './SeatCards.tsx';
import { ShowPage } from './ShowPage.tsx';
import '../styles/paper.css';
import '../styles/live.css';

export function LiveScreen(): preact.JSX.Element {
  const side = useLive((state) => state.side);
  const seated = useLive((state) => state.ticket?.seat !== undefined);
  const no = useLive((state) => state.no);
  const over = useLive((state) => state.over);
  const line = useLive((state) => state.line);
  const t = useWords();
  return (
    <div class="paper live">
      <header class="paper-head">
        <CodexLink to="" class="home">
          {t('ui.title')}
        </CodexLink>
        {(side === 'host' || side === 'cards') && <CodexLink to="class">{t('paper.open')}</CodexLink>}
        <span class="grow" />
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <main id="main" class="paper-main" tabIndex={-1}>
        <div role="status">
          {no !== undefined && <p class="warn">{t(`room.no.${no}`)}</p>}
          {over !== undefined && <p class="warn">{t(`room.no.${over}`)}</p>}
          {line === 'lost' && over === undefined && <p class="warn">{t('live.lost')}</p>}
        </div>
        {side === 'cards' ? (
          <SeatCards />
        ) : side === 'host' ? (
          <HostRoom />
        ) : side === 'show' ? (
          <ShowPage />
        ) : seated ? (
          <PupilRoom />
        ) : (
          <JoinPage />
        )}
      </main>
    </div>
  );
}
