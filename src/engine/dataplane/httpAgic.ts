// Ingress as AGIC writes it into an Application Gateway: listeners by host and scheme, path rules with its own reading of path types.
// Rules: C-18, C-21, C-22, C-23; annotations `appgw.ingress.kubernetes.io/*`.
import type { Ingress, IngressPath } from '../model/ingress.ts';
import type { HttpCertificate, HttpDecision, HttpRequest } from './http.ts';
import { pathOnly, plainHost, queryOf, wildcardCoversOne } from './http.ts';
import { backendOf, hostsOf, nameOf, type PathEntry, pathsOf, pickHost } from './httpIngress.ts';
import { because, missedHost, missedPath } from './httpMiss.ts';
import { hasSecret, type HttpTables } from './httpTables.ts';

const AGIC_CONTROLLER = 'azure/application-gateway';
const AGIC_CLASS = 'azure-application-gateway';
/** The old annotation's own name for it: nobody else's class can have it (ING13). */
export const OWN_CLASS = 'azure/application-gateway';

/** Names of its classes: those of its controller, the add-on's own, and what the old annotation calls it (ING13). */
export function agicClasses({ classes }: HttpTables): ReadonlySet<string> {
  const own = classes.flatMap(({ metadata, spec }) => (spec.controller === AGIC_CONTROLLER ? metadata.name : []));
  // The add-on makes its class itself.
  const made = classes.some(({ metadata }) => metadata.name === AGIC_CLASS) ? [] : [AGIC_CLASS];
  return new Set([...own, ...made, OWN_CLASS]);
}

export function agicIngresses(tables: HttpTables): readonly Ingress[] {
  const own = agicClasses(tables);
  return tables.ingresses
    .filter(({ className, legacy }) => className !== undefined && own.has(className) && (legacy || className !== OWN_CLASS))
    .map(({ ingress }) => ingress);
}

function annotation({ metadata }: Ingress, name: string): string | undefined {
  return metadata.annotations?.[`appgw.ingress.kubernetes.io/${name}`];
}

/** At the private frontend alone (C-23). */
export function isPrivate(ingress: Ingress): boolean {
  return annotation(ingress, 'use-private-ip') === 'true';
}

/** `none`: no listener at this port and frontend at all, so nobody answers. */
export type AgicAnswer = HttpDecision | 'none';

export function routeAgic(tables: HttpTables, request: HttpRequest, frontend: 'public' | 'private'): AgicAnswer {
  const served = agicIngresses(tables).filter((ingress) => isPrivate(ingress) === (frontend === 'private'));
  const hears = (ingress: Ingress, host: string): boolean => listens(tables, ingress, { host, scheme: request.scheme });
  const listening = served.filter((ingress) =>
    ingress.spec.rules === undefined ? hears(ingress, '') : [...hostsOf([ingress])].some((host) => hears(ingress, host)),
  );
  if (listening.length === 0) return 'none';
  const hosts = listening.flatMap((ingress) => [...hostsOf([ingress])].filter((host) => hears(ingress, host)));
  const host = pickHost(new Set(hosts), request.host);
  const having = listening.filter((ingress) => host !== undefined && hostsOf([ingress]).has(host) && hears(ingress, host));
  const best = host === undefined ? undefined : bestPath(pathsOf(having, host), pathOnly(request.path));
  if (best) return answerPath(best, request);
  const fallback = (having.length > 0 ? having : listening.filter(({ spec }) => !spec.rules)).find(
    ({ spec }) => spec.defaultBackend,
  );
  if (fallback?.spec.defaultBackend) {
    const field = 'spec.defaultBackend';
    const backend = backendOf(fallback, fallback.spec.defaultBackend, field);
    return {
      type: 'forward',
      backends: [backend],
      path: request.path,
      host: request.host,
      defaultBackend: true,
      protocol: 'http',
      rule: { object: nameOf(fallback), field },
      cites: ['ING10', 'C-3'],
    };
  }
  // A host nobody listens for is 404; a path without a rule goes to the default pool, which is empty (C-22).
  return having.length === 0
    ? { type: 'status', status: 404, why: 'host', ...because(missedHost(listening, request.host)), cites: ['C-3'] }
    : {
        type: 'status',
        status: 502,
        why: 'path',
        ...because(missedPath(pathsOf(having, host ?? ''), request.path)),
        cites: ['C-22', 'C-3'],
      };
}

