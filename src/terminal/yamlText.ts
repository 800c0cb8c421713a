// YAML as kubectl prints objects: keys sorted, lists at their key's own column, texts quoted where a reader would take them for something else.
import { isRecord } from './plainRead.ts';

const MOST_DEPTH = 60;
/** Words that YAML 1.1 reads as something else than text. */
const ODD = /^(?:~|null|true|false|yes|no|on|off|y|n|\.nan|[-+]?\.inf|[-+.]+)$/i;
const NUMBER = /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.\d+|0x[\da-f]+|0o?[0-7]+|0b[01]+|\d+(?::[0-5]?\d)+(?:\.\d*)?)$/i;
const DATE = /^\d{4}-\d\d?-\d\d?/;
const PLAIN = /^[A-Za-z0-9_./$+(](?:[\w./$+()@,;=!%^~"'\\ \-*&[\]{}<>|?]|:(?=\S)|#(?<=\S#))*$/;

export function yamlText(value: unknown): string {
  return `${lines(value, 0, MOST_DEPTH).join('\n')}\n`;
}

function lines(value: unknown, indent: number, depth: number): string[] {
  const pad = ' '.repeat(indent);
  if (depth <= 0) return [`${pad}…`];
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${pad}[]`];
    return (value as readonly unknown[]).flatMap((item) => {
      const [first = '', ...rest] = lines(item, indent + 2, depth - 1);
      return [`${pad}- ${first.slice(indent + 2)}`, ...rest];
    });
  }
  if (!isRecord(value)) return [`${pad}${scalar(value, indent)}`];
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  if (keys.length === 0) return [`${pad}{}`];
  return keys.flatMap((key) => {
    const item = value[key];
    const name = `${pad}${scalar(key, indent)}:`;
    if (Array.isArray(item) ? item.length > 0 : isRecord(item) && Object.keys(item).length > 0)
      return [name, ...lines(item, Array.isArray(item) ? indent : indent + 2, depth - 1)];
    const [only = ''] = lines(item, 0, depth - 1);
    return [`${name} ${typeof item === 'string' ? scalar(item, indent + 2) : only}`];
  });
}

function scalar(value: unknown, indent: number): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'string') return String(value as number | boolean);
  if (value === '') return '""';
  if (ODD.test(value) || NUMBER.test(value) || DATE.test(value)) return JSON.stringify(value);
  if (value.includes('\n') && /^[^\s#][\t\n -~]*$/.test(value) && !/[ \t]\n/.test(value)) return block(value, indent);
  if (PLAIN.test(value) && !value.endsWith(' ') && !value.endsWith(':')) return value;
  // What only looks odd at its beginning is put in single quotes, as Go's writer does.
  return /^[ -~]*$/.test(value) ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}

function block(value: string, indent: number): string {
  const ends = value.endsWith('\n');
  const body = ends ? value.slice(0, -1) : value;
  if (body.endsWith('\n')) return JSON.stringify(value);
  return `|${ends ? '' : '-'}\n${body
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
    .join('\n')}`;
}
