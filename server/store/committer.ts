// Group commit: what all rooms have to write while a transaction runs goes into the next one, together.
import type { Batch, Store } from './store.ts';

export interface Committer {
  /** True once it is on disk; false when the room had moved on; throws when the store failed, and then nobody knows. */
  commit(batch: Batch): Promise<boolean>;
  /** When nothing is left to write. */
  idle(): Promise<void>;
}

const MOST = 500;

interface Waiting {
  readonly batch: Batch;
  readonly resolve: (taken: boolean) => void;
  readonly reject: (error: unknown) => void;
}

export function createCommitter(
  store: Pick<Store, 'append'>,
  onCommit: (milliseconds: number, events: number) => void,
): Committer {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  const writeAll = async (): Promise<void> => {
    // Everybody who was answered in this turn of the loop joins.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = waiting.splice(0, MOST);
      const began = performance.now();
      try {
        const taken = await store.append(group.map(({ batch }) => batch));
        onCommit(
          performance.now() - began,
          group.reduce((sum, { batch }) => sum + batch.events.length, 0),
        );
        for (const [index, { resolve }] of group.entries()) resolve(taken[index] === true);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = undefined;
  };

  return {
    commit: (batch) =>
      new Promise((resolve, reject) => {
        waiting.push({ batch, resolve, reject });
        running ??= writeAll();
      }),
    idle: async () => {
      while (running) await running;
      waiting = [];
    },
  };
}
