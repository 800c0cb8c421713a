// ingress-nginx as documented: servers by host, locations as nginx orders them, regex for a whole host, redirects, rewrites, allow-lists.
// Rules: ING8, ING9, ING14, ING15, C-7…C-11; annotations `nginx.ingress.kubernetes.io/*`.
import type { Ingress } from '../model/ingress.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { cidrContains, parseCidr } from '../net/ipv4.ts';
import type { Effort } from '../net/matchPattern.ts';
import {
  fitsPattern,
  type HttpCertificate,
  type HttpDecision,
  type HttpForward,
  type HttpRequest,
  namesCover,
  newEffort,
  pathOnly,
  plainHost,
  queryOf,
  tooComplex,
  wildcardCoversOne,
} from './http.ts';
import { nameOf, type PathEntry, pathsOf, pickHost } from './httpIngress.ts';
import { because, missedHost, missedPath } from './httpMiss.ts';
import { annotation, annotationRule, backendsOf } from './httpNginxBackends.ts';
import { fallBack, ownPage, redirect, towardsWww } from './httpNginxElse.ts';
import { hasSecret, type HttpTables } from './httpTables.ts';

/** One `location` of a server. */
interface LocationEntry {
  readonly ingress: Ingress;
  /** As written: length and order of patterns are its own (C-9). */
  readonly written: string;
  readonly type: 'exact' | 'prefix' | 'pattern';
  readonly path: string;
  readonly field: string;
}

interface Server {
  readonly locations: readonly LocationEntry[];
  readonly patterns: boolean;
  /** What made them so. */
  readonly patternRule?: RuleRef;
  readonly ingresses: readonly Ingress[];
}

/** With strict-validate-path-type only an ImplementationSpecific path may hold anything else (ING15). */
const PLAIN_PATH = /^\/[A-Za-z0-9\-._~/]*$/;

function isServed({ spec }: Ingress): boolean {
  return (spec.rules ?? []).every((rule) =>
    (rule.http?.paths ?? []).every(({ path = '/', pathType }) => pathType === 'ImplementationSpecific' || PLAIN_PATH.test(path)),
  );
}

export function routeNginx(served: readonly Ingress[], request: HttpRequest): HttpDecision {
  const ingresses = served.filter((ingress) => isServed(ingress));
  const main = ingresses.filter((ingress) => annotation(ingress, 'canary') !== 'true');
  const aliases = aliasesOf(main);
  const hosts = new Set([...aliases.keys(), ...main.flatMap(({ spec }) => (spec.rules ?? []).map(({ host }) => host ?? ''))]);
  const host = pickHost(hosts, request.host);
  if (host === undefined)
    return (
      towardsWww(main, hosts, request) ??
      ownPage(request) ??
      fallBack(
        main.find(({ spec }) => !spec.rules),
        request,
        { why: 'host', ...because(missedHost(main, request.host)) },
      )
    );
  const name = aliases.get(host) ?? host;
  const server = serverOf(main, name);
  const effort = newEffort();
  const found = locate(server, pathOnly(request.path), effort);
  if (effort.left < 0) return tooComplex();
  const own = name === '' && !server.patterns ? ownPage(request, found?.written) : undefined;
  if (own) return own;
  if (!found)
    return fallBack(
      server.ingresses.find(({ spec }) => spec.defaultBackend),
      request,
      { why: 'path', ...because(missedPath(pathsOf(server.ingresses, name), request.path)) },
    );
  const tls = server.ingresses.some(({ spec }) => (spec.tls ?? []).length > 0);
  return (
    redirectOf(found, request, tls) ??
    shutOut(found, request) ?? {
      type: 'forward',
      backends: backendsOf(ingresses, { ...found, host: name }, request),
      path: rewritten(found, request, server.patterns),
      host: request.host,
      defaultBackend: false,
      protocol: /^(HTTPS|GRPCS)$/i.test(annotation(found.ingress, 'backend-protocol') ?? '') ? 'https' : 'http',
      protocolRule: annotationRule(found.ingress, 'backend-protocol'),
      rule: { object: nameOf(found.ingress), field: `${found.field}.path` },
      cites: server.patterns ? ['C-9', 'ING15'] : ['ING9', 'C-7'],
      ...upstreamOf(found.ingress),
      ...(server.patternRule && server.ingresses.length > 1 ? { patternRule: server.patternRule } : {}),
    }
  );
}

