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

/** Ports and addresses are numbers too, so no grouping; two decimals at most. */
function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 2 }).format(value);
}

function pickForm(forms: readonly string[], count: number, locale: string): string {
  const rules = new Intl.PluralRules(locale);
  const order = ['zero', 'one', 'two', 'few', 'many', 'other'];
  const categories = rules.resolvedOptions().pluralCategories.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const index = categories.indexOf(rules.select(count));
  return forms[Math.min(index < 0 ? forms.length - 1 : index, forms.length - 1)] ?? '';
}
