// A line of text that is taken when it is left or Enter is pressed, and not before: each change is one edit, not one a letter.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../context.tsx';

interface CommitInputProps {
  readonly id: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onCommit: (text: string) => void;
  readonly options?: readonly string[] | undefined;
  readonly numeric?: boolean;
  readonly placeholder?: string | undefined;
  readonly describedBy?: string;
  readonly invalid?: boolean;
}

export function CommitInput(props: CommitInputProps): preact.JSX.Element {
  const { id, value, disabled, onCommit, options = [], numeric = false, placeholder, describedBy, invalid = false } = props;
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const t = useWords();
  useEffect(() => setTyped(undefined), [value]);
  // What was refused is not asked again when the field is left.
  const taken = useRef<string | undefined>(undefined);
  const commit = (text: string): void => {
    if (typed === undefined || taken.current === text) return;
    taken.current = text;
    onCommit(text);
  };
  return (
    <>
      <input
        id={id}
        class="mono"
        spellcheck={false}
        autocomplete="off"
        title={t('wiring.commit')}
        disabled={disabled}
        inputMode={numeric ? 'numeric' : 'text'}
        placeholder={placeholder}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        list={options.length > 0 ? `${id}-list` : undefined}
        value={typed ?? value}
        onInput={(event) => {
          taken.current = undefined;
          setTyped(event.currentTarget.value);
        }}
        onBlur={(event) => commit(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(event.currentTarget.value);
          if (event.key === 'Escape' && typed !== undefined) {
            event.stopPropagation();
            setTyped(undefined);
          }
        }}
      />
      {options.length > 0 && (
        <datalist id={`${id}-list`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
  );
}
