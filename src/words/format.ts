// Puts parameters into a sentence: `{name}` and the plural `{count|form|form…}`, forms in the locale's own category order.
import type { Params } from './dictionary.ts';

const SLOT = /\{([A-Za-z][A-Za-z0-9]*)((?:\|[^{}|]*)*)\}/g;

/** `missing` is told the name of a parameter that the sentence needs and did not get. */
export function formatSentence(
  sentence: string,
  input: { readonly params: Params; readonly locale: string; readonly missing?: (name: string) => void },
): string {
  return sentence.replace(SLOT, (_slot, name: string, forms: string) => {
    const value = Object.hasOwn(input.params, name) ? input.params[name] : undefined;
    if (value === undefined) {
      input.missing?.(name);
      return `{${name}}`;
    }
    const text = typeof value === 'number' ? formatNumber(value, input.locale) : value;
    if (forms === '') return text;
    return pickForm(forms.slice(1).split('|'), Number(value), input.locale).replaceAll('#', text);
  });
}

/** Names of the parameters that a sentence needs. */
export function listSlots(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(SLOT)].map((match) => match[1] ?? ''))];
}

interface LocaleForms {
  readonly format: (value: number) => string;
  readonly select: (count: number) => Intl.LDMLPluralRule;
  readonly categories: readonly Intl.LDMLPluralRule[];
}

/** Made once a locale: making them takes longer than everything else a sentence needs. */
const formsOf = new Map<string, LocaleForms>();
const ORDER: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

function localeForms(locale: string): LocaleForms {
  const known = formsOf.get(locale);
  if (known) return known;
  // Ports and addresses are numbers too, so no grouping; two decimals at most.
  const numbers = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 2 });
  const rules = new Intl.PluralRules(locale);
  const made: LocaleForms = {
    format: (value) => numbers.format(value),
    select: (count) => rules.select(count),
    categories: rules.resolvedOptions().pluralCategories.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)),
  };
  formsOf.set(locale, made);
  return made;
}

function formatNumber(value: number, locale: string): string {
  return localeForms(locale).format(value);
}

function pickForm(forms: readonly string[], count: number, locale: string): string {
  const { categories, select } = localeForms(locale);
  const index = categories.indexOf(select(count));
  return forms[Math.min(index < 0 ? forms.length - 1 : index, forms.length - 1)] ?? '';
}
