// Traps of ranges of addresses: Services' addresses, pods by address, exceptions that others undo, sources that a node has rewritten.
// Rules: NP26–NP28, NP40, NP41, NP43, PW3, PW6, D-13, D-15; traps 8, 19, 25.
import type { ServicePlan } from '../../engine/dataplane/plan.ts';
import type { NetworkPolicyPeer } from '../../engine/model/kubernetes.ts';
import { findObject } from '../../engine/model/spec.ts';
import { type Cidr, cidrContains, cidrContainsCidr, type Ipv4, parseCidr, parseIpv4 } from '../../engine/net/ipv4.ts';
import { changePolicy } from '../reader/change.ts';
import { writePeer } from '../sentence/writeSentences.ts';
import { NAME_LABEL } from '../sentence/vocabulary.ts';
import { type Lint, type LintCase, type LintedPeer, makeLint, peersOf } from './lint.ts';
import { addressesOf } from './planIndex.ts';
import { meantBy, subjectsOf } from './selections.ts';

export function lintAddresses(input: LintCase): Lint[] {
  return peersOf(input.policy).flatMap((linted) => {
    const range = linted.peer.ipBlock && parseCidr(linted.peer.ipBlock.cidr);
    if (!range) return [];
    const service = lintServiceAddress(input, linted, range);
    if (service.length > 0) return service;
    return [...lintPodAddresses(input, linted, range), ...lintExcept(input, linted), ...lintRewritten(input, linted, range)];
  });
}

/** Trap 19: a Service's address is gone before a policy looks (NP41). */
function lintServiceAddress({ policy, spec, plan }: LintCase, linted: LintedPeer, range: Cidr): Lint[] {
  const services = parseCidr(spec.network.managedClusters[0]?.networkProfile.serviceCidr ?? '10.0.0.0/16');
  if (!services || !cidrContainsCidr(services, range)) return [];
  const { field, direction, index: rule, at, peer } = linted;
  const service = plan.services.find(({ clusterIP }) => range.prefix === 32 && parseIpv4(clusterIP) === range.base);
  const chosen = service && podsBehind(spec, service);
  const repaired = chosen && changePolicy(policy, { type: 'putPeer', direction, rule, at, peer: chosen });
  const params = {
    cidr: peer.ipBlock?.cidr ?? '',
    service: service ? `${service.namespace}/${service.name}` : '',
    peer: chosen ? writePeer(chosen) : '',
  };
  const code = service ? 'clusterIp' : 'serviceRange';
  return [makeLint(code, policy, { severity: 'warning', rules: ['NP41', 'PW3', 'T19'], field, params, repaired })];
}

function podsBehind(spec: LintCase['spec'], { namespace, name }: ServicePlan): NetworkPolicyPeer | undefined {
  const service = findObject(spec, { kind: 'Service', namespace, name });
  if (service?.kind !== 'Service' || !service.spec.selector) return undefined;
  return { namespaceSelector: { matchLabels: { [NAME_LABEL]: namespace } }, podSelector: { matchLabels: service.spec.selector } };
}

/** Pods by their addresses: never under Cilium, and elsewhere until they are made anew. */
function lintPodAddresses({ policy, plan }: LintCase, { field, peer }: LintedPeer, range: Cidr): Lint[] {
  const inside = addressesOf(plan.pods).filter(({ pod, address }) => !pod.hostNetwork && holds(range, address));
  if (inside.length === 0) return [];
  const params = { cidr: peer.ipBlock?.cidr ?? '', count: inside.length };
  if (plan.policyEngine === 'cilium')
    return [
      makeLint('ciliumBlock', policy, {
        severity: range.prefix === 0 ? 'info' : 'warning',
        rules: ['NP28', 'NP40', 'D-15'],
        field,
        params,
      }),
    ];
  if (range.prefix === 0) return [];
  return [makeLint('podAddresses', policy, { severity: 'info', rules: ['NP28', 'NP40'], field, params })];
}

/** Trap 8: what `except` takes out, another peer lets in again. */
function lintExcept(input: LintCase, { field, peer, direction, rule }: LintedPeer): Lint[] {
  const except = (peer.ipBlock?.except ?? []).flatMap((text) => parseCidr(text) ?? []);
  if (except.length === 0) return [];
  const excepted = new Set(
    addressesOf(input.plan.pods)
      .filter(({ address }) => except.some((range) => holds(range, address)))
      .map(({ pod: { namespace, name } }) => `${namespace}/${name}`),
  );
  const again = peersOf(input.policy).find(
    (other) =>
      other.direction === direction && other.peer !== peer && meantBy(input, other.peer).some((name) => excepted.has(name)),
  );
  if (!again) return [];
  const params = {
    except: (peer.ipBlock?.except ?? []).join(', '),
    peer: writePeer(again.peer),
    same: again.rule === rule ? 1 : 0,
  };
  return [makeLint('exceptUndone', input.policy, { severity: 'warning', rules: ['NP27', 'T8'], field, params })];
}

/** Trap 25: through a load balancer or node port the sender is a node, unless the traffic stays on the first node. */
function lintRewritten(input: LintCase, { field, peer, direction }: LintedPeer, range: Cidr): Lint[] {
  const { policy, spec, plan } = input;
  if (direction !== 'ingress' || plan.nodes.some(({ ip }) => holds(range, parseIpv4(ip))) || plan.nodes.length < 2) return [];
  const door = doorOf(input);
  if (!door || addressesOf(plan.pods).some(({ address }) => holds(range, address))) return [];
  const service = findObject(spec, { kind: 'Service', namespace: door.namespace, name: door.name });
  if (service?.kind !== 'Service') return [];
  const local = { ...service, spec: { ...service.spec, externalTrafficPolicy: 'Local' as const } };
  const params = { cidr: peer.ipBlock?.cidr ?? '', service: `${door.namespace}/${door.name}` };
  const lint = makeLint('rewritten', policy, { severity: 'warning', rules: ['NP43', 'PW6', 'T25'], field, params });
  return [{ ...lint, fix: [{ type: 'putObject', resource: local }] }];
}

/** A Service in front of the policy's pods through which anyone outside comes in under a node's address. */
export function doorOf(input: LintCase): ServicePlan | undefined {
  const subjects = new Set(subjectsOf(input));
  return input.plan.services.find(({ namespace, name, type, selected }) => {
    if (type !== 'LoadBalancer' && type !== 'NodePort') return false;
    const service = findObject(input.spec, { kind: 'Service', namespace, name });
    const local = service?.kind === 'Service' && service.spec.externalTrafficPolicy === 'Local';
    return !local && selected.some((pod) => subjects.has(pod));
  });
}

function holds(range: Cidr, address: Ipv4 | undefined): boolean {
  return address !== undefined && cidrContains(range, address);
}
