// The three scopes of state: document (undoable), session (never saved in a link), results (what the engine said, by revision).
// Actions are the only writers. view/ and ui/ read by subscription.
import type { Compiled, Hint, Judgement, Matrix, Preview } from '../engine/api.ts';
import type { Edit } from '../engine/edit/edit.ts';
import type { Trace } from '../engine/forward/trace.ts';
import type { NetworkSpec } from '../engine/model/spec.ts';
import type { Spread } from '../engine/report/spread.ts';
import type { Level, LevelText } from '../levels/level.ts';
import type { ManifestProblem, ReportLine } from '../manifest/types.ts';
import type { RulePlace } from '../manifest/rulePlace.ts';
import type { LinkProblem, Solution } from '../share/solution.ts';
import type { TerminalActions, TerminalView } from './terminalTypes.ts';
import type { StudioActions } from './studioTypes.ts';
import type { WiringActions } from './wiringTypes.ts';
import type { Compared, Comparison, ComparedModes, ComparedSide } from './comparison.ts';
import type { DesignActions, DesignDraft } from './designing.ts';
import type { InspectActions } from './inspecting.ts';
import type { ConnectActions, Connecting, Placing } from './connectState.ts';
import type { Drill, DrillActions } from './drillTypes.ts';
import type { LoadActions, LoadAsk, LoadRunView } from './loadTypes.ts';
import type { MadeVerdict } from '../levels/made/checkMade.ts';
import type { BuilderState, KeptLevel, WorkshopActions } from './workshopTypes.ts';

