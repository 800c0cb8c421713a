// A Service's selector as rows, and what somebody who mistyped a label most likely meant: the nearest label that pods of the namespace carry.
// Who is selected is asked of the engine alone. Rules: SVC1, APIM (labels).
import type { PodPlan } from '../../engine/dataplane/plan.ts';
import { nearestWord } from '../../manifest/nearest.ts';

export interface SelectorRow {
  readonly key: string;
  readonly value: string;
}

export interface LabelChoices {
  /** Key → values, as pods of the namespace carry them. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

export function rowsOf(selector: Readonly<Record<string, string>> | undefined): readonly SelectorRow[] {
  return Object.entries(selector ?? {}).map(([key, value]) => ({ key, value }));
}

/** Rows without a key are not written yet; of two with one key the last counts. */
export function selectorOf(rows: readonly SelectorRow[]): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.filter(({ key }) => key.trim() !== '').map(({ key, value }) => [key.trim(), value.trim()]));
}

export function labelChoices(pods: readonly PodPlan[], namespace: string): LabelChoices {
  const values = new Map<string, Set<string>>();
  for (const pod of pods) {
    if (pod.namespace !== namespace) continue;
    for (const [key, value] of Object.entries(pod.labels)) values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  return { values: new Map([...values].map(([key, known]) => [key, [...known].sort()])) };
}

export type RowHint =
  | { readonly code: 'key' | 'value'; readonly near?: string; readonly row: SelectorRow }
  /** Written as a label may not be. */
  | { readonly code: 'badKey' | 'badValue' };

const NAME = /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

export function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const [first = '', second] = parts;
  return parts.length <= 2 && (second === undefined ? NAME.test(first) : PREFIX.test(first) && NAME.test(second));
}

export function isLabelValue(value: string): boolean {
  return value === '' || NAME.test(value);
}

/** Why this row finds nobody, and what is near it; undefined when some pod carries it, or when nothing is written yet. */
export function hintOf(row: SelectorRow, { values }: LabelChoices): RowHint | undefined {
  const key = row.key.trim();
  const value = row.value.trim();
  if (key === '') return undefined;
  if (!isLabelKey(key)) return { code: 'badKey' };
  if (!isLabelValue(value)) return { code: 'badValue' };
  const known = values.get(key);
  if (!known) {
    const near = nearestWord(key, values.keys());
    return { code: 'key', row: { key: near ?? key, value }, ...(near === undefined ? {} : { near }) };
  }
  if (known.includes(value)) return undefined;
  const near = nearestWord(value, known);
  return { code: 'value', row: { key, value: near ?? value }, ...(near === undefined ? {} : { near }) };
}
