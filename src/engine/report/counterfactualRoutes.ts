// Repairs of routes: the host, the path or its type, the backend and its port, what ties an HTTPRoute to a listener.
// Rules: C-1, C-2, C-6, ING1–ING7, ING11, GW1–GW10.
import { prefixCovers, wildcardCoversOne, withoutSlash } from '../dataplane/http.ts';
import { attachedListeners, hostCovers } from '../dataplane/httpGateway.ts';
import { mayRefer } from '../dataplane/httpTables.ts';
import type { ServicePlan } from '../dataplane/plan.ts';
import type { Step } from '../forward/trace.ts';
import type { Gateway, HTTPBackendRef, HTTPRoute, HTTPRouteMatch, HTTPRouteRule, ReferenceGrant } from '../model/gateway.ts';
import type { Ingress, IngressBackend, IngressPath } from '../model/ingress.ts';
import { listObjects } from '../model/spec.ts';
import { compareText } from '../net/hash.ts';
import { type Candidate, type Case, distance, podName, stepsOf } from './counterfactual.ts';
import { ingressFound, objectFound, type Question } from './counterfactualWeb.ts';
import { nameIn } from './counterfactualWrite.ts';

const NEAREST = 3;

/** The nearest few, by how far their text is from what was asked. */
function nearest<T>(items: readonly T[], wanted: string, textOf: (item: T) => string): T[] {
  return items
    .toSorted((a, b) => distance(textOf(a), wanted) - distance(textOf(b), wanted) || compareText(textOf(a), textOf(b)))
    .slice(0, NEAREST);
}

export function repairHosts({ spec }: Case, { host }: Question): Candidate[] {
  const rules = listObjects(spec, 'Ingress').flatMap((ingress) =>
    (ingress.spec.rules ?? []).flatMap((rule, index) =>
      rule.host === undefined || rule.host === host ? [] : [{ ingress, index, name: rule.host }],
    ),
  );
  const routes = listObjects(spec, 'HTTPRoute').flatMap((route) =>
    (route.spec.hostnames ?? []).flatMap((name, index) => (hostCovers(name, host) ? [] : [{ route, index, name }])),
  );
  const listeners = listObjects(spec, 'Gateway').flatMap((gateway) =>
    gateway.spec.listeners.flatMap(({ hostname }, index) =>
      hostname === undefined || hostCovers(hostname, host) ? [] : [{ gateway, index, name: hostname }],
    ),
  );
  return [
    ...nearest(rules, host, ({ name }) => name).map(({ ingress, index, name }) =>
      ingressFound(
        'web.host',
        { field: `spec.rules[${index}].host`, current: name, suggested: host },
        {
          ...ingress,
          spec: {
            ...ingress.spec,
            rules: (ingress.spec.rules ?? []).map((rule, at) => (at === index ? { ...rule, host } : rule)),
          },
        },
      ),
    ),
    ...nearest(routes, host, ({ name }) => name).map(({ route, index, name }) =>
      objectFound(
        'web.host',
        { field: `spec.hostnames[${index}]`, current: name, suggested: host },
        {
          ...route,
          spec: { ...route.spec, hostnames: (route.spec.hostnames ?? []).with(index, host) },
        },
      ),
    ),
    ...nearest(listeners, host, ({ name }) => name).map(({ gateway, index, name }) =>
      objectFound(
        'web.host',
        { field: `spec.listeners[${index}].hostname`, current: name, suggested: host },
        withListener(gateway, index, { hostname: host }),
      ),
    ),
  ];
}

function withListener(gateway: Gateway, index: number, change: Partial<Gateway['spec']['listeners'][number]>): Gateway {
  const listeners = gateway.spec.listeners.map((listener, at) => (at === index ? { ...listener, ...change } : listener));
  return { ...gateway, spec: { ...gateway.spec, listeners } };
}

export function repairPaths(input: Case, question: Question): Candidate[] {
  return [...ingressPaths(input, question), ...routePaths(input, question)];
}

