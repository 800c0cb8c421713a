// One field of a wiring form: a choice or flag is taken at once, a text when it is left or Enter is pressed. What cannot stand there stays on the
// screen and says why.
import { useId, useState } from 'preact/hooks';
import type { FieldSpec } from '../../studio/design/fieldSpec.ts';
import { textOf, valueOf } from '../../studio/design/fieldText.ts';
import { type Thing, wordOf } from '../../studio/design/place.ts';
import type { FieldLine } from '../../studio/wiring/serviceFields.ts';
import { useWords } from '../context.tsx';
import { CommitInput } from './CommitInput.tsx';
import type { Wire } from './useWire.ts';

interface WireFieldProps {
  /** `wiring.field.KEY` and `wiring.help.KEY`. */
  readonly words: string;
  readonly field: FieldSpec;
  readonly thing: Thing;
  readonly disabled: boolean;
  readonly lineOf: (text: string) => FieldLine;
  readonly wire: Wire;
  /** What else may be written, as suggestions. */
  readonly options?: readonly string[];
  /** Told before the field's name to readers that see no place. */
  readonly about?: string;
}

export function WireField({ words, field, thing, disabled, lineOf, wire, options, about }: WireFieldProps): preact.JSX.Element {
  const id = useId();
  const t = useWords();
  const held = textOf(field, thing);
  const [fault, setFault] = useState<Extract<FieldLine, { readonly ok: false }> | undefined>(undefined);
  const write = (text: string): void => {
    if (text === held) {
      setFault(undefined);
      return;
    }
    const line = lineOf(text);
    setFault(line.ok ? undefined : line);
    if (line.ok) void wire(line.line);
  };
  const common = { id, disabled, 'aria-describedby': `${id}-help`, ...(fault ? { 'aria-invalid': true as const } : {}) };
  const label = (
    <>
      {about === undefined ? null : <span class="visually-hidden">{about} </span>}
      {t(`wiring.field.${words}`)} <code class="dim">{field.name.split('.').at(-1)}</code>
    </>
  );
  const help = (
    <span id={`${id}-help`} class="field-help">
      {fault && <span class="field-fault">{t(`design.bad.${fault.code}`, fault.params)}</span>}
      <span class="dim">
        {t(`wiring.help.${words}`)} <span class="cites">{field.rules.join(' · ')}</span>
      </span>
    </span>
  );
  if (field.type === 'flag')
    return (
      <div class="design-field">
        <label class="field-inline">
          <input
            {...common}
            type="checkbox"
            checked={valueOf(field, thing) === true}
            onChange={(event) => write(String(event.currentTarget.checked))}
          />
          {label}
        </label>
        {help}
      </div>
    );
  return (
    <div class="design-field">
      <label for={id}>{label}</label>
      {field.type === 'choice' ? (
        <select {...common} value={wordOf(valueOf(field, thing))} onChange={(event) => write(event.currentTarget.value)}>
          {field.required !== true && <option value="">{t('ui.design.none')}</option>}
          {(field.choices ?? []).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <CommitInput
          id={id}
          value={held}
          disabled={disabled}
          numeric={field.type === 'number'}
          placeholder={field.fallback}
          options={options}
          describedBy={`${id}-help`}
          invalid={fault !== undefined}
          onCommit={write}
        />
      )}
      {help}
    </div>
  );
}
