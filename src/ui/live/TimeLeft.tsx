// The time that a seat, or the class, still has. A pause stops it.
import type { RoomMeta } from '../../classroom/view.ts';
import { useLiveDesk, useWords } from '../context.tsx';
import { useMinutesLeft } from '../paper/minutesLeft.ts';

const MOST_MINUTES = 24 * 60;

export function TimeLeft(props: { readonly meta: RoomMeta; readonly deadline?: number | undefined }): preact.JSX.Element | null {
  const { meta, deadline } = props;
  const desk = useLiveDesk();
  const running = meta.phase === 'running' && deadline !== undefined;
  // Told by the server's clock, counted down by this one.
  const left = useMinutesLeft(running ? deadline - Math.round((desk.now() - Date.now()) / 1000) * 1000 : undefined);
  const t = useWords();
  // Of homework that closes next week the hours say enough.
  return left === undefined || left > MOST_MINUTES ? null : (
    <p role="timer" class="live-time">
      {t(left > 0 ? 'paper.left' : 'live.left.over', { minutes: left })}
    </p>
  );
}
