// Ingress and IngressClass, validated and rebuilt. Rules: VAL54–VAL61, C-1…C-6, ING4, ING11.
import type { Ingress, IngressBackend, IngressClass, IngressPath, IngressRule, IngressTls } from '../engine/model/ingress.ts';
import { PATH_TYPES } from '../engine/model/ingress.ts';
import type { ObjectMeta } from '../engine/model/kubernetes.ts';
import { checkIngressHost } from './hostNames.ts';
import { checkName, checkPortName, checkPortNumber, isSubdomain, SUBDOMAIN_DETAIL } from './names.ts';
import { type FieldProblem, type Findings, invalid, required, shown } from './problems.ts';
import { compact, filled, has, list, number, oneOf, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
/** What an Exact or Prefix path may not hold, and how it may not end. */
const BAD_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const BAD_ENDS = ['/..', '/.'];

export function readIngress(found: Findings, object: Rec, metadata: ObjectMeta): Ingress {
  const spec = record(object['spec']);
  const className = text(spec, 'ingressClassName');
  const given = list(spec, 'rules') ?? [];
  if (given.length === 0 && !has(spec, 'defaultBackend'))
    found.fail(invalid('VAL54', ['spec'], null, 'either `defaultBackend` or `rules` must be specified'));
  checkClass(found, metadata, className);
  const defaultBackend = has(spec, 'defaultBackend')
    ? readBackend(found, record(spec['defaultBackend']), ['spec', 'defaultBackend'])
    : undefined;
  const tls = list(spec, 'tls')?.map((item, index) => readTls(found, record(item), ['spec', 'tls', index]));
  const rules = given.map((item, index) => readRule(found, record(item), ['spec', 'rules', index]));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata,
    spec: compact<Ingress['spec']>({ ingressClassName: className, defaultBackend, tls: filled(tls), rules: filled(rules) }),
  };
}

function checkClass(found: Findings, metadata: ObjectMeta, className: string | undefined): void {
  const annotation = metadata.annotations?.[CLASS_ANNOTATION];
  if (className !== undefined && !isSubdomain(className))
    found.fail(invalid('VAL6', ['spec', 'ingressClassName'], className, SUBDOMAIN_DETAIL));
  if (annotation === undefined || className === undefined || annotation === className) return;
  // The server writes this path without brackets.
  const problem: FieldProblem = {
    code: 'VAL58',
    severity: 'error',
    path: ['metadata', 'annotations', CLASS_ANNOTATION],
    text: `annotations.${CLASS_ANNOTATION}: Invalid value: ${shown(annotation)}: must match \`ingressClassName\` when both are specified`,
    decoding: false,
  };
  found.fail(problem);
}

function readTls(found: Findings, tls: Rec, path: Path): IngressTls {
  const hosts = texts(tls, 'hosts') ?? [];
  hosts.forEach((host, index) => checkIngressHost(found.fail, host, { path: [...path, 'hosts', index], code: 'VAL61' }));
  const secretName = text(tls, 'secretName');
  if (secretName !== undefined && !isSubdomain(secretName))
    found.fail(invalid('VAL61', [...path, 'secretName'], secretName, SUBDOMAIN_DETAIL));
  return compact<IngressTls>({ hosts: filled(hosts), secretName });
}

function readRule(found: Findings, rule: Rec, path: Path): IngressRule {
  const host = text(rule, 'host');
  if (host !== undefined) checkIngressHost(found.fail, host, { path: [...path, 'host'], code: 'VAL55' });
  if (!has(rule, 'http')) return compact<IngressRule>({ host });
  const here = [...path, 'http', 'paths'];
  const given = list(record(rule['http']), 'paths') ?? [];
  if (given.length === 0) found.fail(required('VAL57', here));
  const paths = given.map((item, index) => readPath(found, record(item), [...here, index]));
  return compact<IngressRule>({ host, http: { paths } });
}

