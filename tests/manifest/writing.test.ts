// What is written is read again as itself, and reads like a manifest that a person wrote.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { KubernetesResource, Pod } from '../../src/engine/model/kubernetes.ts';
import { sameValue } from '../../src/engine/model/sameValue.ts';
import { allObjects, DEFAULT_NETWORK } from '../../src/engine/model/spec.ts';
import { checkUpdate } from '../../src/manifest/checkUpdate.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { networkToPlain, rebuildNetwork, rebuildResource, resourceToPlain } from '../../src/manifest/plainObjects.ts';
import { writeAz } from '../../src/manifest/azure/writeAz.ts';
import { writeKubectl, writeKubectlDelete } from '../../src/manifest/writeCommands.ts';
import { writeNetwork, writeResource } from '../../src/manifest/writeManifests.ts';
import { writeWorld } from '../../src/manifest/writeWorld.ts';
import { createRandom, randomSpec } from '../share/randomSolution.ts';
import { KUBECTL_LIST, MANIFESTS } from '../support/yamlCorpus.ts';
import { policy, readOne, service } from './sentences.ts';

const corpus = parseManifests(
  [KUBECTL_LIST, MANIFESTS['policy'], MANIFESTS['anchors'], MANIFESTS['daemon']].join('---\n'),
).resources;
const network = parseManifests(MANIFESTS['network'] ?? '').network ?? DEFAULT_NETWORK;

function withLabels(labels: Readonly<Record<string, string>>, annotations: Readonly<Record<string, string>> = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'b', labels, annotations },
    spec: { containers: [{ name: 'a', image: 'a' }] },
  };
}

describe('round trips', () => {
  it('parse(write(x)) = x for the corpus', () => {
    expect(corpus).toHaveLength(8);
    for (const resource of corpus) expect(parseManifests(writeResource(resource)).resources).toEqual([resource]);
    expect(parseManifests(writeNetwork(network)).network).toEqual(network);
  });

  it('parse(write(x)) = x for 300 random worlds', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = createRandom(seed);
      const written = parseWorld([{ name: 'w', text: writeWorld(randomSpec(random, 1 + random.below(12))) }]);
      expect(written.problems).toEqual([]);
      if (!written.spec) throw new Error('no world');
      const again = parseWorld([{ name: 'w', text: writeWorld(written.spec) }]);
      expect(sameValue(again.spec, written.spec)).toBe(true);
      expect(again.report.some(({ reason }) => reason === 'report.namespaceMade')).toBe(false);
      for (const resource of allObjects(written.spec))
        expect(sameValue(rebuildResource(resourceToPlain(resource)), resource)).toBe(true);
      expect(sameValue(rebuildNetwork(networkToPlain(written.spec.network)), written.spec.network)).toBe(true);
    }
  });

  it('writing twice gives the same text, whatever the order of the fields was', () => {
    for (const resource of corpus) {
      const shuffled = JSON.parse(JSON.stringify(resource), (_key, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).toReversed())
          : value,
      ) as KubernetesResource;
      const sorted = parseManifests(writeResource(shuffled)).resources[0];
      expect(sorted).toEqual(resource);
    }
  });

  it.each([
    'yes',
    'No',
    'on',
    'y',
    'n',
    'true',
    'null',
    '~',
    '',
    '8080',
    '010',
    '0x1F',
    '0o17',
    '1e3',
    '.5',
    '1_000',
    '1:30',
    '2026-01-01',
    '=',
    '<<',
    '- a',
    'a: b',
    '# c',
    '&a',
    '*a',
    '!t',
    '|',
    '%x',
    '@x',
    '`',
    '{a}',
    "it's",
    '"q"',
    ' lead',
    'trail ',
    'two\nlines\n',
    'tab\there',
    'é😀',
    '\u2028',
    '\\',
  ])('a text that looks like something else stays a text: %j', (value) => {
    const pod = withLabels({ key: 'x' }, { note: value, [`k${value.length}`]: value });
    expect(parseManifests(writeResource(pod)).resources).toEqual([
      {
        ...pod,
        metadata: {
          ...pod.metadata,
          annotations: Object.fromEntries(Object.entries(pod.metadata.annotations ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
        },
      },
    ]);
  });

  it('label keys that look like something else stay keys', () => {
    const labels = { '8080': 'a', no: 'b', null: 'c', y: 'd', valueOf: 'e' };
    expect(parseManifests(writeResource(withLabels(labels))).resources[0]?.metadata.labels).toEqual(labels);
  });
});

