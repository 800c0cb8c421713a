// A rule may name a field that nobody wrote: the note says so, what it means left out, and which values it takes.
import { hasWords } from '../../words/say.ts';
import { useWords } from '../context.tsx';
import { Prose } from '../parts/Prose.tsx';

export interface Unset {
  readonly key: string;
  readonly field: string;
  readonly values: readonly string[];
}

/** Names of the fields on the way, list positions left out; undefined where the path ends at an item or an annotation. */
export function fieldPath(path: string): readonly string[] | undefined {
  const fields = path.slice(path.indexOf(': ') + 2);
  if (fields === '' || fields.endsWith(']')) return undefined;
  return fields.replace(/\[[^\]]*\]/g, '').split('.');
}

/** Does the line that the path led to hold the field itself? Else it is the nearest one that is written. */
export function holdsField(line: string, field: string): boolean {
  const at = line.indexOf(`${field}:`);
  return (at >= 0 && !/\w/.test(line.charAt(at - 1))) || line.includes(`"${field}"`);
}

export function UnsetField({ field, values }: Unset): preact.JSX.Element {
  const t = useWords();
  return (
    <p class="unset" role="status">
      <Prose
        text={[
          t('ui.yaml.unset', { field }),
          ...(hasWords(`default.${field}`) ? [t(`default.${field}`)] : []),
          ...(values.length > 0 ? [t('ui.yaml.unset.values', { values: values.map((value) => `\`${value}\``).join(', ') })] : []),
        ].join(' ')}
      />
    </p>
  );
}
