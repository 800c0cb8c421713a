// One page of the codex: plain words, the live drawing, the office and where it stops, commands, rules and documents, related pages, levels.
import type { ConceptCard } from '../../levels/codex/concept.ts';
import type { CodexPage } from '../../store/codexDesk.ts';
import { useCards, useWords } from '../context.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Paragraphs } from '../parts/Prose.tsx';
import { Rules } from '../parts/Rules.tsx';
import { CodexLink } from './CodexLink.tsx';
import { ConceptDrawing } from './ConceptDrawing.tsx';

interface PageProps {
  readonly page: CodexPage;
  readonly cards: readonly ConceptCard[];
}

export function ConceptPage({ page, cards }: PageProps): preact.JSX.Element {
  const { concept, text } = page;
  const levels = useCards();
  const t = useWords();
  const card = cards.find(({ id }) => id === concept.id);
  const taught = (card?.levels ?? concept.levels).flatMap((id) => levels.find((level) => level.id === id) ?? []);
  const related = concept.related.flatMap((id) => cards.find((other) => other.id === id) ?? []);
  return (
    <article class="concept" aria-labelledby="codex-title">
      <h1 id="codex-title" tabIndex={-1}>
        {text.title}
      </h1>
      <p class="lead">{text.subtitle}</p>
      <Paragraphs texts={text.plain} />
      <ConceptDrawing key={concept.id} page={page} />
      <section class="analogy">
        <div>
          <h2>{t('ui.codex.office')}</h2>
          <Paragraphs texts={text.office} />
        </div>
        <div>
          <h2>{t('ui.codex.officeEnds')}</h2>
          <Paragraphs texts={text.officeEnds} />
        </div>
      </section>
      <section>
        <div class="row">
          <h2>{t('ui.codex.commands')}</h2>
          <CopyButton text={text.commands.join('\n')} />
        </div>
        <pre class="commands" tabIndex={0} aria-label={t('ui.codex.commands')}>
          {text.commands.join('\n')}
        </pre>
      </section>
      {taught.length > 0 && (
        <section>
          <h2>{t('ui.codex.levels')}</h2>
          <ul class="plain link-list">
            {taught.map((level) => (
              <li key={level.id}>
                <CodexLink to={level.id}>{level.title}</CodexLink> <span class="dim">{level.subtitle}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t('ui.codex.related')}</h2>
        <ul class="plain link-list">
          {related.map((other) => (
            <li key={other.id}>
              <CodexLink to={`codex/${other.id}`}>{other.title}</CodexLink> <span class="dim">{other.subtitle}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('ui.codex.sources')}</h2>
        <Rules ids={concept.rules} />
        <ul class="plain link-list">
          {concept.docs.map((address) => (
            <li key={address}>
              <a href={address} target="_blank" rel="noopener noreferrer" class="address">
                {address.replace('https://', '')}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}
