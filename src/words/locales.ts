// The locales there are. English comes with the page; another one is a folder like en/ and a line here, fetched when it is wanted.
// A key it lacks falls back to English. `qps` is English in disguise (pseudo.ts): it shows which words a screen did not ask for.
import type { Dictionary } from './dictionary.ts';
import { ENGLISH } from './en/english.ts';

export const DEFAULT_LOCALE = 'en';

/** What a player may choose, each named in its own language by `ui.language.*`. */
export const LOCALES: readonly string[] = [DEFAULT_LOCALE, 'zh-Hans'];

export const PSEUDO_LOCALE = 'qps';

const LOADERS: Readonly<Record<string, () => Promise<Dictionary>>> = {
  'zh-Hans': async () => (await import('./zh-Hans/chinese.ts')).CHINESE,
  [PSEUDO_LOCALE]: async () => (await import('./pseudo.ts')).disguise(ENGLISH),
};

const loaded = new Map<string, Dictionary>([[DEFAULT_LOCALE, ENGLISH]]);

/** Fetches a locale's words; afterwards `say` speaks it. False: there is no such locale, or it could not be fetched. */
export async function loadLocale(locale: string): Promise<boolean> {
  if (loaded.has(locale)) return true;
  const load = Object.hasOwn(LOADERS, locale) ? LOADERS[locale] : undefined;
  if (!load) return false;
  try {
    loaded.set(locale, await load());
    return true;
  } catch {
    return false;
  }
}

/** The first of a reader's languages that there is: `en-GB` → `en`, `zh-CN` → `zh-Hans`. Traditional Chinese is another script, not ours. */
export function chooseLocale(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const found = nearest(tag);
    if (found !== undefined) return found;
  }
  return DEFAULT_LOCALE;
}

function nearest(tag: string): string | undefined {
  const [language = '', ...rest] = tag.toLowerCase().split(/[-_]/);
  if (language === PSEUDO_LOCALE) return PSEUDO_LOCALE;
  if (language === 'zh') {
    const simplified = rest.includes('hans') || !rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part));
    return simplified ? 'zh-Hans' : undefined;
  }
  return language === DEFAULT_LOCALE ? DEFAULT_LOCALE : undefined;
}

/** The words of a locale that has been fetched; English otherwise. */
export function dictionaryOf(locale: string): Dictionary {
  return loaded.get(locale) ?? ENGLISH;
}

/** Numbers and plurals as this tag has them. */
export function tagOf(locale: string): string {
  return locale !== PSEUDO_LOCALE && loaded.has(locale) ? locale : DEFAULT_LOCALE;
}
