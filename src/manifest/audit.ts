// The audit of one object against the field table: unknown fields, wrong types, values outside an enum, and notes on what is ignored.
// Nothing is built here; readers build from what passed. Rules: VAL2, VAL4.
import { enumOf, fieldsOfType } from './fields.ts';
import { isRecord } from './isRecord.ts';
import { nearestWord } from './nearest.ts';
import { type Findings, formatPath, invalid, plain, shorten, shown, unsupported } from './problems.ts';
import type { Path } from './yamlDocument.ts';

export interface Audit extends Findings {
  readonly kind: string;
  readonly apiVersion: string;
  /** Its entry in the field table, where that is not the kind. */
  readonly type?: string;
}

/** Where we are: the path, and the type that owns the field. */
interface At {
  readonly path: Path;
  readonly owner: string;
  /** The path as Go names it, where it is not `path`: without the keys of maps. */
  readonly goPath?: Path;
}

/** Names that JavaScript gives every object; as keys of labels they could only be an attack. */
const NEVER = new Set(['__proto__', 'constructor', 'prototype']);
/** Enough to mend; a text of a million mistakes must not take a million sentences. */
const MOST_PROBLEMS = 20;

/** Values that say what happens here anyway. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['ServiceSpec.ipFamilies', '["IPv4"]'],
  ['ServiceSpec.ipFamilyPolicy', '"SingleStack"'],
]);

/** Their validators have words of their own (VAL15). */
const OWN_WORDS: ReadonlySet<string> = new Set(['LabelSelectorRequirement.operator']);

const ENUM_CODES: ReadonlyMap<string, string> = new Map([
  ['HTTPIngressPath.pathType', 'VAL57'],
  ['NetworkPolicyPort.protocol', 'VAL18'],
  ['NetworkPolicySpec.policyTypes', 'VAL30'],
  ['ServicePort.protocol', 'VAL39'],
  ['ServiceSpec.type', 'VAL40'],
  ['ServiceSpec.externalTrafficPolicy', 'VAL47'],
  ['ServiceSpec.internalTrafficPolicy', 'VAL47'],
]);

/** True when the object has the shape of its kind; otherwise at least one decoding problem was reported. */
export function auditObject(audit: Audit, value: unknown): boolean {
  let problems = 0;
  const fail: Audit['fail'] = (problem) => {
    if (problem.decoding) problems++;
    if (problems <= MOST_PROBLEMS) audit.fail(problem);
  };
  return auditFields({ ...audit, fail }, value, audit.type ?? audit.kind, { path: [], owner: audit.kind });
}

function auditValue(audit: Audit, value: unknown, type: string, at: At): boolean {
  if (value === null || value === undefined) return true;
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return mismatch(audit, value, type, at);
    return every(value, (item, index) => auditValue(audit, item, type.slice(0, -2), { ...at, path: [...at.path, index] }));
  }
  switch (type) {
    case 'any':
      return true;
    case 'string':
      return typeof value === 'string' || mismatch(audit, value, type, at);
    case 'bool':
      return typeof value === 'boolean' || mismatch(audit, value, type, at);
    case 'int':
      return isInt32(value) || mismatch(audit, value, type, at);
    case 'number':
      return (typeof value === 'number' && Number.isFinite(value)) || mismatch(audit, value, type, at);
    case 'IntOrString':
      return typeof value === 'string' || isInt32(value) || mismatch(audit, value, type, at);
    case 'strings':
      if (!Array.isArray(value)) return mismatch(audit, value, type, at);
      return every(
        value,
        (item, index) => typeof item === 'string' || mismatch(audit, item, 'string', { ...at, path: [...at.path, index] }),
      );
    case 'map':
      if (!isRecord(value)) return mismatch(audit, value, type, at);
      return every(Object.entries(value), ([key, item]) => {
        const here = { ...at, path: [...at.path, key], goPath: at.path };
        return (
          safeKey(audit, key, at.path) && (item === null || typeof item === 'string' || mismatch(audit, item, 'string', here))
        );
      });
    default:
      return auditFields(audit, value, type, at);
  }
}

/** Like `every`, but looks at the first few even after one has failed, so that several mistakes show at once. */
function every<T>(items: readonly T[], holds: (item: T, index: number) => boolean): boolean {
  let failed = 0;
  for (let index = 0; index < items.length && failed < MOST_PROBLEMS; index++) {
    if (!holds(items[index] as T, index)) failed++;
  }
  return failed === 0;
}

