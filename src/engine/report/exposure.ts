// Exposure: every flow that is allowed, one line each, so that the score can be explained; goals/ takes away those that are needed.
// Pod to pod comes from the matrix; from outside, every declared host tries every pod, every front door and every node port.
// A door more never hides another one, so the score is monotone: opening adds, closing takes away.
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { ServicePlan } from '../dataplane/plan.ts';
import { traceAll } from '../forward/traceAll.ts';
import type { PodMatrix } from './connectivity.ts';

/** `from` is `ns/pod`, `vm:…`, `onprem:…` or `internet:…`; `to` is `ns/pod:8080/TCP`, `lb:ns/service:80/TCP` or `nodePort:ns/service:80/TCP`. */
export interface OpenFlow {
  readonly from: string;
  readonly to: string;
}

const PREFIX = { virtualMachine: 'vm', onPremisesHost: 'onprem', internetHost: 'internet' } as const;

export function formatFlow(flow: OpenFlow): string {
  return `${flow.from} > ${flow.to}`;
}

export function listOpenFlows(dataplane: Dataplane, matrix: PodMatrix): OpenFlow[] {
  return [...listPodFlows(matrix), ...listOutsideFlows(dataplane)];
}

function listPodFlows(matrix: PodMatrix): OpenFlow[] {
  return matrix.allowed.flatMap(([from, to, port]) =>
    // A pod always reaches itself (NP2): nobody is exposed by that.
    from === to ? [] : { from: matrix.pods[from] ?? '', to: `${matrix.pods[to] ?? ''}:${matrix.ports[port] ?? ''}` },
  );
}

function listOutsideFlows(dataplane: Dataplane): OpenFlow[] {
  const doors = listDoors(dataplane);
  return dataplane.placement.hosts.flatMap((host) => {
    const from = `${PREFIX[host.kind]}:${host.name}`;
    return doors.filter((door) => door.ends.some((end) => arrives(dataplane, from, end))).map(({ to }) => ({ from, to }));
  });
}

function arrives(dataplane: Dataplane, from: string, to: string): boolean {
  const traces = traceAll(dataplane, { from, to });
  return traces.ok && traces.value.some((trace) => trace.verdict.outcome === 'delivered');
}

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
  return [...pods, ...plan.services.flatMap((service) => listServiceDoors(service, plan.nodes.flatMap((node) => node.ip || [])))];
}

function listServiceDoors(service: ServicePlan, nodes: readonly string[]): Door[] {
  const name = `${service.namespace}/${service.name}`;
  return service.ports.flatMap(({ port, protocol, nodePort }) => {
    const doors: Door[] = [];
    if (service.externalIP !== undefined) {
      doors.push({ to: `lb:${name}:${port}/${protocol}`, ends: [`${service.externalIP}:${port}${suffix(protocol)}`] });
    }
    if (nodePort !== undefined) {
      doors.push({ to: `nodePort:${name}:${port}/${protocol}`, ends: nodes.map((node) => `${node}:${nodePort}${suffix(protocol)}`) });
    }
    return doors;
  });
}

function suffix(protocol: string): string {
  return protocol === 'TCP' ? '' : `/${protocol.toLowerCase()}`;
}
