// Offers for a cell of the matrix: the policies that would make it allowed or not, smallest first, out of the engine's own tried remedies.
// Each was run on a copy of the world by whyNot; what it opens and shuts for others comes with it. Rules: NP4–NP6, NP10.
import type { Edit } from '../engine/edit/edit.ts';
import type { Flow } from '../engine/forward/trace.ts';
import type { Remedy, WhyNot } from '../engine/goals/whyNot.ts';
import type { NetworkPolicy } from '../engine/model/kubernetes.ts';
import type { OpenFlow } from '../engine/report/exposure.ts';
import { writePolicySentences } from './sentence/writeSentences.ts';

export interface Offer {
  readonly remedy: Remedy;
  /** Sentences of the policies as they would be. */
  readonly sentences: readonly string[];
  /** Policies that would go, `ns/name`. */
  readonly removed: readonly string[];
  /** Flows gained or lost beside the one that was asked for. */
  readonly besides: readonly OpenFlow[];
  readonly besidesCount: number;
}

/** The flow from one pod straight to another; `port` as the matrix has it, `8080/TCP`. */
export function flowOf([from, to]: readonly [string, string], port: string): Flow {
  const [number = '', protocol = 'TCP'] = port.split('/');
  return { from, to: `pod:${to}:${number}/${protocol.toLowerCase()}` };
}

/** Those remedies that write policies alone, in the engine's order: harm no one, few objects, little opened. */
export function listOffers(answer: WhyNot, asked: { readonly from: readonly string[]; readonly to: readonly string[] }): Offer[] {
  return answer.remedies.flatMap((remedy) => {
    const edits = flatten(remedy.edits);
    if (!edits.every(isOfPolicy)) return [];
    const changed = answer.want === 'delivered' ? remedy.gained : remedy.lost;
    const isAsked = ({ from, to }: OpenFlow): boolean =>
      asked.from.includes(from) && asked.to.some((name) => to.startsWith(`${name}:`));
    const besides = changed.flows.filter((flow) => !isAsked(flow));
    return [
      {
        remedy,
        sentences: edits.flatMap((edit) =>
          edit.type === 'putObject' && edit.resource.kind === 'NetworkPolicy' ? [writePolicySentences(edit.resource)] : [],
        ),
        removed: edits.flatMap((edit) => (edit.type === 'removeObject' ? [`${edit.ref.namespace}/${edit.ref.name}`] : [])),
        besides,
        // Of those that are not listed nobody knows which were asked for.
        besidesCount: changed.count - (changed.flows.length - besides.length),
      },
    ];
  });
}

export function policiesOf(edits: readonly Edit[]): NetworkPolicy[] {
  return flatten(edits).flatMap((edit) =>
    edit.type === 'putObject' && edit.resource.kind === 'NetworkPolicy' ? [edit.resource] : [],
  );
}

function flatten(edits: readonly Edit[]): Exclude<Edit, { readonly type: 'batch' }>[] {
  return edits.flatMap((edit) => (edit.type === 'batch' ? flatten(edit.edits) : [edit]));
}

function isOfPolicy(edit: Edit): boolean {
  const kind = edit.type === 'putObject' ? edit.resource.kind : edit.type === 'removeObject' ? edit.ref.kind : '';
  return kind.endsWith('NetworkPolicy') || kind === 'CiliumClusterwideNetworkPolicy';
}
