// What the store is given from outside: the engine and the manifest worker as promises, saves, level files. Tests pass in-process ones.
import type { EngineApi } from '../engine/api.ts';
import type { Edit } from '../engine/edit/edit.ts';
import type { KubernetesResource, NetworkPolicy } from '../engine/model/kubernetes.ts';
import type { NetworkSpec } from '../engine/model/spec.ts';
import type { ConceptRead } from '../levels/codex/concept.ts';
import type { ConceptWorld } from '../levels/codex/conceptWorld.ts';
import type { Level, LevelText } from '../levels/level.ts';
import type { GestureAnswer, Scene } from '../manifest/gestures/gestureTypes.ts';
import type { PaletteItem, Spot } from '../manifest/gestures/palette.ts';
import type { Target } from '../manifest/gestures/targets.ts';
import type { Equivalents } from '../manifest/equivalents.ts';
import type { HomeFormat } from '../manifest/takeHome.ts';
import type { TypedChange, TypedMemory } from '../manifest/commands/typedCommands.ts';
import type { ManifestProblem, ParsedManifests, ParsedWorld } from '../manifest/types.ts';
import type { ArchiveResult } from '../share/archive.ts';
import type { Difference } from '../share/difference.ts';
import type { LinkProblem, LinkResult, Solution } from '../share/solution.ts';
import type { LogEntry } from './state.ts';
import type { WorkshopApi } from './workshopTypes.ts';

/** The same functions across a worker: every answer is a promise. */
export type Remote<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};

export type EngineClient = Remote<EngineApi>;

export type LevelRead =
  /** `varied`: a seed changes something of it. */
  | { readonly ok: true; readonly level: Level; readonly text: LevelText; readonly varied: boolean }
  | { readonly ok: false; readonly problems: readonly ManifestProblem[] };

/** A saved log entry: its inverse is computed again when it is replayed. */
export type SavedEntry = Pick<LogEntry, 'edit' | 'label' | 'params'>;

/** What the manifest worker does: text, levels and links, all hostile until rebuilt. */
export interface ManifestWorkerApi {
  parse(text: string): ParsedManifests;
  parseWorld(files: readonly { readonly name: string; readonly text: string }[]): ParsedWorld;
  writeResource(resource: KubernetesResource): string;
  /** The policy written into a text that holds it; comments stay. */
  rewritePolicy(text: string, policy: NetworkPolicy): string;
  /** The same for an object of any kind. */
  rewriteResource(text: string, resource: KubernetesResource): string;
  writeNetwork(spec: NetworkSpec): string;
  writeWorld(spec: NetworkSpec): string;
  /** One edit as commands and as lines of YAML. */
  equivalents(before: NetworkSpec, after: NetworkSpec): Equivalents;
  /** What was built, in one notation. */
  takeHome(format: HomeFormat, start: NetworkSpec, now: NetworkSpec): string;
  /** Typed `kubectl …` and `az …` lines as edits; nothing is applied. */
  runTyped(spec: NetworkSpec, text: string, memory: TypedMemory): TypedChange;
  /** Objects as the API server would show them. */
  plainOf(resources: readonly KubernetesResource[]): readonly Readonly<Record<string, unknown>>[];
  /** Files of a zip, hostile until unpacked within its caps. */
  readArchive(bytes: Uint8Array): ArchiveResult;
  /** Line and column of a diagnostic's path in a text. */
  locate(text: string, path: string): { readonly line: number; readonly column: number } | undefined;
  /** `seed`: the variant that it draws (levels/variant). */
  readLevel(files: Readonly<Record<string, string>>, locale: string, seed?: number): LevelRead;
  /** A page of the codex in a language, and its little world with some switches on. */
  readConcept(files: Readonly<Record<string, string>>, locale: string): ConceptRead;
  conceptWorld(files: Readonly<Record<string, string>>, on: readonly string[]): ConceptWorld;
  /** The reference solution of a level as edits on its start. */
  solutionEdits(files: Readonly<Record<string, string>>, id: string, seed?: number): readonly Edit[] | undefined;
  encodeLink(solution: Solution): string;
  /** Why this solution makes no link that opens; undefined when it does. */
  linkProblem(solution: Solution): LinkProblem | undefined;
  decodeLink(fragment: string): LinkResult;
  /** The same as a file, of any size a solution may have. */
  writeSolutionFile(solution: Solution): string;
  readSolutionFile(text: string): LinkResult;
  solutionOf(input: Difference): Solution;
  /** Rebuilds saved entries strictly; undefined when any of them is not ours. */
  rebuildEntries(saved: unknown): readonly SavedEntry[] | undefined;
  checkEditable(
    level: Level,
    spec: NetworkSpec,
    edit: Edit,
  ): { readonly code: string; readonly params: Readonly<Record<string, string | number>> } | undefined;
  /** What connecting two chosen things could mean, or why nothing. */
  connect(question: GestureQuestion & { readonly from: string; readonly to: string }): GestureAnswer;
  /** The two running pods whose doors stand between the ends of a gesture, if any do. */
  doorEnds(
    question: GestureQuestion & { readonly from: string; readonly to: string },
  ): { readonly from: string; readonly to: string } | undefined;
  listTargets(question: GestureQuestion & { readonly from: string }): readonly Target[];
  listPalette(question: GestureQuestion & Spot): readonly PaletteItem[];
}

/** The world that a gesture is made in; the level says what may be changed. */
export interface GestureQuestion extends Pick<Scene, 'spec' | 'plan' | 'doors'> {
  readonly level?: Level;
}

export type ManifestClient = Remote<ManifestWorkerApi>;

/** A box for saves. Reading something that is not there gives undefined; writing may fail and says so. */
export interface SaveBox {
  read(key: string): Promise<unknown>;
  /** `leaving`: the page is about to go, and nobody will wait for a database. */
  write(key: string, value: unknown, leaving?: boolean): Promise<boolean>;
  remove(key: string): Promise<void>;
}

export interface Services {
  readonly engine: EngineClient;
  readonly manifests: ManifestClient;
  readonly saves: SaveBox;
  /** Made levels and practice; absent where there are none (a test that needs neither). */
  readonly workshop?: Remote<WorkshopApi>;
  /** Sentences for levels that are made here. */
  words?(key: string, params: Readonly<Record<string, string | number>>, locale: string): string;
  readonly preferences: { read(): unknown; write(value: unknown): void };
  /** The language to begin with where the player never chose one. */
  readonly locale: string;
  /** Fetches a language's words; false when that failed. Absent where there is one language only. */
  loadLocale?(locale: string): Promise<boolean>;
  levelFiles(id: string): Promise<Readonly<Record<string, string>> | undefined>;
  /** Absolute address of a level or of the sandbox, without fragment. */
  address(levelId: string): string;
  now(): number;
}
