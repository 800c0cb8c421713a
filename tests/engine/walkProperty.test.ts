// The walk over random worlds: it always ends, step joins step, the reply undoes everything, one way is one of all ways, and it agrees with
// the policies' own verdict where nothing but policies stands between two pods.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/createEngine.ts';
import { applyEdit } from '../../src/engine/edit/edit.ts';
import type { Step, Trace, Walk } from '../../src/engine/forward/trace.ts';
import type { EndpointSlice, Service } from '../../src/engine/model/kubernetes.ts';
import type { NetworkSpec } from '../../src/engine/model/spec.ts';
import type { Packet } from '../../src/engine/net/packet.ts';
import { createRandom, type Random } from '../share/randomSolution.ts';
import { randomWorld } from '../support/randomWorld.ts';
import { type RawWorld, specOfRaw } from '../support/rawWorld.ts';

const WORLDS = 150;
const FLOWS = 12;
const ENGINES = ['spec', 'none', 'azure', 'calico', 'cilium'] as const;
const NAMESPACES = ['shop', 'pay', 'kube-system'] as const;
const PORTS = [53, 80, 443, 8080] as const;
const HOSTS = ['203.0.113.9', '10.224.9.9', 'internet:api.example', 'onprem:desk', 'vm:jump'] as const;
/** Endpoints that lead astray too: a ClusterIP, a frontend, a node, loopback, nobody. */
const ODD = ['10.0.0.12', '20.50.0.1', '10.224.0.5', '127.0.0.1', '192.168.9.9', '203.0.113.50', '10.224.0.9'] as const;

function withServices(random: Random, spec: NetworkSpec): NetworkSpec {
  let world: NetworkSpec = {
    ...spec,
    network: {
      ...spec.network,
      virtualNetworkGateways: [{ name: 'vpngw', virtualNetwork: 'aks-vnet', gatewayType: 'Vpn', connections: ['hq'] }],
      onPremises: [
        {
          name: 'hq',
          addressSpace: ['172.20.0.0/16'],
          ...(random.chance(4) ? { advertisedRoutes: ['0.0.0.0/0'] } : {}),
          hosts: [{ name: 'desk', ipAddress: '172.20.1.10', ports: [{ port: 80, protocol: 'TCP' }] }],
        },
      ],
      virtualMachines: [{ name: 'jump', subnet: 'aks-subnet', ipAddress: '10.224.9.4', ports: [{ port: 80, protocol: 'TCP' }] }],
      internetHosts: [{ name: 'api.example', ipAddress: '34.200.1.1', ports: [{ port: 443, protocol: 'TCP' }] }],
    },
  };
  for (let index = 0; index < 4; index++) {
    world = applyEdit(world, { type: 'putObject', resource: randomService(random, index) }).spec;
    if (random.chance(3)) world = applyEdit(world, { type: 'putObject', resource: randomSlice(random, index) }).spec;
  }
  return world;
}

function randomService(random: Random, index: number): Service {
  const type = random.pick(['ClusterIP', 'NodePort', 'LoadBalancer', 'LoadBalancer', 'ExternalName'] as const);
  const targetPort = random.pick([80, 8080, 'http', 'dns'] as const);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: `svc-${index}`,
      namespace: random.pick(NAMESPACES),
      ...(random.chance(4) ? { annotations: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' } } : {}),
    },
    spec: {
      type,
      ...(random.chance(4) ? {} : { selector: { app: random.pick(['web', 'db']) } }),
      ports: [{ port: random.pick(PORTS), targetPort, protocol: random.pick(['TCP', 'TCP', 'UDP']) }],
      ...(type === 'ExternalName' ? { externalName: random.pick(['api.example', 'svc-0.shop.svc.cluster.local']) } : {}),
      ...(type === 'ClusterIP' && random.chance(3) ? { clusterIP: 'None' } : {}),
      ...(random.chance(3) ? { externalTrafficPolicy: 'Local' as const } : {}),
      ...(random.chance(3) ? { internalTrafficPolicy: 'Local' as const } : {}),
      ...(random.chance(4) ? { sessionAffinity: 'ClientIP' as const } : {}),
      ...(type === 'LoadBalancer' && random.chance(4) ? { loadBalancerSourceRanges: ['203.0.113.0/24'] } : {}),
      ...(random.chance(5) ? { externalIPs: [random.pick(ODD)] } : {}),
    },
  };
}

