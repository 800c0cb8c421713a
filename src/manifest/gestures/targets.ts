// listTargets: every thing of the world that one may be connected to, and for the others why not. Pods of one workload are judged once.
import { allObjects, formatRef, refOf } from '../../engine/model/spec.ts';
import { judge } from './connect.ts';
import { type Draft, type Drafts, type GestureRefusal, no, type Scene } from './gestureTypes.ts';

export interface Target {
  readonly selection: string;
  /** Targets of one owner are alike. */
  readonly owner?: string;
  /** Absent: it fits. */
  readonly refusal?: Omit<GestureRefusal, 'ok'>;
  /** What it would do, where that is known before the engine is asked. */
  readonly effect?: Pick<Draft, 'code' | 'params'>;
}

type Judged = Pick<Target, 'refusal' | 'effect'>;

/** Looked at one by one; beyond that only the number is told. */
const MOST_JUDGED = 300;

export function listTargets(scene: Scene, from: string): readonly Target[] {
  const { doors: _doors, ...blind } = scene;
  const owners = new Map(scene.plan.pods.map((pod) => [`pod:${pod.namespace}/${pod.name}`, pod.owner]));
  const known = new Map<string, Judged>();
  const keyOf = (selection: string): string => owners.get(selection) ?? selection.replace(/^object:/, '');
  const self = keyOf(from);
  return candidatesOf(scene).flatMap((selection): Target[] => {
    if (selection === from) return [];
    const key = keyOf(selection);
    if (!known.has(key)) {
      const judged =
        key === self
          ? no('same', { from, to: selection })
          : known.size >= MOST_JUDGED
            ? no('many', { most: MOST_JUDGED })
            : judge(blind, from, selection);
      known.set(key, verdictOf(judged));
    }
    const owner = owners.get(selection);
    return [{ selection, ...(owner === undefined ? {} : { owner }), ...known.get(key) }];
  });
}

function verdictOf(judged: Drafts): Judged {
  if (!judged.ok) return { refusal: { code: judged.code, params: judged.params } };
  const [first] = judged.drafts;
  // Which doors are shut only the engine knows.
  return first && !first.code.startsWith('allow.') ? { effect: { code: first.code, params: first.params } } : {};
}

/** Services, pods, rooms, then Azure: whatever is drawn, and what has no piece of its own. */
export function candidatesOf({ spec, plan }: Scene): string[] {
  const { network } = spec;
  const home = homeOf({ spec, plan });
  const named = (prefix: string, items: readonly { readonly name: string }[] | undefined): string[] =>
    (items ?? []).map(({ name }) => `${prefix}${name}`);
  const subnets = network.virtualNetworks.flatMap((vnet) => vnet.subnets);
  const floor = plan.nodes[0]?.subnet ?? '';
  // What stands at a floor is known by its post; what is joined to nothing by its name, and by its outline on the board.
  const unjoined = (
    kind: 'routeTable' | 'networkSecurityGroup',
    items: readonly { readonly name: string }[] | undefined,
  ): string[] =>
    (items ?? [])
      .filter(({ name }) => !subnets.some((subnet) => subnet[kind] === name))
      .flatMap(({ name }) => [
        `object:${kind === 'routeTable' ? 'RouteTable' : 'NetworkSecurityGroup'}/${name}`,
        `absent:${kind}/${floor}/${name}`,
      ]);
  return [
    ...plan.services.map(({ namespace, name }) => `service:${namespace}/${name}`),
    ...plan.pods.map(({ namespace, name }) => `pod:${namespace}/${name}`),
    ...named('node:', plan.nodes),
    ...allObjects(spec)
      .filter(({ kind }) => kind === 'Ingress' || kind === 'HTTPRoute')
      .map((resource) => `object:${formatRef(refOf(resource))}`),
    ...named('subnet:', subnets),
    ...subnets.flatMap(({ name, networkSecurityGroup, routeTable }) => [
      ...(networkSecurityGroup === undefined ? [] : [`guard:${name}`]),
      ...(routeTable === undefined ? [] : [`signpost:${name}`]),
    ]),
    ...unjoined('routeTable', network.routeTables),
    ...unjoined('networkSecurityGroup', network.networkSecurityGroups),
    ...named('device:', network.natGateways),
    ...named('device:', network.privateEndpoints),
    ...named('paas:', network.paasServices),
    ...network.virtualNetworks.map(({ name }) => (name === home ? `object:VirtualNetwork/${name}` : `site:${name}`)),
    ...named('object:PrivateDnsZone/', network.privateDnsZones),
    ...named('absent:zoneLink/', network.privateDnsZones),
    ...named('site:', network.onPremises),
    ...named('host:', network.internetHosts),
  ];
}

/** The VNet that the house itself is. */
function homeOf({ spec: { network }, plan }: Scene): string | undefined {
  const subnet = plan.nodes[0]?.subnet ?? network.managedClusters[0]?.agentPoolProfiles[0]?.vnetSubnet;
  return network.virtualNetworks.find(({ subnets }) => subnets.some(({ name }) => name === subnet))?.name;
}
