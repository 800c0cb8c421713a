// One random world with policies in layers, held against its other readings: the literal one, the matrix, the walk, and the world compiled
// anew after edits. Every difference is a line that can be tried again. Rules: CAL2–CAL13, CIL1–CIL8, CIL11, ANP1–ANP6, NP4.
import { isDeepStrictEqual } from 'node:util';
import { addBit, createBitset, hasBit } from '../../src/engine/dataplane/bitset.ts';
import type { Dataplane } from '../../src/engine/dataplane/dataplane.ts';
import { applyEdit, type Edit } from '../../src/engine/edit/edit.ts';
import { traceFlow } from '../../src/engine/forward/traceFlow.ts';
import { compileWorld, editWorld } from '../../src/engine/goals/world.ts';
import type { KubernetesResource } from '../../src/engine/model/kubernetes.ts';
import { type NetworkSpec, refOf } from '../../src/engine/model/spec.ts';
import { formatIpv4 } from '../../src/engine/net/ipv4.ts';
import type { Protocol } from '../../src/engine/net/packet.ts';
import { computeMatrix } from '../../src/engine/report/connectivity.ts';
import { findDifference, sideOf } from '../../src/engine/report/difference.ts';
import { queryPolicy } from '../../src/engine/report/serviceQueries.ts';
import { createRandom, type Random } from '../share/randomSolution.ts';
import { bruteForceLayers, rememberSpaces } from '../support/bruteForceLayers.ts';
import { randomLayers } from '../support/randomLayers.ts';
import { randomPolicy, randomProbe, randomWorld } from '../support/randomWorld.ts';
import { policyOfRaw, specOfRaw } from '../support/rawWorld.ts';

export const LAYER_ENGINES = ['calico', 'cilium', 'spec'] as const;
export type LayerEngine = (typeof LAYER_ENGINES)[number];

/** Flows gained and lost by one edit of policies, against the two matrices. */
export function compareLayerDifference(seed: number, kind: LayerEngine): LayerAgreement {
  const random = createRandom(seed + 9);
  const before = withObjects(specOfRaw(randomWorld(seed), kind), randomLayers(random, kind));
  const { spec: after } = applyEdit(before, randomPolicyEdit(random, before, kind));
  const [a, b] = [compileWorld(before), compileWorld(after)];
  const tally: Tally = { probes: 1, allowed: 0, mismatches: [] };
  const found = findDifference(sideOf(a, 0), sideOf(b, 0), 100_000);
  if (!found.ok) return { ...tally, mismatches: [`seed ${seed} under ${kind}: ${found.code}`] };
  const flowsOf = (dataplane: Dataplane): Set<string> => {
    const { pods, ports, allowed } = computeMatrix(dataplane);
    return new Set(allowed.map(([from, to, port]) => `${pods[from] ?? ''} > ${pods[to] ?? ''}:${ports[port] ?? ''}`));
  };
  const [left, right] = [flowsOf(a.dataplane), flowsOf(b.dataplane)];
  const { gained, lost } = found.value;
  const only = (of: ReadonlySet<string>, not: ReadonlySet<string>): string[] => [...of].filter((flow) => !not.has(flow)).sort();
  // Flows of senders outside are walked, and not looked at here.
  const told = (list: typeof gained): string[] =>
    list.flows
      .map(({ from, to }) => `${from} > ${to}`)
      .filter((flow) => !/^(vm|onprem|internet):/.test(flow))
      .sort();
  tally.allowed = gained.count + lost.count;
  if (!isDeepStrictEqual(told(gained), only(right, left))) tally.mismatches.push(`seed ${seed} under ${kind}: gained`);
  if (!isDeepStrictEqual(told(lost), only(left, right))) tally.mismatches.push(`seed ${seed} under ${kind}: lost`);
  return tally;
}

export interface LayerAgreement {
  readonly probes: number;
  readonly allowed: number;
  readonly mismatches: readonly string[];
}

interface Question {
  readonly port: number;
  readonly protocol: Protocol;
}

interface Tally {
  probes: number;
  allowed: number;
  readonly mismatches: string[];
}

