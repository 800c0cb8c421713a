// Repairs at an API server's doors: the sender's address among the authorised ranges, or a stranger's out of them; the zone of a private cluster
// linked to the VNet that asks. Rules: E-36, E-37, S28, S48.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { zoneOfCluster } from '../dataplane/suppliers.ts';
import type { PrivateDnsZone } from '../model/azure.ts';
import { traceFlow } from '../forward/traceFlow.ts';
import { cidrContains, formatIpv4, type Ipv4, parseCidr, parseIpv4 } from '../net/ipv4.ts';
import { type Candidate, type Case, stepsOf } from './counterfactual.ts';
import { changed, nameIn, writeNetwork } from './counterfactualWrite.ts';

export function repairApiServer(input: Case): Candidate[] {
  return input.trace.verdict.reason === 'service-firewall' ? authorize(input) : [];
}

function authorize({ spec: { network }, trace }: Case): Candidate[] {
  const name = nameIn(trace.verdict.rule?.object ?? '', 'ManagedCluster');
  const cluster = network.managedClusters.find((each) => each.name === name);
  const refused = stepsOf(trace).findLast(({ type, effect }) => type === 'deliver' && effect === 'refuse');
  if (!cluster || !refused) return [];
  const ranges = cluster.apiServerAccessProfile?.authorizedIPRanges ?? [];
  const suggested = refused.before.sourceIP;
  const profile = { ...cluster.apiServerAccessProfile, authorizedIPRanges: [...ranges, suggested] };
  const managedClusters = changed(network.managedClusters, { ...cluster, apiServerAccessProfile: profile });
  const params = {
    cluster: cluster.name,
    field: 'apiServerAccessProfile.authorizedIPRanges',
    current: ranges.join(', ') || '–',
    suggested,
  };
  return [
    { code: 'paas.range', params, ref: `ManagedCluster/${cluster.name}`, edits: [writeNetwork({ ...network, managedClusters })] },
  ];
}

/** The street is let in by a range, or by a list that is empty: without that range, else the cluster's own way out alone. */
export function shutApiServer({ spec: { network }, dataplane, trace }: Case): Candidate[] {
  const cluster = network.managedClusters.find(({ name }) => trace.deliveredTo === `apiserver:${name}`);
  const source = parseIpv4(trace.sourceSeen ?? '');
  if (!cluster || source === undefined || !trace.flow.from.startsWith('internet:')) return [];
  const ranges = cluster.apiServerAccessProfile?.authorizedIPRanges ?? [];
  const kept = ranges.filter((text) => !covers(text, source));
  const authorizedIPRanges = kept.length === 0 ? [ownWayOut(dataplane, trace.flow.to)] : kept;
  const profile = { ...cluster.apiServerAccessProfile, authorizedIPRanges };
  const managedClusters = changed(network.managedClusters, { ...cluster, apiServerAccessProfile: profile });
  const params = {
    cluster: cluster.name,
    field: 'apiServerAccessProfile.authorizedIPRanges',
    current: ranges.join(', ') || '[]',
    source: formatIpv4(source),
  };
  return [
    {
      code: 'paas.everybody',
      params,
      ref: `ManagedCluster/${cluster.name}`,
      edits: [writeNetwork({ ...network, managedClusters })],
    },
  ];
}

/** The address under which the cluster's own nodes come. */
function ownWayOut(dataplane: Dataplane, to: string): string {
  const node = dataplane.plan.nodes.find(({ ready }) => ready);
  const asked = node && traceFlow(dataplane, { flow: { from: `node:${node.name}`, to } });
  // Else what AKS reads as its outbound address, whichever that is.
  return (asked?.ok === true && asked.value.sourceSeen) || '0.0.0.0/32';
}

export function covers(text: string, address: Ipv4): boolean {
  const range = parseCidr(text.includes('/') ? text : `${text}/32`);
  return range !== undefined && cidrContains(range, address);
}

/** The zone that AKS made for a private cluster, and that the document does not list: written down, to be linked. */
export function zoneOfAks({ spec: { network } }: Case, name: string): PrivateDnsZone | undefined {
  const own = network.managedClusters.some((cluster) => zoneOfCluster(network, cluster) === name);
  return own ? { name, virtualNetworkLinks: [], records: [] } : undefined;
}
