// What connecting and adding keep in the session, and the actions that change it. Offers are Edit values like those of every other hand.
import type { Offer } from '../manifest/gestures/gestureTypes.ts';
import type { PaletteItem } from '../manifest/gestures/palette.ts';
import type { Target } from '../manifest/gestures/targets.ts';

/** Key of words/ is `gesture.no.CODE`, or the code itself where another room said it. */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface Choice extends Offer {
  /** The engine's word: Azure or the API server would answer this. */
  readonly refusal?: Reason;
  /** It is no use alone: the letter would still not arrive. */
  readonly short?: boolean;
  /** Goals that hold now and then would not, by id. */
  readonly breaks?: readonly string[];
}

export interface Connecting {
  readonly from: string;
  /** Absent while they are looked for. */
  readonly targets?: readonly Target[];
  /** What is pointed at, by pointer or keys. */
  readonly over?: string;
  /** What was chosen; its choices follow. */
  readonly to?: string;
  readonly choices?: readonly Choice[];
  /** Why the last one chosen cannot be. */
  readonly refusal?: Reason;
}

export interface Placing {
  readonly namespace: string;
  readonly near?: string;
  readonly items?: readonly PaletteItem[];
}

export interface ConnectActions {
  /** From a thing, or from what is selected. */
  startConnecting(from?: string): void;
  aimConnecting(over: string | undefined): void;
  connectTo(to: string): Promise<void>;
  acceptChoice(index: number): Promise<boolean>;
  stopConnecting(): void;
  startPlacing(namespace?: string): void;
  acceptItem(code: string): Promise<boolean>;
  stopPlacing(): void;
}

/** The key of a reason's sentence. */
export function reasonKey(code: string): string {
  return /^(refused|command|diagnostic)\./.test(code) ? code : `gesture.no.${code}`;
}
