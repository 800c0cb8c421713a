// Policy sentences: written and read back without loss, for every shape that NetworkPolicy v1 has, and a place for everything that is not understood.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkPolicy } from '../../src/engine/model/kubernetes.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { writeResource } from '../../src/manifest/writeManifests.ts';
import { parsePolicySentences } from '../../src/studio/sentence/parseSentences.ts';
import { writePolicySentences } from '../../src/studio/sentence/writeSentences.ts';
import { policyOf, randomPolicy } from './policies.ts';

const HEAD = { metadata: { name: 'p', namespace: 'data' } };

function readBack(text: string): NetworkPolicy {
  const parsed = parsePolicySentences(text, HEAD);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return parsed.policy;
}

function problemIn(text: string): { code: string; line: number; column: number } {
  const parsed = parsePolicySentences(text, HEAD);
  if (parsed.ok) throw new Error(`understood: ${writePolicySentences(parsed.policy)}`);
  const { code, line, column } = parsed.problem;
  return { code, line, column };
}

/** One sentence and the `spec` that it is; each is canonical. */
const SENTENCES: readonly (readonly [string, string, string])[] = [
  [
    'NP20–NP22 a peer by both labels is AND',
    'pods app=db in data accept TCP 5432 from pods app=shop in namespaces team=shop',
    `podSelector: { matchLabels: { app: db } }
policyTypes: [Ingress]
ingress: [{ from: [{ podSelector: { matchLabels: { app: shop } }, namespaceSelector: { matchLabels: { team: shop } } }], ports: [{ port: 5432 }] }]`,
  ],
  [
    'NP22 two peers are OR',
    'pods app=db in data accept TCP 5432 from pods app=shop in the same namespace or namespaces team=shop',
    `podSelector: { matchLabels: { app: db } }
ingress: [{ from: [{ podSelector: { matchLabels: { app: shop } } }, { namespaceSelector: { matchLabels: { team: shop } } }], ports: [{ port: 5432 }] }]`,
  ],
  ['NP14 deny-all', 'all pods in data accept nothing\nall pods in data send nothing', 'policyTypes: [Ingress, Egress]'],
  ['NP15 allow-all', 'all pods in data accept everything from anyone', 'ingress: [{}]'],
  [
    'NP16 no peers',
    'all pods in data accept UDP 53 and TCP 53 from anyone',
    'ingress: [{ ports: [{ protocol: UDP, port: 53 }, { port: 53 }] }]',
  ],
  ['NP18 an empty port is every port of TCP', 'all pods in data accept any TCP port from anyone', 'ingress: [{ ports: [{}] }]'],
  [
    'NP12 absent policyTypes with egress rules are both',
    'all pods in data accept nothing\nall pods in data send everything to anywhere',
    'egress: [{}]',
  ],
  ['NP12 empty policyTypes are Ingress', 'all pods in data accept nothing', 'policyTypes: []'],
  [
    'NP13 rules of a direction that is not listed',
    'all pods in data accept nothing\nignored: all pods in data send everything to anywhere',
    'policyTypes: [Ingress]\negress: [{}]',
  ],
  [
    'NP23 every namespace, with and without pods',
    'all pods in data accept everything from all namespaces or all pods in all namespaces or all pods in the same namespace',
    'ingress: [{ from: [{ namespaceSelector: {} }, { namespaceSelector: {}, podSelector: {} }, { podSelector: {} }] }]',
  ],
  [
    'NP24 a namespace by its name',
    'all pods in data send UDP 53 to pods k8s-app=kube-dns in namespace kube-system',
    `policyTypes: [Egress]
egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ protocol: UDP, port: 53 }] }]`,
  ],
  [
    'NP25 every operator',
    'pods app="", tier in (a, b), zone not in (x, ""), has here, lacks there in data accept nothing',
    `podSelector: { matchLabels: { app: '' }, matchExpressions: [{ key: tier, operator: In, values: [a, b] }, { key: zone, operator: NotIn, values: [x, ''] }, { key: here, operator: Exists }, { key: there, operator: DoesNotExist }] }`,
  ],
  [
    'NP26, NP27 a block with exceptions, in both families',
    'all pods in data send everything to addresses 10.0.0.0/8 except 10.1.0.0/16 and 10.2.0.0/16 or addresses 2001:db8::/32',
    `policyTypes: [Egress]
egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16] } }, { ipBlock: { cidr: '2001:db8::/32' } }] }]`,
  ],
  [
    'NP32, NP33 named ports and ranges',
    'all pods in data accept TCP http, TCP 8000-8100 and SCTP "port" from anyone',
    'ingress: [{ ports: [{ port: http }, { port: 8000, endPort: 8100 }, { protocol: SCTP, port: port }] }]',
  ],
  [
    'names that are words of the sentence stand in quotes',
    'pods "in"="to" in data accept nothing',
    'podSelector: { matchLabels: { in: to } }',
  ],
];

