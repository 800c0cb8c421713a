// Above the goals of a level that is played for a challenge: which one it is, what time is left, the way back and on.
import { useApp, useEnvironment, useWords } from '../context.tsx';
import { LiveBanner } from '../live/LiveBanner.tsx';
import { challengeRoom } from './challengeRoom.ts';
import { useMinutesLeft } from './minutesLeft.ts';

export function ChallengeBanner({ won }: { readonly won: boolean }): preact.JSX.Element | null {
  const play = useApp((state) => state.session.challenge);
  const level = useApp((state) => state.session.levelId);
  const { navigate } = useEnvironment();
  const t = useWords();
  const left = useMinutesLeft(play?.closes);
  if (!play || level === undefined) return null;
  const room = challengeRoom(play);
  const at = play.levels.indexOf(level);
  const next = play.levels[at + 1];
  return (
    <div class="banner" data-challenge={play.id}>
      <p>{t('paper.banner', { title: play.title, number: at + 1, total: play.levels.length })}</p>
      {left !== undefined && <p role="status">{t(left > 0 ? 'paper.left' : 'paper.left.over', { minutes: left })}</p>}
      {play.live && <LiveBanner level={level} />}
      <div class="row">
        <button type="button" class={won && next === undefined ? 'primary' : ''} onClick={() => navigate(room)}>
          {t('paper.banner.back')}
        </button>
        {next !== undefined && (
          <button type="button" class={won ? 'primary' : ''} onClick={() => navigate(`${room}/${next}`)}>
            {t('paper.banner.next')}
          </button>
        )}
      </div>
    </div>
  );
}
