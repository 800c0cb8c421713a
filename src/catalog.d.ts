// The levels' cards, generated from levels/ when the page is built (scripts/catalogPlugin.mjs).
declare module 'virtual:catalog' {
  export const cards: readonly import('./levels/level.ts').LevelCard[];
  /** Titles and subtitles of a language, by level; a level that has none is absent. */
  export const cardTexts: Readonly<
    Record<
      string,
      () => Promise<{ readonly texts: Readonly<Record<string, { readonly title: string; readonly subtitle: string }>> }>
    >
  >;
}

// Every rule of docs/spec.md in its one line, by id.
declare module 'virtual:rules' {
  export const rules: Readonly<Record<string, string>>;
}