function ingressPaths({ spec }: Case, { host, path }: Question): Candidate[] {
  const entries = listObjects(spec, 'Ingress').flatMap((ingress) =>
    (ingress.spec.rules ?? []).flatMap((rule, index) =>
      rule.host === undefined || rule.host === host || wildcardCoversOne(rule.host, host)
        ? (rule.http?.paths ?? []).map((entry, place) => ({ ingress, index, place, entry }))
        : [],
    ),
  );
  const field = (at: { index: number; place: number }, name: string): string =>
    `spec.rules[${at.index}].http.paths[${at.place}].${name}`;
  const opened = entries.filter(({ entry }) => entry.pathType === 'Exact' && prefixCovers(entry.path ?? '/', path));
  return [
    ...opened.map((at) =>
      ingressFound(
        'web.pathType',
        { field: field(at, 'pathType'), current: 'Exact', suggested: 'Prefix', path },
        withPath(at.ingress, at, { pathType: 'Prefix' }),
      ),
    ),
    ...nearest(entries, path, ({ entry }) => entry.path ?? '/').map((at) =>
      ingressFound(
        'web.path',
        { field: field(at, 'path'), current: at.entry.path ?? '/', suggested: path },
        withPath(at.ingress, at, { path }),
      ),
    ),
  ];
}

function withPath(ingress: Ingress, at: { index: number; place: number }, change: Partial<IngressPath>): Ingress {
  const rules = (ingress.spec.rules ?? []).map((rule, index) =>
    index === at.index && rule.http
      ? {
          ...rule,
          http: { paths: rule.http.paths.map((entry, place) => (place === at.place ? { ...entry, ...change } : entry)) },
        }
      : rule,
  );
  return { ...ingress, spec: { ...ingress.spec, rules } };
}

/** A match of its own for the path; one that is nearly it is opened: its type, or what else it asks of a plain GET. */
function routePaths({ spec }: Case, { host, path }: Question): Candidate[] {
  const entries = listObjects(spec, 'HTTPRoute').flatMap((route) =>
    (route.spec.hostnames ?? [host]).some((name) => hostCovers(name, host))
      ? (route.spec.rules ?? []).flatMap((rule, index) =>
          (rule.matches ?? []).map((match, place) => ({ route, index, place, match, value: match.path?.value ?? '/' })),
        )
      : [],
  );
  return nearest(entries, path, ({ value }) => value).flatMap(({ route, index, place, match, value }): Candidate[] => {
    const field = `spec.rules[${index}].matches[${place}]`;
    const put = (changed: HTTPRouteMatch): HTTPRoute =>
      withRule(route, index, (rule) => ({ ...rule, matches: (rule.matches ?? []).with(place, changed) }));
    const type = match.path?.type ?? 'PathPrefix';
    const covered = type !== 'RegularExpression' && (withoutSlash(value) === path || prefixCovers(value, path));
    if (!covered) {
      const suggested = put({ ...match, path: { type: type === 'Exact' ? 'Exact' : 'PathPrefix', value: path } });
      return [objectFound('web.path', { field: `${field}.path.value`, current: value, suggested: path }, suggested)];
    }
    const opened: HTTPRouteMatch = { path: { type: 'PathPrefix', value } };
    const params =
      type === 'Exact'
        ? { field: `${field}.path.type`, current: 'Exact', suggested: 'PathPrefix', path }
        : { field, current: Object.keys(match).join(', '), suggested: 'path', path };
    return [objectFound('web.pathType', params, put(opened))];
  });
}

function withRule(route: HTTPRoute, index: number, change: (rule: HTTPRouteRule) => HTTPRouteRule): HTTPRoute {
  const rules = (route.spec.rules ?? []).map((rule, at) => (at === index ? change(rule) : rule));
  return { ...route, spec: { ...route.spec, rules } };
}

/** Routes that no listener takes: another parent, a listener that admits their namespace (GW3). */
const NAME = 'kubernetes.io/metadata.name';
type Admitted = NonNullable<NonNullable<Gateway['spec']['listeners'][number]['allowedRoutes']>['namespaces']>;