function readPath(found: Findings, source: Rec, path: Path): IngressPath {
  const written = text(source, 'path');
  const pathType = oneOf(source, 'pathType', PATH_TYPES);
  if (text(source, 'pathType') === undefined) found.fail(required('VAL57', [...path, 'pathType'], 'pathType must be specified'));
  else if (pathType !== undefined) checkPath(found, { pathType, value: written ?? '' }, [...path, 'path']);
  const backend = readBackend(found, record(source['backend']), [...path, 'backend']);
  return compact<IngressPath>({ path: written, pathType: pathType ?? 'Prefix', backend });
}

function checkPath(
  found: Findings,
  from: { readonly pathType: IngressPath['pathType']; readonly value: string },
  at: Path,
): void {
  const { pathType, value } = from;
  const wrong = (detail: string): void => found.fail(invalid('VAL57', at, value, detail));
  if (pathType === 'ImplementationSpecific') {
    if (value !== '' && !value.startsWith('/')) wrong('must be an absolute path');
    return;
  }
  if (!value.startsWith('/')) wrong('must be an absolute path');
  const sequence = BAD_SEQUENCES.find((part) => value.includes(part));
  if (sequence !== undefined) wrong(`must not contain '${sequence}'`);
  const end = BAD_ENDS.find((part) => value.endsWith(part));
  if (end !== undefined) wrong(`cannot end with '${end}'`);
}

function readBackend(found: Findings, backend: Rec, path: Path): IngressBackend {
  const [byResource, byService] = [has(backend, 'resource'), has(backend, 'service')];
  if (byResource && byService) found.fail(invalid('VAL59', path, '', 'cannot set both resource and service backends'));
  else if (!byResource && !byService) found.fail(invalid('VAL59', path, '', 'resource or service backend is required'));
  if (byResource) {
    const resource = record(backend['resource']);
    for (const key of ['kind', 'name'] as const)
      if (text(resource, key) === undefined) found.fail(required('VAL59', [...path, 'resource', key]));
    found.note({ path: [...path, 'resource'], treatment: 'unsupported', reason: 'report.later' });
    return {
      resource: compact<NonNullable<IngressBackend['resource']>>({
        apiGroup: text(resource, 'apiGroup'),
        kind: text(resource, 'kind') ?? '',
        name: text(resource, 'name') ?? '',
      }),
    };
  }
  const service = record(backend['service']);
  const here = [...path, 'service'];
  const name = text(service, 'name');
  if (byService && name === undefined) found.fail(required('VAL60', [...here, 'name']));
  else if (name !== undefined) checkName(found.fail, 'Service', name, [...here, 'name']);
  const port = record(service['port']);
  const [portName, portNumber] = [text(port, 'name'), number(port, 'number')];
  if (portName !== undefined && portNumber !== undefined)
    found.fail(invalid('VAL60', path, '', 'cannot set both port name & port number'));
  else if (portName !== undefined) checkPortName(found.fail, portName, [...here, 'port', 'name']);
  else if (portNumber !== undefined) checkPortNumber(found.fail, portNumber, [...here, 'port', 'number']);
  else if (byService) found.fail(required('VAL60', path, 'port name or number is required'));
  return {
    service: {
      name: name ?? '',
      port: portName === undefined ? { number: portNumber ?? 0 } : { name: portName },
    },
  };
}

export function readIngressClass(found: Findings, object: Rec, metadata: ObjectMeta): IngressClass {
  const controller = text(record(object['spec']), 'controller');
  if (
    controller !== undefined &&
    (controller.length > 250 || !controller.includes('/') || !isSubdomain(controller.split('/')[0] ?? ''))
  )
    found.fail(invalid('VAL62', ['spec', 'controller'], controller, 'must be a domain-prefixed path (such as "acme.io/foo")'));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata,
    spec: compact<IngressClass['spec']>({ controller }),
  };
}
