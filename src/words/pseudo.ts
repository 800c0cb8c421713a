// English in disguise, for tests and for whoever lays out a screen: accented, 40 % longer, in brackets. A word on the screen outside brackets
// was not asked for by key; a bracket that is cut off shows where another language will not fit. Slots and `code` spans stay.
import type { Dictionary, Sentence } from './dictionary.ts';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ';

/** Slots, forms included, and code spans: what a translation must not touch. */
const KEPT = /(\{[A-Za-z][A-Za-z0-9]*(?:\|[^{}|]*)*\}|`[^`]*`)/;

export function disguise(dictionary: Dictionary): Dictionary {
  return Object.fromEntries(Object.entries(dictionary).map(([key, sentence]) => [key, disguiseSentence(sentence)]));
}

function disguiseSentence(sentence: Sentence): Sentence {
  if (typeof sentence === 'string') return disguiseText(sentence);
  return { office: disguiseText(sentence.office), network: disguiseText(sentence.network) };
}

export function disguiseText(text: string): string {
  if (text === '') return '';
  const accented = text
    .split(KEPT)
    .map((part) => (part.startsWith('`') ? part : part.startsWith('{') ? disguiseForms(part) : accent(part)))
    .join('');
  const letters = text.replaceAll(new RegExp(KEPT, 'g'), '').length;
  const padding = ' ~~~~'.repeat(Math.ceil((letters * 0.4) / 5)).slice(0, Math.ceil(letters * 0.4));
  return `⟦${accented}${padding}⟧`;
}

function disguiseForms(slot: string): string {
  const [name = '', ...forms] = slot.slice(1, -1).split('|');
  return `{${[name, ...forms.map(accent)].join('|')}}`;
}

function accent(text: string): string {
  return text.replaceAll(/[A-Za-z]/g, (letter) => ACCENTED.charAt(PLAIN.indexOf(letter)));
}
