// Flags of one command by a table: `--name value`, `--name=value`, `-n value`, switches, lists. Kubectl and az differ in the table alone.
import { nearestWord } from '../nearest.ts';
import { type CommandRefusal, refuse } from './commandTypes.ts';

/** `namespace,n=`: takes one value. `protocols*`: a list. `all`: a switch. A flag that is given and does nothing here stands in the table too. */
export type FlagTable = ReadonlyMap<string, { readonly name: string; readonly takes: 'one' | 'many' | 'switch' }>;

export interface Given {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** After a lone `--`. */
  readonly rest: readonly string[];
}

export function flagTable(text: string): FlagTable {
  const table = new Map<string, { name: string; takes: 'one' | 'many' | 'switch' }>();
  for (const entry of text.split(' ').filter((word) => word !== '')) {
    const takes = entry.endsWith('=') ? 'one' : entry.endsWith('*') ? 'many' : 'switch';
    const names = entry.replace(/[=*]$/, '').split(',');
    const [name = ''] = names;
    for (const spelling of names) table.set(spelling.length === 1 ? `-${spelling}` : `--${spelling}`, { name, takes });
  }
  return table;
}

/** `abbreviated`: az takes the beginning of a flag where only one begins so; a list there ends at the next dash. */
export function readFlags(
  words: readonly string[],
  table: FlagTable,
  style: { readonly command: string; readonly abbreviated: boolean },
): Given | CommandRefusal {
  const plain: string[] = [];
  const values = new Map<string, string[]>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--' && !style.abbreviated) return { words: plain, values, rest: words.slice(index + 1) };
    if (word === '-' || !word.startsWith('-')) {
      plain.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    let written = equals < 0 ? word : word.slice(0, equals);
    let value = equals < 0 ? undefined : word.slice(equals + 1);
    // `-fFILE` and `-nshop`
    if (!table.has(written) && /^-\w./.test(word) && !word.startsWith('--') && table.get(word.slice(0, 2))?.takes === 'one') {
      written = word.slice(0, 2);
      value = word.slice(2);
    }
    const flag = table.get(written) ?? (style.abbreviated ? begun(table, written) : undefined);
    if (!flag) {
      const near = nearestWord(written, [...table.keys()]);
      return near === undefined
        ? refuse('unknownFlag', { command: style.command, flag: written.slice(0, 60) })
        : refuse('unknownFlagNear', { command: style.command, flag: written.slice(0, 60), near });
    }
    const kept = values.get(flag.name) ?? [];
    values.set(flag.name, kept);
    if (flag.takes === 'switch') {
      // az lets a switch be told yes or no.
      const told =
        style.abbreviated && /^(true|false)$/i.test(words[index + 1] ?? '') ? words[++index]?.toLowerCase() : undefined;
      kept.push(value ?? told ?? 'true');
    } else if (value !== undefined) kept.push(value);
    else if (flag.takes === 'one' || !style.abbreviated) {
      const next = words[++index];
      if (next === undefined) return refuse('needsValue', { flag: written });
      kept.push(next);
    } else {
      const before = kept.length;
      while (index + 1 < words.length && !(words[index + 1] ?? '').startsWith('-')) kept.push(words[++index] ?? '');
      if (kept.length === before) return refuse('needsValue', { flag: written });
    }
  }
  return { words: plain, values, rest: [] };
}

function begun(
  table: FlagTable,
  written: string,
): { readonly name: string; readonly takes: 'one' | 'many' | 'switch' } | undefined {
  if (!/^--\w{3}/.test(written)) return undefined;
  const found = [...table].filter(([spelling]) => spelling.startsWith(written)).map(([, flag]) => flag);
  return new Set(found.map(({ name }) => name)).size === 1 ? found[0] : undefined;
}

export function one({ values }: Given, name: string): string | undefined {
  return values.get(name)?.at(-1);
}

export function isOn(given: Given, name: string): boolean {
  return one(given, name) === 'true';
}

/** A list whose entries may also be joined by commas. */
export function listed({ values }: Given, name: string): string[] | undefined {
  return values
    .get(name)
    ?.flatMap((value) => value.split(','))
    .filter((value) => value !== '');
}
