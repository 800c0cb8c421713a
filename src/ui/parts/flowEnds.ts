// Every end an envelope may be sent from or to by name: pods, nodes, Services, hosts outside. Spelled as on the command line. Pure.
import type { Plan } from '../../engine/dataplane/plan.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';

export function flowEnds(
  plan: Plan | undefined,
  network: NetworkDocument,
): { readonly senders: readonly string[]; readonly targets: readonly string[] } {
  const pods = plan?.pods ?? [];
  const outside = [
    ...(network.onPremises ?? []).flatMap((site) => site.hosts.map((host) => `onprem:${host.name}`)),
    ...(network.internetHosts ?? []).map((host) => `internet:${host.name}`),
    ...(network.virtualMachines ?? []).map((machine) => `vm:${machine.name}`),
  ];
  return {
    senders: [
      ...pods.map((pod) => `${pod.namespace}/${pod.name}`),
      ...(plan?.nodes ?? []).map((node) => `node:${node.name}`),
      ...outside,
    ],
    targets: [
      ...(plan?.services ?? []).flatMap((service) =>
        service.ports.map((port) => `${service.namespace}/${service.name}:${port.port}`),
      ),
      ...pods.flatMap((pod) => pod.ports.map((port) => `pod:${pod.namespace}/${pod.name}:${port.port}`)),
    ],
  };
}
