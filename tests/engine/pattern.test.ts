// The matcher of players' patterns against the platform's own on patterns that are safe for it, and its bounds on those that are not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPattern } from '../../src/engine/net/matchPattern.ts';
import { parsePattern } from '../../src/engine/net/pattern.ts';

function match(
  pattern: string,
  text: string,
  where?: 'anywhere' | 'start' | 'whole',
): readonly (string | undefined)[] | undefined {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) throw new Error(`${pattern}: ${parsed.why} at ${parsed.at}`);
  return matchPattern(parsed.pattern, text, where);
}

const atom = fc.constantFrom('a', 'b', '/', '.', '[ab]', '[^a]', '\\d', '\\w', '\\W', '[a-c1]', '^', '$', '\\b', '\\.', '-');
const { pattern: patterns } = fc.letrec<{ pattern: string; item: string }>((tie) => ({
  item: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc
      .tuple(fc.constantFrom('a', 'b', '[ab]', '.'), fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{1,2}', '{2}', '{1,}'))
      .map(([a, q]) => a + q),
    tie('pattern').map((inner) => `(${inner})`),
    tie('pattern').map((inner) => `(?:${inner})`),
    fc.tuple(tie('pattern'), fc.constantFrom('?', '{2}')).map(([inner, q]) => `(?:x${inner})${q}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
  ),
  pattern: fc.array(tie('item'), { minLength: 1, maxLength: 4 }).map((items) => items.join('')),
}));
const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', '/', '1', '.', '-', 'x'), { maxLength: 10 })
  .map((letters) => letters.join(''));

describe('patterns', () => {
  it('ING15 match what the platform matches, groups included', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        fc.pre(parsePattern(pattern).ok);
        const expected = new RegExp(pattern).exec(text);
        expect(match(pattern, text)).toEqual(expected ? [...expected] : undefined);
        const whole = new RegExp(`^(?:${pattern})$`).exec(text);
        expect(match(pattern, text, 'whole')).toEqual(whole ? [...whole] : undefined);
        const start = new RegExp(`^(?:${pattern})`).exec(text);
        expect(match(pattern, text, 'start')).toEqual(start ? [...start] : undefined);
      }),
      { numRuns: 3000, seed: 20 },
    );
  });

  it.each([
    ['/something(/|$)(.*)', '/something', ['/something', '', '']],
    ['/something(/|$)(.*)', '/something/new', ['/something/new', '/', 'new']],
    ['/something(/|$)(.*)', '/somethingelse', undefined],
    ['(?i)/API', '/api', ['/api']],
    ['[[:digit:]]+', 'a42', ['42']],
    ['a{', 'a{', ['a{']],
    ['(?P<x>a)b', 'ab', ['ab', 'a']],
  ])('C-10 %s on %s', (pattern, text, expected) => {
    expect(match(pattern, text)).toEqual(expected);
  });

  it.each(['(', ')', 'a)', '[a', '*', 'a**', '\\1', '(?=a)', '(?<!a)b', '[z-a]', '\\', 'a{3,2}', '(?i:a)'])(
    '%s is refused',
    (pattern) => {
      expect(parsePattern(pattern).ok).toBe(false);
    },
  );

  it('no pattern takes long, and no text makes it throw', () => {
    const text = `${'a'.repeat(2000)}!`;
    for (const pattern of [
      '(a*)*b',
      '(a+)+$',
      '(a|a)*b',
      '(a|aa)+$',
      '(.*.*.*.*.*)b',
      '(x+x+)+y',
      'a?'.repeat(400) + 'a'.repeat(200),
    ])
      match(pattern, text);
    expect(parsePattern('a'.repeat(2000)).ok).toBe(false);
    expect(parsePattern('(((a{100}){100}){100})').ok).toBe(false);
    expect(parsePattern('('.repeat(500) + 'a' + ')'.repeat(500)).ok).toBe(false);
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), texts, (pattern, sample) => {
        const parsed = parsePattern(pattern);
        if (parsed.ok) matchPattern(parsed.pattern, sample);
      }),
      { numRuns: 2000, seed: 3 },
    );
  });
});
