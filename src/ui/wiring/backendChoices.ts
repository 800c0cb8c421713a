// Services and ports that a route may send to, as they are written into it: `service:port`, with a namespace where that is another one.
import type { ServicePlan } from '../../engine/dataplane/plan.ts';

const MOST = 200;

/** An Ingress sends within its own namespace alone (ING11). */
export function backendChoices(services: readonly ServicePlan[], namespace: string, foreign: boolean): readonly string[] {
  const own = services.filter((service) => service.namespace === namespace);
  const others = foreign ? services.filter((service) => service.namespace !== namespace) : [];
  const written = (service: ServicePlan, prefix: string): string[] =>
    service.ports.flatMap(({ port, protocol }) => (protocol === 'TCP' ? [`${prefix}${service.name}:${port}`] : []));
  return [
    ...own.flatMap((service) => written(service, '')),
    ...others.flatMap((service) => written(service, `${service.namespace}/`)),
  ].slice(0, MOST);
}
