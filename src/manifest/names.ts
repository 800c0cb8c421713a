// Names, labels and selectors as apimachinery checks them. Rules: VAL6–VAL17, VAL53.
import { isRecord } from './isRecord.ts';
import { type Fail, forbidden, invalid, plain, required } from './problems.ts';
import type { Path } from './yamlDocument.ts';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const DNS1123_LABEL = new RegExp(`^${LABEL}$`);
const DNS1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const SUBDOMAIN_TEXT =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_TEXT =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const DNS1035_TEXT =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const VALUE_TEXT =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const QUALIFIED_EXAMPLES =
  "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

/** Names that every JavaScript object has: legal to Kubernetes, refused here (classroom safety). */
const NEVER = new Set(['constructor', 'prototype']);

/** Object names: most kinds a subdomain, Services a DNS-1035 label, namespaces a DNS-1123 label (VAL6–VAL10). */
export function checkName(fail: Fail, kind: string, value: unknown, path: Path): void {
  if (typeof value !== 'string' || value === '') {
    fail(required('VAL10', path, 'name or generateName is required'));
    return;
  }
  if (NEVER.has(value)) fail(plain('VAL10', path, `metadata.name: the name "${value}" is not allowed here`));
  if (kind === 'Service') checkPattern(fail, { code: 'VAL7', value, path, pattern: DNS1035, detail: DNS1035_TEXT, most: 63 });
  else if (kind === 'Namespace')
    checkPattern(fail, { code: 'VAL8', value, path, pattern: DNS1123_LABEL, detail: LABEL_TEXT, most: 63 });
  else checkPattern(fail, { code: 'VAL6', value, path, pattern: SUBDOMAIN, detail: SUBDOMAIN_TEXT, most: 253 });
}

export function checkNamespaceName(fail: Fail, value: string, path: Path): void {
  if (NEVER.has(value)) fail(plain('VAL8', path, `metadata.namespace: the name "${value}" is not allowed here`));
  checkPattern(fail, { code: 'VAL8', value, path, pattern: DNS1123_LABEL, detail: LABEL_TEXT, most: 63 });
}

/** The name of a Service port or of a container (VAL8). */
export function checkDnsLabel(fail: Fail, value: string, path: Path): void {
  checkPattern(fail, { code: 'VAL8', value, path, pattern: DNS1123_LABEL, detail: LABEL_TEXT, most: 63 });
}

export function isSubdomain(value: string): boolean {
  return value.length <= 253 && SUBDOMAIN.test(value);
}

/** A name that may stand in an address or a path, whatever its kind. */
export function isPlainName(value: string): boolean {
  return isSubdomain(value) && !NEVER.has(value);
}

export const SUBDOMAIN_DETAIL = SUBDOMAIN_TEXT;

interface PatternCheck {
  readonly code: string;
  readonly value: string;
  readonly path: Path;
  readonly pattern: RegExp;
  readonly detail: string;
  readonly most: number;
}

function checkPattern(fail: Fail, check: PatternCheck): void {
  const { code, value, path, most } = check;
  // Both are told: the helpers of apimachinery go on after the length.
  if (value.length > most) fail(invalid('VAL9', path, value, `must be no more than ${most} characters`));
  // Longer ones are no name by any reading, and a pattern would take its time over them.
  if (value.length <= 1000 && !check.pattern.test(value)) fail(invalid(code, path, value, check.detail));
}

export function checkLabels(fail: Fail, labels: unknown, path: Path): void {
  if (!isRecord(labels)) return;
  for (const [key, value] of Object.entries(labels)) {
    const here: Fail = (problem) => fail({ ...problem, at: [...path, key] });
    checkLabelKey(here, key, path);
    if (typeof value === 'string') checkLabelValue(here, value, path);
  }
}

/** Keys only: annotation values may be anything. */
export function checkAnnotations(fail: Fail, annotations: unknown, path: Path): void {
  if (!isRecord(annotations)) return;
  for (const key of Object.keys(annotations))
    checkLabelKey((problem) => fail({ ...problem, at: [...path, key] }), key.toLowerCase(), path);
}

function checkLabelKey(fail: Fail, key: string, path: Path): void {
  const wrong = (detail: string): void => fail(invalid('VAL11', path, key, detail));
  const parts = key.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 2) {
    wrong(
      `a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character ${QUALIFIED_EXAMPLES} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    );
    return;
  }
  const [prefix] = parts;
  if (parts.length === 2 && prefix === '') wrong('prefix part must be non-empty');
  else if (parts.length === 2 && !isSubdomain(prefix ?? '')) wrong(`prefix part ${SUBDOMAIN_TEXT}`);
  if (name === '') wrong('name part must be non-empty');
  else if (name.length > 63) wrong('name part must be no more than 63 characters');
  if (!QUALIFIED.test(name))
    wrong(
      `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character ${QUALIFIED_EXAMPLES}`,
    );
}

function checkLabelValue(fail: Fail, value: string, path: Path): void {
  if (value.length > 63) fail(invalid('VAL12', path, value, 'must be no more than 63 characters'));
  if (value !== '' && !QUALIFIED.test(value)) fail(invalid('VAL12', path, value, VALUE_TEXT));
}

/** A LabelSelector that has passed the audit (VAL11–VAL15). */
export function checkSelector(fail: Fail, selector: unknown, path: Path): void {
  if (!isRecord(selector)) return;
  checkLabels(fail, selector['matchLabels'], [...path, 'matchLabels']);
  const expressions = Array.isArray(selector['matchExpressions']) ? (selector['matchExpressions'] as readonly unknown[]) : [];
  expressions.forEach((item, index) => {
    const here = [...path, 'matchExpressions', index];
    // The API server reads null as an expression in which nothing is said.
    const expression = item === null ? {} : item;
    if (!isRecord(expression)) return;
    const values = Array.isArray(expression['values']) ? (expression['values'] as readonly unknown[]) : [];
    const operator = expression['operator'];
    if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0)
        fail(required('VAL13', [...here, 'values'], "must be specified when `operator` is 'In' or 'NotIn'"));
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (values.length > 0)
        fail(forbidden('VAL14', [...here, 'values'], "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
    } else fail(invalid('VAL15', [...here, 'operator'], operator ?? '', 'not a valid selector operator'));
    checkLabelKey(fail, typeof expression['key'] === 'string' ? expression['key'] : '', [...here, 'key']);
    values.forEach((value, position) => {
      if (typeof value === 'string') checkLabelValue(fail, value, [...here, 'values', position]);
    });
  });
}

/** A port number, or the name of a container port (VAL16, VAL17). */
export function checkPortNumber(fail: Fail, value: number, path: Path): void {
  if (value < 1 || value > 65_535) fail(invalid('VAL16', path, value, 'must be between 1 and 65535, inclusive'));
}

export function checkPortName(fail: Fail, value: string, path: Path): void {
  const wrong = (detail: string): void => fail(invalid('VAL17', path, value, detail));
  if (value.length > 15) wrong('must be no more than 15 characters');
  if (!/^[-a-z0-9]+$/.test(value)) wrong('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(value)) wrong('must contain at least one letter (a-z)');
  if (value.includes('--')) wrong('must not contain consecutive hyphens');
  if (value.startsWith('-') || value.endsWith('-')) wrong('must not begin or end with a hyphen');
}

export function checkPort(fail: Fail, value: unknown, path: Path): void {
  if (typeof value === 'number') checkPortNumber(fail, value, path);
  else if (typeof value === 'string') checkPortName(fail, value, path);
}
