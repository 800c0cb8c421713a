// Help on the field under the pointer or the cursor: what it is, what it may be, what it means left out, and whether the game honours it.
// The sentences come with the editor, not with the page.
import type { CompletionField } from '../../manifest/fields.ts';
import { describeField } from '../../words/fieldDocs.ts';
import { hasWords } from '../../words/say.ts';
import { fieldAt } from './completionPlace.ts';

export interface FieldHelp {
  readonly name: string;
  /** Sentences; `code` spans in back quotes. */
  readonly text: string;
}

export interface HelpNeeds {
  readonly fieldsOf: (kind: string, path: readonly string[]) => Promise<readonly CompletionField[]>;
  readonly t: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  /** Left out: English. */
  readonly locale?: string;
}

export function sentencesOf(field: CompletionField, { t, locale }: Pick<HelpNeeds, 't' | 'locale'>): string {
  const values = field.values?.filter((value) => value !== '') ?? [];
  const parts = [
    describeField(field.owner, field.name, locale),
    hasWords(`default.${field.name}`) && isUsual(field) ? t(`default.${field.name}`) : undefined,
    values.length > 0 ? t('ui.yaml.unset.values', { values: values.map((value) => `\`${value}\``).join(', ') }) : undefined,
    field.doc === undefined ? undefined : t('ui.yaml.help.reported', { why: t(field.doc) }),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' ') : t('ui.yaml.help.none');
}

/** Defaults are worded for the fields of these types; another type's field of the same name means something else. */
function isUsual(field: CompletionField): boolean {
  return ['ServiceSpec', 'ServicePort', 'PodSpec', 'NetworkPolicySpec', 'NetworkProfile'].includes(field.owner);
}

/** Undefined where no field stands that the tables know. */
export async function helpAt(text: string, offset: number, { fieldsOf, t, locale }: HelpNeeds): Promise<FieldHelp | undefined> {
  const place = fieldAt(text, offset);
  if (!place) return undefined;
  const field = (await fieldsOf(place.kind, place.path)).find(({ name }) => name === place.typed);
  return (
    field && {
      name: [...place.path, field.name].join('.'),
      text: sentencesOf(field, { t, ...(locale === undefined ? {} : { locale }) }),
    }
  );
}
