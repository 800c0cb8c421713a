// A page of the codex once read: what it says, what is drawn, and what the engine must say of the drawing.

/** Where a page stands in the list, in the order of the chapters. */
export const CODEX_GROUPS = ['addresses', 'desks', 'reception', 'badges', 'exits', 'suppliers', 'looking'] as const;
export type CodexGroup = (typeof CODEX_GROUPS)[number];

/** One envelope that the drawing sends; ends as on the command line. */
export interface ConceptLetter {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** What the page says becomes of a letter while these switches are on: held against the engine by a test. */
export interface ConceptClaim {
  readonly letter: string;
  readonly on: readonly string[];
  readonly outcome: string;
  /** The sender as the receiver sees it. */
  readonly sender?: string;
  /** `Kind/namespace/name` that decided. */
  readonly by?: string;
  readonly deliveredTo?: string;
  /** A device that is passed. */
  readonly via?: string;
  /** The name that is asked first. */
  readonly asks?: string;
  /** The answer goes astray. */
  readonly reply?: string;
}

export interface Concept {
  readonly id: string;
  readonly group: CodexGroup;
  readonly order: number;
  /** Rules of docs/spec.md that the page rests on. */
  readonly rules: readonly string[];
  readonly docs: readonly string[];
  readonly related: readonly string[];
  /** Levels that teach it, beside those that share its rules. */
  readonly levels: readonly string[];
  /** Switches exclude each other. */
  readonly oneOf: boolean;
  readonly letters: readonly ConceptLetter[];
  readonly switches: readonly string[];
  readonly shows: readonly ConceptClaim[];
}

export interface ConceptText {
  readonly title: string;
  readonly subtitle: string;
  readonly plain: readonly string[];
  readonly office: readonly string[];
  readonly officeEnds: readonly string[];
  /** What to try on the drawing, then a name for every letter and switch. */
  readonly tryIt: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
  /** Other words for it: searched, and linked from level texts. */
  readonly aliases: readonly string[];
}

/** What the list and the search know of a page, computed when the game is built. */
export interface ConceptCard {
  readonly id: string;
  readonly group: CodexGroup;
  readonly title: string;
  readonly subtitle: string;
  readonly aliases: readonly string[];
  readonly rules: readonly string[];
  /** All its plain words, for the search. */
  readonly words: string;
  /** Levels that teach it. */
  readonly levels: readonly string[];
}

export type ConceptRead =
  | { readonly ok: true; readonly concept: Concept; readonly text: ConceptText }
  | { readonly ok: false; readonly problems: readonly string[] };
