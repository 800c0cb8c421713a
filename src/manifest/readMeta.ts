// ObjectMeta and label selectors, rebuilt. Rules: VAL6–VAL12, NP25.
import type { ObjectMeta } from '../engine/model/kubernetes.ts';
import type { LabelSelector, LabelSelectorRequirement } from '../engine/model/labels.ts';
import { checkAnnotations, checkLabels, checkName, checkNamespaceName } from './names.ts';
import { type Fail, forbidden } from './problems.ts';
import { labels, list, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

const CLUSTER_SCOPED = new Set(['Namespace']);
/** kubectl's own record of the last apply is not worth a place in a world. */
const DROPPED_ANNOTATIONS = new Set(['kubectl.kubernetes.io/last-applied-configuration']);

export function readMeta(fail: Fail, object: Rec, kind: string, defaultNamespace: string): ObjectMeta {
  const meta = record(object['metadata']);
  const path: Path = ['metadata'];
  checkName(fail, kind, meta['name'], [...path, 'name']);
  checkLabels(fail, meta['labels'], [...path, 'labels']);
  checkAnnotations(fail, meta['annotations'], [...path, 'annotations']);
  const given = text(meta, 'namespace');
  if (given !== undefined) {
    if (CLUSTER_SCOPED.has(kind)) fail(forbidden('VAL8', [...path, 'namespace'], `not allowed on this type`));
    else checkNamespaceName(fail, given, [...path, 'namespace']);
  }
  const owners = list(meta, 'ownerReferences')?.map((item) => ({ kind: text(record(item), 'kind') ?? '', name: text(record(item), 'name') ?? '' }));
  const own = labels(meta, 'labels');
  const annotations = Object.entries(labels(meta, 'annotations') ?? {}).filter(([key]) => !DROPPED_ANNOTATIONS.has(key));
  const deletionTimestamp = text(meta, 'deletionTimestamp');
  return {
    name: text(meta, 'name') ?? '',
    namespace: CLUSTER_SCOPED.has(kind) ? '' : (given ?? defaultNamespace),
    ...(own ? { labels: own } : {}),
    ...(annotations.length > 0 ? { annotations: Object.fromEntries(annotations) } : {}),
    ...(owners && owners.length > 0 ? { ownerReferences: owners } : {}),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
  };
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
