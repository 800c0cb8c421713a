// What is written beside things: names of devices in office or network words, and what an overlay says in place of an address.
import type { AppState } from '../store/state.ts';
import { addressParts } from './layers/addressBars.ts';
import type { WayStop } from './envelopeWay.ts';
import type { LabelView } from './labelPlan.ts';
import { tagLines } from './layers/tag.ts';
import type { ScreenBox } from './projection.ts';
import type { Placed, PlacedKind } from './layout/types.ts';

/** Word of a key, or the network's own term. */
export type Word = (key: string, fallback: string, params?: Readonly<Record<string, string | number>>) => string;

/** Devices without a name of the player's own: office or network words by key, else as traces spell them. */
const DEVICES: Partial<Record<PlacedKind, string>> = {
  mailroom: 'ui.board.mailroom',
  postbox: 'ui.board.internet',
};

export function deviceName(thing: Placed, word: Word): string {
  // What is missing says what it would be; its own name is the note beside.
  if (thing.missing !== undefined && thing.missing !== 'service') return word(`ui.board.absent.${thing.missing}`, thing.missing);
  const key = DEVICES[thing.kind];
  return key === undefined ? thing.name : word(key, thing.name);
}

/** The address beside a name; under the address plan a zone counts its numbers and a room tells its own slice. */
export function noteOf(thing: Placed, { session, results }: AppState, word: Word): string {
  const plan = results.compiled?.plan;
  if (thing.missing !== undefined && thing.missing !== 'service') return thing.name;
  if (session.overlay !== 'addresses' || !plan) return thing.note;
  if (thing.kind === 'room') return plan.nodes.find(({ name }) => name === thing.name)?.podCidr ?? thing.note;
  const subnet = thing.kind === 'zone' ? plan.subnets.find(({ name }) => name === thing.name) : undefined;
  if (!subnet) return thing.note;
  const parts = addressParts(subnet);
  return word(parts.missing > 0 ? 'ui.board.numbers.missing' : 'ui.board.numbers', thing.note, {
    prefix: subnet.addressPrefix,
    ...parts,
  });
}

/** From and to beside the envelope that rests at a stop. */
export function passingTag({ thing, step, direction }: WayStop, around: ScreenBox, word: Word): NonNullable<LabelView['tag']> {
  const words = { from: word('ui.packet.from', 'from'), to: word('ui.packet.to', 'to') };
  return { at: thing.selection, lines: tagLines(step, direction, words), around };
}
