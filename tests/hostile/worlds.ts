// Worlds made to be slow, each in a process of its own (hostile.test.ts): the name of one is the argument, one line of JSON the answer.
import { createEngine } from '../../src/engine/createEngine.ts';
import type { EngineApi } from '../../src/engine/api.ts';
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
