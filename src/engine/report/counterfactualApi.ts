// Repairs at an API server's doors: the sender's address among the authorised ranges, the zone of a private cluster linked to the VNet that
// asks. Rules: E-36, E-37, S28, S48.
import { zoneOfCluster } from '../dataplane/suppliers.ts';
import type { PrivateDnsZone } from '../model/azure.ts';
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

/** The zone that AKS made for a private cluster, and that the document does not list: written down, to be linked. */
export function zoneOfAks({ spec: { network } }: Case, name: string): PrivateDnsZone | undefined {
  const own = network.managedClusters.some((cluster) => zoneOfCluster(network, cluster) === name);
  return own ? { name, virtualNetworkLinks: [], records: [] } : undefined;
}
