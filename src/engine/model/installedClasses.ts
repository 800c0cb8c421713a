// IngressClasses that nobody writes down: helm's ingress-nginx and the application routing add-on bring theirs along (C-14). Their names alone; what they
// serve is dataplane/'s affair.
import type { IngressClass } from './ingress.ts';
import { listObjects, type NetworkSpec } from './spec.ts';

export const NGINX_CONTROLLER = 'k8s.io/ingress-nginx';
export const APP_ROUTING_CLASS = 'webapprouting.kubernetes.azure.com';

/** `installer`: the controller's Deployment, as the add-on names it. */
export function classOf(
  name: string,
  { installer, isDefault = false }: { readonly installer?: string; readonly isDefault?: boolean },
): IngressClass {
  const annotations = isDefault ? { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } } : {};
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name, namespace: '', ...annotations },
    spec: { controller: installer === undefined ? NGINX_CONTROLLER : `${APP_ROUTING_CLASS}/${installer}` },
  };
}

/** Does the add-on run a controller of its own besides those that are listed? */
export function hasOwnController(spec: NetworkSpec): boolean {
  const routing = spec.network.managedClusters[0]?.ingressProfile?.webAppRouting;
  if (routing?.enabled !== true || routing.nginx?.defaultIngressControllerType === 'None') return false;
  return !listObjects(spec, 'NginxIngressController').some((item) => item.spec.ingressClassName === APP_ROUTING_CLASS);
}

export function installedClasses(spec: NetworkSpec): readonly IngressClass[] {
  const cluster = spec.network.managedClusters[0];
  const helm = (cluster?.ingressControllers ?? []).map((item) => classOf(item.class, { isDefault: item.default === true }));
  if (cluster?.ingressProfile?.webAppRouting?.enabled !== true) return helm;
  const listed = listObjects(spec, 'NginxIngressController').map((item) =>
    classOf(item.spec.ingressClassName, { installer: `${item.spec.controllerNamePrefix}-0` }),
  );
  return [...helm, ...(hasOwnController(spec) ? [classOf(APP_ROUTING_CLASS, { installer: 'nginx' })] : []), ...listed];
}
