// HTTPRoute and ReferenceGrant, validated in the words of their CRDs. Rules: GW5–GW11, VAL64 (limits and CEL texts).
import type {
  HTTPBackendRef,
  HTTPRoute,
  HTTPRouteMatch,
  HTTPRouteRule,
  ParentReference,
  ReferenceGrant,
  ValueMatch,
} from '../engine/model/gateway.ts';
import type { ObjectMeta } from '../engine/model/kubernetes.ts';
import { checkGatewayHost } from './hostNames.ts';
import { checkPortNumber } from './names.ts';
import { celRule, type Findings, invalid, required, tooMany } from './problems.ts';
import { readReference } from './readGateways.ts';
import { checkFilters, readFilter } from './readRouteFilters.ts';
import { compact, filled, has, list, number, oneOf, type Rec, record, text, texts } from './take.ts';
import type { Path } from './yamlDocument.ts';

const MOST = { rules: 16, matches: 64, allMatches: 128, hostnames: 16, weight: 1_000_000 } as const;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] as const;
const ABSOLUTE = "value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']";
const BAD_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F', '#'];

export function readHttpRoute(found: Findings, object: Rec, metadata: ObjectMeta): HTTPRoute {
  const spec = record(object['spec']);
  const parentRefs = list(spec, 'parentRefs')?.map((item, index): ParentReference => {
    const source = record(item);
    return compact<ParentReference>({
      ...readReference(found, source, ['spec', 'parentRefs', index]),
      sectionName: text(source, 'sectionName'),
      port: number(source, 'port'),
    });
  });
  const hostnames = texts(spec, 'hostnames') ?? [];
  if (hostnames.length > MOST.hostnames) found.fail(tooMany('VAL64', ['spec', 'hostnames'], hostnames.length, MOST.hostnames));
  hostnames.forEach((host, index) => checkGatewayHost(found.fail, host, ['spec', 'hostnames', index]));
  const given = list(spec, 'rules') ?? [];
  if (given.length > MOST.rules) found.fail(tooMany('VAL64', ['spec', 'rules'], given.length, MOST.rules));
  const rules = given.slice(0, MOST.rules).map((item, index) => readRule(found, record(item), ['spec', 'rules', index]));
  const matches = rules.reduce((sum, rule) => sum + (rule.matches?.length ?? 0), 0);
  if (matches > MOST.allMatches)
    found.fail(
      celRule(
        'VAL64',
        ['spec', 'rules'],
        'While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128',
      ),
    );
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata,
    spec: compact<HTTPRoute['spec']>({
      parentRefs: filled(parentRefs),
      hostnames: filled(hostnames),
      rules: filled(rules),
    }),
  };
}

function readRule(found: Findings, rule: Rec, path: Path): HTTPRouteRule {
  const given = list(rule, 'matches') ?? [];
  if (given.length > MOST.matches) found.fail(tooMany('VAL64', [...path, 'matches'], given.length, MOST.matches));
  const matches = given.slice(0, MOST.matches).map((item, index) => readMatch(found, record(item), [...path, 'matches', index]));
  const filters = list(rule, 'filters')?.map((item, index) => readFilter(found, record(item), [...path, 'filters', index]));
  const backendRefs = list(rule, 'backendRefs')?.map((item, index) =>
    readBackend(found, record(item), [...path, 'backendRefs', index]),
  );
  const read = compact<HTTPRouteRule>({
    name: text(rule, 'name'),
    matches: filled(matches),
    filters: filled(filters),
    backendRefs: filled(backendRefs),
  });
  checkFilters(found, read, path);
  return read;
}

function readMatch(found: Findings, match: Rec, path: Path): HTTPRouteMatch {
  const source = record(match['path']);
  const type = oneOf(source, 'type', ['Exact', 'PathPrefix', 'RegularExpression'] as const);
  const value = text(source, 'value');
  if (type !== 'RegularExpression' && value !== undefined) {
    const wrong = (message: string): void => found.fail(celRule('VAL64', [...path, 'path'], message));
    if (!value.startsWith('/')) wrong(ABSOLUTE);
    const bad = BAD_SEQUENCES.find((part) => value.includes(part));
    if (bad !== undefined) wrong(`must not contain '${bad}' when type one of ['Exact', 'PathPrefix']`);
    const end = ['/..', '/.'].find((part) => value.endsWith(part));
    if (end !== undefined) wrong(`must not end with '${end}' when type one of ['Exact', 'PathPrefix']`);
  }
  return compact<HTTPRouteMatch>({
    path: has(match, 'path') ? compact<NonNullable<HTTPRouteMatch['path']>>({ type, value }) : undefined,
    headers: filled(readValues(found, match, { key: 'headers', path })),
    queryParams: filled(readValues(found, match, { key: 'queryParams', path })),
    method: oneOf(match, 'method', METHODS),
  });
}

function readValues(
  found: Findings,
  match: Rec,
  from: { readonly key: 'headers' | 'queryParams'; readonly path: Path },
): ValueMatch[] {
  return (list(match, from.key) ?? []).map((item, index) => {
    const source = record(item);
    const [name, value] = [text(source, 'name'), text(source, 'value')];
    const here = [...from.path, from.key, index];
    if (name === undefined) found.fail(required('VAL64', [...here, 'name']));
    if (value === undefined) found.fail(required('VAL64', [...here, 'value']));
    return compact<ValueMatch>({
      type: oneOf(source, 'type', ['Exact', 'RegularExpression'] as const),
      name: name ?? '',
      value: value ?? '',
    });
  });
}

function readBackend(found: Findings, source: Rec, path: Path): HTTPBackendRef {
  const reference = readReference(found, source, path);
  const [port, weight] = [number(source, 'port'), number(source, 'weight')];
  const isService = (reference.group ?? '') === '' && (reference.kind ?? 'Service') === 'Service';
  if (isService && port === undefined) found.fail(celRule('VAL64', path, 'Must have port for Service reference'));
  if (port !== undefined) checkPortNumber(found.fail, port, [...path, 'port']);
  if (weight !== undefined && (weight < 0 || weight > MOST.weight))
    found.fail(
      invalid(
        'VAL64',
        [...path, 'weight'],
        weight,
        `should be ${weight < 0 ? 'greater' : 'less'} than or equal to ${weight < 0 ? 0 : MOST.weight}`,
      ),
    );
  return compact<HTTPBackendRef>({ ...reference, port, weight });
}

export function readReferenceGrant(found: Findings, object: Rec, metadata: ObjectMeta): ReferenceGrant {
  const spec = record(object['spec']);
  const needs = (source: Rec, key: string, path: Path): string => {
    const value = text(source, key);
    if (value === undefined) found.fail(required('VAL64', [...path, key]));
    return value ?? '';
  };
  const [from, to] = [list(spec, 'from') ?? [], list(spec, 'to') ?? []];
  if (from.length === 0) found.fail(required('VAL64', ['spec', 'from']));
  if (to.length === 0) found.fail(required('VAL64', ['spec', 'to']));
  return {
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'ReferenceGrant',
    metadata,
    spec: {
      from: from.map((item, index) => {
        const [source, path] = [record(item), ['spec', 'from', index] as const];
        return {
          group: text(source, 'group') ?? '',
          kind: needs(source, 'kind', path),
          namespace: needs(source, 'namespace', path),
        };
      }),
      to: to.map((item, index) => {
        const [source, path] = [record(item), ['spec', 'to', index] as const];
        return compact<ReferenceGrant['spec']['to'][number]>({
          group: text(source, 'group') ?? '',
          kind: needs(source, 'kind', path),
          name: text(source, 'name'),
        });
      }),
    },
  };
}
