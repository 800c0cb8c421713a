// What typing a command gives: an Edit, or one sentence. The session keeps what a shell keeps between two lines.
import type { Edit } from '../../engine/edit/edit.ts';
import type { NetworkSpec } from '../../engine/model/spec.ts';

export interface CommandRefusal {
  readonly ok: false;
  /** Key of words/ is `command.CODE`; `said` holds the API server's or Azure's own sentence. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type CommandAnswer = { readonly ok: true; readonly edit: Edit } | CommandRefusal;

/** A network card that az has made and no machine has yet. */
export interface Card {
  readonly subnet: string;
  readonly ipAddress?: string;
  readonly networkSecurityGroup?: string;
  readonly publicIPAddress?: string;
  readonly enableIPForwarding?: boolean;
}

export interface Session {
  readonly variables: Map<string, string>;
  readonly cards: Map<string, Card>;
  /** Files that `-f NAME` may mean. */
  readonly files: ReadonlyMap<string, string>;
}

/** One command with its words filled in. */
export interface Command {
  readonly words: readonly string[];
  /** What comes in by a here-document. */
  readonly input?: string;
}

export interface CommandPlace {
  readonly spec: NetworkSpec;
  readonly session: Session;
}

export function openSession(files: ReadonlyMap<string, string> = new Map()): Session {
  return { variables: new Map(), cards: new Map(), files };
}

export function refuse(code: string, params: CommandRefusal['params'] = {}): CommandRefusal {
  return { ok: false, code, params };
}

/** In somebody else's words. */
export function said(message: string): CommandRefusal {
  return refuse('said', { message });
}

/** Nothing to do: what was asked for is so already. */
export const NOTHING: CommandAnswer = { ok: true, edit: { type: 'batch', edits: [] } };
