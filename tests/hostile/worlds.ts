// Worlds made to be slow, each in a process of its own (hostile.test.ts): the name of one is the argument, one line of JSON the answer.
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineApi } from '../../src/engine/api.ts';
import type { RuleCollection } from '../../src/engine/model/azure.ts';
import type { KubernetesResource, Service } from '../../src/engine/model/kubernetes.ts';
import { DEFAULT_NETWORK, type NetworkSpec } from '../../src/engine/model/spec.ts';
import type { Edit } from '../../src/engine/edit/edit.ts';
import { parseManifests } from '../../src/manifest/parseManifests.ts';
import { deployment, handWritten, service } from '../bench/benchCluster.ts';
import { policyOfRaw, type RawPeer } from '../support/rawWorld.ts';

const [cluster] = DEFAULT_NETWORK.managedClusters;

/** `count` nodes, room for everybody. */
function networkOf(count: number): NetworkSpec['network'] {
  if (!cluster) throw new Error('the default network has a cluster');
  const networkProfile = {
    ...cluster.networkProfile,
    podCidr: '10.128.0.0/11',
    serviceCidr: '10.96.0.0/16',
    dnsServiceIP: '10.96.0.10',
  };
  const agentPoolProfiles = cluster.agentPoolProfiles.map((pool) => ({ ...pool, count }));
  return { ...DEFAULT_NETWORK, managedClusters: [{ ...cluster, networkProfile, agentPoolProfiles }] };
}

