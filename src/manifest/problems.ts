// Problems in the API server's own words. Rules: VAL1–VAL5 (message format, enum detail, kubectl prefix, decoding errors, field paths).
import type { Path } from './yamlDocument.ts';

export interface FieldProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly path: Path;
  /** Without the kubectl prefix. */
  readonly text: string;
  /** Decoding errors come before validation and stand alone (VAL4). */
  readonly decoding: boolean;
}

export type Fail = (problem: FieldProblem) => void;

/** `spec.ingress[0].ipBlock.cidr`; keys of maps in brackets (VAL5). */
export function formatPath(path: Path): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number' || !/^[A-Za-z][\w-]*$/.test(segment)) text += `[${segment}]`;
    else text += text === '' ? segment : `.${segment}`;
  }
  return text;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = JSON.stringify(value) ?? 'null';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function problem(code: string, path: Path, text: string): FieldProblem {
  return { code, severity: 'error', path, text: `${formatPath(path)}: ${text}`, decoding: false };
}

export function invalid(code: string, path: Path, value: unknown, detail: string): FieldProblem {
  return problem(code, path, `Invalid value: ${shown(value)}${detail === '' ? '' : `: ${detail}`}`);
}

export function required(code: string, path: Path, detail = ''): FieldProblem {
  return problem(code, path, `Required value${detail === '' ? '' : `: ${detail}`}`);
}

export function forbidden(code: string, path: Path, detail: string): FieldProblem {
  return problem(code, path, `Forbidden: ${detail}`);
}

export function duplicate(code: string, path: Path, value: unknown): FieldProblem {
  return problem(code, path, `Duplicate value: ${shown(value)}`);
}

/** Values in the order the validator passes (VAL2). */
export function unsupported(code: string, path: Path, value: unknown, values: readonly string[]): FieldProblem {
  return problem(code, path, `Unsupported value: ${shown(value)}: supported values: ${values.map((item) => `"${item}"`).join(', ')}`);
}

/** A sentence of its own, not in the validator's form. */
export function plain(code: string, path: Path, text: string): FieldProblem {
  return { code, severity: 'error', path, text, decoding: true };
}

export function warning(code: string, path: Path, text: string): FieldProblem {
  return { code, severity: 'warning', path, text: `${formatPath(path)}: ${text}`, decoding: true };
}
