// Seeded random policies of Calico, Cilium and administrators over the random worlds: few names and numbers, so that layers meet often.
import type { AdminRule, AdminSubject } from '../../src/engine/model/adminPolicy.ts';
import type { CalicoEntityRule, CalicoRule } from '../../src/engine/model/calico.ts';
import type { CiliumPortRule, CiliumRule } from '../../src/engine/model/cilium.ts';
import type { PolicyResource } from '../../src/engine/model/kubernetes.ts';
import type { LabelSelector } from '../../src/engine/model/labels.ts';
import type { Random } from '../share/randomSolution.ts';

const NAMESPACES = ['shop', 'pay', 'kube-system', 'team-42'] as const;
const KEYS = ['app', 'tier', 'team', 'toString'] as const;
const VALUES = ['web', 'db', ''] as const;
const PORTS = [53, 80, 443, 8080] as const;
const CIDRS = ['10.244.0.0/16', '10.244.1.0/24', '10.224.0.0/16', '0.0.0.0/0', '203.0.113.0/24', '10.224.0.5/32'] as const;
const TIERS = ['default', 'default', 'early', 'late', 'kube-admin', 'kube-baseline', 'nowhere'] as const;

const some = <T>(random: Random, most: number, make: () => T): T[] => Array.from({ length: random.below(most + 1) }, make);
const maybe = <T extends object>(random: Random, one: number, value: () => T): T | Record<never, never> =>
  random.chance(one) ? value() : {};

function calicoSelector(random: Random, depth = 0): string {
  const key = random.pick(KEYS);
  const value = random.pick(VALUES);
  const kind = random.below(depth > 1 ? 7 : 10);
  switch (kind) {
    case 0:
      return 'all()';
    case 1:
      return `${key} == "${value}"`;
    case 2:
      return `${key} != '${value}'`;
    case 3:
      return `has(${key})`;
    case 4:
      return `${key} in {"${value}", 'web'}`;
    case 5:
      return `${key} not in {"${value}"}`;
    case 6:
      return `!has(${key})`;
    case 7:
      return `${calicoSelector(random, depth + 1)} && ${calicoSelector(random, depth + 1)}`;
    case 8:
      return `(${calicoSelector(random, depth + 1)} || ${calicoSelector(random, depth + 1)})`;
    default:
      return `!(${calicoSelector(random, depth + 1)})`;
  }
}

function entity(random: Random): CalicoEntityRule {
  return {
    ...maybe(random, 2, () => ({ selector: calicoSelector(random) })),
    ...maybe(random, 6, () => ({ notSelector: calicoSelector(random) })),
    ...maybe(random, 4, () => ({
      namespaceSelector: random.pick([
        'all()',
        'global()',
        `projectcalico.org/name == "${random.pick(NAMESPACES)}"`,
        calicoSelector(random),
      ]),
    })),
    ...maybe(random, 4, () => ({ nets: [random.pick(CIDRS)] })),
    ...maybe(random, 8, () => ({ notNets: [random.pick(CIDRS)] })),
  };
}

function calicoRule(random: Random, direction: 'ingress' | 'egress'): CalicoRule {
  const [peer, own] = direction === 'ingress' ? (['source', 'destination'] as const) : (['destination', 'source'] as const);
  const ported = random.chance(2);
  const ports = ported ? { [random.chance(5) ? 'notPorts' : 'ports']: [random.pick(['80:443', 'http', ...PORTS] as const)] } : {};
  const narrow = random.chance(8) ? entity(random) : {};
  const sides = { [peer]: random.chance(4) ? {} : entity(random), [own]: narrow };
  return {
    action: random.pick(['Allow', 'Allow', 'Deny', 'Pass', 'Log']),
    ...(ported ? { protocol: random.pick(['TCP', 6, 'UDP']) } : maybe(random, 4, () => ({ notProtocol: 'UDP' }))),
    ...sides,
    destination: { ...sides['destination'], ...ports },
  };
}

