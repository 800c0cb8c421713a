// The codex in chunks (scripts/codexPlugin.mjs): an index a language, a page each, the worlds they share.
declare module 'virtual:codex' {
  type Files = Readonly<Record<string, string>>;
  export const indexes: Readonly<Record<string, () => Promise<{ readonly cards: readonly unknown[] }>>>;
  export const pages: Readonly<Record<string, () => Promise<{ readonly files: Files }>>>;
  export const worlds: () => Promise<{ readonly files: Files }>;
}
