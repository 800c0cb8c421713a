// Looks: every palette and every set of department colours keeps its contrasts; the plan as SVG is well-formed and hides nothing.
import { describe, expect, it } from 'vitest';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import { DAY_HIGH, HUE_SETS, lookOf, NIGHT_HIGH } from '../../src/view/look.ts';
import { drawPlanSvg } from '../../src/view/planSvg.ts';
import { contrast, cssColour, DAY, HUES, NIGHT, type Palette } from '../../src/view/tokens.ts';
import { networkOf, planOf } from './plans.ts';

const PALETTES: readonly (readonly [string, Palette])[] = [
  ['day', DAY],
  ['night', NIGHT],
  ['day, high contrast', DAY_HIGH],
  ['night, high contrast', NIGHT_HIGH],
];

describe('looks', () => {
  it.each(PALETTES)('%s: every set of department colours stands out by 3 and more from its label', (_name, { pill }) => {
    for (const [set, hues] of Object.entries(HUE_SETS))
      for (const hue of hues) expect(contrast(hue, pill), `${set} ${cssColour(hue)}`).toBeGreaterThanOrEqual(3);
  });

  it('every set has as many colours as there are patterns, all different', () => {
    for (const hues of Object.values(HUE_SETS)) expect(new Set(hues).size).toBe(HUES.length);
  });

  it.each(PALETTES.slice(2))('%s: text has 7 and more on labels, verdicts and outlines 4.5 on every floor', (_name, palette) => {
    for (const ink of ['ink', 'inkSoft'] as const) expect(contrast(palette[ink], palette.pill), ink).toBeGreaterThanOrEqual(7);
    for (const floor of ['room', 'zone', 'lobby', 'wing'] as const)
      for (const mark of ['pass', 'fail', 'warn', 'select'] as const)
        expect(contrast(palette[mark], palette[floor]), `${mark} on ${floor}`).toBeGreaterThanOrEqual(4.5);
  });

  it('follows the system only where the player has not chosen', () => {
    const chosen = { contrast: 'normal', colours: 'house' } as const;
    expect(lookOf({ ...chosen, theme: 'system' }, true).palette).toBe(NIGHT);
    expect(lookOf({ ...chosen, theme: 'day' }, true).palette).toBe(DAY);
    expect(lookOf({ ...chosen, theme: 'night', contrast: 'high' }, false).palette).toBe(NIGHT_HIGH);
  });
});

describe('the plan as SVG', () => {
  const look = { palette: DAY, hues: HUES };

  it('names everything that stands, once, and escapes what names may hold', () => {
    const layout = buildLayout(planOf(), networkOf({ gateway: true, houses: 2, machines: 2 }));
    const svg = drawPlanSvg(layout, look, (thing) => `<${thing.name}>`);
    for (const thing of layout.things.filter(({ kind }) => kind !== 'zone' && kind !== 'room'))
      expect(svg).toContain(`&#60;${thing.name}&#62;`);
    expect(svg.match(/<text /g)?.length).toBe(svg.match(/<\/text>/g)?.length);
    expect(svg.replaceAll(/<\/?(?:svg|rect|text)\b[^<>]*>/g, '')).not.toMatch(/[<>]/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('counts the laptops of rooms that show no desks', () => {
    const svg = drawPlanSvg(buildLayout(planOf({ nodes: 2, pods: 2000 }), networkOf()), look, ({ name }) => name);
    expect(svg).toContain('×1000');
  });
});
