// The codex: all pages in a list one can search, and the open one beside it (below 860 px: either). Arrow keys walk the list, `/` goes to the search.
import { useEffect, useRef, useState } from 'preact/hooks';
import { CODEX_GROUPS, type ConceptCard } from '../../levels/codex/concept.ts';
import type { CodexPage } from '../../store/codexDesk.ts';
import { useApp, useEnvironment, useWords } from '../context.tsx';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { ThemeSwitch, WordsSwitch } from '../parts/ThemeSwitch.tsx';
import { CodexLink } from './CodexLink.tsx';
import { ConceptPage } from './ConceptPage.tsx';
import { searchCards } from './search.ts';
import '../styles/codex.css';

type Opened = CodexPage | 'none' | 'failed' | undefined;

export function CodexScreen(): preact.JSX.Element {
  const id = useApp((state) => state.session.codexPage);
  const levelId = useApp((state) => state.session.levelId);
  const levelTitle = useApp((state) => state.session.text?.title);
  const locale = useApp((state) => state.session.locale);
  const { codex } = useEnvironment();
  const [cards, setCards] = useState<readonly ConceptCard[]>([]);
  const [page, setPage] = useState<Opened>(undefined);
  const t = useWords();
  useEffect(() => {
    void codex?.index(locale).then(setCards, () => setPage('failed'));
  }, [locale]);
  useEffect(() => {
    let gone = false;
    setPage(undefined);
    if (id === undefined) return undefined;
    codex?.page(id, locale).then(
      (found) => gone || setPage(found ?? 'none'),
      () => gone || setPage('failed'),
    );
    return () => {
      gone = true;
    };
  }, [id, locale]);
  const opened = typeof page === 'object' ? page : undefined;
  useEffect(() => {
    document.getElementById('main')?.scrollTo(0, 0);
    if (opened) document.getElementById('codex-title')?.focus({ preventScroll: true });
  }, [opened?.concept.id]);
  return (
    <div class="codex" data-page={id ?? ''}>
      <header class="codex-head">
        <CodexLink to="" class="home">
          {t('ui.title')}
        </CodexLink>
        <CodexLink to="codex" class="codex-name">
          {t('ui.codex')}
        </CodexLink>
        <span class="grow" />
        {levelId !== undefined && levelTitle !== undefined && (
          <CodexLink to={levelId} class="button">
            {t('ui.codex.backTo', { title: levelTitle })}
          </CodexLink>
        )}
        <WordsSwitch />
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <CodexList cards={cards} open={id} />
      <main id="main" class="codex-main" tabIndex={-1}>
        {id === undefined && <CodexWelcome count={cards.length} />}
        {id !== undefined && (
          <CodexLink to="codex" class="to-list">
            {t('ui.codex.all')}
          </CodexLink>
        )}
        {page === 'none' && <p>{t('ui.codex.none', { id: id ?? '' })}</p>}
        {page === 'failed' && <p>{t('ui.codex.failed')}</p>}
        {id !== undefined && page === undefined && <p>{t('ui.loading')}</p>}
        {opened && <ConceptPage page={opened} cards={cards} />}
      </main>
    </div>
  );
}

function CodexWelcome({ count }: { readonly count: number }): preact.JSX.Element {
  const t = useWords();
  return (
    <div class="concept">
      <h1>{t('ui.codex')}</h1>
      <p class="lead">{t('ui.codex.lead')}</p>
      <p>{t('ui.codex.about', { count })}</p>
    </div>
  );
}

function CodexList({
  cards,
  open,
}: {
  readonly cards: readonly ConceptCard[];
  readonly open: string | undefined;
}): preact.JSX.Element {
  const [question, setQuestion] = useState('');
  const frame = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { navigate } = useEnvironment();
  const t = useWords();
  const asked = question.trim() !== '';
  const found = searchCards(cards, question);
  const groups = asked
    ? [{ group: 'found', pages: found }]
    : CODEX_GROUPS.map((group) => ({ group, pages: cards.filter((card) => card.group === group) }));
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      if (event.key !== '/' || target?.closest('input, textarea, select')) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const onKey = (event: KeyboardEvent): void => {
    const links = [...(frame.current?.querySelectorAll<HTMLElement>('a') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1 };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0) field.current?.focus();
    else links[Math.min(to, links.length - 1)]?.focus();
  };
  return (
    <nav class="codex-list" aria-label={t('ui.codex.pages')} ref={frame} onKeyDown={onKey}>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const [best] = found;
          if (asked && best) navigate(`codex/${best.id}`);
        }}
      >
        <label class="field">
          {t('ui.codex.search')}
          <input
            ref={field}
            type="search"
            name="codex-search"
            value={question}
            autocomplete="off"
            spellcheck={false}
            maxLength={80}
            onInput={(event) => setQuestion(event.currentTarget.value)}
          />
        </label>
        <p class="dim" role="status">
          {asked ? t(found.length === 0 ? 'ui.codex.nothing' : 'ui.codex.found', { count: found.length }) : ''}
        </p>
      </form>
      {groups
        .filter(({ pages }) => pages.length > 0)
        .map(({ group, pages }) => (
          <section key={group}>
            <h2>{t(`ui.codex.group.${group}`)}</h2>
            <ul class="plain">
              {pages.map((card) => (
                <li key={card.id}>
                  <CodexLink to={`codex/${card.id}`} current={card.id === open}>
                    {card.title}
                    <small>{card.subtitle}</small>
                  </CodexLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </nav>
  );
}
