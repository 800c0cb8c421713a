// Changes of a policy of Cilium: one more allow, an exception to a deny, a deny less or more, one more request or name that is let through.
// Rules: CIL2, CIL4, CIL5, CIL7, CIL8, CIL10–CIL12.
import type { CiliumEgressRule, CiliumIngressRule, CiliumPortRule, CiliumRule } from '../model/cilium.ts';
import type { PolicyResource } from '../model/kubernetes.ts';
import type { LabelSelector } from '../model/labels.ts';
import type { Case } from './counterfactual.ts';
import type { DecidedDoor, PolicyChange } from './policyChange.ts';

type Cilium = Extract<PolicyResource, { kind: 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy' }>;
type Item = CiliumIngressRule & CiliumEgressRule;
type Section = 'ingress' | 'egress' | 'ingressDeny' | 'egressDeny';

const NAMESPACE = 'k8s:io.kubernetes.pod.namespace';

function isCilium(policy: PolicyResource): policy is Cilium {
  return policy.kind === 'CiliumNetworkPolicy' || policy.kind === 'CiliumClusterwideNetworkPolicy';
}

export function openCilium(policy: PolicyResource, door: DecidedDoor, { dataplane }: Case): PolicyChange[] {
  if (!isCilium(policy)) return [];
  const { direction, field, at } = door;
  if (!door.forbidden) {
    const item = itemFor(door, dataplane.plan.nodes);
    const changed = inSection(policy, field, direction, (items) => [...items, item]);
    return [{ code: 'np.ciliumAllow', policy: changed, field: `${partOf(field)}.${direction}`, suggested: describe(item) }];
  }
  const section: Section = `${direction}Deny`;
  const without = inSection(policy, field, section, (items) => items.filter((_item, place) => place !== at));
  const removed: PolicyChange = { code: 'np.ciliumUndeny', policy: without, field, suggested: '–' };
  const odd = typeof door.peer === 'string' ? undefined : rarest(door.peer.labels, dataplane.plan.pods);
  const list = direction === 'ingress' ? 'fromEndpoints' : 'toEndpoints';
  const item = at === undefined ? undefined : sectionOf(policy, field, section)[at];
  if (!odd || !item?.[list]) return [removed];
  const [key, value] = odd;
  const except = (selector: LabelSelector): LabelSelector => ({
    ...selector,
    matchExpressions: [...(selector.matchExpressions ?? []), { key, operator: 'NotIn', values: [value] }],
  });
  const narrowed = inSection(policy, field, section, (items) =>
    items.map((each, place) => (place === at ? { ...each, [list]: each[list]?.map(except) } : each)),
  );
  return [
    { code: 'np.ciliumExcept', policy: narrowed, field: `${field}.${list}`, suggested: `${key} NotIn [${value}]` },
    removed,
  ];
}

/** A deny wins over every allow (CIL4). */
export function closeCilium(policy: PolicyResource, door: DecidedDoor, { dataplane }: Case): PolicyChange[] {
  if (!isCilium(policy)) return [];
  const { direction, field } = door;
  const item = itemFor(door, dataplane.plan.nodes);
  const section: Section = `${direction}Deny`;
  const changed = inSection(policy, field, section, (items) => [...items, item]);
  return [{ code: 'np.ciliumDeny', policy: changed, field: `${partOf(field)}.${section}`, suggested: describe(item) }];
}

/** A request that no HTTP rule lists (CIL12). */
export function allowRequest(policy: PolicyResource, field: string, path: string): PolicyChange[] {
  const exact = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return withInner(policy, field, (rules) => ({ ...rules, http: [...(rules.http ?? []), { method: 'GET', path: exact }] })).map(
    (changed) => ({ code: 'np.ciliumHttp', policy: changed, field, suggested: `GET ${exact}` }),
  );
}

/** A name that no DNS rule lists (CIL10). */
export function allowName(policy: PolicyResource, field: string, name: string): PolicyChange[] {
  return withInner(policy, field, (rules) => ({ ...rules, dns: [...(rules.dns ?? []), { matchName: name }] })).map((changed) => ({
    code: 'np.ciliumName',
    policy: changed,
    field,
    suggested: name,
  }));
}

type Inner = NonNullable<CiliumPortRule['rules']>;

function withInner(policy: PolicyResource, field: string, change: (rules: Inner) => Inner): Cilium[] {
  const [, direction, at, port] = /\.(ingress|egress)\[(\d+)\]\.toPorts\[(\d+)\]/.exec(field) ?? [];
  if (!isCilium(policy) || (direction !== 'ingress' && direction !== 'egress')) return [];
  const widen = (item: Item): Item => ({
    ...item,
    toPorts: (item.toPorts ?? []).map((each, place) =>
      place === Number(port) ? { ...each, rules: change(each.rules ?? {}) } : each,
    ),
  });
  return [
    inSection(policy, field, direction, (items) => items.map((each, place) => (place === Number(at) ? widen(each) : each))),
  ];
}

/** `spec` or `specs[2]`. */
function partOf(field: string): string {
  return /^specs\[\d+\]/.exec(field)?.[0] ?? 'spec';
}

function partAt(field: string): number | undefined {
  const at = /^specs\[(\d+)\]/.exec(field)?.[1];
  return at === undefined ? undefined : Number(at);
}

function sectionOf(policy: Cilium, field: string, section: Section): readonly Item[] {
  const at = partAt(field);
  return (at === undefined ? policy.spec : policy.specs?.[at])?.[section] ?? [];
}

function inSection(policy: Cilium, field: string, section: Section, change: (items: readonly Item[]) => readonly Item[]): Cilium {
  const at = partAt(field);
  const changed = (rule: CiliumRule): CiliumRule => ({ ...rule, [section]: change(rule[section] ?? []) });
  if (at === undefined) return policy.spec ? { ...policy, spec: changed(policy.spec) } : policy;
  return { ...policy, specs: (policy.specs ?? []).map((rule, place) => (place === at ? changed(rule) : rule)) };
}

function itemFor(
  { peer, direction, subject, port, protocol, lookup }: DecidedDoor,
  nodes: Case['dataplane']['plan']['nodes'],
): Item {
  const side = direction === 'ingress' ? 'from' : 'to';
  const toPorts = [{ ports: [{ port: String(port), protocol: lookup ? 'ANY' : protocol }] }];
  const address = typeof peer === 'string' ? peer : peer.ip;
  const node = nodes.find(({ ip }) => ip === address);
  // Blocks hold neither nodes nor pods (CIL8).
  if (node) return { [`${side}Entities`]: [node.name === subject.node ? 'host' : 'remote-node'], toPorts };
  if (typeof peer === 'string') return { [`${side}CIDR`]: [`${peer}/32`], toPorts };
  return { [`${side}Endpoints`]: [{ matchLabels: { [NAMESPACE]: peer.namespace, ...peer.labels } }], toPorts };
}

function describe({ toPorts: _ports, ...peers }: Item): string {
  const [list] = Object.values(peers);
  const [first] = Array.isArray(list) ? list : [];
  if (typeof first === 'string') return first;
  return Object.entries((first as LabelSelector | undefined)?.matchLabels ?? {})
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
}

/** The label that the fewest pods share. */
function rarest(
  labels: Readonly<Record<string, string>>,
  pods: readonly { readonly labels: Readonly<Record<string, string>> }[],
): readonly [string, string] | undefined {
  const count = ([key, value]: readonly [string, string]): number => pods.filter((pod) => pod.labels[key] === value).length;
  return Object.entries(labels).toSorted((a, b) => count(a) - count(b))[0];
}
