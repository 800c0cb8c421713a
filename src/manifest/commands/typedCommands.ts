// Typed lines across a worker: what a shell keeps goes in as values and comes back as values, so that nobody's memory is shared.
import type { Edit } from '../../engine/edit/edit.ts';
import type { NetworkSpec } from '../../engine/model/spec.ts';
import type { Card, CommandRefusal } from './commandTypes.ts';
import { runCommands } from './runCommands.ts';

export interface TypedMemory {
  readonly variables: ReadonlyMap<string, string>;
  readonly cards: ReadonlyMap<string, Card>;
  /** Files that `-f NAME` may mean. */
  readonly files: ReadonlyMap<string, string>;
}

export interface TypedChange {
  /** One for each command that changed something. */
  readonly edits: readonly Edit[];
  readonly refusal?: CommandRefusal;
  readonly variables: ReadonlyMap<string, string>;
  readonly cards: ReadonlyMap<string, Card>;
}

export function runTyped(spec: NetworkSpec, text: string, memory: TypedMemory): TypedChange {
  const session = { variables: new Map(memory.variables), cards: new Map(memory.cards), files: memory.files };
  const { edits, refusal } = runCommands(spec, text, session);
  return { edits, variables: session.variables, cards: session.cards, ...(refusal ? { refusal } : {}) };
}
