// One YAML document as plain values, in the dialect kubectl reads (YAML 1.1 without timestamps and base 60), with positions by field path.
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, type Tags } from 'yaml';
import { type DocumentText, MAX_ALIASES } from './caps.ts';

export type Path = readonly (string | number)[];
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface ReadDocument {
  readonly value: unknown;
  readonly errors: readonly { readonly position: Position; readonly message: string }[];
  /** The key at a path, or the nearest thing above it. */
  locate(path: Path): Position;
}

/** Words that are booleans to kubectl's parser; a lone y or n is a text to it. */
const TRUE = /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/;
const FALSE = /^(?:[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/;

/** Kubernetes keeps times as text, and its parser has no base-60 numbers. */
function kubernetesTags(tags: Tags): Tags {
  return tags.flatMap((tag): Tags => {
    if (typeof tag === 'string') return ['timestamp', 'binary', 'omap', 'pairs', 'set'].includes(tag) ? [] : [tag];
    if (/(?:timestamp|binary|omap|pairs|set)$/.test(tag.tag)) return [];
    if ('format' in tag && tag.format === 'TIME') return [];
    if (tag.tag !== 'tag:yaml.org,2002:bool' || !('test' in tag) || !tag.test) return [tag];
    return [{ ...tag, test: tag.test.test('yes') ? TRUE : FALSE }];
  });
}

export function readYaml(document: DocumentText): ReadDocument {
  const counter = new LineCounter();
  const parsed = parseDocument(document.text, {
    version: '1.1',
    merge: true,
    stringKeys: true,
    uniqueKeys: true,
    strict: true,
    prettyErrors: false,
    lineCounter: counter,
    logLevel: 'silent',
    customTags: kubernetesTags,
  });
  const at = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line: document.lineOffset + Math.max(1, line), column: Math.max(1, col) };
  };
  const errors = parsed.errors.map((error) => ({ position: at(error.pos[0]), message: firstLine(error.message) }));
  const locate = (path: Path): Position => at(findOffset(parsed, path));
  if (errors.length > 0) return { value: undefined, errors, locate };
  try {
    return { value: parsed.toJS({ maxAliasCount: MAX_ALIASES }), errors, locate };
  } catch (error) {
    const message = error instanceof Error ? firstLine(error.message) : 'the document could not be read';
    return { value: undefined, errors: [{ position: at(0), message }], locate };
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}

function findOffset(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const segment of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(segment));
      if (!pair) break;
      offset = startOf(pair.key) ?? offset;
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

function startOf(node: unknown): number | undefined {
  if (!isNode(node)) return undefined;
  return (node as Node).range?.[0];
}
