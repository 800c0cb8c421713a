// Arguments by table: `--name value`, `--name=value`, flags, `--`, a lone `-`. What no command knows is refused with the nearest name.
import { CLI_LOCALES } from './language.ts';
import { type Usable, unusable, usable } from './io.ts';

export interface OptionSpec {
  readonly name: string;
  /** Placeholder of its value; absent = a flag. */
  readonly value?: string;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  readonly help: string;
}

export interface CommandSpec {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly details: readonly string[];
  /** How many words without dashes it takes; `most` absent = any number. */
  readonly words: { readonly least: number; readonly most?: number; readonly names: string };
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
}

export interface ParsedArguments {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
}

/** What every command takes. */
export const COMMON_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'locale',
    value: 'LANGUAGE',
    choices: CLI_LOCALES,
    help: `language of the answer: ${CLI_LOCALES.join(' or ')} (default: the terminal's)`,
  },
  { name: 'help', help: 'show this help' },
];

export function parseArguments(spec: CommandSpec, given: readonly string[]): Usable<ParsedArguments> {
  const words: string[] = [];
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const options = [...spec.options, ...COMMON_OPTIONS];
  for (let index = 0; index < given.length; index++) {
    const argument = given[index] ?? '';
    if (argument === '--') {
      words.push(...given.slice(index + 1));
      break;
    }
    if (argument === '-h') flags.add('help');
    else if (argument === '-' || !argument.startsWith('-')) words.push(argument);
    else {
      const equals = argument.indexOf('=');
      const written = equals < 0 ? argument : argument.slice(0, equals);
      const option = options.find(({ name }) => written === `--${name}`);
      if (!option) return unusable(unknownOption(spec, written));
      if (option.value === undefined) {
        if (equals >= 0) return unusable(`${written} takes no value.`);
        flags.add(option.name);
        continue;
      }
      const value = equals < 0 ? given[++index] : argument.slice(equals + 1);
      if (value === undefined || value === '') return unusable(`${written} needs a value: ${written} ${option.value}.`);
      if (values.has(option.name)) return unusable(`${written} is given twice.`);
      if (option.choices && !option.choices.includes(value)) {
        const near = nearest(value, option.choices);
        return unusable(`${written} takes ${listOf(option.choices)}, not "${value}".${near ? ` Did you mean ${near}?` : ''}`);
      }
      values.set(option.name, value);
    }
  }
  if (!flags.has('help')) {
    const { least, most, names } = spec.words;
    if (words.length < least) return unusable(`${spec.name} needs ${names}. ${usageLine(spec)}`);
    if (most !== undefined && words.length > most) {
      return unusable(`${spec.name} takes ${names}; "${words[most]}" is one word too many. ${usageLine(spec)}`);
    }
  }
  return usable({ words, values, flags });
}

/** A whole number within bounds from an option; `fallback` when it is absent. */
export function wholeNumber(
  given: ParsedArguments,
  name: string,
  bounds: { readonly fallback: number; readonly from: number; readonly to: number },
): Usable<number> {
  const text = given.values.get(name);
  if (text === undefined) return usable(bounds.fallback);
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= bounds.from && value <= bounds.to) return usable(value);
  return unusable(`--${name} takes a whole number from ${bounds.from} to ${bounds.to}, not "${text}".`);
}

export function usageLine(spec: CommandSpec): string {
  return `Usage: ${spec.usage}`;
}

function unknownOption(spec: CommandSpec, written: string): string {
  const near = nearest(
    written,
    [...spec.options, ...COMMON_OPTIONS].map(({ name }) => `--${name}`),
  );
  return `${spec.name} has no option ${written}.${near ? ` Did you mean ${near}?` : ` See ${spec.name} --help.`}`;
}

export function listOf(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}

/** The closest of `known` within a third of its letters, or undefined. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance <= Math.max(1, Math.floor(name.length / 3)) && (!best || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return 9;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