/** With a certificate a host has an HTTPS listener, and one for HTTP only where that redirects. */
function listens(
  tables: HttpTables,
  ingress: Ingress,
  to: { readonly host: string; readonly scheme: 'http' | 'https' },
): boolean {
  const secure = secretFor(tables, ingress, to.host) !== undefined;
  return to.scheme === 'https' ? secure : !secure || annotation(ingress, 'ssl-redirect') === 'true';
}

function secretFor(tables: HttpTables, { metadata, spec }: Ingress, host: string): string | undefined {
  const entry = (spec.tls ?? []).find(({ hosts }) => hosts === undefined || hosts.includes(host));
  const secret = entry?.secretName === undefined ? undefined : `${metadata.namespace}/${entry.secretName}`;
  return secret !== undefined && hasSecret(tables, secret) ? secret : undefined;
}

/** Exact loses a trailing `*`, Prefix gains one, ImplementationSpecific is as written (C-21). */
function patternOf({ path, pathType }: IngressPath): { readonly text: string; readonly open: boolean } {
  const written = path === undefined || path === '' ? '/' : path;
  const bare = written.endsWith('*') ? written.slice(0, -1) : written;
  if (pathType === 'Exact') return { text: bare, open: false };
  // `/` alone is the listener's own default: everything.
  return { text: bare, open: pathType === 'Prefix' || written.endsWith('*') || written === '/' };
}

/** The longest pattern; of two as long the closed one, then the oldest. A gateway's paths do not heed case. */
function bestPath(paths: readonly PathEntry[], asked: string): PathEntry | undefined {
  const wanted = asked.toLowerCase();
  let best: { readonly entry: PathEntry; readonly length: number; readonly open: boolean } | undefined;
  for (const entry of paths) {
    const { text, open } = patternOf(entry.path);
    const lower = text.toLowerCase();
    if (open ? !wanted.startsWith(lower) : wanted !== lower) continue;
    if (!best || text.length > best.length || (text.length === best.length && best.open && !open))
      best = { entry, length: text.length, open };
  }
  return best?.entry;
}

function answerPath({ ingress, path, field }: PathEntry, request: HttpRequest): HttpDecision {
  const rule = { object: nameOf(ingress), field: `${field}.path` };
  const host = request.host.replace(/:\d*$/, '');
  if (request.scheme === 'http' && annotation(ingress, 'ssl-redirect') === 'true' && (ingress.spec.tls ?? []).length > 0) {
    const key = 'metadata.annotations[appgw.ingress.kubernetes.io/ssl-redirect]';
    return {
      type: 'redirect',
      status: 301,
      location: `https://${host}${request.path}`,
      rule: { ...rule, field: key },
      cites: ['C-23'],
    };
  }
  return {
    type: 'forward',
    backends: [backendOf(ingress, path.backend, `${field}.backend`)],
    path: withPrefix(ingress, path, request.path),
    host: annotation(ingress, 'backend-hostname') ?? request.host,
    defaultBackend: false,
    protocol: annotation(ingress, 'backend-protocol')?.toLowerCase() === 'https' ? 'https' : 'http',
    protocolRule: { ...rule, field: 'metadata.annotations[appgw.ingress.kubernetes.io/backend-protocol]' },
    rule,
    cites: ['C-21', 'C-17'],
  };
}

/** `backend-path-prefix` takes the place of what the rule matched (C-23). */
function withPrefix(ingress: Ingress, path: IngressPath, asked: string): string {
  const prefix = annotation(ingress, 'backend-path-prefix');
  if (prefix === undefined) return asked;
  const rest = pathOnly(asked).slice(patternOf(path).text.length);
  const joined = `${prefix.endsWith('/') ? prefix.slice(0, -1) : prefix}/${rest.startsWith('/') ? rest.slice(1) : rest}`;
  return `${rest === '' ? prefix : joined}${queryOf(asked)}`;
}

export function agicCertificate(tables: HttpTables, sni: string): HttpCertificate {
  const host = plainHost(sni);
  for (const fits of [(name: string): boolean => name === host, (name: string): boolean => wildcardCoversOne(name, host)]) {
    for (const ingress of agicIngresses(tables)) {
      const name = (ingress.spec.rules ?? []).map((rule) => rule.host ?? '').find(fits);
      const secret = name === undefined ? undefined : secretFor(tables, ingress, name);
      const names = secret === undefined ? undefined : tables.secrets.get(secret);
      if (secret !== undefined) return { secret, ...(names ? { names } : {}) };
    }
  }
  return {};
}
