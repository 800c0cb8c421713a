// Which objects a kubectl command means: kinds by their many names, `kind name…`, `kind/name…`, `--all`, `-l`. Answers in the API server's words.
import type { KubernetesKind, KubernetesResource } from '../../engine/model/kubernetes.ts';
import { matchesSelectorText } from './selectorText.ts';
import { allObjects, findObject, type NetworkSpec, type ObjectRef, refOf } from '../../engine/model/spec.ts';
import { innerKind, isClusterScoped, isDocumentKind, KINDS } from '../kinds.ts';
import { type CommandRefusal, refuse, said } from './commandTypes.ts';
import { type Given, isOn, one } from './flagTable.ts';

const SHORT: Readonly<Record<string, KubernetesKind>> = {
  ns: 'Namespace',
  po: 'Pod',
  svc: 'Service',
  deploy: 'Deployment',
  sts: 'StatefulSet',
  ds: 'DaemonSet',
  netpol: 'NetworkPolicy',
  ing: 'Ingress',
  gtw: 'Gateway',
  gc: 'GatewayClass',
  refgrant: 'ReferenceGrant',
  cnp: 'CiliumNetworkPolicy',
  ccnp: 'CiliumClusterwideNetworkPolicy',
  anp: 'AdminNetworkPolicy',
  banp: 'BaselineAdminNetworkPolicy',
  cnetpol: 'ClusterNetworkPolicy',
  gnp: 'GlobalNetworkPolicy',
};

/** Lower-cased: kind, plural, short name → kind. */
const NAMES: ReadonlyMap<string, KubernetesKind> = new Map(
  [...KINDS.keys()]
    .filter((kind) => !isDocumentKind(kind))
    .flatMap((kind) => {
      const name = kind.toLowerCase();
      const plural = name.endsWith('y') ? `${name.slice(0, -1)}ies` : /(s|ss)$/.test(name) ? `${name}es` : `${name}s`;
      return [name, plural].map((spelling) => [spelling, kind as KubernetesKind] as const);
    })
    .concat(Object.entries(SHORT)),
);

/** `networkpolicies.crd.projectcalico.org` and the like: the group chooses between two of one name. */
export function kindNamed(text: string): KubernetesKind | undefined {
  const [name = '', ...group] = text.toLowerCase().split('.');
  const kind = NAMES.get(name);
  if (kind === 'NetworkPolicy' && group.join('.').endsWith('projectcalico.org'))
    return innerKind('projectcalico.org/v3', kind) as KubernetesKind;
  return kind;
}

export function pluralOf(kind: string): string {
  return (
    [...NAMES].find(([name, known]) => known === kind && name !== kind.toLowerCase() && name.length > kind.length)?.[0] ??
    kind.toLowerCase()
  );
}

/** `networkpolicies.networking.k8s.io`: as the API server names what it complains about. */
export function resourceOf(kind: string): string {
  const [group = '', version] = (KINDS.get(kind) ?? '').split('/');
  return version === undefined ? pluralOf(kind) : `${pluralOf(kind)}.${group}`;
}

function unknownKind(text: string): CommandRefusal {
  return said(`error: the server doesn't have a resource type "${text.slice(0, 80)}"`);
}

export function notFound(spec: NetworkSpec, ref: ObjectRef): CommandRefusal {
  const { kind, namespace, name } = ref;
  const owner = kind === 'Pod' ? name.replace(/-\d+$/, '') : name;
  const workload = (['Deployment', 'StatefulSet', 'DaemonSet'] as const).find(
    (made) => kind === 'Pod' && owner !== name && findObject(spec, { kind: made, namespace, name: owner }),
  );
  if (workload) return refuse('madeByWorkload', { name: name.slice(0, 80), owner: `${workload.toLowerCase()}/${owner}` });
  return said(`Error from server (NotFound): ${resourceOf(kind)} "${name.slice(0, 80)}" not found`);
}

export function namespaceOf(given: Given): string {
  return one(given, 'namespace') ?? 'default';
}

export interface Targets {
  readonly ok: true;
  readonly refs: readonly ObjectRef[];
}

const MOST_TARGETS = 1000;

/** Refs in the order of the words; nothing is looked up yet. */
export function refsOf(words: readonly string[], namespace: string): Targets | CommandRefusal {
  const slashed = words.filter((word) => word.includes('/'));
  const pairs = slashed.length > 0 ? words.map((word) => word.split('/')) : [];
  if (slashed.length > 0 && (slashed.length < words.length || pairs.some(({ length }) => length !== 2)))
    return said(
      'error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form',
    );
  const [typed = '', ...names] = words;
  const wanted =
    slashed.length > 0
      ? pairs.map(([kind = '', name = '']) => [kind, name] as const)
      : names.map((name) => [typed, name] as const);
  if (wanted.length > MOST_TARGETS) return refuse('tooMany', { most: MOST_TARGETS });
  const refs: ObjectRef[] = [];
  for (const [text, name] of wanted) {
    const kind = kindNamed(text);
    if (!kind) return unknownKind(text);
    if (name === '') return said('error: resource(s) were provided, but no name was specified');
    refs.push({ kind, namespace: isClusterScoped(kind) ? '' : namespace, name });
  }
  return { ok: true, refs };
}

export interface Found {
  readonly ok: true;
  readonly resources: readonly KubernetesResource[];
}

/** The objects that the words, `--all` or `--selector` mean; every one of them must be there. */
export function findTargets(spec: NetworkSpec, given: Given, words: readonly string[]): Found | CommandRefusal {
  const namespace = namespaceOf(given);
  const selector = one(given, 'selector');
  if (words.length === 1 && !(words[0] ?? '').includes('/')) {
    const kind = kindNamed(words[0] ?? '');
    if (!kind) return unknownKind(words[0] ?? '');
    if (selector === undefined && !isOn(given, 'all')) return said('error: resource(s) were provided, but no name was specified');
    const all = allObjects(spec).filter(
      (resource) =>
        resource.kind === kind &&
        (isClusterScoped(kind) || isOn(given, 'all-namespaces') || resource.metadata.namespace === namespace),
    );
    if (selector === undefined) return { ok: true, resources: all };
    const chosen: KubernetesResource[] = [];
    for (const resource of all) {
      const matches = matchesSelectorText(selector, resource.metadata.labels ?? {});
      if (matches === undefined) return said(`error: unable to parse requirement: ${selector.slice(0, 120)}`);
      if (matches) chosen.push(resource);
    }
    return { ok: true, resources: chosen };
  }
  const targets = refsOf(words, namespace);
  if (!targets.ok) return targets;
  if (targets.refs.length === 0) return said('error: You must provide one or more resources by argument or filename.');
  const resources: KubernetesResource[] = [];
  for (const ref of targets.refs) {
    const resource = findObject(spec, ref);
    if (!resource) return notFound(spec, ref);
    resources.push(resource);
  }
  return { ok: true, resources };
}

export function nameOf(resource: KubernetesResource): string {
  const { kind, name } = refOf(resource);
  return `${kind.toLowerCase()}/${name}`;
}
