// What a command may touch outside itself, and how it ends. Answers go to `out`, everything else to `err`; the exit code is returned.

/** 0 answered; 1 the answer is "no" (a mismatch, a lost level, a refused edit); 2 the input could not be used. */
export type ExitCode = 0 | 1 | 2;

export interface CliIo {
  out(text: string): void;
  /** An answer that is no text. */
  outBytes(bytes: Uint8Array): void;
  err(text: string): void;
  readStdin(): Promise<Uint8Array>;
  /** Folders that a relative path is looked for in, in this order: where the player stands, then the project. */
  readonly folders: readonly string[];
  /** The project's folder: `levels/` and `tests/conformance/` are in it. */
  readonly root: string;
  /** Languages of whoever types, best first, as `zh_CN` or `en-GB`; absent: English. */
  readonly locales?: readonly string[];
}

/** A value, or the one sentence that says why the input could not be used. */
export type Usable<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export function usable<T>(value: T): Usable<T> {
  return { ok: true, value };
}

export function unusable(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

/** Says the sentence on standard error: the input could not be used. */
export function refuseInput(io: CliIo, message: string): ExitCode {
  io.err(message.endsWith('\n') ? message : `${message}\n`);
  return 2;
}
