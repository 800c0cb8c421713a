// The search of the codex: every word of the question must be somewhere in a page; titles count most, then other words, rules, subtitles, then the text. Pure.
import type { ConceptCard } from '../../levels/codex/concept.ts';

const MOST_WORDS = 8;

/** Pages that answer, best first; all in their own order when nothing is asked. */
export function searchCards(cards: readonly ConceptCard[], question: string): readonly ConceptCard[] {
  const words = fold(question)
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  if (words.length === 0) return cards;
  return cards
    .map((card, index) => ({ card, index, score: scoreOf(card, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map(({ card }) => card);
}

function scoreOf(card: ConceptCard, words: readonly string[]): number {
  const title = fold(card.title);
  const subtitle = fold(card.subtitle);
  const text = fold(card.words);
  const aliases = card.aliases.map(fold);
  const rules = card.rules.map(fold);
  let sum = 0;
  for (const word of words) {
    const score =
      title === word || aliases.includes(word)
        ? 12
        : title.startsWith(word)
          ? 9
          : title.includes(word)
            ? 7
            : rules.includes(word)
              ? 8
              : aliases.some((alias) => alias.includes(word))
                ? 5
                : subtitle.includes(word)
                  ? 3
                  : text.includes(word)
                    ? 1
                    : 0;
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
