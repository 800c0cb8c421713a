// Caps before parsing: size, documents, nesting. A text that passes cannot make the parser slow or deep. Linear in the text's length.
// Measured traps: 1 KB of '? ' takes the parser 56 s, 2 KB of nested flow kills the process, aliases multiply.

export const MAX_BYTES = 4 * 1024 * 1024;
export const MAX_DOCUMENTS = 20_000;
export const MAX_DEPTH = 64;
export const MAX_ALIASES = 100;
export const MAX_PROBLEMS = 100;

export interface DocumentText {
  readonly text: string;
  /** Lines of the whole text before this document. */
  readonly lineOffset: number;
}

export interface CapProblem {
  readonly code: 'cap';
  readonly line: number;
  readonly message: string;
}

/** Bytes as UTF-8 would need them. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7ff) bytes += 2;
    else if (unit > 0x7f) bytes += 1;
    // A surrogate pair is four bytes, not six.
    if (unit >= 0xd800 && unit <= 0xdbff) bytes -= 2;
  }
  return bytes;
}

export function checkSize(text: string): CapProblem | undefined {
  if (text.length <= MAX_BYTES && utf8Length(text) <= MAX_BYTES) return undefined;
  const megabytes = (utf8Length(text) / 1024 / 1024).toFixed(1);
  return { code: 'cap', line: 1, message: `the text has ${megabytes} MB; at most 4 MB are read at once` };
}

/** Splits at document markers; they cannot occur inside a scalar, so lines are enough. */
export function splitDocuments(text: string): DocumentText[] | CapProblem {
  const documents: DocumentText[] = [];
  let start = 0;
  let startLine = 0;
  let line = 0;
  let position = 0;
  const close = (end: number): void => {
    const part = text.slice(start, end);
    if (part.trim() !== '') documents.push({ text: part, lineOffset: startLine });
  };
  while (position <= text.length) {
    const newline = text.indexOf('\n', position);
    const end = newline < 0 ? text.length : newline;
    const marker = text.startsWith('---', position) ? '---' : text.startsWith('...', position) ? '...' : undefined;
    if (marker !== undefined && (position + 3 >= end || /\s/.test(text[position + 3] ?? ' '))) {
      close(position);
      // What follows "--- " on its line belongs to the document.
      start = position + 3;
      startLine = line;
      if (documents.length > MAX_DOCUMENTS) return { code: 'cap', line: line + 1, message: `more than ${MAX_DOCUMENTS} documents` };
    }
    if (newline < 0) break;
    position = newline + 1;
    line++;
  }
  close(text.length);
  return documents;
}

/** Refuses what nests deeper than any manifest does, and NUL bytes. Counts brackets outside quotes, indentation steps and compact markers. */
export function checkNesting(document: DocumentText): CapProblem | undefined {
  const deep = (line: number): CapProblem => ({ code: 'cap', line: document.lineOffset + line, message: `nested more than ${MAX_DEPTH} levels deep` });
  const indents: number[] = [];
  let flow = 0;
  let quote = '';
  let aliases = 0;
  const lines = document.text.split('\n');
  for (let number = 0; number < lines.length; number++) {
    const text = lines[number] ?? '';
    if (text.includes('\0')) return { code: 'cap', line: document.lineOffset + number + 1, message: 'a NUL byte; this is not a text' };
    if (flow === 0 && quote === '') {
      const markers = blockMarkers(text);
      while (indents.length > 0 && (indents[indents.length - 1] ?? 0) >= (markers[0] ?? 0)) indents.pop();
      indents.push(...markers);
      if (indents.length > MAX_DEPTH) return deep(number + 1);
    }
    for (let index = 0; index < text.length; index++) {
      const character = text[index] ?? '';
      if (quote !== '') {
        if (character === '\\' && quote === '"') index++;
        else if (character === quote) quote = '';
        continue;
      }
      const before = index === 0 ? ' ' : (text[index - 1] ?? ' ');
      if (character === '#' && /\s/.test(before)) break;
      if ((character === '"' || character === "'") && /[\s[{,:?-]/.test(before)) quote = character;
      else if (character === '{' || character === '[') {
        flow++;
        if (flow > MAX_DEPTH) return deep(number + 1);
      } else if (character === '}' || character === ']') flow = Math.max(0, flow - 1);
      else if ((character === '?' || character === '*') && /[\s[{,:-]/.test(before)) {
        aliases++;
        if (aliases > 1000) return { code: 'cap', line: document.lineOffset + number + 1, message: 'more aliases or complex keys than a manifest has' };
      }
    }
    // A quote that never closes on its line may be text of a block scalar: forgive it at the next less-indented key.
    if (quote !== '' && /^\s*[\w"'./-]+:(\s|$)/.test(lines[number + 1] ?? '')) quote = '';
  }
  return undefined;
}

/** Columns at which this line opens block levels: its indentation, and each compact "- ", "? " or ": ". */
function blockMarkers(text: string): number[] {
  const columns: number[] = [];
  let column = 0;
  while (text[column] === ' ') column++;
  columns.push(column);
  while ((text[column] === '-' || text[column] === '?' || text[column] === ':') && (text[column + 1] === ' ' || text[column + 1] === undefined)) {
    column++;
    while (text[column] === ' ') column++;
    columns.push(column);
    if (columns.length > MAX_DEPTH + 1) break;
  }
  return columns;
}
