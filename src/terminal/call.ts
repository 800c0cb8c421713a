// One command while it runs: its words, what comes in by a pipe, what it answers; and the shell around it, which the line shares.
import type { Answer } from '../engine/api.ts';
import type { Edit } from '../engine/edit/edit.ts';
import type { Flow, Trace } from '../engine/forward/trace.ts';
import { DESK, DESK_ADDRESS, type Params, type Place, type TerminalEnv, type TerminalState } from './types.ts';

/** Changes while a line runs; nothing of it is shared with the next. */
export interface Shell {
  readonly env: TerminalEnv;
  state: TerminalState;
  readonly edits: Edit[];
  clear: boolean;
  /** Words inside `$( … )` run with one less. */
  readonly depth: number;
  /** Another command: of `ssh HOST COMMAND`, `kubectl exec … -- COMMAND`. */
  readonly run: (shell: Shell, words: readonly string[], input: string | undefined) => Promise<Done>;
  /** Another line: of `sh -c LINE`. */
  readonly runText: (shell: Shell, text: string) => Promise<Done>;
}

export interface Call {
  readonly shell: Shell;
  readonly words: readonly string[];
  readonly input: string | undefined;
}

/** What a pipe does not take: `before` the output, `err` behind it. `code` 0 is success. */
export interface Done {
  readonly before?: string;
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

export type Run = (call: Call) => Promise<Done>;

const MOST_SENT = 8;

export function ok(out: string): Done {
  return { out: endLine(out), err: '', code: 0 };
}

export function fail(err: string, code: number = 1): Done {
  return { out: '', err: endLine(err), code };
}

/** In our own words. */
export function failWith(shell: Shell, key: string, params: Params = {}): Done {
  return fail(shell.env.say(`terminal.${key}`, params));
}

export function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

export function placeOf({ state }: Shell): Place {
  return state.places.at(-1) ?? DESK;
}

export function senderOf(place: Place): string {
  return place.kind === 'desk' ? DESK_ADDRESS : place.name;
}

/** One flow from a place, remembered for tcpdump. */
export async function send(shell: Shell, place: Place, to: string, more: Partial<Flow> = {}): Promise<Answer<Trace>> {
  const flow: Flow = { from: senderOf(place), to, ...more };
  const { sent } = shell.state;
  shell.state = { ...shell.state, sent: [...sent, flow].slice(-MOST_SENT) };
  // Another try is another connection: the next one may meet another backend.
  return shell.env.port.trace(flow, 1 + sent.filter((item) => item.from === flow.from && item.to === flow.to).length);
}

/** Why the engine did not answer, as a sentence. */
export function refusalText({ env }: Shell, refusal: Extract<Answer<unknown>, { ok: false }>): string {
  const { code, params } = refusal;
  if (code === 'badFilter') return env.say(`filter.${params['problem']}`, params);
  if (code === 'badPoint') return env.say(`capture.badPoint.${params['kind']}`, params);
  if (code === 'unsupported') return env.say('terminal.unsupported', { part: params['part'] ?? '' });
  if (code === 'badFlow') return env.say('terminal.badFlow', { text: params['text'] ?? '' });
  return env.say(`terminal.engine.${code}`);
}
