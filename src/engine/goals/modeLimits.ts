// Limits of each CNI mode that no address shows: what it excludes, what it holds back, when it ends. Codes with parameters; sentences are in
// words (`mode.limit.*`). Rules: table A.1, A-8…A-25, A.7, D-15.
import { type ClusterMode, isCilium } from '../edit/clusterMode.ts';
import type { Params } from '../forward/answer.ts';

export interface ModeLimit {
  readonly code: string;
  readonly params: Params;
  readonly cites: readonly string[];
}

const KUBENET: readonly ModeLimit[] = [
  limit('retires', ['A-12'], { date: '2028-03-31' }),
  limit('routes', ['A-10'], { routes: 400 }),
  limit('ownSubnet', ['A-11']),
  limit('linuxOnly', ['A-12']),
  limit('engines', ['A-12'], { engines: 'calico' }),
  limit('noVirtualNodes', ['A-12']),
  limit('noTrafficController', ['A-12']),
  limit('podCidrFixed', ['A-12']),
  limit('routeTableReach', ['A-8']),
];
const NODE_SUBNET: readonly ModeLimit[] = [limit('reservedUpFront', ['A-18']), limit('internalLocal', ['A-19'])];
const POD_SUBNET: readonly ModeLimit[] = [limit('noMachines', ['A-22']), limit('podSubnetEgress', ['A-22'])];
const OVERLAY: readonly ModeLimit[] = [
  limit('podCidrFixedSlice', ['A-14']),
  limit('subnetGuards', ['A-14']),
  limit('hiddenHosts', ['A-9']),
  limit('noAvailabilitySets', ['A-17']),
];
const CILIUM: readonly ModeLimit[] = [
  limit('linuxOnly', ['A-24']),
  limit('noKubeProxy', ['A-24']),
  limit('engines', ['A-24'], { engines: 'cilium' }),
  limit('identities', ['A-24'], { identities: 65_535 }),
  limit('ipBlockPods', ['D-15']),
];

const BASE: Readonly<Record<ClusterMode, readonly ModeLimit[]>> = {
  kubenet: KUBENET,
  nodeSubnet: NODE_SUBNET,
  nodeSubnetCilium: NODE_SUBNET,
  podSubnetDynamic: [limit('batches', ['A-21']), ...POD_SUBNET],
  podSubnetCilium: [limit('batches', ['A-21']), ...POD_SUBNET],
  podSubnetStatic: [limit('blocks', ['A-23']), ...POD_SUBNET, limit('noPrivateLinkService', ['A-23'])],
  overlay: OVERLAY,
  overlayCilium: OVERLAY,
  none: [limit('notReady', ['A-25']), limit('notSupported', ['A-25'])],
};

export function limitsOf(mode: ClusterMode): readonly ModeLimit[] {
  return isCilium(mode) ? [...BASE[mode], ...CILIUM] : BASE[mode];
}

function limit(code: string, cites: readonly string[], params: Params = {}): ModeLimit {
  return { code, params, cites };
}
