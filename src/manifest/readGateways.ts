// GatewayClass and Gateway, validated in the words of their CRDs. Rules: GW1, GW3, GW11, VAL64.
import type { Gateway, GatewayClass, Listener, ObjectReference, RouteGroupKind } from '../engine/model/gateway.ts';
import type { ObjectMeta } from '../engine/model/kubernetes.ts';
import { checkGatewayHost } from './hostNames.ts';
import { checkPortNumber, checkSelector, isSubdomain, SUBDOMAIN_DETAIL } from './names.ts';
import { celRule, type Findings, invalid, required, tooMany } from './problems.ts';
import { readSelector } from './readMeta.ts';
import { compact, filled, has, list, number, oneOf, type Rec, record, text } from './take.ts';
import type { Path } from './yamlDocument.ts';

const MOST_LISTENERS = 64;
const MOST_ADDRESSES = 16;

export function readGatewayClass(found: Findings, object: Rec, metadata: ObjectMeta): GatewayClass {
  const controllerName = text(record(object['spec']), 'controllerName');
  if (controllerName === undefined) found.fail(required('VAL64', ['spec', 'controllerName']));
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata,
    spec: { controllerName: controllerName ?? '' },
  };
}

export function readGateway(found: Findings, object: Rec, metadata: ObjectMeta): Gateway {
  const spec = record(object['spec']);
  const gatewayClassName = text(spec, 'gatewayClassName');
  if (gatewayClassName === undefined) found.fail(required('VAL64', ['spec', 'gatewayClassName']));
  const given = list(spec, 'listeners') ?? [];
  const path: Path = ['spec', 'listeners'];
  if (given.length === 0) found.fail(required('VAL64', path));
  if (given.length > MOST_LISTENERS) found.fail(tooMany('VAL64', path, given.length, MOST_LISTENERS));
  const listeners = given.slice(0, MOST_LISTENERS).map((item, index) => readListener(found, record(item), [...path, index]));
  if (hasTwice(listeners.map(({ name }) => name)))
    found.fail(celRule('VAL64', path, 'Listener name must be unique within the Gateway'));
  if (hasTwice(listeners.map(({ port, protocol, hostname }) => `${port} ${protocol} ${hostname ?? ''}`)))
    found.fail(celRule('VAL64', path, 'Combination of port, protocol and hostname must be unique for each listener'));
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata,
    spec: compact<Gateway['spec']>({ gatewayClassName: gatewayClassName ?? '', listeners, addresses: readAddresses(spec) }),
  };
}

function readAddresses(spec: Rec): Gateway['spec']['addresses'] {
  const given = list(spec, 'addresses')?.slice(0, MOST_ADDRESSES);
  return filled(
    given?.map((item) =>
      compact<{ type?: string; value?: string }>({ type: text(record(item), 'type'), value: text(record(item), 'value') }),
    ),
  );
}

function hasTwice(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}

function readListener(found: Findings, source: Rec, path: Path): Listener {
  const name = text(source, 'name');
  const hostname = text(source, 'hostname');
  const port = number(source, 'port');
  const protocol = text(source, 'protocol');
  if (name === undefined) found.fail(required('VAL64', [...path, 'name']));
  else if (!isSubdomain(name)) found.fail(invalid('VAL64', [...path, 'name'], name, SUBDOMAIN_DETAIL));
  if (protocol === undefined) found.fail(required('VAL64', [...path, 'protocol']));
  if (port === undefined) found.fail(required('VAL64', [...path, 'port']));
  else checkPortNumber(found.fail, port, [...path, 'port']);
  if (hostname !== undefined) {
    checkGatewayHost(found.fail, hostname, [...path, 'hostname']);
    if (protocol === 'TCP' || protocol === 'UDP')
      found.fail(celRule('VAL64', path, "hostname must not be specified for protocols ['TCP', 'UDP']"));
  }
  const tls = has(source, 'tls') ? readTls(found, source, { protocol: protocol ?? '', path }) : undefined;
  if (protocol === 'TLS' && tls?.mode === undefined) found.fail(celRule('VAL64', path, 'tls mode must be set for protocol TLS'));
  if (protocol !== undefined && protocol !== 'HTTP' && protocol !== 'HTTPS')
    found.note({ path: [...path, 'protocol'], treatment: 'unsupported', reason: 'report.later' });
  return compact<Listener>({
    name: name ?? '',
    hostname,
    port: port ?? 0,
    protocol: protocol ?? '',
    tls,
    allowedRoutes: has(source, 'allowedRoutes') ? readAllowed(found, record(source['allowedRoutes']), path) : undefined,
  });
}

function readTls(
  found: Findings,
  source: Rec,
  from: { readonly protocol: string; readonly path: Path },
): NonNullable<Listener['tls']> {
  const tls = record(source['tls']);
  const mode = oneOf(tls, 'mode', ['Terminate', 'Passthrough'] as const);
  const certificateRefs = list(tls, 'certificateRefs')?.map((item, index) =>
    readReference(found, record(item), [...from.path, 'tls', 'certificateRefs', index]),
  );
  if (['HTTP', 'TCP', 'UDP'].includes(from.protocol))
    found.fail(celRule('VAL64', from.path, "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']"));
  if (from.protocol === 'HTTPS' && mode === 'Passthrough')
    found.fail(celRule('VAL64', from.path, 'tls mode must be Terminate for protocol HTTPS'));
  if (mode !== 'Passthrough' && filled(certificateRefs) === undefined && !has(tls, 'options'))
    found.fail(celRule('VAL64', [...from.path, 'tls'], 'certificateRefs or options must be specified when mode is Terminate'));
  return compact<NonNullable<Listener['tls']>>({ mode, certificateRefs: filled(certificateRefs) });
}

function readAllowed(found: Findings, allowed: Rec, path: Path): NonNullable<Listener['allowedRoutes']> {
  const source = record(allowed['namespaces']);
  const here = [...path, 'allowedRoutes'];
  if (has(source, 'selector')) checkSelector(found.fail, source['selector'], [...here, 'namespaces', 'selector']);
  const namespaces = compact<NonNullable<NonNullable<Listener['allowedRoutes']>['namespaces']>>({
    from: oneOf(source, 'from', ['All', 'Selector', 'Same', 'None'] as const),
    selector: has(source, 'selector') ? readSelector(source['selector']) : undefined,
  });
  const kinds = list(allowed, 'kinds')?.map((item, index): RouteGroupKind => {
    const kind = text(record(item), 'kind');
    if (kind === undefined) found.fail(required('VAL64', [...here, 'kinds', index, 'kind']));
    return compact<RouteGroupKind>({ group: text(record(item), 'group'), kind: kind ?? '' });
  });
  return compact<NonNullable<Listener['allowedRoutes']>>({
    namespaces: has(allowed, 'namespaces') ? namespaces : undefined,
    kinds: filled(kinds),
  });
}

export function readReference(found: Findings, source: Rec, path: Path): ObjectReference {
  const name = text(source, 'name');
  if (name === undefined) found.fail(required('VAL64', [...path, 'name']));
  return compact<ObjectReference>({
    group: text(source, 'group'),
    kind: text(source, 'kind'),
    namespace: text(source, 'namespace'),
    name: name ?? '',
  });
}
