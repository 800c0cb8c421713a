// Event: one line of a room's log. The log is append-only, and everything shown anywhere is a fold of it.
import type { BoardMode, Challenge } from './challenge.ts';

export interface SubmissionVerdict {
  /** Goal ids in the level's order. */
  readonly goals: readonly { readonly id: string; readonly pass: boolean }[];
  readonly stars: 0 | 1 | 2 | 3;
  /** Hint code of the first failing goal, if there is one: what the class gets wrong. */
  readonly mistake?: string;
  /** Rule ids cited by the steps that decided the failing goals. */
  readonly missed?: readonly string[];
  /** Hash of the whole judgement: browser and server compare. */
  readonly hash: string;
}

export type RoomEvent =
  | { readonly type: 'roomOpened'; readonly challenge: Challenge }
  | {
      readonly type: 'seatTaken';
      readonly seat: number;
      readonly alias: string;
      readonly waits: boolean;
      /** One of the teacher's own, to try the room with: shown as such, and in no export. */
      readonly rehearsal?: true;
    }
  | { readonly type: 'seatApproved'; readonly seat: number }
  | { readonly type: 'seatRenamed'; readonly seat: number; readonly alias: string }
  | { readonly type: 'seatHidden'; readonly seat: number; readonly hidden: boolean }
  | { readonly type: 'seatRemoved'; readonly seat: number }
  /** Times the class's minutes; 0 is untimed. */
  | { readonly type: 'seatFactor'; readonly seat: number; readonly factor: 1 | 1.5 | 2 | 0 }
  | { readonly type: 'seatExpired'; readonly seat: number }
  | { readonly type: 'started' }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  /** More minutes, for one seat or for all. */
  | { readonly type: 'extended'; readonly minutes: number; readonly seat?: number }
  | { readonly type: 'ended' }
  | { readonly type: 'reopened' }
  | { readonly type: 'locked'; readonly locked: boolean }
  | { readonly type: 'boardSet'; readonly board: BoardMode }
  | { readonly type: 'frozen'; readonly frozen: boolean }
  /** For one seat or for all. */
  | { readonly type: 'levelSkipped'; readonly level: string; readonly skipped: boolean; readonly seat?: number }
  | { readonly type: 'said'; readonly text: string }
  | { readonly type: 'levelOpened'; readonly seat: number; readonly level: string }
  /** How far a seat has come without handing in: for the teacher's eyes, judged by nobody. */
  | { readonly type: 'worked'; readonly seat: number; readonly level: string; readonly solution: string }
  | {
      readonly type: 'submitted';
      readonly seat: number;
      readonly level: string;
      /** The client's own name for this submission; the same again is the same submission. */
      readonly submission: string;
      /** The solution link, `1.…`: what was handed in, and what a teacher watches. */
      readonly solution: string;
      readonly verdict: SubmissionVerdict;
    };

/** `seq` counts from 1 without a gap; `at` is the server's clock in milliseconds. */
export interface LoggedEvent {
  readonly seq: number;
  readonly at: number;
  readonly event: RoomEvent;
}
