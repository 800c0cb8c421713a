// NginxIngressController of the application routing add-on, validated in the words of its CRD. Rules: C-14.
import type { NginxIngressController } from '../engine/model/ingress.ts';
import type { ObjectMeta } from '../engine/model/kubernetes.ts';
import { isSubdomain, SUBDOMAIN_DETAIL } from './names.ts';
import { type Findings, invalid, required } from './problems.ts';
import { bool, compact, has, labels, type Rec, record, text } from './take.ts';
import type { Path } from './yamlDocument.ts';

type Spec = NginxIngressController['spec'];
const MOST_PREFIX = 60;

export function readNginxController(found: Findings, object: Rec, metadata: ObjectMeta): NginxIngressController {
  const spec = record(object['spec']);
  const needs = (key: 'ingressClassName' | 'controllerNamePrefix'): string => {
    const value = text(spec, key);
    if (value === undefined) found.fail(required('VAL64', ['spec', key]));
    else if (!isSubdomain(value)) found.fail(invalid('VAL64', ['spec', key], value, SUBDOMAIN_DETAIL));
    return value ?? '';
  };
  const controllerNamePrefix = needs('controllerNamePrefix');
  if (controllerNamePrefix.length > MOST_PREFIX)
    found.fail(
      invalid(
        'VAL64',
        ['spec', 'controllerNamePrefix'],
        controllerNamePrefix.slice(0, 20),
        `may not be more than ${MOST_PREFIX} bytes`,
      ),
    );
  return {
    apiVersion: 'approuting.kubernetes.azure.com/v1alpha1',
    kind: 'NginxIngressController',
    metadata,
    spec: compact<Spec>({
      ingressClassName: needs('ingressClassName'),
      controllerNamePrefix,
      loadBalancerAnnotations: labels(spec, 'loadBalancerAnnotations'),
      defaultSSLCertificate: has(spec, 'defaultSSLCertificate')
        ? readCertificate(found, record(spec['defaultSSLCertificate']))
        : undefined,
      defaultBackendService: has(spec, 'defaultBackendService')
        ? readName(found, record(spec['defaultBackendService']), ['spec', 'defaultBackendService'])
        : undefined,
      httpDisabled: bool(spec, 'httpDisabled'),
      enableSSLPassthrough: bool(spec, 'enableSSLPassthrough'),
    }),
  };
}

function readCertificate(found: Findings, source: Rec): NonNullable<Spec['defaultSSLCertificate']> {
  return compact<NonNullable<Spec['defaultSSLCertificate']>>({
    secret: has(source, 'secret')
      ? readName(found, record(source['secret']), ['spec', 'defaultSSLCertificate', 'secret'])
      : undefined,
    forceSSLRedirect: bool(source, 'forceSSLRedirect'),
  });
}

function readName(found: Findings, source: Rec, path: Path): { readonly namespace: string; readonly name: string } {
  const take = (key: 'namespace' | 'name'): string => {
    const value = text(source, key);
    if (value === undefined) found.fail(required('VAL64', [...path, key]));
    return value ?? '';
  };
  return { namespace: take('namespace'), name: take('name') };
}
