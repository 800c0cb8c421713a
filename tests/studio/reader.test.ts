// The badge reader's form: rows of a policy, changes that never open a door by the way, and the same change in the text with its comments.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { writeResource } from '../../src/manifest/writeManifests.ts';
import { listOtherPolicies } from '../../src/studio/otherPolicies.ts';
import { changePolicy, editOf, type PolicyChange } from '../../src/studio/reader/change.ts';
import { rewritePolicy } from '../../src/studio/reader/rewrite.ts';
import { readSides } from '../../src/studio/reader/rows.ts';
import { parsePolicySentences } from '../../src/studio/sentence/parseSentences.ts';
import { writePolicySentences } from '../../src/studio/sentence/writeSentences.ts';
import { policyOf, randomPolicy } from './policies.ts';

const BOTH = 'podSelector: { matchLabels: { app: shop } }, namespaceSelector: { matchLabels: { team: shop } }';
const AND = policyOf(`policyTypes: [Ingress]\ningress: [{ from: [{ ${BOTH} }], ports: [{ port: 80 }] }]`);
const OR = policyOf(
  'policyTypes: [Ingress]\ningress: [{ from: [{ podSelector: { matchLabels: { app: shop } } }, { namespaceSelector: { matchLabels: { team: shop } } }], ports: [{ port: 80 }] }]',
);
const FIRST = { direction: 'ingress', rule: 0 } as const;

describe('rows of the badge reader', () => {
  it('NP12–NP14 a direction is open, shut, judged by rules, or has rules that do nothing', () => {
    const states = (spec: string): string[] => readSides(policyOf(spec)).map(({ state }) => state);
    expect(states('policyTypes: [Ingress]')).toEqual(['shut', 'open']);
    expect(states('egress: [{}]')).toEqual(['shut', 'rules']);
    expect(states('policyTypes: [Egress]\ningress: [{}]')).toEqual(['ignored', 'shut']);
  });

  it('NP22 one item with both selectors splits, two items with one each join', () => {
    const [both] = readSides(AND)[0]?.rules[0]?.peers ?? [];
    expect(both).toMatchObject({ kind: 'both', splits: true });
    expect(both).not.toHaveProperty('joins');
    const peers = readSides(OR)[0]?.rules[0]?.peers ?? [];
    expect(peers.map(({ kind, joins }) => [kind, joins])).toEqual([
      ['pods', 1],
      ['namespaces', 0],
    ]);
    expect(changePolicy(AND, { type: 'splitPeer', ...FIRST, at: 0 })).toEqual(OR);
    expect(changePolicy(OR, { type: 'joinPeers', ...FIRST, at: 0, other: 1 })).toEqual(AND);
    expect(changePolicy(OR, { type: 'joinPeers', ...FIRST, at: 1, other: 0 })).toEqual(AND);
  });
});

