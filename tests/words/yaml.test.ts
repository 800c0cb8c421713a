// What manifest/ says of a text in words of ours is said by words/ too, in both languages: the same sentence in English, never another.
import { describe, expect, it } from 'vitest';
import { OWN_SENTENCES } from '../../src/manifest/ownSentences.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { problemText } from '../../src/ui/parts/problemText.ts';
import { YAML_WORDS } from '../../src/words/en/yaml.ts';
import { loadLocale } from '../../src/words/locales.ts';
import { say } from '../../src/words/say.ts';

describe('what is wrong with a text', () => {
  it('every sentence of ours is in words/, letter for letter', () => {
    const keyed = Object.fromEntries(Object.entries(OWN_SENTENCES).map(([name, text]) => [`yaml.${name}`, text]));
    expect(YAML_WORDS).toEqual(keyed);
  });

  it.each([
    ['kind: Pod\n\tmetadata: {}', '缩进不能用制表符；请用空格'],
    ['kind: Pod\nmetadata: { name: a\n', '{ 打开了，却没有关上'],
    ['kind: Pod\nmetadata:\n  labels: app: web\n', '映射不能从这里开始：这一行有第二个冒号，或者上一行的缩进不对'],
    ['kind: \u0007', '不允许控制字符（U+0007）；这不是文本'],
    [`a: ${'['.repeat(200)}${']'.repeat(200)}`, /^嵌套超过 \d+ 层$/],
  ])('%j', async (text, sentence) => {
    await loadLocale('zh-Hans');
    const [problem] = parseManifests(text).problems;
    if (!problem) throw new Error('nothing is wrong with it');
    const inLanguage = (locale: string): string => problemText(problem, (key, params) => say(key, params, { locale }));
    expect(inLanguage('zh-Hans')).toMatch(sentence);
    expect(inLanguage('en')).toBe(problem.message);
  });

  it('what the API server or a tool says stays as they say it', () => {
    const [unknown] = parseManifests('apiVersion: v1\nkind: Pood\nmetadata: { name: a }').problems;
    const [alias] = parseManifests('a: *b').problems;
    expect([unknown?.says, alias?.says]).toEqual([undefined, undefined]);
    expect(unknown && problemText(unknown, (key) => key)).toMatch(/^no matches for kind "Pood"/);
  });
});
