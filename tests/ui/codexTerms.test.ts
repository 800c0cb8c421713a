// Words in a level's text lead to the codex; the search finds pages by title, other words, rules and text.
import { describe, expect, it } from 'vitest';
import type { ConceptCard } from '../../src/levels/codex/concept.ts';
import { searchCards } from '../../src/ui/codex/search.ts';
import { linkTerms, termsOf } from '../../src/ui/codex/terms.ts';

function card(id: string, title: string, more: Partial<ConceptCard> = {}): ConceptCard {
  return { id, group: 'desks', title, subtitle: '', aliases: [], rules: [], words: '', levels: [], ...more };
}

const cards = [
  card('port', 'Port', { words: 'A program listens.' }),
  card('service', 'Service and ClusterIP', { aliases: ['ClusterIP', 'targetPort'], rules: ['SVC1'] }),
  card('nodeport', 'NodePort', { subtitle: 'The same door' }),
];

describe('words that lead to the codex', () => {
  it('are whole words, each page once, code only when it is the whole span', () => {
    const parts = linkTerms(['A port, a `targetPort`, `spec.targetPort`.', 'Another port and airports.'], termsOf(cards)).flat();
    expect(parts.filter(({ page }) => page !== undefined).map(({ text, page, code }) => [text, page, code])).toEqual([
      ['port', 'port', false],
      ['targetPort', 'service', true],
    ]);
    expect(parts.map(({ text }) => text).join('')).toBe('A port, a targetPort, spec.targetPort.Another port and airports.');
  });

  it('Chinese words need no blanks around them', () => {
    const parts = linkTerms(['先看端口再说'], termsOf([card('port', '端口')])).flat();
    expect(parts.map(({ text, page }) => [text, page])).toEqual([
      ['先看', undefined],
      ['端口', 'port'],
      ['再说', undefined],
    ]);
  });

  it('words may hold dashes, dots and other signs', () => {
    const terms = termsOf([card('proxy', 'kube-proxy', { aliases: ['resolv.conf', '30000-32767', 'a (b) / c'] })]);
    expect(linkTerms(['See kube-proxy here'], terms).flat()[1]).toEqual({ text: 'kube-proxy', code: false, page: 'proxy' });
    expect(linkTerms(['resolvXconf, 30000-32767'], terms).flat()[1]?.text).toBe('30000-32767');
  });

  it('without any card the text stays whole', () => {
    expect(linkTerms(['a b'], termsOf([]))).toEqual([[{ text: 'a b', code: false }]]);
  });
});

describe('the search of the codex', () => {
  const found = (question: string): string[] => searchCards(cards, question).map(({ id }) => id);
  it('a title before a part of one, rules, other words, text; every word must be there', () => {
    expect(found('port')).toEqual(['port', 'nodeport', 'service']);
    expect(found('svc1')).toEqual(['service']);
    expect(found('LISTENS')).toEqual(['port']);
    expect(found('port door')).toEqual(['nodeport']);
    expect(found('elephant')).toEqual([]);
    expect(found('  ')).toEqual(['port', 'service', 'nodeport']);
  });
});
