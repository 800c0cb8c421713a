// A level is data: this is its shape once read and validated. Texts live beside it, per locale.
import type { Goal } from '../engine/goals/goal.ts';
import type { NetworkSpec } from '../engine/model/spec.ts';

/** What a player may change: kinds per namespace, and paths into the Network document. Absent lists mean none. */
export interface Editable {
  readonly objects: readonly {
    readonly kind: string;
    /** '*' = any namespace of the level. */
    readonly namespace: string;
    /** '*' or absent = any name. */
    readonly name?: string;
    readonly create?: boolean;
    readonly remove?: boolean;
  }[];
  /** e.g. `managedClusters.aks.networkProfile.networkPlugin`; a path also allows what is below it. */
  readonly network: readonly string[];
}

export interface LevelSolution {
  readonly id: string;
  readonly file?: string;
  /** To the `find` goals of the level, by goal id. */
  readonly answers?: Readonly<Record<string, string>>;
  readonly kind: 'reference' | 'alternative' | 'wrong';
  /** For a wrong one: the hint code it must earn and a goal that must fail. */
  readonly hint?: string;
  readonly failsGoal?: string;
}

/** What makes a level a drill (campaign chapter 7): the report's hour, minutes a good hand needs, and lines worth typing with their price. */
export interface Incident {
  /** `HH:MM` */
  readonly at: string;
  /** Minutes. */
  readonly par: number;
  /** Id of the `find` goal that names the cause. */
  readonly cause: string;
  readonly changes: readonly { readonly id: string; readonly at: string }[];
  readonly looks: readonly Look[];
}

export interface Look {
  readonly id: string;
  /** As it is typed in the terminal. */
  readonly run: string;
  readonly minutes: number;
}

export interface Level {
  /** Folder name, `NNN-kebab-name`. */
  readonly id: string;
  readonly rev: number;
  readonly chapter: number;
  readonly order: number;
  readonly minutes: number;
  /** Rule ids the level teaches. */
  readonly rules: readonly string[];
  readonly goals: readonly Goal[];
  readonly editable: Editable;
  readonly par: { readonly changes: number; readonly exposure: number; readonly cost: number };
  /** The demonstration: one flow to play at the briefing. */
  readonly demo: { readonly from: string; readonly to: string };
  readonly solutions: readonly LevelSolution[];
  readonly start: NetworkSpec;
  readonly incident?: Incident;
}

/** Texts of one locale, plain paragraphs with `code` spans: parsed to a tiny AST, never to HTML. */
export interface LevelText {
  readonly title: string;
  readonly subtitle: string;
  readonly briefing: readonly string[];
  readonly network: readonly string[];
  readonly goals: Readonly<Record<string, string>>;
  readonly hints: readonly [string, string, string];
  readonly debrief: readonly string[];
  readonly analogyEnds: string;
  readonly commands: readonly string[];
  readonly drill?: DrillText;
}

/** Of a level with an incident. */
export interface DrillText {
  /** What they say on the phone. */
  readonly report: readonly string[];
  /** By id of `incident.changes` and `incident.looks`. */
  readonly changes: Readonly<Record<string, string>>;
  readonly looks: Readonly<Record<string, string>>;
  /** What would have found it sooner. */
  readonly sooner: readonly string[];
}

/** What the start page needs, generated at build time so that the menu paints at once. */
export interface LevelCard {
  readonly id: string;
  readonly rev: number;
  readonly chapter: number;
  readonly order: number;
  readonly minutes: number;
  readonly title: string;
  readonly subtitle: string;
}
