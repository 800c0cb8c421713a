// One field of any thing, drawn from its row in the table: a text, number, choice, flag or set of names; beside it what cannot be read and what
// Azure would say. A text that cannot be read stays on the screen and out of the draft.
import { useEffect, useId, useState } from 'preact/hooks';
import { isTaken, namesOf, writeField } from '../../studio/design/change.ts';
import type { FieldSpec } from '../../studio/design/fieldSpec.ts';
import { readField, textOf, valueOf, valuesOf } from '../../studio/design/fieldText.ts';
import { pathOf, type Place, type Thing, wordOf } from '../../studio/design/place.ts';
import { useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { useDesign } from './designContext.tsx';
import { Faults } from './Faults.tsx';

export interface FieldProps {
  readonly type: string;
  readonly field: FieldSpec;
  readonly thing: Thing;
  readonly place: Place;
}

export function Field({ type, field, thing, place }: FieldProps): preact.JSX.Element {
  const { network, change, allows, diagnosticsAt, markUnread } = useDesign();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const id = useId();
  const t = useWords();
  const path = `${pathOf(network, place)}.${field.name}`;
  // A name is a place of its own: who renames a thing takes one away and puts another there.
  const editable = allows(field.type === 'name' ? pathOf(network, place.slice(0, -1)) : path);
  const fault = typed === undefined ? undefined : faultOf(typed);
  const found = diagnosticsAt(path);
  const key = `${type}.${field.name}`;

  function faultOf(text: string): string | undefined {
    const read = readField(field, text, thing);
    if (!read.ok) return t(`design.bad.${read.code}`, read.params);
    if (field.type === 'name' && isTaken(network, place, text.trim())) return t('design.bad.taken', { value: text.trim() });
    return undefined;
  }
  useEffect(() => {
    markUnread(id, fault !== undefined);
    return () => markUnread(id, false);
  }, [fault !== undefined]);

  const write = (text: string): void => {
    const read = readField(field, text, thing);
    if (read.ok && faultOf(text) === undefined) change(writeField(network, { place, field }, read.value));
  };
  const common = {
    id,
    disabled: !editable,
    'aria-describedby': `${id}-help`,
    ...(fault !== undefined || found.some(({ severity }) => severity === 'error') ? { 'aria-invalid': true as const } : {}),
  };
  const help = (
    <span id={`${id}-help`} class="field-help">
      {fault !== undefined && (
        <span class="field-fault">
          <Status mark="fail" label={t('ui.severity.error')} /> {fault}
        </span>
      )}
      <Faults found={found} />
      <span class="dim">
        {t(`design.help.${key}`)} {field.rules.length > 0 && <span class="cites">{field.rules.join(' · ')}</span>}
      </span>
    </span>
  );
  const [called, written = ''] = [t(`design.field.${key}`), field.name.split('.').at(-1)];
  const label = (
    <>
      {called} {called.toLowerCase() !== written && <code class="dim">{written}</code>}
    </>
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
  if (field.type === 'refs' || field.type === 'choices') {
    const held = valuesOf(field, thing);
    const offered = [...new Set([...(field.names ? namesOf(network, field.names) : (field.choices ?? [])), ...held])];
    return (
      <fieldset class="design-field" disabled={!editable} aria-describedby={`${id}-help`}>
        <legend>{label}</legend>
        <div class="row">
          {offered.map((name) => (
            <label key={name} class="field-inline">
              <input
                type="checkbox"
                checked={held.includes(name)}
                onChange={(event) =>
                  write((event.currentTarget.checked ? [...held, name] : held.filter((other) => other !== name)).join(', '))
                }
              />
              {name}
            </label>
          ))}
          {offered.length === 0 && <span>{t('ui.design.noneYet')}</span>}
        </div>
        {help}
      </fieldset>
    );
  }
  const select = field.type === 'choice' || field.type === 'ref';
  return (
    <div class="design-field">
      <label for={id}>{label}</label>
      {select ? (
        <Choices field={field} thing={thing} common={common} onWrite={write} />
      ) : (
        <input
          {...common}
          class="mono"
          type="text"
          inputMode={field.type === 'number' ? 'numeric' : 'text'}
          spellcheck={false}
          autocomplete="off"
          placeholder={field.fallback}
          value={typed ?? textOf(field, thing)}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            write(event.currentTarget.value);
          }}
          onBlur={() => {
            if (fault === undefined) setTyped(undefined);
          }}
        />
      )}
      {help}
    </div>
  );
}

interface ChoicesProps {
  readonly field: FieldSpec;
  readonly thing: Thing;
  readonly common: { readonly id: string; readonly disabled: boolean; readonly 'aria-describedby': string };
  readonly onWrite: (text: string) => void;
}

function Choices({ field, thing, common, onWrite }: ChoicesProps): preact.JSX.Element {
  const { network } = useDesign();
  const t = useWords();
  const value = wordOf(valueOf(field, thing));
  const offered = field.names ? namesOf(network, field.names) : (field.choices ?? []);
  const all = value === '' || offered.includes(value) ? offered : [value, ...offered];
  return (
    <select {...common} value={value} onChange={(event) => onWrite(event.currentTarget.value)}>
      {(field.required !== true || value === '') && (
        <option value="">
          {field.fallback === undefined ? t('ui.design.none') : t('ui.design.default', { value: field.fallback })}
        </option>
      )}
      {all.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}
