// The list of all objects to choose from; drawn anew only when objects or drafts come or go, not at every key that is typed.
import { memo } from 'preact/compat';
import type { Level } from '../../levels/level.ts';
import { useWords } from '../context.tsx';
import { canEdit } from './canEdit.ts';
import { ALL, editableKeys, labelOf, MOST_TOGETHER, NETWORK, NEW } from './objectKeys.ts';

interface ObjectChoiceProps {
  readonly value: string;
  readonly keys: readonly string[];
  readonly level: Level | undefined;
  /** Keys with a draft, a line each. */
  readonly drafted: string;
  readonly onChoose: (key: string) => void;
}

export const ObjectChoice: (props: ObjectChoiceProps) => preact.JSX.Element = memo((props: ObjectChoiceProps) => {
  const { value, keys, level, drafted, onChoose } = props;
  const t = useWords();
  const together = editableKeys(keys, level).length;
  const begun = new Set(drafted.split('\n'));
  return (
    <label class="field-inline grow">
      <span class="visually-hidden">{t('ui.yaml.object')}</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value={NETWORK}>{labelOf(NETWORK, canEdit(level, NETWORK), t)}</option>
        {keys.map((name) => (
          <option key={name} value={name}>
            {labelOf(name, canEdit(level, name), t)}
            {begun.has(name) ? ' *' : ''}
          </option>
        ))}
        {together > 1 && (
          <option value={ALL} disabled={together > MOST_TOGETHER}>
            {t('ui.yaml.all', { count: together })}
            {begun.has(ALL) ? ' *' : ''}
          </option>
        )}
        <option value={NEW}>{t('ui.yaml.new')}</option>
      </select>
    </label>
  );
});
