// Offers for a cell of the matrix: the policies that would make it allowed or not, smallest first, out of the engine's own tried remedies.
// Each was run on a copy of the world by whyNot; what it opens and shuts for others comes with it. Rules: NP4–NP6, NP10.
import type { Plan } from '../engine/dataplane/plan.ts';
import type { Edit } from '../engine/edit/edit.ts';
import type { Flow } from '../engine/forward/trace.ts';
import type { Remedy, WhyNot } from '../engine/goals/whyNot.ts';
import type { NetworkPolicy } from '../engine/model/kubernetes.ts';
import { findObject, type NetworkSpec } from '../engine/model/spec.ts';
import type { OpenFlow } from '../engine/report/exposure.ts';
import type { PodGroup } from './matrix.ts';
import { listSentences } from './sentence/writeSentences.ts';

export interface Offer {
  readonly remedy: Remedy;
  /** Policies as they would be: each sentence, and whether it is new, gone, or as it was. */
  readonly policies: readonly { readonly name: string; readonly lines: readonly ChangedSentence[] }[];
  /** Policies that would go, `ns/name`. */
  readonly removed: readonly string[];
  /** Flows that turn as was asked. */
  readonly asked: number;
  /** Flows that open or shut beside them: the first of them, and how many. */
  readonly besides: readonly (OpenFlow & { readonly sign: '+' | '−' })[];
  readonly besidesCount: number;
}

/** The flow from one pod straight to another; `port` as the matrix has it, `8080/TCP`. */
export function flowOf([from, to]: readonly [string, string], port: string): Flow {
  const [number = '', protocol = 'TCP'] = port.split('/');
  return { from, to: `pod:${to}:${number}/${protocol.toLowerCase()}` };
}

/** As differences name the ends of flows. */
export interface AskedFlows {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Every pair of two rows at one port, and the same letters sent through Services that lead there and nowhere else. */
export function askedFlows(
  [from, to]: readonly [PodGroup, PodGroup],
  port: string,
  { pods, services }: Pick<Plan, 'pods' | 'services'>,
): AskedFlows {
  const receivers = new Set(to.pods);
  const names = new Set(
    pods
      .filter(({ namespace, name }) => receivers.has(`${namespace}/${name}`))
      .flatMap((pod) =>
        pod.ports.flatMap((each) => (each.name !== undefined && `${each.port}/${each.protocol}` === port ? [each.name] : [])),
      ),
  );
  const through = services
    .filter(({ selected }) => selected.length > 0 && selected.every((pod) => receivers.has(pod)))
    .flatMap((service) =>
      service.ports
        .filter(({ targetPort, protocol }) => `${targetPort}/${protocol}` === port || names.has(String(targetPort)))
        .map((each) => `svc:${service.namespace}/${service.name}:${each.port}/${each.protocol}`),
    );
  return { from: from.pods, to: [...to.pods.map((name) => `${name}:${port}`), ...through] };
}

/** Those remedies that write policies alone: what changes nothing else first, then few objects, then little else. */
export function listOffers(answer: WhyNot, asked: AskedFlows, spec: NetworkSpec): Offer[] {
  const [senders, receivers] = [new Set(asked.from), new Set(asked.to)];
  const offers = answer.remedies.flatMap((remedy): Offer[] => {
    const edits = flatten(remedy.edits);
    if (!edits.every(isOfPolicy)) return [];
    const isAsked = ({ from, to }: OpenFlow): boolean => senders.has(from) && receivers.has(to);
    const { gained, lost } = remedy;
    const wanted = (answer.want === 'delivered' ? gained : lost).flows.filter(isAsked).length;
    const besides = [
      ...gained.flows
        .filter((flow) => answer.want === 'blocked' || !isAsked(flow))
        .map((flow) => ({ ...flow, sign: '+' }) as const),
      ...lost.flows
        .filter((flow) => answer.want === 'delivered' || !isAsked(flow))
        .map((flow) => ({ ...flow, sign: '−' }) as const),
    ];
    return [
      {
        remedy,
        policies: policiesOf(remedy.edits).map((policy) => {
          const { namespace, name } = policy.metadata;
          const before = findObject(spec, { kind: 'NetworkPolicy', namespace, name });
          return {
            name: `${namespace}/${name}`,
            lines: compareSentences(before?.kind === 'NetworkPolicy' ? before : undefined, policy),
          };
        }),
        removed: edits.flatMap((edit) => (edit.type === 'removeObject' ? [`${edit.ref.namespace}/${edit.ref.name}`] : [])),
        asked: wanted,
        besides,
        // Of those that are not listed nobody knows which were asked for.
        besidesCount: gained.count + lost.count - wanted,
      },
    ];
  });
  // The engine forgives a sender all it loses; here it counts as what else changes.
  return offers.toSorted(
    (a, b) =>
      Number(a.besidesCount > 0) - Number(b.besidesCount > 0) ||
      a.remedy.objects.length - b.remedy.objects.length ||
      a.besidesCount - b.besidesCount,
  );
}

export interface ChangedSentence {
  readonly sign: '+' | '−' | '=';
  readonly text: string;
}

/** Sentences that go stand before those that come; what stays keeps its place. */
export function compareSentences(before: NetworkPolicy | undefined, after: NetworkPolicy): ChangedSentence[] {
  const [old, now] = [before ? listSentences(before) : [], listSentences(after)].map((list) => list.map(({ text }) => text));
  const gone = (old ?? []).filter((text) => !now?.includes(text)).map((text) => ({ sign: '−', text }) as const);
  return [...gone, ...(now ?? []).map((text): ChangedSentence => ({ sign: old?.includes(text) ? '=' : '+', text }))];
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