describe('what is written', () => {
  it('leaves out defaults, spells from and to, keeps the documentation’s order', () => {
    expect(
      writeResource(
        readOne(
          service(
            'ports: [{ port: 80, protocol: TCP, targetPort: 80 }, { name: dns, port: 53, protocol: UDP, targetPort: 5353 }]\nselector: { app: web }'.replace(
              '{ port: 80',
              '{ name: http, port: 80',
            ),
          ),
          'Service',
        ),
      ),
    ).toBe(`apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
    app: web
  ports:
  - name: http
    port: 80
  - name: dns
    port: 53
    targetPort: 5353
    protocol: UDP
`);
    expect(
      writeResource(
        readOne(
          policy(
            'podSelector: { matchLabels: { app: db } }\ningress: [{ ports: [{ port: 5432 }], from: [{ podSelector: {} }] }]',
          ),
          'NetworkPolicy',
        ),
      ),
    ).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: p
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes:
  - Ingress
  ingress:
  - from:
    - podSelector: {}
    ports:
    - protocol: TCP
      port: 5432
`);
  });

  it('a label that is called like a field with a default is not dropped', () => {
    const odd = { protocol: 'TCP', type: 'ClusterIP', targetPort: '80', port: '80', containerPort: '1', ports: 'x' };
    const selected = { ...readOne(service('ports: [{ port: 80 }]'), 'Service') };
    const text = writeResource({ ...selected, spec: { ...selected.spec, selector: odd } });
    expect(readOne(text, 'Service').spec.selector).toEqual(odd);
    expect(readOne(writeResource(withLabels(odd)), 'Pod').metadata.labels).toEqual(odd);
  });

  it('a world: the Network document first, then namespaces, then objects by namespace, kind and name', () => {
    const { spec } = parseWorld([{ name: 'a', text: [KUBECTL_LIST, MANIFESTS['network'], MANIFESTS['daemon']].join('---\n') }]);
    if (!spec) throw new Error('no world');
    const kinds = writeWorld(spec)
      .split('---\n')
      .map((text) => `${/^kind: (\w+)/m.exec(text)?.[1]} ${/^  name: (\S+)/m.exec(text)?.[1]}`);
    expect(kinds).toEqual([
      'Network shop',
      'Namespace ops',
      'Namespace shop',
      'DaemonSet agent',
      'Deployment web',
      'Pod web-6c9f7b7d4-x2kqp',
      'Service web',
    ]);
  });
});

describe('strict rebuild from plain values', () => {
  it('runs the same validation', () => {
    const plain = resourceToPlain(readOne(service('type: NodePort\nports: [{ port: 80, nodePort: 30080 }]'), 'Service'));
    expect(rebuildResource(plain)).toBeDefined();
    expect(rebuildResource(JSON.parse(JSON.stringify(plain).replace('30080', '22')))).toBeUndefined();
    expect(rebuildResource({ ...plain, extra: 1 })).toBeUndefined();
    expect(rebuildResource({ ...plain, kind: 'Secret' })).toBeUndefined();
    expect(rebuildNetwork(plain)).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    3,
    'Pod',
    [],
    {},
    { kind: 'Pod' },
    { apiVersion: 'v1', kind: 'Pod', metadata: [] },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: Number.NaN } },
  ])('%j is nothing', (value) => {
    expect(rebuildResource(value)).toBeUndefined();
    expect(rebuildNetwork(value)).toBeUndefined();
  });

  it.each([null, 'x', {}, [null], [3], [{ deferred: 3 }]])(
    'a save whose clusters are %j is refused, not thrown',
    (managedClusters) => {
      const plain = networkToPlain({ ...DEFAULT_NETWORK, managedClusters } as never);
      const rebuilt = rebuildNetwork(plain);
      expect(managedClusters === null ? rebuilt?.managedClusters : rebuilt).toEqual(managedClusters === null ? [] : undefined);
    },
  );

  it('a value that holds itself, or nests without end, is not followed', () => {
    const loop: Record<string, unknown> = { apiVersion: 'cidr.house/v1', kind: 'Network', metadata: { name: 'n' } };
    const section: unknown[] = [];
    section.push({ section });
    expect(rebuildNetwork({ ...loop, routeTables: section })).toBeUndefined();
    expect(rebuildNetwork({ ...loop, virtualNetworks: { section } })).toBeUndefined();
    expect(
      rebuildNetwork({ ...loop, natGateways: [JSON.parse('{"__proto__":{"polluted":1},"name":"a"}')] })?.natGateways ?? [],
    ).not.toContainEqual(expect.objectContaining({ polluted: 1 }));
  });
});

describe('commands', () => {
  it('kubectl apply: a here-document that a shell passes on unchanged', () => {
    const text = writeKubectl([withLabels({ a: 'b' }, { note: '$HOME `id` \\ \n MANIFESTS\nMANIFESTS\n' })]);
    const run = spawnSync('sh', ['-c', `kubectl() { cat; }\n${text}`], { encoding: 'utf8' });
    expect(run.status).toBe(0);
    expect(parseManifests(run.stdout).resources[0]?.metadata.annotations).toEqual({
      note: '$HOME `id` \\ \n MANIFESTS\nMANIFESTS\n',
    });
  });

  it('kubectl delete', () => {
    expect(writeKubectlDelete({ kind: 'NetworkPolicy', namespace: 'shop', name: 'db' })).toBe(
      'kubectl delete networkpolicy db --namespace shop\n',
    );
    expect(writeKubectlDelete({ kind: 'Namespace', namespace: '', name: 'shop' })).toBe('kubectl delete namespace shop\n');
  });

  it('az: group, networks, subnets, peerings, cluster (I-1, I-2)', () => {
    const text = writeAz(network);
    expect(text).toContain(
      'az network vnet create --resource-group "$RG" --name vnet-shop --location "$LOC" --address-prefixes 10.0.0.0/16\n',
    );
    expect(text).toContain(
      'az network vnet peering create --resource-group "$RG" --name to-hub --vnet-name vnet-shop --remote-vnet vnet-hub --allow-vnet-access --use-remote-gateways\n',
    );
    expect(text).toContain(`az aks create --resource-group "$RG" --name aks --location "$LOC" \\
  --kubernetes-version 1.34 \\
  --network-plugin azure \\
  --network-plugin-mode overlay \\
  --network-policy calico \\
  --pod-cidr 10.244.0.0/16 \\
  --service-cidr 10.100.0.0/16 \\
  --dns-service-ip 10.100.0.10 \\
  --outbound-type loadBalancer \\
  --load-balancer-managed-outbound-ip-count 1 \\
  --load-balancer-outbound-ports 0 \\
  --load-balancer-idle-timeout 30 \\
  --nodepool-name system \\
  --node-count 3 \\
  --max-pods 30 \\
  --vnet-subnet-id "$SUBNET_SNET_AKS" \\
  --enable-app-routing \\
  --generate-ssh-keys
`);
    expect(text).not.toContain('not written yet');
  });

  it('az: a name is a word to the shell, whatever it holds', () => {
    const hostile = "a'; touch owned; echo '$(id) `id`";
    const script = writeAz({
      ...DEFAULT_NETWORK,
      metadata: { name: hostile },
      virtualNetworks: [{ name: hostile, addressSpace: ['10.0.0.0/8'], subnets: [] }],
      onPremises: [{ name: `${hostile}\nid`, addressSpace: [], hosts: [] }],
    });
    const run = spawnSync('sh', ['-c', `az() { printf '%s|' "$@"; echo; }\n${script}`], { encoding: 'utf8' });
    expect(run.status).toBe(0);
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain(`|--name|${hostile}|--location|`);
    expect(run.stdout).not.toContain('uid=');
  });
});

describe('updates', () => {
  const web = readOne(service('clusterIP: 10.0.0.9\nports: [{ port: 80 }]'), 'Service');

  it('VAL44 a cluster address may not change once set', () => {
    const moved = { ...web, spec: { ...web.spec, clusterIP: '10.0.0.10' } };
    expect(checkUpdate(web, moved)).toEqual([
      {
        code: 'VAL44',
        path: 'Service/shop/web: spec.clusterIPs[0]',
        message: 'The Service "web" is invalid: spec.clusterIPs[0]: Invalid value: ["10.0.0.10"]: may not change once set',
      },
    ]);
    expect(checkUpdate(web, { ...web, spec: { ...web.spec, type: 'NodePort' } })).toEqual([]);
    expect(checkUpdate(web, { ...web, spec: { type: 'ExternalName', externalName: 'a.example', ports: [] } })).toEqual([]);
  });

  it('VAL62 a Deployment’s selector is immutable', () => {
    const [deployment] = corpus;
    if (deployment?.kind !== 'Deployment') throw new Error('the corpus begins with a Deployment');
    const changed = { ...deployment, spec: { ...deployment.spec, selector: { matchLabels: { app: 'api' } } } };
    expect(checkUpdate(deployment, changed).map(({ message }) => message)).toEqual([
      'The Deployment "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"api"}}: field is immutable',
    ]);
    expect(checkUpdate(deployment, { ...deployment, spec: { ...deployment.spec, replicas: 9 } })).toEqual([]);
  });
});
