// Policies for the studio's tests: from a spec in YAML, and random ones in which every field of NetworkPolicy v1 occurs.
import fc from 'fast-check';
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '../../src/engine/model/kubernetes.ts';
import type { LabelSelector, LabelSelectorRequirement } from '../../src/engine/model/labels.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';

/** The policy `p` in `data` whose spec is this YAML. */
export function policyOf(spec: string, metadata = '{ name: p, namespace: data }'): NetworkPolicy {
  const lines = spec.split('\n').map((line) => `  ${line}`);
  const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: ${metadata}\nspec:\n${lines.join('\n')}\n`;
  const { resources, problems } = parseManifests(text);
  const [policy] = resources;
  if (policy?.kind !== 'NetworkPolicy') throw new Error(JSON.stringify(problems));
  return policy;
}

/** Names that are words of the sentence among them. */
const NAMES = ['app', 'tier', 'in', 'or', 'policy', 'kubernetes.io/metadata.name', 'a.b/c_d', 'x-1', '7', 'TCP', 'all', 'same'];
const VALUES = ['db', 'web', '', 'to', 'from', '8080', 'A_b.c', 'nothing', '1-2', 'has'];
const SPACES = ['data', 'shop', 'pods', 'all', 'kube-system', 'in', '9'];

function selector(): fc.Arbitrary<LabelSelector> {
  const expression = fc.oneof(
    fc.record({
      key: fc.constantFrom(...NAMES),
      operator: fc.constantFrom('In' as const, 'NotIn' as const),
      values: fc.array(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ key: fc.constantFrom(...NAMES), operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
  );
  return fc
    .tuple(
      fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES), { maxKeys: 3 }),
      fc.array(expression as fc.Arbitrary<LabelSelectorRequirement>, { maxLength: 2 }),
    )
    .map(([labels, matchExpressions]) => ({
      ...(Object.keys(labels).length > 0 ? { matchLabels: { ...labels } } : {}),
      ...(matchExpressions.length > 0 ? { matchExpressions } : {}),
    }));
}

function port(): fc.Arbitrary<NetworkPolicyPort> {
  const protocol = fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const);
  return fc.oneof(
    fc.record({ protocol }),
    fc.record({ protocol, port: fc.integer({ min: 1, max: 65_535 }) }),
    fc.record({ protocol, port: fc.constantFrom('http', 'dns-tcp', 'port', 'tcp', 'any', '8a') }),
    fc.record({ protocol, port: fc.integer({ min: 1, max: 5000 }), endPort: fc.integer({ min: 5000, max: 65_535 }) }),
  );
}

function peer(): fc.Arbitrary<NetworkPolicyPeer> {
  return fc.oneof(
    fc.record({ podSelector: selector() }),
    fc.record({ namespaceSelector: selector() }),
    fc.record({ podSelector: selector(), namespaceSelector: selector() }),
    fc.constantFrom(
      { ipBlock: { cidr: '0.0.0.0/0' } },
      { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
      { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.3.0/24', '10.9.9.9/32'] } },
      { ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } },
    ),
  );
}

function rules(): fc.Arbitrary<readonly NetworkPolicyRule[] | undefined> {
  const rule = fc
    .tuple(fc.array(peer(), { maxLength: 3 }), fc.array(port(), { maxLength: 3 }))
    .map(([peers, ports]) => ({ ...(peers.length > 0 ? { peers } : {}), ...(ports.length > 0 ? { ports } : {}) }));
  return fc.array(rule, { maxLength: 3 }).map((found) => (found.length > 0 ? found : undefined));
}

export function randomPolicy(): fc.Arbitrary<NetworkPolicy> {
  const types = fc.constantFrom(['Ingress'] as const, ['Egress'] as const, ['Ingress', 'Egress'] as const);
  return fc
    .tuple(
      fc.record({ name: fc.constantFrom('p', 'allow-shop', 'policy', 'a.b'), namespace: fc.constantFrom(...SPACES) }),
      fc.tuple(selector(), types, rules(), rules()),
    )
    .map(([metadata, [podSelector, policyTypes, ingress, egress]]) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: { podSelector, policyTypes, ...(ingress ? { ingress } : {}), ...(egress ? { egress } : {}) },
    }));
}
