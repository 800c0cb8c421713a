// (key + parameters) → sentence, for ui, command line and server. A missing key throws in tests and shows itself to players.
import type { Params } from './dictionary.ts';
import { formatSentence } from './format.ts';
import { DEFAULT_LOCALE, dictionaryOf, tagOf } from './locales.ts';

export interface SayOptions {
  readonly locale?: string;
  /** Office words are the story's; network words are the field's. Default: office. */
  readonly words?: 'office' | 'network';
}

let strict = false;

/** Test set-up calls this with `throw`: a missing key or parameter is then an error instead of being shown. */
export function setMissingWords(mode: 'throw' | 'show'): void {
  strict = mode === 'throw';
}

export function say(key: string, params: Params = {}, options: SayOptions = {}): string {
  const locale = options.locale ?? DEFAULT_LOCALE;
  const sentence = findSentence(key, locale);
  if (sentence === undefined) {
    if (strict) throw new Error(`no words for ${key}`);
    return key;
  }
  const text = typeof sentence === 'string' ? sentence : sentence[options.words ?? 'office'];
  return formatSentence(text, {
    params,
    locale: tagOf(locale),
    missing: (name) => {
      if (strict) throw new Error(`${key} needs the parameter ${name}`);
    },
  });
}

/** Is there a sentence for this key? */
export function hasWords(key: string, locale: string = DEFAULT_LOCALE): boolean {
  return findSentence(key, locale) !== undefined;
}

function findSentence(key: string, locale: string): ReturnType<typeof dictionaryOf>[string] | undefined {
  const own = dictionaryOf(locale);
  if (Object.hasOwn(own, key)) return own[key];
  const english = dictionaryOf(DEFAULT_LOCALE);
  return Object.hasOwn(english, key) ? english[key] : undefined;
}
