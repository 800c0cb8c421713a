// Which Service of a location gets the request: the main one, or a canary by header, cookie or weight. Rules: C-11.
import type { Ingress } from '../model/ingress.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { matchPattern } from '../net/matchPattern.ts';
import { parsePattern } from '../net/pattern.ts';
import { cookieOf, headerOf, type HttpBackend, type HttpRequest } from './http.ts';
import { backendOf, nameOf, pathsOf } from './httpIngress.ts';

export function annotation({ metadata }: Ingress, name: string): string | undefined {
  const annotations = metadata.annotations ?? {};
  const key = `nginx.ingress.kubernetes.io/${name}`;
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}

export function annotationRule(ingress: Ingress, name: string): RuleRef {
  return { object: nameOf(ingress), field: `metadata.annotations[nginx.ingress.kubernetes.io/${name}]` };
}

/** Backends with their shares; a canary counts where host and path are those of the main location. */
export function backendsOf(
  ingresses: readonly Ingress[],
  at: { readonly ingress: Ingress; readonly host: string; readonly written: string; readonly field: string },
  request: HttpRequest,
): HttpBackend[] {
  const main = pathsOf([at.ingress], at.host).find(({ field }) => field === at.field);
  if (!main) return [];
  const stable = backendOf(at.ingress, main.path.backend, `${at.field}.backend`);
  const canaries = ingresses.filter((ingress) => annotation(ingress, 'canary') === 'true');
  const canary = pathsOf(canaries, at.host).find(({ path }) => (path.path ?? '/') === at.written);
  if (!canary) return [stable];
  const next = backendOf(canary.ingress, canary.path.backend, `${canary.field}.backend`);
  const sent = decidedBy(canary.ingress, request);
  if (sent !== undefined) return [sent ? next : stable];
  const total = wholeNumber(annotation(canary.ingress, 'canary-weight-total'), 100);
  const weight = Math.min(total, wholeNumber(annotation(canary.ingress, 'canary-weight'), 0));
  if (weight === 0) return [stable];
  return weight === total
    ? [next]
    : [
        { ...stable, weight: total - weight },
        { ...next, weight },
      ];
}

function wholeNumber(text: string | undefined, usual: number): number {
  return text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : usual;
}

/** Header before cookie before weight; anything but `always` and `never` decides nothing. */
function decidedBy(canary: Ingress, request: HttpRequest): boolean | undefined {
  const header = annotation(canary, 'canary-by-header');
  const sent = header === undefined ? undefined : headerOf(request, header);
  const wanted = annotation(canary, 'canary-by-header-value');
  const like = wanted === undefined ? annotation(canary, 'canary-by-header-pattern') : undefined;
  if (sent !== undefined && (sent === wanted || (like !== undefined && resembles(sent, like)))) return true;
  if (wanted === undefined && like === undefined && (sent === 'always' || sent === 'never')) return sent === 'always';
  const cookie = annotation(canary, 'canary-by-cookie');
  const kept = cookie === undefined ? undefined : cookieOf(request, cookie);
  return kept === 'always' || kept === 'never' ? kept === 'always' : undefined;
}

/** Anywhere in the value, as PCRE searches; a pattern that cannot be read matches nothing. */
function resembles(value: string, like: string): boolean {
  const read = parsePattern(like);
  return read.ok && matchPattern(read.pattern, value) !== undefined;
}
