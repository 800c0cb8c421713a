// The line and column of a diagnostic's path in a text: `Service/shop/web: spec.clusterIP`, or a path into the Network document such as
// `managedClusters.aks.networkProfile.podCidr` (names stand for list positions there).
import { isRecord } from './audit.ts';
import { checkNesting, checkSize, splitDocuments } from './caps.ts';
import { type Path, type Position, readYaml } from './yamlDocument.ts';

export function locatePath(text: string, path: string): Position | undefined {
  if (checkSize(text)) return undefined;
  const documents = splitDocuments(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'));
  if (!Array.isArray(documents)) return undefined;
  const colon = path.indexOf(': ');
  const object = colon < 0 ? (/^[A-Z]\w*\//.test(path) ? path : 'Network') : path.slice(0, colon);
  const field = colon < 0 ? (object === 'Network' ? path : '') : path.slice(colon + 2);
  for (const document of documents) {
    if (checkNesting(document)) continue;
    const read = readYaml(document);
    if (!isRecord(read.value)) continue;
    const items: readonly unknown[] = Array.isArray(read.value['items']) ? (read.value['items'] as readonly unknown[]) : [read.value];
    for (let index = 0; index < items.length; index++) {
      const value = items[index];
      if (!isRecord(value) || !isObject(value, object)) continue;
      const base: Path = Array.isArray(read.value['items']) ? ['items', index] : [];
      return read.locate([...base, ...resolvePath(value, field)]);
    }
  }
  return undefined;
}

function isObject(value: Readonly<Record<string, unknown>>, object: string): boolean {
  const [kind, second, third] = object.split('/');
  if (value['kind'] !== kind) return false;
  if (kind === 'Network') return true;
  const meta = isRecord(value['metadata']) ? value['metadata'] : {};
  if (third === undefined) return meta['name'] === second;
  return meta['name'] === third && (meta['namespace'] ?? 'default') === second;
}

/** Walks dotted segments; in a list a segment is the `name` of an item, or `[n]`. Stops where the text has nothing. */
function resolvePath(value: unknown, field: string): Path {
  const path: (string | number)[] = [];
  let current = value;
  for (const segment of field.split(/\.|(?=\[)/).filter((part) => part !== '')) {
    const index = /^\[(\d+)\]$/.exec(segment);
    if (Array.isArray(current)) {
      const position: number = index ? Number(index[1]) : current.findIndex((item: unknown) => isRecord(item) && item['name'] === segment);
      if (position < 0) break;
      path.push(position);
      current = current[position] as unknown;
    } else if (isRecord(current) && Object.hasOwn(current, segment)) {
      path.push(segment);
      current = current[segment];
    } else break;
  }
  return path;
}
