// Columns as Go's text/tabwriter lays them out: a column is as wide as its widest cell among the lines that follow each other and have it.

export interface TabStyle {
  readonly padding: number;
  readonly minimum: number;
}

/** kubectl's tables. */
export const TABLE: TabStyle = { padding: 3, minimum: 6 };
/** kubectl's descriptions. */
export const DESCRIPTION: TabStyle = { padding: 2, minimum: 0 };

/** Each line as cells; the last one of a line is never padded. */
export function tabText(lines: readonly (readonly string[])[], { padding, minimum }: TabStyle): string {
  const out: string[] = [];
  const widths: number[] = [];
  const write = (from: number, to: number): void => {
    for (const cells of lines.slice(from, to))
      out.push(cells.map((cell, index) => (index < widths.length ? cell.padEnd(widths[index] ?? 0) : cell)).join(''));
  };
  const cellsBefore = (line: number): number => (lines[line]?.length ?? 0) - 1;
  const format = (first: number, end: number): void => {
    const column = widths.length;
    let from = first;
    for (let line = first; line < end; line++) {
      if (column >= cellsBefore(line)) continue;
      write(from, line);
      from = line;
      let width = minimum;
      for (; line < end && column < cellsBefore(line); line++)
        width = Math.max(width, (lines[line]?.[column]?.length ?? 0) + padding);
      widths.push(width);
      format(from, line);
      widths.pop();
      from = line;
      line--;
    }
    write(from, end);
  };
  format(0, lines.length);
  return out.map((line) => `${line.trimEnd()}\n`).join('');
}

/** A kubectl table: every row has every column. */
export function tableText(titles: readonly string[], rows: readonly (readonly string[])[], withTitles: boolean = true): string {
  return tabText(withTitles ? [titles, ...rows] : rows, TABLE);
}
