// kubectl expose: a Service for what selects pods, its ports asked of the containers where no flag says them.
import type { Container, KubernetesResource } from '../../engine/model/kubernetes.ts';
import { findObject } from '../../engine/model/spec.ts';
import { applyMergePatch, type Plain } from '../mergePatch.ts';
import { type CommandAnswer, refuse, said } from './commandTypes.ts';
import { listed, one } from './flagTable.ts';
import type { KubectlCall } from './kubectl.ts';
import { readPairs } from './kubectlCreate.ts';
import { namespaceOf, notFound, refsOf } from './kubectlTargets.ts';
import { createPlain } from './objectEdits.ts';
import { parsePatchText } from './patchText.ts';

interface Seen {
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly Plain[];
}

export function exposeObject({ spec, given, words }: KubectlCall): CommandAnswer {
  const targets = refsOf(words, namespaceOf(given));
  if (!targets.ok) return targets;
  const [ref] = targets.refs;
  if (!ref || targets.refs.length !== 1) return said('error: expose takes one resource: expose TYPE NAME');
  const resource = findObject(spec, ref);
  if (!resource) return notFound(spec, ref);
  const seen = lookAt(resource);
  if (!seen) return said(`error: cannot expose a ${ref.kind}`);
  const port = one(given, 'port');
  const target = one(given, 'target-port');
  if (port !== undefined && !/^\d{1,5}(,\d{1,5})*$/.test(port)) return refuse('notNumber', { value: port.slice(0, 40) });
  if (port === undefined && seen.ports.length === 0) return said("error: couldn't find port via --port flag or introspection");
  const pairs = listed(given, 'selector');
  const selector = pairs ? readPairs(pairs) : seen.labels;
  if (!selector || Object.keys(selector).length === 0)
    return said(
      "error: couldn't retrieve selectors via --selector flag or introspection: the pod has no labels and cannot be exposed",
    );
  const protocol = one(given, 'protocol');
  const single =
    port === undefined ? seen.ports : port.split(',').map((text): Plain => ({ port: Number(text), protocol: 'TCP' }));
  const ports = single.map((item, index) => ({
    ...item,
    ...(protocol === undefined ? {} : { protocol: protocol.toUpperCase() }),
    ...(target === undefined ? {} : { targetPort: /^\d+$/.test(target) ? Number(target) : target }),
    ...(single.length > 1 ? { name: `port-${index + 1}` } : {}),
  }));
  const more = {
    'cluster-ip': 'clusterIP',
    'load-balancer-ip': 'loadBalancerIP',
    'session-affinity': 'sessionAffinity',
    type: 'type',
  };
  const external = one(given, 'external-ip');
  const labels = readPairs(listed(given, 'labels') ?? []) ?? {};
  const own = Object.keys(labels).length > 0 ? labels : (resource.metadata.labels ?? {});
  const plain: Plain = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: one(given, 'name') ?? ref.name, ...(Object.keys(own).length === 0 ? {} : { labels: own }) },
    spec: {
      selector,
      ports,
      ...Object.fromEntries(
        Object.entries(more).flatMap(([flag, field]) => (one(given, flag) === undefined ? [] : [[field, one(given, flag)]])),
      ),
      ...(external === undefined ? {} : { externalIPs: [external] }),
    },
  };
  const overrides = one(given, 'overrides');
  const over = overrides === undefined ? { ok: true as const, value: {} } : parsePatchText(overrides);
  if (!over.ok) return refuse('badJson', { flag: '--overrides' });
  return createPlain(spec, applyMergePatch(plain, over.value) as Plain, namespaceOf(given));
}

function lookAt(resource: KubernetesResource): Seen | undefined {
  switch (resource.kind) {
    case 'Pod':
      return { labels: resource.metadata.labels ?? {}, ports: portsOf(resource.spec.containers) };
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return { labels: resource.spec.selector.matchLabels ?? {}, ports: portsOf(resource.spec.template.spec.containers) };
    case 'Service':
      return {
        labels: resource.spec.selector ?? {},
        ports: resource.spec.ports.map(({ port, protocol, targetPort }) => ({ port, protocol, targetPort })),
      };
    default:
      return undefined;
  }
}

function portsOf(containers: readonly Container[]): Plain[] {
  return containers.flatMap(({ ports = [] }) => ports.map(({ containerPort: port, protocol }) => ({ port, protocol })));
}
