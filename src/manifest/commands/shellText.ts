// A shell's text as statements of words: quotes, escapes, comments, line continuations, variables, `$( … )` and here-documents.
// What a shell does beyond that (pipes, redirections, loops) is refused by name. Never throws; the work is linear in the text.

/** What a word is made of; `variable` and `output` are filled in when the statement runs. */
export type WordPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'output'; readonly command: string };

export type ShellWord = readonly WordPart[];

export interface Statement {
  /** 1-based line of its first word. */
  readonly line: number;
  readonly words: readonly ShellWord[];
  /** The body of a here-document. */
  readonly input?: string;
}

interface Trouble {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type ShellText =
  | { readonly ok: true; readonly statements: readonly Statement[] }
  | ({ readonly ok: false; readonly line: number } & Trouble);

const MOST_LETTERS = 4_000_000;
/** Each az line reads the whole document again: more would take minutes. */
const MOST_STATEMENTS = 2_000;

interface Reader {
  readonly text: string;
  at: number;
  line: number;
  readonly statements: Statement[];
  words: ShellWord[];
  start: number;
  /** The word that ends the here-document that begins at the next line. */
  ending: string | undefined;
  input: string | undefined;
  trouble: Trouble | undefined;
}

export function readShell(text: string): ShellText {
  if (text.length > MOST_LETTERS) return { ok: false, line: 1, code: 'tooLong', params: { most: MOST_LETTERS } };
  const reader: Reader = {
    text: text.replaceAll('\r\n', '\n'),
    at: 0,
    line: 1,
    statements: [],
    words: [],
    start: 1,
    ending: undefined,
    input: undefined,
    trouble: undefined,
  };
  while (reader.at < reader.text.length && !reader.trouble) readNext(reader);
  if (!reader.trouble && reader.ending !== undefined) stop(reader, 'noHeredocEnd', { word: reader.ending });
  if (!reader.trouble) endStatement(reader);
  if (reader.trouble) return { ok: false, line: reader.line, ...reader.trouble };
  return { ok: true, statements: reader.statements };
}

function stop(reader: Reader, code: string, params: Trouble['params'] = {}): void {
  reader.trouble ??= { code, params };
}

function endStatement(reader: Reader): void {
  if (reader.words.length > 0) {
    if (reader.statements.length >= MOST_STATEMENTS) return stop(reader, 'tooMany', { most: MOST_STATEMENTS });
    const { words, start: line, input } = reader;
    reader.statements.push({ words, line, ...(input === undefined ? {} : { input }) });
  }
  reader.words = [];
  reader.input = undefined;
}

function readNext(reader: Reader): void {
  const { text, at } = reader;
  const letter = text[at] ?? '';
  if (letter === '\n') {
    reader.at++;
    if (reader.ending !== undefined) readHeredoc(reader, reader.ending);
    endStatement(reader);
    reader.line++;
  } else if (letter === ' ' || letter === '\t') reader.at++;
  else if (letter === '\\' && text[at + 1] === '\n') {
    reader.at += 2;
    reader.line++;
  } else if (letter === '#') {
    const end = text.indexOf('\n', at);
    reader.at = end < 0 ? text.length : end;
  } else if (letter === ';') {
    reader.at++;
    endStatement(reader);
  } else if (text.startsWith('&&', at)) {
    reader.at += 2;
    endStatement(reader);
  } else if (text.startsWith('<<', at) && text[at + 2] !== '<') {
    reader.at += 2;
    while (text[reader.at] === ' ') reader.at++;
    const word = readWord(reader);
    reader.ending = word.map((part) => (part.type === 'text' ? part.text : '')).join('');
    if (reader.ending === '') stop(reader, 'shell', { what: '<<' });
  } else if ('|&<>(){}`!'.includes(letter) && (letter !== '{' || /\s/.test(text[at + 1] ?? ' '))) {
    stop(reader, 'shell', { what: letter });
  } else {
    if (reader.words.length === 0) reader.start = reader.line;
    const word = readWord(reader);
    // A statement is a command of ours, however long its lists.
    if (reader.words.length >= 10_000) stop(reader, 'tooMany', { most: 10_000 });
    reader.words.push(word);
  }
}

/** The lines up to the one that is the ending word alone; nothing in them is expanded. */
function readHeredoc(reader: Reader, ending: string): void {
  const { text } = reader;
  const start = reader.at;
  for (let from = start; from <= text.length; ) {
    const found = text.indexOf('\n', from);
    const end = found < 0 ? text.length : found;
    if (text.slice(from, end) === ending) {
      reader.input = text.slice(start, from);
      reader.line += reader.input.split('\n').length;
      reader.at = end;
      reader.ending = undefined;
      return;
    }
    from = end + 1;
  }
  reader.at = text.length;
}

function readWord(reader: Reader): ShellWord {
  const parts: WordPart[] = [];
  const { text } = reader;
  let plain = '';
  let quoted = false;
  const flush = (): void => {
    if (plain !== '') parts.push({ type: 'text', text: plain });
    plain = '';
  };
  while (reader.at < text.length && !reader.trouble) {
    const letter = text[reader.at] ?? '';
    if (letter === '\\') {
      const next = text[reader.at + 1] ?? '';
      if (next === '\n') reader.line++;
      else plain += quoted && !'$"\\`'.includes(next) ? `\\${next}` : next;
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
      reader.at++;
    } else if (quoted) {
      if (letter === '`') stop(reader, 'shell', { what: letter });
      if (letter === '\n') reader.line++;
      plain += letter;
      reader.at++;
    } else if (letter === "'") {
      const end = text.indexOf("'", reader.at + 1);
      if (end < 0) stop(reader, 'noQuoteEnd');
      plain += text.slice(reader.at + 1, end);
      reader.line += text.slice(reader.at + 1, end).split('\n').length - 1;
      reader.at = end + 1;
    } else if (/[\s;|&<>()`]/.test(letter)) break;
    else {
      plain += letter;
      reader.at++;
    }
  }
  if (quoted) stop(reader, 'noQuoteEnd');
  flush();
  return parts;
}

const NAME = /[A-Za-z_]\w*/y;
/** Deeper ones are nobody's. */
const MOST_NESTING = 8;

/** `$NAME`, `${NAME}`, `$( … )`; a lone dollar is itself. */
function readDollar(reader: Reader): WordPart {
  const { text } = reader;
  const braced = text[reader.at + 1] === '{';
  if (text[reader.at + 1] === '(') return readOutput(reader);
  NAME.lastIndex = reader.at + (braced ? 2 : 1);
  const name = NAME.exec(text)?.[0];
  if (name === undefined) {
    if (braced) stop(reader, 'shell', { what: '${' });
    reader.at++;
    return { type: 'text', text: '$' };
  }
  reader.at = NAME.lastIndex;
  if (braced && text[reader.at] !== '}') stop(reader, 'shell', { what: '${' });
  if (braced) reader.at++;
  return { type: 'variable', name };
}

function readOutput(reader: Reader): WordPart {
  const { text } = reader;
  const start = reader.at + 2;
  let depth = 1;
  let at = start;
  let quote = '';
  for (; at < text.length && depth > 0; at++) {
    const letter = text[at] ?? '';
    if (quote !== "'" && letter === '\\') at++;
    else if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === "'" || letter === '"') quote = letter;
    else if (letter === '(') depth++;
    else if (letter === ')') depth--;
    if (depth > MOST_NESTING) break;
  }
  reader.at = at;
  if (depth !== 0) stop(reader, 'noQuoteEnd');
  const command = text.slice(start, at - 1);
  reader.line += command.split('\n').length - 1;
  return { type: 'output', command };
}
