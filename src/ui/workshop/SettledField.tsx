// A text field that hands its text on when it is left, not with every key: one change to undo, and spaces can be typed before they are tidied.
import { useEffect, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

interface SettledFieldProps {
  readonly label: ComponentChildren;
  readonly value: string;
  readonly most: number;
  readonly onSettle: (value: string) => void;
  /** More than one line. */
  readonly rows?: number;
  readonly placeholder?: string;
}

export function SettledField({ label, value, most, onSettle, rows, placeholder }: SettledFieldProps): preact.JSX.Element {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const settle = (): void => {
    if (text === value) return;
    onSettle(text);
    // What was tidied away altogether leaves the old value, and the field must say so.
    setText(value);
  };
  const common = {
    value: text,
    maxLength: most,
    onInput: (event: { readonly currentTarget: { readonly value: string } }): void => setText(event.currentTarget.value),
    onBlur: settle,
    ...(placeholder === undefined ? {} : { placeholder }),
  };
  return (
    <label class="field">
      {label}
      {rows === undefined ? <input autocomplete="off" {...common} /> : <textarea rows={rows} {...common} />}
    </label>
  );
}
