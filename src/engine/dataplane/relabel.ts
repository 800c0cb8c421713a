// What one changed object leaves as it was: a Service moves no pod, a pod's label neither, so nodes, places and addresses are taken over.
// Undefined where a change may reach further: then everything is compiled. Rules: world-format "Addresses are a function of the document".
import type { KubernetesResource, Pod, Service } from '../model/kubernetes.ts';
import { sameValue } from '../model/sameValue.ts';
import { listObjects, type NetworkSpec, refOf } from '../model/spec.ts';
import { isInternal } from './frontends.ts';
import { allocateServiceAddresses } from './serviceAddresses.ts';
import { markRelabelled } from './podPlaces.ts';
import type { Placement } from './tables.ts';
import { validateNetwork } from './validateNetwork.ts';

/** One object replaced by another of its name. */
export interface Replacement {
  readonly from: KubernetesResource;
  readonly to: KubernetesResource;
}

/** The placement of `spec`, which differs by one object from the document that `before` was made of. `spec` installs nothing. */
export function replaceInPlacement(spec: NetworkSpec, before: Placement, { from, to }: Replacement): Placement | undefined {
  if (from.kind === 'Service' && to.kind === 'Service') return withService(spec, before, [from, to]);
  if (from.kind === 'Pod' && to.kind === 'Pod') return withLabels(before, from, to);
  return undefined;
}

function withService(spec: NetworkSpec, before: Placement, changed: readonly Service[]): Placement | undefined {
  const services = listObjects(spec, 'Service');
  // An internal frontend has an address of a subnet, and nodes keep clear of it.
  if ([...services, ...changed].some((service) => service.spec.type === 'LoadBalancer' && isInternal(service))) return undefined;
  const { network, serviceCidr, dnsServiceIP } = before;
  const addresses = allocateServiceAddresses({
    services,
    network,
    serviceCidr,
    dnsServiceIP,
    nodeSubnet: '',
    bySubnet: new Map(),
  });
  const placed = { ...before, serviceAddresses: addresses.table, outboundIP: addresses.outboundIP };
  return { ...placed, diagnostics: [...validateNetwork(placed), ...addresses.diagnostics] };
}

function withLabels(before: Placement, from: Pod, to: Pod): Placement | undefined {
  const { namespace, name } = refOf(to);
  // The name server's pods are known by their label.
  if (namespace === 'kube-system' || !sameValue(unlabelled(from), unlabelled(to))) return undefined;
  const at = before.pods.findIndex((pod) => pod.name === name && pod.namespace === namespace);
  const entry = before.pods[at];
  if (!entry) return undefined;
  const pods = before.pods.with(at, { ...entry, labels: to.metadata.labels ?? {} });
  markRelabelled(pods, before.pods);
  return { ...before, pods };
}

function unlabelled({ metadata: { labels: _labels, ...metadata }, ...pod }: Pod): object {
  return { ...pod, metadata };
}
