// Tables as CSV that a spreadsheet shows and never runs: cells that would be a formula begin with an apostrophe, quotes are doubled.

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

export function writeCsv(
  rows: readonly (readonly (string | number)[])[],
  { bom = true }: { readonly bom?: boolean } = {},
): string {
  const text = rows.map((row) => row.map(writeCell).join(',')).join('\r\n');
  return `${bom ? '\ufeff' : ''}${text}\r\n`;
}

function writeCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const normal = value.normalize('NFKC');
  const safe = FORMULA.test(normal) ? `'${normal}` : normal;
  return `"${safe.replaceAll('"', '""')}"`;
}