function randomSlice(random: Random, index: number): EndpointSlice {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `slice-${index}`,
      namespace: random.pick(NAMESPACES),
      labels: { 'kubernetes.io/service-name': `svc-${index}` },
    },
    addressType: 'IPv4',
    ports: [{ port: random.pick(PORTS), protocol: 'TCP' }],
    endpoints: [{ addresses: [random.pick(ODD)] }, { addresses: [random.pick(ODD)], conditions: { ready: false } }],
  };
}

function randomFlow(random: Random, world: RawWorld, spec: NetworkSpec): { from: string; to: string } {
  const pod = (): string => {
    const found = world.pods[random.below(world.pods.length)];
    return `${found?.namespace}/${found?.name}`;
  };
  const from = random.chance(3) ? random.pick(HOSTS) : random.chance(6) ? 'node:room-1' : pod();
  const port = random.pick(PORTS);
  const services = Object.entries(spec.objects).flatMap(([namespace, group]) =>
    Object.keys(group).flatMap((key) => (key.startsWith('Service/') ? [`${namespace}/${key.slice(8)}`] : [])),
  );
  const service = services[random.below(services.length)] ?? 'shop/svc-0';
  const [namespace, name] = service.split('/');
  const to = random.pick(['service', 'service', 'name', 'pod', 'odd', 'node', 'url', 'frontend'] as const);
  if (to === 'service') return { from, to: `${service}:${port}` };
  if (to === 'name') return { from, to: `${name}.${namespace}:${port}${random.chance(3) ? '/udp' : ''}` };
  if (to === 'pod') return { from, to: `pod:${pod()}:${port}` };
  if (to === 'node') return { from, to: `node:room-0:${30_000 + random.below(4)}` };
  if (to === 'url') return { from, to: `http://${name}.${namespace}.svc.cluster.local/` };
  return { from, to: to === 'frontend' ? `20.50.0.${1 + random.below(3)}:${port}` : `${random.pick(ODD)}:${port}` };
}

function turned(packet: Packet): unknown {
  const { sourceIP, sourcePort, destinationIP, destinationPort } = packet;
  return { sourceIP: destinationIP, sourcePort: destinationPort, destinationIP: sourceIP, destinationPort: sourcePort };
}

function stepsOf(walk: Walk): Step[] {
  return walk.hops.flatMap(({ steps }) => steps);
}

/** What must hold of any trace; the name of the first thing that does not. */
function findFault(trace: Trace): string | undefined {
  const steps = stepsOf(trace);
  if (steps.length === 0) return 'no step';
  if (trace.hops.some(({ steps: own }) => own.length === 0)) return 'an empty hop';
  // Before a letter is sent its address is found: the lookup's packet is not the first one on the way.
  const sent = steps.findIndex(({ type }) => type === 'send');
  for (let index = Math.max(sent, 0) + 1; index < steps.length; index++) {
    if (JSON.stringify(steps[index - 1]?.after) !== JSON.stringify(steps[index]?.before)) return `step ${index} does not join`;
  }
  const last = steps.at(-1);
  const { outcome, reason } = trace.verdict;
  const lost = reason === 'asymmetric-return';
  if ((outcome === 'delivered') !== (trace.deliveredTo !== undefined)) return 'delivered to nobody, or nobody got it';
  if ((outcome === 'delivered' || lost) !== (trace.reply !== undefined)) return 'an answer to nothing, or none';
  if (outcome === 'delivered' && last?.effect !== 'deliver') return 'delivered without a deliver step';
  if (outcome !== 'delivered' && !lost && last?.effect !== 'drop' && last?.effect !== 'refuse') return `ended by ${last?.code}`;
  if (steps.slice(0, -1).some(({ effect }) => effect === 'drop' || effect === 'refuse' || effect === 'deliver'))
    return 'it went on after its end';
  if (steps.some(({ cites }) => cites.length === 0)) return 'a step without a rule';
  if (trace.reply && trace.tuple) {
    if (lost) return trace.reply.verdict.outcome === 'timeout' ? undefined : 'a lost answer that arrived';
    const back = stepsOf(trace.reply).at(-1)?.after;
    const wanted = turned({ ...trace.tuple });
    const { sourceIP, sourcePort, destinationIP, destinationPort } = back ?? trace.tuple;
    if (JSON.stringify({ sourceIP, sourcePort, destinationIP, destinationPort }) !== JSON.stringify(wanted))
      return 'the answer is not undone (PW18)';
  }
  return undefined;
}

