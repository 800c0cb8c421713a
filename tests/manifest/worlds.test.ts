// Worlds out of several files, the Network document, and where a diagnostic's path stands in a text.
import { describe, expect, it } from 'vitest';
import { DEFAULT_NETWORK } from '../../src/engine/model/spec.ts';
import { createLocator, locatePath } from '../../src/manifest/locatePath.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { parseWorld } from '../../src/manifest/parseWorld.ts';
import { KUBECTL_LIST, MANIFESTS } from '../support/yamlCorpus.ts';
import { errorsOf, service } from './sentences.ts';

const NETWORK = MANIFESTS['network'] ?? '';

describe('parseWorld', () => {
  it('plain manifests live in the default cluster, in namespaces that are made', () => {
    const { spec, problems, report } = parseWorld([{ name: 'web.yaml', text: service('ports: [{ port: 80 }]') }]);
    expect(problems).toEqual([]);
    expect(spec?.network).toEqual(DEFAULT_NETWORK);
    expect(Object.keys(spec?.objects ?? {}).sort()).toEqual(['', 'shop']);
    expect(report.at(-1)).toEqual({
      object: 'Namespace/shop',
      field: '',
      treatment: 'honoured',
      line: 1,
      reason: 'report.namespaceMade',
    });
  });

  it('a declared namespace keeps its labels, wherever it is declared', () => {
    const { spec } = parseWorld([
      { name: 'a.yaml', text: service('ports: [{ port: 80 }]') },
      { name: 'b.yaml', text: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { team: shop } }' },
    ]);
    expect(spec?.objects['']).toEqual({
      'Namespace/shop': {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop', namespace: '', labels: { team: 'shop' } },
      },
    });
  });

  it('an object declared twice is an error that names both places', () => {
    const web = service('ports: [{ port: 80 }]');
    const twice = parseWorld([
      { name: 'a.yaml', text: web },
      { name: 'b.yaml', text: `# again\n${web}` },
    ]);
    expect(twice.spec).toBeUndefined();
    expect(twice.problems).toEqual([
      {
        code: 'duplicateObject',
        severity: 'error',
        path: 'Service/shop/web',
        line: 2,
        column: 1,
        message: 'Service/shop/web is declared twice: in a.yaml at line 1 and in b.yaml at line 2',
        file: 'b.yaml',
      },
    ]);
    expect(parseManifests(`${web}\n---\n${web}`).problems).toMatchObject([
      { line: 7, message: 'Service/shop/web is in this text twice: the first is at line 1' },
    ]);
  });

  it('there is one Network document at most', () => {
    expect(parseWorld([{ name: 'a', text: `${NETWORK}---\n${NETWORK}` }]).problems).toMatchObject([
      { code: 'duplicateObject', path: 'Network' },
    ]);
    expect(
      parseWorld([
        { name: 'a', text: NETWORK },
        { name: 'b', text: NETWORK },
      ]).problems,
    ).toMatchObject([{ code: 'duplicateObject', path: 'Network', file: 'b' }]);
  });

  it('an error anywhere gives no world, and says which file', () => {
    const { spec, problems } = parseWorld([
      { name: 'a', text: NETWORK },
      { name: 'b', text: 'kind: Pod' },
    ]);
    expect(spec).toBeUndefined();
    expect(problems).toMatchObject([{ file: 'b', line: 1 }]);
  });

  it('a Removal is for solutions: a world does not have it', () => {
    const { spec, problems, report } = parseWorld([
      { name: 'a', text: 'apiVersion: cidr.house/v1\nkind: Removal\ntarget: Service/shop/web' },
    ]);
    expect(problems).toEqual([]);
    expect(report).toMatchObject([{ object: 'Removal/Service/shop/web', treatment: 'ignored' }]);
    expect(spec?.objects).toEqual({});
  });
});

