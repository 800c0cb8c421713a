// Writing YAML as people write it: keys in the order of the documentation, what the API server fills in by itself left out, texts quoted
// where any reader of YAML 1.1 would misread them.
import { stringify } from 'yaml';
import type { KubernetesResource, PodSpec, Service } from '../engine/model/kubernetes.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import { networkToPlain, resourceToPlain } from './plainObjects.ts';
import { WRITING } from './yamlDialect.ts';

export function writeResource(resource: KubernetesResource): string {
  return stringify(resourceToPlain(withoutDefaults(resource)), WRITING);
}

export function writeNetwork(network: NetworkDocument): string {
  return stringify(networkToPlain(network), WRITING);
}

/** Nobody writes protocol TCP on a container's or Service's port, a targetPort equal to its port, or type ClusterIP. */
export function withoutDefaults(resource: KubernetesResource): KubernetesResource {
  // What is left out is filled in again by the reader, so the result is only ever written, never run.
  switch (resource.kind) {
    case 'Pod':
      return { ...resource, spec: shortPodSpec(resource.spec) };
    case 'Deployment':
      return {
        ...resource,
        spec: { ...resource.spec, template: { ...resource.spec.template, spec: shortPodSpec(resource.spec.template.spec) } },
      };
    case 'StatefulSet':
      return {
        ...resource,
        spec: { ...resource.spec, template: { ...resource.spec.template, spec: shortPodSpec(resource.spec.template.spec) } },
      };
    case 'DaemonSet':
      return {
        ...resource,
        spec: { ...resource.spec, template: { ...resource.spec.template, spec: shortPodSpec(resource.spec.template.spec) } },
      };
    case 'Service':
      return { ...resource, spec: shortServiceSpec(resource.spec) };
    default:
      return resource;
  }
}

type Container = PodSpec['containers'][number];

function shortPodSpec(spec: PodSpec): PodSpec {
  const short = <C extends Container>(container: C): C =>
    container.ports ? { ...container, ports: container.ports.map((port) => drop(port, 'protocol', 'TCP')) } : container;
  return {
    ...spec,
    containers: spec.containers.map(short),
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(short) } : {}),
  };
}

function shortServiceSpec(spec: Service['spec']): Service['spec'] {
  const ports = spec.ports.map((port) => drop(drop(port, 'protocol', 'TCP'), 'targetPort', port.port));
  const { ports: _ports, ...rest } = drop(spec, 'type', 'ClusterIP');
  return { ...rest, ...(ports.length > 0 ? { ports } : {}) } as Service['spec'];
}

/** Without a field that has its default; typed as if it were there, because the writer alone sees it. */
function drop<T extends object, K extends keyof T>(value: T, key: K, usual: T[K]): T {
  if (value[key] !== usual) return value;
  const { [key]: _dropped, ...rest } = value;
  return rest as T;
}
