// Live rooms whose keys this browser keeps, and the way in for students who came to the teacher's page.
import { CodexLink } from '../codex/CodexLink.tsx';
import { useLive, useWords } from '../context.tsx';
import { showRoomCode } from '../../classroom/roomCode.ts';

export function KeptRooms(): preact.JSX.Element | null {
  const rooms = useLive((state) => state.rooms);
  const served = useLive((state) => state.served);
  const t = useWords();
  if (served !== true) return null;
  return (
    <section class="paper-card">
      <h2>{t('live.rooms')}</h2>
      {rooms.length > 0 && (
        <ul class="plain">
          {rooms.map(({ code, title }) => (
            <li key={code}>
              <CodexLink to={`class/h/${code}`}>
                {[title, showRoomCode(code)].filter((part) => part !== '').join(' · ')}
              </CodexLink>
            </li>
          ))}
        </ul>
      )}
      <p class="muted">{t('live.open.how', { button: t('live.open') })}</p>
      <p>
        <CodexLink to="class/j">{t('live.join')}</CodexLink>
      </p>
    </section>
  );
}
