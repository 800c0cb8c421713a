// Problems in the API server's own words. Rules: VAL1–VAL5 (message format, enum detail, kubectl prefix, decoding errors, field paths).
import type { ReportReason } from './reportReasons.ts';
import type { Path } from './yamlDocument.ts';

export interface FieldProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly path: Path;
  /** Where it stands, if that is below the path that the API names (a label's own line). */
  readonly at?: Path;
  /** Without the kubectl prefix. */
  readonly text: string;
  /** Decoding errors come before validation and stand alone (VAL4). */
  readonly decoding: boolean;
}

export type Fail = (problem: FieldProblem) => void;

export interface Noted {
  readonly path: Path;
  readonly treatment: 'ignored' | 'unsupported';
  readonly reason: ReportReason;
}

/** Where readers put what they find. */
export interface Findings {
  readonly fail: Fail;
  readonly note: (noted: Noted) => void;
}

/** `spec.ingress[0].ipBlock.cidr`; keys of maps in brackets (VAL5). */
export function formatPath(path: Path): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number' || !/^[A-Za-z_][\w-]*$/.test(segment))
      text += `[${typeof segment === 'string' ? shorten(segment, 80) : segment}]`;
    else text += text === '' ? shorten(segment, 80) : `.${shorten(segment, 80)}`;
  }
  return text;
}

export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** Letters that would break or reorder a line of text are shown as escapes; an endless name is cut. */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const visible = text.replaceAll(/[\0-\x1F\x7F-\x9F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g, (letter) => {
    return letter === '\n' ? '\\n' : letter === '\t' ? '\\t' : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return shorten(visible, 1000);
}

export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value, 200));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  try {
    return shorten(JSON.stringify(value) ?? 'null', 300);
  } catch {
    // A saved value may hold itself; a text never does.
    return Array.isArray(value) ? '[…]' : '{…}';
  }
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
  return problem(
    code,
    path,
    `Unsupported value: ${shown(value)}: supported values: ${values.map((item) => `"${item}"`).join(', ')}`,
  );
}

export function tooMany(code: string, path: Path, count: number, most: number): FieldProblem {
  return problem(code, path, `Too many: ${count}: must have at most ${most} items`);
}

/** A rule of a CRD's own (CEL): of objects the server shows the word alone (VAL64). */
export function celRule(code: string, path: Path, message: string): FieldProblem {
  return problem(code, path, `Invalid value: "object": ${message}`);
}

/** A sentence of its own, not in the validator's form. */
export function plain(code: string, path: Path, text: string): FieldProblem {
  return { code, severity: 'error', path, text, decoding: true };
}

export function warning(code: string, path: Path, text: string): FieldProblem {
  return { code, severity: 'warning', path, text: `${formatPath(path)}: ${text}`, decoding: true };
}
