// Policies of Calico, Cilium and the cluster's administrator: rebuilt field by field from the table, so that what was written is written
// back, and judged by the checks of their makers. Rules: CAL1–CAL16, CIL1–CIL14, ANP1–ANP9, VAL65.
import type { KubernetesResource, ObjectMeta } from '../engine/model/kubernetes.ts';
import { isRecord } from './isRecord.ts';
import { checkAdminPolicy } from './checkAdmin.ts';
import { checkCalico } from './checkCalico.ts';
import { checkCilium } from './checkCilium.ts';
import { fieldsOfType } from './fields.ts';
import { type Findings, required } from './problems.ts';
import { has, type Rec, record } from './take.ts';

export function readPolicyKind(
  found: Findings,
  kind: string,
  { object, metadata }: { readonly object: Rec; readonly metadata: ObjectMeta },
): KubernetesResource {
  const cilium = kind.startsWith('Cilium');
  if (
    cilium
      ? !has(object, 'spec') && !has(object, 'specs')
      : !has(object, 'spec') && kind !== 'NetworkSet' && kind !== 'GlobalNetworkSet' && kind !== 'Tier'
  )
    found.fail(required('VAL4', ['spec']));
  if (cilium) checkCilium(found, kind, object);
  else if (kind.endsWith('AdminNetworkPolicy') || kind === 'ClusterNetworkPolicy') checkAdminPolicy(found, kind, object);
  else checkCalico(found, kind, object);
  const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, ...rest } = record(rebuild(object, kind));
  const spec = cilium ? {} : { spec: {} };
  // The audit has held every field against the table: what is rebuilt from it has the shape of its kind.
  return { apiVersion: object['apiVersion'], kind, metadata, ...spec, ...rest } as unknown as KubernetesResource;
}

/** A copy of what the table knows, without what the server writes and what says nothing. Empty lists and objects stay: they mean something. */
function rebuild(value: unknown, type: string): unknown {
  if (Array.isArray(value)) {
    const item = type.endsWith('[]') ? type.slice(0, -2) : 'any';
    return (value as readonly unknown[]).map((each) => rebuild(each, item));
  }
  if (!isRecord(value)) return value;
  const fields = fieldsOfType(type);
  const kept = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    if (key === '__proto__' || item === null || item === undefined) return [];
    if (!fields) return [[key, rebuild(item, 'any')]];
    const field = fields.get(key);
    return field && field.reason !== 'report.server' ? [[key, rebuild(item, field.type)]] : [];
  });
  if (type === 'map') kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(kept);
}
