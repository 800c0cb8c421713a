// The same envelope in both worlds, step by step: what each step does here and there, the difference named, one clock for both.
import { useEffect, useRef } from 'preact/hooks';
import type { Trace } from '../../engine/forward/trace.ts';
import type { BothWalks, ComparedSide } from '../../store/comparison.ts';
import { COMPARED_SIDES } from '../../store/comparison.ts';
import { flattenTrace } from '../../store/playback.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { listSenders, listTargets } from '../../store/ends.ts';
import { Status } from '../parts/Status.tsx';
import { type Say, verdictText, walkDifference } from './walkWords.ts';

const BEAT_MS = 1200;

export function CompareWalk(): preact.JSX.Element | null {
  const compared = useApp((state) => state.results.compared);
  const t = useWords();
  if (!compared || compared.refused) return null;
  return (
    <section class="compare-walk" aria-labelledby="compare-walk-title">
      <h3 id="compare-walk-title">{t('ui.compare.walk')}</h3>
      <BothForm />
      {compared.flowRefused && (
        <p class="warn" role="alert">
          {t(`flow.${compared.flowRefused.code}`, compared.flowRefused.params)}
        </p>
      )}
      {compared.walks && <Steps walks={compared.walks} />}
    </section>
  );
}

function BothForm(): preact.JSX.Element {
  const compiled = useApp((state) => state.results.compiled);
  const network = useApp((state) => state.document.spec.network);
  const demo = useApp((state) => state.session.level?.demo);
  const actions = useActions();
  const t = useWords();
  const senders = listSenders(compiled?.plan, network);
  const targets = listTargets(compiled?.plan);
  return (
    <form
      class="row compare-form"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text = (name: string): string => {
          const value = data.get(name);
          return typeof value === 'string' ? value : '';
        };
        void actions.sendBoth(text('from'), text('to'));
      }}
    >
      {(['from', 'to'] as const).map((end) => (
        <label key={end} class="field">
          {t(`ui.send.${end}`)}
          <input
            name={end}
            list={`compare-${end}`}
            required
            autocomplete="off"
            spellcheck={false}
            defaultValue={demo?.[end] ?? (end === 'from' ? senders : targets)[0] ?? ''}
          />
          <datalist id={`compare-${end}`}>
            {(end === 'from' ? senders : targets).slice(0, 400).map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </label>
      ))}
      <button type="submit">{t('ui.compare.send')}</button>
    </form>
  );
}

function Steps({ walks }: { readonly walks: BothWalks }): preact.JSX.Element {
  const position = useApp((state) => state.session.comparison?.position ?? 0);
  const playing = useApp((state) => state.session.comparison?.playing === true);
  const modes = useApp((state) => state.results.compared?.modes);
  const actions = useActions();
  const t = useWords();
  const { moments } = walks;
  const last = moments.length - 1;
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => actions.lookAtCompared({ position: position + 1 }), BEAT_MS);
    return () => clearTimeout(timer);
  }, [playing, position]);
  const nameOf = (side: ComparedSide): string => t(`mode.name.${modes?.[side] ?? 'none'}`);
  const said = walkDifference(walks, position, { t, nameOf });
  const seek = (to: number): void => actions.lookAtCompared({ position: to, playing: false });
  const next = moments.findIndex(({ difference }, index) => index > position && difference !== undefined);
  return (
    <>
      <div class="compare-pair">
        {COMPARED_SIDES.map((side) => (
          <p key={side}>
            <Verdict trace={walks[side]} t={t} /> <strong>{nameOf(side)}:</strong> {verdictText(walks[side], t)}
          </p>
        ))}
      </div>
      <div class="row">
        <button
          type="button"
          class="icon"
          aria-label={t('ui.trace.back')}
          disabled={position === 0}
          onClick={() => seek(position - 1)}
        >
          ‹
        </button>
        <button
          type="button"
          class="icon"
          aria-label={t(playing ? 'ui.trace.pause' : 'ui.trace.play')}
          onClick={() => actions.lookAtCompared({ playing: !playing, position: position >= last ? 0 : position })}
        >
          {playing ? '❚❚' : '▶'}
        </button>
        <button
          type="button"
          class="icon"
          aria-label={t('ui.trace.forward')}
          disabled={position >= last}
          onClick={() => seek(position + 1)}
        >
          ›
        </button>
        <span class="trace-count">{t('ui.trace.step', { step: position + 1, total: moments.length })}</span>
        <button type="button" disabled={next < 0} onClick={() => seek(next)}>
          {t('ui.compare.next')}
        </button>
      </div>
      <p class="compare-difference" aria-live="polite" data-differs={said.differs}>
        {said.differs && <span aria-hidden="true">≠ </span>}
        {said.text}
      </p>
      <StepTable walks={walks} position={position} onSeek={seek} nameOf={nameOf} />
    </>
  );
}

function Verdict({ trace, t }: { readonly trace: Trace; readonly t: Say }): preact.JSX.Element {
  const mark = trace.verdict.outcome === 'delivered' ? 'pass' : 'fail';
  return <Status mark={mark} label={t(`ui.mark.${mark}`)} />;
}

function StepTable(props: {
  readonly walks: BothWalks;
  readonly position: number;
  readonly onSeek: (position: number) => void;
  readonly nameOf: (side: ComparedSide) => string;
}): preact.JSX.Element {
  const { walks, position, onSeek, nameOf } = props;
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = box.current?.querySelectorAll('tbody tr')[position];
    if (row instanceof HTMLElement && box.current) box.current.scrollTop = row.offsetTop - box.current.clientHeight / 2;
  }, [position]);
  const flat = { left: flattenTrace(walks.left), right: flattenTrace(walks.right) };
  return (
    <div class="scroll compare-steps" ref={box} tabIndex={0} role="region" aria-label={t('ui.compare.steps')}>
      <table class="compare-table">
        <thead>
          <tr>
            <th scope="col">{t('ui.compare.step')}</th>
            {COMPARED_SIDES.map((side) => (
              <th key={side} scope="col">
                {nameOf(side)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {walks.moments.map((moment, index) => {
            const type = (flat.left[moment.left ?? -1] ?? flat.right[moment.right ?? -1])?.step.type ?? 'send';
            return (
              <tr key={index} class={moment.difference ? 'differs' : ''} data-current={index === position}>
                <th scope="row">
                  <button
                    type="button"
                    class="link"
                    aria-current={index === position ? 'step' : undefined}
                    onClick={() => onSeek(index)}
                  >
                    {moment.difference && <span aria-hidden="true">≠ </span>}
                    {moment.difference && <span class="visually-hidden">{t('ui.compare.differs')} </span>}
                    {moment.direction === 'reply' && `${t('ui.trace.reply')} `}
                    {t(`step.${type}`)}
                  </button>
                </th>
                {COMPARED_SIDES.map((side) => {
                  const own = flat[side][moment[side] ?? -1];
                  return <td key={side}>{own ? t(own.step.code, own.step.params) : t('ui.compare.nothing')}</td>;
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
