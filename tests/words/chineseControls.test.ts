// Two ways a screen betrays a translation that no reader of the files sees: a label that stayed English, and one that no longer fits its button.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Pair, pairsOf, VERBATIM } from './translation.ts';

const WORDS = join(import.meta.dirname, '../../src/words');
const HAN = /\p{Script=Han}/u;

/** What a label may consist of without one Chinese sign: names, kinds, protocols and abbreviations that stay. */
const NAMES = new Set(
  [
    'YAML kubectl az ping conntrack kubenet tcpdump',
    'Azure Bicep Calico Cilium NPM CIDR House',
    'Pod Service Deployment Ingress NetworkPolicy Secret podCidr policyTypes',
    'IP DNS HTTP TCP TLS NSG SNAT DNAT PaaS OutboundNAT',
  ].flatMap((line) => line.split(' ')),
);

const pairs: readonly Pair[] = (
  await Promise.all(
    readdirSync(join(WORDS, 'en'))
      // The command line has no controls.
      .filter((name) => name !== 'english.ts' && name !== 'cli.ts')
      .map(async (name) => {
        const [english, chinese] = await Promise.all(['en', 'zh-Hans'].map((locale) => import(join(WORDS, locale, name))));
        return pairsOf(english as Readonly<Record<string, unknown>>, chinese as Readonly<Record<string, unknown>>);
      }),
  )
).flat();

function strange(chinese: string): readonly string[] {
  const prose = chinese.replaceAll(/`[^`]*`|\{[^}]*\}/g, ' ');
  return HAN.test(prose) ? [] : (prose.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !NAMES.has(word));
}

/** About how many em a text is wide in a sans-serif face. */
function em(text: string): number {
  const widths = Array.from(text, (sign) =>
    /[\u2e80-\u9fff\uff00-\uff60“”…]/.test(sign) ? 1 : /[iljt.,:;'()| ]/.test(sign) ? 0.3 : /[A-Zmw]/.test(sign) ? 0.68 : 0.53,
  );
  return widths.reduce((sum, width) => sum + width, 0);
}

/** Any button has room for four Chinese signs. */
const ROOM = 4;

/** Labels of buttons, tabs, columns and tags: short, no sentence, nothing to fill in. */
function isNarrow({ english = '' }: Pair): boolean {
  return english.length <= 24 && !/[.!?{]/.test(english);
}

describe('Chinese on the screen', () => {
  it('no label stayed English', () => {
    const left = pairs
      .filter(({ key }) => !VERBATIM.some((pattern) => pattern.test(key)) && !key.startsWith('ui.home.'))
      .flatMap(({ key, chinese = '' }) => strange(chinese).map((word) => `${key}: ${word}`));
    expect(left).toEqual([]);
    expect(strange('Open {name}')).toEqual(['Open']);
    expect(strange('打开 Wireshark')).toEqual([]);
  });

  it('no short label is wider than the English one by more than a fifth', () => {
    const narrow = pairs.filter(isNarrow);
    expect(narrow.length).toBeGreaterThan(700);
    const wide = narrow.filter(({ english = '', chinese = '' }) => em(chinese) > Math.max(em(english) * 1.2, ROOM));
    expect(wide.map(({ key, english, chinese }) => `${key}: “${english}” ${chinese}`)).toEqual([]);
    expect([em('Watch the packet') > em('看数据包'), em('In the codex') * 1.2 < em('图鉴中的相关页面')]).toEqual([true, true]);
  });
});
