// Pods and pod templates, rebuilt with the API server's defaults. Rules: VAL8, VAL16, VAL17, SVC3, SVC5.
import type { Container, ContainerPort, ObjectMeta, Pod, PodDnsConfig, PodSpec, PodStatus } from '../engine/model/kubernetes.ts';
import { parseIpv4 } from '../engine/net/ipv4.ts';
import { PROTOCOLS } from '../engine/net/packet.ts';
import { IP_TEXT, isIpv6 } from './addresses.ts';
import { checkDnsLabel, checkPortName, checkPortNumber } from './names.ts';
import { duplicate, type Findings, invalid, required, warning } from './problems.ts';
import { bool, compact, filled, list, number, oneOf, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

export function readPod(found: Findings, object: Rec, metadata: ObjectMeta): Pod {
  const spec = readPodSpec(found, object['spec'], ['spec']);
  const status = readStatus(found, record(object['status']));
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec, ...(Object.keys(status).length > 0 ? { status } : {}) };
}

/** Of a status only what traffic asks about is kept: address, phase and the Ready condition (SVC3). */
function readStatus(found: Findings, status: Rec): PodStatus {
  const podIP = text(status, 'podIP');
  const path: Path = ['status', 'podIP'];
  const isIpv4 = podIP !== undefined && parseIpv4(podIP) !== undefined;
  if (podIP !== undefined && !isIpv4) {
    if (isIpv6(podIP)) found.note({ path, treatment: 'unsupported', reason: 'report.ipv6' });
    else found.fail(invalid('VAL22', path, podIP, IP_TEXT));
  }
  const conditions = (list(status, 'conditions') ?? []).flatMap((item) => {
    const state = oneOf(record(item), 'status', ['True', 'False', 'Unknown'] as const);
    return text(record(item), 'type') === 'Ready' && state ? [{ type: 'Ready', status: state }] : [];
  });
  return compact<PodStatus>({
    podIP: isIpv4 ? podIP : undefined,
    phase: oneOf(status, 'phase', ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const),
    conditions: filled(conditions),
  });
}

export function readPodSpec(found: Findings, value: unknown, path: Path): PodSpec {
  const spec = record(value);
  const given = list(spec, 'containers') ?? [];
  if (given.length === 0) found.fail(required('VAL10', [...path, 'containers']));
  const names = new Set<string>();
  const containers = given.map((item, index) =>
    readContainer(found, record(item), { path: [...path, 'containers', index], names }),
  );
  const initContainers = (list(spec, 'initContainers') ?? []).map((item, index) => {
    const container = readContainer(found, record(item), { path: [...path, 'initContainers', index], names });
    return text(record(item), 'restartPolicy') === 'Always' ? { ...container, restartPolicy: 'Always' as const } : container;
  });
  for (const key of ['hostname', 'subdomain'] as const) {
    const name = text(spec, key);
    if (name !== undefined) checkDnsLabel(found.fail, name, [...path, key]);
  }
  return compact<PodSpec>({
    containers,
    initContainers: filled(initContainers),
    nodeName: text(spec, 'nodeName'),
    hostNetwork: bool(spec, 'hostNetwork') === true ? true : undefined,
    hostname: text(spec, 'hostname'),
    subdomain: text(spec, 'subdomain'),
    // ClusterFirst is what an absent policy means.
    dnsPolicy: oneOf(spec, 'dnsPolicy', ['ClusterFirstWithHostNet', 'Default', 'None'] as const),
    dnsConfig: readDnsConfig(record(spec['dnsConfig'])),
    serviceAccountName: text(spec, 'serviceAccountName') ?? text(spec, 'serviceAccount'),
  });
}

/** What a pod adds to its resolver, or all of it under `dnsPolicy: None` (DNS11). */
function readDnsConfig(config: Rec): PodDnsConfig | undefined {
  const options = (list(config, 'options') ?? []).flatMap((item) => {
    const name = text(record(item), 'name');
    return name === undefined ? [] : [compact<{ name: string; value?: string }>({ name, value: text(record(item), 'value') })];
  });
  const read = compact<PodDnsConfig>({
    nameservers: filled(texts(config, 'nameservers')),
    searches: filled(texts(config, 'searches')),
    options: filled(options),
  });
  return Object.keys(read).length > 0 ? read : undefined;
}

interface ContainerPlace {
  readonly path: Path;
  /** Names of the pod's containers so far, init containers included. */
  readonly names: Set<string>;
}

function readContainer(found: Findings, container: Rec, { path, names }: ContainerPlace): Container {
  const name = text(container, 'name');
  const image = text(container, 'image');
  if (name === undefined) found.fail(required('VAL10', [...path, 'name']));
  else {
    checkDnsLabel(found.fail, name, [...path, 'name']);
    if (names.has(name)) found.fail(duplicate('VAL33', [...path, 'name'], name));
    names.add(name);
  }
  // No image changes a packet's way, so its absence does not stop the game; a real cluster would refuse it.
  if (image === undefined) found.fail(warning('VAL10', [...path, 'image'], 'Required value'));
  const ports = readPorts(found, list(container, 'ports') ?? [], path);
  return compact<Container>({ name: name ?? '', image, ports: filled(ports) });
}

function readPorts(found: Findings, items: readonly unknown[], path: Path): ContainerPort[] {
  const names = new Set<string>();
  return items.map((item, index) => {
    const port = record(item);
    const here = [...path, 'ports', index];
    const containerPort = number(port, 'containerPort');
    if (containerPort === undefined || containerPort === 0) found.fail(required('VAL16', [...here, 'containerPort']));
    else checkPortNumber(found.fail, containerPort, [...here, 'containerPort']);
    const name = text(port, 'name');
    if (name !== undefined) {
      checkPortName(found.fail, name, [...here, 'name']);
      if (names.has(name)) found.fail(duplicate('VAL33', [...here, 'name'], name));
      names.add(name);
    }
    return compact<ContainerPort>({
      name,
      containerPort: containerPort ?? 0,
      protocol: oneOf(port, 'protocol', PROTOCOLS) ?? 'TCP',
    });
  });
}
