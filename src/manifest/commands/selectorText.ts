// Selectors as kubectl's `-l` spells them: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`, joined by commas.

const REQUIREMENT = /^\s*(?:(!)\s*)?([A-Za-z0-9][\w./-]{0,316})\s*(?:(==?|!=)\s*([\w.-]{0,63})|\s(in|notin)\s*\(([^()]*)\))?\s*$/;

/** Undefined for what is no selector. */
export function matchesSelectorText(text: string, labels: Readonly<Record<string, string>>): boolean | undefined {
  const parts = text.slice(0, 10_000).split(/,(?![^()]*\))/);
  let all = true;
  for (const part of parts) {
    const [, not, key = '', sign, value, word, list] = REQUIREMENT.exec(part) ?? [];
    if (key === '' || (not !== undefined && (sign ?? word) !== undefined)) return undefined;
    const held = Object.hasOwn(labels, key) ? labels[key] : undefined;
    const wanted = word === undefined ? [value ?? ''] : (list ?? '').split(',').map((item) => item.trim());
    const among = held !== undefined && wanted.includes(held);
    const isMet =
      not !== undefined
        ? held === undefined
        : sign === undefined && word === undefined
          ? held !== undefined
          : sign === '!=' || word === 'notin'
            ? !among
            : among;
    all &&= isMet;
  }
  return all;
}
