// The audit of one object against the field table: unknown fields, wrong types, values outside an enum, and the report of what is ignored.
// Nothing is built here; readers build from what passed. Rules: VAL2, VAL4.
import { enumOf, fieldsOfType } from './fields.ts';
import { nearestWord } from './nearest.ts';
import { type Fail, formatPath, plain, unsupported } from './problems.ts';
import type { Path } from './yamlDocument.ts';

export interface Noted {
  readonly path: Path;
  readonly treatment: 'ignored' | 'unsupported';
  readonly reason: string;
}

export interface Audit {
  readonly kind: string;
  readonly apiVersion: string;
  readonly fail: Fail;
  readonly note: (noted: Noted) => void;
}

const NEVER = new Set(['__proto__', 'constructor', 'prototype']);

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True when everything below `value` has the shape of `type`; otherwise at least one problem was reported. */
export function auditValue(audit: Audit, value: unknown, type: string, path: Path): boolean {
  if (value === null || value === undefined) return true;
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return mismatch(audit, value, path, 'array');
    return value.map((item: unknown, index) => auditValue(audit, item, type.slice(0, -2), [...path, index])).every(Boolean);
  }
  switch (type) {
    case 'any':
      return true;
    case 'string':
      return typeof value === 'string' || mismatch(audit, value, path, 'string');
    case 'bool':
      return typeof value === 'boolean' || mismatch(audit, value, path, 'bool');
    case 'int':
      return (typeof value === 'number' && Number.isSafeInteger(value)) || mismatch(audit, value, path, 'int32');
    case 'IntOrString':
      return typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value)) || mismatch(audit, value, path, 'IntOrString');
    case 'strings':
      if (!Array.isArray(value)) return mismatch(audit, value, path, '[]string');
      return value.every((item: unknown, index) => typeof item === 'string' || mismatch(audit, item, [...path, index], 'string'));
    case 'map':
      if (!isRecord(value)) return mismatch(audit, value, path, 'map[string]string');
      return Object.entries(value).every(([key, item]) => safeKey(audit, key, path) && (typeof item === 'string' || mismatch(audit, item, [...path, key], 'string')));
    default:
      return auditObject(audit, value, type, path);
  }
}

function auditObject(audit: Audit, value: unknown, type: string, path: Path): boolean {
  const fields = fieldsOfType(type);
  if (!fields) throw new Error(`no field table for ${type}`);
  if (!isRecord(value)) return mismatch(audit, value, path, type);
  let good = true;
  for (const [key, item] of Object.entries(value)) {
    const field = fields.get(key);
    const here = [...path, key];
    if (!field) {
      good = false;
      const near = nearestWord(key, fields.keys());
      const meant = near === undefined ? '' : `; did you mean "${near}"?`;
      audit.fail(plain('VAL4', here, `strict decoding error: unknown field "${formatPath(here)}"${meant}`));
      continue;
    }
    if (field.treatment === 'server') continue;
    if (field.treatment !== 'honoured' && item !== null && item !== undefined) {
      audit.note({ path: here, treatment: field.treatment, reason: field.treatment === 'ignored' ? 'report.noEffect' : 'report.later' });
    }
    if (!auditValue(audit, item, field.type, here)) good = false;
    else if (!enumHolds(audit, item, enumOf(type, key), here)) good = false;
  }
  return good;
}

function enumHolds(audit: Audit, value: unknown, values: readonly string[] | undefined, path: Path): boolean {
  if (!values || value === null || value === undefined) return true;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.every((item, index) => {
    // An empty text means "not said", which defaulting then fills in.
    if (item === '' || (typeof item === 'string' && values.includes(item))) return true;
    const here = Array.isArray(value) ? [...path, index] : path;
    const field = String(path[path.length - 1]);
    audit.fail(unsupported(ENUM_CODES[field] ?? 'enum', here, item, values));
    return false;
  });
}

/** Rules of validation that are enums (section 10). */
const ENUM_CODES: Readonly<Record<string, string>> = {
  protocol: 'VAL18',
  policyTypes: 'VAL30',
  type: 'VAL40',
  externalTrafficPolicy: 'VAL47',
  internalTrafficPolicy: 'VAL47',
  operator: 'VAL15',
};

function safeKey(audit: Audit, key: string, path: Path): boolean {
  if (!NEVER.has(key)) return true;
  audit.fail(plain('VAL4', [...path, key], `the key "${key}" is not allowed in ${formatPath(path)}`));
  return false;
}

const GO_KINDS: Readonly<Record<string, string>> = { string: 'string', number: 'number', boolean: 'bool', object: 'object' };

function mismatch(audit: Audit, value: unknown, path: Path, goType: string): false {
  const kind = Array.isArray(value) ? 'array' : (GO_KINDS[typeof value] ?? typeof value);
  const field = formatPath(path.filter((segment) => typeof segment === 'string'));
  const text = `${audit.kind} in version "${audit.apiVersion.split('/').pop() ?? ''}" cannot be handled as a ${audit.kind}: json: cannot unmarshal ${kind} into Go struct field ${audit.kind}.${field} of type ${goType}`;
  audit.fail(plain('VAL4', path, text));
  return false;
}
