// Each level's files, one chunk a level (scripts/levelsPlugin.mjs).
declare module 'virtual:levels' {
  export const levels: Readonly<Record<string, () => Promise<{ readonly files: Readonly<Record<string, string>> }>>>;
}