function worldOf(resources: readonly KubernetesResource[], nodes = 50): NetworkSpec {
  const group: Record<string, KubernetesResource> = {};
  for (const resource of resources) group[`${resource.kind}/${resource.metadata.name}`] = resource;
  return { network: networkOf(nodes), objects: { team: group } };
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const app = (replicas: number, labels: Record<string, string> = { app: 'web' }): KubernetesResource =>
  deployment({ namespace: 'team', name: 'web', replicas, labels });

const flow = { from: 'team/web-0', to: 'pod:team/web-1:8080' };

/** What becomes of a world: how many mistakes, what a packet and the matrix say. */
function ask(spec: NetworkSpec, to = flow.to): object {
  const engine = createEngine();
  const { diagnostics, plan } = engine.load({ spec, revision: 0 });
  const trace = engine.trace({ revision: 0, flow: { ...flow, to } });
  const every = engine.traceAll({ revision: 0, flow: { ...flow, to } });
  return {
    ...summaryOf(engine, trace),
    every: every.ok ? every.value.length : every.code,
    diagnostics: diagnostics.length,
    pods: plan.pods.length,
  };
}

function summaryOf(engine: EngineApi, trace: ReturnType<EngineApi['trace']>): object {
  const matrix = engine.matrix({ revision: 0 });
  return { matrix: matrix.ok, outcome: trace.ok ? trace.value.verdict.outcome : trace.code };
}

/** A hub with a gateway to headquarters and a firewall's subnet, and a spoke with the machines a and b. */
function hubOf(more: Partial<NetworkSpec['network']>): NetworkSpec['network'] {
  const has = (name: string): boolean => (more.routeTables ?? []).some((table) => table.name === name);
  const peering = { allowForwardedTraffic: true };
  return {
    apiVersion: 'cidr.house/v1',
    kind: 'Network',
    metadata: { name: 'hub' },
    virtualNetworks: [
      {
        name: 'hub',
        addressSpace: ['10.1.0.0/16'],
        subnets: [
          { name: 'GatewaySubnet', addressPrefix: '10.1.0.0/27' },
          { name: 'AzureFirewallSubnet', addressPrefix: '10.1.1.0/26' },
        ],
        peerings: [{ ...peering, name: 'to-spoke', remoteVirtualNetwork: 'spoke', allowGatewayTransit: true }],
      },
      {
        name: 'spoke',
        addressSpace: ['10.2.0.0/16'],
        subnets: [
          { name: 'snet-a', addressPrefix: '10.2.0.0/24', ...(has('rt') ? { routeTable: 'rt' } : {}) },
          {
            name: 'snet-b',
            addressPrefix: '10.2.1.0/24',
            ...(has('rt') ? { routeTable: 'rt' } : {}),
            ...(more.networkSecurityGroups ? { networkSecurityGroup: 'nsg' } : {}),
          },
        ],
        peerings: [{ ...peering, name: 'to-hub', remoteVirtualNetwork: 'hub', useRemoteGateways: true }],
      },
    ],
    virtualNetworkGateways: [{ name: 'gw', virtualNetwork: 'hub', gatewayType: 'Vpn', connections: ['hq'] }],
    onPremises: [{ name: 'hq', addressSpace: ['172.20.0.0/16'], hosts: [] }],
    virtualMachines: [
      { name: 'a', subnet: 'snet-a', ipAddress: '10.2.0.4', ports: [{ port: 80, protocol: 'TCP' }] },
      {
        name: 'b',
        subnet: 'snet-b',
        ipAddress: '10.2.1.4',
        ports: [
          { port: 80, protocol: 'TCP' },
          { port: 443, protocol: 'TCP' },
        ],
      },
    ],
    managedClusters: [],
    ...more,
  };
}

function outcomeOf(engine: EngineApi, question: { readonly from: string; readonly to: string }): { readonly outcome: string } {
  const answer = engine.trace({ revision: 0, flow: question });
  return { outcome: answer.ok ? answer.value.verdict.outcome : answer.code };
}

const HOSTILE: Readonly<Record<string, () => object>> = {
  allMatch: () => {
    const policies = numbers(10_000).map((index) =>
      policyOfRaw({ namespace: 'team', name: `p-${index}`, podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }),
    );
    return ask(worldOf([app(500), ...policies]));
  },
  crossProducts: () => {
    const values = numbers(200).map((value) => `v${value}`);
    const peers = (index: number): RawPeer[] =>
      numbers(20).map((peer) => ({
        namespaceSelector: { matchExpressions: [{ key: `n${peer}`, operator: 'NotIn', values }] },
        podSelector: {
          matchExpressions: numbers(10).map((key) => ({ key: `k${index}-${peer}-${key}`, operator: 'NotIn', values })),
        },
      }));
    const policies = numbers(200).map((index) =>
      policyOfRaw({ namespace: 'team', name: `p-${index}`, ingress: [{ from: peers(index) }] }),
    );
    return ask(worldOf([app(1000), ...policies]));
  },
  ownLabels: () => {
    const pods = numbers(5000).map((index) => handWritten('team', `web-${index}`, { app: 'web', own: `x${index}` }));
    const policies = numbers(1000).map((index) =>
      policyOfRaw({
        namespace: 'team',
        name: `p-${index}`,
        podSelector: { matchExpressions: [{ key: 'own', operator: 'NotIn', values: [`x${index}`] }] },
        ingress: [{ from: [{ podSelector: { matchLabels: { own: `x${index}` } } }] }],
      }),
    );
    return ask(worldOf([...pods, ...policies]));
  },
  routes: () => {
    const routes = numbers(100_000).map((index) => ({
      name: `r${index}`,
      addressPrefix: `10.${128 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}/32`,
      nextHopType: 'None' as const,
    }));
    const network = networkOf(3);
    const virtualNetworks = network.virtualNetworks.map((vnet) => ({
      ...vnet,
      subnets: vnet.subnets.map((subnet) => ({ ...subnet, routeTable: 'long' })),
    }));
    return ask({ ...worldOf([app(10)]), network: { ...network, virtualNetworks, routeTables: [{ name: 'long', routes }] } });
  },
  routesTold: () => {
    const advertisedRoutes = numbers(100_000).map((index) => `100.${index >> 16}.${(index >> 8) & 255}.${index & 255}/32`);
    const engine = createEngine();
    const document = hubOf({ onPremises: [{ name: 'hq', addressSpace: ['172.20.0.0/16'], advertisedRoutes, hosts: [] }] });
    engine.load({ spec: { network: document, objects: {} }, revision: 0 });
    const outcomes: Record<string, number> = {};
    for (const index of numbers(400)) {
      const to = index % 2 === 0 ? `100.0.${index >> 8}.${index & 255}:80` : 'vm:b:80';
      const { outcome } = outcomeOf(engine, { from: 'vm:a', to });
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    const table = engine.effectiveRoutes({ revision: 0, subnet: 'snet-a' });
    return { outcomes, listed: table.ok && table.value.routes.length };
  },
  guards: () => {
    const securityRules = numbers(10_000).map((index) => ({
      name: `r${index}`,
      priority: 100 + (index % 3000),
      direction: 'Inbound' as const,
      access: 'Deny' as const,
      protocol: 'Tcp' as const,
      sourceAddressPrefix: 'VirtualNetwork',
      destinationAddressPrefixes: ['VirtualNetwork', `10.1.${index >> 8}.${index & 255}`],
      destinationPortRange: index === 9999 ? '80' : `${1000 + index}`,
    }));
    const routes = numbers(20_000).map((index) => ({
      name: `r${index}`,
      addressPrefix: `100.64.${index >> 8}.${index & 255}/32`,
      nextHopType: 'None' as const,
    }));
    const document = hubOf({
      networkSecurityGroups: [{ name: 'nsg', securityRules }],
      routeTables: [{ name: 'rt', routes }],
    });
    const engine = createEngine();
    engine.load({ spec: { network: document, objects: {} }, revision: 0 });
    const outcomes = numbers(200).map(
      (index) => outcomeOf(engine, { from: 'vm:a', to: `vm:b:${index % 2 === 0 ? 80 : 443}` }).outcome,
    );
    const rules = engine.effectiveRules({ revision: 0, subnet: 'snet-b' });
    return { first: outcomes[0], last: outcomes.at(-1), flows: outcomes.length, groups: rules.ok && rules.value.groups.length };
  },
  firewall: () => {
    const sourceAddresses = ['10.9.0.0/16', 'Sql', '10.2.0.0/24'];
    const rules = numbers(10_000);
    const ruleCollections: RuleCollection[] = [
      {
        name: 'net',
        priority: 100,
        type: 'Network',
        action: 'Deny',
        rules: rules.map((index) => ({
          name: `n${index}`,
          sourceAddresses,
          ipProtocols: ['TCP'],
          destinationFqdns: [`h${index}.example`],
          destinationAddresses: [`100.64.${index >> 8}.${index & 255}`],
          destinationPorts: ['443'],
        })),
      },
      {
        name: 'app',
        priority: 100,
        type: 'Application',
        action: 'Allow',
        rules: rules.map((index) => ({
          name: `a${index}`,
          sourceAddresses,
          protocols: ['Https:443'],
          targetFqdns: [index === 9999 ? 'shop.example' : `*.h${index}.example`],
        })),
      },
      {
        name: 'nat',
        priority: 100,
        type: 'Dnat',
        action: 'Dnat',
        rules: rules.map((index) => ({
          name: `d${index}`,
          sourceAddresses,
          ipProtocols: ['TCP'],
          destinationAddresses: ['20.60.0.1'],
          destinationPorts: [`${1000 + index}`],
          translatedAddress: '10.2.0.4',
          translatedPort: 80,
        })),
      },
    ];
    const document = hubOf({
      routeTables: [
        {
          name: 'rt',
          routes: [{ name: 'all', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.1.1.4' }],
        },
      ],
      publicIPAddresses: [{ name: 'pip', ipAddress: '20.60.0.1' }],
      internetHosts: [{ name: 'shop.example', ipAddress: '203.0.113.50', ports: [{ port: 443, protocol: 'TCP', tls: true }] }],
      azureFirewalls: [
        {
          name: 'fw',
          virtualNetwork: 'hub',
          privateIPAddress: '10.1.1.4',
          publicIPAddresses: ['pip'],
          dnsProxy: true,
          ruleCollectionGroups: [{ name: 'g', priority: 100, ruleCollections }],
        },
      ],
    });
    const engine = createEngine();
    engine.load({ spec: { network: document, objects: {} }, revision: 0 });
    const toShop = { from: 'vm:a', to: 'https://shop.example/' };
    const outcomes = numbers(10).map(() => outcomeOf(engine, toShop).outcome);
    const log = engine.firewallLog({ revision: 0, flow: toShop });
    return { outcome: outcomes[0], flows: outcomes.length, listed: log.ok && log.value.length };
  },
  excepts: () => {
    const except = numbers(100_000).map((index) => `10.${128 + (index >> 15)}.${(index >> 7) & 255}.${(index & 127) * 2}/32`);
    return ask(
      worldOf([
        app(1000),
        policyOfRaw({ namespace: 'team', name: 'p', ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except } }] }] }),
      ]),
    );
  },
  sameSelector: () => {
    const doors = numbers(3000).map((index): Service => service('team', `door-${index}`, 'web'));
    return ask(worldOf([app(1000), ...doors]), 'team/door-7:80');
  },
  choices: () => {
    const door = service('team', 'door', 'web');
    return ask(worldOf([app(1000), { ...door, spec: { ...door.spec, type: 'LoadBalancer' } }], 1000), '20.50.0.1:80');
  },
  replicas: () => ask(worldOf([app(1_000_000_000)])),
  deepBatch: () => {
    let edit: Edit = { type: 'putObject', resource: service('team', 'door', 'web') };
    for (let depth = 0; depth < 2000; depth++) edit = { type: 'batch', edits: [edit] };
    const engine = createEngine();
    engine.load({ spec: worldOf([app(10)]), revision: 0 });
    const answer = engine.edit({ edit, from: 0, to: 1 });
    return { ok: answer.ok };
  },
  wideBatch: () => {
    const edits = numbers(5000).map((index): Edit => ({ type: 'putObject', resource: service('team', `door-${index}`, 'none') }));
    const engine = createEngine();
    engine.load({ spec: worldOf([app(10)]), revision: 0 });
    return { ok: engine.edit({ edit: { type: 'batch', edits }, from: 0, to: 1 }).ok };
  },
  megabytes: () => {
    const line = (index: number): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: p-${index}, namespace: team}\nspec: {containers: [{name: a, image: b}]}\n---\n`;
    const text = numbers(50_000).map(line).join('').slice(0, 4_000_000);
    const { resources, problems } = parseManifests(text);
    return { resources: resources.length, problems: problems.length };
  },
};

const work = HOSTILE[process.argv[2] ?? ''];
const before = process.cpuUsage();
const answer = work?.();
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ answer, ms: Math.round((user + system) / 1000) }));
