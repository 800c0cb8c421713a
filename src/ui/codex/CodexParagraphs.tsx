// A level's text with its words leading to the codex, and the pages about what the level teaches. Plain until the codex's index is here.
import { useEffect, useState } from 'preact/hooks';
import type { ConceptCard } from '../../levels/codex/concept.ts';
import { useApp, useEnvironment, useWords } from '../context.tsx';
import { Paragraphs } from '../parts/Prose.tsx';
import { CodexLink } from './CodexLink.tsx';
import { linkTerms, termsOf } from './terms.ts';

export function CodexParagraphs({ texts }: { readonly texts: readonly string[] }): preact.JSX.Element {
  const cards = useCodexCards();
  if (cards.length === 0) return <Paragraphs texts={texts} />;
  return (
    <>
      {linkTerms(texts, termsOf(cards)).map((parts, index) => (
        <p key={index}>
          {parts.map(({ text, code, page }, at) => {
            const word = code ? <code>{text}</code> : text;
            return page === undefined ? (
              <span key={at}>{word}</span>
            ) : (
              <CodexLink key={at} to={`codex/${page}`} class="term">
                {word}
              </CodexLink>
            );
          })}
        </p>
      ))}
    </>
  );
}

/** Pages of what this level teaches. */
export function LevelPages({ level }: { readonly level: string }): preact.JSX.Element | null {
  const cards = useCodexCards();
  const t = useWords();
  const own = cards.filter(({ levels }) => levels.includes(level));
  if (own.length === 0) return null;
  return (
    <p class="level-pages">
      {t('ui.codex.inLevel')}
      {own.map(({ id, title }) => (
        <CodexLink key={id} to={`codex/${id}`} class="term">
          {title}
        </CodexLink>
      ))}
    </p>
  );
}

function useCodexCards(): readonly ConceptCard[] {
  const { codex } = useEnvironment();
  const locale = useApp((state) => state.session.locale);
  const [cards, setCards] = useState<readonly ConceptCard[]>([]);
  useEffect(() => {
    let gone = false;
    // Without it the text is only text.
    codex?.index(locale).then(
      (found) => gone || setCards(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [locale]);
  return cards;
}