describe('the walk over random worlds', () => {
  it(`PW18, NP8, SVC14 ${WORLDS} worlds of Services, policies and odd endpoints`, () => {
    const outcomes = new Set<string>();
    for (let seed = 1; seed <= WORLDS; seed++) {
      const random = createRandom(seed);
      const raw = randomWorld(seed);
      const spec = withServices(random, specOfRaw(raw, random.pick(ENGINES)));
      const api = createEngine();
      api.load({ spec, revision: seed });
      for (let index = 0; index < FLOWS; index++) {
        const flow = randomFlow(random, raw, spec);
        const label = `seed ${seed}: ${flow.from} > ${flow.to}`;
        const one = api.trace({ revision: seed, flow });
        const again = api.trace({ revision: seed, flow });
        expect(JSON.stringify(again), label).toBe(JSON.stringify(one));
        const all = api.traceAll({ revision: seed, flow });
        expect(all.ok, label).toBe(one.ok);
        if (!one.ok || !all.ok) continue;
        outcomes.add(`${one.value.verdict.outcome} ${one.value.verdict.reason ?? ''}`);
        for (const trace of all.value) expect(findFault(trace), label).toBeUndefined();
        expect(
          all.value.map((trace) => JSON.stringify(trace)),
          label,
        ).toContain(JSON.stringify(one.value));
      }
    }
    // The worlds are not all alike: most ways to end are met.
    expect([...outcomes]).toEqual(
      expect.arrayContaining([
        'delivered ',
        'timeout network-policy',
        'refused no-endpoints',
        'refused not-listening',
        'nxdomain dns',
        'timeout no-route',
        'timeout no-local-endpoints',
      ]),
    );
  });

  it('NP4, PW3 pod to pod by address: it arrives where policies say yes and the port is listened on, and nowhere else', () => {
    for (let seed = 500; seed < 560; seed++) {
      const raw = randomWorld(seed);
      const api = createEngine();
      api.load({ spec: specOfRaw(raw), revision: 1 });
      for (const from of raw.pods) {
        for (const to of raw.pods) {
          if (from.hostNetwork || to.hostNetwork || from.node === '' || to.node === '') continue;
          const ends = { from: `${from.namespace}/${from.name}`, to: `${to.namespace}/${to.name}` };
          const trace = api.trace({ revision: 1, flow: { from: ends.from, to: `pod:${ends.to}:80` } });
          const verdict = api.policy({ revision: 1, query: { ...ends, port: 80, protocol: 'TCP' } });
          const listens = to.ports.some(({ containerPort, protocol = 'TCP' }) => containerPort === 80 && protocol === 'TCP');
          const wanted = !verdict.ok || verdict.value === 'denied' ? 'timeout' : listens ? 'delivered' : 'refused';
          expect(trace.ok && trace.value.verdict.outcome, `seed ${seed}: ${ends.from} > ${ends.to}`).toBe(wanted);
        }
      }
    }
  });
});