/** This namespace and those whose routes hang at the Gateway already; nobody else (GW3). */
function admit(
  spec: Case['spec'],
  { metadata }: Gateway,
  wanted: string,
): { readonly suggested: string; readonly namespaces: Admitted } {
  const hanging = listObjects(spec, 'HTTPRoute').filter(({ metadata: own, spec: { parentRefs = [] } }) =>
    parentRefs.some(({ name, namespace = own.namespace }) => name === metadata.name && namespace === metadata.namespace),
  );
  const own = hanging.some((route) => route.metadata.namespace === metadata.namespace);
  const values = own ? [metadata.namespace, wanted].toSorted() : [wanted];
  const selector =
    values.length === 1
      ? { matchLabels: { [NAME]: wanted } }
      : { matchExpressions: [{ key: NAME, operator: 'In' as const, values }] };
  return { suggested: `from: Selector, ${NAME}: ${values.join(', ')}`, namespaces: { from: 'Selector', selector } };
}

/** Who answered hangs at a door that takes notes of every department: all but theirs (GW3). */
export function closeListeners({ spec, trace }: Case): Candidate[] {
  const named = stepsOf(trace).findLast(({ rule }) => rule?.object.startsWith('HTTPRoute/') === true)?.rule?.object;
  const route = listObjects(spec, 'HTTPRoute').find(({ metadata }) => podName(metadata) === nameIn(named ?? '', 'HTTPRoute'));
  if (!route) return [];
  const { namespace } = route.metadata;
  return (route.spec.parentRefs ?? []).flatMap((parent) => {
    const gateway = listObjects(spec, 'Gateway').find(
      ({ metadata }) => metadata.name === parent.name && metadata.namespace === (parent.namespace ?? namespace),
    );
    if (!gateway || gateway.metadata.namespace === namespace) return [];
    return gateway.spec.listeners.flatMap(({ allowedRoutes }, index): Candidate[] => {
      if (allowedRoutes?.namespaces?.from !== 'All') return [];
      const selector = { matchExpressions: [{ key: NAME, operator: 'NotIn' as const, values: [namespace] }] };
      const change = { allowedRoutes: { ...allowedRoutes, namespaces: { from: 'Selector' as const, selector } } };
      const params = {
        field: `spec.listeners[${index}].allowedRoutes.namespaces.from`,
        route: `HTTPRoute/${podName(route.metadata)}`,
        namespace,
      };
      return [objectFound('web.admitted', params, withListener(gateway, index, change))];
    });
  });
}

export function repairAttachment({ spec, dataplane: { http } }: Case): Candidate[] {
  const lost = listObjects(spec, 'HTTPRoute').filter((route) => attachedListeners(http, route) === 0);
  const gateways = listObjects(spec, 'Gateway');
  return lost.flatMap((route) => {
    const [parent] = route.spec.parentRefs ?? [];
    const parents = nearest(gateways, parent?.name ?? '', ({ metadata }) => metadata.name).map(({ metadata }) => {
      const { name, namespace } = metadata;
      const params = { field: 'spec.parentRefs', current: parent?.name ?? '–', suggested: name };
      return objectFound('web.parent', params, { ...route, spec: { ...route.spec, parentRefs: [{ name, namespace }] } });
    });
    const admitted = gateways
      .filter(({ metadata }) => metadata.namespace !== route.metadata.namespace && metadata.name === parent?.name)
      .flatMap((gateway) =>
        gateway.spec.listeners.map(({ allowedRoutes }, index) => {
          const current = allowedRoutes?.namespaces?.from ?? 'Same';
          const params = { field: `spec.listeners[${index}].allowedRoutes.namespaces`, current };
          const { suggested, namespaces } = admit(spec, gateway, route.metadata.namespace);
          const change = { allowedRoutes: { ...allowedRoutes, namespaces } };
          return objectFound('web.namespaces', { ...params, suggested }, withListener(gateway, index, change));
        }),
      );
    return [...admitted, ...parents];
  });
}

/** What the route names and is not there: a Service, one of its ports, a grant (GW8, GW10, ING11). */
export function repairBackends(input: Case, step: Step): Candidate[] {
  const { object = '', field = '' } = step.rule ?? {};
  const { spec } = input;
  const ingress = listObjects(spec, 'Ingress').find(({ metadata }) => podName(metadata) === nameIn(object, 'Ingress'));
  if (ingress) return ingressBackends(input, ingress, field);
  const route = listObjects(spec, 'HTTPRoute').find(({ metadata }) => podName(metadata) === nameIn(object, 'HTTPRoute'));
  const index = Number(/^spec\.rules\[(\d+)\]/.exec(field)?.[1] ?? -1);
  const references = route?.spec.rules?.[index]?.backendRefs ?? [];
  return route ? references.flatMap((_reference, place) => routeBackends(input, route, { index, place })) : [];
}

