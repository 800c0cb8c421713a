// Flags of the networking tools: short ones may be joined (`-sv`), a value may follow at once or as the next word.

export interface Arguments {
  readonly on: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly plain: readonly string[];
  /** A flag that the tool does not have. */
  readonly unknown?: string;
}

/** `taking`: flags with a value, short ones as a letter, long ones as a word. `switches`: the rest that are known; '' = all short ones. */
export function readArguments(
  words: readonly string[],
  { taking, switches }: { readonly taking: string; readonly switches: string },
): Arguments {
  const takes = new Set(taking.split(' '));
  const known = new Set(switches.split(' '));
  const on = new Set<string>();
  const values = new Map<string, string[]>();
  const plain: string[] = [];
  let unknown: string | undefined;
  const give = (name: string, value: string): void => {
    values.set(name, [...(values.get(name) ?? []), value]);
  };
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word.startsWith('--') && word.length > 2) {
      const [name = '', ...rest] = word.slice(2).split('=');
      if (takes.has(name)) give(name, rest.length > 0 ? rest.join('=') : (words[++index] ?? ''));
      else if (known.has(name)) on.add(name);
      else unknown ??= `--${name}`;
    } else if (word.startsWith('-') && word.length > 1) {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] ?? '';
        if (takes.has(letter)) {
          give(letter, word.slice(at + 1) === '' ? (words[++index] ?? '') : word.slice(at + 1));
          break;
        }
        if (known.has(letter)) on.add(letter);
        else unknown ??= `-${letter}`;
      }
    } else plain.push(word);
  }
  return { on, values, plain, ...(unknown === undefined ? {} : { unknown }) };
}

export function lastOf({ values }: Arguments, ...names: readonly string[]): string | undefined {
  return names.map((name) => values.get(name)?.at(-1)).find((value) => value !== undefined);
}
