// Repairs that keep everybody else as they are: a guest list at a door that stands open, and a label that makes the sender a guest.
// Rules: NP5, NP6, NP16, NP20, NP22 (who is let in), NP17 (other ports stay open).
import type { PodPlan } from '../dataplane/plan.ts';
import type { LabelSelector, Labels } from '../model/labels.ts';
import type { KubernetesResource, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '../model/kubernetes.ts';
import { findObject, listObjects, type NetworkSpec, type ObjectRef } from '../model/spec.ts';
import { type Candidate, type Case, findPod, findPodByAddress, formatLabels, podName, stepsOf } from './counterfactual.ts';
import { peerOf } from './policyShapes.ts';

/** More guests than this are no list to read. */
const MOST_GUESTS = 24;

/** No reader at this door: one that admits all who may come today, less the one who may not. */
export function guestList({ dataplane, trace }: Case): Candidate[] {
  const last = stepsOf(trace).at(-1)?.after;
  const target = findPod(dataplane, trace.deliveredTo);
  const sender = findPod(dataplane, trace.flow.from);
  if (!last || !target || !sender || target.hostNetwork) return [];
  const { destinationPort: port, protocol } = last;
  // A ping has no port that a rule could name.
  if (protocol === 'ICMP') return [];
  const { placement, policy } = dataplane;
  const index = placement.pods.findIndex((pod) => podName(pod) === podName(target));
  const unwelcome = keyOf(sender);
  const guests = new Map<string, PodPlan>();
  for (const [from, pod] of placement.pods.entries()) {
    if (pod.virtual || pod.address === undefined || pod.hostNetwork || keyOf(pod) === unwelcome) continue;
    if (from === index || !policy.allowsPodToPod(from, index, port, protocol)) continue;
    guests.set(keyOf(pod), pod);
    if (guests.size > MOST_GUESTS) return [];
  }
  const others: NetworkPolicyPort[] = target.ports
    .filter((each) => each.port !== port || each.protocol !== protocol)
    .map((each) => ({ port: each.port, protocol: each.protocol }));
  const ports = [{ port, protocol }];
  const fresh: NetworkPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `guests-${port}`, namespace: target.namespace },
    spec: {
      podSelector: { matchLabels: target.labels },
      policyTypes: ['Ingress'],
      ingress: [
        ...(guests.size === 0 ? [] : [{ peers: [...guests.values()].map(peerOf), ports }]),
        ...(others.length === 0 ? [] : [{ ports: others }]),
      ],
    },
  };
  const params = {
    policy: podName(fresh.metadata),
    namespace: target.namespace,
    subject: podName(target),
    peer: podName(sender),
    port,
    protocol,
    direction: 'ingress',
    field: 'spec.ingress',
    current: '–',
    suggested: String(guests.size),
  };
  return [
    {
      code: 'np.guests',
      params,
      ref: `NetworkPolicy/${podName(fresh.metadata)}`,
      edits: [{ type: 'putObject', resource: fresh }],
    },
  ];
}

function keyOf(pod: PodPlan): string {
  return `${pod.namespace} ${formatLabels(pod.labels)}`;
}

/** A rule asks for a label that this peer does not wear: the peer could wear it. */
export function lendLabel({ spec, dataplane, trace }: Case): Candidate[] {
  const drop = stepsOf(trace).findLast((step) => step.effect === 'drop');
  if (!drop || (drop.type !== 'egressPolicy' && drop.type !== 'ingressPolicy')) return [];
  const sender = findPodByAddress(dataplane, drop.before.sourceIP);
  const receiver = findPodByAddress(dataplane, drop.before.destinationIP);
  const direction = drop.type === 'egressPolicy' ? 'egress' : 'ingress';
  const [subject, peer] = direction === 'ingress' ? [receiver, sender] : [sender, receiver];
  const owner = peer && ownerOf(spec, peer);
  if (!subject || !peer || !owner) return [];
  const inHouse = listObjects(spec, 'NetworkPolicy').filter((policy) => policy.metadata.namespace === subject.namespace);
  const wanted = inHouse.flatMap((policy) =>
    (policy.spec[direction] ?? []).flatMap((rule, at) =>
      (rule.peers ?? []).flatMap((item, place) => {
        const labels = missingLabels(item, peer);
        const field = `spec.${direction}[${at}].${direction === 'ingress' ? 'from' : 'to'}[${place}].podSelector`;
        return labels ? [{ labels, policy: podName(policy.metadata), field }] : [];
      }),
    ),
  );
  return wanted.map(({ labels, policy, field }): Candidate => {
    const resource = withLabels(owner, labels);
    const ref = `${owner.kind}/${podName(owner.metadata)}`;
    const params = {
      policy,
      field,
      subject: podName(subject),
      peer: podName(peer),
      current: formatLabels(peer.labels),
      suggested: formatLabels(labels),
    };
    return { code: 'np.label', params, ref, edits: [{ type: 'putObject', resource }] };
  });
}

function missingLabels(item: NetworkPolicyPeer, peer: PodPlan): Labels | undefined {
  const selector: LabelSelector | undefined = item.podSelector;
  const entries = Object.entries(selector?.matchLabels ?? {}).filter(([key, value]) => peer.labels[key] !== value);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Pods without an owner, and Deployments: what can be written again. */
function ownerOf(spec: NetworkSpec, pod: PodPlan): KubernetesResource | undefined {
  const [kind, namespace = '', name = ''] = pod.owner?.split('/') ?? ['Pod', pod.namespace, pod.name];
  if (kind !== 'Pod' && kind !== 'Deployment' && kind !== 'StatefulSet' && kind !== 'DaemonSet') return undefined;
  const ref: ObjectRef = { kind, namespace, name };
  return findObject(spec, ref);
}

function withLabels(owner: KubernetesResource, labels: Labels): KubernetesResource {
  if (owner.kind === 'Deployment') return { ...owner, spec: { ...owner.spec, template: labelled(owner.spec.template, labels) } };
  if (owner.kind === 'StatefulSet') return { ...owner, spec: { ...owner.spec, template: labelled(owner.spec.template, labels) } };
  if (owner.kind === 'DaemonSet') return { ...owner, spec: { ...owner.spec, template: labelled(owner.spec.template, labels) } };
  return owner.kind === 'Pod' ? labelled(owner, labels) : owner;
}

function labelled<T extends { readonly metadata: { readonly labels?: Labels } }>(object: T, labels: Labels): T {
  return { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...labels } } };
}
