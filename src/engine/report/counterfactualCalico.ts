// One more rule in a policy of Calico: before the one that decided, or as its last. Rules: CAL3, CAL4, CAL8, CAL9, CAL13.
import type { CalicoEntityRule, CalicoPolicySpec, CalicoRule } from '../model/calico.ts';
import type { PolicyResource } from '../model/kubernetes.ts';
import type { DecidedDoor, PolicyChange } from './policyChange.ts';

export function openCalico(policy: PolicyResource, door: DecidedDoor): PolicyChange[] {
  return withRule(policy, door, { code: 'np.calicoAllow', action: 'Allow' });
}

export function closeCalico(policy: PolicyResource, door: DecidedDoor): PolicyChange[] {
  return withRule(policy, door, { code: 'np.calicoDeny', action: 'Deny' });
}

function withRule(
  policy: PolicyResource,
  door: DecidedDoor,
  { code, action }: { readonly code: string; readonly action: 'Allow' | 'Deny' },
): PolicyChange[] {
  if (policy.kind !== 'CalicoNetworkPolicy' && policy.kind !== 'GlobalNetworkPolicy') return [];
  const { direction, at } = door;
  const rules = policy.spec[direction] ?? [];
  const place = (action === 'Deny' || door.forbidden ? at : undefined) ?? rules.length;
  // A lookup needs both transports (NP44).
  const protocols = door.lookup ? (['UDP', 'TCP'] as const) : ([door.protocol] as const);
  const fresh = protocols.map((protocol): CalicoRule => ruleFor(door, action, protocol));
  const spec: CalicoPolicySpec = { ...policy.spec, [direction]: rules.toSpliced(place, 0, ...fresh) };
  const changed = policy.kind === 'GlobalNetworkPolicy' ? { ...policy, spec: { ...policy.spec, ...spec } } : { ...policy, spec };
  const entity = fresh[0]?.[direction === 'ingress' ? 'source' : 'destination'];
  const who = entity?.nets?.join(', ') ?? [entity?.selector, entity?.namespaceSelector].filter(Boolean).join(' · ');
  const field = `spec.${direction}[${place}]`;
  return [{ code, policy: changed, field, suggested: `${action} ${who} · ${door.protocol} ${door.port}` }];
}

function ruleFor(door: DecidedDoor, action: CalicoRule['action'], protocol: string): CalicoRule {
  const peer = entityOf(door.peer);
  const ports = { ports: [door.port] };
  return door.direction === 'ingress'
    ? { action, protocol, source: peer, destination: ports }
    : { action, protocol, destination: { ...peer, ...ports } };
}

function entityOf(peer: DecidedDoor['peer']): CalicoEntityRule {
  if (typeof peer === 'string') return { nets: [`${peer}/32`] };
  if (peer.hostNetwork) return { nets: [`${peer.ip}/32`] };
  const labels = Object.entries(peer.labels).map(([key, value]) => `${key} == '${value}'`);
  return {
    selector: labels.length === 0 ? 'all()' : labels.join(' && '),
    namespaceSelector: `projectcalico.org/name == '${peer.namespace}'`,
  };
}
