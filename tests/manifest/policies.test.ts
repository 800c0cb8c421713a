// NetworkPolicy: the API server's defaults and its words. Rules: NP12–NP17, NP23, VAL18–VAL30.
import { describe, expect, it } from 'vitest';
import { errorsOf, policy, problemsOf, readOne, sentencesOf } from './sentences.ts';

const from = (peer: string): string => policy(`podSelector: {}\ningress:\n- from:\n  - ${peer}`);
const ports = (port: string): string => policy(`podSelector: {}\ningress:\n- ports:\n  - ${port}`);

describe('defaults', () => {
  it('NP12 policyTypes: Ingress always, Egress only where there are egress rules', () => {
    expect(readOne(policy('podSelector: {}'), 'NetworkPolicy').spec.policyTypes).toEqual(['Ingress']);
    expect(readOne(policy('podSelector: {}\negress: []'), 'NetworkPolicy').spec.policyTypes).toEqual(['Ingress']);
    expect(readOne(policy('podSelector: {}\negress: [{}]'), 'NetworkPolicy').spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(readOne(policy('podSelector: {}\npolicyTypes: []\negress: [{}]'), 'NetworkPolicy').spec.policyTypes).toEqual([
      'Ingress',
      'Egress',
    ]);
    expect(readOne(policy('podSelector: {}\npolicyTypes: [Egress]'), 'NetworkPolicy').spec.policyTypes).toEqual(['Egress']);
  });

  it('NP13 egress rules under policyTypes [Ingress] are kept as written', () => {
    const { spec } = readOne(policy('podSelector: {}\npolicyTypes: [Ingress]\negress: [{}]'), 'NetworkPolicy');
    expect(spec).toEqual({ podSelector: {}, policyTypes: ['Ingress'], egress: [{}] });
  });

  it('NP14 NP16 NP17 no rule, an empty rule and an empty list of peers stay three things', () => {
    expect(readOne(policy('podSelector: {}\ningress: []'), 'NetworkPolicy').spec.ingress).toBeUndefined();
    expect(readOne(policy('podSelector: {}\ningress: [{}]'), 'NetworkPolicy').spec.ingress).toEqual([{}]);
    expect(readOne(policy('podSelector: {}\ningress: [{ from: [], ports: [] }]'), 'NetworkPolicy').spec.ingress).toEqual([{}]);
  });

  it('NP18 a port without protocol is TCP, an empty port too', () => {
    const { spec } = readOne(
      policy('podSelector: {}\ningress: [{ ports: [{}, { port: 53, protocol: UDP }, { port: http }] }]'),
      'NetworkPolicy',
    );
    expect(spec.ingress?.[0]?.ports).toEqual([
      { protocol: 'TCP' },
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 'http' },
    ]);
  });

  it('NP22 NP23 one item with both selectors is one peer; an empty namespaceSelector is kept', () => {
    const { spec } = readOne(from('namespaceSelector: {}\n    podSelector: { matchLabels: { app: web } }'), 'NetworkPolicy');
    expect(spec.ingress?.[0]?.peers).toEqual([{ podSelector: { matchLabels: { app: 'web' } }, namespaceSelector: {} }]);
    const two = readOne(from('namespaceSelector: {}\n  - podSelector: { matchLabels: { app: web } }'), 'NetworkPolicy');
    expect(two.spec.ingress?.[0]?.peers).toHaveLength(2);
  });

  it('NP11 without a namespace it lands in default', () => {
    const { metadata } = readOne(
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }\nspec: { podSelector: {} }',
      'NetworkPolicy',
    );
    expect(metadata.namespace).toBe('default');
  });
});

