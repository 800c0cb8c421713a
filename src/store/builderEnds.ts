// What is chosen on the board as an end of a goal: a laptop stands for its whole workload, a help desk for its port. Ends as on the command line.
import type { Plan, PodPlan } from '../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';

const SHORT: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'deploy'],
  ['StatefulSet', 'sts'],
  ['DaemonSet', 'ds'],
]);

/** `shop/deploy/web`, or `shop/web-0` for a pod that nobody made. */
export function workloadOf({ namespace, name, owner }: PodPlan): string {
  const [kind = '', , own = ''] = (owner ?? '').split('/');
  const short = SHORT.get(kind);
  return short === undefined ? `${namespace}/${name}` : `${namespace}/${short}/${own}`;
}

/** Undefined for what sends nothing. */
export function senderOf(selection: string | undefined, plan: Plan | undefined, network: NetworkDocument): string | undefined {
  const [prefix, name] = split(selection);
  if (prefix === 'node') return `node:${name}`;
  if (prefix === 'pod') {
    const pod = findPod(plan, name);
    return pod && workloadOf(pod);
  }
  if (prefix !== 'host') return undefined;
  if (network.virtualMachines?.some((machine) => machine.name === name)) return `vm:${name}`;
  if (network.internetHosts?.some((host) => host.name === name)) return `internet:${name}`;
  return network.onPremises?.some(({ hosts }) => hosts.some((host) => host.name === name)) ? `onprem:${name}` : undefined;
}

/** Undefined for what nobody writes to. */
export function receiverOf(selection: string | undefined, plan: Plan | undefined, network: NetworkDocument): string | undefined {
  const [prefix, name] = split(selection);
  if (prefix === 'pod') {
    const pod = findPod(plan, name);
    const [port] = pod?.ports ?? [];
    return pod && port ? `pods:${workloadOf(pod)}:${port.port}` : undefined;
  }
  if (prefix === 'service') {
    const service = plan?.services.find((each) => `${each.namespace}/${each.name}` === name);
    const [port] = service?.ports ?? [];
    return service && port ? `${service.name}.${service.namespace}:${port.port}` : undefined;
  }
  if (prefix === 'paas') {
    const service = network.paasServices?.find((each) => each.name === name);
    return service && `https://${service.fqdn}`;
  }
  if (prefix !== 'host') return undefined;
  const outside = [...(network.internetHosts ?? []), ...(network.onPremises ?? []).flatMap(({ hosts }) => hosts)];
  const host = outside.find((each) => each.name === name);
  const [port] = host?.ports ?? [];
  return host && port ? `${host.ipAddress}:${port.port}` : undefined;
}

/** The workloads of these pods, each once. */
export function workloadsOf(pods: readonly string[], plan: Plan): readonly string[] {
  return [...new Set(pods.flatMap((name) => findPod(plan, name) ?? []).map(workloadOf))];
}

function findPod(plan: Plan | undefined, name: string): PodPlan | undefined {
  return plan?.pods.find((pod) => `${pod.namespace}/${pod.name}` === name);
}

function split(selection: string | undefined): readonly [string, string] {
  const colon = selection?.indexOf(':') ?? -1;
  return selection === undefined || colon < 0 ? ['', ''] : [selection.slice(0, colon), selection.slice(colon + 1)];
}
