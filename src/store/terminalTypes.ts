// What the terminal shows and what its panel may ask of the store.
import type { Trace } from '../engine/forward/trace.ts';

/** One line of the terminal's screen: what was typed, or what was answered. */
export interface TerminalEntry {
  readonly id: number;
  /** Of what was typed. */
  readonly prompt?: string;
  readonly text: string;
  readonly error?: true;
  /** The envelope that went out for it. */
  readonly trace?: Trace;
}

export interface TerminalView {
  readonly entries: readonly TerminalEntry[];
  readonly prompt: string;
  readonly busy: boolean;
  /** What was typed, oldest first. */
  readonly history: readonly string[];
}

export type TerminalSay = (key: string, params?: Readonly<Record<string, string | number>>) => string;

export interface TerminalActions {
  /** Runs a typed or pasted text; `say` puts our own sentences. Answers when it is done or was stopped. */
  typeLine(text: string, say: TerminalSay): Promise<void>;
  /** Does the text want another line? */
  wantsMore(text: string): Promise<boolean>;
  completeLine(line: string, cursor: number): Promise<{ readonly from: number; readonly candidates: readonly string[] }>;
  /** Lets what runs go; its answer is not waited for. */
  stopLine(): void;
  /** Shows what was begun and given up. */
  giveUpLine(text: string): void;
  clearTerminal(): void;
}
