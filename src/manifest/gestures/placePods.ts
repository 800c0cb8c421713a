// Pods put into a room: nodeName of the workload's template, or of the pod itself, which is made anew. Rules: world-format "Pods", A-10.
import { resourceToPlain } from '../plainObjects.ts';
import type { Plain } from '../mergePatch.ts';
import { quote } from '../azure/shell.ts';
import { type Drafts, no, type Scene } from './gestureTypes.ts';
import type { Pods } from './things.ts';
import { applyLines, byCommands, collect, patchLine } from './writing.ts';

export function placePods(scene: Scene, pods: Pods, node: string): Drafts {
  const { namespace, name, workload, pod } = pods;
  const about = { pods: `${namespace}/${name}`, node };
  if (workload) {
    if (workload.kind === 'DaemonSet') return no('daemonSet', about);
    const path = '/spec/template/spec/nodeName';
    const pinned = workload.spec.template.spec.nodeName === node;
    const operation = pinned ? { op: 'remove', path } : { op: 'add', path, value: node };
    const params = { ...about, kind: workload.kind, count: workload.spec.replicas };
    const line = patchLine({ kind: workload.kind.toLowerCase(), namespace, name }, [operation]);
    return collect([byCommands(scene.spec, [line], { code: pinned ? 'place.free' : 'place.all', params })]);
  }
  if (!pod) return no('nothing');
  const pinned = pod.spec.nodeName === node;
  const plain = resourceToPlain(pod);
  const { nodeName: _old, ...spec } = plain['spec'] as Plain;
  const lines = applyLines(scene.spec, { ...plain, spec: pinned ? spec : { ...spec, nodeName: node } });
  if (typeof lines === 'object') return lines;
  // The API server moves no pod: it goes, and comes again elsewhere.
  const remove = `kubectl delete pod ${quote(name)} -n ${quote(namespace)}`;
  const meaning = { code: pinned ? 'place.podFree' : 'place.pod', params: about };
  return collect([byCommands(scene.spec, [remove, lines], meaning)]);
}
