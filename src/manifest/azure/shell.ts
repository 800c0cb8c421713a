// Words of a shell: what a player typed is one word and nothing else, whatever it holds.

/** Anything but plain letters goes between single quotes. */
export function quote(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A flag and its value; a value that begins with a dash is tied to its flag, or az would take it for a flag of its own. */
export function option(name: string, value: string): string {
  return `${name}${value.startsWith('-') ? '=' : ' '}${quote(value)}`;
}

export function words(texts: readonly string[]): string {
  return texts.map(quote).join(' ');
}

/** A flag with one value; none for a value that is not there. */
export function flag(name: string, value: string | number | boolean | undefined): string[] {
  return value === undefined ? [] : [option(name, String(value))];
}

/** A flag with a list of values; none for an empty list. */
export function flags(name: string, values: readonly string[] | undefined): string[] {
  return values === undefined || values.length === 0
    ? []
    : [`${name}${values[0]?.startsWith('-') === true ? '=' : ' '}${words(values)}`];
}

export function onlyIf(condition: boolean | undefined, text: string): string[] {
  return condition === true ? [text] : [];
}

/** For comments: one line, no surprises. */
export function plainName(text: string): string {
  return text.replaceAll(/[^\w. -]/g, '_');
}

/** Name of a shell variable; letters that a variable cannot have are spelt out, so that two names never share one. */
export function variable(prefix: string, name: string): string {
  const spelt = name.replaceAll(/[^A-Za-z0-9-]/g, (letter) => `_${letter.codePointAt(0)?.toString(16) ?? ''}_`);
  return `${prefix}_${spelt.replaceAll('-', '_').toUpperCase()}`;
}
