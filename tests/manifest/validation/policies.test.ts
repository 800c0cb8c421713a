// Section 10.3: NetworkPolicy. Rules: VAL18–VAL30, and what is no error.
import { describe } from 'vitest';
import { policy } from '../sentences.ts';
import { CIDR, invalid, PORT, type Row, table } from './truth.ts';

const from = (peer: string): string => policy(`podSelector: {}\ningress:\n- from:\n  - ${peer}`);
const to = (peer: string): string => policy(`podSelector: {}\negress:\n- to:\n  - ${peer}`);
const ports = (port: string): string => policy(`podSelector: {}\ningress:\n- ports:\n  - ${port}`);
const types = (list: string): string => policy(`podSelector: {}\npolicyTypes: ${list}`);
const at = { line: 8, kind: 'NetworkPolicy', name: 'p' };
const told = (path: string, rest: string): readonly string[] => [invalid(at, path, rest)];
const block = 'spec.ingress[0].from[0].ipBlock';
const end = 'spec.ingress[0].ports[0].endPort';
const warned = (path: string, text: string): string => `8 ${path} | ${path}: ${text}`;

const ROWS: readonly Row[] = [
  [
    'VAL18',
    ports('{ protocol: ICMP }'),
    told('spec.ingress[0].ports[0].protocol', 'Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"'),
  ],
  ['VAL19', from('{}'), told('spec.ingress[0].from[0]', 'Required value: must specify a peer')],
  ['VAL19', to('{}'), told('spec.egress[0].to[0]', 'Required value: must specify a peer')],
  [
    'VAL20',
    to('{ ipBlock: { cidr: 10.0.0.0/8 }, namespaceSelector: {} }'),
    told('spec.egress[0].to[0]', 'Forbidden: may not specify both ipBlock and another peer'),
  ],
  ['VAL21 the rest of the block is skipped', from('{ ipBlock: { except: [nowhere] } }'), told(`${block}.cidr`, 'Required value')],
  ['VAL22', from('{ ipBlock: { cidr: 10.0.0.1 } }'), told(`${block}.cidr`, `Invalid value: "10.0.0.1": ${CIDR}`)],
  ['VAL22', from('{ ipBlock: { cidr: 10.0.0.0/33 } }'), told(`${block}.cidr`, `Invalid value: "10.0.0.0/33": ${CIDR}`)],
  ['VAL22', from('{ ipBlock: { cidr: 10.0.0.0/8, except: [x] } }'), told(`${block}.except[0]`, `Invalid value: "x": ${CIDR}`)],
  ['VAL22', from('{ ipBlock: { cidr: "2001:db8::/64" } }'), []],
  [
    'VAL23 a warning, masked',
    from('{ ipBlock: { cidr: 10.0.0.5/8 } }'),
    [warned(`${block}.cidr`, 'CIDR value "10.0.0.5/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.0.0.5/32"?)')],
  ],
  [
    'VAL23 leading zeros',
    from('{ ipBlock: { cidr: 010.0.0.0/8 } }'),
    [
      warned(
        `${block}.cidr`,
        'non-standard CIDR value "010.0.0.0/8" will be considered invalid in a future Kubernetes release: use "10.0.0.0/8"',
      ),
    ],
  ],
  [
    'VAL23 IPv4-mapped',
    from('{ ipBlock: { cidr: "::ffff:10.0.0.0/104" } }'),
    [
      warned(
        `${block}.cidr`,
        'non-standard CIDR value "::ffff:10.0.0.0/104" will be considered invalid in a future Kubernetes release: use "10.0.0.0/8"',
      ),
    ],
  ],
  [
    'VAL24 outside',
    from('{ ipBlock: { cidr: 10.0.0.0/16, except: [10.1.0.0/24] } }'),
    told(`${block}.except[0]`, 'Invalid value: "10.1.0.0/24": must be a strict subset of `cidr`'),
  ],
  [
    'VAL24 the same',
    from('{ ipBlock: { cidr: 10.0.0.0/16, except: [10.0.0.0/16] } }'),
    told(`${block}.except[0]`, 'Invalid value: "10.0.0.0/16": must be a strict subset of `cidr`'),
  ],
  ['VAL25 VAL16', ports('{ port: 70000 }'), told('spec.ingress[0].ports[0].port', `Invalid value: 70000: ${PORT}`)],
  ['VAL26', ports('{ endPort: 90 }'), told(end, 'Invalid value: 90: may not be specified when `port` is not specified')],
  [
    'VAL27',
    ports('{ port: http, endPort: 90 }'),
    told(end, 'Invalid value: 90: may not be specified when `port` is non-numeric'),
  ],
  ['VAL28', ports('{ port: 90, endPort: 80 }'), told(end, 'Invalid value: 80: must be greater than or equal to `port`')],
  ['VAL28', ports('{ port: 90, endPort: 90 }'), []],
  ['VAL28 VAL16', ports('{ port: 90, endPort: 65536 }'), told(end, `Invalid value: 65536: ${PORT}`)],
  [
    'VAL29 stops: the words are not judged',
    types('[Ingress, Egress, Both]'),
    [
      invalid(
        { ...at, line: 6 },
        'spec.policyTypes',
        'Invalid value: ["Ingress","Egress","Both"]: may not specify more than two policyTypes',
      ),
    ],
  ],
  [
    'VAL30',
    types('[Ingress, egress]'),
    [invalid({ ...at, line: 6 }, 'spec.policyTypes[1]', 'Unsupported value: "egress": supported values: "Ingress", "Egress"')],
  ],
  ['no error: duplicates', types('[Ingress, Ingress]'), []],
  ['no error: egress rules under policyTypes [Ingress]', policy('podSelector: {}\npolicyTypes: [Ingress]\negress: [{}]'), []],
  ['no error: nobody is selected', policy('podSelector: { matchLabels: { app: nobody } }\ningress: []'), []],
  [
    'VAL3 everything that is wrong with one object is told',
    policy('podSelector: {}\npolicyTypes: [egress]\ningress:\n- from: [{}]\n  ports: [{ port: 0 }]'),
    [
      invalid({ ...at, line: 6 }, 'spec.policyTypes[0]', 'Unsupported value: "egress": supported values: "Ingress", "Egress"'),
      invalid({ ...at, line: 8 }, 'spec.ingress[0].from[0]', 'Required value: must specify a peer'),
      invalid({ ...at, line: 9 }, 'spec.ingress[0].ports[0].port', `Invalid value: 0: ${PORT}`),
    ],
  ],
];

describe('10.3 NetworkPolicy', () => {
  table(ROWS);
});
