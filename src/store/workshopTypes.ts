// The workshop: levels that do not come from the catalogue. What its worker answers, what the builder holds, and the actions of both.
import type { Edit } from '../engine/edit/edit.ts';
import type { NetworkSpec } from '../engine/model/spec.ts';
import type { Editable } from '../levels/level.ts';
import type { MadeVerdict } from '../levels/made/checkMade.ts';
import type { MadeGoal, MadeLevel } from '../levels/made/madeLevel.ts';
import type { MadeRead } from '../levels/made/readMade.ts';
import type { Practice } from '../levels/practice/generate.ts';
import type { LevelLinkResult } from '../share/levelLink.ts';

/** An engine of its own, so that a check disturbs no game; texts and links are hostile until rebuilt. */
export interface WorkshopApi {
  checkMade(made: MadeLevel): MadeVerdict;
  /** A world of practice by its id; undefined when the id names none. */
  practice(id: string): Practice | undefined;
  readMade(text: string): MadeRead;
  writeMade(made: MadeLevel, format: 'json' | 'yaml'): string;
  idOf(made: MadeLevel): string;
  /** Undefined when it is too long for a link. */
  encodeLevel(made: MadeLevel): string | undefined;
  decodeLevel(text: string): LevelLinkResult;
}

export const BUILDER_STEPS = ['start', 'goals', 'editable', 'texts', 'solve', 'check'] as const;
export type BuilderStep = (typeof BUILDER_STEPS)[number];

/** A level on the way: texts as they are typed, a paragraph a line. */
export interface BuilderDraft {
  readonly title: string;
  readonly author: string;
  readonly briefing: string;
  readonly hints: readonly [string, string, string];
  readonly debrief: string;
  readonly goals: readonly MadeGoal[];
  readonly says: Readonly<Record<string, string>>;
  readonly editable: Editable;
  /** Absent until it is taken from the sandbox. */
  readonly start?: NetworkSpec;
  readonly solution: readonly Edit[];
}

export interface BuilderState {
  readonly open: boolean;
  readonly step: BuilderStep;
  readonly draft: BuilderDraft;
  readonly past: readonly BuilderDraft[];
  readonly ahead: readonly BuilderDraft[];
  /** Of the draft as it is; absent after a change. */
  readonly verdict?: MadeVerdict;
  readonly checking?: true;
  /** The whole address; absent when the level is too long for one. */
  readonly link?: string;
  readonly id?: string;
}

/** A level that was made here or opened: kept under its content's name. */
export interface KeptLevel {
  readonly id: string;
  readonly title: string;
  readonly author: string;
}

type NewGoal = MadeGoal extends infer G ? (G extends MadeGoal ? Omit<G, 'id'> : never) : never;

export interface WorkshopActions {
  /** `l=1.…`, with `&s=1.…` when a solution travels along. Never overwrites the player's own work. */
  openLevelLink(fragment: string): Promise<void>;
  /** A level file or a solution file; false when it is neither (a notice says why). */
  openFile(text: string): Promise<string | undefined>;
  /** What was built, as the text of a file, however large. */
  solutionFile(): Promise<string>;
  /** Of an opened solution: the world after so many of its edits. */
  replayTo(position: number): void;
  openBuilder(): Promise<void>;
  closeBuilder(): void;
  goToStep(step: BuilderStep): void;
  changeDraft(part: Partial<BuilderDraft>): void;
  addGoal(goal: NewGoal): void;
  undoDraft(): void;
  redoDraft(): void;
  /** The sandbox as it is becomes the level's start. */
  takeStart(): void;
  /** What turns the start into the sandbox as it is becomes the author's solution. */
  takeSolution(): Promise<void>;
  /** Plays the draft from its start, with its limits. */
  testSolve(): Promise<void>;
  /** Back from there; `take`: with the solution that was just played. */
  endTest(take: boolean): Promise<void>;
  checkDraft(): Promise<void>;
  levelFile(format: 'json' | 'yaml'): Promise<string>;
  /** A working house, put into an empty sandbox. */
  exampleHouse(): Promise<void>;
  /** An empty draft, after which undo brings the old one back. */
  newDraft(): void;
}
