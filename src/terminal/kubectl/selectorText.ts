// A label selector as kubectl prints it: `app=web,tier in (back,front)`, `<none>` for one that selects everybody.
import { labelText, listAt, pairsAt, textAt } from '../plainRead.ts';

export function selectorText(selector: unknown): string {
  const labels = labelText(pairsAt(selector, 'matchLabels'));
  const expressions = listAt(selector, 'matchExpressions').map((item) => {
    const key = textAt(item, 'key');
    const values = listAt(item, 'values').map(String).toSorted().join(',');
    switch (textAt(item, 'operator')) {
      case 'Exists':
        return key;
      case 'DoesNotExist':
        return `!${key}`;
      case 'NotIn':
        return `${key} notin (${values})`;
      default:
        return `${key} in (${values})`;
    }
  });
  return [labels, ...expressions].filter((text) => text !== '').join(',') || '<none>';
}
