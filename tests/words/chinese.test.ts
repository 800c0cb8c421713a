// The two languages say the same: every file of words/en has its twin in words/zh-Hans with the same keys, the same vocabularies, the same
// parameters and the same identifiers in code spans, and no English prose is left over.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeSpans, neededSlots, pairsOf, slotsOf, strayWords, VERBATIM } from './translation.ts';

const WORDS = join(import.meta.dirname, '../../src/words');

const files = readdirSync(join(WORDS, 'en'))
  .filter((name) => name !== 'english.ts')
  .sort();
const translated = files.filter((name) => existsSync(join(WORDS, 'zh-Hans', name)));

async function tables(language: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(join(WORDS, language, name))) as Readonly<Record<string, unknown>>;
}

describe('Simplified Chinese', () => {
  it('has a twin for every file', () => {
    expect(files.filter((name) => !translated.includes(name))).toEqual([]);
    const own = readdirSync(join(WORDS, 'zh-Hans')).filter((name) => name !== 'chinese.ts' && name !== 'chineseDocs.ts');
    expect(own.filter((name) => !files.includes(name))).toEqual([]);
  });

  it('every twin is in the dictionary', async () => {
    const { CHINESE } = await import('../../src/words/zh-Hans/chinese.ts');
    for (const name of translated) {
      const dictionaries = Object.entries(await tables('zh-Hans', name)).filter(([table]) => table.endsWith('_WORDS'));
      const keys = dictionaries.flatMap(([, dictionary]) => Object.keys(dictionary as object));
      expect(
        keys.filter((key) => !Object.hasOwn(CHINESE, key)),
        name,
      ).toEqual([]);
    }
  });

  for (const name of translated) {
    it(`en/${name} and zh-Hans/${name} say the same`, async () => {
      const pairs = pairsOf(await tables('en', name), await tables('zh-Hans', name));
      // Terms as docs/glossary.md has them; the sentence goes into the file of the same name in words/zh-Hans.
      expect(pairs.filter(({ chinese }) => chinese === undefined).map(({ key }) => `no Chinese: ${key}`)).toEqual([]);
      expect(pairs.filter(({ english }) => english === undefined).map(({ key }) => `no English: ${key}`)).toEqual([]);
      const faults = pairs.flatMap(({ key, english = '', chinese = '' }) => [
        ...neededSlots(english)
          .filter((slot) => !slotsOf(chinese).includes(slot))
          .map((slot) => `${key} lost {${slot}}`),
        ...slotsOf(chinese)
          .filter((slot) => !slotsOf(english).includes(slot))
          .map((slot) => `${key} has {${slot}}, which nobody gives`),
        ...codeSpans(english)
          .filter((span) => !codeSpans(chinese).includes(span))
          .map((span) => `${key} lost ${span}`),
        // A span that the English has not may be shown where back quotes are no spans.
        ...codeSpans(chinese)
          .filter((span) => !codeSpans(english).includes(span))
          .map((span) => `${key} has ${span}, which the English has not`),
        ...(VERBATIM.some((pattern) => pattern.test(key))
          ? []
          : strayWords(chinese, key).map((word) => `${key} still says “${word}”`)),
      ]);
      expect(faults).toEqual([]);
    });
  }

  it('the check itself fails where it should', () => {
    const pairs = pairsOf({ A: { a: 'x {n}', b: 'y' } }, { A: { a: '某 {n}', c: '丙' } });
    expect(pairs.map(({ key, english, chinese }) => [key, english, chinese])).toEqual([
      ['a', 'x {n}', '某 {n}'],
      ['b', 'y', undefined],
      ['c', undefined, '丙'],
    ]);
    expect(neededSlots('{name} {count|# is|# are} {idle|is|are}')).toEqual(['name', 'count']);
    expect(strayWords('`targetPort` 指向 NetworkPolicy 的 still open {name}')).toEqual(['still', 'open']);
    expect(codeSpans('`a` and `b-c`')).toEqual(['`a`', '`b-c`']);
  });
});
