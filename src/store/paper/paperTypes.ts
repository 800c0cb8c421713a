// Paper mode's desk: what its worker answers, what the teacher's page holds and what a student's page holds. Everything stays in this browser.
import type { Challenge } from '../../classroom/challenge.ts';
import type { Standing } from '../../classroom/paper.ts';
import type { LevelVerdict, Verified } from '../../levels/verify/verifySolution.ts';
import type { Edit } from '../../engine/edit/edit.ts';
import type { ChallengeRead } from '../../share/challengeLink.ts';
import type { PaperResult, ResultRead } from '../../share/resultLink.ts';
import type { LinkProblem } from '../../share/solution.ts';

export interface VerifyQuestion {
  readonly files: Readonly<Record<string, string>>;
  readonly rev: number;
  readonly seed?: number;
  readonly edits: readonly Edit[];
}

/** Part of the workshop's worker: links are hostile until rebuilt, solutions until the engine has judged them. */
export interface PaperApi {
  /** Or where it is wrong. `link` is absent when it is too long for one. */
  makeChallenge(
    plain: unknown,
  ):
    | { readonly ok: true; readonly challenge: Challenge; readonly id: string; readonly link?: string; readonly file: string }
    | { readonly ok: false; readonly where: string };
  decodeChallenge(text: string): ChallengeRead;
  makeResult(result: PaperResult): { readonly link?: string; readonly file: string };
  decodeResult(text: string): ResultRead;
  splitResults(text: string): readonly string[];
  verify(question: VerifyQuestion): Verified;
}

/** A challenge on the way, as the form has it. */
export interface ChallengeDraft {
  readonly title: string;
  /** Level ids, in the order they are played. */
  readonly levels: readonly string[];
  readonly seeds: Challenge['seeds'];
  readonly hints: boolean;
  readonly board: Challenge['board'];
  readonly points: Challenge['points'];
  readonly freeNames: boolean;
  readonly minutes: number;
  /** Milliseconds; absent: no limit on that side. */
  readonly opens?: number;
  readonly closes?: number;
  readonly classGoal?: number;
}

export const EMPTY_DRAFT: ChallengeDraft = {
  title: '',
  levels: [],
  seeds: 'perSeat',
  hints: true,
  board: 'top5',
  points: 'stars',
  freeNames: false,
  minutes: 0,
};

export interface KeptChallenge {
  readonly id: string;
  readonly title: string;
}

export type LevelOutcome =
  | { readonly id: string; readonly verdict: LevelVerdict }
  | { readonly id: string; readonly refused: { readonly code: string; readonly params: LinkProblem['params'] } };

/** One code that was taken in, with what became of it. */
export interface Handed {
  readonly text: string;
  readonly received: number;
  /** Counted though it is late: the teacher said so. */
  readonly admitted: boolean;
  readonly problem?: LinkProblem;
  readonly result?: PaperResult;
  readonly standing?: Standing;
  readonly outcomes?: readonly LevelOutcome[];
}

export interface OpenChallenge {
  readonly id: string;
  readonly challenge: Challenge;
  /** The whole address. */
  readonly link?: string;
  readonly file: string;
  readonly handed: readonly Handed[];
  readonly checking?: { readonly done: number; readonly total: number };
  /** Of the last drop: taken in, and known already. */
  readonly taken?: { readonly added: number; readonly known: number; readonly none: boolean };
}

/** The student's side of a challenge. */
export interface Seat {
  readonly id: string;
  readonly code: string;
  readonly challenge: Challenge;
  readonly alias: string;
  readonly seat: number;
  /** Seconds. */
  readonly began: number;
  /** Stars on this page, for the student's own eyes. */
  readonly stars: Readonly<Record<string, number>>;
}

export interface PaperState {
  readonly side: 'teacher' | 'seat';
  readonly kept: readonly KeptChallenge[];
  readonly draft: ChallengeDraft;
  /** Where the draft cannot become a challenge. */
  readonly wrong?: string;
  readonly open?: OpenChallenge;
  readonly seat?: Seat;
  readonly code?: { readonly link?: string; readonly file: string };
  readonly problem?: LinkProblem;
  /** The challenge of a result link that this browser does not keep. */
  readonly stray?: true;
  readonly unsaved?: true;
}
