// Counterfactual: what could be changed so that this flow behaves. Candidates only; goals/hints.ts tries each on a copy of the world
// and keeps those that help. Codes are layer.word (campaign vocabulary); no candidate knows a level.
import type { Dataplane } from '../dataplane/dataplane.ts';
import type { PodPlan, ServicePlan } from '../dataplane/plan.ts';
import type { Edit } from '../edit/edit.ts';
import type { Step, Trace } from '../forward/trace.ts';
import type { NetworkSpec } from '../model/spec.ts';

export interface Candidate {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The object to look at, `Service/shop/web`. */
  readonly ref?: string;
  /** The repair to try; absent: a finding that stands by itself when no repair helps. */
  readonly edits?: readonly Edit[];
}

/** One flow of a failing goal in the world it was judged in. */
export interface Case {
  readonly spec: NetworkSpec;
  readonly dataplane: Dataplane;
  readonly trace: Trace;
  /** Pairs of pods that must stay in touch, `ns/pod` → `ns/pod`: who is welcome where. */
  readonly welcome?: readonly (readonly [string, string])[];
}

export function stepsOf(trace: Trace): Step[] {
  return trace.hops.flatMap((hop) => hop.steps);
}

export function podName(pod: { readonly namespace: string; readonly name: string }): string {
  return `${pod.namespace}/${pod.name}`;
}

export function findPodByAddress(dataplane: Dataplane, address: string): PodPlan | undefined {
  const isThere = (pod: PodPlan): boolean => pod.ip === address && !pod.hostNetwork;
  // Controllers that the document installs are placed, and nobody lists them.
  return address === '' ? undefined : (dataplane.plan.pods.find(isThere) ?? dataplane.placement.pods.find(isThere));
}

export function findPod(dataplane: Dataplane, name: string | undefined): PodPlan | undefined {
  return dataplane.plan.pods.find((pod) => podName(pod) === name);
}

/** Is the sender of this flow outside the cluster? */
export function isOutside(trace: Trace): boolean {
  return /^(vm|onprem|internet):/.test(trace.flow.from);
}

/** The Service that the sender wrote to, by the address on the envelope as it was sent. */
export function findTargetService(dataplane: Dataplane, trace: Trace): ServicePlan | undefined {
  const sent = stepsOf(trace).find((step) => step.type !== 'resolve')?.before;
  const address = sent?.destinationIP ?? trace.dns?.answers[0] ?? '';
  const { services, nodes } = dataplane.plan;
  const atNode = nodes.some((node) => node.ip === address);
  return (
    services.find((service) => address !== '' && (service.clusterIP === address || service.externalIP === address)) ??
    services.find(
      (service) => atNode && service.ports.some((port) => port.nodePort !== undefined && port.nodePort === sent?.destinationPort),
    ) ??
    services.find((service) => stepsOf(trace).some((step) => step.rule?.object === `Service/${podName(service)}`))
  );
}

/** `app: web, tier: front`, as it is written in YAML. */
export function formatLabels(labels: Readonly<Record<string, string>> | undefined): string {
  const entries = Object.entries(labels ?? {});
  return entries.length === 0 ? '{}' : entries.map(([key, value]) => `${key}: ${value}`).join(', ');
}

/** Edit distance of two short texts: how far a label is from the one that was meant. */
export function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + same));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
