// Ports as plugs: what stands between a Service's port and each pod, read from the engine's plan and its endpoints. Nothing is decided here.
// Rules: SVC1–SVC8, SVC21, SVC22, NP32.
import type { PodPlan, ServicePlan } from '../../engine/dataplane/plan.ts';

/** What the engine's `endpoints` query answers for one port. */
export interface PortEndpoints {
  readonly ready: readonly string[];
  readonly notReady: readonly string[];
}

/**
 * `fits`: a container lists the port. `silent`: the pod lists others. `mute`: it lists none. `nameless`: it has no port of that name.
 * `noAddress`: it has no address yet. `written`: an address that somebody wrote down by hand.
 */
export type PlugFit = 'fits' | 'silent' | 'mute' | 'nameless' | 'noAddress' | 'written';

export interface Plug {
  /** `ns/name`, or an address. */
  readonly pod: string;
  /** The container's port; absent where there is none. */
  readonly target?: number;
  readonly fit: PlugFit;
  readonly ready: boolean;
  /** Ports that the pod lists, as they are written: `8080`, `http 8080`, `dns 53/UDP`. */
  readonly listens: readonly string[];
}

export interface PlugLine {
  readonly index: number;
  readonly port: ServicePlan['ports'][number];
  readonly plugs: readonly Plug[];
  /** Values of targetPort that more of the pods would answer at. */
  readonly better: readonly (number | string)[];
}

type Port = ServicePlan['ports'][number];
type PodPort = PodPlan['ports'][number];

export function plugLines(
  service: ServicePlan,
  pods: readonly PodPlan[],
  endpoints: readonly (PortEndpoints | undefined)[],
): readonly PlugLine[] {
  const byName = new Map(pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  const selected = service.selected.flatMap((name) => byName.get(name) ?? []);
  return service.ports.map((port, index) => {
    const asked = endpoints[index] ?? { ready: [], notReady: [] };
    return {
      index,
      port,
      plugs: [...selected.map((pod) => plugOf(pod, port, asked)), ...writtenPlugs(asked, service.selected, byName)],
      better: betterTargets(port, selected),
    };
  });
}

function plugOf(pod: PodPlan, port: Port, asked: PortEndpoints): Plug {
  const name = `${pod.namespace}/${pod.name}`;
  const has = (labels: readonly string[]): string | undefined => labels.find((label) => hostOf(label) === name);
  const ready = has(asked.ready);
  const label = ready ?? has(asked.notReady);
  const plug = { pod: name, listens: pod.ports.map(writtenPort), ready: label === undefined ? pod.ready : ready !== undefined };
  if (label === undefined) {
    const fit = pod.ip === '' ? 'noAddress' : typeof port.targetPort === 'string' ? 'nameless' : 'noAddress';
    return { ...plug, fit };
  }
  const target = numberOf(label);
  const fits = pod.ports.some((item) => item.port === target && item.protocol === port.protocol);
  return { ...plug, target, fit: fits ? 'fits' : pod.ports.length === 0 ? 'mute' : 'silent' };
}

/** Endpoints that no selected pod is (SVC7). */
function writtenPlugs(asked: PortEndpoints, selected: readonly string[], byName: ReadonlyMap<string, PodPlan>): Plug[] {
  const known = new Set(selected);
  const made = (labels: readonly string[], ready: boolean): Plug[] =>
    labels
      .filter((label) => !known.has(hostOf(label)))
      .map((label): Plug => {
        const pod = hostOf(label);
        return {
          pod,
          target: numberOf(label),
          fit: 'written',
          ready,
          listens: (byName.get(pod)?.ports ?? []).map(writtenPort),
        };
      });
  return [...made(asked.ready, true), ...made(asked.notReady, false)];
}

/** Ports that the pods list, by how many of them do; what is written already is not offered. A name that several ports share is offered once. */
function betterTargets(port: Port, pods: readonly PodPlan[]): readonly (number | string)[] {
  const count = (target: number | string): number =>
    pods.filter(({ ports }) =>
      ports.some((item) => item.protocol === port.protocol && (item.port === target || item.name === target)),
    ).length;
  const now = count(port.targetPort);
  const offered = new Set<number | string>();
  for (const { ports } of pods)
    for (const item of ports) {
      if (item.protocol !== port.protocol) continue;
      offered.add(item.port);
      if (item.name !== undefined) offered.add(item.name);
    }
  return [...offered]
    .filter((target) => count(target) > now)
    .sort((a, b) => count(b) - count(a))
    .slice(0, MOST_OFFERED);
}

const MOST_OFFERED = 4;

function writtenPort({ name, port, protocol }: PodPort): string {
  return `${name === undefined ? '' : `${name} `}${port}${protocol === 'TCP' ? '' : `/${protocol}`}`;
}

function hostOf(label: string): string {
  return label.slice(0, label.lastIndexOf(':'));
}

function numberOf(label: string): number {
  return Number(label.slice(label.lastIndexOf(':') + 1));
}

export type ServiceTrouble = 'nobody' | 'notReady' | 'port';

/** What keeps a Service from answering at all, as far as plan and endpoints say; undefined for one that names somebody else or works. */
export function troubleOf(service: ServicePlan, lines?: readonly PlugLine[]): ServiceTrouble | undefined {
  if (service.type === 'ExternalName') return undefined;
  if (service.endpoints.length === 0) {
    if (service.selected.length === 0) return 'nobody';
    return lines?.some(({ plugs }) => plugs.some(({ fit }) => fit === 'nameless')) ? 'port' : 'notReady';
  }
  const works = ({ plugs }: PlugLine): boolean => plugs.some(({ fit, ready }) => ready && (fit === 'fits' || fit === 'written'));
  return lines === undefined || lines.every(works) ? undefined : 'port';
}
