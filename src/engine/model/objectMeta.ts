// What every Kubernetes object says about itself.
import type { Labels } from './labels.ts';

export interface ObjectMeta {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  /** Present only on objects that a controller made (`kubectl get -o yaml` output). */
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  /** Kept where the oldest wins: Ingress, Gateway, HTTPRoute (ING14, GW5). */
  readonly creationTimestamp?: string;
  /** Set while a pod is terminating (SVC3). */
  readonly deletionTimestamp?: string;
}
