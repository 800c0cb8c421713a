// Pods as policies see them: by namespace and by label set. Pods of one namespace with equal labels are one kind, so that a selector is
// asked once a kind. Made once for one placement and kept with it. Rules: NP1, NP20–NP24, NP26, NP27, NP38, NP39.
import type { IpBlock } from '../model/kubernetes.ts';
import type { LabelSelector, Labels } from '../model/labels.ts';
import { type Cidr, cidrContains, cidrLast, type Ipv4, parseCidr } from '../net/ipv4.ts';
import { addBit, type Bitset, createBitset, EMPTY_SPAN, hasBit, type Span, spanOf, spanOfIndices } from './bitset.ts';
import { perPlaces } from './podPlaces.ts';
import { createLabelIndex, labelsKey, textOf } from './selectors.ts';
import type { Placement, PodEntry } from './tables.ts';

/** A set of pods that can be asked of one pod without being written out. */
export interface Selection {
  has(pod: number): boolean;
  span(): Span;
}

export interface BlockTable {
  readonly cidr: Cidr;
  /** Exceptions in the order of their addresses, none inside another. */
  readonly gaps: readonly Cidr[];
}

/** The policy pods of one namespace. */
export interface Space {
  readonly pods: readonly number[];
  readonly members: Span;
  readonly selection: Selection;
}

export interface PodIndex {
  readonly placement: Placement;
  readonly everyPod: Bitset;
  /** Position of a pod within its own namespace's list. */
  readonly placeOf: Int32Array;
  /** Number of a pod's label set. */
  readonly labelsOf: Int32Array;
  space(namespace: string): Space | undefined;
  /** Pods of every namespace that match, or whose namespace does. */
  selected(selector: LabelSelector): Selection;
  inNamespaces(selector: LabelSelector): Selection;
  /** Label sets that match, by number. */
  kinds(selector: LabelSelector): Bitset;
  /** Pods whose address a block holds, hostNetwork pods by their node's (NP39). */
  inBlock(block: BlockTable): Span;
}

