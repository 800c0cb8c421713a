// ObjectMeta and label selectors, rebuilt. Rules: VAL6–VAL12, NP25, B-27.
import type { ObjectMeta } from '../engine/model/kubernetes.ts';
import type { LabelSelector, LabelSelectorRequirement } from '../engine/model/labels.ts';
import { judgeAnnotation } from './azureAnnotations.ts';
import { isClusterScoped } from './kinds.ts';
import { isLaterRouteAnnotation, isRouteAnnotation } from './routeAnnotations.ts';
import { checkAnnotations, checkLabels, checkName, checkNamespaceName } from './names.ts';
import { type Findings, forbidden, plain, warning } from './problems.ts';
import { compact, filled, labels, list, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

/** kubectl's own record of the last apply is not worth a place in a world; the rest of what controllers write is. */
const DROPPED = new Set(['kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision']);

/** Kinds of which the oldest wins. */
const DATED: ReadonlySet<string> = new Set(['Ingress', 'Gateway', 'HTTPRoute']);

export function readMeta(
  found: Findings,
  object: Rec,
  from: { readonly kind: string; readonly defaultNamespace: string },
): ObjectMeta {
  const meta = record(object['metadata']);
  const path: Path = ['metadata'];
  const clusterScoped = isClusterScoped(from.kind);
  const prefix = text(meta, 'generateName');
  if (prefix !== undefined && text(meta, 'name') === undefined) {
    found.fail(
      plain(
        'VAL10',
        [...path, 'generateName'],
        `metadata.generateName: a name made by the server is not known beforehand; give this ${from.kind} a metadata.name`,
      ),
    );
  } else checkName(found.fail, from.kind, meta['name'], [...path, 'name']);
  checkLabels(found.fail, meta['labels'], [...path, 'labels']);
  const namespace = text(meta, 'namespace');
  if (namespace !== undefined) {
    if (clusterScoped) found.fail(forbidden('VAL8', [...path, 'namespace'], 'not allowed on this type'));
    else checkNamespaceName(found.fail, namespace, [...path, 'namespace']);
  }
  const owners = list(meta, 'ownerReferences')?.map((item) => ({
    kind: text(record(item), 'kind') ?? '',
    name: text(record(item), 'name') ?? '',
  }));
  return compact<ObjectMeta>({
    name: text(meta, 'name') ?? '',
    namespace: clusterScoped ? '' : (namespace ?? from.defaultNamespace),
    labels: labels(meta, 'labels'),
    annotations: readAnnotations(found, meta, path),
    ownerReferences: filled(owners),
    creationTimestamp: DATED.has(from.kind) ? text(meta, 'creationTimestamp') : undefined,
    deletionTimestamp: text(meta, 'deletionTimestamp'),
  });
}

/** Kept as written, and noted where nothing reads them. */
export function readAnnotations(found: Findings, meta: Rec, path: Path): ObjectMeta['annotations'] {
  checkAnnotations(found.fail, meta['annotations'], [...path, 'annotations']);
  const kept = Object.entries(labels(meta, 'annotations') ?? {}).filter(([key]) => !DROPPED.has(key));
  for (const [key] of kept) {
    if (key.startsWith('cidr.house/') || isRouteAnnotation(key)) continue;
    const here = [...path, 'annotations', key];
    const judged = judgeAnnotation(key);
    if (judged?.treatment === 'honoured') continue;
    if (judged?.treatment === 'unknown') {
      const meant = judged.nearest === undefined ? '' : `; did you mean "${judged.nearest}"?`;
      found.fail(warning('B-27', here, `no controller reads this annotation${meant}`));
    }
    const known = judged === undefined || judged.treatment === 'unknown' ? undefined : judged;
    const later = isLaterRouteAnnotation(key) ? ({ treatment: 'unsupported', reason: 'report.later' } as const) : undefined;
    found.note({ path: here, ...(later ?? known ?? { treatment: 'ignored', reason: 'report.annotation' }) });
  }
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** An absent, null or empty selector is the empty selector: it selects everything (NP11). */
export function readSelector(value: unknown): LabelSelector {
  const source = record(value);
  const matchLabels = labels(source, 'matchLabels');
  const expressions = (list(source, 'matchExpressions') ?? []).map((item): LabelSelectorRequirement => {
    const expression = record(item);
    const values = texts(expression, 'values');
    return {
      key: text(expression, 'key') ?? '',
      operator: (text(expression, 'operator') ?? 'Exists') as LabelSelectorRequirement['operator'],
      ...(values && values.length > 0 ? { values } : {}),
    };
  });
  return { ...(matchLabels ? { matchLabels } : {}), ...(expressions.length > 0 ? { matchExpressions: expressions } : {}) };
}
