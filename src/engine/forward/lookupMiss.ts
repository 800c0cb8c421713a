// Why a pod does not hear of a name that its cluster has: it asks somebody else, or it means a colleague of its own namespace. Attribution only.
// Rules: DNS4, DNS5, DNS11, G-3…G-5, G-7.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { answerCluster, clusterFirst, searchNames } from '../dataplane/dns.ts';
import type { PodEntry } from '../dataplane/tables.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatIpv4 } from '../net/ipv4.ts';
import type { Asker } from './askServer.ts';

export interface Missed {
  readonly code: 'dns.policy' | 'dns.elsewhere';
  /** The Service that was probably meant. */
  readonly service: string;
  readonly rule: RuleRef;
  readonly cites: readonly string[];
}

/** Whose list sent the question to a server that does not answer: a name server's, the virtual network's, or the pod's own (G-5, G-7, DNS11). */
export function sentBy({ dns, placement }: Dataplane, { sender, vnet }: Asker, server: string): RuleRef | undefined {
  const forwards = placement.network.dnsServers?.find(({ forwarders, zones }) =>
    [...forwarders, ...zones.flatMap((zone) => zone.forwarders ?? [])].includes(server),
  );
  if (forwards) return { object: `DnsServer/${forwards.name}`, field: 'forwarders' };
  const given = vnet === undefined ? [] : dns.directories.ofVnet(vnet);
  if (given.some((address) => formatIpv4(address) === server)) return { object: `VirtualNetwork/${vnet}`, field: 'dnsServers' };
  const pod = sender.type === 'pod' ? placement.pods[sender.pod] : undefined;
  return pod?.dnsConfig?.nameservers?.includes(server) === true
    ? { object: `Pod/${pod.namespace}/${pod.name}`, field: 'spec.dnsConfig.nameservers' }
    : undefined;
}

export function missedByPod(
  { dns }: Pick<Dataplane, 'dns'>,
  pod: PodEntry,
  { name, asksCluster }: { readonly name: string; readonly asksCluster: boolean },
): Missed | undefined {
  const rule = { object: `Pod/${pod.namespace}/${pod.name}`, field: 'spec.dnsPolicy' };
  if (asksCluster) {
    if (name.includes('.')) return undefined;
    const found = dns.services.list.find(({ service: { metadata } }) => metadata.name === name);
    return found && { code: 'dns.elsewhere', service: found.key, rule, cites: ['DNS5', 'G-3'] };
  }
  for (const asked of searchNames({ name, type: 'A', ...clusterFirst(pod.namespace) })) {
    const answer = answerCluster(dns, asked, 'A');
    const service = answer.type === 'records' || answer.type === 'cname' ? answer.service : undefined;
    if (service !== undefined) return { code: 'dns.policy', service, rule, cites: ['DNS11', 'G-4'] };
  }
  return undefined;
}
