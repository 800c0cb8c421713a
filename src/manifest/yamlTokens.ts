// One document's syntax tree, token by token, with depth and length watched while it grows: a trap is refused where it begins.
import { type CST, Lexer, LineCounter, Parser } from 'yaml';
import { type Budget, cap, type CapProblem, type DocumentText, MAX_DEPTH } from './caps.ts';
import { own, type Said } from './ownSentences.ts';

export interface ScannedDocument {
  readonly tokens: readonly CST.Token[];
  readonly lines: LineCounter;
}

/** The document itself and the scalar in hand stand on the parser's stack besides the levels. */
const STACK = MAX_DEPTH + 2;
const MOST_BROKEN = 20;

export function scanDocument(document: DocumentText, budget: Budget): ScannedDocument | CapProblem {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let broken = 0;
  const refuse = (said: Said): CapProblem => {
    const { line, col } = lines.linePos(parser.offset);
    return { ...cap(document.lineOffset + Math.max(1, line), Math.max(1, col), said), path: pathOfStack(parser.stack) };
  };
  for (const lexeme of new Lexer().lex(document.text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') broken++;
    }
    if (parser.stack.length > STACK) return refuse(own('tooDeep', { most: String(MAX_DEPTH) }));
    if (--budget.tokens < 0) return refuse(own('tooMany'));
    // The rest would only repeat the first complaint.
    if (broken > MOST_BROKEN) break;
  }
  if (broken <= MOST_BROKEN) for (const token of parser.end()) tokens.push(token);
  return { tokens, lines };
}

/** The first few field names on the way down to where the parser stands. */
function pathOfStack(stack: readonly CST.Token[]): string {
  const names: string[] = [];
  for (const token of stack) {
    if (names.length === 4) return `${names.join('.')}.…`;
    if (token.type !== 'block-map' && token.type !== 'flow-collection') continue;
    const key = token.items.at(-1)?.key;
    if (key && 'source' in key && key.source !== '') names.push(key.source.slice(0, 40).replaceAll(/^"|"$/g, ''));
  }
  return names.join('.');
}
