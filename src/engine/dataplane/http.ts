// HTTP as routers see it: a request, what a router decides about it, and the readings of hosts and paths that they share.
// Rules: ING1–ING6, C-1, C-2, GW2, GW7.
import type { RuleRef } from '../model/ruleRef.ts';
import type { Ipv4 } from '../net/ipv4.ts';
import { type Effort, matchPattern } from '../net/matchPattern.ts';
import { parsePattern } from '../net/pattern.ts';

export interface HttpRequest {
  readonly scheme: 'http' | 'https';
  /** The Host header; empty where the client sent none. */
  readonly host: string;
  /** With its query. */
  readonly path: string;
  readonly method: string;
  /** In the order they were sent: of two with one name the first counts (GW6). */
  readonly headers: readonly (readonly [string, string])[];
  /** The listener's port. */
  readonly port?: number;
  /** Absent: the host. */
  readonly sni?: string;
  /** The address the router sees (C-12); absent where nobody asked about addresses. */
  readonly source?: Ipv4;
}

/** A Service's port, as written; `usable: false` answers 500 for its share (GW8). */
export interface HttpBackend {
  readonly namespace: string;
  readonly service: string;
  readonly port: number | string;
  /** Its share; 1 where it is the only one. */
  readonly weight: number;
  readonly usable: boolean;
  readonly rule: RuleRef;
}

export interface HttpForward {
  readonly type: 'forward';
  /** Only those with a share. */
  readonly backends: readonly HttpBackend[];
  /** What the backend sees, query included. */
  readonly path: string;
  readonly host: string;
  readonly defaultBackend: boolean;
  readonly protocol: 'http' | 'https';
  /** The field that says what the backend speaks, written or not. */
  readonly protocolRule?: RuleRef;
  /** Several objects share the host, and this field of one of them makes patterns of all paths (C-9). */
  readonly patternRule?: RuleRef;
  /** To the Service's own address instead of a pod's (`service-upstream`). */
  readonly byService?: true;
  /** Takes over while a backend has nobody ready (`default-backend`). */
  readonly standIn?: { readonly namespace: string; readonly service: string };
  readonly rule: RuleRef;
  readonly cites: readonly string[];
}

export type HttpDecision =
  | HttpForward
  | {
      readonly type: 'redirect';
      readonly status: number;
      readonly location: string;
      readonly rule: RuleRef;
      readonly cites: readonly string[];
    }
  | {
      readonly type: 'status';
      readonly status: number;
      /** Which sentence tells it: `http.host`, `http.path`… */
      readonly why: 'host' | 'path' | 'backend' | 'source' | 'listener' | 'health';
      readonly rule?: RuleRef;
      readonly cites: readonly string[];
    }
  /** Patterns without end: nobody decided. */
  | { readonly type: 'tooComplex'; readonly effort: number };

export type SettledDecision = Exclude<HttpDecision, { readonly type: 'tooComplex' }>;

/** Instructions of patterns that one request may cost. */
const MOST_EFFORT = 4_000_000;

export function newEffort(): Effort {
  return { left: MOST_EFFORT };
}

export function tooComplex(): HttpDecision {
  return { type: 'tooComplex', effort: MOST_EFFORT };
}

/** Does a pattern hold a text? Reading the pattern costs too. */
export function fitsPattern(pattern: string, text: string, how: FitsHow): readonly (string | undefined)[] | undefined {
  const { effort, where, ignoreCase = false } = how;
  if (effort.left < 0) return undefined;
  const parsed = parsePattern(pattern, { ignoreCase });
  effort.left -= pattern.length;
  if (!parsed.ok) return undefined;
  effort.left -= parsed.pattern.program.length;
  return matchPattern(parsed.pattern, text, { where, effort });
}

export interface FitsHow {
  readonly effort: Effort;
  readonly where: 'start' | 'whole';
  readonly ignoreCase?: boolean;
}

/** What a router shows on the TLS handshake; no secret: its own, made up by itself. */
export interface HttpCertificate {
  readonly secret?: string;
  /** Absent where nobody knows. */
  readonly names?: readonly string[];
}

/** Lower case and without a port. */
export function plainHost(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '');
}

export function pathOnly(path: string): string {
  return path.split(/[?#]/, 1)[0] ?? '';
}

export function queryOf(path: string): string {
  const at = path.indexOf('?');
  return at < 0 ? '' : (path.slice(at).split('#', 1)[0] ?? '');
}

/** `*` is the whole first label, for exactly one (ING2). */
export function wildcardCoversOne(pattern: string, host: string): boolean {
  const dot = host.indexOf('.');
  return pattern.startsWith('*.') && dot > 0 && host.slice(dot) === pattern.slice(1);
}

/** `*` is one or more labels (GW2). */
export function wildcardCoversMany(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') && host.length > pattern.length - 1 && host.endsWith(pattern.slice(1));
}

/** Element by element; a trailing slash of the rule does not count (ING6). */
export function prefixCovers(prefix: string, path: string): boolean {
  const plain = withoutSlash(prefix);
  return path === plain || path.startsWith(`${plain}/`);
}

export function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** The names of a certificate cover a host: exactly, or by a wildcard for one label. */
export function namesCover(names: readonly string[], host: string): boolean {
  return names.some((name) => name === host || wildcardCoversOne(name, host));
}

export function headerOf(request: HttpRequest, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return request.headers.find(([key]) => key.toLowerCase() === wanted)?.[1];
}

export function cookieOf(request: HttpRequest, name: string): string | undefined {
  const cookies = (headerOf(request, 'cookie') ?? '').split(';').map((pair) => pair.trim());
  return cookies.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
