// What a rule that won does with the request: redirect, rewrite, and which backends may have it. Rules: GW8–GW11.
import type {
  HTTPBackendRef,
  HTTPRoute,
  HTTPRouteFilter,
  HTTPRouteMatch,
  HTTPRouteRule,
  Listener,
  PathModifier,
} from '../model/gateway.ts';
import { formatRef } from '../model/spec.ts';
import { type HttpBackend, type HttpDecision, type HttpRequest, pathOnly, queryOf, withoutSlash } from './http.ts';
import { hasService, type HttpTables, mayRefer } from './httpTables.ts';

interface Won {
  readonly route: HTTPRoute;
  readonly rule: HTTPRouteRule;
  readonly ruleIndex: number;
  readonly match: HTTPRouteMatch;
  readonly listener: Listener;
}

export function answerRule(tables: HttpTables, won: Won, request: HttpRequest): HttpDecision {
  const { route, rule, ruleIndex, match } = won;
  const object = formatRef({ kind: 'HTTPRoute', namespace: route.metadata.namespace, name: route.metadata.name });
  const field = `spec.rules[${ruleIndex}]`;
  const filter = (type: HTTPRouteFilter['type']): HTTPRouteFilter | undefined => rule.filters?.find((item) => item.type === type);
  const redirect = filter('RequestRedirect')?.requestRedirect;
  if (redirect) {
    const location = locationOf(redirect, won, request);
    const status = redirect.statusCode ?? 302;
    return { type: 'redirect', status, location, rule: { object, field: `${field}.filters` }, cites: ['GW11'] };
  }
  const backends = (rule.backendRefs ?? [])
    .map((reference, index) => backendOf(tables, reference, { route, field: `${field}.backendRefs[${index}]`, object }))
    .filter(({ weight }) => weight > 0);
  if (!backends.some(({ usable }) => usable)) {
    const where = { object, field: `${field}.backendRefs` };
    return { type: 'status', status: 500, why: 'backend', rule: where, cites: ['GW8', 'GW9'] };
  }
  const rewrite = filter('URLRewrite')?.urlRewrite;
  return {
    type: 'forward',
    backends,
    path: rewrite?.path ? modified(rewrite.path, match, request) : request.path,
    host: rewrite?.hostname ?? request.host,
    defaultBackend: false,
    protocol: 'http',
    rule: { object, field: `${field}.matches` },
    cites: ['GW5'],
  };
}

/** A Service of the route's namespace, or of another that grants it; anything else answers 500 (GW8, GW10). */
function backendOf(
  tables: HttpTables,
  reference: HTTPBackendRef,
  at: { readonly route: HTTPRoute; readonly field: string; readonly object: string },
): HttpBackend {
  const own = at.route.metadata.namespace;
  const namespace = reference.namespace ?? own;
  const { name: service, port = 0, weight = 1 } = reference;
  const isService = (reference.group ?? '') === '' && (reference.kind ?? 'Service') === 'Service';
  const granted = mayRefer(tables, { kind: 'HTTPRoute', namespace: own }, { kind: 'Service', namespace, name: service });
  const usable = isService && granted && hasService(tables, `${namespace}/${service}`);
  return { namespace, service, port, weight, usable, rule: { object: at.object, field: at.field } };
}

/** Where it names no port: that of a scheme it names, else the listener's; a scheme's own port is not written. */
function locationOf(
  redirect: NonNullable<HTTPRouteFilter['requestRedirect']>,
  { listener, match }: Won,
  request: HttpRequest,
): string {
  const scheme = redirect.scheme ?? request.scheme;
  const usual = scheme === 'https' ? 443 : 80;
  const port = redirect.port ?? (redirect.scheme === undefined ? listener.port : usual);
  const host = redirect.hostname ?? request.host.replace(/:\d*$/, '');
  const path = redirect.path ? modified(redirect.path, match, request) : request.path;
  return `${scheme}://${host}${port === usual ? '' : `:${port}`}${path}`;
}

function modified(modifier: PathModifier, match: HTTPRouteMatch, request: HttpRequest): string {
  const query = queryOf(request.path);
  if (modifier.type === 'ReplaceFullPath') return `${absolute(modifier.replaceFullPath ?? '/')}${query}`;
  const rest = pathOnly(request.path).slice(withoutSlash(match.path?.value ?? '/').length);
  return `${absolute(`${withoutSlash(modifier.replacePrefixMatch ?? '')}${rest}`)}${query}`;
}

function absolute(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