describe('Removal', () => {
  const removal = (target: string): string => `apiVersion: cidr.house/v1\nkind: Removal\ntarget: ${target}`;

  it('names an object', () => {
    expect(parseManifests(removal('Service/shop/web')).removals).toEqual([{ kind: 'Service', namespace: 'shop', name: 'web' }]);
    expect(parseManifests(removal('Namespace/shop')).removals).toEqual([{ kind: 'Namespace', namespace: '', name: 'shop' }]);
  });

  it.each([
    'Service/web',
    'Namespace/shop/x',
    'Network/a/b',
    'Removal/a/b',
    'Service/__proto__/x',
    'Service/constructor/x',
    'ConfigMap/a/b',
    'IngressClass/a/b',
    'Service/a/b/c',
    '""',
  ])('%s is none', (target) => {
    expect(errorsOf(removal(target))).toHaveLength(1);
  });
});

describe('the Network document', () => {
  const cluster = (profile: string): string =>
    `apiVersion: cidr.house/v1\nkind: Network\nmetadata: { name: n }\nmanagedClusters:\n- name: aks\n  networkProfile: ${profile}\n  agentPoolProfiles: [{ name: a }]\n`;
  const network = (rest: string): string => `apiVersion: cidr.house/v1\nkind: Network\nmetadata: { name: n }\n${rest}`;

  it('is read whole', () => {
    const { network: read, problems } = parseManifests(NETWORK);
    expect(problems).toEqual([]);
    expect(read?.virtualNetworks.map(({ name, addressSpace }) => `${name} ${addressSpace.join()}`)).toEqual([
      'vnet-shop 10.0.0.0/16',
      'vnet-hub 10.1.0.0/16',
    ]);
    expect(read?.managedClusters[0]?.networkProfile.loadBalancerProfile).toEqual({
      managedOutboundIPs: { count: 1 },
      allocatedOutboundPorts: 0,
      idleTimeoutInMinutes: 30,
    });
    expect(read?.internetHosts?.[0]?.ports).toEqual([{ port: 443, protocol: 'TCP', tls: true }]);
    expect(read?.managedClusters[0]?.agentPoolProfiles[0]?.upgradeSettings).toEqual({ maxSurge: '1' });
  });

  it('absent means Azure’s own default: Overlay without a plugin, what was written with one', () => {
    expect(parseManifests(cluster('{}')).network?.managedClusters[0]?.networkProfile).toEqual({
      networkPlugin: 'azure',
      networkPluginMode: 'overlay',
    });
    expect(parseManifests(cluster('{ networkPlugin: azure }')).network?.managedClusters[0]?.networkProfile).toEqual({
      networkPlugin: 'azure',
    });
    expect(parseManifests(cluster('{}')).network?.managedClusters[0]?.agentPoolProfiles).toEqual([{ name: 'a', count: 3 }]);
  });

  it.each([
    [
      cluster('{ networkPlugin: flannel }'),
      'managedClusters[0].networkProfile.networkPlugin: Unsupported value: "flannel": supported values: "azure", "kubenet", "none"',
    ],
    [
      cluster('{ networkPolicy: Calico }'),
      'managedClusters[0].networkProfile.networkPolicy: Unsupported value: "Calico": supported values: "azure", "calico", "cilium", "none", "spec"',
    ],
    [
      cluster('{ podCidr: 10.244.0.0/33 }'),
      'managedClusters[0].networkProfile.podCidr: Invalid value: "10.244.0.0/33": must be an IPv4 range such as 10.0.0.0/24',
    ],
    [
      cluster('{ dnsServiceIP: 10.0.0.0/8 }'),
      'managedClusters[0].networkProfile.dnsServiceIP: Invalid value: "10.0.0.0/8": must be an IPv4 address such as 10.0.0.4',
    ],
    [
      network('managedClusters: [{ name: aks }]'),
      'managedClusters[0].agentPoolProfiles: Required value: a cluster has at least one pool of nodes',
    ],
    [network('managedClusters: [{ agentPoolProfiles: [{ name: a }] }]'), 'managedClusters[0].name: Required value'],
    [
      network('managedClusters: [{ name: aks, agentPoolProfiles: [{ name: a, count: -1 }] }]'),
      'managedClusters[0].agentPoolProfiles[0].count: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      network('managedClusters: [{ name: aks, agentPoolProfiles: [{ name: a }, { name: a }] }]'),
      'managedClusters[0].agentPoolProfiles[1].name: Duplicate value: "a"',
    ],
    [network('virtualNetworks: [{ name: v, subnets: [] }]'), 'virtualNetworks[0].addressSpace: Required value'],
    [
      network('virtualNetworks: [{ name: v, addressSpace: [10.0.0.0/16], subnets: [{ name: s }] }]'),
      'virtualNetworks[0].subnets[0].addressPrefix: Required value',
    ],
    [
      network('onPremises: [{ name: hq, hosts: [{ name: a, ipAddress: nine }] }]'),
      'onPremises[0].hosts[0].ipAddress: Invalid value: "nine": must be an IPv4 address such as 10.0.0.4',
    ],
    [
      network('internetHosts: [{ name: a, ipAddress: 1.2.3.4, ports: [{ port: 0 }] }]'),
      'internetHosts[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
    ],
    [
      network('dnsZones: [{ name: z, records: [{ name: a, values: [b] }] }]'),
      'dnsZones[0].records[0].values[0]: Invalid value: "b": an A record holds IPv4 addresses',
    ],
    [network('natGateways: { name: a }'), 'natGateways: Invalid value: {"name":"a"}: must be a list'],
    [network('virtualNetwork: []'), 'strict decoding error: unknown field "virtualNetwork"; did you mean "virtualNetworks"?'],
  ])('%#', (text, detail) => {
    const [first = ''] = errorsOf(text);
    expect(first.replace(/^\S+ /, '')).toBe(detail);
  });

  it('a gateway that leads to nowhere is a warning', () => {
    const { problems } = parseManifests(
      network('virtualNetworkGateways: [{ name: g, virtualNetwork: v, gatewayType: Vpn, connections: [hq] }]'),
    );
    expect(problems.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
      'warning Network: virtualNetworkGateways[0].virtualNetwork',
      'warning Network: virtualNetworkGateways[0].connections[0]',
    ]);
  });
});

