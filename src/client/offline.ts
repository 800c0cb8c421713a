// Without a network: registers the service worker and says when a newer game is waiting. Nothing changes until somebody takes it.

export interface Updates {
  /** Is a newer game ready? */
  readonly waiting: () => boolean;
  /** Hears of a change of `waiting`; answers how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes the newer game: the page loads again once it is in charge. */
  readonly take: () => void;
}

/** `register` makes the registration: under Trusted Types its address comes from our policy. Undefined where there are no service workers. */
export function watchUpdates(
  register: () => Promise<ServiceWorkerRegistration | undefined> | undefined,
  reload: () => void,
): Updates {
  const listeners = new Set<() => void>();
  let registration: ServiceWorkerRegistration | undefined;
  let taking = false;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const follow = (found: ServiceWorkerRegistration | undefined): void => {
    if (!found) return;
    registration = found;
    found.addEventListener('updatefound', () => found.installing?.addEventListener('statechange', tell));
    tell();
  };
  // Refused (a private window, a full disk): the game plays on, with a network.
  register()?.then(follow, () => undefined);
  return {
    // A first worker is nobody's update: there was no older one in charge.
    waiting: () => Boolean(registration?.waiting && registration.active),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take: () => {
      const next = registration?.waiting;
      if (!next || taking) return;
      taking = true;
      next.addEventListener('statechange', () => {
        if (next.state === 'activated') reload();
      });
      next.postMessage('take-over');
    },
  };
}
