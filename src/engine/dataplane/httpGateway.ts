// Gateway API: which listener, which routes are attached to it, which match wins. Rules: GW1–GW8, GW10, GW11.
import type { Gateway, HTTPRoute, HTTPRouteMatch, HTTPRouteRule, Listener } from '../model/gateway.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { formatRef } from '../model/spec.ts';
import type { LabelSelector } from '../model/labels.ts';
import type { Effort } from '../net/matchPattern.ts';
import {
  type HttpCertificate,
  type HttpDecision,
  type HttpRequest,
  newEffort,
  plainHost,
  tooComplex,
  wildcardCoversMany,
} from './http.ts';
import { answerRule } from './httpGatewayRule.ts';
import { matchesRequest, pathRank } from './httpMatch.ts';
import { hasSecret, type HttpTables, mayRefer } from './httpTables.ts';
import { selectorMatches } from './selectors.ts';

/** A match of one rule of one route, with what decides between several (GW4, GW5). */
interface Candidate {
  readonly route: HTTPRoute;
  readonly rule: HTTPRouteRule;
  readonly ruleIndex: number;
  readonly match: HTTPRouteMatch;
  readonly rank: readonly number[];
}

function gatewayName({ metadata }: Gateway): string {
  return formatRef({ kind: 'Gateway', namespace: metadata.namespace, name: metadata.name });
}

export function routeGateway(tables: HttpTables, gateway: Gateway, request: HttpRequest): HttpDecision {
  const host = plainHost(request.host);
  const listeners = listenersFor(gateway, request);
  const listener = bestListener(listeners, request.scheme === 'https' ? plainHost(request.sni ?? request.host) : host);
  if (!listener || (listener.hostname !== undefined && !hostCovers(listener.hostname, host))) {
    const other = listener && bestListener(listeners, host);
    return other
      ? { type: 'status', status: 421, why: 'listener', rule: listenerRule(gateway, other), cites: ['GW11'] }
      : { type: 'status', status: 404, why: 'host', ...missedListener(gateway, host), cites: ['GW8'] };
  }
  const effort = newEffort();
  const candidates = tables.routes.flatMap((route) =>
    isAttached(tables, gateway, { listener, route }) ? candidatesOf(route, { host, request, effort }) : [],
  );
  if (effort.left < 0) return tooComplex();
  const best = candidates.reduce<Candidate | undefined>(
    (first, next) => (first && compareRanks(first.rank, next.rank) >= 0 ? first : next),
    undefined,
  );
  if (!best) {
    const rule = missedRoute(tables, gateway, { listener, host });
    return { type: 'status', status: 404, why: 'path', rule, cites: ['GW8'] };
  }
  return answerRule(tables, { ...best, listener }, request);
}

function routeName({ metadata }: HTTPRoute): string {
  return formatRef({ kind: 'HTTPRoute', namespace: metadata.namespace, name: metadata.name });
}

function listenerRule(gateway: Gateway, listener: Listener): RuleRef {
  return { object: gatewayName(gateway), field: `spec.listeners[${gateway.spec.listeners.indexOf(listener)}]` };
}

/** A listener whose wildcard has the host's own domain, or that one alone. Attribution only. */
function missedListener(gateway: Gateway, host: string): { readonly rule?: RuleRef } {
  const near = gateway.spec.listeners.find(
    ({ hostname }) => hostname?.startsWith('*.') === true && `.${host}` === hostname.slice(1),
  );
  return near ? { rule: { object: gatewayName(gateway), field: `${listenerRule(gateway, near).field}.hostname` } } : {};
}

/** What keeps the listener without a match: a route of this host that has none, or one that names the Gateway and is not admitted (GW3, GW8). */
function missedRoute(
  tables: HttpTables,
  gateway: Gateway,
  { listener, host }: { readonly listener: Listener; readonly host: string },
): RuleRef {
  const field = (route: HTTPRoute, name: string): RuleRef => ({ object: routeName(route), field: name });
  const covering = tables.routes.filter(
    (route) => isNamed(gateway, { listener, route }) && (route.spec.hostnames ?? [host]).some((name) => hostCovers(name, host)),
  );
  const unmatched = covering.find((route) => isAttached(tables, gateway, { listener, route }));
  if (unmatched) return field(unmatched, 'spec.rules');
  const { object, field: at } = listenerRule(gateway, listener);
  if (covering.some((route) => !admits(tables, gateway, { listener, route }))) return { object, field: `${at}.allowedRoutes` };
  const near = tables.routes.find((route) => isAttached(tables, gateway, { listener, route }));
  return near ? field(near, 'spec.hostnames') : { object, field: at };
}

/** Those of the request's port and protocol; without a port the scheme's own, else any of the protocol. */
function listenersFor({ spec }: Gateway, { scheme, port }: HttpRequest): readonly Listener[] {
  const speaking = spec.listeners.filter(({ protocol }) => protocol === (scheme === 'https' ? 'HTTPS' : 'HTTP'));
  const usual = speaking.filter((listener) => listener.port === (port ?? (scheme === 'https' ? 443 : 80)));
  return usual.length > 0 || port !== undefined ? usual : speaking;
}

/** Exact, then the longer wildcard, then no hostname at all (GW1). */
function bestListener(listeners: readonly Listener[], host: string): Listener | undefined {
  let best: Listener | undefined;
  for (const listener of listeners) {
    if (listener.hostname !== undefined && !hostCovers(listener.hostname, host)) continue;
    if (!best || hostWeight(listener.hostname) > hostWeight(best.hostname)) best = listener;
  }
  return best;
}

