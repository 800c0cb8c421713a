// A small edit moves little: how far things move when one object comes, goes or changes, over many houses compiled by the engine. A pod that
// the scheduler gives another node walks there; everything else is asked to stay where the eye left it.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import type { KubernetesResource } from '../../src/engine/model/kubernetes.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import { buildLayout } from '../../src/view/layout/buildLayout.ts';
import { sameLayout } from '../../src/view/layout/sameLayout.ts';
import type { Layout } from '../../src/view/layout/types.ts';
import { createRandom, type Random } from '../share/randomSolution.ts';
import { networkOf } from './plans.ts';

const TEAMS = ['shop', 'pay', 'data', 'ops'];
const WORLDS = 24;

type Deployment = Extract<KubernetesResource, { readonly kind: 'Deployment' }>;

function deployment(namespace: string, name: string, replicas: number): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'main', ports: [{ containerPort: 8080, protocol: 'TCP' }] }] },
      },
    },
  };
}

function service(namespace: string, name: string, type: 'ClusterIP' | 'LoadBalancer'): KubernetesResource {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { type, selector: { app: name }, ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }] },
  };
}

interface House {
  readonly spec: NetworkSpec;
  readonly deployments: readonly [Deployment, ...Deployment[]];
}

function houseOf(random: Random): House {
  const network = networkOf({
    machines: 1 + random.below(4),
    houses: random.below(5),
    sites: random.below(2),
    peers: random.below(2),
    emptySubnets: random.below(3),
    devices: random.below(2),
  });
  const [cluster] = network.managedClusters;
  const made = (index: number): Deployment =>
    deployment(TEAMS[index % TEAMS.length] ?? 'shop', `app-${index}`, 1 + random.below(30));
  const deployments: [Deployment, ...Deployment[]] = [made(0)];
  for (let index = 1; index < 2 + random.below(9); index++) deployments.push(made(index));
  const resources: KubernetesResource[] = [
    ...TEAMS.map((name): KubernetesResource => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, namespace: '' } })),
    ...deployments,
    ...deployments
      .filter(() => random.below(2) === 0)
      .map(({ metadata }) => service(metadata.namespace, metadata.name, random.below(3) === 0 ? 'LoadBalancer' : 'ClusterIP')),
  ];
  const empty: NetworkSpec = {
    network: {
      ...network,
      managedClusters: cluster
        ? [{ ...cluster, agentPoolProfiles: [{ name: 'pool0', count: 2 + random.below(7), maxPods: 110, vnetSubnet: 'snet-0' }] }]
        : [],
    },
    objects: {},
  };
  const edits = resources.map((resource): Edit => ({ type: 'putObject', resource }));
  return { spec: applyEdit(empty, { type: 'batch', edits }).spec, deployments };
}

const EDITS: Readonly<Record<string, (house: House, random: Random) => Edit>> = {
  'one pod more': ({ deployments }, random) => {
    const one = random.pick(deployments);
    return { type: 'putObject', resource: { ...one, spec: { ...one.spec, replicas: one.spec.replicas + 1 } } };
  },
  'one pod less': ({ deployments }, random) => {
    const one = random.pick(deployments);
    return { type: 'putObject', resource: { ...one, spec: { ...one.spec, replicas: one.spec.replicas - 1 } } };
  },
  'another label': ({ deployments }, random) => {
    const one = random.pick(deployments);
    const { template } = one.spec;
    const labels = { ...template.metadata.labels, tier: 'front' };
    return {
      type: 'putObject',
      resource: { ...one, spec: { ...one.spec, template: { ...template, metadata: { ...template.metadata, labels } } } },
    };
  },
  'a policy': () => ({
    type: 'putObject',
    resource: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'quiet', namespace: 'shop' },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    },
  }),
  'a Service': (_house, random) => ({
    type: 'putObject',
    resource: service('pay', 'fresh', random.below(2) === 0 ? 'ClusterIP' : 'LoadBalancer'),
  }),
  'a machine': ({ spec }) => ({
    type: 'putNetwork',
    network: {
      ...spec.network,
      virtualMachines: [
        ...(spec.network.virtualMachines ?? []),
        { name: 'fresh', subnet: 'snet-vms', ipAddress: '10.10.100.200' },
      ],
    },
  }),
};

function layoutOf(spec: NetworkSpec): Layout {
  return buildLayout(createEngine().load({ spec, revision: 1 }).plan, spec.network);
}

interface Moved {
  /** Of all that keep their room: the share that stands within half a desk of where it stood. */
  readonly stays: number;
  /** Floor units, of the same. */
  readonly distances: readonly number[];
}

function movedOf(before: Layout, after: Layout): Moved {
  const distances: number[] = [];
  for (const thing of before.things) {
    const now = after.bySelection.get(thing.selection);
    if (now?.group === thing.group) distances.push(Math.hypot(now.port.x - thing.port.x, now.port.y - thing.port.y));
  }
  return { stays: distances.filter((away) => away < 0.5).length / distances.length, distances };
}

/** Sorted, the value that `share` of the list does not exceed. */
function at(list: readonly number[], share: number): number {
  return [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * share)] ?? 0;
}

/** Floor units that 95 of 100 things may move at most, and what share of a house stays: in half of the houses, and in 19 of 20. */
const BARS: Readonly<Record<string, { readonly far: number; readonly median: number; readonly least: number }>> = {
  'one pod more': { far: 0.01, median: 1, least: 0.9 },
  'one pod less': { far: 0.01, median: 1, least: 0.9 },
  'another label': { far: 0, median: 1, least: 1 },
  'a policy': { far: 0, median: 1, least: 1 },
  'a Service': { far: 0.01, median: 0.95, least: 0.85 },
  // Now and then a longer wing lets another number of rooms stand side by side.
  'a machine': { far: 5, median: 1, least: 0.2 },
};

describe('after a small edit what keeps its room keeps its place', () => {
  const random = createRandom(20261126);
  const houses = Array.from({ length: WORLDS }, () => houseOf(random));
  const before = houses.map(({ spec }) => layoutOf(spec));
  it.each(Object.keys(BARS))('%s', (name) => {
    const shares: number[] = [];
    const all: number[] = [];
    houses.forEach((house, index) => {
      const [edit, old] = [EDITS[name]?.(house, random), before[index]];
      if (!edit || !old) throw new Error('no edit');
      const next = layoutOf(applyEdit(house.spec, edit).spec);
      const { stays, distances } = movedOf(old, next);
      shares.push(stays);
      all.push(...distances);
      // What is drawn is built anew only when something did change.
      expect(sameLayout(old, next)).toBe(next.things.length === old.things.length && distances.every((away) => away === 0));
    });
    const bar = BARS[name];
    const found = { far: at(all, 0.95), median: at(shares, 0.5), least: at(shares, 0.05) };
    expect(found.far).toBeLessThanOrEqual(bar?.far ?? 0);
    expect(found.median).toBeGreaterThanOrEqual(bar?.median ?? 1);
    expect(found.least).toBeGreaterThanOrEqual(bar?.least ?? 1);
  });
});
