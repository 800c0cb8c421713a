// The envelope as a line of stops, and the stop one stands at in words: addresses before and after, the rule that acted, one click away.
import { useEffect, useRef } from 'preact/hooks';
import type { FlatStep } from '../../store/playback.ts';
import { useActions, useWords } from '../context.tsx';
import { selectionOfPlace } from '../twin/names.ts';

export function TraceLine(props: { readonly steps: readonly FlatStep[]; readonly position: number }): preact.JSX.Element {
  const { steps, position } = props;
  const actions = useActions();
  const t = useWords();
  const stops = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const stop = stops.current?.children[position];
    if (stop instanceof HTMLElement && stops.current) stops.current.scrollLeft = stop.offsetLeft - stops.current.clientWidth / 2;
  }, [position]);
  const current = steps[position];
  return (
    <>
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
      {current && <StepWords item={current} />}
    </>
  );
}

/** One step in words, told as it comes. */
export function StepWords({ item }: { readonly item: FlatStep }): preact.JSX.Element {
  const actions = useActions();
  const t = useWords();
  const { step, direction } = item;
  const { rule } = step;
  return (
    <div class="step-words" aria-live="polite">
      <p>
        {direction === 'reply' && <em>{t('ui.trace.reply')} </em>}
        {t(step.code, step.params)}
      </p>
      <dl class="stamps">
        <div>
          <dt>{t('ui.packet.from')}</dt>
          <dd>
            <Stamp
              before={`${step.before.sourceIP}:${step.before.sourcePort}`}
              after={`${step.after.sourceIP}:${step.after.sourcePort}`}
            />
          </dd>
        </div>
        <div>
          <dt>{t('ui.packet.to')}</dt>
          <dd>
            <Stamp
              before={`${step.before.destinationIP}:${step.before.destinationPort}`}
              after={`${step.after.destinationIP}:${step.after.destinationPort}`}
            />
          </dd>
        </div>
      </dl>
      <div class="row">
        {rule && (
          <button type="button" class="link" onClick={() => actions.showRule(rule)}>
            {t('ui.goal.rule', { object: rule.object, field: rule.field })}
          </button>
        )}
        {step.cites.length > 0 && <span class="cites">{step.cites.join(' · ')}</span>}
      </div>
    </div>
  );
}

export function Stamp({ before, after }: { readonly before: string; readonly after: string }): preact.JSX.Element {
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
