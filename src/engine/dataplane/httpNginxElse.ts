// ingress-nginx where no server has the host, or no location the path: another spelling of the name, the controller's own health page, a default
// backend, 404. Rules: B-19, C-3, C-8, C-11, ING10.
import type { Ingress } from '../model/ingress.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { type HttpDecision, type HttpRequest, pathOnly, plainHost } from './http.ts';
import { backendOf, nameOf } from './httpIngress.ts';
import { annotation, annotationRule } from './httpNginxBackends.ts';

const HEALTH = '/healthz';

/**
 * The server of all names that nobody has holds a page of the controller's own, which Azure's probe asks for (B-19). It is a prefix like others: a
 * longer one of an Ingress without a host goes first.
 */
export function ownPage(request: HttpRequest, found: string = ''): HttpDecision | undefined {
  return pathOnly(request.path).startsWith(HEALTH) && found.length < HEALTH.length
    ? { type: 'status', status: 200, why: 'health', cites: ['B-19'] }
    : undefined;
}

/** `from-to-www-redirect`: the name with `www.` or without it, whichever nobody has, leads to the other with 308. */
export function towardsWww(main: readonly Ingress[], hosts: ReadonlySet<string>, request: HttpRequest): HttpDecision | undefined {
  const asked = plainHost(request.host);
  const other = asked.startsWith('www.') ? asked.slice('www.'.length) : `www.${asked}`;
  if (hosts.has(asked)) return undefined;
  const ingress = main.find(
    (item) => annotation(item, 'from-to-www-redirect') === 'true' && (item.spec.rules ?? []).some((rule) => rule.host === other),
  );
  return (
    ingress && {
      ...redirect(ingress, 'from-to-www-redirect'),
      status: 308,
      location: `${request.scheme}://${other}${request.path}`,
    }
  );
}

export function redirect(
  ingress: Ingress,
  key: string,
): Pick<Extract<HttpDecision, { type: 'redirect' }>, 'type' | 'rule' | 'cites'> {
  return { type: 'redirect', rule: annotationRule(ingress, key), cites: ['C-8', 'C-11'] };
}

export function fallBack(
  ingress: Ingress | undefined,
  request: HttpRequest,
  miss: { readonly why: 'host' | 'path'; readonly rule?: RuleRef },
): HttpDecision {
  const backend = ingress?.spec.defaultBackend;
  if (!ingress || !backend) return { type: 'status', status: 404, ...miss, cites: ['ING10', 'C-3'] };
  const rule = { object: nameOf(ingress), field: 'spec.defaultBackend' };
  return {
    type: 'forward',
    backends: [backendOf(ingress, backend, rule.field)],
    path: request.path,
    host: request.host,
    defaultBackend: true,
    protocol: 'http',
    rule,
    cites: ['ING10', 'C-3'],
  };
}
