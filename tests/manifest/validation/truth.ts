// The shape of the truth tables: one row is a rule, a text, and every complaint that it brings, with line and field path.
import { expect, it } from 'vitest';
import { problemsOf } from '../sentences.ts';

/** Rule ids, what is written, and `line path | sentence` of every problem, in the order told. */
export type Row = readonly [id: string, text: string, told: readonly string[]];

export function table(rows: readonly Row[]): void {
  it.each(rows)('%s %#', (_id, text, told) => {
    expect(problemsOf(text).map(({ line, path, message }) => `${line} ${path.replace(/^.*?: /, '')} | ${message}`)).toEqual(told);
  });
}

/** One complaint of validation, with kubectl's prefix (VAL3). */
export function invalid(
  at: { readonly line: number; readonly kind: string; readonly name?: string },
  path: string,
  rest: string,
): string {
  return `${at.line} ${path} | The ${at.kind} "${at.name ?? 'x'}" is invalid: ${path}: ${rest}`;
}

export const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
export const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
export const DNS1035 =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
export const VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
export const NAME_PART =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
export const CIDR = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
export const PORT = 'must be between 1 and 65535, inclusive';
