// Columns of text, aligned with spaces; the last column is never padded.

export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[], indent = ''): string {
  const widths = columns.map(({ title }, index) => Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    (
      indent +
      columns
        .map(({ align }, index) => {
          const cell = cells[index] ?? '';
          const width = widths[index] ?? 0;
          if (align === 'right') return cell.padStart(width);
          return index === columns.length - 1 ? cell : cell.padEnd(width);
        })
        .join('  ')
    ).trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)].map((text) => `${text}\n`).join('');
}