function servicesOf({ dataplane }: Case, namespace: string): ServicePlan[] {
  return dataplane.plan.services.filter((service) => service.namespace === namespace);
}

function ingressBackends(input: Case, ingress: Ingress, field: string): Candidate[] {
  const [, rule, place] = /^spec\.rules\[(\d+)\]\.http\.paths\[(\d+)\]/.exec(field) ?? [];
  const at = { index: Number(rule ?? -1), place: Number(place ?? -1) };
  const backend =
    rule === undefined ? ingress.spec.defaultBackend : ingress.spec.rules?.[at.index]?.http?.paths[at.place]?.backend;
  const { service } = backend ?? {};
  if (!service) return [];
  const where = rule === undefined ? 'spec.defaultBackend' : `spec.rules[${at.index}].http.paths[${at.place}].backend`;
  const put = (written: IngressBackend): Ingress =>
    rule === undefined
      ? { ...ingress, spec: { ...ingress.spec, defaultBackend: written } }
      : withPath(ingress, at, { backend: written });
  const own = servicesOf(input, ingress.metadata.namespace);
  const named = own.find(({ name }) => name === service.name);
  if (!named)
    return nearest(own, service.name, ({ name }) => name).map(({ name }) =>
      ingressFound(
        'web.service',
        { field: `${where}.service.name`, current: service.name, suggested: name },
        put({ service: { ...service, name } }),
      ),
    );
  return named.ports
    .filter(({ port, name }) => port !== service.port.number && (service.port.name === undefined || name !== service.port.name))
    .map(({ port }) =>
      ingressFound(
        'web.port',
        { field: `${where}.service.port`, current: service.port.name ?? service.port.number ?? '–', suggested: port },
        put({ service: { name: service.name, port: { number: port } } }),
      ),
    );
}

function routeBackends(input: Case, route: HTTPRoute, { index, place }: { index: number; place: number }): Candidate[] {
  const reference = route.spec.rules?.[index]?.backendRefs?.[place];
  if (!reference) return [];
  const field = `spec.rules[${index}].backendRefs[${place}]`;
  const own = route.metadata.namespace;
  const { name, namespace = own, port = 0, weight = 1 } = reference;
  const put = (change: Partial<HTTPBackendRef>): HTTPRoute =>
    withRule(route, index, (rule) => ({
      ...rule,
      backendRefs: (rule.backendRefs ?? []).with(place, { ...reference, ...change }),
    }));
  if (weight === 0)
    return [objectFound('web.weight', { field: `${field}.weight`, current: 0, suggested: 1 }, put({ weight: 1 }))];
  const services = servicesOf(input, namespace);
  const named = services.find((service) => service.name === name);
  const target = { kind: 'Service', namespace, name } as const;
  if (named && !mayRefer(input.dataplane.http, { kind: 'HTTPRoute', namespace: own }, target)) return [grant(own, target)];
  if (!named)
    return nearest(services, name, (service) => service.name).map((service) =>
      objectFound('web.service', { field: `${field}.name`, current: name, suggested: service.name }, put({ name: service.name })),
    );
  return named.ports
    .filter((each) => each.port !== port)
    .map((each) =>
      objectFound('web.port', { field: `${field}.port`, current: port, suggested: each.port }, put({ port: each.port })),
    );
}

function grant(from: string, to: { readonly namespace: string; readonly name: string }): Candidate {
  const resource: ReferenceGrant = {
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'ReferenceGrant',
    metadata: { name: `routes-of-${from}`, namespace: to.namespace },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: from }],
      to: [{ group: '', kind: 'Service', name: to.name }],
    },
  };
  const object = `ReferenceGrant/${to.namespace}/routes-of-${from}`;
  const params = { object, namespace: to.namespace, from, service: `${to.namespace}/${to.name}` };
  return { code: 'web.grant', params, ref: object, edits: [{ type: 'putObject', resource }] };
}