/** A pod-network pod: the only kind that can be isolated or named by a selector (NP1, NP38, NP39). */
export function isPolicyPod(pod: PodEntry): boolean {
  return !pod.hostNetwork && pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

/** Pods that policies know, by namespace. */
export function podsBySpace(pods: readonly PodEntry[]): ReadonlyMap<string, readonly number[]> {
  const spaces = new Map<string, number[]>();
  pods.forEach((pod, index) => {
    if (!isPolicyPod(pod)) return;
    const list = spaces.get(pod.namespace);
    if (list) list.push(index);
    else spaces.set(pod.namespace, [index]);
  });
  return spaces;
}

const indexes = new WeakMap<readonly PodEntry[], PodIndex>();

/** The same index for placements that have the same pods, whatever else changed in them. */
export function podIndexOf(placement: Placement): PodIndex {
  const known = indexes.get(placement.pods);
  const { namespaceLabels, policyEngine } = placement;
  if (known?.placement.namespaceLabels === namespaceLabels && known.placement.policyEngine === policyEngine) return known;
  const index = createPodIndex(placement);
  indexes.set(placement.pods, index);
  return index;
}

const spacesOfPods = perPlaces((pods) => {
  const size = pods.length;
  const everyPod = createBitset(size);
  const placeOf = new Int32Array(size).fill(-1);
  const spaceOf = new Int32Array(size).fill(-1);
  const spaceNumbers = new Map<string, number>();
  const spacePods: number[][] = [];
  for (let index = 0; index < size; index++) {
    const pod = pods[index];
    if (!pod || !isPolicyPod(pod)) continue;
    addBit(everyPod, index);
    let space = spaceNumbers.get(pod.namespace);
    if (space === undefined) {
      spaceNumbers.set(pod.namespace, (space = spacePods.length));
      spacePods.push([]);
    }
    spaceOf[index] = space;
    const members = spacePods[space] ?? [];
    placeOf[index] = members.length;
    members.push(index);
  }
  return { everyPod, placeOf, spaceOf, spaceNumbers, spacePods, addresses: lazily(() => sortAddresses(pods)) };
});

function createPodIndex(placement: Placement): PodIndex {
  const { pods } = placement;
  const size = pods.length;
  const { everyPod, placeOf, spaceOf, spaceNumbers, spacePods, addresses } = spacesOfPods(pods);
  const labelsOf = new Int32Array(size).fill(-1);
  const kindNumbers = new Map<string, number>();
  const kindLabels: Labels[] = [];
  for (let index = 0; index < size; index++) {
    const pod = pods[index];
    if (!pod || !hasBit(everyPod, index)) continue;
    const key = labelsKey(pod.labels);
    let kind = kindNumbers.get(key);
    if (kind === undefined) {
      kindNumbers.set(key, (kind = kindLabels.length));
      kindLabels.push(pod.labels);
    }
    labelsOf[index] = kind;
  }
  const names = [...spaceNumbers.keys()];
  // A namespace that is used but not declared still carries the label the control plane sets (NP24).
  const spaceLabels = names.map((name) => placement.namespaceLabels.get(name) ?? { 'kubernetes.io/metadata.name': name });
  let kindsOf: ReturnType<typeof createLabelIndex> | undefined;
  let spacesOf: ReturnType<typeof createLabelIndex> | undefined;
  const kinds = (selector: LabelSelector): Bitset => (kindsOf ??= createLabelIndex(kindLabels))(selector);
  const spaces = (selector: LabelSelector): Bitset => (spacesOf ??= createLabelIndex(spaceLabels))(selector);

  /** Pods whose number in `numbers` is in `set`. */
  const selection = (numbers: Int32Array, set: Bitset): Selection => {
    let span: Span | undefined;
    const write = (): Span => {
      const bits = createBitset(size);
      for (let pod = 0; pod < size; pod++) {
        const number = numbers[pod] ?? -1;
        if (number >= 0 && hasBit(set, number)) addBit(bits, pod);
      }
      return spanOf(bits);
    };
    return {
      has: (pod) => {
        const number = numbers[pod] ?? -1;
        return number >= 0 && hasBit(set, number);
      },
      span: () => (span ??= write()),
    };
  };
  const selections = new Map<string, Selection>();
  const remembered = (kind: string, selector: LabelSelector, make: () => Selection): Selection => {
    const key = kind + textOf(selector);
    let found = selections.get(key);
    if (!found) selections.set(key, (found = make()));
    return found;
  };
  const homes = new Map<string, Space>();
  return {
    placement,
    everyPod,
    placeOf,
    labelsOf,
    space: (namespace) => {
      const number = spaceNumbers.get(namespace);
      const list = number === undefined ? undefined : spacePods[number];
      if (number === undefined || !list) return undefined;
      let home = homes.get(namespace);
      if (!home) {
        const members = spanOfIndices(list);
        const inside: Selection = { has: (pod) => spaceOf[pod] === number, span: () => members };
        homes.set(namespace, (home = { pods: list, members, selection: inside }));
      }
      return home;
    },
    selected: (selector) => remembered('p', selector, () => selection(labelsOf, kinds(selector))),
    inNamespaces: (selector) => remembered('n', selector, () => selection(spaceOf, spaces(selector))),
    kinds,
    inBlock: (block) => podsInBlock(block, addresses(), size),
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

interface Addressed {
  readonly sorted: Float64Array;
  readonly pods: Int32Array;
}

/** Address and pod in one number, so that the numbers sort themselves: 32 bits and 21. */
const POD_LIMIT = 2 ** 21;

function sortAddresses(pods: readonly PodEntry[]): Addressed {
  const keys = new Float64Array(pods.length);
  let count = 0;
  for (let pod = 0; pod < pods.length; pod++) {
    const address = pods[pod]?.address;
    if (address !== undefined) keys[count++] = address * POD_LIMIT + pod;
  }
  const sorted = keys.subarray(0, count).sort();
  return { sorted: sorted.map((key) => Math.floor(key / POD_LIMIT)), pods: Int32Array.from(sorted, (key) => key % POD_LIMIT) };
}

function podsInBlock(block: BlockTable, { sorted, pods }: Addressed, size: number): Span {
  const bits = createBitset(size);
  const last = cidrLast(block.cidr);
  for (let at = firstAtLeast(sorted, block.cidr.base); at < sorted.length && (sorted[at] ?? 0) <= last; at++) {
    if (blockHolds(block, sorted[at] ?? 0)) addBit(bits, pods[at] ?? 0);
  }
  return spanOf(bits);
}

function firstAtLeast(sorted: Float64Array, address: Ipv4): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < address) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A block ready to be asked; undefined for a range of the other family, or none (NP26). */
export function compileBlock({ cidr: text, except = [] }: IpBlock): BlockTable | undefined {
  const cidr = parseCidr(text);
  if (!cidr) return undefined;
  const ranges = except.flatMap((range) => parseCidr(range) ?? []).sort((a, b) => a.base - b.base || a.prefix - b.prefix);
  const gaps: Cidr[] = [];
  for (const range of ranges) {
    const previous = gaps.at(-1);
    // Ranges nest or lie apart; what lies in the one before says nothing new.
    if (!previous || !cidrContains(previous, range.base)) gaps.push(range);
  }
  return { cidr, gaps };
}

/** Does a block hold this address and no exception hold it (NP26, NP27)? */
export function blockHolds({ cidr, gaps }: BlockTable, address: Ipv4): boolean {
  if (!cidrContains(cidr, address)) return false;
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((gaps[middle]?.base ?? 0) <= address) low = middle + 1;
    else high = middle;
  }
  const gap = gaps[low - 1];
  return gap === undefined || !cidrContains(gap, address);
}

export function emptySelection(): Selection {
  return { has: () => false, span: () => EMPTY_SPAN };
}
