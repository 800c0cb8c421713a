// A text laid out anew: two spaces, lists at their key, one space where one belongs. Comments, quotes, order and meaning stay: a document that would
// read differently afterwards, or lose a comment, or cannot be read, is left as it stands.
import { Lexer, parseDocument } from 'yaml';
import { sameValue } from '../engine/model/sameValue.ts';
import { checkText, createBudget, type DocumentText, normaliseText, splitDocuments } from './caps.ts';
import { READING, WRITING } from './yamlDialect.ts';
import { type Position, readYaml } from './yamlDocument.ts';

export interface FormattedText {
  readonly text: string;
  /** Where the first document begins that had to be left as it stands, or what is wrong in it. */
  readonly left?: Position;
}

export function formatText(text: string): FormattedText {
  const plain = normaliseText(text);
  const documents = checkText(text) ?? splitDocuments(plain);
  if (!Array.isArray(documents)) return { text, left: { line: documents.line, column: documents.column } };
  let result = '';
  let end = 0;
  let left: Position | undefined;
  for (const document of documents) {
    const start = plain.indexOf(document.text, end);
    const formatted = formatDocument(document);
    left ??= formatted.left;
    result += plain.slice(end, start) + formatted.text;
    end = start + document.text.length;
  }
  return { text: result + plain.slice(end), ...(left ? { left } : {}) };
}

function formatDocument(document: DocumentText): FormattedText {
  const { text, lineOffset } = document;
  // Caps and all errors first: what passes is safe for the library.
  const read = readYaml(document, createBudget());
  const kept = (left: Position): FormattedText => ({ text, left });
  if (read.problem) return kept({ line: read.problem.line, column: read.problem.column });
  const begin = { line: lineOffset + 1, column: 1 };
  const parsed = parseDocument(text, READING);
  if (parsed.errors.length > 0) return kept(begin);
  let written: string;
  try {
    written = parsed.toString({ indent: 2, indentSeq: WRITING.indentSeq, lineWidth: 0, flowCollectionPadding: true });
  } catch {
    // An alias to an anchor that stands behind it, and the like.
    return kept(begin);
  }
  // A document that closes the text without a line end of its own stays so only at the very end.
  if (!written.endsWith('\n')) written += '\n';
  const again = readYaml({ text: written, lineOffset: 0 }, createBudget());
  const isSame = !again.problem && sameValue(again.value, read.value) && sameValue(commentsOf(written), commentsOf(text));
  return isSame ? { text: written } : kept(begin);
}

function commentsOf(text: string): readonly string[] {
  return [...new Lexer().lex(text)].filter((lexeme) => lexeme.startsWith('#')).map((comment) => comment.trimEnd());
}
