// Ingress in the portable reading: host group first, then the longest path, no falling through; certificate by SNI, route by Host.
// Rules: ING1–ING12, C-1…C-4.
import type { Ingress, IngressBackend, IngressPath } from '../model/ingress.ts';
import { formatRef } from '../model/spec.ts';
import {
  type HttpBackend,
  type HttpCertificate,
  type HttpDecision,
  type HttpRequest,
  pathOnly,
  plainHost,
  prefixCovers,
  wildcardCoversOne,
} from './http.ts';
import { hasSecret, type HttpTables } from './httpTables.ts';

export interface PathEntry {
  readonly ingress: Ingress;
  readonly path: IngressPath;
  /** Field of its backend. */
  readonly field: string;
}

/** Which host of a list answers for a request: exact, then a wildcard for one label, then none at all (ING1). */
export function pickHost(hosts: ReadonlySet<string>, wanted: string): string | undefined {
  const host = plainHost(wanted);
  if (host !== '' && hosts.has(host)) return host;
  for (const pattern of hosts) if (wildcardCoversOne(pattern, host)) return pattern;
  return hosts.has('') ? '' : undefined;
}

export function hostsOf(ingresses: readonly Ingress[]): ReadonlySet<string> {
  return new Set(ingresses.flatMap(({ spec }) => (spec.rules ?? []).map(({ host }) => host ?? '')));
}

/** Paths of one host over all objects, oldest first. */
export function pathsOf(ingresses: readonly Ingress[], host: string): PathEntry[] {
  return ingresses.flatMap((ingress) =>
    (ingress.spec.rules ?? []).flatMap((rule, ruleIndex) =>
      (rule.host ?? '') === host
        ? (rule.http?.paths ?? []).map((path, index) => ({
            ingress,
            path,
            field: `spec.rules[${ruleIndex}].http.paths[${index}]`,
          }))
        : [],
    ),
  );
}

export function routeIngress(ingresses: readonly Ingress[], request: HttpRequest): HttpDecision {
  const host = pickHost(hostsOf(ingresses), request.host);
  const asked = pathOnly(request.path);
  const best = host === undefined ? undefined : bestPath(pathsOf(ingresses, host), asked);
  if (best) {
    const backend = backendOf(best.ingress, best.path.backend, `${best.field}.backend`);
    return forward(request, { backend, defaultBackend: false, cites: ['ING7', 'C-2'], field: `${best.field}.path` });
  }
  const fallback = defaultOf(ingresses, host);
  if (fallback) return forward(request, { ...fallback, defaultBackend: true, cites: ['ING10', 'C-3'] });
  return {
    type: 'status',
    status: 404,
    why: host === undefined ? 'host' : 'path',
    cites: host === undefined ? ['ING10', 'C-3'] : ['ING3', 'C-3'],
  };
}

/** The longest path that matches; of two as long Exact first, then the oldest (ING7, ING14). */
function bestPath(paths: readonly PathEntry[], asked: string): PathEntry | undefined {
  let best: PathEntry | undefined;
  for (const entry of paths) {
    if (!covers(entry.path, asked)) continue;
    const length = (entry.path.path ?? '').length - (best?.path.path ?? '').length;
    if (!best || length > 0 || (length === 0 && entry.path.pathType === 'Exact' && best.path.pathType !== 'Exact')) best = entry;
  }
  return best;
}

function covers({ path = '/', pathType }: IngressPath, asked: string): boolean {
  return pathType === 'Exact' ? asked === path : prefixCovers(path, asked);
}

/** The default backend of an Ingress that has this host; else of any. */
function defaultOf(
  ingresses: readonly Ingress[],
  host: string | undefined,
): { readonly backend: HttpBackend; readonly field: string } | undefined {
  const having = ingresses.filter(({ spec }) => spec.defaultBackend !== undefined);
  const own = having.find(({ spec }) => (spec.rules ?? []).some((rule) => host !== undefined && (rule.host ?? '') === host));
  const ingress = own ?? having[0];
  const field = 'spec.defaultBackend';
  return ingress?.spec.defaultBackend && { backend: backendOf(ingress, ingress.spec.defaultBackend, field), field };
}

/** Always in the Ingress's own namespace (ING11). A resource backend is nothing that serves here. */
export function backendOf(ingress: Ingress, backend: IngressBackend, field: string): HttpBackend {
  const { service } = backend;
  return {
    namespace: ingress.metadata.namespace,
    service: service?.name ?? backend.resource?.name ?? '',
    port: service?.port.name ?? service?.port.number ?? 0,
    weight: 1,
    usable: service !== undefined,
    rule: { object: nameOf(ingress), field },
  };
}

export function nameOf({ metadata }: Ingress): string {
  return formatRef({ kind: 'Ingress', namespace: metadata.namespace, name: metadata.name });
}

function forward(
  request: HttpRequest,
  from: {
    readonly backend: HttpBackend;
    readonly defaultBackend: boolean;
    readonly cites: readonly string[];
    readonly field: string;
  },
): HttpDecision {
  const { backend, defaultBackend, cites, field } = from;
  return {
    type: 'forward',
    backends: [backend],
    path: request.path,
    host: request.host,
    defaultBackend,
    protocol: 'http',
    rule: { object: backend.rule.object, field },
    cites,
  };
}

/** The Secret of the SNI's host: an exact entry first, then a wildcard, oldest first; in the Ingress's own namespace (C-4, ING12). */
export function certificateOf(tables: HttpTables, ingresses: readonly Ingress[], sni: string): HttpCertificate {
  const host = plainHost(sni);
  const entries = ingresses.flatMap((ingress) =>
    (ingress.spec.tls ?? []).map(({ hosts, secretName }) => ({
      hosts: hosts ?? [],
      secret: secretName === undefined ? undefined : `${ingress.metadata.namespace}/${secretName}`,
    })),
  );
  const found =
    entries.find(({ hosts }) => hosts.includes(host)) ??
    entries.find(({ hosts }) => hosts.some((pattern) => wildcardCoversOne(pattern, host))) ??
    // Without hosts an entry is for all of them.
    entries.find(({ hosts }) => hosts.length === 0);
  if (found?.secret === undefined || !hasSecret(tables, found.secret)) return {};
  const names = tables.secrets.get(found.secret);
  return { secret: found.secret, ...(names ? { names } : {}) };
}