function hostWeight(hostname: string | undefined): number {
  if (hostname === undefined) return 0;
  return hostname.startsWith('*.') ? hostname.length : 1000 + hostname.length;
}

export function hostCovers(pattern: string, host: string): boolean {
  return pattern === host || wildcardCoversMany(pattern, host);
}

function isAttached(
  tables: HttpTables,
  gateway: Gateway,
  to: { readonly listener: Listener; readonly route: HTTPRoute },
): boolean {
  const { listener, route } = to;
  return (
    isNamed(gateway, to) &&
    admits(tables, gateway, to) &&
    (route.spec.hostnames === undefined ||
      listener.hostname === undefined ||
      route.spec.hostnames.some((hostname) => hostsMeet(hostname, listener.hostname ?? '')))
  );
}

/** A parentRef of the route is this listener. */
function isNamed(gateway: Gateway, { listener, route }: { readonly listener: Listener; readonly route: HTTPRoute }): boolean {
  return (route.spec.parentRefs ?? []).some(
    (parent) =>
      (parent.group ?? 'gateway.networking.k8s.io') === 'gateway.networking.k8s.io' &&
      (parent.kind ?? 'Gateway') === 'Gateway' &&
      (parent.namespace ?? route.metadata.namespace) === gateway.metadata.namespace &&
      parent.name === gateway.metadata.name &&
      (parent.sectionName ?? listener.name) === listener.name &&
      (parent.port ?? listener.port) === listener.port,
  );
}

/** How many listeners of the world's Gateways take this route. */
export function attachedListeners(tables: HttpTables, route: HTTPRoute): number {
  return tables.gateways.flatMap((gateway) =>
    gateway.spec.listeners.filter((listener) => isAttached(tables, gateway, { listener, route })),
  ).length;
}

/** `allowedRoutes`: by default HTTPRoutes of the Gateway's own namespace (GW3). */
function admits(
  tables: HttpTables,
  gateway: Gateway,
  { listener, route }: { readonly listener: Listener; readonly route: HTTPRoute },
): boolean {
  const { namespaces, kinds } = listener.allowedRoutes ?? {};
  const kind = kinds?.some(
    (item) => (item.group ?? 'gateway.networking.k8s.io') === 'gateway.networking.k8s.io' && item.kind === 'HTTPRoute',
  );
  if (kind === false) return false;
  const { namespace } = route.metadata;
  switch (namespaces?.from ?? 'Same') {
    case 'All':
      return true;
    case 'None':
      return false;
    case 'Same':
      return namespace === gateway.metadata.namespace;
    case 'Selector':
      return namespaces?.selector !== undefined && selects(tables, namespaces.selector, namespace);
  }
}

function selects(tables: HttpTables, selector: LabelSelector, namespace: string): boolean {
  return selectorMatches(selector, tables.namespaceLabels.get(namespace) ?? { 'kubernetes.io/metadata.name': namespace });
}

/** Two hostnames, each perhaps a wildcard, have a host in common. */
function hostsMeet(a: string, b: string): boolean {
  return a === b || hostCovers(a, b) || hostCovers(b, a) || (a.endsWith(b.slice(1)) && b.startsWith('*.') && a.startsWith('*.'));
}

function candidatesOf(
  route: HTTPRoute,
  at: { readonly host: string; readonly request: HttpRequest; readonly effort: Effort },
): Candidate[] {
  const hostnames = route.spec.hostnames ?? ['*'];
  const fitting = hostnames.filter((hostname) => hostname === '*' || hostCovers(hostname, at.host));
  if (fitting.length === 0) return [];
  const weights = fitting.map((hostname) =>
    hostname === '*' ? [0, 0] : [hostname.startsWith('*.') ? 0 : hostname.length, hostname.length],
  );
  const [precise, length] = weights.sort(compareRanks).at(-1) ?? [0, 0];
  return (route.spec.rules ?? [{}]).flatMap((rule: HTTPRouteRule, ruleIndex) =>
    (rule.matches ?? [{}]).flatMap((match: HTTPRouteMatch) =>
      matchesRequest(match, at.request, at.effort)
        ? [{ route, rule, ruleIndex, match, rank: [precise ?? 0, length ?? 0, ...pathRank(match)] }]
        : [],
    ),
  );
}

/** Routes come oldest first and rules in their order, so that of two equals the first stays (GW5). */
function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - (b[index] ?? 0);
  return 0;
}

/** SNI picks the listener, and its first certificate is shown (GW11). */
export function gatewayCertificate(tables: HttpTables, gateway: Gateway, request: HttpRequest): HttpCertificate {
  const listener = bestListener(listenersFor(gateway, request), plainHost(request.sni ?? request.host));
  const reference = listener?.tls?.certificateRefs?.find(
    ({ group, kind }) => (group ?? '') === '' && (kind ?? 'Secret') === 'Secret',
  );
  if (!reference) return {};
  const { namespace } = gateway.metadata;
  const target = { kind: 'Secret' as const, namespace: reference.namespace ?? namespace, name: reference.name };
  const secret = `${target.namespace}/${target.name}`;
  if (!mayRefer(tables, { kind: 'Gateway', namespace }, target) || !hasSecret(tables, secret)) return {};
  const names = tables.secrets.get(secret);
  return { secret, ...(names ? { names } : {}) };
}