function upstreamOf(ingress: Ingress): Pick<HttpForward, 'byService' | 'standIn'> {
  const service = annotation(ingress, 'default-backend');
  return {
    ...(annotation(ingress, 'service-upstream') === 'true' ? { byService: true } : {}),
    ...(service === undefined ? {} : { standIn: { namespace: ingress.metadata.namespace, service } }),
  };
}

/** `server-alias`: other names of a host, unless somebody has them as their own. */
function aliasesOf(ingresses: readonly Ingress[]): ReadonlyMap<string, string> {
  const own = new Set(ingresses.flatMap(({ spec }) => (spec.rules ?? []).map(({ host }) => host ?? '')));
  const found = new Map<string, string>();
  for (const ingress of ingresses) {
    const [first] = ingress.spec.rules ?? [];
    for (const alias of (annotation(ingress, 'server-alias') ?? '').split(',').map((name) => plainHost(name.trim())))
      if (first && alias !== '' && !own.has(alias) && !found.has(alias)) found.set(alias, first.host ?? '');
  }
  return found;
}

function serverOf(main: readonly Ingress[], host: string): Server {
  const ingresses = main.filter(({ spec }) => (spec.rules ?? []).some((rule) => (rule.host ?? '') === host));
  const entries = pathsOf(ingresses, host);
  const patternRule = entries.map((entry) => patternRuleOf(entry)).find((rule) => rule !== undefined);
  const patterns = patternRule !== undefined;
  const locations = new Map<string, LocationEntry>();
  const add = (entry: LocationEntry): void => {
    const key = `${entry.type} ${entry.path}`;
    // Of two objects with one location the older keeps it (ING14).
    if (!locations.has(key)) locations.set(key, entry);
  };
  for (const { ingress, path, field } of entries) {
    const written = path.path === undefined || path.path === '' ? '/' : path.path;
    const location = { ingress, written, field, path: written };
    if (patterns) add({ ...location, type: 'pattern' });
    else if (path.pathType === 'Exact') add({ ...location, type: 'exact' });
    else add({ ...location, type: 'prefix', path: path.pathType === 'Prefix' ? asFolder(written) : written });
  }
  // A Prefix also takes its own name without the slash, unless an Exact has it (ING9).
  if (!patterns) {
    for (const { ingress, path, field } of entries) {
      const written = path.path ?? '/';
      if (path.pathType === 'Prefix' && written !== '/') add({ ingress, written, field, path: written, type: 'exact' });
    }
  }
  return { locations: [...locations.values()], patterns, ingresses, ...(patternRule ? { patternRule } : {}) };
}

/** One annotation of one object, and every path of the host is a pattern (C-9). */
function patternRuleOf({ ingress, path }: PathEntry): RuleRef | undefined {
  if (annotation(ingress, 'use-regex') === 'true') return annotationRule(ingress, 'use-regex');
  const rewrites = ![undefined, '', path.path ?? '/'].includes(annotation(ingress, 'rewrite-target'));
  return rewrites ? annotationRule(ingress, 'rewrite-target') : undefined;
}

