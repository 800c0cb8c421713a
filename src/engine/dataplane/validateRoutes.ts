// What nobody refuses and everybody stumbles over: routes that nobody serves, and what they name and is not there. Warnings, all of them.
// Rules: C-5, C-6, C-8, ING12, ING13, GW3, GW8, S40, S43.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { HTTPRoute } from '../model/gateway.ts';
import type { Ingress, IngressBackend } from '../model/ingress.ts';
import { namesCover } from './http.ts';
import { attachedListeners } from './httpGateway.ts';
import { nameOf } from './httpIngress.ts';
import { type HttpTables, mayRefer } from './httpTables.ts';
import type { ServiceTables } from './services.ts';
import type { Report } from './validation.ts';

export interface RouteWorld {
  readonly http: HttpTables;
  readonly services: ServiceTables;
  /** Classes that somebody in this world serves. */
  readonly served: ReadonlySet<string>;
}

export function checkRoutes(world: RouteWorld): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report: Report = (code, path, params = {}) => found.push({ code, severity: 'warning', path, params });
  for (const { ingress, className } of world.http.ingresses) {
    checkClass(world, { ingress, className }, report);
    checkBackends(world, ingress, report);
    checkCertificates(world, ingress, report);
  }
  for (const route of world.http.routes) checkHttpRoute(world, route, report);
  return found;
}

function checkClass(
  { http, served }: RouteWorld,
  { ingress, className }: { readonly ingress: Ingress; readonly className: string | undefined },
  report: Report,
): void {
  const path = `${nameOf(ingress)}: spec.ingressClassName`;
  const { name } = ingress.metadata;
  if (className === undefined) report('IngressWithoutClass', path, { ingress: name });
  else if (!served.has(className)) {
    const known = http.classes.some(({ metadata }) => metadata.name === className);
    report(known ? 'IngressClassNotServed' : 'IngressClassUnknown', path, { ingress: name, class: className });
  }
}

function checkBackends({ services }: RouteWorld, ingress: Ingress, report: Report): void {
  const { namespace } = ingress.metadata;
  const check = ({ service }: IngressBackend, field: string): void => {
    if (!service) return;
    const table = services.byKey.get(`${namespace}/${service.name}`);
    const path = `${nameOf(ingress)}: ${field}`;
    if (!table) report('RouteServiceMissing', path, { service: `${namespace}/${service.name}` });
    else if (
      !table.ports.some(({ spec }) =>
        service.port.name === undefined ? spec.port === service.port.number : spec.name === service.port.name,
      )
    )
      report('RoutePortMissing', path, { service: table.key, port: service.port.name ?? service.port.number ?? 0 });
  };
  if (ingress.spec.defaultBackend) check(ingress.spec.defaultBackend, 'spec.defaultBackend');
  for (const [index, rule] of (ingress.spec.rules ?? []).entries())
    for (const [place, { backend }] of (rule.http?.paths ?? []).entries())
      check(backend, `spec.rules[${index}].http.paths[${place}].backend`);
}

function checkCertificates({ http }: RouteWorld, ingress: Ingress, report: Report): void {
  for (const [index, { hosts = [], secretName }] of (ingress.spec.tls ?? []).entries()) {
    if (secretName === undefined) continue;
    const secret = `${ingress.metadata.namespace}/${secretName}`;
    const path = `${nameOf(ingress)}: spec.tls[${index}]`;
    if (!http.secrets.has(secret)) {
      report('IngressSecretMissing', `${path}.secretName`, { secret });
      continue;
    }
    const names = http.secrets.get(secret);
    const other = names && hosts.find((host) => !namesCover(names, host));
    if (other !== undefined) report('IngressCertificateName', `${path}.hosts`, { secret, host: other });
  }
}

function checkHttpRoute({ http, services }: RouteWorld, route: HTTPRoute, report: Report): void {
  const { namespace, name } = route.metadata;
  const object = `HTTPRoute/${namespace}/${name}`;
  if (attachedListeners(http, route) === 0) report('RouteNotAttached', `${object}: spec.parentRefs`, { route: name });
  for (const [index, rule] of (route.spec.rules ?? []).entries()) {
    for (const [place, reference] of (rule.backendRefs ?? []).entries()) {
      if ((reference.group ?? '') !== '' || (reference.kind ?? 'Service') !== 'Service') continue;
      const target = { kind: 'Service' as const, namespace: reference.namespace ?? namespace, name: reference.name };
      const service = `${target.namespace}/${target.name}`;
      const path = `${object}: spec.rules[${index}].backendRefs[${place}]`;
      const table = services.byKey.get(service);
      if (!mayRefer(http, { kind: 'HTTPRoute', namespace }, target)) report('RouteNotGranted', path, { service, namespace });
      else if (!table) report('RouteServiceMissing', path, { service });
      else if (!table.ports.some(({ spec }) => spec.port === reference.port))
        report('RoutePortMissing', path, { service, port: reference.port ?? 0 });
    }
  }
}
