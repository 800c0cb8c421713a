// Controllers that serve HTTP routes inside the cluster: pods that are one, and those that the Network document installs, which stand in as
// virtual pods with a Service and a class of their own. Rules: C-5, C-7, C-14, C-31, ING13; world-format `ingressControllers`.
import type { IngressClass } from '../model/ingress.ts';
import type { KubernetesResource, Service } from '../model/kubernetes.ts';
import type { ManagedCluster } from '../model/networkDocument.ts';
import { findObject, listObjects, type NetworkSpec, refOf } from '../model/spec.ts';
import { cidrLast, formatIpv4 } from '../net/ipv4.ts';
import { agicClasses } from './httpAgic.ts';
import type { HttpTables } from './httpTables.ts';
import { podRangeOf } from './resolver.ts';
import type { Placement, PodEntry } from './tables.ts';

export const NGINX_CONTROLLER = 'k8s.io/ingress-nginx';
export const APP_ROUTING_CLASS = 'webapprouting.kubernetes.azure.com';
const ISTIO_CLASS = 'approuting-istio';
const IMAGE = /(^|\/)ingress-nginx\/controller(:|@|$)/;
const NGINX_PORTS = [
  { name: 'http', containerPort: 80, protocol: 'TCP' },
  { name: 'https', containerPort: 443, protocol: 'TCP' },
] as const;

export type Controller =
  | {
      readonly type: 'nginx';
      /** As `via` has it, after `ingress:`. */
      readonly name: string;
      /** Names of the classes it serves. */
      readonly classes: ReadonlySet<string>;
      /** Served where only the old annotation names it. */
      readonly legacyClass?: string;
    }
  | { readonly type: 'gateway'; readonly name: string; readonly gateway: string };

/** What the document installs, before addresses are given. */
interface Install {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly replicas: number;
  readonly image: string;
  readonly ports: readonly { readonly name: string; readonly containerPort: number; readonly protocol: 'TCP' }[];
  readonly service: Service;
  readonly ingressClass?: IngressClass;
  readonly controller: Controller;
}

function installsOf(spec: NetworkSpec): Install[] {
  const cluster = spec.network.managedClusters[0];
  if (!cluster) return [];
  const own = (cluster.ingressControllers ?? []).map((item): Install => {
    const labels = {
      'app.kubernetes.io/component': 'controller',
      'app.kubernetes.io/instance': item.name,
      'app.kubernetes.io/name': 'ingress-nginx',
    };
    const name = item.name === 'ingress-nginx' ? 'ingress-nginx-controller' : `${item.name}-ingress-nginx-controller`;
    return nginx({
      name,
      namespace: item.namespace,
      labels,
      replicas: 1,
      via: item.name,
      className: item.class,
      isDefault: item.default === true,
      service: item.service ?? {},
    });
  });
  return [...own, ...appRouting(cluster), ...istioGateways(spec, cluster)];
}

/** Does the document install controllers, whose pods and Services nobody lists? */
export function hasInstalls(spec: NetworkSpec): boolean {
  return installsOf(spec).length > 0;
}

function appRouting({ ingressProfile }: ManagedCluster): Install[] {
  if (ingressProfile?.webAppRouting?.enabled !== true) return [];
  const item = { name: 'nginx', namespace: 'app-routing-system', labels: { app: 'nginx' }, replicas: 2, via: 'nginx' };
  return [nginx({ ...item, className: APP_ROUTING_CLASS, isDefault: false, service: { externalTrafficPolicy: 'Local' } })];
}

function nginx(item: {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Install['labels'];
  readonly replicas: number;
  readonly via: string;
  readonly className: string;
  readonly isDefault: boolean;
  readonly service: {
    readonly annotations?: Readonly<Record<string, string>>;
    readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  };
}): Install {
  const { name, namespace, labels, className } = item;
  const controller = className === APP_ROUTING_CLASS ? `${APP_ROUTING_CLASS}/nginx` : NGINX_CONTROLLER;
  const annotations = item.isDefault ? { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } } : {};
  return {
    name,
    namespace,
    labels,
    replicas: item.replicas,
    image: 'registry.k8s.io/ingress-nginx/controller',
    ports: NGINX_PORTS,
    service: balancer({
      name,
      namespace,
      labels,
      ports: NGINX_PORTS.map(({ name: port, containerPort }) => ({ name: port, port: containerPort, appProtocol: port })),
      ...item.service,
    }),
    ingressClass: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: className, namespace: '', ...annotations },
      spec: { controller },
    },
    controller: { type: 'nginx', name: item.via, classes: new Set([className]) },
  };
}

/** Each Gateway of the class gets a Service and a Deployment of its own (C-31). */
function istioGateways(spec: NetworkSpec, { ingressProfile }: ManagedCluster): Install[] {
  if (ingressProfile?.gatewayAPI?.enabled !== true) return [];
  return listObjects(spec, 'Gateway')
    .filter((gateway) => gateway.spec.gatewayClassName === ISTIO_CLASS)
    .map(({ metadata, spec: { listeners } }): Install => {
      const name = `${metadata.name}-${ISTIO_CLASS}`;
      const { namespace } = metadata;
      const labels = { 'gateway.networking.k8s.io/gateway-name': metadata.name };
      const ports = [...new Set(listeners.map(({ port }) => port))];
      return {
        name,
        namespace,
        labels,
        replicas: 2,
        image: 'istio/proxyv2',
        ports: ports.map((port) => ({ name: `p${port}`, containerPort: port, protocol: 'TCP' })),
        service: balancer({ name, namespace, labels, ports: ports.map((port) => ({ name: `p${port}`, port })) }),
        controller: { type: 'gateway', name, gateway: `${namespace}/${metadata.name}` },
      };
    });
}

function balancer(item: {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Install['labels'];
  readonly ports: readonly { readonly name: string; readonly port: number; readonly appProtocol?: string }[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
}): Service {
  const { name, namespace, labels, annotations, externalTrafficPolicy } = item;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels, ...(annotations ? { annotations } : {}) },
    spec: {
      type: 'LoadBalancer',
      selector: labels,
      ports: item.ports.map((port) => ({ ...port, targetPort: port.port, protocol: 'TCP' })),
      ...(externalTrafficPolicy === 'Local' ? { externalTrafficPolicy } : {}),
    },
  };
}

/** The document's installs as objects, except those that the world lists itself. */
export function withInstalls(spec: NetworkSpec): NetworkSpec {
  const added = installsOf(spec)
    .flatMap((item): KubernetesResource[] => [item.service, ...(item.ingressClass ? [item.ingressClass] : [])])
    .filter((resource) => !findObject(spec, refOf(resource)));
  if (added.length === 0) return spec;
  const objects = new Map(Object.entries(spec.objects));
  for (const resource of added) {
    const { namespace, name } = resource.metadata;
    objects.set(namespace, { ...objects.get(namespace), [`${resource.kind}/${name}`]: resource });
  }
  return { ...spec, objects: Object.fromEntries(objects) };
}

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
  return served;
}
