// Pool: threads that judge, each with its own memory bound. One that takes too long or dies is replaced, and its request refused; the same
// question asked again is answered from memory.
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Verifier, VerifyAnswer, VerifyRequest } from './verifier.ts';

export interface PoolInput {
  /** The bundled worker. */
  readonly file: string;
  readonly levels: string;
  readonly size: number;
  readonly timeoutMs: number;
  readonly onProblem: (what: string) => void;
}

interface Job {
  readonly request: VerifyRequest;
  readonly key: string;
  readonly done: (answer: VerifyAnswer) => void;
}

interface Seat {
  worker: Worker;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Beyond that many a request is refused at once: the board goes on. */
const MOST_WAITING = 5_000;
const MOST_REMEMBERED = 20_000;
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 } as const;

export function createPool({
  file,
  levels,
  size,
  timeoutMs,
  onProblem,
}: PoolInput): Verifier & { readonly waiting: () => number } {
  const queue: Job[] = [];
  const remembered = new Map<string, VerifyAnswer>();
  let closed = false;

  const spawn = (seat: Pick<Seat, 'worker' | 'job' | 'timer'>): void => {
    const worker = new Worker(file, { workerData: { levels }, resourceLimits: MEMORY });
    seat.worker = worker;
    worker.on('message', (answer: VerifyAnswer) => finish(seat, answer));
    const died = (): void => {
      if (closed || seat.worker !== worker) return;
      onProblem('verifier.died');
      spawn(seat);
      finish(seat, { ok: false, code: 'tooHard' });
    };
    worker.on('error', died);
    worker.on('exit', died);
  };

  const finish = (seat: Seat, answer: VerifyAnswer): void => {
    const { job } = seat;
    clearTimeout(seat.timer);
    seat.job = undefined;
    if (job) {
      if (answer.ok || answer.code === 'badSolution') {
        if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
        remembered.set(job.key, answer);
      }
      job.done(answer);
    }
    next(seat);
  };

  const next = (seat: Seat): void => {
    if (seat.job || closed) return;
    const job = queue.shift();
    if (!job) return;
    seat.job = job;
    seat.timer = setTimeout(() => {
      onProblem('verifier.slow');
      const old = seat.worker;
      spawn(seat);
      void old.terminate();
      finish(seat, { ok: false, code: 'tooHard' });
    }, timeoutMs);
    seat.worker.postMessage(job.request);
  };

  const seats = Array.from({ length: size }, (): Seat => {
    const seat = { job: undefined, timer: undefined } as unknown as Seat;
    spawn(seat);
    return seat;
  });

  return {
    waiting: () => queue.length,
    verify: (request) => {
      const key = createHash('sha256')
        .update(`${request.level}~${request.rev}~${request.seed ?? ''}~${request.solution}`)
        .digest('base64');
      const known = remembered.get(key);
      if (known) return Promise.resolve(known);
      if (closed || queue.length >= MOST_WAITING) return Promise.resolve({ ok: false, code: 'busy' });
      return new Promise((done) => {
        queue.push({ request, key, done });
        const free = seats.find(({ job }) => !job);
        if (free) next(free);
      });
    },
    close: async () => {
      closed = true;
      for (const { done } of queue.splice(0)) done({ ok: false, code: 'busy' });
      for (const seat of seats) {
        clearTimeout(seat.timer);
        seat.job?.done({ ok: false, code: 'busy' });
        await seat.worker.terminate();
      }
    },
  };
}
