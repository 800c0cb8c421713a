// The envelope as a line of stops, and the stop one stands at in words: addresses before and after, the rule that acted, one click away.
import { useEffect, useRef } from 'preact/hooks';
import type { RuleRef } from '../../engine/model/ruleRef.ts';
import type { FlatStep } from '../../store/playback.ts';
import { useActions, useWords } from '../context.tsx';
import { Rules } from '../parts/Rules.tsx';
import { selectionOfHop } from '../twin/names.ts';

interface LineProps {
  readonly steps: readonly FlatStep[];
  readonly position: number;
  /** Where its goal fails, though the letter may have gone on. */
  readonly failing?: number | undefined;
  readonly why?: string | undefined;
}

export function TraceLine({ steps, position, failing, why }: LineProps): preact.JSX.Element {
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
          <li
            key={index}
            class={`stop effect-${item.step.effect} ${item.direction}${index === failing ? ' failing' : ''}`}
            data-current={index === position}
          >
            <button
              type="button"
              aria-current={index === position ? 'step' : undefined}
              onClick={() => {
                actions.seek(index);
                actions.select(selectionOfHop(item.hop));
              }}
            >
              <span class="dot" aria-hidden="true" />
              <span class="stop-name">{t(stopKey(item))}</span>
              <span class="stop-place">{item.hop.at.name}</span>
            </button>
          </li>
        ))}
      </ol>
      {current && (
        <StepWords item={current} service={serviceRule(steps)}>
          {position === failing && why && <strong class="fails-here"> {t('verdict.here', { why })}</strong>}
        </StepWords>
      )}
    </>
  );
}

/** What begins and ends the way back is a reply, not another letter. */
function stopKey({ step, direction }: FlatStep): string {
  if (direction === 'reply' && step.type === 'send') return 'step.answer';
  return direction === 'reply' && step.type === 'deliver' ? 'step.answered' : `step.${step.type}`;
}

/** The Service that chose the receiver and its port: a letter refused there may be refused because of it. */
function serviceRule(steps: readonly FlatStep[]): RuleRef | undefined {
  return steps.findLast(({ step, direction }) => direction === 'forward' && step.type === 'serviceTranslation')?.step.rule;
}

interface WordsProps {
  readonly item: FlatStep;
  /** The Service that sent it here. */
  readonly service?: RuleRef | undefined;
  readonly children?: preact.ComponentChildren;
}

/** One step in words, told as it comes. */
export function StepWords({ item, service, children }: WordsProps): preact.JSX.Element {
  const actions = useActions();
  const t = useWords();
  const { step, direction } = item;
  return (
    <div class="step-words" aria-live="polite">
      <p>
        {direction === 'reply' && <em>{t('ui.trace.reply')} </em>}
        {t(step.type === 'send' && step.code === 'reply.passed' ? 'reply.begins' : step.code, step.params)}
        {children}
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
              before={step.before.destinationIP === '' ? '' : `${step.before.destinationIP}:${step.before.destinationPort}`}
              after={step.after.destinationIP === '' ? '' : `${step.after.destinationIP}:${step.after.destinationPort}`}
            />
          </dd>
        </div>
      </dl>
      <div class="row">
        {rulesOf(step, service).map((rule) => (
          <button key={rule.object} type="button" class="link" onClick={() => actions.showRule(rule)}>
            {t('ui.goal.rule', { object: rule.object, field: rule.field })}
          </button>
        ))}
      </div>
      {step.cites.length > 0 && <Rules ids={step.cites} />}
    </div>
  );
}

/** The object that decided, and before it the Service whose targetPort led to a socket where nobody listens. */
function rulesOf(step: FlatStep['step'], service: RuleRef | undefined): readonly RuleRef[] {
  const through = step.type === 'deliver' && step.effect === 'refuse' ? service : undefined;
  return [...(through ? [through] : []), ...(step.rule ? [step.rule] : [])];
}

export function Stamp({ before, after }: { readonly before: string; readonly after: string }): preact.JSX.Element {
  const t = useWords();
  if (before === after) return after === '' ? <span class="dim">{t('ui.packet.unnamed')}</span> : <code>{after}</code>;
  return (
    <>
      {before === '' ? (
        <span class="dim">{t('ui.packet.unnamed')}</span>
      ) : (
        <del>
          <code>{before}</code>
        </del>
      )}{' '}
      →{' '}
      <ins>
        <code>{after}</code>
      </ins>
    </>
  );
}
