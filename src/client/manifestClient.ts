// The manifest worker (YAML, levels, links) as promises. A text that hangs it costs one restart and gets a sentence, not a frozen page.
import { watchWorker } from './restartingWorker.ts';

const LIMIT_MS = 8000;

type Functions = Record<string, (...args: never[]) => unknown>;

/** `T` is the worker's own interface (store/services.ts); kept generic because client may not import store. */
export function connectManifests<T>(spawn: () => Worker, names: readonly string[]): T {
  const watched = watchWorker<Functions>({
    spawn,
    limitMs: LIMIT_MS,
    onRestart: () => undefined,
    onGiveUp: () => undefined,
  });
  return Object.fromEntries(
    names.map((name) => [name, (...args: unknown[]) => watched.call(name, ...(args as never[]))]),
  ) as unknown as T;
}
