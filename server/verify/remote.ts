// The pool's port over verifier processes. A question goes where its like went before, so that what is remembered there is found; a verifier that has enough
// to do is passed over, and one that breaks off loses nothing: its questions are asked again elsewhere, as a verdict is written down here and not there.
import { createHash } from 'node:crypto';
import type { Question } from './judge.ts';
import type { Verdict, VerifierPool } from './pool.ts';
import { readAnswer, readHealth } from './wire.ts';

export interface RemoteSettings {
  /** `http://127.0.0.1:4190`. */
  readonly verifiers: readonly string[];
  readonly key: string;
  /** What this process judges with itself: a verifier of another build is not asked. */
  readonly build: string;
  /** Milliseconds after which a verifier gives a question up. */
  readonly milliseconds: number;
  /** Questions that may wait here. */
  readonly queue: number;
  /** Milliseconds between two looks at who lives. */
  readonly lookMs?: number;
  readonly onAnswer: (seconds: number, kind: 'elsewhere' | 'broken' | 'hung') => void;
  readonly onFailure: (error: unknown) => void;
}

interface Job {
  readonly name: string;
  readonly question: Question;
  readonly resolve: (answer: Verdict) => void;
  /** Verifiers that broke off over it: it may be its doing. */
  broke: number;
}

interface Verifier {
  readonly url: string;
  readonly running: Set<AbortController>;
  up: boolean;
  misses: number;
  /** Told that it was full: not before then. */
  fullUntil: number;
}

/** Questions at once to one verifier: enough that its workers never wait for the wire. */
const AT_ONCE = 16;
const LOOK_MS = 500;
const FULL_MS = 200;

export function createRemoteVerifiers(settings: RemoteSettings): VerifierPool {
  const { key, queue: most, lookMs = LOOK_MS } = settings;
  /** Without any verifier questions wait this long: one that is started anew is back by then. */
  const aloneMs = 6 * lookMs;
  const verifiers = settings.verifiers.map(
    (url): Verifier => ({
      url,
      running: new Set(),
      up: false,
      misses: 0,
      fullUntil: 0,
    }),
  );
  const asked = new Map<string, Promise<Verdict>>();
  const queue: Job[] = [];
  let closed = false;
  let aloneSince = performance.now();
  let later: ReturnType<typeof setTimeout> | undefined;

  const lower = (verifier: Verifier, error: unknown): void => {
    if (!verifier.up) return;
    verifier.up = false;
    settings.onFailure(error);
    for (const abort of verifier.running) abort.abort();
    if (!verifiers.some(({ up }) => up)) aloneSince = performance.now();
  };

  const look = async (verifier: Verifier): Promise<void> => {
    try {
      const response = await fetch(`${verifier.url}/healthz`, {
        headers: { Authorization: `Bearer ${key}` },
        signal: AbortSignal.timeout(2 * lookMs),
      });
      const health = response.ok ? readHealth(await response.json()) : undefined;
      if (!health) throw new Error('the verifier does not say what it is');
      if (health.build !== settings.build) {
        lower(verifier, new Error('the verifier is of another build'));
        return;
      }
      verifier.misses = 0;
      verifier.up = true;
      dispatch();
    } catch (error) {
      // One that is only late is asked once more before its questions are taken from it.
      if (++verifier.misses >= 2) lower(verifier, error);
    }
  };
  const looking = new Set<Verifier>();
  const lookAround = (): void => {
    for (const verifier of verifiers)
      if (!looking.has(verifier)) {
        looking.add(verifier);
        void look(verifier).finally(() => looking.delete(verifier));
      }
    const alone = !verifiers.some(({ up }) => up);
    if (alone && performance.now() - aloneSince > aloneMs) for (const { resolve } of queue.splice(0)) resolve(BUSY);
  };
  const looker = setInterval(lookAround, lookMs).unref();
  lookAround();

  const choose = (name: string): Verifier | undefined => {
    const now = performance.now();
    let best: Verifier | undefined;
    let height = '';
    for (const verifier of verifiers) {
      if (!verifier.up || verifier.running.size >= AT_ONCE || verifier.fullUntil > now) continue;
      const here = createHash('sha256').update(`${verifier.url} ${name}`).digest('hex');
      if (here > height) [best, height] = [verifier, here];
    }
    return best;
  };

  function dispatch(): void {
    while (queue.length > 0 && !closed) {
      const verifier = choose(queue[0]?.name ?? '');
      const job = verifier && queue.shift();
      if (!job) break;
      void send(verifier, job).then((answer) => {
        if (answer && !closed) job.resolve(answer);
        else if (closed) job.resolve(BUSY);
        else queue.unshift(job);
        dispatch();
      });
    }
    if (queue.length > 0 && verifiers.some(({ fullUntil }) => fullUntil > performance.now()))
      later ??= setTimeout(() => {
        later = undefined;
        dispatch();
      }, FULL_MS).unref();
  }

  /** Undefined: to be asked elsewhere. */
  async function send(verifier: Verifier, job: Job): Promise<Verdict | undefined> {
    const abort = new AbortController();
    verifier.running.add(abort);
    const began = performance.now();
    // Sixteen that were asked here, and as many by each other gateway, may be before it.
    const limit = 4 * settings.milliseconds + 2000;
    let hung = false;
    const timer = setTimeout(() => {
      hung = true;
      abort.abort();
    }, limit);
    try {
      const response = await fetch(`${verifier.url}/verify`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(job.question),
        signal: abort.signal,
      });
      if (response.status === 503) {
        await response.body?.cancel();
        verifier.fullUntil = performance.now() + FULL_MS;
        return undefined;
      }
      const answer = response.ok ? readAnswer(await response.json()) : undefined;
      if (!answer) throw new Error(`the verifier answers ${response.status}`);
      settings.onAnswer((performance.now() - began) / 1000, answer.ok || answer.code !== 'broken' ? 'elsewhere' : 'broken');
      return answer;
    } catch (error) {
      if (hung) {
        settings.onAnswer(limit / 1000, 'hung');
        return BUSY;
      }
      if (!abort.signal.aborted) lower(verifier, error);
      // Never begun: not its doing.
      if (!isRefused(error)) job.broke++;
      if (job.broke < 3) return undefined;
      settings.onAnswer((performance.now() - began) / 1000, 'broken');
      return { ok: false, code: 'broken' };
    } finally {
      clearTimeout(timer);
      verifier.running.delete(abort);
    }
  }

  return {
    waiting: () => queue.length,
    ask: (question) => {
      const { level, rev, seed, solution } = question;
      const name = `${level} ${rev} ${seed ?? ''} ${solution}`;
      const same = asked.get(name);
      if (same) return same;
      const alone = !verifiers.some(({ up }) => up) && performance.now() - aloneSince > aloneMs;
      if (closed || alone || queue.length >= most) return Promise.resolve(BUSY);
      const answer = new Promise<Verdict>((resolve) => {
        queue.push({ name, question, resolve, broke: 0 });
        dispatch();
      }).finally(() => asked.delete(name));
      asked.set(name, answer);
      return answer;
    },
    close: () => {
      closed = true;
      clearInterval(looker);
      clearTimeout(later);
      for (const { resolve } of queue.splice(0)) resolve(BUSY);
      for (const { running } of verifiers) for (const abort of running) abort.abort();
      return Promise.resolve();
    },
  };
}

const BUSY: Verdict = { ok: false, code: 'busy' };

function isRefused(error: unknown): boolean {
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  return cause?.code === 'ECONNREFUSED';
}
