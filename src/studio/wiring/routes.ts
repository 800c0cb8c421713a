// Ingresses and HTTPRoutes as rows of one table, and every change of a row as the line that one could have typed.
// Rules: ING4, ING10–ING13, GW3, GW6, GW9–GW11.
import type { HTTPRoute, HTTPRouteRule } from '../../engine/model/gateway.ts';
import type { Ingress, IngressBackend } from '../../engine/model/ingress.ts';
import { formatRef, listObjects, type NetworkSpec, refOf } from '../../engine/model/spec.ts';
import { mergeLine, patchLine, type WiredObject } from './lines.ts';

export interface RouteBackend {
  readonly namespace: string;
  readonly service: string;
  /** Port of the Service, by number or name. */
  readonly port: number | string;
  readonly weight?: number;
}

export interface RouteRow {
  /** `Ingress/ns/name`, `HTTPRoute/ns/name`. */
  readonly object: string;
  readonly route: Ingress | HTTPRoute;
  /** Field of this row, as decisions name it. */
  readonly field: string;
  readonly place: { readonly rule: number; readonly path?: number } | undefined;
  /** '' for any. */
  readonly hosts: readonly string[];
  readonly path: string;
  /** Exact, Prefix, ImplementationSpecific; PathPrefix, RegularExpression. */
  readonly pathType: string;
  /** What else a match asks for, and what a rule does beside sending on: `GET`, `x-team: blue`, `RequestRedirect`. */
  readonly also: readonly string[];
  readonly backends: readonly RouteBackend[];
  /** Gateways that an HTTPRoute names: `Gateway/ns/name`. */
  readonly parents: readonly string[];
  /** Secret that the Ingress names for this host; `ns/name`. */
  readonly secret?: string;
}

export function routeRows(spec: NetworkSpec): readonly RouteRow[] {
  return [...listObjects(spec, 'Ingress').flatMap(ingressRows), ...listObjects(spec, 'HTTPRoute').flatMap(httpRouteRows)];
}

function ingressRows(ingress: Ingress): RouteRow[] {
  const base = { object: formatRef(refOf(ingress)), route: ingress, parents: [], also: [] } as const;
  const { namespace } = ingress.metadata;
  const rows = (ingress.spec.rules ?? []).flatMap((rule, ruleIndex) =>
    (rule.http?.paths ?? []).map(({ path = '/', pathType, backend }, index): RouteRow => {
      const secret = secretNameOf(ingress, rule.host ?? '');
      return {
        ...base,
        field: `spec.rules[${ruleIndex}].http.paths[${index}]`,
        place: { rule: ruleIndex, path: index },
        hosts: [rule.host ?? ''],
        path,
        pathType,
        backends: backendsOf(namespace, backend),
        ...(secret === undefined ? {} : { secret: `${namespace}/${secret}` }),
      };
    }),
  );
  const { defaultBackend } = ingress.spec;
  if (!defaultBackend) return rows;
  const fallback = { field: 'spec.defaultBackend', place: undefined, hosts: [''], path: '', pathType: '' };
  return [...rows, { ...base, ...fallback, backends: backendsOf(namespace, defaultBackend) }];
}

function backendsOf(namespace: string, { service, resource }: IngressBackend): RouteBackend[] {
  if (service) return [{ namespace, service: service.name, port: service.port.name ?? service.port.number ?? 0 }];
  return resource ? [{ namespace, service: `${resource.kind}/${resource.name}`, port: 0 }] : [];
}

function httpRouteRows(route: HTTPRoute): RouteRow[] {
  const { namespace } = route.metadata;
  const parents = (route.spec.parentRefs ?? []).map((parent) => `Gateway/${parent.namespace ?? namespace}/${parent.name}`);
  return (route.spec.rules ?? []).map((rule, index): RouteRow => {
    const [match] = rule.matches ?? [];
    return {
      object: formatRef(refOf(route)),
      route,
      field: `spec.rules[${index}]`,
      place: { rule: index },
      hosts: route.spec.hostnames ?? [''],
      path: match?.path?.value ?? '/',
      pathType: match?.path?.type ?? 'PathPrefix',
      also: alsoOf(rule),
      backends: (rule.backendRefs ?? []).map((ref) => ({
        namespace: ref.namespace ?? namespace,
        service: ref.name,
        port: ref.port ?? 0,
        ...(ref.weight === undefined ? {} : { weight: ref.weight }),
      })),
      parents,
    };
  });
}

