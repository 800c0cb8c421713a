// What connecting these two could mean: each choice with its effect, and the same as it would be typed. Enter does it, Escape leaves.
import { useState } from 'preact/hooks';
import { type Choice, type Connecting, reasonKey } from '../../store/connectState.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { thingName } from './thingName.ts';

export function ConnectDialog(): preact.JSX.Element | null {
  const connecting = useApp((state) => state.session.connecting);
  const choices = connecting?.choices;
  return connecting?.to === undefined || !choices ? null : (
    <Choices key={connecting.to} connecting={connecting} to={connecting.to} choices={choices} />
  );
}

interface Props {
  readonly connecting: Connecting;
  readonly to: string;
  readonly choices: readonly Choice[];
}

function Choices({ connecting, to, choices }: Props): preact.JSX.Element {
  const [chosen, setChosen] = useState(() => firstGood(choices));
  const actions = useActions();
  const t = useWords();
  const choice = choices[chosen];
  const possible = choice !== undefined && !choice.refusal;
  return (
    <Dialog
      title={t('ui.connect.title', { from: thingName(connecting.from, t), to: thingName(to, t) })}
      onClose={() => actions.stopConnecting()}
    >
      <form
        class="connect-choices"
        onSubmit={(event) => {
          event.preventDefault();
          void actions.acceptChoice(chosen);
        }}
      >
        {choices.length === 1 && choice ? (
          <Effect choice={choice} />
        ) : (
          <fieldset>
            <legend>{t('ui.connect.choices')}</legend>
            {choices.map((item, index) => (
              <label key={index} class="connect-choice">
                <input
                  type="radio"
                  name="choice"
                  checked={index === chosen}
                  disabled={item.refusal !== undefined}
                  onChange={() => setChosen(index)}
                />
                <Effect choice={item} />
              </label>
            ))}
          </fieldset>
        )}
        {choice && (
          <>
            <p class="dim">{t('ui.connect.typed')}</p>
            <pre class="connect-typed" tabIndex={0} aria-label={t('ui.connect.typed')}>
              <code>{choice.typed}</code>
            </pre>
          </>
        )}
        <div class="row">
          <button type="submit" class="primary" disabled={!possible} autofocus>
            {t('ui.connect.confirm')}
          </button>
          <button type="button" onClick={() => actions.stopConnecting()}>
            {t('ui.connect.stop')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Effect({ choice }: { readonly choice: Choice }): preact.JSX.Element {
  const t = useWords();
  return (
    <span>
      {t(`gesture.${choice.code}`, choice.params)}.
      {choice.refusal && (
        <span class="warn">
          {' '}
          {t('ui.connect.none')}: {t(reasonKey(choice.refusal.code), choice.refusal.params)}
        </span>
      )}
      {choice.short === true && <span class="warn"> {t('ui.connect.short')}</span>}
    </span>
  );
}

function firstGood(choices: readonly Choice[]): number {
  const whole = choices.findIndex(({ refusal, short }) => !refusal && short !== true);
  return whole >= 0
    ? whole
    : Math.max(
        0,
        choices.findIndex(({ refusal }) => !refusal),
      );
}
