// Two walks of one envelope in step: which step of the left walk happens together with which of the right one, and what differs there.
// Addresses differ between two worlds as a matter of course; what counts is who changed them, who stopped, and what only one of them does.
import type { Step, Trace } from '../engine/forward/trace.ts';
import { type FlatStep, flattenTrace } from './playback.ts';

export const MOMENT_DIFFERENCES = ['stopped', 'restamped', 'readdressed', 'decided', 'only'] as const;
export type MomentDifference = (typeof MOMENT_DIFFERENCES)[number];

export interface Moment {
  /** Flat index of the step in the left walk, and in the right one; absent: nothing happens there meanwhile. */
  readonly left?: number;
  readonly right?: number;
  readonly direction: FlatStep['direction'];
  readonly difference?: MomentDifference;
  /** Which side does what the difference names; both may, in ways of their own. */
  readonly by?: 'left' | 'right';
}

/** Cells of the table that finds what two walks have in common. */
const MOST_CELLS = 250_000;

export function walkInStep(left: Trace, right: Trace): readonly Moment[] {
  const a = flattenTrace(left);
  const b = flattenTrace(right);
  return pairUp(a, b).map(([i, j]): Moment => {
    const [l, r] = [a[i], b[j]];
    const found = l && r ? differenceOf(l.step, r.step) : alone(l, r);
    return {
      ...(l ? { left: i } : {}),
      ...(r ? { right: j } : {}),
      direction: (l ?? r)?.direction ?? 'forward',
      ...found,
    };
  });
}

/** Where each side's envelope is at a moment: at its own last step until then. */
export function positionsAt(moments: readonly Moment[], position: number): { readonly left: number; readonly right: number } {
  let [left, right] = [0, 0];
  for (const moment of moments.slice(0, position + 1)) {
    left = moment.left ?? left;
    right = moment.right ?? right;
  }
  return { left, right };
}

/** The longest way of walking together: steps of one kind at places of one kind. -1: the other side walks alone. */
function pairUp(a: readonly FlatStep[], b: readonly FlatStep[]): readonly (readonly [number, number])[] {
  if (a.length * b.length > MOST_CELLS) {
    return Array.from({ length: Math.max(a.length, b.length) }, (_item, at) => [
      at < a.length ? at : -1,
      at < b.length ? at : -1,
    ]);
  }
  const width = b.length + 1;
  const table = new Int32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] = alike(a[i], b[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && alike(a[i], b[j])) pairs.push([i++, j++]);
    else if (leftFirst(a[i], b[j], at(i + 1, j) >= at(i, j + 1))) pairs.push([i++, -1]);
    else pairs.push([-1, j++]);
  }
  return pairs;
}

/** Of two steps that have nothing in common: who walks alone first. No reply begins before both are there. */
function leftFirst(left: FlatStep | undefined, right: FlatStep | undefined, longer: boolean): boolean {
  if (!left || !right) return left !== undefined;
  return left.direction === right.direction ? longer : left.direction === 'forward';
}

function alike(a: FlatStep | undefined, b: FlatStep | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.direction === b.direction &&
    a.step.type === b.step.type &&
    a.hop.at.kind === b.hop.at.kind
  );
}

const stops = ({ effect }: Step): boolean => effect === 'drop' || effect === 'refuse';
const restamps = ({ before, after }: Step): boolean => before.sourceIP !== after.sourceIP;
const readdresses = ({ before, after }: Step): boolean =>
  before.destinationIP !== after.destinationIP || before.destinationPort !== after.destinationPort;

function differenceOf(left: Step, right: Step): Pick<Moment, 'difference' | 'by'> {
  const of = (test: (step: Step) => boolean, difference: MomentDifference): Pick<Moment, 'difference' | 'by'> | undefined =>
    test(left) === test(right) ? undefined : { difference, by: test(left) ? 'left' : 'right' };
  return (
    of(stops, 'stopped') ??
    of(restamps, 'restamped') ??
    of(readdresses, 'readdressed') ??
    (left.code === right.code && left.rule?.object === right.rule?.object ? {} : { difference: 'decided' })
  );
}

function alone(left: FlatStep | undefined, right: FlatStep | undefined): Pick<Moment, 'difference' | 'by'> {
  const step = (left ?? right)?.step;
  if (!step) return {};
  const difference = stops(step) ? 'stopped' : restamps(step) ? 'restamped' : readdresses(step) ? 'readdressed' : 'only';
  return { difference, by: left ? 'left' : 'right' };
}
