// Room codes: six letters that cannot be misread or spell a word, and a seventh that catches a typing error before anybody is asked.

/** No vowels, nothing that looks like something else (0 O, 1 I L, 2 Z, 5 S, 8 B, U V). 23 letters, a prime: the check letter sees every swap. */
export const CODE_LETTERS = '34679CDFGHJKMNPQRTVWXYB';
export const CODE_LENGTH = 6;

/** `numbers`: one per letter, each a fair draw from 0 to 2^32 - 1. */
export function makeRoomCode(numbers: readonly number[]): string {
  return Array.from({ length: CODE_LENGTH }, (_, index) => CODE_LETTERS[(numbers[index] ?? 0) % CODE_LETTERS.length]).join('');
}

/** The seventh letter, to be shown behind the code. */
export function checkLetter(code: string): string {
  let sum = 0;
  for (const [index, letter] of code.split('').entries()) sum += (index + 1) * CODE_LETTERS.indexOf(letter);
  return CODE_LETTERS[sum % CODE_LETTERS.length] ?? '';
}

export type TypedCode =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly problem: 'letters' | 'length' | 'check' };

/** What a person typed: any case, with spaces and dashes, with or without the check letter. */
export function readTypedCode(typed: string): TypedCode {
  if (typed.length > 64) return { ok: false, problem: 'length' };
  const letters = typed.toUpperCase().replaceAll(/[\s\-–—.]/gu, '');
  if (letters.split('').some((letter) => !CODE_LETTERS.includes(letter))) return { ok: false, problem: 'letters' };
  if (letters.length !== CODE_LENGTH && letters.length !== CODE_LENGTH + 1) return { ok: false, problem: 'length' };
  const code = letters.slice(0, CODE_LENGTH);
  if (letters.length > CODE_LENGTH && letters[CODE_LENGTH] !== checkLetter(code)) return { ok: false, problem: 'check' };
  return { ok: true, code };
}

/** As it is shown: three, three, and the check letter. */
export function showRoomCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}-${checkLetter(code)}`;
}
