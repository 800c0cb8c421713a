// Sections 10.1, 10.6: the message itself, what an update may not change, templates against selectors, Azure's annotations. Rules: VAL1–VAL5, VAL44, VAL48, VAL50, VAL62, VAL63, B-27.
import { describe, expect, it } from 'vitest';
import type { KubernetesKind } from '../../../src/engine/model/kubernetes.ts';
import { azureAnnotations, judgeAnnotation } from '../../../src/manifest/azureAnnotations.ts';
import { checkUpdate } from '../../../src/manifest/checkUpdate.ts';
import { problemsOf, readOne, service } from '../sentences.ts';
import { invalid, type Row, table } from './truth.ts';

const workload = (kind: string, selector: string, labels: string, more = ''): string =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: x }\nspec:${more}\n  selector: ${selector}\n  template:\n    metadata: { labels: ${labels} }\n    spec: { containers: [{ name: a, image: a }] }`;
const slice = (type: string): string =>
  `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: x }\naddressType: ${type}\nendpoints: []\nports: []`;
const mismatch = 'Invalid value: {"app":"b"}: `selector` does not match template `labels`';

const ROWS: readonly Row[] = [
  [
    'VAL1 numbers bare, texts quoted',
    service('ports: [{ port: 99999 }]'),
    [
      invalid(
        { line: 5, kind: 'Service', name: 'web' },
        'spec.ports[0].port',
        'Invalid value: 99999: must be between 1 and 65535, inclusive',
      ),
    ],
  ],
  [
    'VAL4 unknown field',
    service('ports: [{ port: 80 }]\nselectr: {}'),
    ['6 spec.selectr | strict decoding error: unknown field "spec.selectr"; did you mean "selector"?'],
  ],
  [
    'VAL4 a label that is a number',
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: { tier: 1 } }',
    [
      '3 metadata.labels.tier | Namespace in version "v1" cannot be handled as a Namespace: json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string; write "1" in quotes',
    ],
  ],
  [
    'VAL63',
    workload('Deployment', '{ matchLabels: { app: a } }', '{ app: b }'),
    [invalid({ line: 7, kind: 'Deployment' }, 'spec.template.metadata.labels', mismatch)],
  ],
  [
    'VAL63',
    workload('DaemonSet', '{ matchExpressions: [{ key: app, operator: In, values: [a] }] }', '{ app: b }'),
    [invalid({ line: 7, kind: 'DaemonSet' }, 'spec.template.metadata.labels', mismatch)],
  ],
  ['VAL63', workload('StatefulSet', '{ matchLabels: { app: b } }', '{ app: b, tier: x }'), []],
  [
    'B-27 a slip of the pen',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: x\n  annotations:\n    service.beta.kubernetes.io/azure-load-balancer-intern: "true"\nspec: { ports: [{ port: 80 }] }',
    [
      '6 metadata.annotations[service.beta.kubernetes.io/azure-load-balancer-intern] | metadata.annotations[service.beta.kubernetes.io/azure-load-balancer-intern]: no controller reads this annotation; did you mean "service.beta.kubernetes.io/azure-load-balancer-internal"?',
    ],
  ],
];

describe('10.1, 10.6 messages, templates, annotations', () => {
  table(ROWS);

  it('VAL5 keys of maps stand in brackets', () => {
    expect(
      problemsOf(
        'apiVersion: v1\nkind: Pod\nmetadata: { name: a, annotations: { "a b": x } }\nspec: { containers: [{ name: a, image: a }] }',
      ),
    ).toMatchObject([{ path: 'Pod/default/a: metadata.annotations' }]);
  });

  it('B-27 every annotation of the inventory is judged, ports too, and other clouds’ are left alone', () => {
    for (const key of azureAnnotations()) expect(judgeAnnotation(key)?.treatment).not.toBe('unknown');
    expect(judgeAnnotation('service.beta.kubernetes.io/port_80_no_lb_rule')).toEqual({ treatment: 'honoured' });
    expect(judgeAnnotation('service.beta.kubernetes.io/port_80_no_lb_rul')).toEqual({
      treatment: 'unknown',
      nearest: 'service.beta.kubernetes.io/port_80_no_lb_rule',
    });
    expect(judgeAnnotation('service.beta.kubernetes.io/azure-nothing-like-it')).toEqual({ treatment: 'unknown' });
    expect(judgeAnnotation('service.beta.kubernetes.io/aws-load-balancer-type')).toBeUndefined();
    expect(judgeAnnotation('prometheus.io/scrape')).toBeUndefined();
  });
});

describe('10.6 what an update may not change', () => {
  const balancer = (fields: string): string => service(`type: LoadBalancer\nports: [{ port: 80 }]\n${fields}`);
  const rows: readonly (readonly [string, KubernetesKind, string, string, readonly string[]])[] = [
    [
      'VAL44',
      'Service',
      service('clusterIP: 10.0.0.9\nports: [{ port: 80 }]'),
      service('clusterIP: 10.0.0.10\nports: [{ port: 80 }]'),
      ['spec.clusterIPs[0]: Invalid value: ["10.0.0.10"]: may not change once set'],
    ],
    [
      'VAL44 the allocator’s address written down',
      'Service',
      service('ports: [{ port: 80 }]'),
      service('clusterIP: 10.0.0.10\nports: [{ port: 80 }]'),
      [],
    ],
    [
      'VAL48',
      'Service',
      balancer('externalTrafficPolicy: Local\nhealthCheckNodePort: 31000'),
      balancer('externalTrafficPolicy: Local\nhealthCheckNodePort: 31001'),
      ['spec.healthCheckNodePort: Forbidden: field is immutable'],
    ],
    [
      'VAL50',
      'Service',
      balancer('loadBalancerClass: a.example/b'),
      balancer('loadBalancerClass: a.example/c'),
      ['spec.loadBalancerClass: Invalid value: "a.example/c": field is immutable'],
    ],
    [
      'VAL62 type, ports and selector may change',
      'Service',
      service('ports: [{ port: 80 }]'),
      service('type: NodePort\nselector: { a: b }\nports: [{ port: 81 }]'),
      [],
    ],
    ['VAL62', 'EndpointSlice', slice('IPv4'), slice('FQDN'), ['addressType: Invalid value: "FQDN": field is immutable']],
    [
      'VAL62',
      'DaemonSet',
      workload('DaemonSet', '{ matchLabels: { app: a } }', '{ app: a }'),
      workload('DaemonSet', '{ matchLabels: { app: b } }', '{ app: b }'),
      ['spec.selector: Invalid value: {"matchLabels":{"app":"b"}}: field is immutable'],
    ],
    [
      'VAL62',
      'StatefulSet',
      workload('StatefulSet', '{ matchLabels: { app: a } }', '{ app: a }', '\n  serviceName: a'),
      workload('StatefulSet', '{ matchLabels: { app: a } }', '{ app: a }', '\n  serviceName: b'),
      [
        "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
      ],
    ],
  ];
  it.each(rows)('%s %s', (_id, kind, before, after, told) => {
    const found = checkUpdate(readOne(before, kind), readOne(after, kind));
    expect(found.map(({ message }) => message.replace(/^The \w+ ".*?" is invalid: /, ''))).toEqual(told);
  });
});
