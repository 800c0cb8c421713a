// The pool of verifiers: a queue before a few workers. Who takes too long is ended and replaced, what was judged once is remembered, and what nobody
// can wait for is sent away at once.
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Answer, Question } from './judge.ts';

export type Verdict = Answer | { readonly ok: false; readonly code: 'busy' | 'broken'; readonly why?: string };

export interface VerifierPool {
  ask(question: Question): Promise<Verdict>;
  waiting(): number;
  close(): Promise<void>;
}

export interface PoolSettings {
  readonly workerFile: string | URL;
  readonly levels: string;
  readonly workers: number;
  readonly milliseconds: number;
  readonly queue: number;
  readonly onAnswer: (seconds: number, kind: 'judged' | 'remembered' | 'hung' | 'broken') => void;
}

interface Job {
  readonly name: string;
  readonly question: Question;
  readonly resolve: (answer: Verdict) => void;
}

interface Hand {
  worker: Worker;
  job: Job | undefined;
  began: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const REMEMBERED = 5000;

export function createVerifierPool(settings: PoolSettings): VerifierPool {
  const known = new Map<string, Answer>();
  const asked = new Map<string, Promise<Verdict>>();
  const queue: Job[] = [];
  let closed = false;
  let ids = 0;

  const start = (): Worker =>
    new Worker(settings.workerFile, {
      workerData: { levels: settings.levels },
      resourceLimits: { maxOldGenerationSizeMb: 512, stackSizeMb: 4 },
    });

  const finish = (hand: Hand, answer: Verdict, kind: 'judged' | 'hung' | 'broken'): void => {
    const { job } = hand;
    if (!job) return;
    clearTimeout(hand.timer);
    hand.job = undefined;
    settings.onAnswer((performance.now() - hand.began) / 1000, kind);
    if (kind === 'judged' && (answer.ok || answer.code !== 'busy')) remember(job.name, answer as Answer);
    job.resolve(answer);
  };

  const remember = (name: string, answer: Answer): void => {
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(name, answer);
  };

  const replace = (hand: Hand, answer: Verdict, kind: 'hung' | 'broken'): void => {
    const old = hand.worker;
    old.removeAllListeners();
    old.on('error', () => undefined);
    void old.terminate();
    finish(hand, answer, kind);
    if (closed) return;
    hand.worker = start();
    listen(hand);
    next(hand);
  };

  const listen = (hand: Hand): void => {
    hand.worker.on('message', (message: { readonly answer?: Answer; readonly broken?: string }) => {
      const { answer, broken } = message;
      if (answer) finish(hand, answer, 'judged');
      else finish(hand, { ok: false, code: 'broken', ...(broken === undefined ? {} : { why: broken }) }, 'broken');
      next(hand);
    });
    const gone = (): void => replace(hand, { ok: false, code: 'broken' }, 'broken');
    hand.worker.on('error', gone);
    hand.worker.on('exit', gone);
  };

  const next = (hand: Hand): void => {
    if (hand.job || closed) return;
    const job = queue.shift();
    if (!job) return;
    hand.job = job;
    hand.began = performance.now();
    hand.timer = setTimeout(() => replace(hand, { ok: false, code: 'tooComplex' }, 'hung'), settings.milliseconds);
    hand.worker.postMessage({ id: ++ids, question: job.question });
  };

  const hands = Array.from({ length: settings.workers }, (): Hand => {
    const hand: Hand = { worker: start(), job: undefined, began: 0, timer: undefined };
    listen(hand);
    return hand;
  });

  return {
    waiting: () => queue.length,
    ask: (question) => {
      const { level, rev, seed, solution } = question;
      const name = createHash('sha256')
        .update(`${level} ${rev} ${seed ?? ''} ${solution}`)
        .digest('base64url');
      const remembered = known.get(name);
      if (remembered) {
        settings.onAnswer(0, 'remembered');
        return Promise.resolve(remembered);
      }
      const same = asked.get(name);
      if (same) return same;
      if (closed || queue.length >= settings.queue) return Promise.resolve({ ok: false, code: 'busy' });
      const answer = new Promise<Verdict>((resolve) => {
        queue.push({ name, question, resolve });
        for (const hand of hands) next(hand);
      }).finally(() => asked.delete(name));
      asked.set(name, answer);
      return answer;
    },
    close: async () => {
      closed = true;
      for (const { resolve } of queue.splice(0)) resolve({ ok: false, code: 'busy' });
      await Promise.all(
        hands.map((hand) => {
          hand.worker.removeAllListeners();
          finish(hand, { ok: false, code: 'busy' }, 'broken');
          return hand.worker.terminate();
        }),
      );
    },
  };
}
