// Whether a level lets the player touch an object at all (for locks in lists; the store's own check decides about each edit).
import type { Level } from '../../levels/level.ts';

export function canEdit(level: Level | undefined, key: string): boolean {
  if (!level) return true;
  if (key === 'Network') return level.editable.network.length > 0;
  const [kind, second, third] = key.split('/');
  const namespace = third === undefined ? '' : (second ?? '');
  const name = third ?? second ?? '';
  return level.editable.objects.some(
    (rule) =>
      rule.kind === kind &&
      (rule.namespace === '*' || rule.namespace === namespace) &&
      (rule.name === undefined || rule.name === '*' || rule.name === name),
  );
}

/** Where an object of this kind may be created: a namespace, '*' for anywhere, undefined for nowhere. */
export function creatableIn(level: Level | undefined, kind: string): string | undefined {
  if (!level) return '*';
  return level.editable.objects.find((rule) => rule.kind === kind && rule.create === true)?.namespace;
}