describe('locatePath', () => {
  const lineOf = (text: string, part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;

  it.each([
    ['managedClusters.aks.networkProfile.podCidr', 'podCidr'],
    ['managedClusters.aks.networkProfile.loadBalancerProfile.allocatedOutboundPorts', 'loadBalancerProfile'],
    ['managedClusters.aks.agentPoolProfiles.system.maxPods', 'maxPods: 30'],
    ['virtualNetworks.vnet-shop.subnets.snet-vms.addressPrefix', 'snet-vms, addr'],
    ['virtualNetworks.vnet-hub.addressSpace[0]', '[10.1.0.0/16]'],
    ['internetHosts.api.stripe.com.ipAddress', 'api.stripe.com'],
    ['Network: onPremises[0].hosts[0].ports[0].port', '9090'],
    ['Network', 'apiVersion'],
  ])('%s', (path, part) => {
    expect(locatePath(NETWORK, path)?.line).toBe(lineOf(NETWORK, part));
  });

  it('finds objects in lists and documents, fields, and map keys with dots', () => {
    const text = `${KUBECTL_LIST}---\n${MANIFESTS['policy'] ?? ''}`;
    const locate = createLocator(text);
    expect(locate('Service/shop/web: spec.ports[0].nodePort')?.line).toBe(lineOf(text, 'nodePort'));
    expect(locate('Service/shop/web: metadata.annotations[service.beta.kubernetes.io/azure-load-balancer-internal]')?.line).toBe(
      lineOf(text, 'azure-load-balancer-internal:'),
    );
    expect(locate('NetworkPolicy/shop/db: spec.ingress[0].ports[1].endPort')?.line).toBe(lineOf(text, 'endPort'));
    expect(locate('NetworkPolicy/shop/db')?.line).toBe(lineOf(text, 'networking.k8s.io/v1'));
  });

  it('goes as far as the text has it, and nowhere for what it has not', () => {
    expect(locatePath(NETWORK, 'managedClusters.aks.networkProfile.natGatewayProfile.idleTimeoutInMinutes')?.line).toBe(
      lineOf(NETWORK, 'networkProfile'),
    );
    expect(locatePath(NETWORK, 'Service/shop/web: spec')).toBeUndefined();
    expect(locatePath('{'.repeat(1000), 'Service/shop/web')).toBeUndefined();
    expect(locatePath('', 'managedClusters')).toBeUndefined();
  });
});
