// All pairs and blast radius: the compiled tables against the literal reading, which parses once and allocates nothing a probe.
import { spawnSync } from 'node:child_process';
import { addBit, createBitset } from '../../src/engine/dataplane/bitset.ts';
import { compileDataplane } from '../../src/engine/dataplane/compile.ts';
import type { Dataplane } from '../../src/engine/dataplane/dataplane.ts';
import { compilePolicies } from '../../src/engine/dataplane/policy.ts';
import { countAllowed, countReached } from '../../src/engine/report/connectivity.ts';
import { bruteForcePolicy } from '../support/bruteForcePolicy.ts';
import { specOfRaw } from '../support/rawWorld.ts';
import { BENCH_PORTS, benchWorld } from './benchWorld.ts';
import { expectSame, median, type Row, row, timed } from './measure.ts';

const columns = (ports: readonly number[]): { port: number; protocol: 'TCP' }[] =>
  ports.map((port) => ({ port, protocol: 'TCP' }));

/** Ours: compile the policies over a placement never seen before, then count every allowed triple. */
export function benchMatrix(): Row[] {
  const raw = benchWorld({ pods: 1000, policies: 200 });
  const spec = specOfRaw(raw);
  const dataplane = compileDataplane(spec);
  const brute = bruteForcePolicy(raw);
  const ends = raw.pods.map((pod) => brute.end(`${pod.namespace}/${pod.name}`));
  const measure = (ports: readonly number[], runs: number): Row => {
    let counted = 0;
    const ours = median(runs, () => {
      // A new value, so that nothing of the run before is found again.
      const placement = { ...dataplane.placement, pods: [...dataplane.placement.pods] };
      counted = countAllowed({ ...dataplane, placement, policy: compilePolicies(spec, placement) }, columns(ports));
    });
    let expected = 0;
    const baseline = timed(() => {
      for (const from of ends) {
        for (const to of ends) {
          for (const port of ports) if (brute.allows(from, to, port, 'TCP')) expected++;
        }
      }
    });
    expectSame(counted, expected, 'allowed triples');
    const size = `${ends.length ** 2 * ports.length} triples, compiling included`;
    return row(`matrix 1000 pods 200 policies ${ports.length} port${ports.length > 1 ? 's' : ''}`, size, ours, baseline);
  };
  return [measure(BENCH_PORTS, 25), measure([80], 25)];
}

const CHILD = '--child';
const LARGE = { pods: 10_000, policies: 1000 } as const;

interface Measured {
  readonly ms: number;
  readonly allowed: number;
  readonly heap: number;
  readonly rss: number;
}

/** In a process of its own, so that its memory is its own: everything from the document to the count. */
export function runChild(): boolean {
  if (!process.argv.includes(CHILD)) return false;
  const spec = specOfRaw(benchWorld(LARGE));
  let allowed = 0;
  const ms = timed(() => (allowed = countAllowed(compileDataplane(spec), columns([80]))));
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const measured: Measured = { ms, allowed, heap: heapUsed + arrayBuffers, rss: process.resourceUsage().maxRSS * 1024 };
  process.stdout.write(JSON.stringify(measured));
  return true;
}

/** The literal reading is asked of a few senders and its time is scaled to all: it would take minutes. */
export function benchLarge(): Row {
  const child = spawnSync(process.execPath, [process.argv[1] ?? '', CHILD], { encoding: 'utf8' });
  const measured = JSON.parse(child.stdout) as Measured;
  const raw = benchWorld(LARGE);
  const dataplane = compileDataplane(specOfRaw(raw));
  const brute = bruteForcePolicy(raw);
  const ends = raw.pods.map((pod) => brute.end(`${pod.namespace}/${pod.name}`));
  const indices = new Map(dataplane.placement.pods.map((pod, index) => [`${pod.namespace}/${pod.name}`, index]));
  const everybody = createBitset(dataplane.placement.pods.length);
  for (const pod of raw.pods) addBit(everybody, indices.get(`${pod.namespace}/${pod.name}`) ?? 0);
  const sample = [7, 1234, 5678, 9099];
  const baseline = timed(() => {
    for (const place of sample) {
      const [pod, from] = [raw.pods[place], ends[place]];
      if (!pod || !from) continue;
      let expected = 0;
      for (const to of ends) if (brute.allows(from, to, 80, 'TCP')) expected++;
      const sender = createBitset(dataplane.placement.pods.length);
      addBit(sender, indices.get(`${pod.namespace}/${pod.name}`) ?? 0);
      expectSame(dataplane.policy.countPodToPod(sender, everybody, 80, 'TCP'), expected, `receivers of pod ${place}`);
    }
  });
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
  return row(
    'all pairs 10000 pods 1000 policies',
    `exact, cold, compiling included; peak ${megabytes(measured.rss)} (${megabytes(measured.heap)} of it held); baseline scaled from ${sample.length} senders`,
    measured.ms,
    (baseline * ends.length) / sample.length,
  );
}

/** Whom one pod can reach, at every port: compiling the world, then the question. */
export function benchBlastRadius(): Row[] {
  const raw = benchWorld({ pods: 100_000, policies: 5000 });
  const spec = specOfRaw(raw);
  let dataplane = compileDataplane(spec);
  const compiling = timed(() => (dataplane = compileDataplane(spec)));
  const { pods } = dataplane.placement;
  const from = pods.findIndex((pod, index) => !pod.hostNetwork && isIsolated(dataplane, index));
  const [cold, warm] = [timed(() => countReached(dataplane, from)), median(5, () => countReached(dataplane, from))];
  const brute = bruteForcePolicy(raw);
  const sender = brute.end(`${pods[from]?.namespace}/${pods[from]?.name}`);
  const sample = raw.pods.filter((_pod, index) => index % 50 === 0).map((pod) => `${pod.namespace}/${pod.name}`);
  const indices = new Map(pods.map((pod, index) => [`${pod.namespace}/${pod.name}`, index]));
  let expected = 0;
  const baseline = timed(() => {
    for (const name of sample) {
      const to = brute.end(name);
      for (const port of BENCH_PORTS) if (brute.allows(sender, to, port, 'TCP')) expected++;
    }
  });
  let found = 0;
  for (const name of sample) {
    for (const port of BENCH_PORTS) if (dataplane.policy.allowsPodToPod(from, indices.get(name) ?? 0, port, 'TCP')) found++;
  }
  expectSame(found, expected, 'receivers of the sample');
  const scaled = (baseline * pods.length) / sample.length;
  const size = `3 ports; baseline scaled from ${sample.length} receivers`;
  return [
    row(
      'blast radius 100000 pods 5000 policies',
      `${size}; the first question after compiling (${Math.round(compiling)} ms)`,
      cold,
      scaled,
    ),
    row('blast radius again', size, warm, scaled),
  ];
}

function isIsolated({ policy }: Dataplane, pod: number): boolean {
  const peer = { type: 'address', address: 1 } as const;
  return policy.decide({ direction: 'egress', pod, peer, port: 80, protocol: 'TCP' }).isolated;
}
