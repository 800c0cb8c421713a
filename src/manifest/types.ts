// What manifest/ answers: problems with line and field, objects as the engine holds them, and the honesty report.
import type { KubernetesResource } from '../engine/model/kubernetes.ts';
import type { NetworkDocument } from '../engine/model/networkDocument.ts';
import type { NetworkSpec, ObjectRef } from '../engine/model/spec.ts';
import type { WrittenPatch } from './readTargets.ts';

/** One sentence about one place of the text, in the API server's or Azure's own wording where it has one. */
export interface ManifestProblem {
  /** VAL id, `yaml`, `cap`, or a code of ours. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** `NetworkPolicy/data/allow: spec.ingress[0].ports[0].endPort`, '' where no object is known. */
  readonly path: string;
  /** 1-based, in the text that was given. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** Name of the file, where several were given. */
  readonly file?: string;
  /** Key of words/ that says `message` in the player's language; absent where a tool's own words stand. */
  readonly says?: string;
  /** Of `says`; with an empty `message`, of `code`, which then is a key of words/. */
  readonly params?: Readonly<Record<string, string | number>>;
}

export type Treatment = 'honoured' | 'ignored' | 'unsupported';

/** One line of the honesty report: an object or a field, and what the game does with it. */
export interface ReportLine {
  readonly object: string;
  /** '' for the whole object. */
  readonly field: string;
  readonly treatment: Treatment;
  readonly line: number;
  /** Key of words/ that says why. */
  readonly reason: string;
  /** Name of the file, where several were given. */
  readonly file?: string;
}

/** What one text says. Removal and Patch are for levels: a Removal document names an object to delete: `kind: Removal, target: Service/shop/web` (levels and links use it). */
export interface ParsedManifests {
  readonly resources: readonly KubernetesResource[];
  readonly network?: NetworkDocument;
  readonly removals: readonly ObjectRef[];
  readonly patches: readonly WrittenPatch[];
  /** Goal id → answer; a later document answers anew. */
  readonly answers: Readonly<Record<string, string>>;
  readonly problems: readonly ManifestProblem[];
  readonly report: readonly ReportLine[];
  /** Where each object starts: `Kind/ns/name` → line. */
  readonly lines: Readonly<Record<string, number>>;
}

export interface ParsedWorld {
  /** Absent when there is any error. */
  readonly spec?: NetworkSpec;
  readonly problems: readonly ManifestProblem[];
  readonly report: readonly ReportLine[];
}
