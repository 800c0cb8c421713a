// A worker behind Comlink that is watched: a call that fails or does not answer in time ends the worker, a fresh one takes over and is told.
// The caller's promise is repeated once on the fresh worker, so that nothing a player did is lost with the old one.
import { type Remote as ComlinkRemote, wrap } from 'comlink';

export interface WatchedWorker<T> {
  /** Calls a function of the worker; waits at most the limit, restarts at most once. */
  call<K extends keyof T & string>(name: K, ...args: T[K] extends (...a: infer A) => unknown ? A : never): Promise<unknown>;
  stop(): void;
}

export interface WatchOptions {
  /** Makes a worker. */
  readonly spawn: () => Worker;
  /** Milliseconds a call may take before the worker counts as hung. */
  readonly limitMs: number;
  /** After a restart and before the call is repeated: bring the fresh worker up to date. */
  readonly onRestart: (why: 'hung' | 'crashed') => void | Promise<void>;
  readonly onGiveUp: () => void;
}

class WorkerLost extends Error {
  readonly why: 'hung' | 'crashed';
  constructor(why: 'hung' | 'crashed') {
    super(`worker ${why}`);
    this.why = why;
  }
}

export function watchWorker<T>(options: WatchOptions): WatchedWorker<T> {
  let worker: Worker;
  let remote: ComlinkRemote<T>;
  let failCalls = new Set<(lost: WorkerLost) => void>();
  let restarting: Promise<void> | undefined;

  const start = (): void => {
    const mine = options.spawn();
    const waiting = new Set<(lost: WorkerLost) => void>();
    mine.addEventListener('error', () => {
      for (const fail of waiting) fail(new WorkerLost('crashed'));
    });
    mine.addEventListener('messageerror', () => {
      for (const fail of waiting) fail(new WorkerLost('crashed'));
    });
    worker = mine;
    failCalls = waiting;
    remote = wrap<T>(mine);
  };

  const restart = (why: 'hung' | 'crashed'): Promise<void> => {
    restarting ??= (async () => {
      worker.terminate();
      for (const fail of failCalls) fail(new WorkerLost(why));
      start();
      restarting = undefined;
      await options.onRestart(why);
    })();
    return restarting;
  };

  const attempt = (name: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const calls = failCalls;
      const fail = (lost: WorkerLost): void => {
        clearTimeout(timer);
        calls.delete(fail);
        reject(lost);
      };
      const timer = setTimeout(() => fail(new WorkerLost('hung')), options.limitMs);
      calls.add(fail);
      const invoke = (remote as Record<string, (...a: readonly unknown[]) => Promise<unknown>>)[name];
      const answer = invoke ? invoke(...args) : Promise.reject(new Error(`no such function: ${name}`));
      answer.then(resolve, reject).finally(() => {
        clearTimeout(timer);
        calls.delete(fail);
      });
    });

  start();
  return {
    call: async (name, ...args) => {
      if (restarting) await restarting;
      try {
        return await attempt(name, args);
      } catch (error) {
        if (!(error instanceof WorkerLost)) throw error;
        await restart(error.why);
        return attempt(name, args).catch((again: unknown) => {
          if (again instanceof WorkerLost) options.onGiveUp();
          throw again;
        });
      }
    },
    stop: () => worker.terminate(),
  };
}
