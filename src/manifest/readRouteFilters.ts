// Filters of an HTTPRoute rule, and which of them may stand together. Rules: GW11, VAL64.
import type { HTTPRouteFilter, HTTPRouteRule, PathModifier } from '../engine/model/gateway.ts';
import { checkGatewayHost } from './hostNames.ts';
import { checkPortNumber } from './names.ts';
import { celRule, type Findings, required, unsupported } from './problems.ts';
import { compact, has, number, oneOf, type Rec, record, text } from './take.ts';
import type { Path } from './yamlDocument.ts';

const TYPES = [
  'RequestHeaderModifier',
  'ResponseHeaderModifier',
  'RequestMirror',
  'RequestRedirect',
  'URLRewrite',
  'ExtensionRef',
  'CORS',
] as const;
const STATUS_CODES = [301, 302, 303, 307, 308];
/** The field that a type needs. */
const FIELD_OF = { RequestRedirect: 'requestRedirect', URLRewrite: 'urlRewrite' } as const;

export function readFilter(found: Findings, source: Rec, path: Path): HTTPRouteFilter {
  const type = oneOf(source, 'type', TYPES);
  if (text(source, 'type') === undefined) found.fail(required('VAL64', [...path, 'type']));
  for (const [needs, field] of Object.entries(FIELD_OF)) {
    if (type === needs && !has(source, field))
      found.fail(celRule('VAL64', path, `filter.${field} must be specified for ${needs} filter.type`));
    if (type !== needs && has(source, field))
      found.fail(celRule('VAL64', path, `filter.${field} must be nil if the filter.type is not ${needs}`));
  }
  return compact<HTTPRouteFilter>({
    type: type ?? 'ExtensionRef',
    requestRedirect: has(source, 'requestRedirect')
      ? readRedirect(found, record(source['requestRedirect']), [...path, 'requestRedirect'])
      : undefined,
    urlRewrite: has(source, 'urlRewrite') ? readRewrite(found, record(source['urlRewrite']), [...path, 'urlRewrite']) : undefined,
  });
}

function readRedirect(found: Findings, source: Rec, path: Path): NonNullable<HTTPRouteFilter['requestRedirect']> {
  const [hostname, port, statusCode] = [text(source, 'hostname'), number(source, 'port'), number(source, 'statusCode')];
  if (hostname !== undefined) checkGatewayHost(found.fail, hostname, [...path, 'hostname']);
  if (port !== undefined) checkPortNumber(found.fail, port, [...path, 'port']);
  if (statusCode !== undefined && !STATUS_CODES.includes(statusCode))
    found.fail(unsupported('VAL64', [...path, 'statusCode'], statusCode, STATUS_CODES.map(String)));
  return compact<NonNullable<HTTPRouteFilter['requestRedirect']>>({
    scheme: oneOf(source, 'scheme', ['http', 'https'] as const),
    hostname,
    path: has(source, 'path') ? readModifier(found, record(source['path']), [...path, 'path']) : undefined,
    port,
    statusCode,
  });
}

function readRewrite(found: Findings, source: Rec, path: Path): NonNullable<HTTPRouteFilter['urlRewrite']> {
  const hostname = text(source, 'hostname');
  if (hostname !== undefined) checkGatewayHost(found.fail, hostname, [...path, 'hostname']);
  return compact<NonNullable<HTTPRouteFilter['urlRewrite']>>({
    hostname,
    path: has(source, 'path') ? readModifier(found, record(source['path']), [...path, 'path']) : undefined,
  });
}

function readModifier(found: Findings, source: Rec, path: Path): PathModifier {
  const type = oneOf(source, 'type', ['ReplaceFullPath', 'ReplacePrefixMatch'] as const);
  if (text(source, 'type') === undefined) found.fail(required('VAL64', [...path, 'type']));
  const field = type === 'ReplaceFullPath' ? 'replaceFullPath' : 'replacePrefixMatch';
  if (type !== undefined && !has(source, field))
    found.fail(celRule('VAL64', path, `${field} must be specified when type is set to '${type}'`));
  const value = source[field];
  return { type: type ?? 'ReplaceFullPath', [field]: typeof value === 'string' ? value : '' };
}

/** Which filters may stand together, and with what. */
export function checkFilters(found: Findings, rule: HTTPRouteRule, path: Path): void {
  const wrong = (message: string): void => found.fail(celRule('VAL64', path, message));
  const filters = rule.filters ?? [];
  const redirect = filters.find(({ type }) => type === 'RequestRedirect');
  const rewrite = filters.find(({ type }) => type === 'URLRewrite');
  if (redirect && (rule.backendRefs?.length ?? 0) > 0) wrong('RequestRedirect filter must not be used together with backendRefs');
  if (redirect && rewrite)
    found.fail(
      celRule(
        'VAL64',
        [...path, 'filters'],
        'May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both',
      ),
    );
  for (const type of ['RequestRedirect', 'URLRewrite', 'RequestHeaderModifier', 'ResponseHeaderModifier'] as const)
    if (filters.filter((filter) => filter.type === type).length > 1)
      found.fail(celRule('VAL64', [...path, 'filters'], `${type} filter cannot be repeated`));
  const onlyPrefix = rule.matches?.length === 1 && (rule.matches[0]?.path?.type ?? 'PathPrefix') === 'PathPrefix';
  const usesPrefix = [redirect?.requestRedirect?.path, rewrite?.urlRewrite?.path].some(
    (modifier) => modifier?.type === 'ReplacePrefixMatch',
  );
  if (usesPrefix && !onlyPrefix && rule.matches !== undefined)
    wrong(
      `When using ${redirect ? 'RequestRedirect' : 'URLRewrite'} filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified`,
    );
}
