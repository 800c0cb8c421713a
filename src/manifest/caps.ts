// Caps before parsing: size, characters, documents, nesting, tokens, aliases. A text that passes cannot make the parser slow or deep.
// Measured traps (yaml 2.9.1): 1 KB of '? ' takes 56 s, 2 KB of nested flow kills the process, aliases multiply, 1 MB of errors takes 5 s.
import { own, type Said } from './ownSentences.ts';

export const MAX_BYTES = 4 * 1024 * 1024;
/** A world of ten thousand pods is one document each. */
export const MAX_DOCUMENTS = 20_000;
export const MAX_DEPTH = 64;
/** 10,000 plain pods are 1.1 million tokens; 4 MB of ordinary manifests about 2 million. */
export const MAX_TOKENS = 2_500_000;
export const MAX_ALIASES = 200;
/** Values that one text may stand for, aliases written out. */
export const MAX_VALUES = 1_000_000;
export const MAX_ALIAS_VALUES = 20_000;
export const MAX_PROBLEMS = 100;

export interface DocumentText {
  readonly text: string;
  /** Lines of the whole text before this document. */
  readonly lineOffset: number;
}

export interface CapProblem extends Said {
  readonly code: 'cap' | 'yaml';
  readonly line: number;
  readonly column: number;
  /** Field where it happens, '' when no field is known. */
  readonly path: string;
}

/** What is left to spend on one text; every document draws on the same purse. */
export interface Budget {
  tokens: number;
  values: number;
  aliases: number;
  aliasValues: number;
}

export function createBudget(): Budget {
  return { tokens: MAX_TOKENS, values: MAX_VALUES, aliases: MAX_ALIASES, aliasValues: MAX_ALIAS_VALUES };
}

/** One line ending, no byte order mark. Lines keep their numbers. */
export function normaliseText(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
}

/** Parts of the normalised text as they stand in the one that was given; asked for from its beginning to its end. */
export function createSlicer(text: string): (start: number, end: number) => string {
  let plainAt = 0;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let pair = text.indexOf('\r\n');
  const seek = (wanted: number): number => {
    while (plainAt < wanted) {
      const step = pair < 0 ? wanted - plainAt : Math.min(pair - at, wanted - plainAt);
      plainAt += step;
      at += step;
      if (plainAt < wanted) {
        plainAt++;
        at += 2;
        pair = text.indexOf('\r\n', at);
      }
    }
    return at;
  };
  return (start, end) => text.slice(seek(start), seek(end));
}

/** Refuses what is too large, naming the line where it gets too large, and what is no text. */
export function checkText(text: string): CapProblem | undefined {
  const over = text.length > MAX_BYTES / 3 ? lineOfByte(text, MAX_BYTES) : undefined;
  if (over !== undefined) {
    const megabytes = (over.bytes / 1024 / 1024).toFixed(1);
    return cap(over.line, 1, own('tooLong', { megabytes }));
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const odd = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F]/.exec(text);
  if (!odd) return undefined;
  const before = text.slice(0, odd.index).split('\n');
  const code = odd[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return cap(before.length, (before.at(-1) ?? '').length + 1, own('control', { code }));
}

export function cap(line: number, column: number, said: Said): CapProblem {
  return { code: 'cap', line, column, path: '', ...said };
}

/** Bytes as UTF-8 would need them, and the line that holds byte number `limit`; undefined when the text is no longer than that. */
function lineOfByte(text: string, limit: number): { readonly line: number; readonly bytes: number } | undefined {
  let bytes = 0;
  let line = 1;
  let overAt: number | undefined;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // A surrogate pair is four bytes: two for each half.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
    if (bytes > limit) overAt ??= line;
    if (unit === 0x0a) line++;
  }
  return overAt === undefined ? undefined : { line: overAt, bytes };
}

/** Splits at document markers, as kubectl does; inside a scalar they cannot stand, so lines are enough. */
export function splitDocuments(text: string): DocumentText[] | CapProblem {
  const documents: DocumentText[] = [];
  let start = 0;
  let startLine = 0;
  let line = 0;
  let position = 0;
  const close = (end: number): void => {
    const part = text.slice(start, end);
    if (!isBlank(part)) documents.push({ text: part, lineOffset: startLine });
  };
  for (;;) {
    const newline = text.indexOf('\n', position);
    const marker = text.startsWith('---', position) ? '---' : text.startsWith('...', position) ? '...' : undefined;
    if (marker !== undefined && /^[ \t\n]?$/.test(text.charAt(position + 3))) {
      close(position);
      // The marker's own line belongs to the document that it opens.
      start = marker === '---' ? position : newline < 0 ? text.length : newline + 1;
      startLine = marker === '---' ? line : line + 1;
      if (documents.length > MAX_DOCUMENTS) return cap(line + 1, 1, own('manyDocuments', { most: String(MAX_DOCUMENTS) }));
    }
    if (newline < 0) break;
    position = newline + 1;
    line++;
  }
  close(text.length);
  return documents;
}

/** Nothing but markers, comments and directives: no document, and no error either. */
function isBlank(part: string): boolean {
  return !/^(?!---[ \t]*$|[ \t]*#|%)[ \t]*[^ \t\n]/m.test(part);
}