export function compareLayers(seed: number, kind: LayerEngine, probes: number): LayerAgreement {
  const world = randomWorld(seed);
  const raw = { ...world, policies: world.policies.slice(0, seed % 4) };
  const resources = randomLayers(createRandom(seed + 77), kind);
  const spec = withObjects(specOfRaw(raw, kind), resources);
  const { dataplane } = compileWorld(spec);
  const random = createRandom(seed + 1_000_000_007);
  const tally: Tally = { probes: 0, allowed: 0, mismatches: [] };
  const where = `seed ${seed} under ${kind}`;
  rememberSpaces(raw);
  const brute = bruteForceLayers(raw, resources, kind);
  for (let count = 0; count < probes; count++, tally.probes++) {
    const query = randomProbe(random, raw);
    const expected = brute.allows(brute.end(query.from), brute.end(query.to), query.port, query.protocol);
    if (expected) tally.allowed++;
    const answer = queryPolicy(dataplane, query);
    if (!answer.ok || (answer.value === 'allowed') !== expected)
      tally.mismatches.push(
        `${where}: ${query.from} > ${query.to}:${query.port}/${query.protocol} should be ${expected ? 'allowed' : 'denied'}`,
      );
  }
  const question = { port: random.pick([53, 80, 443, 8080]), protocol: random.pick(['TCP', 'UDP'] as const) };
  if (seed % 2 === 0) comparePairs(dataplane, { random, where, question, tally });
  compareWalks(dataplane, { random, where, question, tally });
  return tally;
}

interface Comparing {
  readonly random: Random;
  readonly where: string;
  readonly question: Question;
  readonly tally: Tally;
}

/** The matrix and its count by words, against the attributed decision of every pair. */
function comparePairs({ policy, placement: { pods } }: Dataplane, { random, where, question, tally }: Comparing): void {
  const [senders, receivers] = [createBitset(pods.length), createBitset(pods.length)];
  pods.forEach((_pod, index) => {
    if (!random.chance(5)) addBit(senders, index);
    if (!random.chance(5)) addBit(receivers, index);
  });
  let expected = 0;
  for (let from = 0; from < pods.length; from++) {
    for (let to = 0; to < pods.length; to++) {
      const out = policy.decide({ ...question, direction: 'egress', pod: from, peer: { type: 'pod', pod: to } });
      const into = { ...question, direction: 'ingress', pod: to, peer: { type: 'pod', pod: from } } as const;
      const both = out.allowed && policy.decide(into).allowed;
      if (both && hasBit(senders, from) && hasBit(receivers, to)) expected++;
      if (policy.allowsPodToPod(from, to, question.port, question.protocol) !== both)
        tally.mismatches.push(`${where}: pair ${from} > ${to}`);
      if (hasBit(policy.reachedFrom(from, question.port, question.protocol), to) !== both)
        tally.mismatches.push(`${where}: row of ${from} at ${to}`);
    }
  }
  const counted = policy.countPodToPod(senders, receivers, question.port, question.protocol);
  if (counted !== expected) tally.mismatches.push(`${where}: ${counted} counted, ${expected} allowed`);
}

/** What the walk of a packet says of policies, against the matrix: a pod that does not listen refuses, and was reached. */
function compareWalks(dataplane: Dataplane, { random, where, question, tally }: Comparing): void {
  const { pods } = dataplane.placement;
  const placed = pods.flatMap(({ nodeIndex, virtual }, index) => (nodeIndex === undefined || virtual ? [] : [index]));
  for (let count = 0; count < 3 && placed.length > 1; count++) {
    const [from, to] = [random.below(placed.length), random.below(placed.length)].map((at) => placed[at] ?? 0);
    const [sender, receiver] = [pods[from ?? 0], pods[to ?? 0]];
    if (!sender || !receiver || receiver.address === undefined || sender.hostNetwork || receiver.hostNetwork) continue;
    const address = `${formatIpv4(receiver.address)}:${question.port}${question.protocol === 'UDP' ? '/udp' : ''}`;
    const answer = traceFlow(dataplane, { flow: { from: `${sender.namespace}/${sender.name}`, to: address }, seed: 1 });
    const stopped = answer.ok ? answer.value.verdict.reason === 'network-policy' : undefined;
    const allowed = dataplane.policy.allowsPodToPod(from ?? 0, to ?? 0, question.port, question.protocol);
    if (stopped !== !allowed)
      tally.mismatches.push(`${where}: the walk of ${sender.name} > ${address} and the matrix do not agree`);
  }
}

