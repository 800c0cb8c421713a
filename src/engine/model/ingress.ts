// Ingress, IngressClass and TLS Secrets as the API spells them. Rules: C-1…C-6, ING1–ING14. Of a Secret only the names of its certificate are kept.
import type { ObjectMeta } from './kubernetes.ts';
import type { Labels } from './labels.ts';

export interface IngressServiceBackend {
  readonly name: string;
  /** A port of the Service, by name or number (ING11). */
  readonly port: { readonly name?: string; readonly number?: number };
}

export interface IngressBackend {
  readonly service?: IngressServiceBackend;
  /** Somebody's custom resource; nothing here serves one. */
  readonly resource?: { readonly apiGroup?: string; readonly kind: string; readonly name: string };
}

export const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'] as const;

export interface IngressPath {
  /** Absent means every path. */
  readonly path?: string;
  readonly pathType: (typeof PATH_TYPES)[number];
  readonly backend: IngressBackend;
}

export interface IngressRule {
  readonly host?: string;
  readonly http?: { readonly paths: readonly IngressPath[] };
}

export interface IngressTls {
  readonly hosts?: readonly string[];
  readonly secretName?: string;
}

export interface Ingress {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'Ingress';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly ingressClassName?: string;
    readonly defaultBackend?: IngressBackend;
    readonly tls?: readonly IngressTls[];
    readonly rules?: readonly IngressRule[];
  };
}

export interface IngressClass {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'IngressClass';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly controller?: string };
}

/** A controller of the application routing add-on beside its own (C-14). */
export interface NginxIngressController {
  readonly apiVersion: 'approuting.kubernetes.azure.com/v1alpha1';
  readonly kind: 'NginxIngressController';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly ingressClassName: string;
    readonly controllerNamePrefix: string;
    readonly loadBalancerAnnotations?: Labels;
    readonly defaultSSLCertificate?: {
      readonly secret?: { readonly namespace: string; readonly name: string };
      readonly forceSSLRedirect?: boolean;
    };
    readonly defaultBackendService?: { readonly namespace: string; readonly name: string };
    readonly httpDisabled?: boolean;
    readonly enableSSLPassthrough?: boolean;
  };
}

/** `type: kubernetes.io/tls`. Keys and certificates themselves are never kept: worlds are saved and shared. */
export interface Secret {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: ObjectMeta;
  readonly type: 'kubernetes.io/tls';
}

/** Names a TLS Secret is for, written here by its reader where a certificate gave them. */
export const DNS_NAMES = 'cidr.house/dns-names';
