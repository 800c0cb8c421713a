// One YAML document: scanned under caps, composed, copied to plain values; with positions by field path and the field at a position.
import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
} from 'yaml';
import type { Budget, CapProblem, DocumentText } from './caps.ts';
import { own, type Said } from './ownSentences.ts';
import { formatPath } from './problems.ts';
import { READING } from './yamlDialect.ts';
import { yamlSentence } from './yamlSentences.ts';
import { scanDocument } from './yamlTokens.ts';
import { isMergeKey, plainValue, type ValueError } from './yamlValue.ts';

export type Path = readonly (string | number)[];
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The value, or the one thing that is wrong with it. */
export interface ReadDocument {
  readonly value: unknown;
  readonly problem?: CapProblem;
  /** The key at a path, or the nearest thing above it. */
  locate(path: Path): Position;
}

export function readYaml(document: DocumentText, budget: Budget): ReadDocument {
  const scanned = scanDocument(document, budget);
  if ('message' in scanned) return { value: undefined, problem: scanned, locate: () => scanned };
  const { composed, errors } = composeTokens(scanned.tokens);
  const root = composed?.contents;
  const at = (offset: number): Position => positionAt(scanned.lines, document.lineOffset, offset);
  const refused = (error: ValueError): ReadDocument => {
    const problem: CapProblem = {
      code: 'yaml',
      ...at(error.offset),
      path: formatPath(pathAt(root, error.offset)),
      ...saidOf(error),
    };
    return { value: undefined, problem, locate: () => problem };
  };
  // The first in the text is the cause; later ones are its echo, as kubectl too names one.
  const first = errors.reduce<ValueError | undefined>(
    (best, error) => (best && best.offset <= error.offset ? best : error),
    undefined,
  );
  if (first) return refused(first);
  const { value, error, anchors } = plainValue(root, budget);
  if (error) return refused(error);
  return { value, locate: (path) => at(offsetOf(root, path, anchors)) };
}

function saidOf({ offset: _offset, ...said }: ValueError): Said {
  return said;
}

function positionAt(lines: LineCounter, lineOffset: number, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: lineOffset + Math.max(1, line), column: Math.max(1, col) };
}

/** The composer's own error sink keeps every error with its stack trace; megabytes of errors would take seconds. */
interface ErrorSink {
  onError: (
    source: number | readonly number[] | { readonly offset: number },
    code: string,
    message: string,
    warning?: boolean,
  ) => void;
}
const ENOUGH = new Error('enough errors');
const MOST_ERRORS = 20;

function composeTokens(tokens: readonly CST.Token[]): {
  readonly composed?: Document.Parsed;
  readonly errors: readonly ValueError[];
} {
  const errors: ValueError[] = [];
  const composer = new Composer(READING);
  (composer as unknown as ErrorSink).onError = (source, code, message, warning) => {
    // Raised again on the way out, level by level, when we have had enough.
    if (warning === true || code === 'RESOURCE_EXHAUSTION') return;
    const offset = typeof source === 'number' ? source : 'offset' in source ? source.offset : (source[0] ?? 0);
    errors.push({ offset, ...yamlSentence(code, message) });
    if (errors.length >= MOST_ERRORS) throw ENOUGH;
  };
  // What the parser could not place is found here: the composer keeps it apart, and only if a document follows.
  for (const token of tokens) {
    if (token.type === 'error') errors.push({ offset: token.offset, message: token.message });
  }
  try {
    const [composed, second] = [...composer.compose(tokens)];
    if (second) errors.push({ offset: second.range[0], ...own('secondDocument') });
    return composed ? { composed, errors } : { errors };
  } catch (error) {
    if (error !== ENOUGH) errors.push({ offset: 0, message: error instanceof Error ? error.message : String(error) });
    return { errors };
  }
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function offsetOf(root: unknown, path: Path, anchors: ReadonlyMap<string, Node>): number {
  let node: unknown = root;
  let offset = startOf(node) ?? 0;
  for (const segment of path) {
    if (isAlias(node)) node = anchors.get((node as Alias).source);
    if (isMap(node)) {
      const pair =
        node.items.find(({ key }) => isScalar(key) && key.value === segment) ??
        node.items.find(({ key }) => isScalar(key) && isMergeKey(key));
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
      if (isScalar(pair.key) && pair.key.value !== segment) break;
      node = pair.value;
    } else if (isSeq(node) && typeof segment === 'number') {
      const item: unknown = node.items[segment];
      if (item === undefined) break;
      offset = startOf(item) ?? offset;
      node = item;
    } else break;
  }
  return offset;
}

/** The field whose text holds an offset: the last key or item that begins at or before it, level by level. */
function pathAt(root: unknown, offset: number): Path {
  const path: (string | number)[] = [];
  let node: unknown = root;
  for (;;) {
    if (isMap(node)) {
      const pair = node.items.findLast(({ key }) => (startOf(key) ?? Infinity) <= offset);
      if (!pair || !isScalar(pair.key)) return path;
      path.push(String(pair.key.value));
      node = pair.value;
    } else if (isSeq(node)) {
      const index = node.items.findLastIndex((item) => (startOf(item) ?? Infinity) <= offset);
      if (index < 0) return path;
      path.push(index);
      node = node.items[index];
    } else return path;
    if ((startOf(node) ?? Infinity) > offset) return path;
  }
}
