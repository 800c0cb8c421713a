// addressesSuffice: every node, surge included, and every pod finds an address and a place. Rules: …A-33.
// Asked counts are tried on a modified copy of the world by the same compiler; no sum is done twice.
import type { Plan } from '../dataplane/plan.ts';
import { applyEdit } from '../edit/edit.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Deployment } from '../model/kubernetes.ts';
import type { NetworkDocument } from '../model/networkDocument.ts';
import type { NetworkSpec } from '../model/spec.ts';
import type { Failure } from './failure.ts';
import type { Goal, GoalResult } from './goal.ts';
import { compileWorld, type World } from './world.ts';

type AddressGoal = Extract<Goal, { type: 'addressesSuffice' }>;

/** Told in our own words first, with the sum in them. */
const SHORTAGE = 'InsufficientSubnetSize';
/** Last in the order of namespaces, so that the staff is seated first. */
const CROWD_NAMESPACE = 'zz-crowd';
/** More pods than a cluster may hold are not worth compiling (A-34: 250 pods a node, 5,000 nodes; kept small for the step budget). */
const MAX_CROWD = 5000;

export function judgeAddresses(world: World, goal: AddressGoal): GoalResult {
  const { plan, diagnostics } = askedWorld(world, goal).dataplane;
  const checked = plan.nodes.length + plan.pods.length + plan.podsUnplaced.length;
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  const failure = invalid(errors.filter(({ code }) => code !== SHORTAGE)) ?? findShortage(plan) ?? invalid(errors);
  if (!failure) return { id: goal.id, pass: true, checked, failed: 0 };
  const failed = Math.max(1, plan.podsUnplaced.length + plan.nodes.filter((node) => node.ip === '').length);
  return { id: goal.id, pass: false, checked, failed, failure };
}

/** The world with as many nodes and pods as the goal asks for. */
export function askedWorld(world: World, goal: AddressGoal): World {
  return goal.nodes === undefined && goal.podsPerNode === undefined
    ? world
    : compileWorld(withCounts(world.spec, goal), world.policyEngine);
}

function invalid(errors: readonly Diagnostic[]): Failure | undefined {
  const [error] = errors;
  return (
    error && {
      code: 'goal.fits.invalid',
      params: { code: error.code, path: error.path },
      rule: { object: error.path, field: '' },
    }
  );
}

function findShortage(plan: Plan): Failure | undefined {
  const subnet = plan.subnets.find((candidate) => candidate.free < 0);
  if (subnet) {
    const { name, usable, used, needed } = subnet;
    // Without surge it fits: only the upgrade is stuck.
    const code = used <= usable ? 'goal.fits.surge' : 'goal.fits.subnet';
    return {
      code,
      params: { subnet: name, usable, used, needed, short: needed - usable },
      rule: { object: `Subnet/${name}`, field: 'addressPrefix' },
    };
  }
  const node = plan.nodes.find((candidate) => candidate.ip === '' || !candidate.ready);
  if (node) return { code: 'goal.fits.node', params: { node: node.name, reason: node.reason ?? '–', subnet: node.subnet } };
  const unplaced = plan.podsUnplaced.length;
  const [first] = plan.podsUnplaced;
  if (first) {
    const seats = plan.nodes.reduce((sum, each) => sum + each.maxPods, 0);
    return { code: 'goal.fits.pods', params: { pods: unplaced, pod: first.pod, reason: first.reason, seats } };
  }
  return undefined;
}

/** The same world with `nodes` nodes in the first pool and so many pods that every node holds `podsPerNode`. */
function withCounts(spec: NetworkSpec, goal: AddressGoal): NetworkSpec {
  const network = goal.nodes === undefined ? spec.network : withNodes(spec.network, goal.nodes);
  const resized = { ...spec, network };
  if (goal.podsPerNode === undefined) return resized;
  const { plan } = compileWorld(resized).dataplane;
  const seated =
    plan.pods.length +
    plan.podsUnplaced.filter((item) => !plan.pods.some((pod) => `${pod.namespace}/${pod.name}` === item.pod)).length;
  const replicas = Math.min(MAX_CROWD, Math.max(0, goal.podsPerNode * plan.nodes.length - seated));
  return applyEdit(resized, { type: 'putObject', resource: crowd(replicas) }).spec;
}

function withNodes(network: NetworkDocument, count: number): NetworkDocument {
  const [cluster, ...others] = network.managedClusters;
  const [pool, ...pools] = cluster?.agentPoolProfiles ?? [];
  if (!cluster || !pool) return network;
  const { nodes: _recorded, ...declared } = cluster;
  return { ...network, managedClusters: [{ ...declared, agentPoolProfiles: [{ ...pool, count }, ...pools] }, ...others] };
}

function crowd(replicas: number): Deployment {
  const labels = { app: 'crowd' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'crowd', namespace: CROWD_NAMESPACE },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main' }] } },
    },
  };
}
