// What is typed as statements of piped commands: quotes, escapes, comments, variables, `$( … )`, here-documents, `> FILE`. The work is linear.
// Loops, functions, background jobs and globs are refused by name.

export type WordPart =
  | { readonly type: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'output'; readonly command: string };

export interface Stage {
  readonly words: readonly (readonly WordPart[])[];
  /** The body of a here-document. */
  readonly input?: string;
  readonly into?: { readonly words: readonly WordPart[]; readonly append: boolean };
}

export interface Statement {
  readonly stages: readonly Stage[];
  /** `&&`: only where the one before succeeded; `||`: only where it did not. */
  readonly when: 'always' | 'succeeded' | 'failed';
  /** As it was typed. */
  readonly text: string;
}

export type Parsed =
  | { readonly ok: true; readonly statements: readonly Statement[] }
  /** More lines are needed: the end of a here-document, a quotation mark, what follows a backslash or a pipe. */
  | { readonly ok: false; readonly more: true; readonly why: 'heredoc' | 'quote' | 'line'; readonly word?: string }
  | {
      readonly ok: false;
      readonly more: false;
      readonly code: string;
      readonly params: Readonly<Record<string, string | number>>;
    };

export const MOST_LETTERS = 200_000;
const MOST_STATEMENTS = 500;
const MOST_WORDS = 2_000;
const LATER: ReadonlySet<string> = new Set(['for', 'while', 'until', 'if', 'case', 'function', 'select', '{', '[[', '((']);

type Stop = Exclude<Parsed, { readonly ok: true }>;

interface Reader {
  readonly text: string;
  at: number;
  readonly statements: Statement[];
  stages: Stage[];
  words: (readonly WordPart[])[];
  input: string | undefined;
  into: Stage['into'];
  when: Statement['when'];
  start: number;
  /** Ending words of the here-documents that begin at the next line. */
  ending: { readonly word: string; readonly tabs: boolean } | undefined;
  /** A `|`, `&&` or `||` waits for its right side. */
  open: boolean;
  stop: Stop | undefined;
}

export function parseShell(given: string): Parsed {
  if (given.length > MOST_LETTERS) return refused('tooLong', { most: MOST_LETTERS });
  const reader: Reader = {
    text: given.replaceAll('\r\n', '\n'),
    at: 0,
    statements: [],
    stages: [],
    words: [],
    input: undefined,
    into: undefined,
    when: 'always',
    start: 0,
    ending: undefined,
    open: false,
    stop: undefined,
  };
  while (reader.at < reader.text.length && !reader.stop) readNext(reader);
  if (!reader.stop && reader.ending) reader.stop = { ok: false, more: true, why: 'heredoc', word: reader.ending.word };
  if (!reader.stop && reader.open && reader.words.length === 0) reader.stop = { ok: false, more: true, why: 'line' };
  if (!reader.stop) endStatement(reader, 'always');
  return reader.stop ?? { ok: true, statements: reader.statements };
}

function refused(code: string, params: Readonly<Record<string, string | number>> = {}): Stop {
  return { ok: false, more: false, code, params };
}

function endStage(reader: Reader): void {
  const { words, input, into } = reader;
  const first = words[0]?.[0];
  if (first?.type === 'text' && !first.quoted && LATER.has(first.text)) reader.stop ??= refused('shell', { what: first.text });
  if (words.length > 0 || into)
    reader.stages.push({ words, ...(input === undefined ? {} : { input }), ...(into === undefined ? {} : { into }) });
  reader.words = [];
  reader.input = undefined;
  reader.into = undefined;
}

function endStatement(reader: Reader, next: Statement['when']): void {
  endStage(reader);
  const { stages, when, text, start, at } = reader;
  if (stages.length > 0) {
    if (reader.statements.length >= MOST_STATEMENTS) reader.stop ??= refused('tooMany', { most: MOST_STATEMENTS });
    reader.statements.push({ stages, when, text: text.slice(start, at).trim() });
  }
  reader.stages = [];
  reader.when = next;
  reader.start = at;
}

function readNext(reader: Reader): void {
  const { text, at } = reader;
  const letter = text[at] ?? '';
  if (letter === '\n') {
    reader.at++;
    if (reader.ending) readHeredoc(reader, reader.ending);
    if (reader.stop || (reader.open && reader.words.length === 0 && reader.stages.length >= 0)) return;
    endStatement(reader, 'always');
    reader.start = reader.at;
  } else if (letter === ' ' || letter === '\t') reader.at++;
  else if (letter === '\\' && text[at + 1] === '\n') {
    reader.at += 2;
    if (reader.at >= text.length) reader.stop = { ok: false, more: true, why: 'line' };
  } else if (letter === '\\' && at + 1 >= text.length) reader.stop = { ok: false, more: true, why: 'line' };
  else if (letter === '#') {
    const end = text.indexOf('\n', at);
    reader.at = end < 0 ? text.length : end;
  } else if (letter === ';') join(reader, 1, 'always');
  else if (text.startsWith('&&', at)) join(reader, 2, 'succeeded');
  else if (text.startsWith('||', at)) join(reader, 2, 'failed');
  else if (letter === '|') {
    reader.at += text[at + 1] === '&' ? 2 : 1;
    if (reader.words.length === 0) reader.stop ??= refused('nothingBefore', { what: '|' });
    endStage(reader);
    reader.open = true;
  } else if (text.startsWith('<<', at)) readHeredocWord(reader);
  else if (letter === '>' || /^[12&]>/.test(text.slice(at, at + 2))) readRedirect(reader);
  else if ('&<()`'.includes(letter)) reader.stop ??= refused('shell', { what: letter });
  else {
    if (reader.words.length >= MOST_WORDS) reader.stop ??= refused('tooMany', { most: MOST_WORDS });
    reader.open = false;
    reader.words.push(readWord(reader));
  }
}

