// What comes before validation: YAML, kinds, unknown fields, wrong types, positions. Rules: VAL4, VAL5; and the broken inputs that a player
// is most likely to bring, each with its one sentence.
import { describe, expect, it } from 'vitest';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { pod, policy, problemsOf, readOne, sentencesOf, service } from './sentences.ts';

describe('broken input gets one sentence with line and field', () => {
  it('invalid YAML', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels: app: web\n';
    expect(problemsOf(text)).toMatchObject([
      {
        code: 'yaml',
        line: 5,
        column: 11,
        path: 'metadata.labels.app',
        message: 'a mapping cannot begin here: the line has a second colon, or the one before it a wrong indentation',
      },
    ]);
  });

  it('an unknown kind', () => {
    expect(problemsOf('apiVersion: networking.k8s.io/v1\nkind: NetworkPolcy\nmetadata: { name: a }')).toMatchObject([
      {
        line: 2,
        column: 1,
        path: 'NetworkPolcy/default/a: kind',
        message: 'no matches for kind "NetworkPolcy" in version "networking.k8s.io/v1"; did you mean "NetworkPolicy"?',
      },
    ]);
  });

  it('a policy with endPort below port', () => {
    expect(sentencesOf(policy('podSelector: {}\ningress:\n- ports:\n  - port: 90\n    endPort: 80'))).toEqual([
      '9: The NetworkPolicy "p" is invalid: spec.ingress[0].ports[0].endPort: Invalid value: 80: must be greater than or equal to `port`',
    ]);
  });

  it('a Service with a node port out of range', () => {
    expect(sentencesOf(service('type: NodePort\nports:\n- port: 80\n  nodePort: 22'))).toEqual([
      '8: The Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 22: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ]);
  });

  it('5 MB', () => {
    const problems = problemsOf('# five megabytes\n'.repeat(320_000));
    expect(problems).toMatchObject([
      {
        code: 'cap',
        line: 246_724,
        column: 1,
        message: 'the text has 5.2 MB; at most 4 MB are read at once, and this line is beyond that',
      },
    ]);
  });

  it('1,000 nested levels', () => {
    const text = Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}level${level}:`).join('\n');
    expect(problemsOf(text)).toMatchObject([
      { code: 'cap', line: 66, path: 'level0.level1.level2.level3.…', message: 'nested more than 64 levels deep' },
    ]);
  });

  it('a pod CIDR that is none', () => {
    const text =
      'apiVersion: cidr.house/v1\nkind: Network\nmetadata: { name: n }\nmanagedClusters:\n- name: aks\n  networkProfile:\n    podCidr: 10.244.0.0\n  agentPoolProfiles: [{ name: a }]\n';
    expect(problemsOf(text)).toMatchObject([
      {
        line: 7,
        column: 5,
        path: 'Network: managedClusters[0].networkProfile.podCidr',
        message:
          'The Network "n" is invalid: managedClusters[0].networkProfile.podCidr: Invalid value: "10.244.0.0": must be an IPv4 range such as 10.0.0.0/24',
      },
    ]);
  });
});

describe('YAML mistakes say what to do', () => {
  it.each([
    ['apiVersion:v1\nkind: Pod', '1: a key goes over several lines: is a blank missing after a colon, or an indentation wrong?'],
    [
      'metadata:\n name: a\n  labels: {}',
      '2: a mapping cannot begin here: the line has a second colon, or the one before it a wrong indentation',
    ],
    [
      'metadata:\n  a: b\n c: d',
      '3: wrong indentation: the keys of a mapping begin at one column, and what is below them further right',
    ],
    ['a:\n\t- b', '2: tabs are not allowed as indentation; use blanks'],
    ['a: "x', '1: a " is opened and never closed'],
    ["a: 'x", "1: a ' is opened and never closed"],
    ['a: [1, 2', '1: a [ is opened and never closed'],
    ['a: {b: 1', '1: a { is opened and never closed'],
    ['a: @x', '1: a text cannot begin with @; put it in quotes'],
    ['a: %x', '1: a text cannot begin with %; put it in quotes'],
    ['a: *', '1: a * or & begins the name of an anchor; put the text in quotes if it is none'],
    ['a: 1\nb', '2: a key without a colon, or a text that is not indented enough'],
    ['[a]: b', '1: keys must be texts'],
  ])('%j', (text, sentence) => {
    expect(sentencesOf(text)).toEqual([sentence]);
  });
});

describe('kinds', () => {
  it.each([
    ['apiVersion: v1', '1: kind: Required value: every manifest says its apiVersion and kind, as texts'],
    ['kind: Pod', '1: apiVersion: Required value: every manifest says its apiVersion and kind, as texts'],
    ['apiVersion: 1\nkind: Pod', '1: apiVersion: Required value: every manifest says its apiVersion and kind, as texts'],
    [
      'Apiversion: v1\nkind: Pod',
      '1: apiVersion: Required value: every manifest says its apiVersion and kind, as texts; is that what "Apiversion" means?',
    ],
    ['just a text', '1: a manifest is a mapping with apiVersion, kind and metadata'],
    ['- a\n- b', '1: a manifest is a mapping with apiVersion, kind and metadata'],
    ['apiVersion: v1\nkind: Pood', '2: no matches for kind "Pood" in version "v1"; did you mean "Pod"?'],
    ['apiVersion: v1\nkind: Pdo', '2: no matches for kind "Pdo" in version "v1"; did you mean "Pod"?'],
    ['apiVersion: v1\nkind: Spaceship', '2: no matches for kind "Spaceship" in version "v1"'],
    ['apiVersion: v1\nkind: Deployment', '1: no matches for kind "Deployment" in version "v1"; Deployment is in "apps/v1"'],
    [
      'apiVersion: extensions/v1beta1\nkind: NetworkPolicy',
      '1: no matches for kind "NetworkPolicy" in version "extensions/v1beta1"; NetworkPolicy is in "networking.k8s.io/v1"',
    ],
    [
      'apiVersion: networking.k8s.oi/v1\nkind: NetworkPolicy',
      '1: no matches for kind "NetworkPolicy" in version "networking.k8s.oi/v1"; NetworkPolicy is in "networking.k8s.io/v1"',
    ],
    [
      'apiVersion: app/v1\nkind: Deployment',
      '1: no matches for kind "Deployment" in version "app/v1"; Deployment is in "apps/v1"',
    ],
    ['apiVersion: v1/apps/x\nkind: Pod', '1: "v1/apps/x" is not an apiVersion such as "v1" or "apps/v1"; Pod is in "v1"'],
    ['apiVersion: one\nkind: Thing', '1: "one" is not an apiVersion such as "v1" or "apps/v1"'],
    [
      'apiVersion: cidr.house/v1\nkind: Netwrok',
      '2: no matches for kind "Netwrok" in version "cidr.house/v1"; did you mean "Network"?',
    ],
  ])('%s', (text, sentence) => {
    expect(sentencesOf(text)).toEqual([sentence]);
  });

  it.each([
    ['v1', 'ConfigMap', 'ignored'],
    ['v1', 'Secret', 'ignored'],
    ['rbac.authorization.k8s.io/v1', 'Role', 'ignored'],
    ['snapshot.storage.k8s.io/v1', 'VolumeSnapshot', 'ignored'],
    ['example.com/v1alpha1', 'Spaceship', 'ignored'],
    ['gateway.networking.k8s.io/v1', 'GRPCRoute', 'unsupported'],
    ['gateway.networking.k8s.io/v1', 'BackendTLSPolicy', 'unsupported'],
    ['projectcalico.org/v3', 'HostEndpoint', 'unsupported'],
    ['apps/v1', 'ReplicaSet', 'unsupported'],
    ['batch/v1', 'Job', 'unsupported'],
  ])('%s %s is %s, and no error', (apiVersion, kind, treatment) => {
    const { problems, report, resources } = parseManifests(
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: b }\nspec: { anything: [goes] }`,
    );
    expect(problems).toEqual([]);
    expect(resources).toEqual([]);
    expect(report).toMatchObject([
      { field: '', treatment, reason: treatment === 'ignored' ? 'report.kindNoEffect' : 'report.kindLater' },
    ]);
  });

  it('a ReplicaSet that a Deployment owns is ignored: the Deployment makes the pods', () => {
    const { report } = parseManifests(
      'apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: { name: web-1, ownerReferences: [{ kind: Deployment, name: web }] }',
    );
    expect(report).toEqual([
      { object: 'ReplicaSet/default/web-1', field: '', treatment: 'ignored', line: 1, reason: 'report.madeByOwner' },
    ]);
  });
});

