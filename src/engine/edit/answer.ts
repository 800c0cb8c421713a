// An answer as it is kept: one line of bounded length, so that a save or a link of it opens again.

export const MOST_ANSWER = 200;

/** As it is kept: one line, no spaces around, not longer than the cap. */
export function tidyAnswer(text: string): string {
  const clean = text.slice(0, MOST_ANSWER * 2).replace(/[\p{C}\s]+/gu, ' ');
  return Array.from(clean.trim()).slice(0, MOST_ANSWER).join('').trim();
}