function join(reader: Reader, length: number, next: Statement['when']): void {
  const empty = reader.words.length === 0 && reader.stages.length === 0;
  if (empty && next !== 'always') reader.stop ??= refused('nothingBefore', { what: next === 'succeeded' ? '&&' : '||' });
  endStatement(reader, next);
  reader.at += length;
  reader.start = reader.at;
  reader.open = next !== 'always';
}

function readHeredocWord(reader: Reader): void {
  const { text } = reader;
  reader.at += 2;
  if (text[reader.at] === '<') {
    // A here-string is one line of input.
    reader.at++;
    while (text[reader.at] === ' ') reader.at++;
    reader.input = `${plainText(readWord(reader))}\n`;
    return;
  }
  const tabs = text[reader.at] === '-';
  if (tabs) reader.at++;
  while (text[reader.at] === ' ') reader.at++;
  const word = plainText(readWord(reader));
  if (word === '') reader.stop ??= refused('shell', { what: '<<' });
  reader.ending = { word, tabs };
  // With the line's own end still to come, the body is read there; alone at the end of the text it is waited for.
}

function plainText(parts: readonly WordPart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** The lines up to the one that is the ending word alone; the stage of this line that asked for it has ended or not. */
function readHeredoc(reader: Reader, { word, tabs }: { readonly word: string; readonly tabs: boolean }): void {
  const { text } = reader;
  const lines: string[] = [];
  for (let from = reader.at; from < text.length; ) {
    const found = text.indexOf('\n', from);
    const end = found < 0 ? text.length : found;
    const line = tabs ? text.slice(from, end).replace(/^\t+/, '') : text.slice(from, end);
    from = end + 1;
    if (line !== word) {
      lines.push(line);
      continue;
    }
    const body = lines.map((item) => `${item}\n`).join('');
    // `cat <<EOF | kubectl apply -f -`: the body belongs to the first stage.
    const [first, ...rest] = reader.stages;
    if (first && first.input === undefined) reader.stages = [{ ...first, input: body }, ...rest];
    else reader.input = body;
    reader.at = Math.min(from, text.length);
    reader.ending = undefined;
    return;
  }
  reader.stop ??= { ok: false, more: true, why: 'heredoc', word };
}

function readRedirect(reader: Reader): void {
  const [sign = ''] = /^(?:[12&]?>>?)(?:&[12])?/.exec(reader.text.slice(reader.at, reader.at + 6)) ?? [];
  reader.at += sign.length;
  if (/&[12]$/.test(sign)) return;
  while (reader.text[reader.at] === ' ') reader.at++;
  const words = readWord(reader);
  if (words.length === 0) reader.stop ??= refused('shell', { what: sign });
  // Complaints into nowhere are let go: an answer shows them anyway.
  if (sign.startsWith('2') || plainText(words) === '/dev/null') return;
  reader.into = { words, append: sign.endsWith('>>') };
}

function readWord(reader: Reader): readonly WordPart[] {
  const { text } = reader;
  const parts: WordPart[] = [];
  let plain = '';
  let wasQuoted = false;
  let quoted = false;
  const flush = (): void => {
    if (plain !== '' || wasQuoted) parts.push({ type: 'text', text: plain, quoted: wasQuoted });
    plain = '';
    wasQuoted = false;
  };
  while (reader.at < text.length && !reader.stop) {
    const letter = text[reader.at] ?? '';
    if (letter === '\\') {
      const next = text[reader.at + 1] ?? '';
      if (next !== '\n') plain += quoted && !'$"\\`'.includes(next) ? `\\${next}` : next;
      if (!quoted) wasQuoted = true;
      reader.at += 2;
    } else if (letter === '$') {
      const part = readDollar(reader);
      if (part.type === 'text') plain += part.text;
      else {
        flush();
        parts.push(part);
      }
    } else if (letter === '"') {
      quoted = !quoted;
      wasQuoted = true;
      reader.at++;
    } else if (quoted) {
      plain += letter;
      reader.at++;
    } else if (letter === "'") {
      const end = text.indexOf("'", reader.at + 1);
      if (end < 0) {
        reader.stop = { ok: false, more: true, why: 'quote' };
        break;
      }
      plain += text.slice(reader.at + 1, end);
      wasQuoted = true;
      reader.at = end + 1;
    } else if (/[\s;|&<>()`]/.test(letter)) break;
    else {
      plain += letter;
      reader.at++;
    }
  }
  if (quoted) reader.stop ??= { ok: false, more: true, why: 'quote' };
  flush();
  return parts;
}

/** `$NAME`, `${NAME}`, `$( … )`; a lone dollar is itself. */
function readDollar(reader: Reader): WordPart {
  const { text, at } = reader;
  if (text[at + 1] === '(') {
    let depth = 0;
    for (let end = at + 1; end < text.length; end++) {
      if (text[end] === '(') depth++;
      else if (text[end] === ')' && --depth === 0) {
        reader.at = end + 1;
        return { type: 'output', command: text.slice(at + 2, end) };
      }
    }
    reader.stop ??= { ok: false, more: true, why: 'quote' };
    reader.at = text.length;
    return { type: 'text', text: '', quoted: false };
  }
  const [whole = '', braced, bare] = /^\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/.exec(text.slice(at, at + 200)) ?? [];
  const name = braced ?? bare;
  reader.at += name === undefined ? 1 : whole.length;
  return name === undefined ? { type: 'text', text: '$', quoted: false } : { type: 'variable', name };
}