function asFolder(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

interface Found {
  readonly ingress: Ingress;
  readonly field: string;
  readonly written: string;
  /** nginx's own answer to a folder asked for without its slash (ING8). */
  readonly addSlash: boolean;
}

function locate({ locations, patterns }: Server, path: string, effort: Effort): Found | undefined {
  const found = patterns ? firstPattern(locations, path, effort) : bestLiteral(locations, path);
  if (patterns || found?.path === path) return found && { ...found, addSlash: false };
  // The folder's own redirect goes before every shorter location, `/` too.
  const folder = locations.find(({ type, path: own }) => type === 'prefix' && own === `${path}/`);
  if (folder) return { ...folder, addSlash: true };
  return found && { ...found, addSlash: false };
}

function bestLiteral(locations: readonly LocationEntry[], path: string): LocationEntry | undefined {
  let best: LocationEntry | undefined;
  for (const entry of locations) {
    if (entry.type === 'exact' && entry.path === path) return entry;
    if (entry.type === 'prefix' && path.startsWith(entry.path) && entry.path.length > (best?.path.length ?? -1)) best = entry;
  }
  return best;
}

/** Longest text first, then the later in the alphabet; the first that matches wins (C-9). */
function firstPattern(locations: readonly LocationEntry[], path: string, effort: Effort): LocationEntry | undefined {
  const order = [...locations].sort((a, b) => b.path.length - a.path.length || (a.path < b.path ? 1 : a.path > b.path ? -1 : 0));
  return order.find((entry) => matchStart(entry.path, path, effort) !== undefined);
}

function matchStart(pattern: string, path: string, effort: Effort): readonly (string | undefined)[] | undefined {
  return fitsPattern(pattern, path, { where: 'start', effort, ignoreCase: true });
}

function rewritten(found: Found, request: HttpRequest, patterns: boolean): string {
  const target = annotation(found.ingress, 'rewrite-target');
  if (!patterns || target === undefined || target === '' || target === found.written) return request.path;
  const groups = matchStart(found.written, pathOnly(request.path), newEffort()) ?? [];
  const path = target.replaceAll(/\$(\d)/g, (_whole, digit: string) => groups[Number(digit)] ?? '');
  return `${path.startsWith('/') ? path : `/${path}`}${queryOf(request.path)}`;
}

function redirectOf(found: Found, request: HttpRequest, tls: boolean): HttpDecision | undefined {
  const { ingress } = found;
  const to = (status: number, location: string, key: string): HttpDecision => ({ ...redirect(ingress, key), status, location });
  const host = request.host.replace(/:\d*$/, '');
  const permanent = annotation(ingress, 'permanent-redirect');
  if (permanent !== undefined)
    return to(Number(annotation(ingress, 'permanent-redirect-code') ?? 301), permanent, 'permanent-redirect');
  const temporal = annotation(ingress, 'temporal-redirect');
  if (temporal !== undefined) return to(302, temporal, 'temporal-redirect');
  const root = annotation(ingress, 'app-root');
  if (root !== undefined && pathOnly(request.path) === '/')
    return to(302, `${request.scheme}://${request.host}${root}`, 'app-root');
  const forced = annotation(ingress, 'force-ssl-redirect') === 'true';
  if (request.scheme === 'http' && (forced || (tls && annotation(ingress, 'ssl-redirect') !== 'false'))) {
    const location = `https://${host}${request.path}`;
    if (forced) return to(308, location, 'force-ssl-redirect');
    return { type: 'redirect', status: 308, location, rule: { object: nameOf(ingress), field: 'spec.tls' }, cites: ['C-8'] };
  }
  if (!found.addSlash) return undefined;
  const location = `${request.scheme}://${request.host}${pathOnly(request.path)}/${queryOf(request.path)}`;
  return {
    type: 'redirect',
    status: 301,
    location,
    rule: { object: nameOf(ingress), field: `${found.field}.path` },
    cites: ['ING8'],
  };
}

/** `whitelist-source-range` and its opposite: 403 by the address that nginx sees (C-11, C-12). */
function shutOut({ ingress }: Found, { source }: HttpRequest): HttpDecision | undefined {
  if (source === undefined) return undefined;
  const listed = (key: string): boolean | undefined => {
    const ranges = (annotation(ingress, key) ?? '').split(',').flatMap((text) => {
      const trimmed = text.trim();
      return parseCidr(trimmed.includes('/') ? trimmed : `${trimmed}/32`) ?? [];
    });
    return ranges.length === 0 ? undefined : ranges.some((range) => cidrContains(range, source));
  };
  for (const [key, open] of [
    ['denylist-source-range', false],
    ['allowlist-source-range', true],
    ['whitelist-source-range', true],
  ] as const) {
    const found = listed(key);
    if (found === undefined || found === open) continue;
    const rule = annotationRule(ingress, key);
    return { type: 'status', status: 403, why: 'source', rule, cites: ['C-11', 'C-12'] };
  }
  return undefined;
}

/** A certificate that is missing, or that is not for the host, is replaced by the controller's own (C-8). */
export function nginxCertificate(tables: HttpTables, served: readonly Ingress[], sni: string): HttpCertificate {
  const host = plainHost(sni);
  const entries = served.flatMap(({ metadata, spec }) =>
    (spec.tls ?? []).flatMap(({ hosts, secretName }) =>
      secretName === undefined ? [] : [{ hosts: hosts ?? [], secret: `${metadata.namespace}/${secretName}` }],
    ),
  );
  const known = (secret: string): readonly string[] | undefined => tables.secrets.get(secret);
  const found =
    entries.find(({ hosts }) => hosts.includes(host)) ??
    entries.find(({ hosts }) => hosts.some((pattern) => wildcardCoversOne(pattern, host))) ??
    entries.find(({ secret }) => namesCover(known(secret) ?? [], host));
  if (!found || !hasSecret(tables, found.secret)) return {};
  const names = known(found.secret);
  if (names && !namesCover(names, host)) return {};
  return { secret: found.secret, ...(names ? { names } : {}) };
}
