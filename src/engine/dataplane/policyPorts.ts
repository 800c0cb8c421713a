// Ports of policies: numbers, ranges and names, always those of the destination pod. Rules: NP17, NP18, NP30–NP34.
import type { NetworkPolicyPort } from '../model/kubernetes.ts';
import type { WireProtocol } from '../net/packet.ts';
import type { PodEntry } from './tables.ts';

/** Does this entry match, the destination being `pod` (undefined for an address or a node, where no name can match)? */
export function portMatches(
  entry: NetworkPolicyPort,
  destination: PodEntry | undefined,
  port: number,
  protocol: WireProtocol,
): boolean {
  if (entry.protocol !== protocol) return false;
  if (entry.port === undefined) return true;
  if (typeof entry.port === 'number')
    return entry.endPort === undefined ? entry.port === port : port >= entry.port && port <= entry.endPort;
  return destination !== undefined && namedPort(destination, entry.port, protocol) === port;
}

/** The number a pod's container gives a port name; undefined when it has none (NP32). */
export function namedPort(pod: PodEntry, name: string, protocol: WireProtocol): number | undefined {
  return pod.hostNetwork ? undefined : containerPortNamed(pod, name, protocol);
}

/** The same for Services, where pods on their node's network have names too. */
export function containerPortNamed({ portContainers }: PodEntry, name: string, protocol: WireProtocol): number | undefined {
  for (const container of portContainers) {
    for (const port of container.ports ?? []) if (port.name === name && port.protocol === protocol) return port.containerPort;
  }
  return undefined;
}

export function portsMatch(
  entries: readonly NetworkPolicyPort[] | undefined,
  destination: PodEntry | undefined,
  port: number,
  protocol: WireProtocol,
): boolean {
  return entries === undefined || entries.some((entry) => portMatches(entry, destination, port, protocol));
}

/** Does matching depend on which pod is the destination? */
export function usesNames(entries: readonly NetworkPolicyPort[] | undefined): boolean {
  return entries?.some((entry) => typeof entry.port === 'string') ?? false;
}
