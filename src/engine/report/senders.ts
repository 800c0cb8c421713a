// Senders that cannot be told apart: pods with the same labels in the same namespace and subnet, with the same way to ask for names. One of them
// walks for all, so that a comparison costs as much as a cluster has workloads, not pods. Rules: NP20, NP26, SVC13, SVC24, A-3.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { isMusl } from '../dataplane/learnedNames.ts';
import { type Cidr, cidrContains, cidrOf, parseCidr, parseIpv4 } from '../net/ipv4.ts';

const MOST_TESTS = 20_000_000;

/** Groups of pod indices, in the order of their first; each pod of `pods` is in one. */
export function groupSenders(spec: NetworkSpec, dataplane: Dataplane, pods: readonly number[]): number[][] {
  const { placement, topology } = dataplane;
  const splitting = findSplitting(spec, dataplane, pods);
  const nodal = isNodal(spec);
  const groups = new Map<string, number[]>();
  for (const index of pods) {
    const pod = placement.pods[index];
    if (!pod) continue;
    const { namespace, labels, hostNetwork, dnsPolicy, dnsConfig, ready, address, nodeIndex, serviceAccountName } = pod;
    const pool = nodeIndex === undefined ? '' : placement.nodes[nodeIndex]?.pool;
    const inside =
      address === undefined ? '' : (splitting?.map((range) => Number(cidrContains(range, address))).join('') ?? address);
    const node = nodal || hostNetwork ? nodeIndex : '';
    const key = JSON.stringify([
      namespace,
      labels,
      hostNetwork,
      dnsPolicy,
      dnsConfig,
      // Calico may ask for the account (CAL9), a refused lookup for the C library (CIL10).
      serviceAccountName,
      isMusl(pod),
      ready,
      topology.subnetOfPod(index),
      pool,
      inside,
      node,
    ]);
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  return [...groups.values()];
}

/** Does it matter on which node a sender runs? Where traffic stays on its node, and where nodes have addresses of their own on the street. */
function isNodal(spec: NetworkSpec): boolean {
  return (
    listObjects(spec, 'Service').some(
      ({ spec: { internalTrafficPolicy, externalTrafficPolicy } }) =>
        internalTrafficPolicy === 'Local' || externalTrafficPolicy === 'Local',
    ) ||
    spec.network.managedClusters.some(({ agentPoolProfiles }) =>
      agentPoolProfiles.some((pool) => pool.enableNodePublicIP === true),
    )
  );
}

/** Ranges written anywhere in the document that hold some of these pods and not all; undefined when they are too many to look at. */
function findSplitting(spec: NetworkSpec, { placement }: Dataplane, pods: readonly number[]): Cidr[] | undefined {
  const addresses = pods.flatMap((index) => placement.pods[index]?.address ?? []);
  const texts = new Set<string>();
  collect(spec.network, texts);
  for (const group of Object.values(spec.objects)) {
    // A pod's own record of its address says nothing about who may come from it.
    for (const [key, object] of Object.entries(group)) if (!key.startsWith('Pod/')) collect(object, texts);
  }
  if (texts.size * addresses.length > MOST_TESTS) return undefined;
  return [...texts].flatMap((text) => {
    const single = parseIpv4(text);
    const range = single === undefined ? parseCidr(text) : cidrOf(single, 32);
    if (!range) return [];
    const inside = addresses.filter((address) => cidrContains(range, address)).length;
    return inside > 0 && inside < addresses.length ? [range] : [];
  });
}

function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') {
    if (/^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/.test(value)) texts.add(value);
  } else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part, texts);
}
