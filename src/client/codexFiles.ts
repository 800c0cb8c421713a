// The codex's index and a page's files, each fetched when it is asked for. In a language that has none, English.

type Files = Readonly<Record<string, string>>;

/** `T` is the card of a page (levels/codex/concept.ts); kept generic because client may not import levels. */
export async function readCodexIndex<T>(locale: string): Promise<readonly T[]> {
  const { indexes } = await import('virtual:codex');
  const load = Object.hasOwn(indexes, locale) ? indexes[locale] : indexes['en'];
  return ((await load?.())?.cards ?? []) as readonly T[];
}

/** Path inside the page's folder → text, the shared worlds as `worlds/NAME.yaml`; undefined when there is no such page. */
export async function readCodexPage(id: string): Promise<Files | undefined> {
  const { pages, worlds } = await import('virtual:codex');
  if (!Object.hasOwn(pages, id)) return undefined;
  const [page, shared] = await Promise.all([pages[id]?.(), worlds()]);
  return page && { ...shared.files, ...page.files };
}
