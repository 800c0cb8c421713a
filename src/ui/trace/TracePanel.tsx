// The envelope, looked into: play, forward, back; as a line of stops, by layers, there and back side by side, or as captured packets.
import { useMemo, useState } from 'preact/hooks';
import { flattenTrace } from '../../store/playback.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { TraceCapture } from './TraceCapture.tsx';
import { TraceLayers } from './TraceLayers.tsx';
import { TraceLine } from './TraceLine.tsx';
import { TraceWays } from './TraceWays.tsx';

const VIEWS = ['line', 'layers', 'ways', 'capture'] as const;
type View = (typeof VIEWS)[number];

export function TracePanel(): preact.JSX.Element {
  const playback = useApp((state) => state.session.playback);
  const [view, setView] = useState<View>('line');
  const actions = useActions();
  const t = useWords();
  const steps = useMemo(() => (playback ? flattenTrace(playback.trace) : []), [playback?.trace]);
  if (!playback) return <p class="trace-empty">{t('ui.trace.empty')}</p>;
  const { trace, position, playing } = playback;
  const arrived = trace.verdict.outcome === 'delivered';
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
          <span class="trace-count">{t('ui.trace.step', { step: position + 1, total: steps.length })}</span>
        </div>
        <p class="trace-verdict" data-outcome={trace.verdict.outcome}>
          <Status mark={arrived ? 'pass' : 'fail'} label={t(arrived ? 'ui.mark.pass' : 'ui.mark.fail')} />
          {t(`outcome.${trace.verdict.outcome.startsWith('http-') ? 'http' : trace.verdict.outcome}`, {
            to: trace.deliveredTo ?? trace.flow.to,
            from: trace.flow.from,
            source: trace.sourceSeen ?? '',
            status: trace.verdict.outcome.slice(5),
          })}
        </p>
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
      {view === 'line' && <TraceLine steps={steps} position={position} />}
      {view === 'layers' && <TraceLayers trace={trace} position={position} />}
      {view === 'ways' && <TraceWays trace={trace} position={position} />}
      {view === 'capture' && <TraceCapture trace={trace} />}
    </div>
  );
}
