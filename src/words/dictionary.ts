// The shape of a locale's words: flat keys, one sentence each, or two where office and network words differ. Plain text only, never HTML.

/** `{name}` puts a parameter in; `{count|one desk|# desks}` picks by plural category of the locale, `#` being the number. */
export type Sentence = string | { readonly office: string; readonly network: string };

/** Key → sentence. Keys are dotted: `ui.*`, `step.*`, `outcome.*`, `diagnostic.*`, `goal.*`, `hint.*.1`…`3`, `edit.*`, `link.*`. */
export type Dictionary = Readonly<Record<string, Sentence>>;

export type Params = Readonly<Record<string, string | number>>;

/** One dictionary out of several; the same key twice is a mistake of ours. */
export function mergeDictionaries(parts: readonly Dictionary[]): Dictionary {
  const merged: Record<string, Sentence> = {};
  for (const part of parts) {
    for (const [key, sentence] of Object.entries(part)) {
      if (Object.hasOwn(merged, key)) throw new Error(`two sentences for ${key}`);
      merged[key] = sentence;
    }
  }
  return merged;
}
