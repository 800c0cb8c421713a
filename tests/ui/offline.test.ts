// The newer game that waits (client/offline.ts): said when it is there, taken once, and silence where nothing can be kept.
import { describe, expect, it, vi } from 'vitest';
import { watchUpdates } from '../../src/client/offline.ts';

class FakeWorker extends EventTarget {
  state = 'installing';
  readonly heard: unknown[] = [];
  postMessage(message: unknown): void {
    this.heard.push(message);
  }
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}
class FakeRegistration extends EventTarget {
  active: FakeWorker | undefined;
  waiting: FakeWorker | undefined;
  installing: FakeWorker | undefined;
}
const as = (fake: FakeRegistration): ServiceWorkerRegistration => fake as unknown as ServiceWorkerRegistration;

describe('updates', () => {
  it('a first worker is no update; a second that waits is one, and is taken once', async () => {
    const fake = new FakeRegistration();
    const reload = vi.fn();
    const told = vi.fn();
    const updates = watchUpdates(() => Promise.resolve(as(fake)), reload);
    const stop = updates.subscribe(told);
    await Promise.resolve();
    fake.waiting = new FakeWorker();
    expect(updates.waiting()).toBe(false);

    fake.active = new FakeWorker();
    const next = new FakeWorker();
    fake.waiting = undefined;
    fake.installing = next;
    fake.dispatchEvent(new Event('updatefound'));
    fake.waiting = next;
    told.mockClear();
    next.become('installed');
    expect(told).toHaveBeenCalledOnce();
    expect(updates.waiting()).toBe(true);
    expect(next.heard).toEqual([]);

    updates.take();
    updates.take();
    expect(next.heard).toEqual(['take-over']);
    expect(reload).not.toHaveBeenCalled();
    next.become('activated');
    expect(reload).toHaveBeenCalledOnce();
    stop();
    told.mockClear();
    next.become('redundant');
    expect(told).not.toHaveBeenCalled();
  });

  it('a refusal, a blocked registration and an old browser leave the game as it is', async () => {
    for (const register of [() => Promise.reject(new Error('full')), () => Promise.resolve(undefined), () => undefined]) {
      const updates = watchUpdates(register, () => {
        throw new Error('never');
      });
      await Promise.resolve();
      await Promise.resolve();
      updates.take();
      expect(updates.waiting()).toBe(false);
    }
  });
});
