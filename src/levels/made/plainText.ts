// Text that players write for players: plain, without control characters and without signs that turn the direction of reading.

/** Text for people: no control characters, nothing that turns the direction of reading. */
export function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || (unit >= 0x7f && unit < 0xa0) || unit === 0x2028 || unit === 0x2029) return false;
    if ((unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069)) return false;
  }
  return true;
}

/** The same text without what the schema refuses. */
export function plainText(text: string, most: number): string {
  return Array.from(text.replace(/\s+/g, ' ').trim(), (letter) => (isPlain(letter) ? letter : ''))
    .join('')
    .slice(0, most)
    .trim();
}
