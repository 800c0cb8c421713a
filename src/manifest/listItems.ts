// Lists as kubectl and the API print them: `kind: List`, or `PodList`, `ServiceList`… whose items leave out what the list has said.
import { isRecord } from './isRecord.ts';
import { KINDS } from './kinds.ts';

/** The items of a list, each with apiVersion and kind; undefined for anything that is no list. */
export function listItems(value: unknown): readonly unknown[] | undefined {
  if (!isRecord(value) || typeof value['kind'] !== 'string' || !/^([A-Z]\w*)?List$/.test(value['kind'])) return undefined;
  const items = value['items'];
  if (items === null || items === undefined) return [];
  if (!Array.isArray(items)) return undefined;
  const kind = value['kind'].slice(0, -'List'.length);
  if (!KINDS.has(kind)) return items as readonly unknown[];
  return items.map((item: unknown) =>
    isRecord(item) && item['kind'] === undefined ? { apiVersion: value['apiVersion'], kind, ...item } : item,
  );
}
