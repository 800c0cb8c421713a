// Pods and workloads: defaults and the API server's words. Rules: VAL6, VAL8–VAL12, VAL16, VAL17, VAL63, SVC3.
import { describe, expect, it } from 'vitest';
import { errorsOf, pod, problemsOf, readOne } from './sentences.ts';

const deployment = (spec: string): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: ${spec}`;
const TEMPLATE = 'template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web }] } }';

describe('pods', () => {
  it('ports default to TCP; what traffic does not ask about is left out', () => {
    const text = pod(
      'containers:\n- name: a\n  image: a:1\n  command: [sh]\n  ports: [{ containerPort: 80 }]\ndnsPolicy: ClusterFirst\nhostNetwork: false',
    );
    expect(readOne(text, 'Pod').spec).toEqual({
      containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 80, protocol: 'TCP' }] }],
    });
  });

  it('SVC3 of a status: address, phase and the Ready condition', () => {
    const text = `${pod('containers: [{ name: a, image: a }]')}\nstatus: { podIP: 10.244.0.9, phase: Running, hostIP: 10.0.0.1, conditions: [{ type: Initialized, status: "True" }, { type: Ready, status: "False" }] }`;
    expect(readOne(text, 'Pod').status).toEqual({
      podIP: '10.244.0.9',
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False' }],
    });
  });

  it('SVC5 a restartable init container keeps that it is one', () => {
    const { spec } = readOne(
      pod(
        'containers: [{ name: a, image: a }]\ninitContainers: [{ name: b, image: b, restartPolicy: Always }, { name: c, image: c }]',
      ),
      'Pod',
    );
    expect(spec.initContainers).toEqual([
      { name: 'b', image: 'b', restartPolicy: 'Always' },
      { name: 'c', image: 'c' },
    ]);
  });

  it('a pod without image is read with a warning: a real cluster would refuse it', () => {
    expect(problemsOf(pod('containers: [{ name: a }]'))).toMatchObject([
      { severity: 'warning', message: 'spec.containers[0].image: Required value' },
    ]);
  });

  it.each([
    ['VAL10', pod('containers: []'), 'spec.containers: Required value'],
    ['VAL10', pod('containers: [{ image: a }]'), 'spec.containers[0].name: Required value'],
    ['VAL33', pod('containers: [{ name: a, image: a }, { name: a, image: a }]'), 'spec.containers[1].name: Duplicate value: "a"'],
    [
      'VAL16',
      pod('containers: [{ name: a, image: a, ports: [{ containerPort: 65536 }] }]'),
      'spec.containers[0].ports[0].containerPort: Invalid value: 65536: must be between 1 and 65535, inclusive',
    ],
    [
      'VAL17',
      pod('containers: [{ name: a, image: a, ports: [{ name: HTTP, containerPort: 80 }] }]'),
      'spec.containers[0].ports[0].name: Invalid value: "HTTP": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    ],
    [
      'VAL2',
      pod('containers: [{ name: a, image: a, ports: [{ containerPort: 80, protocol: tcp }] }]'),
      'spec.containers[0].ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"',
    ],
  ])('%s %#', (code, text, detail) => {
    expect(errorsOf(text)[0]).toBe(`${code} ${detail}`);
  });
});

describe('names and labels', () => {
  const named = (metadata: string): string[] => errorsOf(pod('containers: [{ name: a, image: a }]', metadata));

  it('VAL6 a name is a DNS subdomain', () => {
    expect(named('{ name: Web }')[0]).toMatch(
      /^VAL6 metadata\.name: Invalid value: "Web": a lowercase RFC 1123 subdomain must consist of/,
    );
    expect(named('{ name: a.b-c.d }')).toEqual([]);
    expect(named('{ name: a..b }')).toHaveLength(1);
  });

  it('VAL8 a namespace is a DNS label', () => {
    expect(named('{ name: a, namespace: a.b }')[0]).toMatch(
      /^VAL8 metadata\.namespace: Invalid value: "a\.b": a lowercase RFC 1123 label must/,
    );
    expect(errorsOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: a.b }')[0]).toMatch(/^VAL8 metadata\.name:/);
    expect(errorsOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: a, namespace: b }')).toEqual([
      'VAL8 metadata.namespace: Forbidden: not allowed on this type',
    ]);
  });

  it('VAL9 lengths', () => {
    expect(named(`{ name: ${'a'.repeat(254)} }`)).toEqual([
      `VAL9 metadata.name: Invalid value: "${'a'.repeat(200)}…": must be no more than 253 characters`,
    ]);
    expect(named(`{ name: ${'a'.repeat(253)} }`)).toEqual([]);
  });

  it('VAL10 a missing name', () => {
    expect(named('{}')).toEqual(['VAL10 metadata.name: Required value: name or generateName is required']);
    expect(named('{ generateName: a- }')[0]).toContain('give this Pod a metadata.name');
  });

  it.each([
    ['VAL11', '"/app": x', 'prefix part must be non-empty'],
    ['VAL11', '"example.com/": x', 'name part must be non-empty'],
    ['VAL11', '"Example.com/app": x', 'prefix part a lowercase RFC 1123 subdomain must consist of'],
    [
      'VAL11',
      '"a b": x',
      "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    ],
    ['VAL11', '"a/b/c": x', 'a valid label key must consist of'],
    ['VAL11', `${'a'.repeat(64)}: x`, 'name part must be no more than 63 characters'],
    ['VAL12', 'app: "x y"', 'a valid label must be an empty string or consist of alphanumeric characters'],
    ['VAL12', `app: ${'x'.repeat(64)}`, 'must be no more than 63 characters'],
  ])('%s %s', (code, label, detail) => {
    const [error = ''] = named(`{ name: a, labels: { ${label} } }`);
    expect(error).toContain(`${code} metadata.labels: Invalid value:`);
    expect(error).toContain(detail);
  });

  it('VAL11 VAL12 legal oddities pass: empty values, upper case, prefixed keys', () => {
    expect(named('{ name: a, labels: { App: "", kubernetes.io/metadata.name: A_b.c-D, valueOf: x } }')).toEqual([]);
  });

  it('a wrong label stands at its own line', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    good: x\n    bad: _\nspec: { containers: [{ name: a, image: a }] }';
    expect(problemsOf(text)).toMatchObject([{ line: 7, column: 5, path: 'Pod/default/a: metadata.labels' }]);
  });
});

describe('workloads', () => {
  it('one replica by default; a DaemonSet has none', () => {
    expect(readOne(deployment(`{ selector: { matchLabels: { app: web } }, ${TEMPLATE} }`), 'Deployment').spec.replicas).toBe(1);
    const daemon = `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: a }\nspec: { selector: { matchLabels: { app: web } }, ${TEMPLATE} }`;
    expect(readOne(daemon, 'DaemonSet').spec).not.toHaveProperty('replicas');
  });

  it('VAL63 the template carries what the selector asks for', () => {
    expect(errorsOf(deployment(`{ selector: { matchLabels: { app: api } }, ${TEMPLATE} }`))).toEqual([
      'VAL63 spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ]);
    expect(
      errorsOf(deployment(`{ selector: { matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }, ${TEMPLATE} }`)),
    ).toHaveLength(1);
    expect(
      errorsOf(
        deployment(
          `{ selector: { matchExpressions: [{ key: app, operator: Exists }, { key: x, operator: DoesNotExist }] }, ${TEMPLATE} }`,
        ),
      ),
    ).toEqual([]);
  });

  it.each([
    [`{ ${TEMPLATE} }`, 'spec.selector: Required value'],
    [`{ selector: {}, ${TEMPLATE} }`, 'spec.selector: Invalid value: {}: empty selector is invalid for deployment'],
    [
      `{ replicas: -1, selector: { matchLabels: { app: web } }, ${TEMPLATE} }`,
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      '{ selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { restartPolicy: Never, containers: [{ name: a, image: a }] } } }',
      'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
    ],
  ])('VAL63 %s', (spec, detail) => {
    expect(errorsOf(deployment(spec))).toEqual([`VAL63 ${detail}`]);
  });

  it('a million replicas are a slip', () => {
    expect(errorsOf(deployment(`{ replicas: 1000000, selector: { matchLabels: { app: web } }, ${TEMPLATE} }`))[0]).toContain(
      'at most 20000 pods',
    );
  });
});
