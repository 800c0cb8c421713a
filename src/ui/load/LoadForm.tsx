// What a load run is asked: senders to tick, one target, three numbers, and what they come to together.
import { useState } from 'preact/hooks';
import { STREET } from '../../store/ends.ts';
import { ASK_BOUNDS, listLoadSenders, listLoadTargets, type LoadSender, MOST_ASKED } from '../../store/loadPlanning.ts';
import type { LoadAsk } from '../../store/loadTypes.ts';
import { useActions, useApp, useWords } from '../context.tsx';

const MOST_SHOWN = 40;
const MOST_TARGETS = 400;
const NUMBERS = ['rate', 'hold', 'seconds'] as const;

export function LoadForm({ ask }: { readonly ask: LoadAsk }): preact.JSX.Element {
  const plan = useApp((state) => state.results.compiled?.plan);
  const network = useApp((state) => state.document.spec.network);
  const goals = useApp((state) => state.session.level?.goals);
  const actions = useActions();
  const t = useWords();
  const senders = listLoadSenders(plan, network);
  const targets = listLoadTargets(plan, goals ?? []);
  const rate = senders.reduce((sum, { name, count }) => sum + (ask.from.includes(name) ? count * ask.rate : 0), 0);
  return (
    <>
      <SenderList ask={ask} senders={senders} />
      <label class="field">
        {t('load.to')}
        <input
          list="load-targets"
          required
          autocomplete="off"
          spellcheck={false}
          value={ask.to}
          onInput={(event) => actions.askLoad({ to: event.currentTarget.value })}
        />
      </label>
      <datalist id="load-targets">
        {targets.slice(0, MOST_TARGETS).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div class="load-numbers">
        {NUMBERS.map((name) => (
          <label key={name} class="field">
            {t(`load.${name}`)}
            <input
              type="number"
              required
              min={ASK_BOUNDS[name].least}
              max={ASK_BOUNDS[name].most}
              step={name === 'seconds' ? 1 : 'any'}
              value={ask[name]}
              // A number that is being written may be out of bounds for a moment: it counts when it is one.
              onInput={(event) => {
                const value = Number(event.currentTarget.value);
                const { least, most } = ASK_BOUNDS[name];
                if (event.currentTarget.value !== '' && value >= least && value <= most) actions.askLoad({ [name]: value });
              }}
            />
          </label>
        ))}
      </div>
      {rate > 0 && <p class="dim">{t('load.together', { rate, open: Math.round(rate * Math.min(ask.hold, ask.seconds)) })}</p>}
    </>
  );
}

function SenderList({ ask, senders }: { readonly ask: LoadAsk; readonly senders: readonly LoadSender[] }): preact.JSX.Element {
  const [part, setPart] = useState('');
  const actions = useActions();
  const t = useWords();
  const wanted = part.trim().toLowerCase();
  const isChosen = (name: string): boolean => ask.from.includes(name);
  // What is ticked never leaves the list.
  const fitting = senders.filter(({ name }) => isChosen(name) || name.toLowerCase().includes(wanted));
  const shown = [...fitting].sort((a, b) => Number(isChosen(b.name)) - Number(isChosen(a.name))).slice(0, MOST_SHOWN);
  const listed = new Set(shown);
  const full = ask.from.length >= MOST_ASKED;
  const tick = (name: string, on: boolean): void =>
    actions.askLoad({ from: on ? [...ask.from, name] : ask.from.filter((other) => other !== name) });
  return (
    <fieldset class="load-senders">
      <legend>{t('load.from')}</legend>
      {senders.length > 8 && (
        <input
          type="search"
          aria-label={t('load.from.find')}
          placeholder={t('load.from.find')}
          value={part}
          onInput={(event) => setPart(event.currentTarget.value)}
        />
      )}
      <div class="load-list">
        {fitting
          .filter((sender) => listed.has(sender))
          .map(({ name, count }) => (
            <label key={name} class="load-sender">
              <input
                type="checkbox"
                checked={isChosen(name)}
                disabled={full && !isChosen(name)}
                onChange={(event) => tick(name, event.currentTarget.checked)}
              />
              <span>{name}</span>
              {name === STREET ? (
                <span class="dim">{t('load.callers', { count })}</span>
              ) : (
                /^[^/:]+\/(?:deploy|sts|ds)\//.test(name) && <span class="dim">{t('load.rooms', { count })}</span>
              )}
            </label>
          ))}
      </div>
      <p class="dim">
        {fitting.length === 0 && t('load.from.none')}
        {fitting.length > shown.length && t('load.from.more', { count: fitting.length - shown.length })}
        {full && t('load.from.most', { most: MOST_ASKED })}
      </p>
    </fieldset>
  );
}
