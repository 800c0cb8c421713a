// The locales there are. A further one (zh-CN) is a folder like en/ and a line here; a key it lacks falls back to English.
import type { Dictionary } from './dictionary.ts';
import { ENGLISH } from './en/english.ts';

export const DEFAULT_LOCALE = 'en';

const LOCALES: Readonly<Record<string, Dictionary>> = { en: ENGLISH };

/** `en-GB` → `en`; an unknown locale is English. */
export function chooseLocale(wanted: string): string {
  if (Object.hasOwn(LOCALES, wanted)) return wanted;
  const language = wanted.split('-')[0] ?? '';
  return Object.hasOwn(LOCALES, language) ? language : DEFAULT_LOCALE;
}

export function dictionaryOf(locale: string): Dictionary {
  return LOCALES[chooseLocale(locale)] ?? ENGLISH;
}

export function listLocales(): readonly string[] {
  return Object.keys(LOCALES);
}
