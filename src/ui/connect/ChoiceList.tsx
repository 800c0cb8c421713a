// One question of the connect dialog: radios in one column, what each does and what it would break, and the further step that nobody is pushed into.
import { type Choice, reasonKey } from '../../store/connectState.ts';
import { useApp, useWords } from '../context.tsx';
import { Prose } from '../parts/Prose.tsx';
import { Status } from '../parts/Status.tsx';

interface ChoiceListProps<Item> {
  readonly legend: string;
  readonly name: string;
  readonly items: readonly { readonly item: Item; readonly text: preact.ComponentChildren; readonly disabled?: boolean }[];
  readonly chosen: Item | undefined;
  /** The dialog opens here. */
  readonly focus?: boolean;
  readonly onChoose: (item: Item) => void;
}

export function ChoiceList<Item>(props: ChoiceListProps<Item>): preact.JSX.Element {
  const first = props.items.findIndex(({ disabled }) => disabled !== true);
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      {props.items.map(({ item, text, disabled = false }, index) => (
        <label key={index} class="connect-choice">
          <input
            type="radio"
            name={props.name}
            checked={item === props.chosen}
            disabled={disabled}
            autofocus={props.focus === true && index === first}
            onChange={() => props.onChoose(item)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface ExtrasProps {
  readonly choices: readonly Choice[];
  readonly chosen: Choice | undefined;
  readonly onChoose: (choice: Choice | undefined) => void;
}

/** More than connecting does by itself: off until it is ticked, one at most. */
export function Extras({ choices, chosen, onChoose }: ExtrasProps): preact.JSX.Element | null {
  const t = useWords();
  if (choices.length === 0) return null;
  return (
    <fieldset>
      <legend>{t('ui.connect.extras')}</legend>
      {choices.map((choice) => (
        <label key={choice.instead} class="connect-choice">
          <input
            type="checkbox"
            checked={choice === chosen}
            disabled={choice.refusal !== undefined}
            onChange={(event) => onChoose(event.currentTarget.checked ? choice : undefined)}
          />
          <span>
            {t('ui.connect.instead', choice.params)}
            <Costs choice={choice} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function Effect({ choice }: { readonly choice: Choice }): preact.JSX.Element {
  const t = useWords();
  return (
    <>
      {t(`gesture.${choice.code}`, choice.params)}.
      <Costs choice={choice} />
    </>
  );
}

/** Why it cannot be, that it is not enough, and which goals it would break. */
function Costs({ choice }: { readonly choice: Choice }): preact.JSX.Element | null {
  const goals = useApp((state) => state.session.text?.goals);
  const t = useWords();
  const { refusal, short, breaks = [] } = choice;
  return (
    <>
      {refusal && (
        <span class="warn">
          {' '}
          {t('ui.connect.none')}: {t(reasonKey(refusal.code), refusal.params)}
        </span>
      )}
      {short === true && <span class="warn"> {t('ui.connect.short')}</span>}
      {breaks.map((id) => (
        <span key={id} class="connect-cost">
          <Status mark="fail" label={t('ui.mark.fail')} />
          <span>
            {t('ui.connect.breaks')} <Prose text={goals?.[id] ?? id} />
          </span>
        </span>
      ))}
    </>
  );
}
