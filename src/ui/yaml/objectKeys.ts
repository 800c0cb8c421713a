// Keys of what the editor can show: objects (`Service/shop/web`), the Network document, a new object; and which one comes first.
import type { Level } from '../../levels/level.ts';
import { canEdit } from './canEdit.ts';

export const NETWORK = 'Network';
export const NEW = 'new';
/** Everything that may be changed, in one text. */
export const ALL = 'all';
/** A text of more objects is slow to read and to find one's way in. */
export const MOST_TOGETHER = 1000;

export function isObject(key: string): boolean {
  return key !== NETWORK && key !== NEW && key !== ALL;
}

export function editableKeys(keys: readonly string[], level: Level | undefined): readonly string[] {
  return [NETWORK, ...keys].filter((key) => canEdit(level, key));
}

export function labelOf(name: string, editable: boolean, t: (key: string) => string): string {
  const text = name === NETWORK ? t('ui.yaml.network') : name;
  return editable ? text : `${text} ${t('ui.yaml.readOnly')}`;
}

/** What one most likely came to change: a policy, then a Service, then anything that may be changed at all. */
const FIRST_KINDS = ['NetworkPolicy/', 'Service/', ''] as const;

export function firstKey(keys: readonly string[], level: Level | undefined): string {
  const open = level === undefined ? [] : keys.filter((key) => canEdit(level, key));
  for (const kind of FIRST_KINDS) {
    const found = open.find((key) => key.startsWith(kind));
    if (found !== undefined) return found;
  }
  return level === undefined || canEdit(level, NETWORK) ? NETWORK : NEW;
}

/** A pod that a workload made is edited through the workload: `Pod/shop/web-0` → `Deployment/shop/web`. */
export function ownerOf(key: string, keys: readonly string[]): string | undefined {
  const [kind, namespace, name] = key.split('/');
  if (kind !== 'Pod' || namespace === undefined || name === undefined) return undefined;
  const stem = name.replace(/-[^-]+$/, '');
  return keys.find((candidate) =>
    ['Deployment', 'StatefulSet', 'DaemonSet'].some((owner) => candidate === `${owner}/${namespace}/${stem}`),
  );
}
