// Who serves each Ingress and Gateway, and by which class: what the table of routes shows beside every route. Rules: C-5, C-14, C-30, C-31, ING13, GW3.
import { servedClasses } from '../dataplane/controllers.ts';
import type { Dataplane } from '../dataplane/dataplane.ts';
import { agicClasses } from '../dataplane/httpAgic.ts';
import { nameOf } from '../dataplane/httpIngress.ts';
import { albClasses, isAlbGateway } from '../dataplane/trafficClaims.ts';
import { formatRef, type NetworkSpec } from '../model/spec.ts';

export interface RouterReport {
  /** `Ingress/ns/name`, `Gateway/ns/name`. */
  readonly object: string;
  /** The class that it has in the end, by field, old annotation or default; absent: none. */
  readonly className?: string;
  /** It names no class of its own, and the default one has it. */
  readonly byDefault: boolean;
  /** A controller of that class is there. */
  readonly served: boolean;
  /** How its routes are read. */
  readonly kind: 'nginx' | 'agic' | 'alb' | 'gateway' | 'unknown';
  /** The controller, as the walk names it. */
  readonly controller?: string;
}

export function listRouters({ http, controllers, placement }: Dataplane, spec: NetworkSpec): RouterReport[] {
  const served = servedClasses({ spec, http, controllers });
  const agic = agicClasses(http);
  const alb = albClasses(http);
  const list = [...controllers.values()];
  const ingresses = http.ingresses.map(({ ingress, className, legacy }): RouterReport => {
    const nginx = list.find(
      (item) =>
        item.type === 'nginx' &&
        className !== undefined &&
        (item.classes.has(className) || (legacy && item.legacyClass === className)),
    );
    const written = ingress.spec.ingressClassName ?? ingress.metadata.annotations?.['kubernetes.io/ingress.class'];
    return {
      object: nameOf(ingress),
      byDefault: className !== undefined && written === undefined,
      served: className !== undefined && served.has(className),
      kind: nginx ? 'nginx' : kindOf(className, { agic, alb }),
      ...(className === undefined ? {} : { className }),
      ...(nginx ? { controller: nginx.name } : {}),
    };
  });
  const gateways = http.gateways.map((gateway): RouterReport => {
    const { namespace, name } = gateway.metadata;
    const own = list.find((item) => item.type === 'gateway' && item.gateway === `${namespace}/${name}`);
    const byAlb = isAlbGateway(http, gateway) && placement.cluster?.ingressProfile?.applicationLoadBalancer?.enabled === true;
    return {
      object: formatRef({ kind: 'Gateway', namespace, name }),
      className: gateway.spec.gatewayClassName,
      byDefault: false,
      served: own !== undefined || byAlb,
      kind: isAlbGateway(http, gateway) ? 'alb' : 'gateway',
      ...(own ? { controller: own.name } : {}),
    };
  });
  return [...ingresses, ...gateways];
}

function kindOf(
  className: string | undefined,
  { agic, alb }: { readonly agic: ReadonlySet<string>; readonly alb: ReadonlySet<string> },
): RouterReport['kind'] {
  if (className === undefined) return 'unknown';
  if (agic.has(className)) return 'agic';
  return alb.has(className) ? 'alb' : 'unknown';
}
