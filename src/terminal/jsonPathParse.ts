// The path inside one `{…}` as steps. One pass, no recursion but for the two sides of a filter.

export type PathStep =
  | { readonly type: 'root' }
  | { readonly type: 'self' }
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'wildcard' }
  | { readonly type: 'indices'; readonly indices: readonly number[] }
  | { readonly type: 'slice'; readonly from?: number; readonly to?: number; readonly by: number }
  | { readonly type: 'deep'; readonly name: string }
  | {
      readonly type: 'filter';
      readonly left: readonly PathStep[];
      readonly sign: string;
      readonly right: { readonly value: unknown } | { readonly path: readonly PathStep[] };
    };

const MOST_STEPS = 100;
const NAME = /(?:\\.|[^\\.[\]{}()'",\s|=<>!?*$@])+/y;

/** Steps, or the complaint. */
export function parsePath(given: string, inFilter: boolean = false): readonly PathStep[] | string {
  const text = given.trim();
  const steps: PathStep[] = [];
  let at = 0;
  if (text[0] === '$') {
    steps.push({ type: 'root' });
    at = 1;
  } else if (text[0] === '@') at = 1;
  while (at < text.length) {
    if (steps.length > MOST_STEPS) return 'error: error parsing jsonpath, too many steps';
    if (text.startsWith('..', at)) {
      const name = nameAt(text, at + 2);
      if (name === undefined) return bad(given);
      steps.push({ type: 'deep', name: name.text });
      at = name.end;
    } else if (text[at] === '.') {
      if (text[at + 1] === '*') {
        steps.push({ type: 'wildcard' });
        at += 2;
        continue;
      }
      const name = nameAt(text, at + 1);
      if (name) steps.push({ type: 'field', name: name.text });
      else if (text[at + 1] !== '[' && at + 1 < text.length) return bad(given);
      at = name?.end ?? at + 1;
    } else if (text[at] === '[') {
      const end = bracketEnd(text, at);
      if (end < 0) return `error: error parsing jsonpath ${shortOf(given)}, unterminated array`;
      const step = bracket(text.slice(at + 1, end).trim(), inFilter);
      if (typeof step === 'string') return step;
      steps.push(step);
      at = end + 1;
    } else if (at === 0) {
      const name = nameAt(text, 0);
      if (!name) return bad(given);
      steps.push({ type: 'field', name: name.text });
      at = name.end;
    } else return bad(given);
  }
  return steps;
}

function shortOf(text: string): string {
  return `{${text.slice(0, 80)}}`;
}

function bad(text: string): string {
  return `error: error parsing jsonpath ${shortOf(text)}, unrecognized character in action`;
}

function nameAt(text: string, at: number): { readonly text: string; readonly end: number } | undefined {
  NAME.lastIndex = at;
  const [found] = NAME.exec(text) ?? [];
  return found === undefined ? undefined : { text: found.replaceAll(/\\(.)/g, '$1'), end: at + found.length };
}

function bracketEnd(text: string, open: number): number {
  let quote = '';
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '[') depth++;
    else if (letter === ']' && --depth === 0) return at;
  }
  return -1;
}

function bracket(inside: string, inFilter: boolean): PathStep | string {
  if (inside === '*') return { type: 'wildcard' };
  const quoted = /^'([^']*)'$|^"([^"]*)"$/.exec(inside);
  if (quoted) return { type: 'field', name: quoted[1] ?? quoted[2] ?? '' };
  if (/^-?\d{1,9}(?:\s*,\s*-?\d{1,9})*$/.test(inside)) return { type: 'indices', indices: inside.split(',').map(Number) };
  const slice = /^(-?\d{1,9})?:(-?\d{1,9})?(?::(\d{1,9}))?$/.exec(inside);
  if (slice) {
    const [, from, to, by] = slice;
    return {
      type: 'slice',
      ...(from === undefined ? {} : { from: Number(from) }),
      ...(to === undefined ? {} : { to: Number(to) }),
      by: Math.max(1, Number(by ?? 1)),
    };
  }
  const filter = /^\?\((.*)\)$/s.exec(inside)?.[1];
  if (filter === undefined || inFilter) return `error: error parsing jsonpath [${inside.slice(0, 80)}], invalid array index`;
  const sides = /^((?:[^=<>!"']|'[^']*'|"[^"]*")*)(==|!=|<=|>=|<|>)(.*)$/s.exec(filter.slice(0, 1000));
  const left = parsePath(sides?.[1] ?? filter, true);
  if (typeof left === 'string') return left;
  if (!sides) return { type: 'filter', left, sign: 'exists', right: { value: undefined } };
  const right = literal((sides[3] ?? '').trim());
  return typeof right === 'string' ? right : { type: 'filter', left, sign: sides[2] ?? '', right };
}

function literal(text: string): { readonly value: unknown } | { readonly path: readonly PathStep[] } | string {
  const quoted = /^'([^']*)'$|^"([^"]*)"$/.exec(text);
  if (quoted) return { value: quoted[1] ?? quoted[2] };
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return { value: Number(text) };
  if (text === 'true' || text === 'false') return { value: text === 'true' };
  const path = parsePath(text, true);
  return typeof path === 'string' ? path : { path };
}
