// One more rule in an administrator's policy, before the one that decided: allow, leave it to the teams, or deny.
// Rules: ANP2, ANP3, ANP5, ANP6, ANP8.
import type { AdminPeer, AdminRule } from '../model/adminPolicy.ts';
import type { PolicyResource } from '../model/kubernetes.ts';
import type { DecidedDoor, PolicyChange } from './policyChange.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';

export function openAdmin(policy: PolicyResource, door: DecidedDoor): PolicyChange[] {
  const inTier = policy.kind === 'AdminNetworkPolicy' || (policy.kind === 'ClusterNetworkPolicy' && policy.spec.tier === 'Admin');
  return [
    // Leaving the tier opens no more than the teams' own policies do.
    ...(inTier ? withRule(policy, door, { code: 'np.adminPass', action: 'Pass' }) : []),
    ...withRule(policy, door, { code: 'np.adminAllow', action: policy.kind === 'ClusterNetworkPolicy' ? 'Accept' : 'Allow' }),
  ];
}

export function closeAdmin(policy: PolicyResource, door: DecidedDoor): PolicyChange[] {
  return withRule(policy, door, { code: 'np.adminDeny', action: 'Deny' });
}

function withRule(
  policy: PolicyResource,
  door: DecidedDoor,
  { code, action }: { readonly code: string; readonly action: AdminRule['action'] },
): PolicyChange[] {
  const { direction, at } = door;
  const peer = peerOf(door);
  if (!peer || at === undefined) return [];
  const rule: AdminRule = {
    action,
    [direction === 'ingress' ? 'from' : 'to']: [peer],
    ...portsOf(policy, door),
  };
  const change = (changed: PolicyResource): PolicyChange[] => {
    const who = peer.networks?.join(', ') ?? Object.values(peer.pods?.podSelector.matchLabels ?? {}).join(', ');
    const suggested = `${action} ${who} · ${door.protocol} ${door.port}`;
    return [{ code, policy: changed, field: `spec.${direction}[${at}]`, suggested }];
  };
  switch (policy.kind) {
    case 'AdminNetworkPolicy':
      return change({ ...policy, spec: { ...policy.spec, [direction]: (policy.spec[direction] ?? []).toSpliced(at, 0, rule) } });
    case 'BaselineAdminNetworkPolicy':
      return change({ ...policy, spec: { ...policy.spec, [direction]: (policy.spec[direction] ?? []).toSpliced(at, 0, rule) } });
    case 'ClusterNetworkPolicy':
      return change({ ...policy, spec: { ...policy.spec, [direction]: (policy.spec[direction] ?? []).toSpliced(at, 0, rule) } });
    default:
      return [];
  }
}

/** Who is outside can be named on the way out alone (ANP6). */
function peerOf({ peer, direction }: DecidedDoor): AdminPeer | undefined {
  if (typeof peer === 'string' || peer.hostNetwork) {
    const address = typeof peer === 'string' ? peer : peer.ip;
    return direction === 'egress' ? { networks: [`${address}/32`] } : undefined;
  }
  return {
    pods: {
      namespaceSelector: { matchLabels: { [NAME_LABEL]: peer.namespace } },
      podSelector: { matchLabels: peer.labels },
    },
  };
}

function portsOf(policy: PolicyResource, { port, protocol, lookup }: DecidedDoor): Pick<AdminRule, 'ports' | 'protocols'> {
  const protocols = lookup ? (['UDP', 'TCP'] as const) : ([protocol] as const);
  if (policy.kind !== 'ClusterNetworkPolicy')
    return { ports: protocols.map((each) => ({ portNumber: { protocol: each, port } })) };
  return { protocols: protocols.map((each) => ({ [each.toLowerCase()]: { destinationPort: { number: port } } })) };
}
