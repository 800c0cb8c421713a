// One item of `matches[]`: all of its fields together (AND). Rules: GW5–GW7.
import type { HTTPRouteMatch, ValueMatch } from '../model/gateway.ts';
import type { Effort } from '../net/matchPattern.ts';
import { fitsPattern, headerOf, type HttpRequest, pathOnly, prefixCovers, queryOf } from './http.ts';

/** With the effort spent the answer says nothing. */
export function matchesRequest(match: HTTPRouteMatch, request: HttpRequest, effort: Effort): boolean {
  return (
    coversPath(match, pathOnly(request.path), effort) &&
    (match.method === undefined || match.method === request.method) &&
    firstOfEach(match.headers ?? [], (name) => name.toLowerCase()).every((item) =>
      holds(item, headerOf(request, item.name), effort),
    ) &&
    firstOfEach(match.queryParams ?? [], (name) => name).every((item) => holds(item, parameterOf(request, item.name), effort))
  );
}

/** What decides between several matches, in order: Exact, then patterns, then the longest prefix; method; headers; query (GW5). */
export function pathRank(match: HTTPRouteMatch): readonly number[] {
  const type = match.path?.type ?? 'PathPrefix';
  const length = (match.path?.value ?? '/').length;
  const kind = type === 'Exact' ? 2 : type === 'RegularExpression' ? 1 : 0;
  return [kind, length, match.method === undefined ? 0 : 1, match.headers?.length ?? 0, match.queryParams?.length ?? 0];
}

function coversPath({ path }: HTTPRouteMatch, asked: string, effort: Effort): boolean {
  const value = path?.value ?? '/';
  switch (path?.type ?? 'PathPrefix') {
    case 'Exact':
      return asked === value;
    case 'PathPrefix':
      return prefixCovers(value, asked);
    case 'RegularExpression':
      return fitsPattern(value, asked, { where: 'whole', effort }) !== undefined;
  }
}

/** Of two entries with one name the first counts (GW6). */
function firstOfEach(items: readonly ValueMatch[], fold: (name: string) => string): ValueMatch[] {
  const seen = new Set<string>();
  return items.filter(({ name }) => !seen.has(fold(name)) && seen.add(fold(name)));
}

function holds({ type, value }: ValueMatch, found: string | undefined, effort: Effort): boolean {
  if (found === undefined) return false;
  return type === 'RegularExpression' ? fitsPattern(value, found, { where: 'whole', effort }) !== undefined : found === value;
}

function parameterOf(request: HttpRequest, name: string): string | undefined {
  for (const pair of queryOf(request.path).slice(1).split('&')) {
    const at = pair.indexOf('=');
    if (decode(at < 0 ? pair : pair.slice(0, at)) === name) return at < 0 ? '' : decode(pair.slice(at + 1));
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