function alsoOf({ matches = [], filters = [] }: HTTPRouteRule): string[] {
  const [match, ...more] = matches;
  return [
    ...(match?.method === undefined ? [] : [match.method]),
    ...(match?.headers ?? []).map(({ name, value }) => `${name}: ${value}`),
    ...(match?.queryParams ?? []).map(({ name, value }) => `?${name}=${value}`),
    ...more.map(({ path }) => `| ${path?.value ?? '/'}`),
    ...filters.map(({ type }) => type),
  ];
}

function secretNameOf({ spec }: Ingress, host: string): string | undefined {
  return (spec.tls ?? []).find(({ hosts }) => hosts?.includes(host))?.secretName;
}

/** Is this the row that a decision names? A field below it, or the row itself. */
export function isRowOf({ object, field }: RouteRow, rule: { readonly object: string; readonly field: string }): boolean {
  return (
    object === rule.object && (rule.field === field || rule.field.startsWith(`${field}.`) || rule.field.startsWith(`${field}[`))
  );
}

export interface RowChange {
  readonly host?: string;
  readonly path?: string;
  readonly pathType?: string;
  /** `service:port`. */
  readonly backend?: string;
}

export function pathTypesOf({ route }: Pick<RouteRow, 'route'>): readonly string[] {
  return route.kind === 'Ingress' ? ['Prefix', 'Exact', 'ImplementationSpecific'] : ['PathPrefix', 'Exact', 'RegularExpression'];
}

/** '' where nothing changes. */
export function rowLine(row: RouteRow, change: RowChange): string {
  return row.route.kind === 'Ingress' ? ingressLine(row, row.route, change) : httpRouteLine(row, row.route, change);
}

function ingressLine(row: RouteRow, ingress: Ingress, change: RowChange): string {
  const { place } = row;
  const backend = change.backend === undefined ? undefined : { service: ingressService(change.backend) };
  const at = place ? `/spec/rules/${place.rule}/http/paths/${place.path ?? 0}` : '/spec/defaultBackend';
  const operations = [
    ...(backend ? [{ op: 'add', path: place ? `${at}/backend` : at, value: backend }] : []),
    ...(place && change.path !== undefined ? [{ op: 'add', path: `${at}/path`, value: change.path }] : []),
    ...(place && change.pathType !== undefined ? [{ op: 'add', path: `${at}/pathType`, value: change.pathType }] : []),
    ...(place && change.host !== undefined ? hostOperation(ingress, place.rule, change.host.trim()) : []),
  ];
  return operations.length === 0 ? '' : patchLine(wiredOf(ingress), operations);
}

function hostOperation({ spec }: Ingress, rule: number, host: string): object[] {
  const path = `/spec/rules/${rule}/host`;
  if (host !== '') return [{ op: 'add', path, value: host }];
  return spec.rules?.[rule]?.host === undefined ? [] : [{ op: 'remove', path }];
}

function ingressService(text: string): object {
  const { service, port } = parseBackend(text);
  return { name: service, port: typeof port === 'number' ? { number: port } : { name: port } };
}

function httpRouteLine({ place, pathType, path }: RouteRow, route: HTTPRoute, change: RowChange): string {
  const index = place?.rule ?? 0;
  const rule = route.spec.rules?.[index];
  const hosts = (change.host ?? '').split(/[\s,]+/).filter((host) => host !== '');
  const matched = change.path !== undefined || change.pathType !== undefined;
  const first = { ...rule?.matches?.[0], path: { type: change.pathType ?? pathType, value: change.path ?? path } };
  const operations = [
    ...(change.host === undefined
      ? []
      : hosts.length > 0
        ? [{ op: 'add', path: '/spec/hostnames', value: hosts }]
        : route.spec.hostnames
          ? [{ op: 'remove', path: '/spec/hostnames' }]
          : []),
    ...(matched ? [{ op: 'add', path: `/spec/rules/${index}/matches`, value: [first, ...(rule?.matches ?? []).slice(1)] }] : []),
    ...(change.backend === undefined
      ? []
      : [{ op: 'add', path: `/spec/rules/${index}/backendRefs`, value: [routeRef(route, change.backend)] }]),
  ];
  return operations.length === 0 ? '' : patchLine(wiredOf(route), operations);
}

