// The envelope, step by step: play, forward, back, scrub; each step a stop on the line, the current one in words, the verdict at the end.
import { flattenTrace } from '../../store/playback.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { selectionOfPlace, selectionOfRule } from '../twin/names.ts';
import { useEffect, useMemo, useRef } from 'preact/hooks';

export function TracePanel(): preact.JSX.Element {
  const playback = useApp((state) => state.session.playback);
  const actions = useActions();
  const t = useWords();
  const stops = useRef<HTMLOListElement>(null);
  const steps = useMemo(() => (playback ? flattenTrace(playback.trace) : []), [playback?.trace]);
  useEffect(() => {
    const stop = stops.current?.children[playback?.position ?? 0];
    if (stop instanceof HTMLElement && stops.current) stops.current.scrollLeft = stop.offsetLeft - stops.current.clientWidth / 2;
  }, [playback?.position]);
  if (!playback) return <p class="trace-empty">{t('ui.trace.empty')}</p>;
  const { trace, position, playing } = playback;
  const current = steps[position];
  const arrived = trace.verdict.outcome === 'delivered';
  const rule = current?.step.rule;
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
        <button type="button" class="quiet" onClick={() => actions.stopTrace()}>
          {t('ui.close')}
        </button>
      </div>
      <ol class="stops" ref={stops}>
        {steps.map((item, index) => (
          <li key={index} class={`stop effect-${item.step.effect} ${item.direction}`} data-current={index === position}>
            <button
              type="button"
              aria-current={index === position ? 'step' : undefined}
              onClick={() => {
                actions.seek(index);
                actions.select(selectionOfPlace(item.hop.at));
              }}
            >
              <span class="dot" aria-hidden="true" />
              <span class="stop-name">{t(`step.${item.step.type}`)}</span>
              <span class="stop-place">{item.hop.at.name}</span>
            </button>
          </li>
        ))}
      </ol>
      {current && (
        <div class="step-words" aria-live="polite">
          <p>
            {current.direction === 'reply' && <em>{t('ui.trace.reply')} </em>}
            {t(current.step.code, current.step.params)}
          </p>
          <dl class="stamps">
            <div>
              <dt>{t('ui.packet.from')}</dt>
              <dd>
                <Stamp
                  before={`${current.step.before.sourceIP}:${current.step.before.sourcePort}`}
                  after={`${current.step.after.sourceIP}:${current.step.after.sourcePort}`}
                />
              </dd>
            </div>
            <div>
              <dt>{t('ui.packet.to')}</dt>
              <dd>
                <Stamp
                  before={`${current.step.before.destinationIP}:${current.step.before.destinationPort}`}
                  after={`${current.step.after.destinationIP}:${current.step.after.destinationPort}`}
                />
              </dd>
            </div>
          </dl>
          <div class="row">
            {rule && (
              <button type="button" class="link" onClick={() => actions.select(selectionOfRule(rule.object))}>
                {t('ui.goal.rule', { object: rule.object, field: rule.field })}
              </button>
            )}
            {current.step.cites.length > 0 && <span class="cites">{current.step.cites.join(' · ')}</span>}
          </div>
        </div>
      )}
    </div>
  );
}

function Stamp({ before, after }: { readonly before: string; readonly after: string }): preact.JSX.Element {
  if (before === after) return <code>{after}</code>;
  return (
    <>
      <del>
        <code>{before}</code>
      </del>{' '}
      →{' '}
      <ins>
        <code>{after}</code>
      </ins>
    </>
  );
}
