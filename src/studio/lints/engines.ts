// What the cluster's policy engine does not do, where this policy asks for it. Rules: D-13 (Azure NPM behind load balancers), D-14 (NPM on Windows).
// No engine at all, scale and ranges are diagnostics of the engine already (D-12, D-13, D-15) and come from there.
import { doorOf } from './addresses.ts';
import { type Lint, type LintCase, makeLint, peersOf, rulesOf } from './lint.ts';

export function lintEngines(input: LintCase): Lint[] {
  if (input.plan.policyEngine !== 'azure') return [];
  const pools = input.spec.network.managedClusters.flatMap(({ agentPoolProfiles }) => agentPoolProfiles);
  return [...(pools.some(({ osType }) => osType === 'Windows') ? lintWindows(input) : []), ...lintBehindBalancer(input)];
}

function lintWindows({ policy }: LintCase): Lint[] {
  const ports = rulesOf(policy).flatMap(({ rule, field }) => (rule.ports ?? []).map((port) => ({ port, field })));
  const peers = peersOf(policy);
  const selectors = [
    { selector: policy.spec.podSelector, field: 'spec.podSelector' },
    ...peers.flatMap(({ peer, field }) => [
      ...(peer.podSelector ? [{ selector: peer.podSelector, field }] : []),
      ...(peer.namespaceSelector ? [{ selector: peer.namespaceSelector, field }] : []),
    ]),
  ];
  const asked: readonly (readonly [string, string | undefined])[] = [
    ['windowsNamed', ports.find(({ port }) => typeof port.port === 'string')?.field],
    ['windowsSctp', ports.find(({ port }) => port.protocol === 'SCTP')?.field],
    [
      'windowsNegative',
      selectors.find(({ selector }) =>
        (selector.matchExpressions ?? []).some(({ operator }) => operator === 'NotIn' || operator === 'DoesNotExist'),
      )?.field,
    ],
    ['windowsExcept', peers.find(({ peer }) => (peer.ipBlock?.except ?? []).length > 0)?.field],
  ];
  return asked.flatMap(([code, field]) =>
    field === undefined ? [] : [makeLint(code, policy, { severity: 'warning', rules: ['D-14'], field, params: {} })],
  );
}

function lintBehindBalancer(input: LintCase): Lint[] {
  const { policy } = input;
  const door = policy.spec.policyTypes.includes('Ingress') ? doorOf(input) : undefined;
  if (!door) return [];
  const params = { service: `${door.namespace}/${door.name}` };
  return [makeLint('balancerPasses', policy, { severity: 'info', rules: ['D-13', 'C17'], field: 'spec.ingress', params })];
}