/** `service:port`, or `namespace/service:port` where that is another one (GW10). */
function routeRef({ metadata }: HTTPRoute, text: string): object {
  const { namespace, service, port } = parseBackend(text);
  const foreign = namespace !== undefined && namespace !== metadata.namespace ? { namespace } : {};
  return { name: service, ...foreign, port: Number(port) };
}

function parseBackend(text: string): { readonly namespace?: string; readonly service: string; readonly port: number | string } {
  const [, namespace, service = '', port = ''] = /^(?:([^/:]+)\/)?([^:]*):?(.*)$/.exec(text.trim()) ?? [];
  return { service, port: /^\d+$/.test(port) ? Number(port) : port, ...(namespace === undefined ? {} : { namespace }) };
}

export interface NewRow {
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
  readonly backend: string;
}

/** A path of the host's rule, or a rule of its own. */
export function addRowLine(route: Ingress | HTTPRoute, { host, path, pathType, backend }: NewRow): string {
  const target = wiredOf(route);
  const rules = route.spec.rules ?? [];
  if (route.kind === 'HTTPRoute') {
    const rule = { matches: [{ path: { type: pathType, value: path } }], backendRefs: [routeRef(route, backend)] };
    return patchLine(target, [
      rules.length === 0 ? { op: 'add', path: '/spec/rules', value: [rule] } : { op: 'add', path: '/spec/rules/-', value: rule },
    ]);
  }
  const wanted = { path, pathType, backend: { service: ingressService(backend) } };
  const index = (route.spec.rules ?? []).findIndex((rule) => (rule.host ?? '') === host.trim() && rule.http);
  if (index >= 0) return patchLine(target, [{ op: 'add', path: `/spec/rules/${index}/http/paths/-`, value: wanted }]);
  const rule = { ...(host.trim() === '' ? {} : { host: host.trim() }), http: { paths: [wanted] } };
  return patchLine(target, [
    rules.length === 0 ? { op: 'add', path: '/spec/rules', value: [rule] } : { op: 'add', path: '/spec/rules/-', value: rule },
  ]);
}

/** With its last path a rule goes too. */
export function removeRowLine({ route, place }: RouteRow): string {
  const target = wiredOf(route);
  if (!place) return patchLine(target, [{ op: 'remove', path: '/spec/defaultBackend' }]);
  const rules = route.spec.rules ?? [];
  const paths = route.kind === 'Ingress' ? (route.spec.rules?.[place.rule]?.http?.paths ?? []) : [];
  if (paths.length > 1)
    return patchLine(target, [{ op: 'remove', path: `/spec/rules/${place.rule}/http/paths/${place.path ?? 0}` }]);
  return patchLine(target, [{ op: 'remove', path: rules.length === 1 ? '/spec/rules' : `/spec/rules/${place.rule}` }]);
}

/** The Secret for one host; '' takes the host out of `tls`. */
export function secretLine(ingress: Ingress, host: string, secretName: string): string {
  const others = (ingress.spec.tls ?? []).flatMap((entry) => {
    const hosts = entry.hosts?.filter((name) => name !== host);
    return hosts?.length === 0 && entry.hosts?.includes(host) === true ? [] : [{ ...entry, ...(hosts ? { hosts } : {}) }];
  });
  const same = others.findIndex((entry) => entry.secretName === secretName && entry.hosts !== undefined);
  const tls =
    secretName === ''
      ? others
      : same >= 0
        ? others.map((entry, index) => (index === same ? { ...entry, hosts: [...(entry.hosts ?? []), host] } : entry))
        : [...others, { hosts: [host], secretName }];
  return mergeLine(wiredOf(ingress), { spec: { tls: tls.length === 0 ? null : tls } });
}

export function classLine(ingress: Ingress, className: string): string {
  return mergeLine(wiredOf(ingress), { spec: { ingressClassName: className === '' ? null : className } });
}

function wiredOf({ kind, metadata }: Ingress | HTTPRoute): WiredObject {
  return { kind: kind.toLowerCase(), namespace: metadata.namespace, name: metadata.name };
}