describe('changes of the form', () => {
  it('NP19 the same policy by form, by sentence and by YAML is one and the same', () => {
    const [metrics, probe] = ['metrics', 'probe'].map((app) => ({ podSelector: { matchLabels: { app } } }));
    if (!metrics || !probe) throw new Error('no peers');
    const changes: readonly PolicyChange[] = [
      { type: 'setSubject', selector: { matchLabels: { app: 'till' } } },
      { type: 'addRule', direction: 'ingress', added: { peers: [probe] } },
      { type: 'putPeer', ...FIRST, at: 0, peer: metrics },
      { type: 'addPort', ...FIRST, port: { protocol: 'TCP', port: 9090 } },
      { type: 'addRule', direction: 'egress', added: {} },
      { type: 'removeRule', direction: 'egress', rule: 0 },
    ];
    const formed = changes.reduce(changePolicy, policyOf('policyTypes: [Ingress]'));
    const said = parsePolicySentences(
      'pods app=till in data accept TCP 9090 from pods app=metrics in the same namespace\npods app=till in data send nothing',
      formed,
    );
    expect(said.ok && said.policy).toEqual(formed);
    expect(
      policyOf(
        'podSelector: { matchLabels: { app: till } }\npolicyTypes: [Ingress, Egress]\ningress: [{ from: [{ podSelector: { matchLabels: { app: metrics } } }], ports: [{ port: 9090 }] }]',
      ),
    ).toEqual(formed);
  });

  it('NP16 the last peer takes its rule along and never leaves everybody', () => {
    const changed = changePolicy(AND, { type: 'removePeer', ...FIRST, at: 0 });
    expect(writePolicySentences(changed)).toContain('accept nothing');
  });

  it('NP17 the last port stays until every port is asked for', () => {
    expect(changePolicy(AND, { type: 'removePort', ...FIRST, at: 0 })).toEqual(AND);
    expect(writePolicySentences(changePolicy(AND, { type: 'everyPort', ...FIRST }))).toContain('accept everything from');
  });

  it('NP12 a rule brings its direction, and the last direction stays', () => {
    const added = changePolicy(AND, { type: 'addRule', direction: 'egress', added: { ports: [{ protocol: 'UDP', port: 53 }] } });
    expect(added.spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(changePolicy(AND, { type: 'setJudged', direction: 'ingress', judged: false })).toEqual(AND);
  });

  it('any change of any policy gives a policy that the API server would take, and keeps what it is not about', () => {
    const place = {
      direction: fc.constantFrom('ingress' as const, 'egress' as const),
      rule: fc.nat({ max: 3 }),
      at: fc.nat({ max: 3 }),
    };
    const change = fc.record({
      ...place,
      type: fc.constantFrom(
        'removeRule',
        'removePeer',
        'splitPeer',
        'joinPeers',
        'admitAnyone',
        'removePort',
        'everyPort',
        'mergeRules',
        'addPort',
        'addPeer',
        'setJudged',
        'addRule',
      ),
      other: fc.nat({ max: 3 }),
      judged: fc.boolean(),
      added: fc.constant({ ports: [{ protocol: 'TCP' as const, port: 80 }] }),
      port: fc.constant({ protocol: 'UDP' as const, port: 53 }),
      peer: fc.constant({ podSelector: {} }),
    });
    fc.assert(
      fc.property(randomPolicy(), change, (policy, made) => {
        const labelled = { ...policy, metadata: { ...policy.metadata, labels: { a: 'b' } } };
        const changed = changePolicy(labelled, made as PolicyChange);
        expect(changed.metadata).toEqual(labelled.metadata);
        expect(changed.spec.podSelector).toEqual(policy.spec.podSelector);
        expect(changed.spec.policyTypes.length).toBeGreaterThan(0);
        const parsed = parsePolicySentences(writePolicySentences(changed), labelled);
        expect(parsed.ok ? parsed.policy : parsed.problem).toEqual(changed);
        expect(editOf(changed)).toEqual({ type: 'putObject', resource: changed });
      }),
      { numRuns: 2000, seed: 52 },
    );
  });
});

describe('a change in the text', () => {
  const TEXT = `# who may reach the till
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: p
  namespace: data
spec:
  podSelector: {} # everybody here
  policyTypes: [Ingress]
  ingress:
  # the scrapers
  - from:
    - podSelector: { matchLabels: { app: shop } }
      namespaceSelector: { matchLabels: { team: shop } }
    ports:
    - port: 80 # plain
      protocol: TCP
`;

  it('keeps comments and order, and says what the policy says', () => {
    const [policy] = parseManifests(TEXT).resources;
    if (policy?.kind !== 'NetworkPolicy') throw new Error('no policy');
    const changed = changePolicy(policy, { type: 'addPort', ...FIRST, port: { protocol: 'TCP', port: 443 } });
    const text = rewritePolicy(TEXT, changed);
    for (const comment of ['# who may reach the till', '# everybody here', '# the scrapers', '# plain'])
      expect(text).toContain(comment);
    expect(parseManifests(text).resources).toEqual([changed]);
    expect(rewritePolicy(TEXT, policy)).toBe(TEXT);
  });

  it('a text that is broken or about something else is written anew', () => {
    for (const text of ['', 'kind: [', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a }] }\n'])
      expect(parseManifests(rewritePolicy(text, AND)).resources).toEqual([AND]);
  });
});

describe('policies of other makers', () => {
  it('D-12 are named, and NetworkPolicies are not among them', () => {
    const other = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: c, namespace: data }
spec: { endpointSelector: {}, ingress: [{}] }
`;
    const { spec } = parseWorld([{ name: 'a.yaml', text: `${other}---\n${writeResource(AND)}` }]);
    expect(spec && listOtherPolicies(spec)).toEqual(['CiliumNetworkPolicy/data/c']);
  });
});
