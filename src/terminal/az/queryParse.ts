// The text of a `--query` as a chain of nodes. One pass; what it does not know stops it where it stands.

export type Node =
  | { readonly type: 'self' }
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'literal'; readonly value: unknown }
  | { readonly type: 'index'; readonly index: number }
  | { readonly type: 'each'; readonly flat: boolean }
  | { readonly type: 'values' }
  | { readonly type: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly type: 'filter'; readonly test: Test }
  | { readonly type: 'list'; readonly items: readonly Chain[] }
  | { readonly type: 'map'; readonly items: readonly (readonly [string, Chain])[] }
  | { readonly type: 'call'; readonly name: string; readonly items: readonly Chain[] }
  | { readonly type: 'pipe' };
export type Chain = readonly Node[];
export interface Test {
  readonly left: Chain;
  readonly sign: string;
  readonly right: Chain;
  readonly and?: Test;
  readonly or?: Test;
}

export interface Reader {
  readonly text: string;
  at: number;
  left: number;
}

/** One value, thrown wherever the text is no query. */
export const BAD = new Error('no query');

const FUNCTIONS: ReadonlySet<string> = new Set([
  'length',
  'contains',
  'starts_with',
  'ends_with',
  'keys',
  'join',
  'sort',
  'to_string',
  'not_null',
]);

export function space(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at++;
}

function take(reader: Reader, word: string): boolean {
  space(reader);
  if (!reader.text.startsWith(word, reader.at)) return false;
  reader.at += word.length;
  return true;
}

function need(reader: Reader, word: string): void {
  if (!take(reader, word)) throw BAD;
}

function nameAt(reader: Reader): string | undefined {
  space(reader);
  const rest = reader.text.slice(reader.at, reader.at + 300);
  const [whole, quoted] = /^"((?:[^"\\]|\\.)*)"/.exec(rest) ?? /^[A-Za-z_][\w-]*/.exec(rest) ?? [];
  if (whole === undefined) return undefined;
  reader.at += whole.length;
  return quoted ?? whole;
}

function literalAt(reader: Reader): Node | undefined {
  space(reader);
  const rest = reader.text.slice(reader.at, reader.at + 600);
  const found = /^'((?:[^'\\]|\\.)*)'|^`([^`]*)`|^(-?\d+)/.exec(rest);
  if (!found) return undefined;
  reader.at += found[0].length;
  const ticks = found[2];
  if (ticks === undefined) return { type: 'literal', value: found[1] ?? Number(found[3]) };
  try {
    return { type: 'literal', value: JSON.parse(ticks) as unknown };
  } catch {
    return { type: 'literal', value: ticks };
  }
}

export function readChain(reader: Reader): Chain {
  const nodes: Node[] = [];
  if (--reader.left < 0) throw BAD;
  first(reader, nodes);
  for (;;) {
    if (--reader.left < 0) throw BAD;
    space(reader);
    if (reader.text[reader.at] === '[') bracket(reader, nodes);
    else if (reader.text[reader.at] === '.') {
      reader.at++;
      after(reader, nodes);
    } else if (reader.text[reader.at] === '|' && reader.text[reader.at + 1] !== '|') {
      reader.at++;
      nodes.push({ type: 'pipe' });
      first(reader, nodes);
    } else return nodes;
  }
}

function first(reader: Reader, nodes: Node[]): void {
  space(reader);
  const letter = reader.text[reader.at];
  if (letter === '[') return bracket(reader, nodes, true);
  if (letter === '@') {
    reader.at++;
    nodes.push({ type: 'self' });
    return;
  }
  const literal = literalAt(reader);
  if (literal) {
    nodes.push(literal);
    return;
  }
  after(reader, nodes);
}

/** What may stand behind a dot. */
function after(reader: Reader, nodes: Node[]): void {
  space(reader);
  if (take(reader, '*')) {
    nodes.push({ type: 'values' });
    return;
  }
  if (take(reader, '{')) {
    const items: (readonly [string, Chain])[] = [];
    do {
      const key = nameAt(reader);
      if (key === undefined) throw BAD;
      need(reader, ':');
      items.push([key, readChain(reader)]);
    } while (take(reader, ','));
    need(reader, '}');
    nodes.push({ type: 'map', items });
    return;
  }
  if (reader.text[reader.at] === '[') return bracket(reader, nodes, true);
  const name = nameAt(reader);
  if (name === undefined) throw BAD;
  if (reader.text[reader.at] !== '(') {
    nodes.push({ type: 'field', name });
    return;
  }
  if (!FUNCTIONS.has(name)) throw BAD;
  reader.at++;
  const items: Chain[] = [];
  if (!take(reader, ')')) {
    do items.push(readChain(reader));
    while (take(reader, ','));
    need(reader, ')');
  }
  nodes.push({ type: 'call', name, items });
}

function bracket(reader: Reader, nodes: Node[], mayList: boolean = false): void {
  need(reader, '[');
  if (take(reader, ']')) {
    nodes.push({ type: 'each', flat: true });
    return;
  }
  if (take(reader, '*')) {
    need(reader, ']');
    nodes.push({ type: 'each', flat: false });
    return;
  }
  if (take(reader, '?')) {
    const test = readTest(reader);
    need(reader, ']');
    nodes.push({ type: 'filter', test });
    return;
  }
  space(reader);
  const [whole, from, colon, to] =
    /^(-?\d{1,9})?\s*(:)?\s*(-?\d{1,9})?\s*\]/.exec(reader.text.slice(reader.at, reader.at + 40)) ?? [];
  if (whole !== undefined && (from !== undefined || colon !== undefined)) {
    reader.at += whole.length;
    nodes.push(
      colon === undefined
        ? { type: 'index', index: Number(from) }
        : { type: 'slice', from: from === undefined ? undefined : Number(from), to: to === undefined ? undefined : Number(to) },
    );
    return;
  }
  if (!mayList) throw BAD;
  const items: Chain[] = [];
  do items.push(readChain(reader));
  while (take(reader, ','));
  need(reader, ']');
  nodes.push({ type: 'list', items });
}

function readTest(reader: Reader): Test {
  const left = readChain(reader);
  space(reader);
  const sign = /^(?:==|!=|<=|>=|<|>)/.exec(reader.text.slice(reader.at, reader.at + 2))?.[0] ?? '';
  reader.at += sign.length;
  const right = sign === '' ? [] : readChain(reader);
  if (take(reader, '&&')) return { left, sign, right, and: readTest(reader) };
  if (take(reader, '||')) return { left, sign, right, or: readTest(reader) };
  return { left, sign, right };
}
