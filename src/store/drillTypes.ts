// A drill as it is being played: what was looked at and changed, with the minutes that it cost. Never undone: time that went by stays gone.
import type { Equivalents } from '../manifest/equivalents.ts';
import type { TerminalSay } from './terminalTypes.ts';

export type Spent = { readonly minutes: number } & (
  | { readonly type: 'look'; readonly line: string; readonly look?: string }
  /** A tool of the workbench that shows more than one sees walking by: `bench.yaml`, `bottom.flows`, `overlay.routes`. */
  | { readonly type: 'open'; readonly tool: string }
  | { readonly type: 'watch'; readonly from: string; readonly to: string }
  /** `cured` is absent until the goals have been judged. */
  | {
      readonly type: 'change';
      readonly label: string;
      readonly params: Readonly<Record<string, string | number>>;
      readonly cured?: boolean;
    }
  | { readonly type: 'name'; readonly goal: string; readonly answer: string; readonly right?: boolean }
  | { readonly type: 'hint'; readonly rung: number }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
);

export interface Drill {
  /** Counts from 1; another begins when the player starts over. */
  readonly attempt: number;
  readonly spent: readonly Spent[];
}

export interface DrillActions {
  /** One of the level's looks: typed in the terminal, from the desk. */
  takeLook(id: string, say: TerminalSay): Promise<void>;
  /** Pays for a tool of the workbench, once an attempt. */
  openTool(tool: string): void;
  /** What was changed since the start, for the post-mortem. */
  cureSoFar(): Promise<Equivalents>;
}
