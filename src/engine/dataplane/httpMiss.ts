// Why no route took a request: the path it just misses, or the wildcard its host seems to belong to. Attribution only, it decides nothing.
// Rules: ING2, ING3, ING5, ING6, C-2, C-3.
import type { Ingress } from '../model/ingress.ts';
import type { RuleRef } from '../model/ruleRef.ts';
import { pathOnly, plainHost, prefixCovers, withoutSlash } from './http.ts';
import { nameOf, type PathEntry } from './httpIngress.ts';

/**
 * Of the paths of the host that answers, the longest whose letters the request begins with: an Exact that would cover it as a Prefix says so by
 * its type. Where nothing is near, the list itself, as the first object has it.
 */
export function missedPath(entries: readonly PathEntry[], asked: string): RuleRef | undefined {
  const wanted = pathOnly(asked).toLowerCase();
  let near: { readonly entry: PathEntry; readonly length: number } | undefined;
  for (const entry of entries) {
    const plain = plainPath(entry);
    if (plain === '' || !wanted.startsWith(plain.toLowerCase()) || plain.length <= (near?.length ?? 0)) continue;
    near = { entry, length: plain.length };
  }
  const [first] = entries;
  if (!near) return first && { object: nameOf(first.ingress), field: first.field.replace(/\[\d+\]$/, '') };
  const { entry } = near;
  const byType = entry.path.pathType === 'Exact' && prefixCovers(plainPath(entry), pathOnly(asked));
  return { object: nameOf(entry.ingress), field: `${entry.field}.${byType ? 'pathType' : 'path'}` };
}

function plainPath({ path }: PathEntry): string {
  return withoutSlash((path.path ?? '/').replace(/\*$/, ''));
}

/** A rule with a wildcard whose domain the host is, or lies in too deep. */
export function missedHost(ingresses: readonly Ingress[], asked: string): RuleRef | undefined {
  const host = plainHost(asked);
  for (const ingress of ingresses) {
    const index = (ingress.spec.rules ?? []).findIndex(
      ({ host: pattern = '' }) => pattern.startsWith('*.') && `.${host}`.endsWith(pattern.slice(1)),
    );
    if (index >= 0) return { object: nameOf(ingress), field: `spec.rules[${index}].host` };
  }
  return undefined;
}

/** Into a decision, where there is one to name. */
export function because(rule: RuleRef | undefined): { readonly rule?: RuleRef } {
  return rule ? { rule } : {};
}
