// Backend health of an Application Gateway: its probe asks every ready pod of every pool from the gateway's own address. While the manager is shut
// out nobody can read the answers, and the pools are those it was given last. Rules: C-17, C-20, C-22, S10.
import type { AppGatewayEntry } from '../dataplane/appGateways.ts';
import type { Dataplane } from '../dataplane/dataplane.ts';
import { agicIngresses, isPrivate } from '../dataplane/httpAgic.ts';
import { heldTables } from '../dataplane/httpHeld.ts';
import { hostsOf, pathsOf } from '../dataplane/httpIngress.ts';
import { askBackend } from '../forward/walk.ts';
import type { Ingress, IngressBackend } from '../model/ingress.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatIpv4 } from '../net/ipv4.ts';

export interface GatewayServer {
  readonly address: string;
  readonly port: number;
  readonly health: 'Healthy' | 'Unhealthy' | 'Unknown';
  /** How its answer ended: `delivered`, `timeout`, `refused` …; absent where nobody can know. */
  readonly outcome?: string;
}

export interface GatewayPool {
  /** `ns/name` of the Service. */
  readonly service: string;
  readonly port: number | string;
  readonly ingress: string;
  readonly protocol: 'http' | 'https';
  readonly servers: readonly GatewayServer[];
}

export interface GatewayHealth {
  readonly gateway: string;
  readonly agic: boolean;
  /** Why nothing is known: who keeps its manager away. */
  readonly shutOut?: RuleRef;
  readonly stopped: boolean;
  /** `ns/name` of its Ingresses and its address for each: AGIC writes that into their status first, whether its update gets through or not. */
  readonly addresses: readonly (readonly [ingress: string, address: string])[];
  readonly pools: readonly GatewayPool[];
}

export function reportGatewayHealth(dataplane: Dataplane, name: string): GatewayHealth | 'no-gateway' {
  const entry = dataplane.appGateways.list.find(({ gateway }) => gateway.name === name);
  if (!entry) return 'no-gateway';
  const { gateway, agic, shutOut } = entry;
  const stopped = gateway.operationalState === 'Stopped';
  const tables = shutOut ? heldTables(dataplane.http, gateway) : dataplane.http;
  return {
    gateway: name,
    agic,
    stopped,
    ...(shutOut ? { shutOut } : {}),
    addresses: agic && !stopped ? addressesOf(dataplane, entry) : [],
    pools: agic ? poolsOf(dataplane, entry, agicIngresses(tables)) : [],
  };
}

function addressesOf({ http }: Dataplane, { publicIP, privateIP }: AppGatewayEntry): (readonly [string, string])[] {
  return agicIngresses(http).flatMap((ingress): (readonly [string, string])[] => {
    const address = isPrivate(ingress) ? privateIP : publicIP;
    return address === undefined ? [] : [[`${ingress.metadata.namespace}/${ingress.metadata.name}`, formatIpv4(address)]];
  });
}

function poolsOf(dataplane: Dataplane, entry: AppGatewayEntry, ingresses: readonly Ingress[]): GatewayPool[] {
  const pools = new Map<string, GatewayPool>();
  for (const ingress of ingresses) {
    const protocol =
      ingress.metadata.annotations?.['appgw.ingress.kubernetes.io/backend-protocol']?.toLowerCase() === 'https'
        ? 'https'
        : 'http';
    for (const backend of backendsOf(ingress)) {
      const service = `${ingress.metadata.namespace}/${backend.service?.name ?? ''}`;
      const port = backend.service?.port.name ?? backend.service?.port.number ?? '';
      const key = `${service} ${port} ${protocol}`;
      if (backend.service === undefined || pools.has(key)) continue;
      pools.set(key, {
        service,
        port,
        ingress: ingress.metadata.name,
        protocol,
        servers: serversOf(dataplane, entry, { service, port, protocol }),
      });
    }
  }
  return [...pools.values()];
}

function backendsOf(ingress: Ingress): readonly IngressBackend[] {
  const { defaultBackend } = ingress.spec;
  const paths = [...hostsOf([ingress])].flatMap((host) => pathsOf([ingress], host).map(({ path }) => path.backend));
  return defaultBackend ? [...paths, defaultBackend] : paths;
}

function serversOf(
  dataplane: Dataplane,
  { gateway, host, shutOut }: AppGatewayEntry,
  pool: Pick<GatewayPool, 'service' | 'port' | 'protocol'>,
): GatewayServer[] {
  const table = dataplane.services.byKey
    .get(pool.service)
    ?.ports.find(({ spec }) => (typeof pool.port === 'string' ? spec.name === pool.port : spec.port === pool.port));
  return (table?.endpoints ?? [])
    .filter(({ ready }) => ready)
    .map(({ address, port }) => {
      const at = { address: formatIpv4(address), port };
      if (shutOut || gateway.operationalState === 'Stopped') return { ...at, health: 'Unknown' };
      const http = { scheme: pool.protocol, host: at.address, path: '/' };
      const verdict = askBackend(dataplane, { type: 'host', host }, { address, port, http });
      const outcome = verdict?.outcome ?? 'timeout';
      return { ...at, health: outcome === 'delivered' ? 'Healthy' : 'Unhealthy', outcome };
    });
}
