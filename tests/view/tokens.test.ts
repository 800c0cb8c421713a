// Colours: canvas and panels share one table, texts have 4.5:1, marks 3:1, departments are told apart by more than hue.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, cssColour, DAY, HUES, NIGHT, type Palette, PATTERNS, SHARED_TOKENS } from '../../src/view/tokens.ts';

const css = readFileSync(join(import.meta.dirname, '../../assets/tokens.css'), 'utf8');

/** Tokens of one rule block. */
function tokensOf(block: string): ReadonlyMap<string, string> {
  return new Map([...block.matchAll(/(--ch-[\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', (match[2] ?? '').trim()]));
}

const blocks = css
  .split('}')
  .map(tokensOf)
  .filter((tokens) => tokens.size > 0);
const themes: readonly (readonly [string, Palette])[] = [
  ['day', DAY],
  ['night', NIGHT],
];

describe('colours', () => {
  it('day, night by the system and night by choice have the same names in the panels', () => {
    expect(blocks).toHaveLength(4);
    expect([...(blocks[2] ?? new Map()).keys()]).toEqual([...(blocks[1] ?? new Map()).keys()]);
    expect(blocks[2]).toEqual(blocks[1]);
  });

  it('high contrast restates colours that exist, for day and night, with 7:1 for texts and 4.5:1 for marks', () => {
    const high = [...(blocks[3] ?? new Map<string, string>())].map(([name, value]) => {
      const [day = '', night = ''] = [...value.matchAll(/#([0-9a-f]{6})/g)].map((match) => match[1] ?? '');
      return [name, [Number.parseInt(day, 16), Number.parseInt(night, 16)]] as const;
    });
    expect(high.length).toBeGreaterThan(8);
    const named = new Map(high);
    for (const [name, sides] of high) {
      expect(blocks[0]?.has(name), name).toBe(true);
      for (const [side, colour] of sides.entries()) {
        expect(colour, name).not.toBeNaN();
        const least = name.includes('ink') ? 7 : /-(pass|fail|warn|accent|focus|line)$/.test(name) ? 4.5 : 0;
        for (const surface of ['--ch-panel', '--ch-raised'])
          if (least > 0)
            expect(contrast(colour, named.get(surface)?.[side] ?? 0), `${name} on ${surface}`).toBeGreaterThanOrEqual(least);
      }
    }
  });

  it('what board and panels share has one value', () => {
    const expectSame = (tokens: ReadonlyMap<string, string> | undefined, palette: Palette): void => {
      for (const [name, key] of Object.entries(SHARED_TOKENS)) expect(tokens?.get(name), name).toBe(cssColour(palette[key]));
    };
    expectSame(blocks[0], DAY);
    expectSame(blocks[1], NIGHT);
  });

  it.each(themes)('%s: texts on labels have a contrast of 4.5 and more', (_name, palette) => {
    for (const ink of ['ink', 'inkSoft', 'warn'] as const)
      expect(contrast(palette[ink], palette.pill), ink).toBeGreaterThanOrEqual(4.5);
  });

  it.each(themes)('%s: verdicts and the selection stand out by 3 and more from every floor they may cross', (_name, palette) => {
    for (const floor of ['room', 'zone', 'lobby', 'wing', 'path'] as const) {
      for (const mark of ['pass', 'fail', 'warn', 'select'] as const)
        expect(contrast(palette[mark], palette[floor]), `${mark} on ${floor}`).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(themes)('%s: department emblems stand out by 3 and more from their label', (_name, palette) => {
    for (const hue of HUES) expect(contrast(hue, palette.pill), cssColour(hue)).toBeGreaterThanOrEqual(3);
  });

  it('every department hue has a pattern of its own', () => {
    expect(new Set(HUES).size).toBe(HUES.length);
    expect(new Set(PATTERNS.slice(0, HUES.length)).size).toBe(HUES.length);
  });
});