describe('VAL4 unknown fields and wrong types', () => {
  it.each([
    [policy('podSelector: {}\ningres: []'), '6: strict decoding error: unknown field "spec.ingres"; did you mean "ingress"?'],
    [
      service('selectors: { app: web }\nports: [{ port: 80 }]'),
      '5: strict decoding error: unknown field "spec.selectors"; did you mean "selector"?',
    ],
    [
      pod('containers:\n- name: a\n  image: a\n  port: [80]'),
      '8: strict decoding error: unknown field "spec.containers[0].port"; did you mean "ports"?',
    ],
    [
      policy('podSelector: { app: web }'),
      '5: strict decoding error: unknown field "spec.podSelector.app"; labels go below "matchLabels"',
    ],
    [pod('containers: [{ name: a, image: a }]\nquux: 1'), '6: strict decoding error: unknown field "spec.quux"'],
    [
      pod('containers:\n- name: a\n  image: a\n  readinessProbe:\n    httpGet: { prot: 80 }'),
      '9: strict decoding error: unknown field "spec.containers[0].readinessProbe.httpGet.prot"; did you mean "port"?',
    ],
    [
      pod('containers: [{ name: a, image: a }]', '{ name: a, labels: { app: 8080 } }'),
      '3: Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string; write "8080" in quotes',
    ],
    [
      pod('containers: [{ name: a, image: a, env: [{ name: A, value: yes }] }]'),
      '5: Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal bool into Go struct field EnvVar.spec.containers.env.value of type string; write "true" in quotes',
    ],
    [
      service('ports: [{ port: "80" }]'),
      '5: Service in version "v1" cannot be handled as a Service: json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32',
    ],
    [
      service('ports: { port: 80 }'),
      '5: Service in version "v1" cannot be handled as a Service: json: cannot unmarshal object into Go struct field ServiceSpec.spec.ports of type []v1.ServicePort',
    ],
    [
      pod('- a'),
      '4: Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal array into Go struct field Pod.spec of type v1.PodSpec',
    ],
    [
      'apiVersion: cidr.house/v1\nkind: Network\nmanagedClusters:\n- name: aks\n  agentPoolProfiles: [{ name: a, count: three }]',
      '5: The Network "" is invalid: managedClusters[0].agentPoolProfiles[0].count: Invalid value: "three": must be a whole number',
    ],
  ])('%#', (text, sentence) => {
    const [first = ''] = sentencesOf(text);
    expect(first.replace('The Network "" is invalid: ', '')).toBe(sentence.replace('The Network "" is invalid: ', ''));
  });

  it('a wrong shape is told alone: validation comes after decoding', () => {
    expect(sentencesOf(service('type: Nothing\nporst: []'))).toHaveLength(2);
    expect(sentencesOf(service('porst: []'))).toHaveLength(1);
  });
});

