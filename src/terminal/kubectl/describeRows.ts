// Lines that several kinds share in `kubectl describe`: labels and annotations, a container's image and ports, conditions.
import { labelText, listAt, pairsAt, textAt } from '../plainRead.ts';
import type { Plain } from '../types.ts';

/** A line as cells; one cell alone is a line of its own. */
export type Row = readonly string[];

/** `Labels:  a=b`, and one line for each further pair. */
export function mapRows(title: string, item: Plain, key: 'labels' | 'annotations'): readonly Row[] {
  const pairs = pairsAt(item, 'metadata', key);
  if (pairs.length === 0) return [[title, '<none>']];
  const texts = key === 'labels' ? labelText(pairs, '\n').split('\n') : pairs.map(([name, value]) => `${name}: ${value}`).sort();
  return texts.map((text, index) => [index === 0 ? title : '', text.replaceAll('\n', ' ')]);
}

/** `8080/TCP`, `<unset>`: containers' lines of pods and templates. */
export function containerRows(container: unknown, pad: string): readonly Row[] {
  const ports = listAt(container, 'ports');
  const texts = ports.map((port) => `${textAt(port, 'containerPort')}/${textAt(port, 'protocol') || 'TCP'}`);
  const label = ports.length > 1 ? 'Ports:' : 'Port:';
  return [
    [`${pad}Image:`, textAt(container, 'image')],
    [`${pad}${label}`, texts.join(', ') || '<none>'],
    [
      `${pad}${ports.length > 1 ? 'Host Ports:' : 'Host Port:'}`,
      ports.map((port) => `0/${textAt(port, 'protocol') || 'TCP'}`).join(', ') || '<none>',
    ],
  ];
}

export function conditionRows(item: Plain): readonly Row[] {
  const conditions = listAt(item, 'status', 'conditions');
  return conditions.length === 0
    ? []
    : [['Conditions:'], ['  Type', 'Status'], ...conditions.map((one) => [`  ${textAt(one, 'type')}`, textAt(one, 'status')])];
}
