// The levels' cards, generated from levels/ when the page is built (scripts/catalogPlugin.mjs).
declare module 'virtual:catalog' {
  export const cards: readonly import('./levels/level.ts').LevelCard[];
}

// Every rule of docs/spec.md in its one line, by id.
declare module 'virtual:rules' {
  export const rules: Readonly<Record<string, string>>;
}