describe('policy sentences', () => {
  it.each(SENTENCES)('%s', (_rule, text, spec) => {
    const policy = policyOf(spec);
    expect(writePolicySentences(policy)).toBe(`policy p\n${text}\n`);
    expect(readBack(text)).toEqual(policy);
  });

  it('NP11–NP33 read(write(p)) is p for 4,000 random policies, through YAML as well', { timeout: 60_000 }, () => {
    let count = 0;
    fc.assert(
      fc.property(randomPolicy(), (policy) => {
        const text = writePolicySentences(policy);
        const parsed = parsePolicySentences(text);
        expect(parsed.ok ? parsed.policy : parsed.problem).toEqual(policy);
        if (parsed.ok) expect(writePolicySentences(parsed.policy)).toBe(text);
        if (++count % 8 === 0) expect(parseManifests(writeResource(policy)).resources).toEqual([policy]);
      }),
      { numRuns: 4000, seed: 50 },
    );
  });

  it('10,000 random lines are read or refused at a place in the text, and what is read comes back canonical', () => {
    const word = fc.constantFrom(
      ...'pods all in data accept send nothing everything from to or and , ( ) = app db TCP 53 1-2 addresses 10.0.0.0/8 except namespaces namespace the same has lacks not anyone ignored: " ! \u00e9'.split(
        ' ',
      ),
    );
    const line = fc.oneof(
      fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
      fc.array(word, { maxLength: 3 }).map((words) => `all pods in data accept TCP 53 from all ${words.join(' ')}`),
      fc.array(word, { maxLength: 3 }).map((words) => `pods app=db in data send everything ${words.join(' ')} to anyone`),
    );
    let read = 0;
    fc.assert(
      fc.property(line, (text) => {
        const parsed = parsePolicySentences(text, HEAD);
        if (!parsed.ok) {
          expect(parsed.problem.line).toBe(1);
          expect(parsed.problem.column).toBeGreaterThan(0);
          expect(parsed.problem.column).toBeLessThanOrEqual(text.length + 1);
          return;
        }
        read++;
        const canonical = writePolicySentences(parsed.policy);
        expect(readBack(canonical)).toEqual(parsed.policy);
      }),
      { numRuns: 10_000, seed: 51 },
    );
    expect(read).toBeGreaterThan(50);
  });

  it('says in other words what has a canonical way', () => {
    const canonical = 'pods app=db, tier not in (a), lacks old in data accept UDP 53 and TCP 53 from pods app=x in namespace ops';
    const loose = 'PODS app == db, tier notin (a), !old in data  accept udp 53, tcp 53 from pods app=x in ops';
    expect(writePolicySentences(readBack(loose))).toBe(`policy p\n${canonical}\n`);
    expect(readBack('all pods in data accept everything from pods a=b in data')).toEqual(
      policyOf('ingress: [{ from: [{ podSelector: { matchLabels: { a: b } } }] }]'),
    );
  });

  it('keeps labels and annotations of the object', () => {
    const metadata = { name: 'p', namespace: 'data', labels: { team: 'a' }, annotations: { note: 'b' } };
    const parsed = parsePolicySentences('all pods in data accept nothing', { metadata });
    expect(parsed.ok && parsed.policy.metadata).toEqual(metadata);
  });

  it.each([
    ['', 'sentence.empty', 1, 1],
    ['policy a', 'sentence.empty', 1, 1],
    ['the pods', 'sentence.subject', 1, 1],
    ['pods in data accept nothing', 'sentence.selector', 1, 6],
    ['pods app data accept nothing', 'sentence.label', 1, 10],
    ['pods app= in data accept nothing', 'sentence.value', 1, 11],
    ['pods app=db accept nothing', 'sentence.subjectWhere', 1, 13],
    ['all pods in data receive nothing', 'sentence.verb', 1, 18],
    ['all pods in data accept 80 from anyone', 'sentence.what', 1, 25],
    ['all pods in data accept TCP from anyone', 'sentence.port', 1, 29],
    ['all pods in data accept any port from anyone', 'sentence.protocol', 1, 29],
    ['all pods in data accept TCP 80 anyone', 'sentence.preposition', 1, 32],
    ['all pods in data accept TCP 80 from shop', 'sentence.peer', 1, 37],
    ['all pods in data accept TCP 80 from pods app=x', 'sentence.where', 1, 47],
    ['all pods in data accept TCP 90000 from anyone', 'sentence.refused', 1, 29],
    ['all pods in data accept TCP 80-70 from anyone', 'sentence.range', 1, 29],
    ['all pods in data accept TCP 80 from addresses 10.0.0.1', 'sentence.refused', 1, 47],
    ['all pods in data accept TCP 80 from addresses 10.0.0.0/8 except 11.0.0.0/16', 'sentence.except', 1, 65],
    ['all pods in data accept nothing at all', 'sentence.end', 1, 33],
    ['all pods in data accept nothing\nall pods in shop send nothing', 'sentence.otherSubject', 2, 1],
    ['all pods in data accept nothing\nall pods in data accept TCP 80 from anyone', 'sentence.nothing', 2, 18],
    ['ignored: all pods in data send everything to anywhere', 'sentence.allIgnored', 1, 1],
    ['pods app=a, app=b in data accept nothing', 'sentence.twice', 1, 13],
    ['pods app="a in data accept nothing', 'sentence.quote', 1, 10],
    ['pods app in (a in data accept nothing', 'sentence.bracket', 1, 16],
  ])('%s → %s', (text, code, line, column) => {
    expect(problemIn(text)).toEqual({ code, line, column });
  });

  it('long texts are refused before they are read', () => {
    expect(problemIn('pods '.repeat(20_000)).code).toBe('sentence.long');
    expect(problemIn('\n'.repeat(1000)).code).toBe('sentence.lines');
  });
});
