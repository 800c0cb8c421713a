// Development only: small edits of the made-up house, kind after kind, to measure what the board does after each.
import type { Edit } from '../src/engine/edit/edit.ts';
import type { KubernetesResource } from '../src/engine/model/kubernetes.ts';
import type { NetworkSpec } from '../src/engine/model/spec.ts';

type Pod = Extract<KubernetesResource, { readonly kind: 'Pod' }>;
type Make = (spec: NetworkSpec, index: number) => Edit;

function podOf(spec: NetworkSpec, index: number): Pod {
  const pods = Object.values(spec.objects).flatMap((group) =>
    Object.values(group).filter((resource): resource is Pod => resource.kind === 'Pod'),
  );
  const pod = pods[(index * 37) % pods.length];
  if (!pod) throw new Error('no pod to edit');
  return pod;
}

const KINDS: Readonly<Record<string, Make>> = {
  'a pod more': (spec, index) => {
    const pod = podOf(spec, index);
    return {
      type: 'putObject',
      resource: { ...pod, metadata: { ...pod.metadata, name: `${pod.metadata.name}-more${index}` } },
    };
  },
  'a pod less': (spec, index) => {
    const { namespace, name } = podOf(spec, index).metadata;
    return { type: 'removeObject', ref: { kind: 'Pod', namespace, name } };
  },
  'a label': (spec, index) => {
    const pod = podOf(spec, index);
    return { type: 'putObject', resource: { ...pod, metadata: { ...pod.metadata, labels: { app: `other${index % 3}` } } } };
  },
  'a policy': (_spec, index) => ({
    type: 'putObject',
    resource: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `allow-${index}`, namespace: 'shop' },
      spec: {
        podSelector: { matchLabels: { app: index % 2 === 0 ? 'web' : 'cart' } },
        policyTypes: ['Ingress'],
        ingress: [{ peers: [{ podSelector: { matchLabels: { app: 'pay' } } }] }],
      },
    },
  }),
  'a Service': (_spec, index) => ({
    type: 'putObject',
    resource: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `more-${index}`, namespace: 'pay' },
      spec: {
        type: index % 2 === 0 ? 'ClusterIP' : 'LoadBalancer',
        selector: { app: 'pay' },
        ports: [{ port: 80, protocol: 'TCP' }],
      },
    },
  }),
};
export const EDIT_KINDS: readonly string[] = Object.keys(KINDS);

export function editOf(spec: NetworkSpec, index: number): { readonly kind: string; readonly edit: Edit } {
  const kind = EDIT_KINDS[index % EDIT_KINDS.length] ?? '';
  const make = KINDS[kind];
  if (!make) throw new Error('no edit');
  return { kind, edit: make(spec, index) };
}
