// A codex page in Chinese says what its English one says: as many paragraphs, the same rules claimed, the same names, the same identifiers in code
// spans, the same commands, and no English prose left over. Headings and the ids under "Try it" stay English. Terms as docs/glossary.md has them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listConcepts, readConceptCard } from '../../scripts/codexPlugin.mjs';
import type { ConceptCard, ConceptText } from '../../src/levels/codex/concept.ts';
import { parseConceptText } from '../../src/levels/codex/conceptText.ts';
import { parseLevelText } from '../../src/levels/levelText.ts';
import { searchCards } from '../../src/ui/codex/search.ts';
import { linkTerms, termsOf } from '../../src/ui/codex/terms.ts';
import { listLevelIds, readLevelFolder } from '../levels/folders.ts';
import { codeSpans, strayWords } from './translation.ts';

const PROJECT = join(import.meta.dirname, '../..');
const ids: readonly string[] = listConcepts(PROJECT);
const pathOf = (id: string, locale: string): string => join(PROJECT, 'codex', id, 'text', `${locale}.md`);

/** Every paragraph under a name that tells where it stands. */
function partsOf(text: ConceptText): ReadonlyMap<string, string> {
  const listed = (name: string, list: readonly string[]): (readonly [string, string])[] =>
    list.map((part, index) => [`${name} ${index + 1}`, part] as const);
  return new Map([
    ['title', text.title],
    ['subtitle', text.subtitle],
    ...listed('plain', text.plain),
    ...listed('office', text.office),
    ...listed('where the office stops', text.officeEnds),
    ...listed('try it', text.tryIt),
    ...Object.entries(text.names).map(([id, name]) => [`name ${id}`, name] as const),
  ]);
}

function read(id: string, locale: string): { readonly text: ConceptText; readonly cites: readonly string[] } {
  const { text, cites, problems } = parseConceptText(readFileSync(pathOf(id, locale), 'utf8'));
  if (!text) throw new Error(`${id} ${locale}: ${problems.join('; ')}`);
  return { text, cites };
}

describe('codex pages in Chinese', () => {
  it('there are some', () => {
    expect(ids.length).toBeGreaterThan(0);
  });

  for (const id of ids) {
    it(id, () => {
      const [english, chinese] = [read(id, 'en'), read(id, 'zh-Hans')];
      expect(chinese.cites.toSorted()).toEqual(english.cites.toSorted());
      expect(chinese.text.commands).toEqual(english.text.commands);
      const [left, right] = [partsOf(english.text), partsOf(chinese.text)];
      expect([...right.keys()]).toEqual([...left.keys()]);
      const faults = [...left].flatMap(([place, text]) => {
        const other = right.get(place) ?? '';
        return [
          ...(/\p{Script=Han}/u.test(other) || text === other ? [] : [`${place} is not Chinese`]),
          ...codeSpans(text)
            .filter((span) => !codeSpans(other).includes(span))
            .map((span) => `${place} lost ${span}`),
          ...codeSpans(other)
            .filter((span) => !codeSpans(text).includes(span))
            .map((span) => `${place} has ${span}, which the English has not`),
          ...strayWords(other).map((word) => `${place} still says “${word}”`),
        ];
      });
      expect(faults).toEqual([]);
    });
  }

  it('have words of their own that are searched, and share none', () => {
    const claimed = new Map<string, string>();
    const twice = ids.flatMap((id) => {
      const { text } = read(id, 'zh-Hans');
      const card = readConceptCard(PROJECT, id, 'zh-Hans') as { readonly aliases: readonly string[] };
      expect(card.aliases, id).toEqual(text.aliases);
      expect(
        text.aliases.some((alias) => /\p{Script=Han}/u.test(alias)),
        id,
      ).toBe(true);
      return [text.title, ...text.aliases].flatMap((word) => {
        const other = claimed.get(word) ?? id;
        claimed.set(word, id);
        return other === id || !/\p{Script=Han}/u.test(word) ? [] : [`${word}: ${other} and ${id}`];
      });
    });
    expect(twice).toEqual([]);
  });

  it.each([
    ['路牌', 'route-table'],
    ['电话簿', 'cluster-dns'],
    ['读卡器', 'network-policy'],
    ['收发室', 'nat-gateway'],
    ['默认拒绝', 'default-deny'],
    ['防火墙 名字', 'azure-firewall'],
    ['ndots', 'search-list'],
  ])('whoever searches %s finds %s first', (question, page) => {
    expect(searchCards(cardsIn('zh-Hans'), question)[0]?.id).toBe(page);
  });

  it('texts of levels lead to them as often as in English', () => {
    const [english, chinese] = ['en', 'zh-Hans'].map((locale) =>
      listLevelIds().reduce((sum, level) => sum + pagesLedTo(level, locale), 0),
    );
    expect(english).toBeGreaterThan(100);
    expect(chinese).toBeGreaterThanOrEqual(english ?? 0);
  });
});

function cardsIn(locale: string): readonly ConceptCard[] {
  return ids.map((id) => readConceptCard(PROJECT, id, locale) as ConceptCard);
}

const terms = new Map(['en', 'zh-Hans'].map((locale) => [locale, termsOf(cardsIn(locale))]));

function pagesLedTo(level: string, locale: string): number {
  const { text } = parseLevelText(readLevelFolder(level)[`text/${locale}.md`] ?? '');
  if (!text) throw new Error(`${level} has no text in ${locale}`);
  const parts = linkTerms([...text.briefing, ...text.network, ...text.debrief], terms.get(locale) ?? new Map()).flat();
  return new Set(parts.flatMap(({ page }) => page ?? [])).size;
}
