// The language of one command: English, or what `--locale` says, or the terminal's own (LC_ALL, LC_MESSAGES, LANG). Labels are what stands around
// an answer; identifiers, codes, columns of tools and what `--json` calls its fields are never translated.
import { CLI_LABELS as ENGLISH } from '../words/en/cli.ts';
import type { Dictionary, Params } from '../words/dictionary.ts';
import { formatSentence } from '../words/format.ts';
import { chooseLocale, DEFAULT_LOCALE, LOCALES, loadLocale, tagOf } from '../words/locales.ts';

/** What `--locale` takes. */
export const CLI_LOCALES: readonly string[] = LOCALES;

let spoken = DEFAULT_LOCALE;
let labels: Dictionary = ENGLISH;

/** Called once a command, before it says anything. `given` is one of CLI_LOCALES; absent, the first of `wanted` that there is. */
export async function speak(given: string | undefined, wanted: readonly string[]): Promise<void> {
  const locale = given ?? chooseLocale(wanted);
  const other = locale === 'zh-Hans' && (await loadLocale(locale));
  spoken = other ? locale : DEFAULT_LOCALE;
  labels = other ? (await import('../words/zh-Hans/cli.ts')).CLI_LABELS : ENGLISH;
}

export function spokenLocale(): string {
  return spoken;
}

export function label(key: string, params: Params = {}): string {
  const own = Object.hasOwn(labels, key) ? labels[key] : undefined;
  const text = own ?? (Object.hasOwn(ENGLISH, key) ? ENGLISH[key] : undefined);
  return typeof text === 'string' ? formatSentence(text, { params, locale: tagOf(spoken) }) : key;
}

/** `LC_ALL`, then `LC_MESSAGES`, then `LANG`, as POSIX asks them: `zh_CN.UTF-8` → `zh_CN`. */
export function localesOf(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const set = ['LC_ALL', 'LC_MESSAGES', 'LANG']
    .map((name) => environment[name])
    .find((value) => value !== undefined && value !== '');
  return set === undefined ? [] : [set.replace(/[.@].*$/, '')];
}
