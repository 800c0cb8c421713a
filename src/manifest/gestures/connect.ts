// connect: two chosen things into the edits that this could mean, or why none. One table says which pairs mean anything; the order of the
// two matters only where the sentence would differ.
import type { Draft, Drafts, GestureAnswer, GestureRefusal, Offer, Scene } from './gestureTypes.ts';
import { no } from './gestureTypes.ts';
import { allowPods, type Opening } from './allowPods.ts';
import { joinSubnet, linkZone, openDoor, peerNetworks } from './joinNetwork.ts';
import { placePods } from './placePods.ts';
import { type NamedEnd, type Pods, type RouteEnd, type ServiceEnd, type SubnetEnd, type Thing, thingOf } from './things.ts';
import { wireRoute } from './wireRoute.ts';
import { isTarget, wireService } from './wireService.ts';

type Join = (scene: Scene, a: never, b: never) => Drafts;

const JOINS: ReadonlyMap<string, Join> = new Map<string, Join>([
  ['service pods', (scene, service: ServiceEnd, pods: Pods) => wireService(scene, service, pods)],
  ['pods service', (scene, pods: Pods, service: ServiceEnd) => podsToService(scene, pods, service)],
  ['route service', (scene, route: RouteEnd, service: ServiceEnd) => wireRoute(scene, route, service)],
  ['pods pods', (scene, from: Pods, to: Pods) => allowPods(scene, from, to)],
  ['pods node', (scene, pods: Pods, node: NamedEnd) => placePods(scene, pods, node.name)],
  ['subnet routeTable', (scene, subnet: SubnetEnd, part: NamedEnd) => joinSubnet(scene, subnet, part)],
  ['subnet guard', (scene, subnet: SubnetEnd, part: NamedEnd) => joinSubnet(scene, subnet, part)],
  ['subnet natGateway', (scene, subnet: SubnetEnd, part: NamedEnd) => joinSubnet(scene, subnet, part)],
  ['subnet supplier', (scene, subnet: SubnetEnd, supplier: NamedEnd) => openDoor(scene, subnet, supplier.name)],
  [
    'subnet privateEndpoint',
    (_scene, subnet: SubnetEnd, door: NamedEnd) => no('door', { subnet: subnet.subnet.name, door: door.name }),
  ],
  ['vnet vnet', (scene, one: NamedEnd, other: NamedEnd) => peerNetworks(scene, one.name, other.name)],
  ['subnet vnet', (scene, one: SubnetEnd, other: NamedEnd) => peerNetworks(scene, one.vnet.name, other.name)],
  ['zone vnet', (scene, zone: NamedEnd, vnet: NamedEnd) => linkZone(scene, zone.name, vnet.name)],
  ['zone subnet', (scene, zone: NamedEnd, subnet: SubnetEnd) => linkZone(scene, zone.name, subnet.vnet.name)],
]);

/** From pods to a Service: it stands before them, or they may write to those behind it. */
function podsToService(scene: Scene, pods: Pods, end: ServiceEnd): Drafts {
  const wired = wireService(scene, end, pods);
  const plan = scene.plan.services.find(({ namespace, name }) => namespace === end.namespace && name === end.name);
  const first = plan?.selected[0];
  const behind = first === undefined ? undefined : thingOf(scene, `pod:${first}`);
  const allowed = behind?.type === 'pods' ? allowPods(scene, pods, behind, openingsOf(end, behind)) : undefined;
  const drafts = [...(allowed?.ok ? allowed.drafts : []), ...(wired.ok ? wired.drafts : [])];
  return drafts.length > 0 ? { ok: true, drafts } : wired;
}

/** The ports that letters to a Service end at, not those that its pods have besides. */
function openingsOf({ service }: ServiceEnd, pods: Pods): Opening[] {
  return (service?.spec.ports ?? []).flatMap((port): Opening[] => {
    const found = pods.ports.find((item) => isTarget(item, port));
    if (found) return [found];
    return typeof port.targetPort === 'number' ? [{ containerPort: port.targetPort, protocol: port.protocol }] : [];
  });
}

/** Offers that the world can take, the level's refusals sorted out. */
export function connect(scene: Scene, from: string, to: string): GestureAnswer {
  const judged = judge(scene, from, to);
  if (!judged.ok) return judged;
  return { ok: true, offers: judged.drafts.map(written) };
}

export function written({ typed, ...offer }: Draft): Offer {
  return { ...offer, typed: typed() };
}

/** The same without writing what would be typed. */
export function judge(scene: Scene, from: string, to: string): Drafts {
  if (from === to) return no('same', { from, to });
  const [a, b] = [thingOf(scene, from), thingOf(scene, to)];
  if (!a || !b) return no('gone', { thing: a ? to : from });
  return permitted(scene, joinOf(scene, a, b));
}

function joinOf(scene: Scene, a: Thing, b: Thing): Drafts {
  const straight = JOINS.get(`${a.type} ${b.type}`) as ((scene: Scene, a: Thing, b: Thing) => Drafts) | undefined;
  if (straight) return straight(scene, a, b);
  const turned = JOINS.get(`${b.type} ${a.type}`) as ((scene: Scene, a: Thing, b: Thing) => Drafts) | undefined;
  return turned ? turned(scene, b, a) : no(`pair.${a.type}`);
}

/** What may be changed here; where nothing may, the first reason. */
export function permitted(scene: Scene, found: Drafts): Drafts {
  if (!found.ok || !scene.refusalOf) return found;
  let reason: GestureRefusal | undefined;
  const drafts = found.drafts.filter(({ edit }) => {
    const refusal = scene.refusalOf?.(edit);
    reason ??= refusal && { ok: false, ...refusal };
    return !refusal;
  });
  return drafts.length > 0 || !reason ? { ok: true, drafts } : reason;
}

/** Ends whose doors the engine is asked about: the sending pod, and the receiving one. */
export function doorEnds(scene: Scene, from: string, to: string): { readonly from: string; readonly to: string } | undefined {
  const [a, b] = [thingOf(scene, from), thingOf(scene, to)];
  if (a?.type !== 'pods') return undefined;
  const sender = podOf(scene, from);
  const receiver =
    b?.type === 'pods'
      ? podOf(scene, to)
      : b?.type === 'service'
        ? scene.plan.services.find(({ namespace, name }) => namespace === b.namespace && name === b.name)?.selected[0]
        : undefined;
  return sender === undefined || receiver === undefined ? undefined : { from: sender, to: receiver };
}

/** `ns/name` of a running pod: itself, or the first of a workload. */
function podOf(scene: Scene, selection: string): string | undefined {
  if (selection.startsWith('pod:')) return selection.slice('pod:'.length);
  const owner = selection.slice(selection.indexOf(':') + 1);
  const pod = scene.plan.pods.find((item) => item.owner === owner);
  return pod && `${pod.namespace}/${pod.name}`;
}