describe('validation', () => {
  it.each([
    [
      'VAL18',
      ports('{ protocol: ICMP }'),
      'spec.ingress[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"',
    ],
    ['VAL19', from('{}'), 'spec.ingress[0].from[0]: Required value: must specify a peer'],
    [
      'VAL20',
      from('{ ipBlock: { cidr: 10.0.0.0/8 }, podSelector: {} }'),
      'spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer',
    ],
    ['VAL21', from('{ ipBlock: { except: [10.0.0.0/8] } }'), 'spec.ingress[0].from[0].ipBlock.cidr: Required value'],
    [
      'VAL22',
      from('{ ipBlock: { cidr: 10.0.0.1 } }'),
      'spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "10.0.0.1": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
    [
      'VAL22',
      from('{ ipBlock: { cidr: 10.0.0.0/8, except: [nowhere] } }'),
      'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "nowhere": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
    [
      'VAL24',
      from('{ ipBlock: { cidr: 10.0.0.0/16, except: [10.0.0.0/16] } }'),
      'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.0.0.0/16": must be a strict subset of `cidr`',
    ],
    [
      'VAL24',
      from('{ ipBlock: { cidr: 10.0.0.0/16, except: [10.1.0.0/24] } }'),
      'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.1.0.0/24": must be a strict subset of `cidr`',
    ],
    [
      'VAL16',
      ports('{ port: 70000 }'),
      'spec.ingress[0].ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive',
    ],
    [
      'VAL17',
      ports('{ port: "80" }'),
      'spec.ingress[0].ports[0].port: Invalid value: "80": must contain at least one letter (a-z)',
    ],
    [
      'VAL26',
      ports('{ endPort: 90 }'),
      'spec.ingress[0].ports[0].endPort: Invalid value: 90: may not be specified when `port` is not specified',
    ],
    [
      'VAL27',
      ports('{ port: http, endPort: 90 }'),
      'spec.ingress[0].ports[0].endPort: Invalid value: 90: may not be specified when `port` is non-numeric',
    ],
    [
      'VAL28',
      ports('{ port: 90, endPort: 80 }'),
      'spec.ingress[0].ports[0].endPort: Invalid value: 80: must be greater than or equal to `port`',
    ],
    [
      'VAL29',
      policy('podSelector: {}\npolicyTypes: [Ingress, Egress, Ingress]'),
      'spec.policyTypes: Invalid value: ["Ingress","Egress","Ingress"]: may not specify more than two policyTypes',
    ],
    [
      'VAL30',
      policy('podSelector: {}\npolicyTypes: [ingress]'),
      'spec.policyTypes[0]: Unsupported value: "ingress": supported values: "Ingress", "Egress"',
    ],
    [
      'VAL13',
      policy('podSelector: { matchExpressions: [{ key: app, operator: In }] }'),
      "spec.podSelector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
    ],
    [
      'VAL14',
      policy('podSelector: { matchExpressions: [{ key: app, operator: Exists, values: [a] }] }'),
      "spec.podSelector.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
    ],
    [
      'VAL15',
      policy('podSelector: { matchExpressions: [{ key: app, operator: Equals, values: [a] }] }'),
      'spec.podSelector.matchExpressions[0].operator: Invalid value: "Equals": not a valid selector operator',
    ],
    [
      'VAL12',
      policy('podSelector: { matchLabels: { app: -x } }'),
      `spec.podSelector.matchLabels: Invalid value: "-x": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
    ],
  ])('%s %#', (code, text, detail) => {
    expect(errorsOf(text)).toEqual([`${code} ${detail}`]);
  });

  it('VAL3 the sentence names kind and object, and stands at the field', () => {
    expect(sentencesOf(ports('{ port: 90, endPort: 80 }'))).toEqual([
      '8: The NetworkPolicy "p" is invalid: spec.ingress[0].ports[0].endPort: Invalid value: 80: must be greater than or equal to `port`',
    ]);
    expect(problemsOf(ports('{ port: 90, endPort: 80 }'))[0]).toMatchObject({
      path: 'NetworkPolicy/shop/p: spec.ingress[0].ports[0].endPort',
      line: 8,
      column: 19,
    });
  });

  it('VAL3 several errors are told together', () => {
    expect(
      errorsOf(policy('podSelector: {}\npolicyTypes: [ingress]\ningress:\n- from: [{}]\n  ports: [{ port: 0 }]')),
    ).toHaveLength(3);
  });

  it('VAL23 host bits are a warning, and the policy stands', () => {
    const text = from('{ ipBlock: { cidr: 10.0.0.5/8 } }');
    expect(problemsOf(text)).toMatchObject([
      {
        severity: 'warning',
        code: 'VAL23',
        message:
          'spec.ingress[0].from[0].ipBlock.cidr: CIDR value "10.0.0.5/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.0.0.5/32"?)',
      },
    ]);
    expect(readOne(text, 'NetworkPolicy').spec.ingress?.[0]?.peers?.[0]?.ipBlock?.cidr).toBe('10.0.0.5/8');
  });

  it('VAL22 an IPv6 range is a range', () => {
    expect(errorsOf(from('{ ipBlock: { cidr: "::/0", except: ["2001:db8::/32"] } }'))).toEqual([]);
    expect(errorsOf(from('{ ipBlock: { cidr: "::/0", except: [10.0.0.0/8] } }'))).toHaveLength(1);
    expect(errorsOf(from('{ ipBlock: { cidr: "2001:::/0" } }'))).toHaveLength(1);
  });

  it('an empty list of exceptions says nothing', () => {
    const block = readOne(from('{ ipBlock: { cidr: 10.0.0.0/8, except: [] } }'), 'NetworkPolicy').spec.ingress?.[0]?.peers?.[0]
      ?.ipBlock;
    expect(block).toEqual({ cidr: '10.0.0.0/8' });
  });

  it('VAL28 a range of one port is a range', () => {
    expect(errorsOf(ports('{ port: 90, endPort: 90 }'))).toEqual([]);
    expect(errorsOf(ports('{ port: 90, endPort: 65536 }'))).toHaveLength(1);
  });

  it('what the API does not mind is not minded: duplicates, empty rules, selectors that match nothing', () => {
    expect(
      errorsOf(
        policy(
          'podSelector: { matchLabels: { nobody: here } }\ningress: [{}, {}]\negress: [{ to: [{ podSelector: {} }, { podSelector: {} }] }]',
        ),
      ),
    ).toEqual([]);
  });
});

it('VAL15 an expression of nothing is an expression without key and operator, found by fuzzing seed 500', () => {
  const found = errorsOf(policy('podSelector: { matchExpressions: [null] }'));
  expect(found[0]).toBe('VAL15 spec.podSelector.matchExpressions[0].operator: Invalid value: "": not a valid selector operator');
  expect(found).toHaveLength(3);
});
