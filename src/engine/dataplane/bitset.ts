// Sets of pod indices as bits: union and membership without allocation. A Span keeps only the words that can hold members, so that a
// namespace of fifty pods among a hundred thousand takes three words.

export type Bitset = Uint32Array;

/** Members lie in words [first, first + words.length) of the whole; everything outside is empty. */
export interface Span {
  readonly first: number;
  readonly words: Bitset;
}

export const EMPTY_SPAN: Span = { first: 0, words: new Uint32Array(0) };

export function createBitset(size: number): Bitset {
  return new Uint32Array((size + 31) >>> 5);
}

export function addBit(set: Bitset, index: number): void {
  set[index >>> 5] = (set[index >>> 5] ?? 0) | (1 << (index & 31));
}

export function hasBit(set: Bitset, index: number): boolean {
  return ((set[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}

export function setBit(set: Bitset, index: number, value: boolean): void {
  if (value) addBit(set, index);
  else set[index >>> 5] = (set[index >>> 5] ?? 0) & ~(1 << (index & 31));
}

/** Adds every member of `other` that is also in `mask` (all of them without a mask). */
export function uniteInto(set: Bitset, other: Bitset, mask?: Bitset): void {
  for (let word = 0; word < set.length; word++) {
    set[word] = (set[word] ?? 0) | ((other[word] ?? 0) & (mask ? (mask[word] ?? 0) : 0xffffffff));
  }
}

export function fillBits(set: Bitset, size: number): void {
  for (let index = 0; index < size; index++) addBit(set, index);
}

/** Calls `visit` with every member, in order. */
export function forEachBit(set: Bitset, visit: (index: number) => void): void {
  for (let word = 0; word < set.length; word++) {
    let bits = set[word] ?? 0;
    while (bits !== 0) {
      const lowest = bits & -bits;
      visit(word * 32 + 31 - Math.clz32(lowest));
      bits ^= lowest;
    }
  }
}

function countWord(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function countBits(set: Bitset): number {
  let total = 0;
  for (let word = 0; word < set.length; word++) total += countWord(set[word] ?? 0);
  return total;
}

/** The set without the empty words at its ends; a copy where that spares more than half. */
export function spanOf(set: Bitset): Span {
  let first = 0;
  let end = set.length;
  while (first < end && set[first] === 0) first++;
  while (end > first && set[end - 1] === 0) end--;
  const words = 2 * (end - first) < set.length ? set.slice(first, end) : set.subarray(first, end);
  return { first, words };
}

/** The span of these indices, which are in ascending order. */
export function spanOfIndices(indices: readonly number[]): Span {
  const [lowest, highest] = [indices[0], indices.at(-1)];
  if (lowest === undefined || highest === undefined) return EMPTY_SPAN;
  const first = lowest >>> 5;
  const words = new Uint32Array((highest >>> 5) - first + 1);
  for (const index of indices) addBit(words, index - first * 32);
  return { first, words };
}

export function hasInSpan({ first, words }: Span, index: number): boolean {
  const word = (index >>> 5) - first;
  return word >= 0 && word < words.length && ((words[word] ?? 0) & (1 << (index & 31))) !== 0;
}

/** Words that both spans cover: [start, end). */
function overlap(a: Span, b: Span): readonly [number, number] {
  return [Math.max(a.first, b.first), Math.min(a.first + a.words.length, b.first + b.words.length)];
}

/** Adds to `set`, which covers all words, the members of `other` that are in `mask` and in `second` too. */
export function uniteSpan(set: Bitset, other: Span, mask?: Span, second?: Span): void {
  let [start, end] = mask ? overlap(other, mask) : [other.first, other.first + other.words.length];
  if (second) {
    start = Math.max(start, second.first);
    end = Math.min(end, second.first + second.words.length);
  }
  for (let word = start; word < end; word++) {
    let bits = other.words[word - other.first] ?? 0;
    if (mask) bits &= mask.words[word - mask.first] ?? 0;
    if (second) bits &= second.words[word - second.first] ?? 0;
    set[word] = (set[word] ?? 0) | bits;
  }
}

/** Members of a span that are in `set` too. */
export function intersectSpan(span: Span, set: Bitset): Span {
  const { first } = span;
  const words = span.words.slice();
  for (let word = 0; word < words.length; word++) words[word] = (words[word] ?? 0) & (set[word + first] ?? 0);
  return { first, words };
}

export function countSpans(a: Span, b: Span): number {
  const start = Math.max(a.first, b.first);
  const end = Math.min(a.first + a.words.length, b.first + b.words.length);
  let total = 0;
  for (let word = start; word < end; word++) {
    const bits = (a.words[word - a.first] ?? 0) & (b.words[word - b.first] ?? 0);
    if (bits !== 0) total += countWord(bits);
  }
  return total;
}
