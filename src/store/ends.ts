// Who can send and what can be written to, as the forms offer them and the flow table lists them: ends as on the command line.
import type { Plan } from '../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';

/** Anybody on the internet, in a range that is kept for documentation; where no host of the street is declared at this address. */
export const STREET = '203.0.113.200';

export function listSenders(plan: Plan | undefined, network: NetworkDocument): string[] {
  return [
    ...(plan?.pods ?? []).map((pod) => `${pod.namespace}/${pod.name}`),
    ...(plan?.nodes ?? []).map((node) => `node:${node.name}`),
    ...(network.onPremises ?? []).flatMap((site) => site.hosts.map((host) => `onprem:${host.name}`)),
    ...(network.internetHosts ?? []).map((host) => `internet:${host.name}`),
    ...(network.virtualMachines ?? []).map((machine) => `vm:${machine.name}`),
    ...((network.internetHosts ?? []).some((host) => host.ipAddress === STREET) ? [] : [STREET]),
  ];
}

/** Services first: they are what one writes to. */
export function listTargets(plan: Plan | undefined): string[] {
  return [
    ...(plan?.services ?? []).flatMap((service) =>
      service.ports.map((port) => `${service.namespace}/${service.name}:${port.port}`),
    ),
    ...(plan?.pods ?? []).flatMap((pod) => pod.ports.map((port) => `pod:${pod.namespace}/${pod.name}:${port.port}`)),
  ];
}
