// All pairs where policies of several makers meet in layers: 1,000 pods × 200 policies of mixed kinds, against the literal reading of some senders.
import { addBit, createBitset } from '../../src/engine/dataplane/bitset.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import { compilePolicies } from '../../src/engine/dataplane/policy.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { AdminRule } from '../../src/engine/model/adminPolicy.ts';
import type { CalicoEntityRule, CalicoRule } from '../../src/engine/model/calico.ts';
import type { PolicyResource } from '../../src/engine/model/kubernetes.ts';
import { countAllowed } from '../../src/engine/report/connectivity.ts';
import { createRandom, type Random } from '../share/randomSolution.ts';
import { bruteForceLayers, rememberSpaces } from '../support/bruteForceLayers.ts';
import { specOfRaw } from '../support/rawWorld.ts';
import { BENCH_PORTS, benchWorld } from './benchWorld.ts';
import { expectSame, median, type Row, row, timed } from './measure.ts';

const APPS = ['web', 'api', 'db', 'queue', 'cache', 'jobs', 'mail', 'auth', 'search', 'feed'] as const;
const SENDERS = 10;
const CALICO = 'projectcalico.org/v3';

export function benchLayers(): Row[] {
  return (['calico', 'cilium'] as const).map((engine) => measure(engine));
}

function measure(engine: 'calico' | 'cilium'): Row {
  const raw = benchWorld({ pods: 1000, policies: 80 });
  const resources = mixed(
    createRandom(11),
    engine,
    raw.namespaces.map(({ name }) => name),
  );
  const edits = resources.map((resource) => ({ type: 'putObject', resource }) as const);
  const { spec } = applyEdit(specOfRaw(raw, engine), { type: 'batch', edits });
  const dataplane = compileDataplane(spec);
  const columns = BENCH_PORTS.map((port) => ({ port, protocol: 'TCP' as const }));
  const ours = median(5, () => {
    // A new value, so that nothing of the run before is found again.
    const placement = { ...dataplane.placement, pods: [...dataplane.placement.pods] };
    countAllowed({ ...dataplane, placement, policy: compilePolicies(spec, placement, dataplane.services) }, columns);
  });
  rememberSpaces(raw);
  const brute = bruteForceLayers(raw, resources, engine);
  const ends = raw.pods.map((pod) => brute.end(`${pod.namespace}/${pod.name}`));
  const places = new Map(dataplane.placement.pods.map((pod, index) => [`${pod.namespace}/${pod.name}`, index]));
  const senders = createBitset(dataplane.placement.pods.length);
  const everybody = createBitset(dataplane.placement.pods.length);
  for (const pod of raw.pods) addBit(everybody, places.get(`${pod.namespace}/${pod.name}`) ?? 0);
  let expected = 0;
  const chosen = Array.from({ length: SENDERS }, (_, count) => Math.floor((count * raw.pods.length) / SENDERS));
  const baseline = timed(() => {
    for (const at of chosen) {
      const [pod, from] = [raw.pods[at], ends[at]];
      if (!pod || !from) continue;
      addBit(senders, places.get(`${pod.namespace}/${pod.name}`) ?? 0);
      for (const to of ends) for (const port of BENCH_PORTS) if (brute.allows(from, to, port, 'TCP')) expected++;
    }
  });
  const counted = BENCH_PORTS.reduce((sum, port) => sum + dataplane.policy.countPodToPod(senders, everybody, port, 'TCP'), 0);
  expectSame(counted, expected, `triples of ${SENDERS} senders under ${engine}`);
  const size = `${ends.length ** 2 * BENCH_PORTS.length} triples, compiling included; baseline scaled from ${SENDERS} senders`;
  return row(`layers of ${engine}, 1000 pods 200 policies 3 ports`, size, ours, (baseline * ends.length) / SENDERS);
}

/** 120 beside the 80 NetworkPolicies: of the maker, for the cluster, of the administrator. */
function mixed(random: Random, engine: 'calico' | 'cilium', spaces: readonly string[]): PolicyResource[] {
  const own = engine === 'calico' ? calicoPolicy : ciliumPolicy;
  return [
    ...(engine === 'calico' ? [tier('early', 100), tier('late', 5_000_000)] : []),
    ...Array.from({ length: 100 }, (_, index) => own(random, index, spaces[random.below(spaces.length)] ?? '')),
    ...Array.from({ length: engine === 'calico' ? 18 : 20 }, (_, index) => adminPolicy(random, index)),
  ];
}

function tier(name: string, order: number): PolicyResource {
  return { apiVersion: CALICO, kind: 'Tier', metadata: { name, namespace: '' }, spec: { order, defaultAction: 'Pass' } };
}

function calicoPolicy(random: Random, index: number, namespace: string): PolicyResource {
  const entity = (): CalicoEntityRule => ({
    selector: `app in {'${random.pick(APPS)}', '${random.pick(APPS)}'}`,
    ...(random.chance(2) ? { namespaceSelector: `env == '${random.pick(['test', 'prod'])}'` } : {}),
  });
  const rule = (): CalicoRule => ({
    action: random.pick(['Allow', 'Allow', 'Allow', 'Deny', 'Pass']),
    protocol: 'TCP',
    source: entity(),
    destination: { ports: [random.pick([80, 9090, 'http', '8000:9000'])] },
  });
  const spec = {
    ...(random.chance(3) ? { tier: random.pick(['early', 'late']) } : {}),
    order: random.below(2000),
    selector: `app == '${random.pick(APPS)}'`,
    types: ['Ingress'] as const,
    ingress: Array.from({ length: 1 + random.below(3) }, rule),
  };
  const metadata = { name: `c-${index}`, namespace: index % 4 === 0 ? '' : namespace };
  return index % 4 === 0
    ? { apiVersion: CALICO, kind: 'GlobalNetworkPolicy', metadata, spec }
    : { apiVersion: CALICO, kind: 'CalicoNetworkPolicy', metadata, spec };
}

function ciliumPolicy(random: Random, index: number, namespace: string): PolicyResource {
  const peers = (): object => ({
    fromEndpoints: [
      random.chance(3)
        ? { matchLabels: { 'k8s:io.kubernetes.pod.namespace': namespace } }
        : { matchExpressions: [{ key: 'app', operator: 'In', values: [random.pick(APPS), random.pick(APPS)] }] },
    ],
    toPorts: [{ ports: [{ port: random.pick(['80', '9090', 'http']), protocol: 'TCP' }] }],
  });
  const spec = {
    endpointSelector: { matchLabels: { app: random.pick(APPS) } },
    ingress: Array.from({ length: 1 + random.below(3) }, peers),
    ...(random.chance(4) ? { ingressDeny: [peers()] } : {}),
  };
  return index % 4 === 0
    ? {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumClusterwideNetworkPolicy',
        metadata: { name: `w-${index}`, namespace: '' },
        spec,
      }
    : { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: `c-${index}`, namespace }, spec };
}

function adminPolicy(random: Random, index: number): PolicyResource {
  const group = { matchLabels: { group: `g${random.below(5)}` } };
  const rule = (): AdminRule => ({
    action: random.pick(['Allow', 'Deny', 'Pass']),
    from: [{ pods: { namespaceSelector: group, podSelector: { matchLabels: { app: random.pick(APPS) } } } }],
    ports: [{ portNumber: { protocol: 'TCP', port: random.pick([80, 8080, 9090]) } }],
  });
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: `a-${index}`, namespace: '' },
    spec: { priority: index, subject: { namespaces: group }, ingress: Array.from({ length: 1 + random.below(2) }, rule) },
  };
}
