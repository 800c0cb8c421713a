// Exposure: every flow that is allowed, one line each, so that the score can be explained; goals/ takes away those that are needed.
// Pod to pod comes from the matrix of report/connectivity.ts; from outside, every declared host tries every pod, every front door and every node port.
// A door more never hides another one, so the score is monotone: opening adds, closing takes away.
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { ServicePlan } from '../dataplane/plan.ts';
import { countAllowed, forEachAllowed, listeningPorts, listensAt, matrixPods, type PortColumn } from './connectivity.ts';
import { rememberWalks } from './walkMemory.ts';

/** `from` is `ns/pod`, `vm:…`, `onprem:…` or `internet:…`; `to` is `ns/pod:8080/TCP`, `lb:ns/service:80/TCP` or `nodePort:ns/service:80/TCP`. */
export interface OpenFlow {
  readonly from: string;
  readonly to: string;
}

const PREFIX = { virtualMachine: 'vm', onPremisesHost: 'onprem', internetHost: 'internet' } as const;

export function formatFlow(flow: OpenFlow): string {
  return `${flow.from} > ${flow.to}`;
}

/** Every open flow that is not in `needed` (keys of `formatFlow`), in a stable order. */
export function listExposedFlows(dataplane: Dataplane, needed: ReadonlySet<string>): OpenFlow[] {
  const flows: OpenFlow[] = [];
  const ports = listeningPorts(dataplane);
  const names = dataplane.placement.pods.map((pod) => `${pod.namespace}/${pod.name}`);
  const columns = ports.map(({ port, protocol }) => `${port}/${protocol}`);
  forEachExposedPair(dataplane, needed, (from, to, column) => {
    flows.push({ from: names[from] ?? '', to: `${names[to] ?? ''}:${columns[column] ?? ''}` });
  });
  return [...flows, ...listOutsideFlows(dataplane).filter((flow) => !needed.has(formatFlow(flow)))];
}

/** How many they are, without visiting them: a large namespace has millions. */
export function countExposedFlows(dataplane: Dataplane, needed: ReadonlySet<string>): number {
  const { policy, placement } = dataplane;
  const { ports, spared, isExposable } = findSpared(dataplane, needed);
  let count = countAllowed(dataplane, ports, isExposable);
  // Counted with themselves (NP2) and with what is needed; both are taken away again.
  for (const index of matrixPods(dataplane)) {
    for (const port of ports) if (listensAt(placement.pods[index], port) && isExposable(index, port)) count--;
  }
  const taking = new Set(matrixPods(dataplane));
  for (const { from, to, column } of spared.values()) {
    const port = ports[column];
    if (!port || from === to || !taking.has(from) || !taking.has(to)) continue;
    if (!listensAt(placement.pods[to], port) || !isExposable(to, port)) continue;
    if (policy.allowsPodToPod(from, to, port.port, port.protocol)) count--;
  }
  return count + listOutsideFlows(dataplane).filter((flow) => !needed.has(formatFlow(flow))).length;
}

function forEachExposedPair(
  dataplane: Dataplane,
  needed: ReadonlySet<string>,
  visit: (from: number, to: number, column: number) => void,
): void {
  const { ports, spared, keyOf, isExposable } = findSpared(dataplane, needed);
  forEachAllowed(dataplane, ports, (from, to, column) => {
    const port = ports[column];
    // A pod always reaches itself (NP2): nobody is exposed by that.
    if (!port || from === to || !isExposable(to, port) || spared.has(keyOf(from, to, column))) return;
    visit(from, to, column);
  });
}

interface Spared {
  readonly ports: readonly PortColumn[];
  /** Needed flows as numbers, so that the inner loop makes no text. */
  readonly spared: ReadonlyMap<number, { readonly from: number; readonly to: number; readonly column: number }>;
  readonly keyOf: (from: number, to: number, column: number) => number;
  /** Could writing to this pod at this port be exposure at all? */
  readonly isExposable: (to: number, port: PortColumn) => boolean;
}

function findSpared(dataplane: Dataplane, needed: ReadonlySet<string>): Spared {
  const { pods } = dataplane.placement;
  const ports = listeningPorts(dataplane);
  const indices = new Map(pods.map((pod, index) => [`${pod.namespace}/${pod.name}`, index]));
  const columns = new Map(ports.map(({ port, protocol }, index) => [`${port}/${protocol}`, index]));
  const keyOf = (from: number, to: number, column: number): number => (from * pods.length + to) * ports.length + column;
  const spared = new Map<number, { from: number; to: number; column: number }>();
  for (const flow of needed) {
    const [, sender = '', receiver = '', port = ''] = /^(\S+) > (\S+):(\d+\/[A-Z]+)$/.exec(flow) ?? [];
    const [from, to, column] = [indices.get(sender), indices.get(receiver), columns.get(port)];
    if (from !== undefined && to !== undefined && column !== undefined) spared.set(keyOf(from, to, column), { from, to, column });
  }
  // The phone directory is everybody's: a pod that asks it exposes nobody (NP44).
  const directory = pods.map((pod) => pod.namespace === 'kube-system' && pod.labels['k8s-app'] === 'kube-dns');
  return { ports, spared, keyOf, isExposable: (to, { port }) => port !== 53 || directory[to] !== true };
}

function listOutsideFlows(dataplane: Dataplane): OpenFlow[] {
  const doors = listDoors(dataplane);
  return dataplane.placement.hosts.flatMap((host) => {
    const from = `${PREFIX[host.kind]}:${host.name}`;
    return doors.filter((door) => door.ends.some((end) => arrives(dataplane, { from, to: end }))).map(({ to }) => ({ from, to }));
  });
}

const arrives = rememberWalks(
  (answer): boolean => answer.ok && answer.value.some((trace) => trace.verdict.outcome === 'delivered'),
);

interface Door {
  readonly to: string;
  /** Addresses to try; one that opens is enough. */
  readonly ends: readonly string[];
}

function listDoors(dataplane: Dataplane): Door[] {
  const { plan } = dataplane;
  const pods = plan.pods
    .filter((pod) => pod.ip !== '')
    .flatMap((pod) =>
      pod.ports.map(({ port, protocol }): Door => {
        const name = `${pod.namespace}/${pod.name}`;
        return { to: `${name}:${port}/${protocol}`, ends: [`${pod.ip}:${port}${suffix(protocol)}`] };
      }),
    );
  return [
    ...pods,
    ...plan.services.flatMap((service) =>
      listServiceDoors(
        service,
        plan.nodes.flatMap((node) => node.ip || []),
      ),
    ),
  ];
}

function listServiceDoors(service: ServicePlan, nodes: readonly string[]): Door[] {
  const name = `${service.namespace}/${service.name}`;
  return service.ports.flatMap(({ port, protocol, nodePort }) => {
    const doors: Door[] = [];
    if (service.externalIP !== undefined) {
      doors.push({ to: `lb:${name}:${port}/${protocol}`, ends: [`${service.externalIP}:${port}${suffix(protocol)}`] });
    }
    if (nodePort !== undefined) {
      doors.push({
        to: `nodePort:${name}:${port}/${protocol}`,
        ends: nodes.map((node) => `${node}:${nodePort}${suffix(protocol)}`),
      });
    }
    return doors;
  });
}

function suffix(protocol: string): string {
  return protocol === 'TCP' ? '' : `/${protocol.toLowerCase()}`;
}
