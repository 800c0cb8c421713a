// Where the cluster's own API server answers: its address on the street, or its door inside the virtual network.
// Rules: CIL7 (entity `kube-apiserver`), E-36, E-37.
import type { Ipv4 } from '../net/ipv4.ts';
import { publicAddressesOf } from './publicDirectory.ts';
import type { Supplier } from './suppliers.ts';
import type { Placement } from './tables.ts';

export function apiServerAddresses({ network, cluster, privateEndpoints }: Placement): ReadonlySet<Ipv4> {
  const isOwn = (supplier: Supplier | undefined): boolean => supplier?.type === 'apiServer' && supplier.name === cluster?.name;
  const outside = [...publicAddressesOf(network)].flatMap(([address, supplier]) => (isOwn(supplier) ? [address] : []));
  return new Set([...outside, ...privateEndpoints.flatMap(({ address, target }) => (isOwn(target) ? [address] : []))]);
}
