// Pods and workloads, rebuilt with the API server's defaults. Rules: VAL16, VAL17, VAL63, SVC3, SVC5.
import type { Container, Deployment, DaemonSet, Namespace, ObjectMeta, Pod, PodSpec, PodTemplate, StatefulSet } from '../engine/model/kubernetes.ts';
import type { LabelSelector, Labels } from '../engine/model/labels.ts';
import type { Protocol } from '../engine/net/packet.ts';
import { parseIpv4 } from '../engine/net/ipv4.ts';
import { checkAnnotations, checkLabels, checkPortName, checkPortNumber, checkSelector } from './names.ts';
import { duplicate, type Fail, invalid, required } from './problems.ts';
import { readSelector } from './readMeta.ts';
import { bool, compact, has, labels, list, number, type Rec, record, text } from './take.ts';
import type { Path } from './yamlDocument.ts';

/** More replicas than any level or pasted world needs; a typo of three digits too many must not stop the page. */
const MOST_REPLICAS = 20_000;

export function readNamespace(metadata: ObjectMeta): Namespace {
  return { apiVersion: 'v1', kind: 'Namespace', metadata };
}

export function readPod(fail: Fail, object: Rec, metadata: ObjectMeta): Pod {
  const spec = readPodSpec(fail, object['spec'], ['spec']);
  const status = record(object['status']);
  const podIP = text(status, 'podIP');
  if (podIP !== undefined && !podIP.includes(':') && parseIpv4(podIP) === undefined) fail(invalid('VAL22', ['status', 'podIP'], podIP, 'must be a valid IPv4 address'));
  const conditions = (list(status, 'conditions') ?? []).flatMap((item) => {
    const condition = record(item);
    const type = text(condition, 'type');
    const state = text(condition, 'status');
    // Ready is the only condition that traffic asks about (SVC3).
    return type === 'Ready' && (state === 'True' || state === 'False' || state === 'Unknown') ? [{ type, status: state } as const] : [];
  });
  const phase = text(status, 'phase') as NonNullable<Pod['status']>['phase'];
  const kept = compact({ podIP, phase, conditions: conditions.length > 0 ? conditions : undefined });
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec, ...(Object.keys(kept).length > 0 ? { status: kept as NonNullable<Pod['status']> } : {}) };
}

function readPodSpec(fail: Fail, value: unknown, path: Path): PodSpec {
  const spec = record(value);
  if ((list(spec, 'containers') ?? []).length === 0) fail(required('VAL31', [...path, 'containers']));
  const containers = (list(spec, 'containers') ?? []).map((item, index) => readContainer(fail, item, [...path, 'containers', index]));
  const names = new Set<string>();
  containers.forEach((container, index) => {
    if (names.has(container.name)) fail(duplicate('VAL33', [...path, 'containers', index, 'name'], container.name));
    names.add(container.name);
  });
  const initContainers = (list(spec, 'initContainers') ?? []).map((item, index) => ({
    ...readContainer(fail, item, [...path, 'initContainers', index]),
    ...(text(record(item), 'restartPolicy') === 'Always' ? { restartPolicy: 'Always' as const } : {}),
  }));
  const hostNetwork = bool(spec, 'hostNetwork') === true ? true : undefined;
  const dnsPolicy = text(spec, 'dnsPolicy') as PodSpec['dnsPolicy'];
  return compact({
    containers,
    initContainers: initContainers.length > 0 ? initContainers : undefined,
    nodeName: text(spec, 'nodeName'),
    hostNetwork,
    hostname: text(spec, 'hostname'),
    subdomain: text(spec, 'subdomain'),
    dnsPolicy: dnsPolicy === 'ClusterFirst' ? undefined : dnsPolicy,
  }) as PodSpec;
}

function readContainer(fail: Fail, value: unknown, path: Path): Container {
  const container = record(value);
  const name = text(container, 'name');
  if (name === undefined) fail(required('VAL10', [...path, 'name']));
  const ports = (list(container, 'ports') ?? []).map((item, index) => {
    const port = record(item);
    const here = [...path, 'ports', index];
    const containerPort = number(port, 'containerPort');
    if (containerPort === undefined) fail(required('VAL16', [...here, 'containerPort']));
    else checkPortNumber(fail, containerPort, [...here, 'containerPort']);
    const portName = text(port, 'name');
    if (portName !== undefined) checkPortName(fail, portName, [...here, 'name']);
    return { ...(portName === undefined ? {} : { name: portName }), containerPort: containerPort ?? 0, protocol: (text(port, 'protocol') ?? 'TCP') as Protocol };
  });
  return compact({ name: name ?? '', image: text(container, 'image'), ports: ports.length > 0 ? ports : undefined }) as Container;
}

interface WorkloadParts {
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
  readonly replicas: number;
}

function readWorkload(fail: Fail, object: Rec): WorkloadParts {
  const spec = record(object['spec']);
  if (!has(spec, 'selector')) fail(required('VAL63', ['spec', 'selector']));
  checkSelector(fail, spec['selector'], ['spec', 'selector']);
  const template = record(spec['template']);
  const meta = record(template['metadata']);
  checkLabels(fail, meta['labels'], ['spec', 'template', 'metadata', 'labels']);
  checkAnnotations(fail, meta['annotations'], ['spec', 'template', 'metadata', 'annotations']);
  const own = labels(meta, 'labels');
  const annotations = labels(meta, 'annotations');
  const selector = readSelector(spec['selector']);
  if (has(spec, 'selector') && !coversTemplate(selector, own ?? {})) {
    fail(invalid('VAL63', ['spec', 'template', 'metadata', 'labels'], own ?? {}, '`selector` does not match template `labels`'));
  }
  const replicas = number(spec, 'replicas') ?? 1;
  if (replicas < 0) fail(invalid('VAL63', ['spec', 'replicas'], replicas, 'must be greater than or equal to 0'));
  if (replicas > MOST_REPLICAS) fail(invalid('cap', ['spec', 'replicas'], replicas, `this game builds at most ${MOST_REPLICAS} pods of one workload`));
  return {
    selector,
    replicas: Math.max(0, replicas),
    template: {
      metadata: { ...(own ? { labels: own } : {}), ...(annotations ? { annotations } : {}) },
      spec: readPodSpec(fail, template['spec'], ['spec', 'template', 'spec']),
    },
  };
}

/** Validation only: does the template carry what the selector asks for (VAL63)? Which pods run is the engine's to say. */
function coversTemplate(selector: LabelSelector, own: Labels): boolean {
  const plainHolds = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => own[key] === value);
  return (
    plainHolds &&
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      const value = own[key];
      if (operator === 'In') return value !== undefined && values.includes(value);
      if (operator === 'NotIn') return value === undefined || !values.includes(value);
      return (operator === 'Exists') === (value !== undefined);
    })
  );
}

export function readDeployment(fail: Fail, object: Rec, metadata: ObjectMeta): Deployment {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: readWorkload(fail, object) };
}

export function readStatefulSet(fail: Fail, object: Rec, metadata: ObjectMeta): StatefulSet {
  const serviceName = text(record(object['spec']), 'serviceName');
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: { ...readWorkload(fail, object), ...(serviceName === undefined ? {} : { serviceName }) } };
}

export function readDaemonSet(fail: Fail, object: Rec, metadata: ObjectMeta): DaemonSet {
  const { selector, template } = readWorkload(fail, object);
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: { selector, template } };
}
