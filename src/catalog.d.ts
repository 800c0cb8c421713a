// The levels' cards, generated from levels/ when the page is built (scripts/catalogPlugin.mjs).
declare module 'virtual:catalog' {
  export const cards: readonly import('./levels/level.ts').LevelCard[];
}
