// Names that people type, made safe to show and to sort: normalised first, then measured. What is refused is refused with a reason.

export const MAX_NAME = 20;

export type NameResult =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly problem: 'empty' | 'long' | 'signs' | 'stacked' | 'mixed' };

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Controls, private use, direction marks, invisible letters; ZWJ and variation selectors stay, emoji need them. */
const FORBIDDEN = new RegExp(
  [
    '[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}]',
    ...['ad', '34f', '61c', '115f', '1160', '17b4', '17b5', '180e', '200b', '200c', '200e', '200f', '3164', 'feff', 'ffa0'].map(
      (point) => `\\u{${point}}`,
    ),
    '[\\u{2028}-\\u{202e}]|[\\u{2060}-\\u{206f}]|[\\u{fff9}-\\u{fffb}]|[\\u{e0000}-\\u{e0fff}]',
  ].join('|'),
  'u',
);
const STACKED = /\p{M}{3,}/u;
/** A word of letters that look alike in two alphabets is a name that pretends to be another. */
const LOOKALIKES = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** One line without signs that are none: what a title may be. */
export function isPlainLine(text: string): boolean {
  return text === text.trim() && !FORBIDDEN.test(text) && !STACKED.test(text.normalize('NFD'));
}

export function cleanName(typed: string): NameResult {
  if (typed.length > 1000) return { ok: false, problem: 'long' };
  const name = typed.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim();
  if (FORBIDDEN.test(name)) return { ok: false, problem: 'signs' };
  if (STACKED.test(name.normalize('NFD'))) return { ok: false, problem: 'stacked' };
  if (name === '' || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(name)) return { ok: false, problem: 'empty' };
  if ([...segments.segment(name)].length > MAX_NAME || name.length > MAX_NAME * 6) return { ok: false, problem: 'long' };
  const mixed = name.split(' ').some((word) => LOOKALIKES.filter((script) => script.test(word)).length > 1);
  return mixed ? { ok: false, problem: 'mixed' } : { ok: true, name };
}
