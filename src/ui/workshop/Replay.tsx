// An opened solution, move by move: a list of sentences, and buttons that take the world there and back. The board follows; nothing is saved.
import { useEffect, useState } from 'preact/hooks';
import { useActions, useApp, useWords } from '../context.tsx';
import { moveSentence } from './moveSentence.ts';

/** One move a second and a half: long enough to see a letter turn back. */
const PACE_MS = 1500;
const NONE: readonly number[] = [];

export function Replay(): preact.JSX.Element | null {
  const log = useApp((state) => state.document.log);
  const applied = useApp((state) => state.document.applied);
  const attempts = useApp((state) => state.session.shared?.watched?.attempts) ?? NONE;
  const [playing, setPlaying] = useState(false);
  const actions = useActions();
  const t = useWords();
  useEffect(() => {
    if (!playing) return undefined;
    if (applied >= log.length) {
      setPlaying(false);
      return undefined;
    }
    const timer = setTimeout(() => actions.replayTo(applied + 1), PACE_MS);
    return () => clearTimeout(timer);
  }, [playing, applied, log.length]);
  if (log.length === 0) return null;
  const go = (position: number): void => {
    setPlaying(false);
    actions.replayTo(position);
  };
  return (
    <section class="replay" aria-label={t('made.replay')}>
      <h2>{t('made.replay')}</h2>
      <div class="row" role="group" aria-label={t('made.replay.walk')}>
        <button type="button" disabled={applied === 0} onClick={() => go(0)}>
          {t('made.replay.first')}
        </button>
        <button type="button" disabled={applied === 0} onClick={() => go(applied - 1)}>
          {t('made.replay.back')}
        </button>
        <button
          type="button"
          aria-pressed={playing}
          onClick={() => {
            if (!playing && applied === log.length) actions.replayTo(0);
            setPlaying(!playing);
          }}
        >
          {t(playing ? 'ui.trace.pause' : 'ui.trace.play')}
        </button>
        <button type="button" disabled={applied === log.length} onClick={() => go(applied + 1)}>
          {t('made.replay.next')}
        </button>
      </div>
      {attempts.length > 1 && (
        <div class="row" role="group" aria-label={t('live.watch.attempts')}>
          {attempts.map((moves, index) => (
            <button key={index} type="button" aria-pressed={applied === moves} onClick={() => go(moves)}>
              {t('live.attempt', { attempt: index + 1 })}
            </button>
          ))}
        </div>
      )}
      <p role="status" class="dim">
        {t('made.replay.at', { applied, total: log.length })}
      </p>
      <ol class="replay-moves">
        {log.map((entry, index) => (
          <li key={index} aria-current={index === applied - 1 ? 'step' : undefined} class={index < applied ? 'done' : ''}>
            <button type="button" class="link" onClick={() => go(index + 1)}>
              {moveSentence(entry, t)}
            </button>
            {attempts.map(
              (moves, attempt) =>
                moves === index + 1 && (
                  <span key={attempt} class="dim replay-attempt">
                    {t('live.watch.handedIn', { attempt: attempt + 1 })}
                  </span>
                ),
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
