// One object of any kind we know: audit first, then the reader of its kind. Also from plain JSON (links, saves), by the same rules.
import type { KubernetesResource, ObjectMeta } from '../engine/model/kubernetes.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import type { ObjectRef } from '../engine/model/spec.ts';
import { auditObject } from './audit.ts';
import { isRecord } from './isRecord.ts';
import { innerKind, isClusterScoped, judgeKind, type KindVerdict, writtenKind } from './kinds.ts';
import { nearestWord } from './nearest.ts';
import { type FieldProblem, type Findings, type Noted, plain } from './problems.ts';
import { readMeta } from './readMeta.ts';
import { readAnswers, readPatch, readRemoval, type WrittenPatch } from './readTargets.ts';
import { readGateway, readGatewayClass } from './readGateways.ts';
import { readHttpRoute, readReferenceGrant } from './readHttpRoutes.ts';
import { readIngress, readIngressClass } from './readIngresses.ts';
import { readNetwork } from './readNetwork.ts';
import { readNginxController } from './readNginxControllers.ts';
import { readPod } from './readPods.ts';
import { readNetworkPolicy } from './readPolicies.ts';
import { readPolicyKind } from './readPolicyKinds.ts';
import { readEndpointSlice } from './readSlices.ts';
import { readSecret, TLS_TYPE } from './readSecrets.ts';
import { readService } from './readServices.ts';
import { readDaemonSet, readDeployment, readStatefulSet } from './readWorkloads.ts';
import { type Rec, record, text } from './take.ts';

export interface ReadObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly resource?: KubernetesResource;
  readonly network?: NetworkDocument;
  readonly removal?: ObjectRef;
  readonly patch?: WrittenPatch;
  readonly answers?: Readonly<Record<string, string>>;
  /** A known kind that is not read. */
  readonly skipped?: 'ignored' | 'unsupported' | 'madeByOwner';
  readonly problems: readonly FieldProblem[];
  readonly notes: readonly Noted[];
}

export function readObject(value: unknown, defaultNamespace: string): ReadObject {
  const problems: FieldProblem[] = [];
  const notes: Noted[] = [];
  const found: Findings = { fail: (problem) => problems.push(problem), note: (noted) => notes.push(noted) };
  const nothing = { kind: '', name: '', namespace: '', problems, notes };
  if (!isRecord(value)) {
    found.fail(plain('VAL4', [], 'a manifest is a mapping with apiVersion, kind and metadata'));
    return nothing;
  }
  const written = text(value, 'kind');
  const apiVersion = text(value, 'apiVersion');
  if (written === undefined || apiVersion === undefined) {
    const missing = written === undefined ? 'kind' : 'apiVersion';
    const near = Object.hasOwn(value, missing) ? undefined : nearestWord(missing, Object.keys(value).slice(0, 20));
    const meant = near === undefined ? '' : `; is that what "${near}" means?`;
    found.fail(
      plain(
        'VAL4',
        [near ?? missing],
        `${missing}: Required value: every manifest says its apiVersion and kind, as texts${meant}`,
      ),
    );
    return { ...nothing, kind: written ?? '' };
  }
  const kind = innerKind(apiVersion, written);
  const meta = record(value['metadata']);
  const namespace = isClusterScoped(kind) ? '' : (text(meta, 'namespace') ?? defaultNamespace);
  const named = { kind, name: text(meta, 'name') ?? text(meta, 'generateName') ?? '', namespace, problems, notes };
  // Our own name of Calico's kind is nobody's kind.
  const verdict = writtenKind(written) === written ? judgeKind(apiVersion, kind) : noSuchKind(apiVersion, written);
  if (typeof verdict !== 'string') {
    found.fail(plain('VAL4', [verdict.field], verdict.message));
    return named;
  }
  // Only certificates mean anything to the network; every other Secret is somebody else's.
  if (kind === 'Secret' && text(value, 'type') !== TLS_TYPE) return { ...named, skipped: 'ignored' };
  if (verdict !== 'known') return { ...named, skipped: kind === 'ReplicaSet' && isOwned(meta) ? 'madeByOwner' : verdict };
  if (!auditObject({ kind: written, type: kind, apiVersion, ...found }, value)) return named;
  if (kind === 'Network') return { ...named, network: readNetwork(found, value) };
  if (kind === 'Removal') return { ...named, ...readRemoval(found, value) };
  if (kind === 'Patch') return { ...named, ...readPatch(found, value) };
  if (kind === 'Answers') return { ...named, ...readAnswers(found, value) };
  const metadata = readMeta(found, value, { kind, defaultNamespace });
  const resource = readKind(found, kind, { object: value, metadata });
  return { ...named, resource };
}

function readKind(
  found: Findings,
  kind: string,
  parts: { readonly object: Rec; readonly metadata: ObjectMeta },
): KubernetesResource {
  const { object, metadata } = parts;
  switch (kind) {
    case 'Namespace':
      return { apiVersion: 'v1', kind: 'Namespace', metadata };
    case 'Pod':
      return readPod(found, object, metadata);
    case 'Deployment':
      return readDeployment(found, object, metadata);
    case 'StatefulSet':
      return readStatefulSet(found, object, metadata);
    case 'DaemonSet':
      return readDaemonSet(found, object, metadata);
    case 'Service':
      return readService(found, object, metadata);
    case 'EndpointSlice':
      return readEndpointSlice(found, object, metadata);
    case 'Ingress':
      return readIngress(found, object, metadata);
    case 'IngressClass':
      return readIngressClass(found, object, metadata);
    case 'NginxIngressController':
      return readNginxController(found, object, metadata);
    case 'Secret':
      return readSecret(found, object, metadata);
    case 'GatewayClass':
      return readGatewayClass(found, object, metadata);
    case 'Gateway':
      return readGateway(found, object, metadata);
    case 'HTTPRoute':
      return readHttpRoute(found, object, metadata);
    case 'ReferenceGrant':
      return readReferenceGrant(found, object, metadata);
    case 'NetworkPolicy':
      return readNetworkPolicy(found, object, metadata);
    default:
      return readPolicyKind(found, kind, parts);
  }
}

function noSuchKind(apiVersion: string, kind: string): KindVerdict {
  return {
    field: 'kind',
    message: `no matches for kind "${kind}" in version "${apiVersion.slice(0, 80)}"; did you mean "${writtenKind(kind)}"?`,
  };
}

function isOwned(meta: Rec): boolean {
  const owners = meta['ownerReferences'];
  return Array.isArray(owners) && owners.some((owner: unknown) => isRecord(owner) && owner['kind'] === 'Deployment');
}