describe('the YAML that kubectl reads', () => {
  const labelsOf = (labels: string): unknown =>
    readOne(pod('containers: [{ name: a, image: a }]', `{ name: a, labels: { ${labels} } }`), 'Pod').metadata.labels;

  it('keys are texts whatever they look like; a lone y is a text; yes and 8080 are not', () => {
    expect(labelsOf('on: a, y: b, yes: c, 8080: d, null: e, a: y')).toEqual({
      '8080': 'd',
      a: 'y',
      null: 'e',
      on: 'a',
      y: 'b',
      yes: 'c',
    });
    expect(problemsOf(pod('containers: [{ name: a, image: a }]', '{ name: a, labels: { a: yes } }'))).toHaveLength(1);
    expect(problemsOf(pod('containers: [{ name: a, image: a }]', '{ name: a, labels: { a: off } }'))).toHaveLength(1);
  });

  it('numbers as Go reads them: 0x50, 0120 and 0o120 are eighty; 1:20 and dates are texts', () => {
    const port = (value: string): unknown => readOne(service(`ports: [{ port: ${value} }]`), 'Service').spec.ports[0]?.port;
    expect([port('0x50'), port('0120'), port('0o120'), port('8_0')]).toEqual([80, 80, 80, 80]);
    expect(labelsOf('a: 2026-01-01')).toEqual({ a: '2026-01-01' });
    expect(readOne(pod('containers: [{ name: a, image: 1:20 }]'), 'Pod').spec.containers[0]?.image).toBe('1:20');
  });

  it('merge keys and aliases are written out; own keys win', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels: &l { app: web, tier: front }\n  annotations: { <<: *l, tier: back }\nspec: { containers: [{ name: a, image: a }] }';
    expect(readOne(text, 'Pod').metadata).toMatchObject({
      labels: { app: 'web', tier: 'front' },
      annotations: { app: 'web', tier: 'back' },
    });
  });

  it('a tag that nobody knows leaves the value as it is written', () => {
    expect(labelsOf('a: !mine b, c: !!str 8080')).toEqual({ a: 'b', c: '8080' });
  });

  it('a quoted << is a key like any other', () => {
    expect(
      problemsOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: a, annotations: { "<<": { a: b } } }')[0]?.message,
    ).toContain('cannot unmarshal object');
  });

  it('repeated keys are refused where they repeat', () => {
    expect(problemsOf('apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  name: b')).toMatchObject([
      { line: 5, column: 3, path: 'metadata.name', message: 'key "name" already set in map' },
    ]);
  });

  it('byte order mark, Windows and old Mac line ends keep the line numbers', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = `\uFEFF${service('porst: []').replaceAll('\n', end)}`;
      expect(problemsOf(text)).toMatchObject([{ line: 5, column: 3 }]);
    }
  });

  it('documents: comments, empty ones, null, end markers, directives and content on the marker line', () => {
    const text =
      '%YAML 1.1\n---\n# nothing\n---\nnull\n---\n---\n~\n...\n# end\n--- { apiVersion: v1, kind: Namespace, metadata: { name: a } }\n--- # b\napiVersion: v1\nkind: Namespace\nmetadata: { name: b }\n...\n';
    const { resources, problems, lines } = parseManifests(text);
    expect(problems).toEqual([]);
    expect(resources.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    expect(lines).toEqual({ 'Namespace/a': 11, 'Namespace/b': 13 });
  });

  it('one broken document does not hide the others', () => {
    const text =
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: "a }\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: b }\n---\napiVersion: v1\nkind: Namespac\n';
    const { resources, problems } = parseManifests(text);
    expect(resources.map(({ metadata }) => metadata.name)).toEqual(['b']);
    expect(problems.map(({ line }) => line)).toEqual([4, 10]);
  });

  it('JSON is YAML: escapes, tabs and one long line', () => {
    const text =
      '{\t"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a","annotations":{"note":"\\ud83d\\ude00 \\/ \\u00e9"}}}';
    expect(readOne(text, 'Namespace').metadata.annotations).toEqual({ note: '😀 / é' });
    expect(problemsOf('{"apiVersion":"v1","kind":"Namespace",\n "metadata":{"nam":"a"}}')).toMatchObject([
      { line: 2, column: 14 },
    ]);
  });

  it('lists: List, typed lists whose items say no kind, empty ones', () => {
    const typed = parseManifests(
      '{"apiVersion":"v1","kind":"NamespaceList","items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}',
    );
    expect(typed.resources.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    expect(parseManifests('apiVersion: v1\nkind: List\nitems: []\n').problems).toEqual([]);
    expect(parseManifests('apiVersion: v1\nkind: List\nitems:\n').problems).toEqual([]);
    expect(problemsOf('apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pdo\n')).toMatchObject([
      { line: 5, column: 3 },
    ]);
    expect(problemsOf('apiVersion: v1\nkind: List\nitems: 3\n')).toHaveLength(1);
  });

  it('sentences are one line whatever a name holds', () => {
    const [problem] = problemsOf('apiVersion: v1\nkind: "Po\\nd\\u202e"\n');
    expect(problem?.message).toBe('no matches for kind "Po\\nd\\u202e" in version "v1"');
  });
});
