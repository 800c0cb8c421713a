// checkMigration: may a live cluster move to another mode, and what happens on the way; checkOutbound: may it leave by another way (E-2).
// Both answer with steps, blockers and notes as codes; each step's document has been compiled, and its mistakes are blockers too.
import type { Dataplane } from '../dataplane/dataplane.ts';
import { type ClusterMode, clusterModeOf, isCilium, withClusterMode } from '../edit/clusterMode.ts';
import type { Edit } from '../edit/edit.ts';
import { type Params, refuse, type WalkAnswer } from '../forward/answer.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ManagedCluster, NetworkDocument, OutboundType } from '../model/networkDocument.ts';
import { type Difference, findDifference, sideOf } from '../report/difference.ts';
import { compileWorld, type World } from './world.ts';

/** A code of `migration.*` in words. */
export interface MigrationNote {
  readonly code: string;
  readonly params: Params;
  readonly cites: readonly string[];
}

export interface MigrationStep {
  /** A mode or an outbound type. */
  readonly from: string;
  readonly to: string;
  readonly edit: Edit;
}

export interface Migration {
  readonly from: string;
  readonly to: string;
  readonly allowed: boolean;
  /** In this order; empty when nothing changes or nothing is allowed. */
  readonly steps: readonly MigrationStep[];
  /** What stands in the way; empty when allowed. */
  readonly blockers: readonly MigrationNote[];
  /** What it does to a running cluster. */
  readonly notes: readonly MigrationNote[];
  /** Flows gained, lost and seen from elsewhere when it is done; absent when not allowed. */
  readonly difference?: Difference;
}

const OLDEST = 27;
/** Below it, engines can be neither installed nor removed (A.7). */
const OLDEST_FOR_ENGINES = 30;

export function checkMigration(world: World, to: ClusterMode): WalkAnswer<Migration> {
  const { network } = world.spec;
  const [cluster] = network.managedClusters;
  if (!cluster) return refuse('unsupported', { part: 'managedClusters' });
  const from = clusterModeOf(cluster);
  if (from === to) return answer(world, { from, to, path: [], documents: [], blockers: [], notes: [] });
  const path = pathOf(from, to);
  if (!path) return answer(world, { from, to, path: [], documents: [], blockers: [noWay(from, to)], notes: [] });
  const documents: NetworkDocument[] = [];
  const blockers: MigrationNote[] = [...versionBlockers(cluster), ...engineBlockers(cluster)];
  if (path.some(isCilium)) blockers.push(...windowsBlockers(cluster));
  if (from === 'kubenet' && cluster.agentPoolProfiles.some(({ vnetSubnet }) => vnetSubnet !== undefined))
    blockers.push(...identityBlockers(cluster));
  let current = network;
  for (const mode of path) {
    const change = withClusterMode(current, mode);
    if (!change) break;
    documents.push((current = change.network));
  }
  const notes = [
    note('poolsReimage', ['A-37'], { steps: path.length }),
    ...(path.some((mode) => mode === 'overlay') ? [note('podsRenumber', ['A-37']), note('oneWay', ['A-37'])] : []),
    ...(isCilium(to) ? [note('kubeProxyGoes', ['A-24']), note('ipBlocks', ['D-15'])] : []),
    ...(from === 'kubenet' ? [note('routeTableGoes', ['A-37'])] : []),
    ...(from === 'nodeSubnet' && path.includes('overlay') ? [note('callersLost', ['A-7']), note('sourcesChange', ['A-5'])] : []),
    note('ipMasq', ['A-37']),
  ];
  return answer(world, { from, to, path, documents, blockers, notes });
}

/** The moves that AKS has; one that takes two goes by way of Overlay. */
function pathOf(from: ClusterMode, to: ClusterMode): ClusterMode[] | undefined {
  if (to === 'overlay') return from === 'nodeSubnet' || from === 'kubenet' ? ['overlay'] : undefined;
  if (to === 'overlayCilium') {
    if (from === 'overlay') return ['overlayCilium'];
    if (from === 'nodeSubnet' || from === 'kubenet') return ['overlay', 'overlayCilium'];
    return undefined;
  }
  if (to === 'nodeSubnetCilium' && from === 'nodeSubnet') return [to];
  if (to === 'podSubnetCilium' && from === 'podSubnetDynamic') return [to];
  return undefined;
}

function noWay(from: ClusterMode, to: ClusterMode): MigrationNote {
  if (to === 'overlay' && (from === 'podSubnetDynamic' || from === 'podSubnetStatic'))
    return note('podSubnet', ['A-37'], { from });
  if (isCilium(from) && !isCilium(to)) return note('ciliumStays', ['A-37'], { from, to });
  if ((from === 'overlay' || from === 'overlayCilium') && to !== 'none') return note('overlayStays', ['A-37'], { from, to });
  if (to === 'kubenet') return note('kubenetNever', ['A-12', 'A-37'], { from });
  return note('newCluster', ['A-37'], { from, to });
}

function versionBlockers({ kubernetesVersion }: ManagedCluster): MigrationNote[] {
  const minor = minorOf(kubernetesVersion);
  return minor !== undefined && minor < OLDEST
    ? [note('version', ['A-37'], { version: kubernetesVersion ?? '', least: `1.${OLDEST}` })]
    : [];
}

