// A Deployment's rolling update as changes of pods: new ones come within `surge`, are ready after a while, and old ones are told to go as long as
// no more than `unavailable` are missing. Rules: SVC3 (terminating pods), B-9, S14.
import type { Dataplane } from '../../dataplane/dataplane.ts';
import type { Edit } from '../../edit/edit.ts';
import type { Deployment, Pod } from '../../model/kubernetes.ts';
import { findObject, type NetworkSpec } from '../../model/spec.ts';
import type { LoadEvent } from './plan.ts';
import type { TimedEdits } from './phases.ts';

type Rollout = Extract<LoadEvent, { type: 'rollout' }>;

const MOST_REPLICAS = 100;
const NOTICE = '1970-01-01T00:00:00Z';

/** Nothing where there is no such Deployment, or it is too large to follow pod by pod. */
export function rolloutEdits(event: Rollout, spec: NetworkSpec): readonly TimedEdits[] {
  const [namespace = '', name = ''] = event.workload.split('/');
  const found = findObject(spec, { kind: 'Deployment', namespace, name });
  if (found?.kind !== 'Deployment' || found.spec.replicas < 1 || found.spec.replicas > MOST_REPLICAS) return [];
  return [{ at: event.at, edits: (_spec, dataplane) => pinned(found, dataplane) }, ...replacePods(found, event)];
}

/** The pods that are there, written down one by one, each on its node: from now on each has a life of its own. */
function pinned(deployment: Deployment, { placement }: Dataplane): readonly Edit[] {
  return Array.from({ length: deployment.spec.replicas }, (_, index): Edit => {
    const { namespace } = deployment.metadata;
    const name = `${deployment.metadata.name}-${index}`;
    const entry = placement.pods.find((pod) => pod.namespace === namespace && pod.name === name);
    const node = entry?.nodeIndex === undefined ? undefined : placement.nodes[entry.nodeIndex]?.name;
    return { type: 'putObject', resource: podOf(deployment, { name, ready: true, ...(node === undefined ? {} : { node }) }) };
  });
}

interface PodState {
  readonly name: string;
  readonly ready: boolean;
  readonly node?: string;
  readonly going?: boolean;
}

function podOf({ metadata, spec }: Deployment, { name, ready, node, going }: PodState): Pod {
  const { template } = spec;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...template.metadata,
      name,
      namespace: metadata.namespace,
      ownerReferences: [{ kind: 'Deployment', name: metadata.name }],
      ...(going === true ? { deletionTimestamp: NOTICE } : {}),
    },
    spec: { ...template.spec, ...(node === undefined ? {} : { nodeName: node }) },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
}

function replacePods(deployment: Deployment, event: Rollout): TimedEdits[] {
  const changes: TimedEdits[] = [];
  const { namespace, name } = deployment.metadata;
  const total = deployment.spec.replicas;
  let [born, readyNew, told, gone] = [0, 0, 0, 0];
  const births: number[] = [];
  const notices: number[] = [];
  let now = event.at;
  const put = (at: number, state: PodState): void => {
    changes.push({ at, edits: () => [{ type: 'putObject', resource: podOf(deployment, state) }] });
  };
  // Each turn does all that may be done now, then waits for the next pod to get ready or be gone.
  while (gone < total || readyNew < total) {
    while (born < total && total - told + born < total + event.surge) {
      const pod = `${name}-r${born++}`;
      births.push(now + event.ready);
      put(now, { name: pod, ready: false });
      // The scheduler has placed it by now; it stays there, whoever goes elsewhere.
      changes.push({ at: now, edits: (spec, dataplane) => stay(spec, dataplane, { namespace, name: pod }) });
      changes.push({ at: now + event.ready, edits: (spec) => turnReady(spec, { namespace, name: pod }) });
    }
    while (told < total && total - told - 1 + readyNew >= total - event.unavailable) {
      const pod = `${name}-${told++}`;
      notices.push(now + event.grace);
      changes.push({ at: now, edits: (spec) => turnAway(spec, { namespace, name: pod }) });
      changes.push({
        at: now + event.grace,
        edits: () => [{ type: 'removeObject', ref: { kind: 'Pod', namespace, name: pod } }],
      });
    }
    const next = Math.min(births[readyNew] ?? Infinity, notices[gone] ?? Infinity);
    if (next === Infinity) break;
    now = next;
    while ((births[readyNew] ?? Infinity) <= now) readyNew++;
    while ((notices[gone] ?? Infinity) <= now) gone++;
  }
  return changes;
}

interface PodName {
  readonly namespace: string;
  readonly name: string;
}

function stay(spec: NetworkSpec, { placement }: Dataplane, pod: PodName): readonly Edit[] {
  const found = findObject(spec, { kind: 'Pod', ...pod });
  const entry = placement.pods.find(({ namespace, name }) => namespace === pod.namespace && name === pod.name);
  const node = entry?.nodeIndex === undefined ? undefined : placement.nodes[entry.nodeIndex]?.name;
  if (found?.kind !== 'Pod' || node === undefined) return [];
  return [{ type: 'putObject', resource: { ...found, spec: { ...found.spec, nodeName: node } } }];
}

function turnReady(spec: NetworkSpec, pod: PodName): readonly Edit[] {
  const found = findObject(spec, { kind: 'Pod', ...pod });
  if (found?.kind !== 'Pod') return [];
  return [
    { type: 'putObject', resource: { ...found, status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } } },
  ];
}

function turnAway(spec: NetworkSpec, pod: PodName): readonly Edit[] {
  const found = findObject(spec, { kind: 'Pod', ...pod });
  if (found?.kind !== 'Pod') return [];
  return [{ type: 'putObject', resource: { ...found, metadata: { ...found.metadata, deletionTimestamp: NOTICE } } }];
}