export interface LogEntry {
  readonly edit: Edit;
  readonly inverse: Edit;
  /** Key of words/ for the undo list, with parameters. */
  readonly label: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface DocumentState {
  readonly spec: NetworkSpec;
  readonly start: NetworkSpec;
  readonly revision: number;
  readonly log: readonly LogEntry[];
  /** Entries of `log` that are applied; the rest can be redone. */
  readonly applied: number;
}

export type Projection = 'iso' | 'plan';
export type Theme = 'day' | 'night' | 'system';
/** Sets of department colours, each safe for colour-blind eyes in its own way. */
export const COLOUR_SETS = ['house', 'blueOrange', 'redTeal'] as const;
export type ColourSet = (typeof COLOUR_SETS)[number];
export type Words = 'office' | 'network';

/** What is selected, as the board and the twin both know it: `pod:ns/name`, `node:NAME`, `service:ns/name`, `subnet:NAME`, `host:NAME`, `policy:ns/name`… */
export type Selection = string | undefined;

export const SPEEDS = [0.5, 1, 2] as const;

export interface Playback {
  readonly trace: Trace;
  /** Flat index over hops' steps, forward walk then reply walk. */
  readonly position: number;
  readonly playing: boolean;
  readonly speed: (typeof SPEEDS)[number];
  /** The goal whose envelope this is. */
  readonly goal?: string;
  /** Sent again by itself after an edit; `stale` where that could not be done and the old walk is still shown. */
  readonly again?: 'sent' | 'stale';
}

/** What lies over the building: nothing, the address plan, the signposts' routes, or whom the chosen laptop can reach. */
export const OVERLAYS = ['none', 'addresses', 'routes', 'reach'] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** The pods that a policy or Service selects: the one that is being written, else the one that is chosen. */
export interface Marked {
  /** As drafts name objects: `NetworkPolicy/data/allow`, or `new`. */
  readonly object: string;
  readonly typed: boolean;
  readonly by: 'policy' | 'service';
  /** `ns/name`. */
  readonly pods: readonly string[];
}

/** Badge readers at a pod's door: NetworkPolicies that select it, by direction (NP12). */
export interface Reader {
  /** `ns/name`. */
  readonly pod: string;
  readonly in: boolean;
  readonly out: boolean;
}

/** How a level stood at one time. */
export interface WalkState {
  readonly solution: Solution;
  readonly handedIn: boolean;
}

/** What a teacher looks at of a student's work in a live room. */
export interface WatchedWork {
  readonly name: string;
  /** The page to go back to. */
  readonly page: string;
  /** For each attempt, how many moves had been made when it was handed in; what comes after the last is on the way. */
  readonly attempts: readonly number[];
}

export interface SessionState {
  readonly screen: 'start' | 'level' | 'sandbox' | 'codex' | 'paper' | 'live';
  /** The open page of the codex; absent on its list. */
  readonly codexPage?: string;
  readonly levelId?: string;
  /** The variant of the level that is open; absent: as it is written. */
  readonly seed?: number;
  /** A seed would make something of this level. */
  readonly varied?: true;
  readonly level?: Level;
  readonly text?: LevelText;
  readonly selection: Selection;
  readonly projection: Projection;
  /** Quarter turns of the 3D view, 0–3. */
  readonly turn: 0 | 1 | 2 | 3;
  readonly theme: Theme;
  readonly words: Words;
  /** Language tag, as words/ knows it. */
  readonly locale: string;
  readonly colours: ColourSet;
  readonly contrast: 'normal' | 'high';
  /** Off until asked for. */
  readonly sound: boolean;
  /** Shown around on the first level, or skipped it. */
  readonly toured?: boolean;
  readonly boardHidden: boolean;
  /** Every goal's envelopes walk at once. */
  readonly traffic: boolean;
  /** Which tool is open on the workbench and below the board. */
  readonly tabs: { readonly bench: string; readonly bottom: string };
  readonly terminal: TerminalView;
  /** The workbench takes more of the window. */
  readonly benchWide: boolean;
  readonly overlay: Overlay;
  readonly playback?: Playback;
  /** Two CNI modes side by side; absent while nobody compares. */
  readonly comparison?: Comparison;
  /** This board is there to be read: nothing is pulled from it. */
  readonly still?: true;
  readonly connecting?: Connecting;
  readonly placing?: Placing;
  /** The Network document as the forms would make it; absent while nothing is changed. */
  readonly design?: DesignDraft;
  /** Which part of the network the forms show; absent: the modes. */
  readonly designPart?: string;
  /** What the load tool's form says, and which of a run's moments is looked at; absent: the last one. */
  readonly loadAsk?: LoadAsk;
  readonly loadMoment?: number;
  /** The YAML text being written, per object key; kept until it is applied, never lost by a failed apply. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly problems: readonly ManifestProblem[];
  /** A place in a text that the editor is asked to show. */
  readonly goto?: RulePlace;
  readonly hintRung: 0 | 1 | 2 | 3;
  readonly solutionViewed: boolean;
  /** A question of the level was answered wrongly at least once. */
  readonly guessed?: boolean;
  /** What was looked at and changed in a level with an incident; absent elsewhere and before the first minute. */
  readonly drill?: Drill;
  /** The open level comes from the workshop: practice, somebody's (checked again here), or the builder's own draft. */
  readonly workshop?:
    | { readonly kind: 'practice'; readonly difficulty: 1 | 2 | 3; readonly date?: string }
    | { readonly kind: 'made'; readonly verdict: MadeVerdict }
    | { readonly kind: 'test' };
  readonly builder?: BuilderState;
  /** Made levels that this browser keeps, the newest first. */
  readonly kept?: readonly KeptLevel[];
  /** This level is played for a challenge: saved by itself, without stars of one's own. */
  readonly challenge?: ChallengePlay;
  /** Viewing somebody's shared solution: nothing is saved over the player's own. */
  readonly shared?: { readonly from: 'link'; readonly verified?: boolean; readonly watched?: WatchedWork };
  readonly linkProblem?: LinkProblem;
  readonly notice?: { readonly code: string; readonly params: Readonly<Record<string, string | number>>; readonly at: number };
  /** Pixels of the window that panels cover; the board frames itself in what is left. */
  readonly insets: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Where the legend lies over the board, in pixels of the window: no name is written beneath it. */
  readonly legendBox?: SessionState['insets'] | undefined;
}

export interface ResultsState {
  readonly revision: number;
  readonly compiled?: Compiled;
  readonly judgement?: Judgement;
  readonly hints?: readonly Hint[];
  readonly previews?: readonly Preview[];
  readonly matrix?: Matrix;
  readonly report?: readonly ReportLine[];
  readonly marked?: Marked;
  readonly readers?: readonly Reader[];
  /** Of the chosen pod, while the overlay asks for it. */
  readonly spread?: Spread;
  /** The engine does not follow the chosen pod: too much, or it has no place. */
  readonly reachRefused?: boolean;
  readonly compared?: Compared;
  readonly load?: LoadRunView;
  readonly engine: 'starting' | 'ready' | 'working' | 'restarted' | 'failed';
}

export interface ChallengePlay {
  readonly id: string;
  /** Of its link, which is the way back. */
  readonly code: string;
  /** In a live room: the code is the room's. */
  readonly live?: true;
  readonly title: string;
  readonly levels: readonly string[];
  readonly hints: boolean;
  /** Milliseconds. */
  readonly closes?: number;
}

/** Best result per level. */
export interface Progress {
  readonly levels: Readonly<
    Record<
      string,
      { readonly stars: number; readonly rev: number; readonly changes: number; readonly exposure: number; readonly cost: number }
    >
  >;
}

export interface AppState {
  readonly document: DocumentState;
  readonly session: SessionState;
  readonly results: ResultsState;
  readonly progress: Progress;
}

/** Every way to write. All return at once; what takes time reports through results and session.notice. */
export interface Actions
  extends InspectActions,
    StudioActions,
    ConnectActions,
    DesignActions,
    TerminalActions,
    WiringActions,
    DrillActions,
    LoadActions,
    WorkshopActions {
  openStart(): void;
  /** A page of the codex, or its list. The level one comes from stays as it is. */
  openCodex(page?: string): void;
  /** A level's id, or that of a variant (`id~seed`). */
  openLevel(id: string): Promise<void>;
  openSandbox(): Promise<void>;
  /** A level (or a variant) of a challenge. */
  openChallengeLevel(id: string, play: ChallengePlay): Promise<void>;
  /** The pages of paper mode; what they hold is in their own store (store/paper). */
  openPaper(screen?: 'paper' | 'live'): void;
  /** A decoded solution, to be looked at. */
  openSolution(solution: Solution): Promise<void>;
  /** Somebody's states of one level, the first to the last, as one walk: to be looked at, never saved. */
  openWalk(states: readonly WalkState[], by: Pick<WatchedWork, 'name' | 'page'>): Promise<void>;
  /** The open walk with what has come since; who looks at its end goes along. */
  extendWalk(states: readonly WalkState[]): Promise<void>;
  /** Reads a `#s=` fragment; never overwrites the player's own work. */
  openLink(fragment: string): Promise<void>;
  /** Makes the shared solution the player's own copy. */
  forkShared(): void;
  dispatchEdit(edit: Edit, label: string, params?: Readonly<Record<string, string | number>>): Promise<boolean>;
  /** The same from inside another queued action (never from a panel: edits must queue). */
  dispatchEditNow(edit: Edit, label: string, params?: Readonly<Record<string, string | number>>): Promise<boolean>;
  /** To a question (`find`) of the open level; '' takes the answer back. */
  answer(goal: string, text: string): Promise<boolean>;
  /** Parses in the worker; on any error nothing changes and session.problems says line and field. */
  applyYaml(key: string, text: string): Promise<boolean>;
  /** A text of several objects as one edit: what it changes and adds, and what of `gone` is still there taken away. */
  applyObjects(key: string, text: string, gone: readonly string[]): Promise<boolean>;
  /** Which of the keys the text does not hold any more; none while it has an error. */
  absentFrom(text: string, keys: readonly string[]): Promise<readonly string[]>;
  /** Sandbox: replaces or adds objects from pasted or dropped text. */
  importText(text: string, mode: 'add' | 'replace'): Promise<boolean>;
  setDraft(key: string, text: string | undefined): void;
  undo(): void;
  redo(): void;
  reset(): void;
  /** Stars and every level's own work (and the sandbox's), as the text of a file. */
  exportProgress(levels: readonly string[]): Promise<string>;
  /** Brings such a file in; work that is here stays. Counts of documents, or undefined when it is no file of ours. */
  importProgress(
    text: string,
    levels: readonly string[],
  ): Promise<{ readonly brought: number; readonly kept: number } | undefined>;
  send(from: string, to: string): Promise<void>;
  /** Shows an envelope from its first stop, at rest; `goal`: the one that it was judged for. */
  playTrace(trace: Trace, goal?: string): void;
  step(by: 1 | -1): void;
  seek(position: number): void;
  setPlaying(playing: boolean): void;
  setSpeed(speed: Playback['speed']): void;
  stopTrace(): void;
  select(selection: Selection): void;
  setProjection(projection: Projection): void;
  setTurn(turn: 0 | 1 | 2 | 3): void;
  setTheme(theme: Theme): void;
  setWords(words: Words): void;
  /** Fetches the language and speaks it from then on; nothing else changes. */
  setLocale(locale: string): Promise<void>;
  setColours(colours: ColourSet): void;
  setContrast(contrast: SessionState['contrast']): void;
  setSound(sound: boolean): void;
  setToured(toured: boolean): void;
  setBoardHidden(hidden: boolean): void;
  setTraffic(traffic: boolean): void;
  openTab(place: 'bench' | 'bottom', name: string): void;
  setBenchWide(wide: boolean): void;
  setOverlay(overlay: Overlay): void;
  setInsets(insets: SessionState['insets']): void;
  setLegendBox(box: SessionState['insets'] | undefined): void;
  /** Opens the comparison or puts other modes into it; `undefined` closes it and leaves everything as it was. */
  compare(modes: ComparedModes | undefined): Promise<void>;
  /** What is seen of the comparison: which thing is chosen, from where, what lies over it, how far the envelope has come. */
  lookAtCompared(part: Partial<Omit<Comparison, 'left' | 'right' | 'flow'>>): void;
  /** The same envelope in both worlds. */
  sendBoth(from: string, to: string): Promise<void>;
  /** One undoable edit: the world in that side's mode. Closes the comparison when it is done. */
  takeMode(side: ComparedSide): Promise<boolean>;
  preview(edits: readonly Edit[]): Promise<readonly Preview[]>;
  showHint(rung: 0 | 1 | 2 | 3): void;
  viewSolution(): Promise<void>;
  /** Undefined (and a notice) when what was built is too large for a link. */
  makeLink(): Promise<string | undefined>;
  dismissNotice(): void;
}