function engineBlockers({
  networkProfile: { networkPolicy, networkDataplane },
  kubernetesVersion,
}: ManagedCluster): MigrationNote[] {
  if (networkDataplane === 'cilium' || (networkPolicy !== 'azure' && networkPolicy !== 'calico')) return [];
  const minor = minorOf(kubernetesVersion);
  const params = { engine: networkPolicy, field: 'networkProfile.networkPolicy' };
  const installed = note('engine', ['A-37', 'D-12'], params);
  return minor !== undefined && minor < OLDEST_FOR_ENGINES
    ? [installed, note('engineVersion', ['D-12'], { version: kubernetesVersion ?? '', least: `1.${OLDEST_FOR_ENGINES}` })]
    : [installed];
}

function windowsBlockers({ agentPoolProfiles }: ManagedCluster): MigrationNote[] {
  return agentPoolProfiles
    .filter(({ osType }) => osType === 'Windows')
    .map(({ name }) => note('windows', ['A-24', 'A-37'], { pool: name }));
}

function identityBlockers({ identity }: ManagedCluster): MigrationNote[] {
  return identity?.type === 'SystemAssigned' ? [note('identity', ['A-37'], { type: identity.type })] : [];
}

function minorOf(version: string | undefined): number | undefined {
  const found = /^v?1\.(\d{1,3})/.exec(version ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

const BRING_YOUR_OWN: ReadonlySet<OutboundType> = new Set([
  'loadBalancer',
  'userAssignedNATGateway',
  'userDefinedRouting',
  'none',
]);
/** A virtual network that AKS made (E-2, C19): from the load balancer to what AKS manages; back only by way of none or block. */
const MANAGED: Readonly<Partial<Record<OutboundType, readonly OutboundType[]>>> = {
  loadBalancer: ['managedNATGateway', 'none', 'block'],
  managedNATGateway: ['none', 'block'],
  none: ['loadBalancer', 'managedNATGateway', 'block'],
  block: ['loadBalancer', 'managedNATGateway', 'none'],
};

export function checkOutbound(world: World, to: OutboundType): WalkAnswer<Migration> {
  const { network } = world.spec;
  const [cluster, ...others] = network.managedClusters;
  if (!cluster) return refuse('unsupported', { part: 'managedClusters' });
  const from = cluster.networkProfile.outboundType ?? 'loadBalancer';
  if (from === to) return answer(world, { from, to, path: [], documents: [], blockers: [], notes: [] });
  const own = cluster.agentPoolProfiles.some(({ vnetSubnet }) => vnetSubnet !== undefined);
  const fits = own ? BRING_YOUR_OWN.has(from) && BRING_YOUR_OWN.has(to) : (MANAGED[from] ?? []).includes(to);
  const blockers = fits ? [] : [note(own ? 'outboundOwn' : 'outboundManaged', ['E-2'], { from, to })];
  const networkProfile = { ...cluster.networkProfile, outboundType: to };
  const written = { ...network, managedClusters: [{ ...cluster, networkProfile }, ...others] };
  const access = cluster.apiServerAccessProfile;
  const notes = [
    note('connectionsBreak', ['E-2']),
    note('egressChanges', ['E-2'], { from, to }),
    ...((access?.authorizedIPRanges ?? []).length > 0
      ? [note('authorizedRanges', ['E-2'], { ranges: access?.authorizedIPRanges?.join(', ') ?? '' })]
      : []),
    ...((to === 'none' || to === 'block') && access?.enablePrivateCluster !== true ? [note('apiServer', ['E-3'])] : []),
  ];
  return answer(world, { from, to, path: [to], documents: [written], blockers, notes });
}

interface Draft {
  readonly from: string;
  readonly to: string;
  readonly path: readonly string[];
  readonly documents: readonly NetworkDocument[];
  readonly blockers: readonly MigrationNote[];
  readonly notes: readonly MigrationNote[];
}

/** Compiles every step; errors that were not there before stand in the way. */
function answer(world: World, { from, to, path, documents, blockers, notes }: Draft): WalkAnswer<Migration> {
  const known = new Set(errorsOf(world.dataplane).map(keyOf));
  const worlds = documents.map((network) => compileWorld({ ...world.spec, network }, world.policyEngine));
  const fresh = new Map<string, Diagnostic>();
  for (const { dataplane } of worlds) {
    for (const error of errorsOf(dataplane)) if (!known.has(keyOf(error))) fresh.set(keyOf(error), error);
  }
  const mistakes = [...fresh.values()].map(({ code, path: field }) => note('mistake', [], { diagnostic: code, field }));
  const found = [...blockers, ...mistakes];
  const allowed = found.length === 0;
  const last = worlds.at(-1);
  const difference = allowed && last ? findDifference(sideOf(world), sideOf(last)) : undefined;
  const steps = documents.map(
    (network, index): MigrationStep => ({
      from: index === 0 ? from : (path[index - 1] ?? from),
      to: path[index] ?? to,
      edit: { type: 'putNetwork', network },
    }),
  );
  return {
    ok: true,
    value: {
      from,
      to,
      allowed,
      steps: allowed ? steps : [],
      blockers: found,
      notes,
      ...(difference?.ok ? { difference: difference.value } : {}),
    },
  };
}

function errorsOf({ diagnostics }: Dataplane): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function keyOf({ code, path }: Diagnostic): string {
  return `${code} ${path}`;
}

function note(code: string, cites: readonly string[], params: Params = {}): MigrationNote {
  return { code, params, cites };
}
