// The time that a seat, or the class, still has. A pause stops it.
import type { RoomMeta } from '../../classroom/view.ts';
import { useWords } from '../context.tsx';
import { useMinutesLeft } from '../paper/minutesLeft.ts';

export function TimeLeft(props: { readonly meta: RoomMeta; readonly deadline?: number | undefined }): preact.JSX.Element | null {
  const { meta, deadline } = props;
  const left = useMinutesLeft(meta.phase === 'running' ? deadline : undefined);
  const t = useWords();
  return left === undefined ? null : (
    <p role="timer" class="live-time">
      {t(left > 0 ? 'paper.left' : 'live.left.over', { minutes: left })}
    </p>
  );
}
