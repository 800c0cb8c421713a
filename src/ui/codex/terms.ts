// Words of a level's text that have a page in the codex: each page once a text, longest words first, whole words only. Pure.
import type { ConceptCard } from '../../levels/codex/concept.ts';

export interface TextPart {
  readonly text: string;
  readonly code: boolean;
  /** The page it leads to. */
  readonly page?: string;
}

export type Terms = ReadonlyMap<string, string>;

const SHORTEST = 3;
const SHORTEST_CHINESE = 2;
const HAN = /\p{Script=Han}/u;

/** Words, folded → page; where two pages claim a word, the one that has it as its title. */
export function termsOf(cards: readonly ConceptCard[]): Terms {
  const terms = new Map<string, string>();
  const add = (word: string, id: string): void => {
    const least = HAN.test(word) ? SHORTEST_CHINESE : SHORTEST;
    const folded = word.toLowerCase();
    if (word.length >= least && !terms.has(folded)) terms.set(folded, id);
  };
  for (const { id, title } of cards) add(title, id);
  for (const { id, aliases } of cards) for (const alias of aliases) add(alias, id);
  return terms;
}

/** Texts in parts, in order; a page that an earlier text has led to is not led to again. */
export function linkTerms(texts: readonly string[], terms: Terms): readonly (readonly TextPart[])[] {
  const used = new Set<string>();
  const words = [...terms.keys()]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const pattern = words.length > 0 ? new RegExp(`(?<![\\w-])(?:${words.join('|')})(?![\\w-])`, 'giu') : undefined;
  return texts.map((text) =>
    text.split('`').flatMap((piece, index): TextPart[] => {
      const code = index % 2 === 1;
      const parts: TextPart[] = [];
      let from = 0;
      for (const match of pattern ? piece.matchAll(pattern) : []) {
        const page = terms.get(match[0].toLowerCase());
        if (page === undefined || used.has(page) || (code && match[0] !== piece)) continue;
        used.add(page);
        if (match.index > from) parts.push({ text: piece.slice(from, match.index), code });
        parts.push({ text: match[0], code, page });
        from = match.index + match[0].length;
      }
      if (from < piece.length) parts.push({ text: piece.slice(from), code });
      return parts;
    }),
  );
}
