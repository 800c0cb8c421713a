// Label selectors: one label set at a time, and many sets at once by an index of their labels.
// Rules: NP11, NP20–NP25 (In, NotIn, Exists, DoesNotExist; empty selects all).
import type { LabelSelector, Labels } from '../model/labels.ts';
import { compareText } from '../net/hash.ts';
import { addBit, type Bitset, createBitset, fillBits } from './bitset.ts';

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

const keys = new WeakMap<Labels, string>();

/** One text per label set, whatever the order of its keys. Values are never written into, so each is worked out once. */
export function labelsKey(labels: Labels): string {
  let key = keys.get(labels);
  if (key === undefined) {
    key = Object.keys(labels)
      .sort(compareText)
      .map((name) => `${name}=${labels[name]}`)
      .join('\n');
    keys.set(labels, key);
  }
  return key;
}

const texts = new WeakMap<object, string>();

/** The text of a selector or of a block, so that equal ones are compiled once. */
export function textOf(value: object): string {
  let text = texts.get(value);
  if (text === undefined) texts.set(value, (text = JSON.stringify(value)));
  return text;
}

/** Indices of the label sets that a selector matches, as bits: found by the labels it names, not by asking each set. */
export function createLabelIndex(sets: readonly Labels[]): (selector: LabelSelector) => Bitset {
  const byKey = new Map<string, { readonly all: number[]; readonly byValue: Map<string, number[]> }>();
  sets.forEach((labels, index) => {
    for (const [key, value] of Object.entries(labels)) {
      let entry = byKey.get(key);
      if (!entry) byKey.set(key, (entry = { all: [], byValue: new Map() }));
      entry.all.push(index);
      const list = entry.byValue.get(value);
      if (list) list.push(index);
      else entry.byValue.set(value, [index]);
    }
  });
  const bitsOf = (lists: readonly (readonly number[] | undefined)[]): Bitset => {
    const bits = createBitset(sets.length);
    for (const list of lists) for (const index of list ?? []) addBit(bits, index);
    return bits;
  };
  const known = new Map<string, Bitset>();
  const compute = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Bitset => {
    const result = createBitset(sets.length);
    fillBits(result, sets.length);
    const keep = (bits: Bitset, wanted: boolean): void => {
      for (let word = 0; word < result.length; word++) {
        const mask = bits[word] ?? 0;
        result[word] = (result[word] ?? 0) & (wanted ? mask : ~mask);
      }
    };
    for (const [key, value] of Object.entries(matchLabels)) keep(bitsOf([byKey.get(key)?.byValue.get(value)]), true);
    for (const { key, operator, values = [] } of matchExpressions) {
      const entry = byKey.get(key);
      // Of a key that nobody has, the values need not be looked at.
      if (operator === 'Exists' || operator === 'DoesNotExist') keep(bitsOf([entry?.all]), operator === 'Exists');
      else if (!entry) {
        if (operator === 'In') result.fill(0);
      } else keep(bitsOf([...new Set(values)].map((value) => entry.byValue.get(value))), operator === 'In');
    }
    return result;
  };
  return (selector) => {
    const text = textOf(selector);
    let bits = known.get(text);
    if (!bits) known.set(text, (bits = compute(selector)));
    return bits;
  };
}
