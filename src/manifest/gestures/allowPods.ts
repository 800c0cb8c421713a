// "Let A write to B": the smallest NetworkPolicy rules at the doors that are shut. Which doors are shut the engine says (Scene.doors); here
// rules are only written. Rules: NP5, NP11, NP12, NP20–NP24, NP30.
import type { ContainerPort } from '../../engine/model/kubernetes.ts';
import { findObject, formatRef, listObjects, type ObjectRef } from '../../engine/model/spec.ts';
import type { Plain } from '../mergePatch.ts';
import { resourceToPlain } from '../plainObjects.ts';
import { type Draft, type Drafts, type GestureRefusal, no, type Scene } from './gestureTypes.ts';
import type { Pods } from './things.ts';
import { byObjects, collect, freeName } from './writing.ts';
import { distinct, labelText } from './wireService.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';
const MOST_PORTS = 4;
const MOST_POLICIES = 3;

type Direction = 'ingress' | 'egress';

/** A port of the receiver; the rule is for every port where it declares none. */
export type Opening = Pick<ContainerPort, 'containerPort' | 'protocol'>;

export function allowPods(scene: Scene, from: Pods, to: Pods, ports: readonly Opening[] = distinct(to.ports)): Drafts {
  const about = { from: `${from.namespace}/${from.name}`, to: `${to.namespace}/${to.name}` };
  if (about.from === about.to) return no('same', about);
  const unlabelled = [from, to].find(({ labels }) => Object.keys(labels).length === 0);
  if (unlabelled) return no('labels', { pods: `${unlabelled.namespace}/${unlabelled.name}` });
  if (to.hostNetwork) return no('hostNetwork', { pods: about.to });
  const choices: (Opening | undefined)[] = ports.length === 0 ? [undefined] : ports.slice(0, MOST_PORTS);
  return collect(choices.flatMap((port) => offersAt(scene, { from, to, port, about })));
}

interface Way {
  readonly from: Pods;
  readonly to: Pods;
  readonly port: Opening | undefined;
  readonly about: { readonly from: string; readonly to: string };
}

function offersAt(scene: Scene, way: Way): (Draft | GestureRefusal)[] {
  const { from, to, port, about } = way;
  const params = { ...about, ...spoken(port), labels: labelText(from.labels) };
  const { doors } = scene;
  const shutOut = doors ? doors.egress : [];
  // Before the engine is asked, every policy of the room might be the one.
  const shutIn = doors ? doors.ingress : policiesOf(scene, to.namespace);
  const leaving = shutOut.length > 0;
  const entering = !doors || shutIn.length > 0;
  if (from.hostNetwork && leaving) return [no('hostNetwork', { pods: about.from })];
  const exit = leaving ? [newPolicy(scene, way, 'egress')] : [];
  if (!entering && leaving) return [byObjects(scene.spec, exit, { code: codeAt('allow.out', port), params, ...asked(port) })];
  const code = codeAt(!entering ? 'allow.only' : leaving ? 'allow.both' : 'allow.in', port);
  const fresh = newPolicy(scene, way, 'ingress');
  const name = (fresh['metadata'] as { readonly name: string }).name;
  const makes = `policy:${to.namespace}/${name}`;
  const made = byObjects(scene.spec, [fresh, ...exit], { code, params, makes, ...asked(port) });
  return [made, ...(entering ? shutIn.slice(0, MOST_POLICIES).map((ref) => grown(scene, way, ref, shutOut)) : [])];
}

/** A sentence without a port says so in its own words. */
function codeAt(code: string, port: Opening | undefined): string {
  return port ? code : `${code}Any`;
}

function asked(port: Opening | undefined): { readonly port?: string } {
  return port ? { port: `${port.protocol} ${port.containerPort}` } : {};
}

/** `on` as policies say it, `port` alone for callers. */
function spoken(port: Opening | undefined): { readonly port: number | string; readonly protocol: string; readonly on: string } {
  return port
    ? { port: port.containerPort, protocol: port.protocol, on: `${port.protocol} ${port.containerPort}` }
    : { port: '*', protocol: '*', on: '*' };
}

/** One more rule in a policy that is there, at each door; where one policy shuts both, both rules are its own. */
function grown(scene: Scene, way: Way, ref: ObjectRef, shutOut: readonly ObjectRef[]): Draft | GestureRefusal {
  const same = shutOut.some((out) => formatRef(out) === formatRef(ref));
  const out = same ? undefined : shutOut[0];
  const params = { ...way.about, ...spoken(way.port), policy: `${ref.namespace}/${ref.name}`, out: out?.name ?? '' };
  const plains = [
    withRules(scene, way, { ref, directions: same ? ['ingress', 'egress'] : ['ingress'] }),
    ...(out ? [withRules(scene, way, { ref: out, directions: ['egress'] })] : []),
  ];
  const kept = plains.filter((plain): plain is Plain => plain !== undefined);
  const code = codeAt(same ? 'allow.ruleSame' : out ? 'allow.ruleBoth' : 'allow.rule', way.port);
  return kept.length < plains.length ? no('nothing') : byObjects(scene.spec, kept, { code, params, ...asked(way.port) });
}

function policiesOf(scene: Scene, namespace: string): ObjectRef[] {
  return listObjects(scene.spec, 'NetworkPolicy')
    .filter(({ metadata, spec }) => metadata.namespace === namespace && spec.policyTypes.includes('Ingress'))
    .map(({ kind, metadata }) => ({ kind, namespace: metadata.namespace, name: metadata.name }));
}

function ruleOf({ from, to, port }: Way, direction: Direction): Plain {
  const peer = direction === 'ingress' ? from : to;
  const home = direction === 'ingress' ? to : from;
  const elsewhere =
    peer.namespace === home.namespace ? {} : { namespaceSelector: { matchLabels: { [NAME_LABEL]: peer.namespace } } };
  return {
    [direction === 'ingress' ? 'from' : 'to']: [{ ...elsewhere, podSelector: { matchLabels: peer.labels } }],
    ...(port === undefined ? {} : { ports: [{ protocol: port.protocol, port: port.containerPort }] }),
  };
}

function newPolicy(scene: Scene, way: Way, direction: Direction): Plain {
  const { from, to } = way;
  const home = direction === 'ingress' ? to : from;
  const wanted = direction === 'ingress' ? `${to.name}-from-${from.name}` : `${from.name}-to-${to.name}`;
  const { namespace } = home;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: freeName(scene.spec, { kind: 'NetworkPolicy', namespace }, wanted), namespace },
    spec: {
      podSelector: { matchLabels: home.labels },
      policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'],
      [direction]: [ruleOf(way, direction)],
    },
  };
}

interface Growth {
  readonly ref: ObjectRef;
  readonly directions: readonly Direction[];
}

function withRules(scene: Scene, way: Way, { ref, directions }: Growth): Plain | undefined {
  const policy = findObject(scene.spec, ref);
  if (policy?.kind !== 'NetworkPolicy') return undefined;
  const plain = resourceToPlain(policy);
  const spec = plain['spec'] as Plain;
  const rules = directions.map((direction) => {
    const old = (spec[direction] ?? []) as readonly unknown[];
    return [direction, [...old, ruleOf(way, direction)]] as const;
  });
  return { ...plain, spec: { ...spec, ...Object.fromEntries(rules) } };
}