/** Policies put, changed and removed one after another: what is compiled step by step is what is compiled afresh. */
export function compareLayerEdits(seed: number, kind: LayerEngine, steps: number): LayerAgreement {
  const random = createRandom(seed + 5);
  const raw = randomWorld(seed);
  let spec = withObjects(specOfRaw(raw, random.pick([kind, kind, kind, 'azure', 'none'])), randomLayers(random, kind));
  let world = compileWorld(spec);
  const tally: Tally = { probes: 0, allowed: 0, mismatches: [] };
  for (let step = 0; step < steps; step++, tally.probes++) {
    const edit = randomPolicyEdit(random, spec, kind);
    const { placement } = world.dataplane;
    spec = applyEdit(spec, edit).spec;
    world = editWorld(world, edit);
    const afresh = compileWorld(spec);
    const where = `seed ${seed} under ${kind}, step ${step}`;
    // The short way keeps the places.
    if (world.dataplane.placement === placement) tally.allowed++;
    else tally.mismatches.push(`${where}: compiled anew`);
    if (!isDeepStrictEqual(world.dataplane.diagnostics, afresh.dataplane.diagnostics))
      tally.mismatches.push(`${where}: other diagnostics`);
    const difference = firstDifference(world.dataplane, afresh.dataplane, [53, 80, 443, 8080]);
    if (difference !== undefined) tally.mismatches.push(`${where}: ${difference}`);
  }
  return tally;
}

function firstDifference(a: Dataplane, b: Dataplane, ports: readonly number[]): string | undefined {
  const { pods } = a.placement;
  for (let from = 0; from < pods.length; from++) {
    for (let to = 0; to < pods.length; to++) {
      for (const port of ports) {
        if (a.policy.allowsPodToPod(from, to, port, 'TCP') !== b.policy.allowsPodToPod(from, to, port, 'TCP'))
          return `pair ${from} > ${to}:${port}`;
      }
    }
    const peer = { type: 'address', address: 0xcb_00_71_09 } as const;
    const question = { direction: 'egress', pod: from, peer, port: 443, protocol: 'TCP' } as const;
    if (!isDeepStrictEqual(a.policy.decide(question), b.policy.decide(question))) return `decision of ${from} outward`;
  }
  return undefined;
}

export function randomPolicyEdit(random: Random, spec: NetworkSpec, kind: LayerEngine): Edit {
  const fresh = [...randomLayers(random, kind), policyOfRaw(randomPolicy(random, random.below(4)))];
  const resource = fresh[random.below(fresh.length)];
  const present = Object.values(spec.objects)
    .flatMap((group) => Object.values(group))
    .filter(({ kind: each }) => each !== 'Pod' && each !== 'Namespace');
  const gone = present[random.below(Math.max(1, present.length))];
  const remove = gone && random.chance(3) ? [{ type: 'removeObject' as const, ref: refOf(gone) }] : [];
  const put = resource && (remove.length === 0 || random.chance(2)) ? [{ type: 'putObject' as const, resource }] : [];
  const [only, ...others] = [...remove, ...put];
  return only && others.length === 0 ? only : { type: 'batch', edits: [...remove, ...put] };
}

export function withObjects(spec: NetworkSpec, resources: readonly KubernetesResource[]): NetworkSpec {
  const objects: Record<string, Record<string, KubernetesResource>> = Object.fromEntries(
    Object.entries(spec.objects).map(([namespace, group]) => [namespace, { ...group }]),
  );
  for (const resource of resources) {
    const { namespace, name } = resource.metadata;
    (objects[namespace] ??= {})[`${resource.kind}/${name}`] = resource;
  }
  return { ...spec, objects };
}
