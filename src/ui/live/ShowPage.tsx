// For the wall: the code, the time, and the class's goal or the first five by their places. No names.
import { checkLetter, showRoomCode } from '../../classroom/roomCode.ts';
import { useEnvironment, useLive, useWords } from '../context.tsx';
import { Board, ClassGoal } from '../classroom/Board.tsx';
import { Code } from '../level/LinkCode.tsx';
import { HoursLine } from './HoursLine.tsx';
import { TimeLeft } from './TimeLeft.tsx';

const TOP = 5;

export function ShowPage(): preact.JSX.Element {
  const view = useLive((state) => state.view);
  const code = useLive((state) => state.code ?? '');
  const { address } = useEnvironment();
  const t = useWords();
  const { meta } = view ?? {};
  return (
    <section class="paper-projector live-show" aria-label={t('paper.projector')}>
      <h1>{meta?.title ?? t('live.room')}</h1>
      <div class="live-door">
        <p class="live-code" aria-label={t('live.code.spoken', { letters: `${code}${checkLetter(code)}`.split('').join(' ') })}>
          {showRoomCode(code)}
        </p>
        {meta?.phase === 'lobby' && <Code link={new URL(address(`class/j/${code}`), location.href).href} />}
      </div>
      {meta && (
        <p role="status">
          <strong>{t(`live.phase.${meta.phase}`)}</strong> {t('live.seats', { count: meta.seats })}
        </p>
      )}
      {meta && <HoursLine meta={meta} />}
      {meta && <TimeLeft meta={meta} deadline={meta.ends} />}
      {meta?.said && <p class="live-said">{meta.said.text}</p>}
      {view && meta?.frozen && <p>{t('live.frozen')}</p>}
      {view && (meta?.board === 'top5' || meta?.board === 'all') && meta.phase !== 'lobby' ? (
        <Board view={view} large most={TOP} />
      ) : (
        view && meta?.phase !== 'lobby' && <ClassGoal view={view} />
      )}
    </section>
  );
}
