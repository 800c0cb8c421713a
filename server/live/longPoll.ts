// The last rung: one request that waits until there is something new, or until its time is over.
import type { Actor } from '../../src/classroom/command.ts';
import type { Hub } from './hub.ts';

export interface Waiting {
  readonly actor: Actor;
  readonly since: number;
  /** Milliseconds. */
  readonly wait: number;
  readonly gone: AbortSignal;
}

/** The text of one frame; undefined when nothing came. */
export function waitForFrame(hub: Hub, { actor, since, wait, gone }: Waiting): Promise<string | undefined> {
  return new Promise((resolve) => {
    let done = false;
    let leave: (() => void) | undefined;
    const finish = (text: string | undefined): void => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      leave?.();
      resolve(text);
    };
    const timer = setTimeout(() => finish(undefined), wait);
    gone.addEventListener('abort', () => finish(undefined));
    leave = hub.join({ actor, version: since, ready: () => !done, send: finish, close: () => finish(undefined) });
    if (done) leave();
  });
}
