// Words: parameters, plurals, both vocabularies, and what a missing key does.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatSentence } from '../../src/words/format.ts';
import { chooseLocale, dictionaryOf } from '../../src/words/locales.ts';
import { hasWords, say, setMissingWords } from '../../src/words/say.ts';

beforeEach(() => setMissingWords('throw'));
afterEach(() => setMissingWords('show'));

describe('sentences', () => {
  it('put parameters in and keep ports as they are', () => {
    expect(formatSentence('{from} to {port}', { params: { from: 'web', port: 10256 }, locale: 'en' })).toBe('web to 10256');
    expect(formatSentence('{cost}', { params: { cost: 1 / 3 }, locale: 'en' })).toBe('0.33');
  });

  it('pick the plural form of the locale', () => {
    const desks = (count: number): string => formatSentence('{count|one desk|# desks}', { params: { count }, locale: 'en' });
    expect([desks(1), desks(0), desks(31)]).toEqual(['one desk', '0 desks', '31 desks']);
    expect(formatSentence('{count|#张桌子}', { params: { count: 3 }, locale: 'zh-CN' })).toBe('3张桌子');
  });

  it('never read a parameter as a slot or as markup', () => {
    expect(formatSentence('{a}', { params: { a: '{b}<b>' }, locale: 'en' })).toBe('{b}<b>');
    expect(formatSentence('{toString}', { params: {}, locale: 'en' })).toBe('{toString}');
  });

  it('speak office or network words', () => {
    expect(say('outcome.nxdomain')).toMatch(/phone directory/);
    expect(say('outcome.nxdomain', {}, { words: 'network' })).toMatch(/NXDOMAIN/);
  });
});

describe('a missing key', () => {
  it('throws in tests, parameters included', () => {
    expect(() => say('no.such.key')).toThrow(/no\.such\.key/);
    expect(() => say('link.cutOff', { arrived: 1 })).toThrow(/expected/);
  });

  it('shows itself to players', () => {
    setMissingWords('show');
    expect(say('no.such.key')).toBe('no.such.key');
    expect(say('toString')).toBe('toString');
    expect(hasWords('toString')).toBe(false);
  });
});

describe('the English dictionary', () => {
  const entries = Object.entries(dictionaryOf('en'));

  it('holds plain text only', () => {
    const texts = entries.flatMap(([key, sentence]) =>
      typeof sentence === 'string'
        ? [[key, sentence]]
        : [
            [key, sentence.office],
            [key, sentence.network],
          ],
    );
    expect(texts.filter(([, text]) => text === undefined || text.trim() === '' || /<[a-z/]|&[a-z]+;/i.test(text))).toEqual([]);
    expect(texts.length).toBeGreaterThan(200);
  });

  it('has no slot that is not closed', () => {
    const broken = entries.filter(([, sentence]) =>
      (typeof sentence === 'string' ? [sentence] : [sentence.office, sentence.network]).some((text) =>
        /[{}]/.test(text.replaceAll(/\{[A-Za-z0-9]+(\|[^{}|]*)*\}/g, '')),
      ),
    );
    expect(broken.map(([key]) => key)).toEqual([]);
  });

  it('answers any locale with the nearest one', () => {
    expect([chooseLocale(['en-GB']), chooseLocale(['tlh']), chooseLocale(['__proto__']), chooseLocale([])]).toEqual([
      'en',
      'en',
      'en',
      'en',
    ]);
    const chinese = ['zh', 'zh-CN', 'zh-Hans', 'zh-Hans-HK', 'zh_SG'];
    expect(chinese.map((tag) => chooseLocale([tag]))).toEqual(chinese.map(() => 'zh-Hans'));
    // A reader of another script keeps their second language.
    expect([chooseLocale(['zh-TW', 'en']), chooseLocale(['tlh', 'zh-CN', 'en'])]).toEqual(['en', 'zh-Hans']);
  });
});
