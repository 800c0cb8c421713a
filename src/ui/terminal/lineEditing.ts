// The input line as a value: a word put in where another begins, and what several words begin with.

export interface Line {
  readonly text: string;
  readonly cursor: number;
}

/** What stands from `from` to the cursor becomes `word`. */
export function insertAt({ text, cursor }: Line, from: number, word: string): Line {
  const after = text.slice(cursor);
  const put = word.endsWith(' ') && after.startsWith(' ') ? word.slice(0, -1) : word;
  return { text: `${text.slice(0, from)}${put}${after}`, cursor: from + put.length };
}

export function commonBeginning(words: readonly string[]): string {
  const [first = '', ...others] = words;
  let length = first.length;
  for (const word of others) while (!word.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
