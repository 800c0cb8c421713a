// runScript: a typed or pasted text, statement by statement; edits are applied between them by whoever holds the document, and what is refused is said.
import type { Edit } from '../engine/edit/edit.ts';
import type { Flow } from '../engine/forward/trace.ts';
import { splitScript } from './attachedRun.ts';
import { runLine } from './runLine.ts';
import type { TerminalEnv, TerminalState } from './types.ts';

export interface TerminalHost {
  /** The world as it is now. */
  env(): TerminalEnv;
  /** Undefined: it is done. Else why not, as a sentence. */
  apply(edit: Edit, label: string): Promise<string | undefined>;
  /** `sent`: the last flow that went out for it, if any did. */
  print(output: string, isError: boolean, sent?: Flow): void;
  clear(): void;
  isStopped(): boolean;
}

const MOST_HISTORY = 200;
const MOST_REMEMBERED = 20_000;

export async function runScript(text: string, before: TerminalState, host: TerminalHost): Promise<TerminalState> {
  let state = before;
  let failed = false;
  for (const part of splitScript(text)) {
    if (host.isStopped()) break;
    if ((part.when === 'succeeded' && failed) || (part.when === 'failed' && !failed)) continue;
    const result = await runLine(part.text, { ...state, history: before.history }, host.env());
    if (host.isStopped()) break;
    const sent = result.state.sent === state.sent ? undefined : result.state.sent.at(-1);
    ({ state } = result);
    failed = result.error === true;
    if (result.clear) host.clear();
    const refused = await applyAll(result.edits, result.label, host);
    if (refused !== undefined) {
      failed = true;
      host.print(`${refused}\n`, true);
    } else if ((!part.quiet || failed) && result.output !== '') host.print(result.output, failed, sent);
  }
  const { history } = before;
  const kept =
    text.trim() === '' || text.length > MOST_REMEMBERED || history.at(-1) === text
      ? history
      : [...history, text].slice(-MOST_HISTORY);
  return { ...state, history: kept };
}

async function applyAll(edits: readonly Edit[], label: string, host: TerminalHost): Promise<string | undefined> {
  for (const edit of edits) {
    const refused = await host.apply(edit, label);
    if (refused !== undefined) return refused;
  }
  return undefined;
}
