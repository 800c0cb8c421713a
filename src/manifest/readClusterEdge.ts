// The parts of a managed cluster that open it to others: ingress profiles and add-ons, the API server's door, its identity.
import {
  type AddonProfiles,
  type ApiServerAccessProfile,
  type ClusterIdentity,
  CONTROLLER_TYPES,
  type IngressControllerInstall,
  type IngressProfile,
} from '../engine/model/azure.ts';
import type { ManagedCluster } from '../engine/model/networkDocument.ts';
import { parseCidr, parseIpv4 } from '../engine/net/ipv4.ts';
import { nameOf, namedPartsOf, needText, type Part, partsOf } from './networkFields.ts';
import { invalid } from './problems.ts';
import { bool, compact, filled, has, labels, oneOf, type Rec, record, text, texts } from './take.ts';

type Edge = Pick<
  ManagedCluster,
  'ingressProfile' | 'addonProfiles' | 'advancedNetworking' | 'apiServerAccessProfile' | 'identity' | 'ingressControllers'
>;

export function readClusterEdge(part: Part): Edge {
  const { source } = part;
  return compact<Edge>({
    ingressProfile: has(source, 'ingressProfile') ? readIngressProfile(below(part, 'ingressProfile')) : undefined,
    addonProfiles: has(source, 'addonProfiles') ? readAddons(below(part, 'addonProfiles')) : undefined,
    advancedNetworking: has(source, 'advancedNetworking')
      ? { enabled: bool(record(source['advancedNetworking']), 'enabled') ?? false }
      : undefined,
    apiServerAccessProfile: has(source, 'apiServerAccessProfile') ? readAccess(below(part, 'apiServerAccessProfile')) : undefined,
    identity: has(source, 'identity') ? readIdentity(below(part, 'identity')) : undefined,
    ingressControllers: filled(namedPartsOf(part, 'ingressControllers').map(readInstall)),
  });
}

function below({ found, source, path }: Part, key: string): Part {
  return { found, source: record(source[key]), path: [...path, key] };
}

function enabled(source: Part['source'], key: string): { readonly enabled: boolean } | undefined {
  return has(source, key) ? { enabled: bool(record(source[key]), 'enabled') ?? false } : undefined;
}

function readIngressProfile({ source }: Part): IngressProfile {
  const routing = enabled(source, 'webAppRouting');
  return compact<IngressProfile>({
    webAppRouting: routing
      ? compact<NonNullable<IngressProfile['webAppRouting']>>({
          ...routing,
          dnsZones: filled(texts(record(source['webAppRouting']), 'dnsZones')),
          nginx: readControllerType(record(record(source['webAppRouting'])['nginx'])),
        })
      : undefined,
    gatewayAPI: enabled(source, 'gatewayAPI'),
    applicationLoadBalancer: enabled(source, 'applicationLoadBalancer'),
  });
}

function readControllerType(source: Rec): NonNullable<IngressProfile['webAppRouting']>['nginx'] {
  const defaultIngressControllerType = oneOf(source, 'defaultIngressControllerType', CONTROLLER_TYPES);
  return defaultIngressControllerType && { defaultIngressControllerType };
}

function readAddons({ source }: Part): AddonProfiles {
  const agic = enabled(source, 'ingressApplicationGateway');
  return compact<AddonProfiles>({
    ingressApplicationGateway: agic
      ? compact<NonNullable<AddonProfiles['ingressApplicationGateway']>>({
          ...agic,
          applicationGateway: text(record(source['ingressApplicationGateway']), 'applicationGateway'),
        })
      : undefined,
  });
}

function readAccess({ found, source, path }: Part): ApiServerAccessProfile {
  const ranges = texts(source, 'authorizedIPRanges');
  ranges?.forEach((value, index) => {
    if (parseCidr(value) === undefined && parseIpv4(value) === undefined)
      found.fail(invalid('cidr', [...path, 'authorizedIPRanges', index], value, 'must be an IPv4 address or range'));
  });
  return compact<ApiServerAccessProfile>({
    enablePrivateCluster: bool(source, 'enablePrivateCluster'),
    enablePrivateClusterPublicFQDN: bool(source, 'enablePrivateClusterPublicFQDN'),
    enableVnetIntegration: bool(source, 'enableVnetIntegration'),
    subnet: text(source, 'subnet'),
    privateDNSZone: text(source, 'privateDNSZone'),
    authorizedIPRanges: filled(ranges),
  });
}

function readIdentity(part: Part): ClusterIdentity {
  return compact<ClusterIdentity>({
    type: oneOf(part.source, 'type', ['SystemAssigned', 'UserAssigned'] as const),
    roleAssignments: filled(
      partsOf(part, 'roleAssignments').map((item) => ({ role: needText(item, 'role'), scope: needText(item, 'scope') })),
    ),
  });
}

function readInstall(part: Part): IngressControllerInstall {
  const { source } = part;
  const service = record(source['service']);
  return compact<IngressControllerInstall>({
    name: nameOf(part),
    class: text(source, 'class') ?? 'nginx',
    namespace: text(source, 'namespace') ?? nameOf(part),
    default: bool(source, 'default'),
    enableSSLPassthrough: bool(source, 'enableSSLPassthrough'),
    service: has(source, 'service')
      ? compact<NonNullable<IngressControllerInstall['service']>>({
          annotations: labels(service, 'annotations'),
          externalTrafficPolicy: oneOf(service, 'externalTrafficPolicy', ['Cluster', 'Local'] as const),
        })
      : undefined,
  });
}
