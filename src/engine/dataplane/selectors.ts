// Label selectors, asked once per distinct label set. Rules: NP11, NP20–NP25 (In, NotIn, Exists, DoesNotExist; empty selects all).
import type { LabelSelector, Labels } from '../model/labels.ts';
import { compareText } from '../net/hash.ts';

export function selectorMatches(selector: LabelSelector, labels: Labels): boolean {
  for (const key in selector.matchLabels) {
    if (!Object.hasOwn(labels, key) || labels[key] !== selector.matchLabels[key]) return false;
  }
  for (const requirement of selector.matchExpressions ?? []) {
    const present = Object.hasOwn(labels, requirement.key);
    const listed = present && (requirement.values ?? []).includes(labels[requirement.key] ?? '');
    const holds =
      requirement.operator === 'In'
        ? listed
        : requirement.operator === 'NotIn'
          ? !listed
          : requirement.operator === 'Exists'
            ? present
            : !present;
    if (!holds) return false;
  }
  return true;
}

/** One text per label set, whatever the order of its keys. */
export function labelsKey(labels: Labels): string {
  return Object.keys(labels)
    .sort(compareText)
    .map((key) => `${key}=${labels[key]}`)
    .join('\n');
}
