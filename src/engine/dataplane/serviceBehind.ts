// Who stands behind a Service, as policies that name Services mean it: addresses and ports of its endpoints, ready or not.
// Rules: CAL9 (`services`), CIL13 (`toServices`: only what was written by hand).
import type { Ipv4 } from '../net/ipv4.ts';
import type { WireProtocol } from '../net/packet.ts';
import type { Endpoint } from './endpoints.ts';
import type { ServiceTables } from './services.ts';
import type { PodEntry } from './tables.ts';

export interface Behind {
  /** Pods that stand behind it, and addresses of nobody in the cluster. */
  holds(pod: number | undefined, address: Ipv4 | undefined): boolean;
  /** At the ports of that pod's endpoints; for anybody else at any port of the Service. */
  ports(port: number, protocol: WireProtocol, destination: PodEntry | undefined): boolean;
  readonly endpoints: readonly Endpoint[];
}

/** `key` is `ns/name`. A Service that is not there has nobody behind it. */
export function findBehind(services: ServiceTables | undefined, key: string): Behind {
  const ported = (services?.byKey.get(key)?.ports ?? []).flatMap(({ spec, endpoints }) =>
    endpoints.map((endpoint) => ({ protocol: spec.protocol, endpoint })),
  );
  const endpoints = ported.map(({ endpoint }) => endpoint);
  const pods = new Set(endpoints.flatMap(({ pod }) => pod ?? []));
  const addresses = new Set(endpoints.flatMap(({ pod, address }) => (pod === undefined ? [address] : [])));
  const sockets = new Set(ported.map(({ protocol, endpoint }) => `${endpoint.address} ${endpoint.port} ${protocol}`));
  const open = new Set(ported.map(({ protocol, endpoint }) => `${endpoint.port} ${protocol}`));
  return {
    endpoints,
    holds: (pod, address) => (pod === undefined ? address !== undefined && addresses.has(address) : pods.has(pod)),
    ports: (port, protocol, destination) =>
      destination?.address === undefined
        ? open.has(`${port} ${protocol}`)
        : sockets.has(`${destination.address} ${port} ${protocol}`),
  };
}
