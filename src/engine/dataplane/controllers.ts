// Controllers that serve HTTP routes inside the cluster: pods that are one, and virtual pods of those that the Network document installs.
// Rules: C-5, C-7, C-14, C-31, ING13.
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { cidrLast, formatIpv4 } from '../net/ipv4.ts';
import { type Controller, installsOf, NGINX_CONTROLLER } from './controllerInstalls.ts';
import { agicClasses } from './httpAgic.ts';
import type { HttpTables } from './httpTables.ts';
import { podRangeOf } from './resolver.ts';
import type { Placement, PodEntry } from './tables.ts';
import { albClasses } from './trafficClaims.ts';

const IMAGE = /(^|\/)ingress-nginx\/controller(:|@|$)/;

/**
 * Virtual pods of the installs, on the ready nodes in turn; none where the world lists pods that the Service selects. Their addresses are the
 * last of the pods' range but one and downward, which nobody else is given.
 */
export function withControllerPods(spec: NetworkSpec, placement: Placement): Placement {
  const seats = placement.nodes.flatMap(({ ready, address }, index) => (ready && address !== undefined ? [index] : []));
  const range = podRangeOf(placement);
  const added: PodEntry[] = [];
  for (const item of installsOf(spec)) {
    const listed = placement.pods.some((pod) => pod.namespace === item.namespace && hasLabels(pod.labels, item.labels));
    if (listed || !range || seats.length === 0) continue;
    for (let replica = 0; replica < item.replicas; replica++) {
      const nodeIndex = seats[replica % seats.length] ?? 0;
      const address = cidrLast(range) - 1 - added.length;
      added.push({
        namespace: item.namespace,
        name: `${item.name}-${replica}`,
        ip: formatIpv4(address),
        address,
        node: placement.nodes[nodeIndex]?.name ?? '',
        nodeIndex,
        hostNetwork: false,
        ready: true,
        labels: item.labels,
        ports: item.ports.map(({ name, containerPort, protocol }) => ({ name, port: containerPort, protocol })),
        containers: [{ name: 'controller', image: item.image, ports: item.ports }],
        portContainers: [{ name: 'controller', image: item.image, ports: item.ports }],
        phase: 'Running',
        terminating: false,
        dnsPolicy: 'ClusterFirst',
        tlsPorts: [],
        virtual: true,
      });
    }
  }
  return added.length === 0 ? placement : { ...placement, pods: [...placement.pods, ...added] };
}

function hasLabels(labels: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

/** Pod index → the controller it is. Pods of an ingress-nginx of the player's own serve every class of that controller that nobody installed. */
export function findControllers(spec: NetworkSpec, placement: Placement): ReadonlyMap<number, Controller> {
  const installs = installsOf(spec);
  const taken = new Set(installs.flatMap(({ ingressClass }) => ingressClass?.metadata.name ?? []));
  const classes = listObjects(spec, 'IngressClass')
    .filter(({ metadata, spec: { controller } }) => controller === NGINX_CONTROLLER && !taken.has(metadata.name))
    .map(({ metadata }) => metadata.name);
  const found = new Map<number, Controller>();
  placement.pods.forEach((pod, index) => {
    const install = installs.find((item) => item.namespace === pod.namespace && hasLabels(pod.labels, item.labels));
    if (install) found.set(index, install.controller);
    else if (pod.containers.some(({ image }) => IMAGE.test(image ?? ''))) {
      const name = pod.labels['app.kubernetes.io/instance'] ?? pod.labels['app.kubernetes.io/name'] ?? 'ingress-nginx';
      found.set(index, { type: 'nginx', name, classes: new Set(classes), legacyClass: 'nginx' });
    }
  });
  return found;
}

/** Classes that somebody serves: a controller's pods, or an Application Gateway that AGIC writes. */
export function servedClasses(world: {
  readonly spec: NetworkSpec;
  readonly http: HttpTables;
  readonly controllers: ReadonlyMap<number, Controller>;
}): ReadonlySet<string> {
  const { spec, http, controllers } = world;
  const served = new Set<string>();
  for (const controller of controllers.values()) {
    if (controller.type !== 'nginx') continue;
    for (const name of controller.classes) served.add(name);
    if (
      controller.legacyClass !== undefined &&
      http.ingresses.some((item) => item.legacy && item.className === controller.legacyClass)
    )
      served.add(controller.legacyClass);
  }
  if (spec.network.managedClusters[0]?.addonProfiles?.ingressApplicationGateway?.enabled === true)
    for (const name of agicClasses(http)) served.add(name);
  if (spec.network.managedClusters[0]?.ingressProfile?.applicationLoadBalancer?.enabled === true)
    for (const name of albClasses(http)) served.add(name);
  return served;
}
