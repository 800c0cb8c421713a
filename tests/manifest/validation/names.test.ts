// Section 10.2: names, labels, selectors, ports. Rules: VAL6–VAL17.
import { describe } from 'vitest';
import { DNS1035, invalid, LABEL, NAME_PART, PORT, type Row, SUBDOMAIN, table, VALUE } from './truth.ts';

const policy = (metadata: string, spec = 'podSelector: {}'): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: ${metadata}\nspec:\n  ${spec}`;
const service = (metadata: string, port = '{ port: 80 }'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: ${metadata}\nspec:\n  ports:\n  - ${port}`;
const selector = (expression: string): string => policy('{ name: x }', `podSelector: { matchExpressions: [${expression}] }`);
const port = (text: string): string => policy('{ name: x }', `ingress: [{ ports: [{ port: ${text} }] }]\n  podSelector: {}`);
const container = (text: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec:\n  containers: [{ name: a, image: a, ports: [${text}] }]`;
const at3 = { line: 3, kind: 'NetworkPolicy' };
const at5 = { line: 5, kind: 'NetworkPolicy' };
const labelled = (label: string): string => policy(`{ name: x, labels: { ${label} } }`);
const wrongLabel = (shown: string, detail: string): string =>
  invalid(at3, 'metadata.labels', `Invalid value: ${JSON.stringify(shown)}: ${detail}`);
const expression = 'spec.podSelector.matchExpressions[0]';
const portPath = 'spec.ingress[0].ports[0].port';
const wrongPort = (shown: string, detail: string): string => invalid(at5, portPath, `Invalid value: ${shown}: ${detail}`);

const ROWS: readonly Row[] = [
  [
    'VAL6',
    policy('{ name: Web_1 }'),
    [invalid({ ...at3, name: 'Web_1' }, 'metadata.name', `Invalid value: "Web_1": ${SUBDOMAIN}`)],
  ],
  ['VAL6', policy('{ name: a.b }'), []],
  ['VAL6', policy('{ name: a..b }'), [invalid({ ...at3, name: 'a..b' }, 'metadata.name', `Invalid value: "a..b": ${SUBDOMAIN}`)]],
  [
    'VAL7',
    service('{ name: 1web }'),
    [invalid({ line: 3, kind: 'Service', name: '1web' }, 'metadata.name', `Invalid value: "1web": ${DNS1035}`)],
  ],
  [
    'VAL7',
    service('{ name: a.b }'),
    [invalid({ line: 3, kind: 'Service', name: 'a.b' }, 'metadata.name', `Invalid value: "a.b": ${DNS1035}`)],
  ],
  [
    'VAL8',
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: a.b }',
    [invalid({ line: 3, kind: 'Namespace', name: 'a.b' }, 'metadata.name', `Invalid value: "a.b": ${LABEL}`)],
  ],
  [
    'VAL8',
    service('{ name: x }', '{ port: 80, name: Http }'),
    [invalid({ line: 6, kind: 'Service' }, 'spec.ports[0].name', `Invalid value: "Http": ${LABEL}`)],
  ],
  [
    'VAL9',
    service(`{ name: ${'w'.repeat(64)} }`),
    [
      invalid(
        { line: 3, kind: 'Service', name: 'w'.repeat(64) },
        'metadata.name',
        `Invalid value: "${'w'.repeat(64)}": must be no more than 63 characters`,
      ),
    ],
  ],
  [
    'VAL9 VAL8 length and letters are told together',
    `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${'W'.repeat(64)} }`,
    [
      invalid(
        { line: 3, kind: 'Namespace', name: 'W'.repeat(64) },
        'metadata.name',
        `Invalid value: "${'W'.repeat(64)}": must be no more than 63 characters`,
      ),
      invalid(
        { line: 3, kind: 'Namespace', name: 'W'.repeat(64) },
        'metadata.name',
        `Invalid value: "${'W'.repeat(64)}": ${LABEL}`,
      ),
    ],
  ],
  ['VAL10', policy('{}'), [invalid({ ...at3, name: '' }, 'metadata.name', 'Required value: name or generateName is required')]],
  ['VAL11', labelled('"/app": x'), [wrongLabel('/app', 'prefix part must be non-empty')]],
  [
    'VAL11',
    labelled('"a.example/": x'),
    [wrongLabel('a.example/', 'name part must be non-empty'), wrongLabel('a.example/', NAME_PART)],
  ],
  ['VAL11', labelled('"A.example/app": x'), [wrongLabel('A.example/app', `prefix part ${SUBDOMAIN}`)]],
  ['VAL11', labelled('"a b": x'), [wrongLabel('a b', NAME_PART)]],
  ['VAL11', labelled(`${'a'.repeat(64)}: x`), [wrongLabel('a'.repeat(64), 'name part must be no more than 63 characters')]],
  ['VAL11', labelled('kubernetes.io/metadata.name: x'), []],
  ['VAL12', labelled('app: "x y"'), [wrongLabel('x y', VALUE)]],
  ['VAL12', labelled(`app: ${'x'.repeat(64)}`), [wrongLabel('x'.repeat(64), 'must be no more than 63 characters')]],
  ['VAL12', labelled('app: ""'), []],
  [
    'VAL13',
    selector('{ key: app, operator: In }'),
    [invalid(at5, `${expression}.values`, "Required value: must be specified when `operator` is 'In' or 'NotIn'")],
  ],
  [
    'VAL13',
    selector('{ key: app, operator: NotIn, values: [] }'),
    [invalid(at5, `${expression}.values`, "Required value: must be specified when `operator` is 'In' or 'NotIn'")],
  ],
  [
    'VAL14',
    selector('{ key: app, operator: DoesNotExist, values: [a] }'),
    [invalid(at5, `${expression}.values`, "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'")],
  ],
  [
    'VAL15',
    selector('{ key: app, operator: Equals, values: [a] }'),
    [invalid(at5, `${expression}.operator`, 'Invalid value: "Equals": not a valid selector operator')],
  ],
  ['VAL16', port('0'), [wrongPort('0', PORT)]],
  ['VAL16', port('65536'), [wrongPort('65536', PORT)]],
  ['VAL16', port('65535'), []],
  ['VAL17', port('a-name-of-sixteen'), [wrongPort('"a-name-of-sixteen"', 'must be no more than 15 characters')]],
  ['VAL17', port('Http'), [wrongPort('"Http"', 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')]],
  ['VAL17', port('"80"'), [wrongPort('"80"', 'must contain at least one letter (a-z)')]],
  ['VAL17', port('a--b'), [wrongPort('"a--b"', 'must not contain consecutive hyphens')]],
  ['VAL17', port('-a'), [wrongPort('"-a"', 'must not begin or end with a hyphen')]],
  [
    'VAL17 several at once',
    port('"8--"'),
    [
      wrongPort('"8--"', 'must contain at least one letter (a-z)'),
      wrongPort('"8--"', 'must not contain consecutive hyphens'),
      wrongPort('"8--"', 'must not begin or end with a hyphen'),
    ],
  ],
  [
    'VAL17',
    container('{ containerPort: 80, name: web_ui }'),
    [
      invalid(
        { line: 5, kind: 'Pod' },
        'spec.containers[0].ports[0].name',
        'Invalid value: "web_ui": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
      ),
    ],
  ],
];

describe('10.2 names, labels, selectors', () => {
  table(ROWS);
});
