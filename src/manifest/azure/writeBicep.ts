// The Network document as one Bicep file: what Azure holds, with references between resources. No secrets: those are parameters.
// Machines, application gateways and gateways to headquarters need more than the document says; comments name them.
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { bicepCluster } from './bicepCluster.ts';
import { bicepNetwork } from './bicepNetwork.ts';
import { bicepServices } from './bicepServices.ts';
import { bicepResource, bicepString, makeSymbols } from './bicepText.ts';
import { plainName } from './shell.ts';

const NOT_WRITTEN = [
  ['virtualNetworkGateways', 'a gateway to headquarters'],
  ['onPremises', 'a network of your own'],
  ['virtualMachines', 'a machine: needs an image and a key'],
  ['applicationGateways', 'an application gateway: needs listeners and pools'],
  ['trafficControllers', 'made by the ALB controller'],
  ['dnsServers', 'a DNS server of your own'],
  ['internetHosts', 'a host of the street'],
] as const;

export function writeBicep(network: NetworkDocument): string {
  const symbols = makeSymbols();
  const resources = [
    ...bicepNetwork(network, symbols),
    ...bicepServices(network, symbols),
    ...network.managedClusters.map((cluster) => bicepCluster(cluster, symbols)),
  ];
  const parameters = [
    `param location string = ${bicepString(network.location ?? 'westeurope')}`,
    ...(network.managedClusters.length > 0 ? ["param vmSize string = 'Standard_D4s_v5'"] : []),
    ...((network.paasServices ?? []).some(({ type }) => type === 'sqlServer')
      ? ['param sqlAdminLogin string', 'param sqlAdminObjectId string']
      : []),
  ];
  const notes = NOT_WRITTEN.flatMap(([section, why]) =>
    (network[section] ?? []).map(({ name }) => `// ${plainName(name)}: ${why}; not written here`),
  );
  return `${[parameters.join('\n'), ...resources.map((resource) => bicepResource(resource).trimEnd()), ...(notes.length > 0 ? [notes.join('\n')] : [])].join('\n\n')}\n`;
}
