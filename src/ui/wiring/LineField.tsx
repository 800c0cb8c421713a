// A field that types a line: a choice is taken at once, a text when it is left or Enter is pressed.
import { useId } from 'preact/hooks';
import { useWords } from '../context.tsx';
import { CommitInput } from './CommitInput.tsx';
import type { Wire } from './useWire.ts';

interface LineFieldProps {
  /** `wiring.row.WORDS`. */
  readonly words: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly lineOf: (text: string) => string;
  readonly wire: Wire;
  readonly choices?: readonly string[];
  readonly options?: readonly string[];
}

export function LineField({ words, value, disabled, lineOf, wire, choices, options }: LineFieldProps): preact.JSX.Element {
  const id = useId();
  const t = useWords();
  const write = (text: string): void => {
    if (text !== value) void wire(lineOf(text));
  };
  return (
    <div class="design-field">
      <label for={id}>{t(`wiring.row.${words}`)}</label>
      {choices ? (
        <select id={id} disabled={disabled} value={value} onChange={(event) => write(event.currentTarget.value)}>
          {value === '' && !choices.includes('') && <option value="">{t('ui.design.none')}</option>}
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice === '' ? t('ui.design.none') : choice}
            </option>
          ))}
        </select>
      ) : (
        <CommitInput id={id} value={value} disabled={disabled} options={options} onCommit={write} />
      )}
    </div>
  );
}
