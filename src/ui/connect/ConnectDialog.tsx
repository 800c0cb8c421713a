// What connecting these two could mean: one question after the other, nothing chosen before the player chooses. Each choice with its effect, what
// it would cost, and the same as it would be typed. Escape leaves.
import { useId, useState } from 'preact/hooks';
import { type Choice, type Connecting } from '../../store/connectState.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { ChoiceList, Effect, Extras } from './ChoiceList.tsx';
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
  const ports = [...new Set(choices.flatMap(({ port }) => (port === undefined ? [] : [port])))];
  const [port, setPort] = useState<string | undefined>(undefined);
  const [picked, setPicked] = useState<Choice | undefined>(undefined);
  const [extra, setExtra] = useState<Choice | undefined>(undefined);
  const actions = useActions();
  const t = useWords();
  const id = useId();
  const askPort = ports.length > 1;
  const open = choices.filter((choice) => !askPort || port === undefined || choice.port === undefined || choice.port === port);
  const offered = open.filter(({ instead }) => instead === undefined);
  const [only, more] = offered;
  const chosen = askPort && port === undefined ? undefined : more ? picked : only;
  const choice = extra ?? chosen;
  const why = choice
    ? choice.refusal && 'ui.connect.none'
    : askPort && port === undefined
      ? 'ui.connect.choosePort'
      : 'ui.connect.chooseOne';
  return (
    <Dialog
      title={t('ui.connect.title', { from: thingName(connecting.from, t), to: thingName(to, t) })}
      onClose={() => actions.stopConnecting()}
      actions={
        <>
          <span class="connect-why dim" id={`${id}-why`} role="status">
            {why === undefined ? '' : t(why)}
          </span>
          <button type="button" onClick={() => actions.stopConnecting()}>
            {t('ui.connect.stop')}
          </button>
          <button
            type="submit"
            form={`${id}-form`}
            class="primary"
            disabled={why !== undefined}
            aria-describedby={`${id}-why`}
            autofocus={!askPort && !more}
          >
            {t('ui.connect.confirm')}
          </button>
        </>
      }
    >
      <form
        id={`${id}-form`}
        class="connect-choices"
        onSubmit={(event) => {
          event.preventDefault();
          if (choice && why === undefined) void actions.acceptChoice(choices.indexOf(choice));
        }}
      >
        {askPort && (
          <ChoiceList
            legend={t('ui.connect.ports')}
            name={`${id}-port`}
            items={ports.map((item) => ({ item, text: item }))}
            chosen={port}
            focus
            onChoose={(item) => {
              setPort(item);
              setPicked(undefined);
            }}
          />
        )}
        {more ? (
          (!askPort || port !== undefined) && (
            <ChoiceList
              legend={t('ui.connect.choices')}
              name={`${id}-way`}
              items={offered.map((item) => ({ item, text: <Effect choice={item} />, disabled: item.refusal !== undefined }))}
              chosen={picked}
              focus={!askPort}
              onChoose={setPicked}
            />
          )
        ) : (
          <p>{only && <Effect choice={only} />}</p>
        )}
        <Extras choices={open.filter(({ instead }) => instead !== undefined)} chosen={extra} onChoose={setExtra} />
        {choice && (
          <>
            <p class="dim">{t('ui.connect.typed')}</p>
            <pre class="connect-typed" tabIndex={0} aria-label={t('ui.connect.typed')}>
              <code>{choice.typed}</code>
            </pre>
          </>
        )}
      </form>
    </Dialog>
  );
}
