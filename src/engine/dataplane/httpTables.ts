// The declared routes, oldest first, and who serves which: classes, certificates, grants. Rules: C-4, C-5, C-15, ING12–ING14, GW5.
import type { Gateway, GatewayClass, HTTPRoute, ReferenceGrant } from '../model/gateway.ts';
import { DNS_NAMES, type Ingress, type IngressClass } from '../model/ingress.ts';
import type { ObjectMeta } from '../model/kubernetes.ts';
import type { Labels } from '../model/labels.ts';
import { listObjects, type NetworkSpec } from '../model/spec.ts';
import { compareText } from '../net/hash.ts';

const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';
const VAULT_ANNOTATION = 'kubernetes.azure.com/tls-cert-keyvault-uri';
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

export interface HttpTables {
  /** Oldest first, with the class that each has in the end. */
  readonly ingresses: readonly {
    readonly ingress: Ingress;
    readonly className: string | undefined;
    /** Named by the old annotation alone. */
    readonly legacy: boolean;
  }[];
  readonly classes: readonly IngressClass[];
  /** `ns/name` → names of its certificate; undefined where they are not known. */
  readonly secrets: ReadonlyMap<string, readonly string[] | undefined>;
  readonly gateways: readonly Gateway[];
  readonly gatewayClasses: readonly GatewayClass[];
  readonly routes: readonly HTTPRoute[];
  readonly grants: readonly ReferenceGrant[];
  readonly namespaceLabels: ReadonlyMap<string, Labels>;
  /** `ns/name`. */
  readonly services: ReadonlySet<string>;
  /** Routes alone are asked about: what they name is taken as there (conformance). */
  readonly assumed?: { readonly secrets: boolean; readonly services: boolean };
}

export function hasSecret(tables: HttpTables, key: string): boolean {
  return tables.assumed?.secrets === true || tables.secrets.has(key);
}

export function hasService(tables: HttpTables, key: string): boolean {
  return tables.assumed?.services === true || tables.services.has(key);
}

export function compileHttp(spec: NetworkSpec): HttpTables {
  const classes = oldestFirst(listObjects(spec, 'IngressClass'));
  const defaults = classes.filter(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === 'true');
  // With two of them the server refuses an Ingress without a class (C-5).
  const usual = defaults.length === 1 ? defaults[0]?.metadata.name : undefined;
  return {
    ingresses: oldestFirst(listObjects(spec, 'Ingress')).map((ingress) => ({
      ingress,
      legacy: ingress.spec.ingressClassName === undefined,
      className: ingress.spec.ingressClassName ?? ingress.metadata.annotations?.[CLASS_ANNOTATION] ?? usual,
    })),
    classes,
    secrets: new Map([
      ...fetchedSecrets(spec),
      ...listObjects(spec, 'Secret').map(
        ({ metadata }) => [`${metadata.namespace}/${metadata.name}`, namesOf(metadata)] as const,
      ),
    ]),
    gateways: oldestFirst(listObjects(spec, 'Gateway')),
    gatewayClasses: listObjects(spec, 'GatewayClass'),
    routes: oldestFirst(listObjects(spec, 'HTTPRoute')),
    grants: listObjects(spec, 'ReferenceGrant'),
    namespaceLabels: new Map(
      listObjects(spec, 'Namespace').map(({ metadata }) => [
        metadata.name,
        { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name },
      ]),
    ),
    services: new Set(listObjects(spec, 'Service').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)),
  };
}

/** Certificates that application routing fetches from a Key Vault: `keyvault-` and the Ingress's name; whom they are for nobody says (C-15). */
function fetchedSecrets(spec: NetworkSpec): (readonly [string, undefined])[] {
  if (spec.network.managedClusters[0]?.ingressProfile?.webAppRouting?.enabled !== true) return [];
  return listObjects(spec, 'Ingress').flatMap(({ metadata: { namespace, name, annotations } }) =>
    (annotations?.[VAULT_ANNOTATION] ?? '') === '' ? [] : [[`${namespace}/keyvault-${name}`, undefined] as const],
  );
}

function namesOf({ annotations }: ObjectMeta): readonly string[] | undefined {
  const text = annotations?.[DNS_NAMES];
  return text === undefined
    ? undefined
    : text
        .split(',')
        .map((name) => name.trim().toLowerCase())
        .filter((name) => name !== '');
}

/** creationTimestamp where given; then (namespace, name), the order of the list. Who has no date came first. */
function oldestFirst<T extends { readonly metadata: ObjectMeta }>(objects: readonly T[]): T[] {
  return [...objects].sort((a, b) => compareText(a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? ''));
}

/** Whether something in `from` may refer to an object in another namespace (GW10). */
export function mayRefer(
  tables: HttpTables,
  from: { readonly kind: 'Gateway' | 'HTTPRoute'; readonly namespace: string },
  to: { readonly kind: 'Service' | 'Secret'; readonly namespace: string; readonly name: string },
): boolean {
  if (from.namespace === to.namespace) return true;
  return tables.grants.some(
    ({ metadata, spec }) =>
      metadata.namespace === to.namespace &&
      spec.from.some(
        (source) =>
          source.group === 'gateway.networking.k8s.io' && source.kind === from.kind && source.namespace === from.namespace,
      ) &&
      spec.to.some(
        (target) => target.group === '' && target.kind === to.kind && (target.name === undefined || target.name === to.name),
      ),
  );
}
