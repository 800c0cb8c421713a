// Every door open, as edits: what no level may be won by where something must not pass. The level tests, the builder and practice ask the same.
import type { Edit } from '../engine/edit/edit.ts';
import type { PaasService } from '../engine/model/azure.ts';
import type { NetworkPolicy } from '../engine/model/kubernetes.ts';
import type { ManagedCluster } from '../engine/model/networkDocument.ts';
import { listObjects, type NetworkSpec, refOf } from '../engine/model/spec.ts';

/** Every door open: the badge readers', the guards', those of the help desks, and the boards of receptions. */
export function openAll(spec: NetworkSpec): Edit[] {
  return [...allowAll(spec), ...openGuards(spec), ...openDoors(spec), ...openGateways(spec)];
}

/** Every security group and every gate lets everything in and out; suppliers and API servers open their doors to the street. */
function openGuards({ network }: NetworkSpec): Edit[] {
  const any = { access: 'Allow', protocol: '*', sourceAddressPrefix: '*', destinationAddressPrefix: '*' } as const;
  const ports = { sourcePortRange: '*', destinationPortRange: '*' };
  const securityRules = [
    { name: 'all-in', priority: 100, direction: 'Inbound' as const, ...any, ...ports },
    { name: 'all-out', priority: 100, direction: 'Outbound' as const, ...any, ...ports },
  ];
  const rule = { sourceAddresses: ['*'], ipProtocols: ['Any' as const], destinationAddresses: ['*'], destinationPorts: ['*'] };
  const allowed = { priority: 100, type: 'Network' as const, action: 'Allow' as const, rules: [{ name: 'all', ...rule }] };
  const group = { name: 'all', priority: 65_000, ruleCollections: [{ name: 'all', ...allowed }] };
  const { networkSecurityGroups, azureFirewalls, paasServices } = network;
  return [
    {
      type: 'putNetwork',
      network: {
        ...network,
        managedClusters: network.managedClusters.map(withoutGuestList),
        ...(networkSecurityGroups
          ? { networkSecurityGroups: networkSecurityGroups.map((each) => ({ ...each, securityRules })) }
          : {}),
        ...(azureFirewalls
          ? {
              azureFirewalls: azureFirewalls.map((gate) => ({
                ...gate,
                ruleCollectionGroups: [...gate.ruleCollectionGroups, group],
              })),
            }
          : {}),
        ...(paasServices ? { paasServices: paasServices.map(withOpenDoor) } : {}),
      },
    },
  ];
}

/** A database lets in whom a rule names; others let everybody in until there are rules (E-35). */
function withOpenDoor(service: PaasService): PaasService {
  const listed = service.type === 'sqlServer' || service.ipRules !== undefined || service.virtualNetworkRules !== undefined;
  return { ...service, publicNetworkAccess: 'Enabled', ...(listed ? { ipRules: ['0.0.0.0/0'] } : {}) };
}

function withoutGuestList(cluster: ManagedCluster): ManagedCluster {
  if (cluster.apiServerAccessProfile?.authorizedIPRanges === undefined) return cluster;
  const { authorizedIPRanges: _guests, ...apiServerAccessProfile } = cluster.apiServerAccessProfile;
  return { ...cluster, apiServerAccessProfile };
}

/** Every Gateway takes routes of every namespace. */
function openGateways(spec: NetworkSpec): Edit[] {
  return listObjects(spec, 'Gateway').map((gateway): Edit => {
    const listeners = gateway.spec.listeners.map((listener) => ({
      ...listener,
      allowedRoutes: { ...listener.allowedRoutes, namespaces: { from: 'All' as const } },
    }));
    return { type: 'putObject', resource: { ...gateway, spec: { ...gateway.spec, listeners } } };
  });
}

const GUEST_LISTS = /azure-allowed-|azure-deny-all-except/;

/** Every Service that selects pods opens a port of every node, from 30080 on; no guest list stays. */
function openDoors(spec: NetworkSpec): Edit[] {
  return listObjects(spec, 'Service')
    .filter((service) => service.spec.selector !== undefined && service.metadata.namespace !== 'kube-system')
    .map((service, index): Edit => {
      const { loadBalancerSourceRanges: _guests, ...rest } = service.spec;
      const annotations = Object.entries(service.metadata.annotations ?? {}).filter(([key]) => !GUEST_LISTS.test(key));
      const metadata = { ...service.metadata, annotations: Object.fromEntries(annotations) };
      if (rest.type === 'LoadBalancer' || rest.clusterIP === 'None')
        return { type: 'putObject', resource: { ...service, metadata, spec: rest } };
      const ports = rest.ports.map((port, at) => (at === 0 ? { ...port, nodePort: 30_080 + index } : port));
      return { type: 'putObject', resource: { ...service, metadata, spec: { ...rest, type: 'NodePort', ports } } };
    });
}

/** In every namespace a policy that allows everything both ways, and no other policy. */
function allowAll(start: NetworkSpec): Edit[] {
  const removals = listObjects(start, 'NetworkPolicy').map((policy): Edit => ({ type: 'removeObject', ref: refOf(policy) }));
  const open = listObjects(start, 'Namespace').map((namespace): Edit => {
    const policy: NetworkPolicy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'allow-all', namespace: namespace.metadata.name },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
    };
    return { type: 'putObject', resource: policy };
  });
  return [...removals, ...open];
}