function auditFields(audit: Audit, value: unknown, type: string, at: At): boolean {
  const fields = fieldsOfType(type);
  if (!fields) throw new Error(`no field table for ${type}`);
  if (!isRecord(value)) return mismatch(audit, value, type, at);
  return every(Object.entries(value), ([key, item]) => {
    const field = fields.get(key);
    const here = { path: [...at.path, key], owner: type };
    if (!field) {
      audit.fail(unknownField(key, here.path, type));
      return false;
    }
    if (!isNothing(item) && field.treatment !== 'honoured') {
      const usual = DEFAULTS.get(`${type}.${key}`);
      const isDefault = usual !== undefined && usual === shown(item);
      audit.note({
        path: here.path,
        treatment: isDefault ? 'ignored' : field.treatment,
        reason: isDefault ? 'report.default' : field.reason,
      });
    }
    if (!auditValue(audit, item, field.type, here)) return false;
    checkEnum(audit, item, `${type}.${key}`, here.path);
    return true;
  });
}

function unknownField(key: string, path: Path, type: string): ReturnType<typeof plain> {
  const near = nearestWord(key, fieldsOfType(type)?.keys() ?? []);
  const meant =
    near !== undefined ? `; did you mean "${near}"?` : type === 'LabelSelector' ? '; labels go below "matchLabels"' : '';
  return plain('VAL4', path, `strict decoding error: unknown field "${formatPath(path)}"${meant}`);
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isInt32(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
}

/** An enum is validation, not decoding: it stands beside the other mistakes (VAL2). */
function checkEnum(audit: Audit, value: unknown, field: string, path: Path): void {
  const dot = field.indexOf('.');
  const values = OWN_WORDS.has(field) ? undefined : enumOf(field.slice(0, dot), field.slice(dot + 1));
  if (!values || value === null || value === undefined) return;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  // More than two policyTypes are told alone (VAL29).
  if (field === 'NetworkPolicySpec.policyTypes' && list.length > 2) return;
  // An empty text means "not said", which defaulting then fills in.
  list.slice(0, MOST_PROBLEMS).forEach((item, index) => {
    if (typeof item !== 'string' || item === '' || values.includes(item)) return;
    audit.fail(unsupported(ENUM_CODES.get(field) ?? 'VAL2', Array.isArray(value) ? [...path, index] : path, item, values));
  });
}

function safeKey(audit: Audit, key: string, path: Path): boolean {
  if (!NEVER.has(key)) return true;
  audit.fail(plain('VAL4', [...path, key], `the key "${key}" is not allowed in ${formatPath(path)}`));
  return false;
}

const JSON_KINDS: ReadonlyMap<string, string> = new Map([
  ['string', 'string'],
  ['number', 'number'],
  ['boolean', 'bool'],
  ['object', 'object'],
]);
const GO_TYPES: ReadonlyMap<string, string> = new Map([
  ['int', 'int32'],
  ['number', 'float64'],
  ['IntOrString', 'intstr.IntOrString'],
  ['strings', '[]string'],
  ['map', 'map[string]string'],
  ['string', 'string'],
  ['bool', 'bool'],
]);
const OUR_TYPES: ReadonlyMap<string, string> = new Map([
  ['int', 'a whole number'],
  ['number', 'a number'],
  ['IntOrString', 'a whole number or a text'],
  ['strings', 'a list of texts'],
  ['map', 'texts by name'],
  ['string', 'a text'],
  ['bool', 'true or false'],
]);

/** In the words of Go's decoder, which kubectl passes on; our own documents say it plainly. */
function mismatch(audit: Audit, value: unknown, type: string, at: At): false {
  const isList = type.endsWith('[]');
  if (audit.apiVersion.startsWith('cidr.house/')) {
    const expected = OUR_TYPES.get(type) ?? (isList ? 'a list' : 'a mapping of fields');
    audit.fail({ ...invalid('VAL4', at.path, value, `must be ${expected}`), decoding: true });
    return false;
  }
  const kind = Array.isArray(value) ? 'array' : (JSON_KINDS.get(typeof value) ?? typeof value);
  const names = (at.goPath ?? at.path).filter((segment) => typeof segment === 'string');
  const goType = GO_TYPES.get(type) ?? (isList ? `[]v1.${type.slice(0, -2)}` : `v1.${type}`);
  const written =
    typeof value === 'number' || typeof value === 'boolean' ? `; write "${shorten(String(value), 40)}" in quotes` : '';
  const text = `json: cannot unmarshal ${kind} into Go struct field ${at.owner}.${names.join('.')} of type ${goType}${goType === 'string' ? written : ''}`;
  audit.fail(
    plain(
      'VAL4',
      at.path,
      `${audit.kind} in version "${audit.apiVersion.split('/').pop() ?? ''}" cannot be handled as a ${audit.kind}: ${text}`,
    ),
  );
  return false;
}
