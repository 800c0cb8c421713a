// A selection as people say it: its kind in office or network words, and its name.
import type { Params } from '../context.tsx';

const KINDS: ReadonlySet<string> = new Set([
  'pod',
  'service',
  'node',
  'subnet',
  'policy',
  'guard',
  'signpost',
  'device',
  'site',
  'host',
  'paas',
]);

export function thingName(selection: string, t: (key: string, params?: Params) => string): string {
  const colon = selection.indexOf(':');
  const [prefix, name] = [selection.slice(0, colon), selection.slice(colon + 1)];
  if (prefix === 'absent') return name.split('/').at(-1) ?? name;
  return KINDS.has(prefix) ? t(`ui.thing.${prefix}`, { name }) : name.replace('/', ' ');
}
