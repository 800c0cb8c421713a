// A whole number between two: what is typed is taken as far as it goes, and the field mended when it is left, so that nobody's typing is corrected
// under their hands.
import { useState } from 'preact/hooks';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
  /** Label and field on one line. */
  readonly inline?: boolean;
}

export function NumberField({ label, value, least, most, onChange, inline = false }: NumberFieldProps): preact.JSX.Element {
  /** What is being typed. */
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const take = (text: string): number | undefined => {
    const number = text.trim() === '' ? Number.NaN : Math.trunc(Number(text));
    return Number.isNaN(number) ? undefined : Math.min(most, Math.max(least, number));
  };
  return (
    <label class={inline ? 'field-inline' : 'field'}>
      {label}
      <input
        type="number"
        min={least}
        max={most}
        value={typed ?? String(value)}
        onInput={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          const taken = take(text);
          if (taken !== undefined) onChange(taken);
        }}
        onBlur={(event) => {
          const taken = take(event.currentTarget.value);
          setTyped(undefined);
          if (taken !== undefined && taken !== value) onChange(taken);
        }}
      />
    </label>
  );
}