function calicoPolicy(random: Random, index: number): PolicyResource {
  const spec = {
    ...maybe(random, 2, () => ({ tier: random.pick(TIERS) })),
    ...maybe(random, 2, () => ({ order: random.pick([10, 500, 1000, 1500]) })),
    ...(random.chance(3) ? {} : { selector: calicoSelector(random) }),
    ...maybe(random, 3, () => ({ types: random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']] as const) })),
    ingress: some(random, 2, () => calicoRule(random, 'ingress')),
    egress: some(random, 2, () => calicoRule(random, 'egress')),
  };
  if (random.chance(2)) {
    const metadata = { name: `c-${index}`, namespace: random.pick(NAMESPACES) };
    return { apiVersion: 'projectcalico.org/v3', kind: 'CalicoNetworkPolicy', metadata, spec };
  }
  const inside = maybe(random, 3, () => ({ namespaceSelector: calicoSelector(random) }));
  const metadata = { name: `g-${index}`, namespace: '' };
  return { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata, spec: { ...spec, ...inside } };
}

function calicoWorld(random: Random): PolicyResource[] {
  const tiers: PolicyResource[] = [
    ['early', 100],
    ['late', 5_000_000],
  ].map(([name, order]) => ({
    apiVersion: 'projectcalico.org/v3',
    kind: 'Tier',
    metadata: { name: String(name), namespace: '' },
    spec: { order: Number(order), ...maybe(random, 2, () => ({ defaultAction: random.pick(['Pass', 'Deny'] as const) })) },
  }));
  const labels = { [random.pick(KEYS)]: random.pick(VALUES) };
  const spec = { nets: [random.pick(CIDRS)] };
  const apiVersion = 'projectcalico.org/v3';
  return [
    ...tiers,
    { apiVersion, kind: 'NetworkSet', metadata: { name: 's', namespace: random.pick(NAMESPACES), labels }, spec },
    { apiVersion, kind: 'GlobalNetworkSet', metadata: { name: 'gs', namespace: '', labels }, spec },
    ...Array.from({ length: 1 + random.below(5) }, (_, index) => calicoPolicy(random, index)),
  ];
}

function selector(random: Random): LabelSelector {
  const key = random.pick(KEYS);
  const form = random.below(4);
  if (form === 0) return {};
  if (form === 1) return { matchLabels: { [key]: random.pick(VALUES) } };
  if (form === 2) return { matchExpressions: [{ key, operator: random.pick(['Exists', 'DoesNotExist']) }] };
  return { matchExpressions: [{ key, operator: random.pick(['In', 'NotIn']), values: [random.pick(VALUES)] }] };
}

function ciliumPeers(random: Random, direction: 'ingress' | 'egress'): object {
  const side = direction === 'ingress' ? 'from' : 'to';
  switch (random.below(6)) {
    case 0:
      return { [`${side}Endpoints`]: some(random, 2, () => selector(random)) };
    case 1:
      return {
        [`${side}Endpoints`]: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': random.pick(NAMESPACES) } }],
      };
    case 2:
      return { [`${side}Entities`]: [random.pick(['all', 'world', 'cluster', 'host', 'remote-node', 'kube-apiserver'])] };
    case 3:
      return { [`${side}CIDR`]: [random.pick(CIDRS)] };
    case 4:
      return { [`${side}CIDRSet`]: [{ cidr: '0.0.0.0/0', except: [random.pick(CIDRS)] }] };
    default:
      return {};
  }
}

function ciliumPort(random: Random): CiliumPortRule {
  const protocol = maybe(random, 2, () => ({ protocol: random.pick(['TCP', 'UDP', 'ANY']) }));
  return {
    ports: [
      { port: random.pick(['80', '443', '8080', '53', 'http', '0']), ...protocol, ...maybe(random, 4, () => ({ endPort: 443 })) },
    ],
  };
}

function ciliumRule(random: Random): CiliumRule {
  const section = (direction: 'ingress' | 'egress', one: number): object =>
    random.chance(one)
      ? {
          [one === 2 ? direction : `${direction}Deny`]: some(random, 2, () => ({
            ...ciliumPeers(random, direction),
            ...maybe(random, 2, () => ({ toPorts: some(random, 2, () => ciliumPort(random)) })),
          })),
        }
      : {};
  return {
    endpointSelector: selector(random),
    ...section('ingress', 2),
    ...section('egress', 2),
    ...section('ingress', 4),
    ...section('egress', 4),
    ...maybe(random, 5, () => ({ enableDefaultDeny: { [random.pick(['ingress', 'egress'])]: random.chance(2) } })),
  };
}

function ciliumWorld(random: Random): PolicyResource[] {
  return Array.from({ length: 1 + random.below(4) }, (_, index): PolicyResource => {
    const apiVersion = 'cilium.io/v2';
    if (random.chance(3))
      return {
        apiVersion,
        kind: 'CiliumClusterwideNetworkPolicy',
        metadata: { name: `w-${index}`, namespace: '' },
        specs: [ciliumRule(random), ciliumRule(random)],
      };
    const metadata = { name: `c-${index}`, namespace: random.pick(NAMESPACES) };
    return { apiVersion, kind: 'CiliumNetworkPolicy', metadata, spec: ciliumRule(random) };
  });
}

function subject(random: Random): AdminSubject {
  return random.chance(2)
    ? { namespaces: selector(random) }
    : { pods: { namespaceSelector: selector(random), podSelector: selector(random) } };
}

function adminRule(
  random: Random,
  from: { readonly direction: 'ingress' | 'egress'; readonly actions: readonly AdminRule['action'][] },
): AdminRule {
  const peer = (): object =>
    from.direction === 'egress' && random.chance(3)
      ? random.pick([{ networks: [random.pick(CIDRS)] }, { nodes: {} }, { nodes: { matchLabels: { a: 'b' } } }])
      : subject(random);
  const ports = [
    random.pick([
      { portNumber: { port: random.pick(PORTS) } },
      { portRange: { protocol: 'UDP', start: 50, end: 443 } },
      { namedPort: 'http' },
    ]),
  ];
  return {
    action: from.actions[random.below(from.actions.length)] ?? 'Deny',
    [from.direction === 'ingress' ? 'from' : 'to']: [peer(), ...some(random, 1, peer)],
    ...maybe(random, 2, () => ({ ports })),
  };
}

function adminWorld(random: Random): PolicyResource[] {
  const rules = (actions: readonly AdminRule['action'][]): object => ({
    ingress: some(random, 2, () => adminRule(random, { direction: 'ingress', actions })),
    egress: some(random, 2, () => adminRule(random, { direction: 'egress', actions })),
  });
  const apiVersion = 'policy.networking.k8s.io/v1alpha1';
  const list: PolicyResource[] = Array.from({ length: random.below(3) }, (_, index) => ({
    apiVersion,
    kind: 'AdminNetworkPolicy',
    metadata: { name: `a-${index}`, namespace: '' },
    spec: { priority: index * 10 + random.below(9), subject: subject(random), ...rules(['Allow', 'Deny', 'Pass']) },
  }));
  if (random.chance(2))
    list.push({
      apiVersion,
      kind: 'BaselineAdminNetworkPolicy',
      metadata: { name: 'default', namespace: '' },
      spec: { subject: subject(random), ...rules(['Allow', 'Deny']) },
    });
  return list;
}

/** Policies of the maker that this engine counts, and of administrators. */
export function randomLayers(random: Random, engine: 'calico' | 'cilium' | 'spec'): PolicyResource[] {
  const admin = engine === 'spec' || random.chance(3) ? adminWorld(random) : [];
  return [...admin, ...(engine === 'calico' ? calicoWorld(random) : engine === 'cilium' ? ciliumWorld(random) : [])];
}
