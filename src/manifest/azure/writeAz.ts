// The Network document as a script of az commands, whole or as the way from one world to another (section I). Printed, never run.
// `$RG` and `$LOC` are the reader's to set. Where az has no command for a part (headquarters, hosts of the street), a comment says so.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { clusterUnits } from './azCluster.ts';
import { firewallUnits } from './azFirewall.ts';
import { networkUnits, peeringUnits } from './azNetwork.ts';
import { serviceUnits } from './azServices.ts';
import { type AzUnit, createLines, updateLines } from './azUnit.ts';
import { gatewayUnits } from './azGateways.ts';
import { helmSince } from './helmLines.ts';
import { plainName, quote } from './shell.ts';

export function writeAz(network: NetworkDocument): string {
  const units = unitsOf(network).filter(({ key }) => !key.includes('/scale/'));
  return `${[...opening(network), 'az group create --name "$RG" --location "$LOC"', ...units.flatMap(createLines), ...notes(network)].join('\n')}\n`;
}

/** What turns `from` into `to`: first what is new or changed, in order; then what is gone, the last made first. */
export function writeAzSince(from: NetworkDocument, to: NetworkDocument): string {
  const [before, after] = [byKey(from), byKey(to)];
  const lines: string[] = [];
  for (const [key, unit] of after) {
    const old = before.get(key);
    if (old) lines.push(...updateLines(old, unit));
    // A pool is made with its count.
    else if (!key.includes('/scale/')) lines.push(...createLines(unit));
  }
  for (const [key, unit] of [...before].reverse()) {
    if (!after.has(key) && unit.remove !== undefined && !isHeldByGone(key, before, after)) lines.push(unit.remove);
  }
  lines.push(...helmSince(from, to));
  return lines.length === 0 ? '# nothing differs\n' : `${[...opening(to), ...lines].join('\n')}\n`;
}

function opening(network: NetworkDocument): string[] {
  return [`RG=${quote(`rg-${network.metadata.name}`)}`, `LOC=${quote(network.location ?? 'westeurope')}`];
}

function unitsOf(network: NetworkDocument): AzUnit[] {
  return [
    ...networkUnits(network),
    ...gatewayUnits(network),
    ...peeringUnits(network),
    ...(network.azureFirewalls ?? []).flatMap(firewallUnits),
    ...serviceUnits(network),
    ...network.managedClusters.flatMap((cluster) => clusterUnits(cluster, network)),
  ];
}

function byKey(network: NetworkDocument): ReadonlyMap<string, AzUnit> {
  return new Map(unitsOf(network).map((unit) => [unit.key, unit]));
}

/** A rule goes with its guard: what stood inside a thing that is removed needs no command of its own. */
function isHeldByGone(key: string, before: ReadonlyMap<string, AzUnit>, after: ReadonlyMap<string, AzUnit>): boolean {
  for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
    const holder = key.slice(0, end);
    if (before.has(holder) && !after.has(holder)) return true;
  }
  return false;
}

function notes(network: NetworkDocument): string[] {
  return [
    ...(network.onPremises ?? []).map(({ name }) => `# ${plainName(name)}: a network of your own; az does not make it`),
    ...(network.internetHosts ?? []).map(({ name }) => `# ${plainName(name)}: a host of the street; az does not make it`),
    ...(network.dnsServers ?? []).map(
      ({ name }) => `# ${plainName(name)}: a DNS server of your own; az makes its machine, not its zones`,
    ),
    ...(network.trafficControllers ?? []).map(
      ({ name }) => `# ${plainName(name)}: made by the ALB controller from its ApplicationLoadBalancer object`,
    ),
  ];
}
