// Values as Bicep writes them: every text quoted and escaped, references as symbols, names that no two resources share.

/** An expression, written as it is. */
export interface Expression {
  readonly expression: string;
}
export type BicepValue =
  | string
  | number
  | boolean
  | Expression
  | readonly BicepValue[]
  | { readonly [key: string]: BicepValue | undefined };

export function expression(text: string): Expression {
  return { expression: text };
}

export function bicepString(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('${', '\\${')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `'${escaped}'`;
}

function bicepValue(value: BicepValue, indent = ''): string {
  if (typeof value === 'string') return bicepString(value);
  if (typeof value !== 'object') return String(value);
  if (isExpression(value)) return value.expression;
  const inner = `${indent}  `;
  if (isList(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => `${inner}${bicepValue(item, inner)}\n`).join('')}${indent}]`;
  }
  const fields = Object.entries(value).filter((entry): entry is [string, BicepValue] => entry[1] !== undefined);
  if (fields.length === 0) return '{}';
  const lines = fields.map(
    ([key, item]) => `${inner}${/^[A-Za-z_]\w*$/.test(key) ? key : bicepString(key)}: ${bicepValue(item, inner)}\n`,
  );
  return `{\n${lines.join('')}${indent}}`;
}

function isList(value: BicepValue): value is readonly BicepValue[] {
  return Array.isArray(value);
}

function isExpression(value: BicepValue): value is Expression {
  return (
    typeof value === 'object' && !isList(value) && typeof value['expression'] === 'string' && Object.keys(value).length === 1
  );
}

/** Symbolic names: letters and figures alone, one for each (type, name). */
export interface Symbols {
  readonly of: (type: string, name: string) => string;
  /** `SYMBOL.id` of a resource that this text makes; undefined for one that it does not. */
  readonly id: (type: string, name: string | undefined) => Expression | undefined;
  readonly declare: (type: string, name: string) => string;
}

export function makeSymbols(): Symbols {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  const keyOf = (type: string, name: string): string => JSON.stringify([type, name]);
  const declare = (type: string, name: string): string => {
    const key = keyOf(type, name);
    const known = given.get(key);
    if (known !== undefined) return known;
    const plain = name.replaceAll(/[^A-Za-z0-9]+/g, '_').slice(0, 80);
    const start = `${type}_${plain}`;
    let symbol = start;
    for (let count = 2; taken.has(symbol); count++) symbol = `${start}_${count}`;
    taken.add(symbol);
    given.set(key, symbol);
    return symbol;
  };
  return {
    declare,
    of: declare,
    id: (type, name) => {
      const symbol = name === undefined ? undefined : given.get(keyOf(type, name));
      return symbol === undefined ? undefined : expression(`${symbol}.id`);
    },
  };
}

export interface BicepResource {
  readonly symbol: string;
  readonly type: string;
  readonly body: { readonly [key: string]: BicepValue | undefined };
}

export function bicepResource({ symbol, type, body }: BicepResource): string {
  return `resource ${symbol} ${bicepString(type)} = ${bicepValue(body)}\n`;
}
