// Players' mistakes as values: a code, its parameters and where it is. Sentences are made in words/ and manifest/.

export type Severity = 'error' | 'warning' | 'info';

export interface Diagnostic {
  /** Azure's own error code where there is one, else ours (conformance notes of azure.json). */
  readonly code: string;
  readonly severity: Severity;
  /** `Kind/ns/name: spec.field[0]`, or a path into the Network document. */
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly line?: number;
  readonly column?: number;
}
