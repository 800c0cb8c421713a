// What the Network document installs to serve HTTP routes, as objects: helm's ingress-nginx, the application routing add-on and its
// NginxIngressControllers, its Gateways. Rules: C-14, C-31; world-format `ingressControllers`.
import { APP_ROUTING_CLASS, classOf, hasOwnController } from '../model/installedClasses.ts';
import type { IngressClass } from '../model/ingress.ts';
import type { KubernetesResource, Service } from '../model/kubernetes.ts';
import type { ManagedCluster } from '../model/networkDocument.ts';
import { findObject, listObjects, type NetworkSpec, refOf } from '../model/spec.ts';

export { NGINX_CONTROLLER } from '../model/installedClasses.ts';
const INTERNAL = 'service.beta.kubernetes.io/azure-load-balancer-internal';
const ISTIO_CLASS = 'approuting-istio';
const NGINX_PORTS = [
  { name: 'http', containerPort: 80, protocol: 'TCP' },
  { name: 'https', containerPort: 443, protocol: 'TCP' },
] as const;

/** What a controller does where no Ingress says otherwise (C-14). */
export interface NginxDefaults {
  /** `ns/secret` shown instead of one of its own. */
  readonly certificate?: string;
  readonly forceRedirect?: boolean;
  readonly backend?: { readonly namespace: string; readonly name: string };
}

export type Controller =
  | {
      readonly type: 'nginx';
      /** As `via` has it, after `ingress:`. */
      readonly name: string;
      /** Names of the classes it serves. */
      readonly classes: ReadonlySet<string>;
      /** Served where only the old annotation names it. */
      readonly legacyClass?: string;
      readonly defaults?: NginxDefaults;
      /** Started with the flag that lets TLS through unopened (C-11). */
      readonly sslPassthrough?: boolean;
    }
  | { readonly type: 'gateway'; readonly name: string; readonly gateway: string };

/** What the document installs, before addresses are given. */
export interface Install {
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

export function installsOf(spec: NetworkSpec): Install[] {
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
      sslPassthrough: item.enableSSLPassthrough === true,
    });
  });
  return [...own, ...appRouting(spec, cluster), ...istioGateways(spec, cluster)];
}

/** Does the document install controllers, whose pods and Services nobody lists? */
export function hasInstalls(spec: NetworkSpec): boolean {
  return installsOf(spec).length > 0;
}

/** The add-on's own controller, and one for each NginxIngressController; all in one namespace (C-14). */
function appRouting(spec: NetworkSpec, { ingressProfile }: ManagedCluster): Install[] {
  const routing = ingressProfile?.webAppRouting;
  if (routing?.enabled !== true) return [];
  const listed = listObjects(spec, 'NginxIngressController');
  const type = routing.nginx?.defaultIngressControllerType ?? 'AnnotationControlled';
  const internal = type === 'Internal' ? { annotations: { [INTERNAL]: 'true' } } : {};
  const own = hasOwnController(spec) ? [inAppRouting('nginx', APP_ROUTING_CLASS, { service: internal })] : [];
  return [
    ...own,
    ...listed.map(({ spec: wanted }) => {
      const { defaultSSLCertificate: certificate, defaultBackendService: backend, httpDisabled } = wanted;
      const secret = certificate?.secret && `${certificate.secret.namespace}/${certificate.secret.name}`;
      return inAppRouting(`${wanted.controllerNamePrefix}-0`, wanted.ingressClassName, {
        service: wanted.loadBalancerAnnotations ? { annotations: wanted.loadBalancerAnnotations } : {},
        defaults: {
          ...(secret === undefined ? {} : { certificate: secret }),
          ...(certificate?.forceSSLRedirect === true ? { forceRedirect: true } : {}),
          ...(backend ? { backend } : {}),
        },
        ...(httpDisabled === true ? { httpDisabled } : {}),
        ...(wanted.enableSSLPassthrough === true ? { sslPassthrough: true } : {}),
      });
    }),
  ];
}

function inAppRouting(
  name: string,
  className: string,
  more: {
    readonly service: { readonly annotations?: Readonly<Record<string, string>> };
    readonly defaults?: NginxDefaults;
    readonly httpDisabled?: boolean;
    readonly sslPassthrough?: boolean;
  },
): Install {
  const { service, ...rest } = more;
  const item = { name, namespace: 'app-routing-system', labels: { app: name }, replicas: 2, via: name, isDefault: false };
  return nginx({ ...item, className, service: { ...service, externalTrafficPolicy: 'Local' }, ...rest });
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
  readonly defaults?: NginxDefaults;
  readonly httpDisabled?: boolean;
  readonly sslPassthrough?: boolean;
}): Install {
  const { name, namespace, labels, className } = item;
  const ports = NGINX_PORTS.filter(({ containerPort }) => containerPort !== 80 || item.httpDisabled !== true);
  return {
    name,
    namespace,
    labels,
    replicas: item.replicas,
    image: 'registry.k8s.io/ingress-nginx/controller',
    ports,
    service: balancer({
      name,
      namespace,
      labels,
      ports: ports.map(({ name: port, containerPort }) => ({ name: port, port: containerPort, appProtocol: port })),
      ...item.service,
    }),
    ingressClass: classOf(className, {
      isDefault: item.isDefault,
      ...(namespace === 'app-routing-system' ? { installer: name } : {}),
    }),
    controller: {
      type: 'nginx',
      name: item.via,
      classes: new Set([className]),
      ...(item.defaults ? { defaults: item.defaults } : {}),
      ...(item.sslPassthrough === true ? { sslPassthrough: true } : {}),
    },
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
