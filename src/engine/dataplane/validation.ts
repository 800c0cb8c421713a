// What every check of the network shares: what it looks at, how it reports, how it names a field of the cluster.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ManagedCluster } from '../model/networkDocument.ts';
import type { Placement } from './tables.ts';

export type Placed = Omit<Placement, 'diagnostics'>;
export type Report = (code: string, path: string, params?: Diagnostic['params'], severity?: Diagnostic['severity']) => void;

export function clusterPath(cluster: ManagedCluster | undefined, field: string): string {
  return `managedClusters.${cluster?.name ?? ''}.${field}`;
}
