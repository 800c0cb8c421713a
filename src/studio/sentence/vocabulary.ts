// The words of policy sentences. A small controlled language, one for every locale, as kubectl's verbs are: what is typed must be read back
// exactly. Sentences about it (problems, rows of the form) are made in words/. Rules: NP11, NP14–NP24, NP30–NP33.
import type { Protocol } from '../../engine/net/packet.ts';

export const PROTOCOL_WORDS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** A name spelled like one of these stands in quotes. */
const KEPT = new Set(
  (
    'policy ignored: pods all in namespace namespaces the same accept send nothing everything from to anyone anywhere or and any port ' +
    'on addresses except has lacks not notin'
  ).split(' '),
);

/** Letters of names, label values, ports and ranges of addresses in either family. */
export const WORD = /^[A-Za-z0-9._/:*-]+$/;

export function isKept(word: string): boolean {
  return KEPT.has(word.toLowerCase());
}

/** As it may stand in a sentence: in quotes when it is empty, or would be taken for a word of the sentence. */
export function spellName(text: string): string {
  return WORD.test(text) && !isKept(text) ? text : `"${text}"`;
}

/** The label that the control plane gives every namespace (NP24). */
export const NAME_LABEL = 'kubernetes.io/metadata.name';
