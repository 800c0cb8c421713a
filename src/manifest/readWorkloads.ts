// Deployments, StatefulSets and DaemonSets, rebuilt with the API server's defaults. Rules: VAL63, NP25.
import type { DaemonSet, Deployment, ObjectMeta, PodTemplate, StatefulSet } from '../engine/model/kubernetes.ts';
import type { LabelSelector, Labels } from '../engine/model/labels.ts';
import { checkLabels, checkSelector } from './names.ts';
import { type Findings, invalid, required, unsupported } from './problems.ts';
import { readAnnotations, readSelector } from './readMeta.ts';
import { readPodSpec } from './readPods.ts';
import { compact, has, labels, number, type Rec, record, text } from './take.ts';

/** More replicas than any level or pasted world needs; a typo of three digits too many must not stop the page. */
const MOST_REPLICAS = 20_000;

interface WorkloadParts {
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
  readonly replicas: number;
}

export function readDeployment(found: Findings, object: Rec, metadata: ObjectMeta): Deployment {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: readWorkload(found, object, 'deployment') };
}

export function readStatefulSet(found: Findings, object: Rec, metadata: ObjectMeta): StatefulSet {
  const serviceName = text(record(object['spec']), 'serviceName');
  const parts = readWorkload(found, object, 'statefulset');
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: { ...parts, ...(serviceName === undefined ? {} : { serviceName }) },
  };
}

export function readDaemonSet(found: Findings, object: Rec, metadata: ObjectMeta): DaemonSet {
  const { selector, template } = readWorkload(found, object, 'daemonset');
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: { selector, template } };
}

function readWorkload(found: Findings, object: Rec, word: string): WorkloadParts {
  const spec = record(object['spec']);
  const template = readTemplate(found, record(spec['template']));
  const selector = readSelector(spec['selector']);
  checkSelector(found.fail, spec['selector'], ['spec', 'selector']);
  const own = template.metadata.labels ?? {};
  if (!has(spec, 'selector')) found.fail(required('VAL63', ['spec', 'selector']));
  else if (Object.keys(selector).length === 0)
    found.fail(invalid('VAL63', ['spec', 'selector'], selector, `empty selector is invalid for ${word}`));
  else if (!coversTemplate(selector, own)) {
    found.fail(invalid('VAL63', ['spec', 'template', 'metadata', 'labels'], own, '`selector` does not match template `labels`'));
  }
  const replicas = number(spec, 'replicas') ?? 1;
  if (replicas < 0) found.fail(invalid('VAL63', ['spec', 'replicas'], replicas, 'must be greater than or equal to 0'));
  if (replicas > MOST_REPLICAS)
    found.fail(invalid('cap', ['spec', 'replicas'], replicas, `this game builds at most ${MOST_REPLICAS} pods of one workload`));
  return { selector, replicas, template };
}

function readTemplate(found: Findings, template: Rec): PodTemplate {
  const path = ['spec', 'template'];
  const meta = record(template['metadata']);
  checkLabels(found.fail, meta['labels'], [...path, 'metadata', 'labels']);
  const annotations = readAnnotations(found, meta, [...path, 'metadata']);
  const restartPolicy = text(record(template['spec']), 'restartPolicy');
  if (restartPolicy !== undefined && restartPolicy !== 'Always')
    found.fail(unsupported('VAL63', [...path, 'spec', 'restartPolicy'], restartPolicy, ['Always']));
  return {
    metadata: compact<PodTemplate['metadata']>({ labels: labels(meta, 'labels'), annotations }),
    spec: readPodSpec(found, template['spec'], [...path, 'spec']),
  };
}

/** Validation only: does the template carry what the selector asks for (VAL63)? Which pods run is the engine's to say. */
function coversTemplate(selector: LabelSelector, own: Labels): boolean {
  const valueOf = (key: string): string | undefined => (Object.hasOwn(own, key) ? own[key] : undefined);
  return (
    Object.entries(selector.matchLabels ?? {}).every(([key, value]) => valueOf(key) === value) &&
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      const value = valueOf(key);
      if (operator === 'In') return value !== undefined && values.includes(value);
      if (operator === 'NotIn') return value === undefined || !values.includes(value);
      return (operator === 'Exists') === (value !== undefined);
    })
  );
}
