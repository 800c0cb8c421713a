// Columns of text, aligned with spaces; the last column is never padded.
import { padLeft, padRight, widthOf } from './width.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[], indent = ''): string {
  const widths = columns.map(({ title }, index) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? ''))));
  const line = (cells: readonly string[]): string =>
    (
      indent +
      columns
        .map(({ align }, index) => {
          const cell = cells[index] ?? '';
          const width = widths[index] ?? 0;
          if (align === 'right') return padLeft(cell, width);
          return index === columns.length - 1 ? cell : padRight(cell, width);
        })
        .join('  ')
    ).trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)].map((text) => `${text}\n`).join('');
}
