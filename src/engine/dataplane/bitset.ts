// Sets of pod indices as bits: union and membership without allocation.

export type Bitset = Uint32Array;

export function createBitset(size: number): Bitset {
  return new Uint32Array((size + 31) >>> 5);
}

export function addBit(set: Bitset, index: number): void {
  set[index >>> 5] = (set[index >>> 5] ?? 0) | (1 << (index & 31));
}

export function hasBit(set: Bitset, index: number): boolean {
  return ((set[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
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

/** Words of `set` that hold a member: [first, one past the last]; a sparse set is then read by these alone. */
export function wordSpan(set: Bitset): readonly [number, number] {
  let first = 0;
  let end = set.length;
  while (first < end && set[first] === 0) first++;
  while (end > first && set[end - 1] === 0) end--;
  return [first, end];
}

/** Members that `set` and `other` share, looking only at words [first, end). */
export function countShared(set: Bitset, other: Bitset, [first, end]: readonly [number, number]): number {
  let total = 0;
  for (let word = first; word < end; word++) {
    let bits = (set[word] ?? 0) & (other[word] ?? 0);
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    total += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return total;
}

export function countBits(set: Bitset): number {
  return countShared(set, set, [0, set.length]);
}
