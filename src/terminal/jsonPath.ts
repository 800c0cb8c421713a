// kubectl's JSONPath: templates of texts and `{…}`, children, `..`, wildcards, indices, slices, unions, filters, `range … end`.
// Follows client-go's util/jsonpath in what it takes and prints; regular expressions in filters are not part of it there either.
import { isRecord } from './plainRead.ts';
import { parsePath, type PathStep } from './jsonPathParse.ts';

/** Values that one template may visit. */
const MOST_VISITED = 200_000;
const MOST_TEXT = 1_000_000;

export type JsonPathResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'path'; readonly steps: readonly PathStep[] }
  | { readonly type: 'range'; readonly steps: readonly PathStep[]; readonly body: readonly Piece[] };

interface Budget {
  left: number;
}

export function runJsonPath(template: string, value: unknown): JsonPathResult {
  const pieces = readTemplate(/[{}]/.test(template) ? template : `{${template.startsWith('.') ? '' : '.'}${template}}`);
  if (typeof pieces === 'string') return { ok: false, message: pieces };
  const budget = { left: MOST_VISITED };
  const out: string[] = [];
  print(pieces, value, { root: value, budget, out });
  const text = out.join('');
  if (budget.left < 0 || text.length > MOST_TEXT) return { ok: false, message: 'error: the template visits too much' };
  return { ok: true, text };
}

/** One path without braces, as `--sort-by` and custom columns have it. */
export function valuesAt(path: string, value: unknown): readonly unknown[] | string {
  const bare = path.trim().replace(/^\{(.*)\}$/s, '$1');
  const steps = parsePath(bare.startsWith('.') || bare.startsWith('[') ? bare : `.${bare}`);
  if (typeof steps === 'string') return steps;
  return follow(steps, [value], { root: value, budget: { left: MOST_VISITED } });
}

function readTemplate(template: string): readonly Piece[] | string {
  const stack: { readonly steps: readonly PathStep[]; readonly pieces: Piece[] }[] = [{ steps: [], pieces: [] }];
  const top = (): Piece[] => stack.at(-1)?.pieces ?? [];
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf('{', at);
    if (open !== at) top().push({ type: 'text', text: template.slice(at, open < 0 ? undefined : open) });
    if (open < 0) break;
    const close = closing(template, open);
    if (close < 0) return 'error: error parsing jsonpath, unclosed action';
    const inside = template.slice(open + 1, close).trim();
    at = close + 1;
    if (inside === 'end') {
      const ended = stack.length > 1 ? stack.pop() : undefined;
      if (!ended) return 'error: error parsing jsonpath, not in range, nothing to end';
      top().push({ type: 'range', steps: ended.steps, body: ended.pieces });
      continue;
    }
    const literal = /^"((?:[^"\\]|\\.)*)"$|^'((?:[^'\\]|\\.)*)'$/s.exec(inside);
    if (literal) {
      top().push({ type: 'text', text: unescaped(literal[1] ?? literal[2] ?? '') });
      continue;
    }
    const range = /^range\s+(.*)$/s.exec(inside)?.[1];
    const steps = parsePath(range ?? inside);
    if (typeof steps === 'string') return steps;
    if (range === undefined) top().push({ type: 'path', steps });
    else if (stack.length > 8) return 'error: the template is nested too deep';
    else stack.push({ steps, pieces: [] });
  }
  return stack.length > 1 ? 'error: error parsing jsonpath, unclosed range' : top();
}

/** The brace that ends this one; quotes may hold braces. */
function closing(text: string, open: number): number {
  let quote = '';
  for (let at = open + 1; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '\\') at++;
    else if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '}') return at;
  }
  return -1;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, (_, letter: string) => (letter === 'n' ? '\n' : letter === 't' ? '\t' : letter));
}

interface Print {
  readonly root: unknown;
  readonly budget: Budget;
  readonly out: string[];
}

function print(pieces: readonly Piece[], value: unknown, given: Print): void {
  for (const piece of pieces) {
    if (--given.budget.left < 0) return;
    if (piece.type === 'text') {
      given.budget.left -= 1 + piece.text.length / 10;
      given.out.push(piece.text);
    } else if (piece.type === 'path')
      given.out.push(
        follow(piece.steps, [value], given)
          .map((item) => shown(item))
          .join(' '),
      );
    else for (const item of follow(piece.steps, [value], given)) print(piece.body, item, given);
  }
}

export function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

function follow(
  steps: readonly PathStep[],
  from: readonly unknown[],
  given: { readonly root: unknown; readonly budget: Budget },
): readonly unknown[] {
  let values = from;
  for (const step of steps) {
    const next: unknown[] = [];
    for (const value of values) {
      for (const found of stepInto(step, value, given)) {
        if (--given.budget.left < 0) return [];
        next.push(found);
      }
    }
    values = next;
  }
  return values;
}

function stepInto(
  step: PathStep,
  value: unknown,
  given: { readonly root: unknown; readonly budget: Budget },
): readonly unknown[] {
  switch (step.type) {
    case 'root':
      return [given.root];
    case 'self':
      return [value];
    case 'field':
      return isRecord(value) && Object.hasOwn(value, step.name) && value[step.name] !== undefined ? [value[step.name]] : [];
    case 'wildcard':
      return Array.isArray(value) ? (value as readonly unknown[]) : isRecord(value) ? Object.values(value) : [];
    case 'indices':
      return Array.isArray(value)
        ? step.indices.flatMap((index) => {
            const list = value as readonly unknown[];
            const place = index < 0 ? list.length + index : index;
            return place >= 0 && place < list.length ? [list[place]] : [];
          })
        : [];
    case 'slice':
      return sliced(value, step);
    case 'deep':
      return deep(value, step.name, given.budget);
    case 'filter':
      return Array.isArray(value)
        ? (value as readonly unknown[]).filter((item) => {
            const [left] = follow(step.left, [item], given);
            const right = 'value' in step.right ? step.right.value : follow(step.right.path, [item], given)[0];
            return compares(left, step.sign, right);
          })
        : [];
  }
}

function sliced(
  value: unknown,
  { from, to, by }: { readonly from?: number; readonly to?: number; readonly by: number },
): unknown[] {
  if (!Array.isArray(value)) return [];
  return (value as unknown[]).slice(from, to).filter((_, index) => index % by === 0);
}

function compares(left: unknown, sign: string, right: unknown): boolean {
  if (sign === 'exists') return left !== undefined;
  if (sign === '==') return left !== undefined && shown(left) === shown(right);
  if (sign === '!=') return left !== undefined && shown(left) !== shown(right);
  const [a, b] = [Number(left), Number(right)];
  return sign === '<' ? a < b : sign === '>' ? a > b : sign === '<=' ? a <= b : a >= b;
}

function deep(value: unknown, name: string, budget: Budget): unknown[] {
  const found: unknown[] = [];
  const ahead: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if (--budget.left < 0) return [];
    if (isRecord(next.value) && Object.hasOwn(next.value, name)) found.push(next.value[name]);
    if (typeof next.value !== 'object' || next.value === null || next.depth > 60) continue;
    for (const child of Object.values(next.value).reverse()) ahead.push({ value: child, depth: next.depth + 1 });
  }
  return found;
}
