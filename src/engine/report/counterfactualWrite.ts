// Writing the Network document: one named entry of a section exchanged, and a rule's object taken apart.
import type { Edit } from '../edit/edit.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import type { Candidate } from './counterfactual.ts';

export function writeNetwork(network: NetworkDocument): Edit {
  return { type: 'putNetwork', network };
}

/** The candidate that exchanges the whole Network document. */
export function inNetwork(
  code: string,
  ref: string,
  { params, network }: { readonly params: Candidate['params']; readonly network: NetworkDocument },
): Candidate {
  return { code, params, ref, edits: [writeNetwork(network)] };
}

/** The section with this entry in the place of the one of its name. */
export function changed<T extends { readonly name: string }>(section: readonly T[] | undefined, entry: T): readonly T[] {
  return (section ?? []).map((each) => (each.name === entry.name ? entry : each));
}

/** `NAME` of `KIND/NAME`; undefined when it is of another kind. */
export function nameIn(object: string, kind: string): string | undefined {
  return object.startsWith(`${kind}/`) ? object.slice(kind.length + 1) : undefined;
}
