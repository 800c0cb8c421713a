// The envelope, looked into: play, forward, back; as a line of stops, by layers, there and back side by side, or as captured packets.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { failingPosition, type FlatStep, flattenTrace } from '../../store/playback.ts';
import { type Playback, SPEEDS } from '../../store/state.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { whyText } from './headline.ts';
import { TraceCapture } from './TraceCapture.tsx';
import { TraceLayers } from './TraceLayers.tsx';
import { TraceLine } from './TraceLine.tsx';
import { TraceVerdict, useJudged } from './TraceVerdict.tsx';
import { TraceWays } from './TraceWays.tsx';

const VIEWS = ['line', 'layers', 'ways', 'capture'] as const;
type View = (typeof VIEWS)[number];

export function TracePanel(): preact.JSX.Element {
  const playback = useApp((state) => state.session.playback);
  const [view, setView] = useState<View>('line');
  const actions = useActions();
  const t = useWords();
  const steps = useMemo(() => (playback ? flattenTrace(playback.trace) : []), [playback?.trace]);
  const play = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // What was just sent waits at its first stop; one key sets it going. Nobody who types is pulled away.
    if (playback && !playback.again && !document.activeElement?.closest('.bottom, .cm-editor')) play.current?.focus();
  }, [playback?.trace]);
  if (!playback) return <p class="trace-empty">{t('ui.trace.empty')}</p>;
  const { trace, position, playing } = playback;
  return (
    <div class="trace">
      <div class="trace-bar">
        <div class="row">
          <button
            type="button"
            class="icon"
            aria-label={t('ui.trace.back')}
            disabled={position === 0}
            onClick={() => actions.step(-1)}
          >
            ‹
          </button>
          <button
            type="button"
            class="icon"
            ref={play}
            aria-label={t(playing ? 'ui.trace.pause' : 'ui.trace.play')}
            onClick={() => actions.setPlaying(!playing)}
          >
            {playing ? '❚❚' : '▶'}
          </button>
          <button
            type="button"
            class="icon"
            aria-label={t('ui.trace.forward')}
            disabled={position >= steps.length - 1}
            onClick={() => actions.step(1)}
          >
            ›
          </button>
          <input
            type="range"
            class="scrub"
            min={0}
            max={Math.max(0, steps.length - 1)}
            value={position}
            aria-label={t('ui.trace.scrub')}
            aria-valuetext={t('ui.trace.step', { step: position + 1, total: steps.length })}
            onInput={(event) => {
              actions.setPlaying(false);
              actions.seek(Number(event.currentTarget.value));
            }}
          />
          <span class="trace-count">{t('ui.trace.step', { step: position + 1, total: steps.length })}</span>
          <Speed playback={playback} />
        </div>
        <TraceVerdict playback={playback} />
        <div class="segmented" role="group" aria-label={t('ui.trace.view')}>
          {VIEWS.map((name) => (
            <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>
              {t(`ui.trace.view.${name}`)}
            </button>
          ))}
        </div>
        <button type="button" class="quiet" onClick={() => actions.stopTrace()}>
          {t('ui.close')}
        </button>
      </div>
      {view === 'line' && <Line playback={playback} steps={steps} />}
      {view === 'layers' && <TraceLayers trace={trace} position={position} />}
      {view === 'ways' && <TraceWays trace={trace} position={position} />}
      {view === 'capture' && <TraceCapture trace={trace} />}
    </div>
  );
}

/** One button for three paces: it says the pace it has, and goes on to the next. */
function Speed({ playback }: { readonly playback: Playback }): preact.JSX.Element {
  const actions = useActions();
  const t = useWords();
  const next = SPEEDS[(SPEEDS.indexOf(playback.speed) + 1) % SPEEDS.length] ?? 1;
  return (
    <button
      type="button"
      class="quiet pace"
      title={t('ui.trace.speed.next', { speed: next })}
      onClick={() => actions.setSpeed(next)}
    >
      {t('ui.trace.speed', { speed: playback.speed })}
    </button>
  );
}

function Line({ playback, steps }: { readonly playback: Playback; readonly steps: readonly FlatStep[] }): preact.JSX.Element {
  const judged = useJudged(playback);
  const t = useWords();
  const result = judged?.result;
  const failure = result?.pass === false ? result.failure : undefined;
  return (
    <TraceLine
      steps={steps}
      position={playback.position}
      failing={failingPosition(playback.trace, failure)}
      why={result && failure && (whyText(result, t) ?? t(failure.code, failure.params))}
    />
  );
}
