// A verifier as a process of its own (ROLE=verifier): a pool of workers behind one local port. It has no store and knows no room; whoever has the key asks,
// and a gateway that was answered writes the verdict down itself.
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Config } from '../config.ts';
import { isBearer, mayRead } from '../http/figures.ts';
import { closeSlowly, listenAt } from '../http/port.ts';
import { readJson } from '../http/readJson.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { buildOf } from './build.ts';
import { createVerifierPool } from './pool.ts';
import { type Health, readQuestion } from './wire.ts';

export interface ServiceParts {
  readonly config: Config;
  readonly key: string;
  readonly levels: string;
  readonly workerFile: string;
  readonly writeLog?: (line: string) => void;
}

export interface Service {
  readonly url: string;
  drain(): Promise<void>;
}

export async function startVerifier({ config, key, levels, workerFile, writeLog }: ServiceParts): Promise<Service> {
  const log = createLog(config.log, writeLog ?? ((line) => process.stdout.write(line)));
  const metrics = createMetrics();
  const build = buildOf(workerFile, levels);
  const pool = createVerifierPool({
    workerFile,
    levels,
    workers: config.workers,
    milliseconds: config.verifyMs,
    queue: config.verifyQueue,
    onAnswer: (seconds, kind) => {
      metrics.count('verifications_total', `kind="${kind}"`);
      if (kind !== 'remembered') metrics.observe('verify_seconds', seconds);
    },
  });
  metrics.gauge('verify_queue', () => pool.waiting());
  metrics.gauge('memory_bytes', () => process.memoryUsage.rss());

  let draining = false;
  const app = new Hono();
  app.get('/metrics', (c) => (mayRead(c, config.metricsKey) ? c.text(metrics.write()) : c.text('not here\n', 404)));
  // Says what it is to whoever may ask it, and that it lives to everybody else.
  app.get('/healthz', (c) => {
    if (draining) return c.text('draining\n', 503);
    return isBearer(c, key) ? c.json({ build, waiting: pool.waiting() } satisfies Health) : c.text('ok\n');
  });
  app.post('/verify', async (c) => {
    if (!isBearer(c, key)) return c.text('whose key is this?\n', 401);
    if (draining) return c.json({ ok: false, code: 'busy' }, 503);
    const read = await readJson(c.req.raw);
    const question = read === 'tooLarge' ? undefined : readQuestion(read.value);
    if (!question) return c.text('that is no question\n', 400);
    const answer = await pool.ask(question);
    return c.json(answer, !answer.ok && answer.code === 'busy' ? 503 : 200);
  });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer(
    { headersTimeout: config.headMs, requestTimeout: config.bodyMs, keepAliveTimeout: 30_000 },
    (request, response) => {
      if (draining) response.setHeader('Connection', 'close');
      void answer(request, response);
    },
  );
  const { port, url } = await listenAt(server, config);
  log.info('the verifier is open', { port });
  return {
    url,
    drain: async () => {
      draining = true;
      await closeSlowly(server, config.drainMs);
      await pool.close();
      log.info('the verifier is closed');
    },
  };
}
