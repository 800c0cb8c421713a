// az by its groups: what stands behind a beginning, for completion and for who types a group alone.
import { azLooks } from './az.ts';

/** Commands of az that only change things, by what people do most. */
const CHANGES = [
  'aks create',
  'aks update',
  'aks scale',
  'aks approuting enable',
  'aks nodepool add',
  'network vnet create',
  'network vnet subnet create',
  'network vnet subnet update',
  'network vnet peering create',
  'network vnet peering update',
  'network nsg create',
  'network nsg rule create',
  'network route-table create',
  'network route-table route create',
  'network nat gateway create',
  'network public-ip create',
  'network firewall create',
  'network private-endpoint create',
  'network private-dns zone create',
];

export function azCommands(): readonly string[] {
  return [...azLooks(), ...CHANGES];
}
