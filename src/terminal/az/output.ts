// az's `-o json|jsonc|table|tsv|yaml|none` after `--query`. Tables as its own printer (tabulate, `simple`) draws them.
import { isRecord, textAt } from '../plainRead.ts';
import { yamlText } from '../yamlText.ts';

/** Titles and where their values stand; used without a query. */
export type AzTable = readonly (readonly [title: string, ...path: string[]])[];

export function printAz(value: unknown, format: string, table: AzTable | undefined): string | undefined {
  switch (format) {
    case 'json':
    case 'jsonc':
      return `${JSON.stringify(value ?? null, undefined, 2)}\n`;
    case 'table':
      return tableOf(value, table);
    case 'tsv':
      return tsvOf(value);
    case 'yaml':
    case 'yamlc':
      return yamlText(value ?? null);
    case 'none':
      return '';
    default:
      return undefined;
  }
}

function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value as string | number);
}

function tableOf(value: unknown, table: AzTable | undefined): string {
  const rows = Array.isArray(value) ? (value as readonly unknown[]) : value === null || value === undefined ? [] : [value];
  if (rows.length === 0) return '';
  if (table) {
    return simple(
      table.map(([title]) => title),
      rows.map((row) => table.map(([, ...path]) => listText(row, path))),
    );
  }
  if (rows.every((row) => isScalar(row)))
    return simple(
      ['Result'],
      rows.map((row) => [cell(row)]),
    );
  const records = rows.filter((row) => isRecord(row));
  if (records.length === 0)
    return simple(
      ['Column1'],
      rows.map((row) => (Array.isArray(row) ? row.map((item) => cell(item)) : [cell(row)])),
    );
  const keys = [...new Set(records.flatMap((row) => Object.keys(row).filter((key) => isScalar(row[key]))))].filter(
    (key) => !['id', 'type', 'etag'].includes(key),
  );
  return simple(
    keys.map((key) => (key[0] ?? '').toUpperCase() + key.slice(1)),
    records.map((row) => keys.map((key) => cell(row[key]))),
  );
}

/** A list's texts joined, as az joins those of routes. */
function listText(row: unknown, path: readonly string[]): string {
  let current = row;
  for (const step of path) current = isRecord(current) && Object.hasOwn(current, step) ? current[step] : undefined;
  return Array.isArray(current)
    ? current.map((item) => cell(item)).join(' ')
    : isScalar(current)
      ? cell(current)
      : textAt(current);
}

function simple(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, index) => Math.max(title.length + 2, ...rows.map((row) => (row[index] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(titles), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map((row) => line(row))]
    .map((text) => `${text}\n`)
    .join('');
}

function tsvOf(value: unknown): string {
  const rows = Array.isArray(value) ? (value as readonly unknown[]) : value === null || value === undefined ? [] : [value];
  return rows
    .map((row) => {
      if (isRecord(row))
        return Object.values(row)
          .map((item) => (isScalar(item) ? tsvCell(item) : ''))
          .join('\t');
      return Array.isArray(row) ? row.map((item) => tsvCell(item)).join('\t') : tsvCell(row);
    })
    .map((line) => `${line}\n`)
    .join('');
}

function tsvCell(value: unknown): string {
  return value === null || value === undefined
    ? ''
    : typeof value === 'boolean'
      ? String(value)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value as string | number);
}
