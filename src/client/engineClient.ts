// The engine across its worker: the same functions as promises. A restart is announced; the fresh engine answers `stale` and is loaded again.
import type { EngineApi } from '../engine/api.ts';
import { watchWorker } from './restartingWorker.ts';

/** A call that takes longer than this has hung: the largest worlds compile in well under a second. */
const LIMIT_MS = 8000;

type Remote<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};

export interface EngineConnection {
  readonly engine: Remote<EngineApi>;
  stop(): void;
}

export interface ConnectionEvents {
  readonly onState: (state: 'restarted' | 'failed') => void;
}

const FUNCTIONS = [
  'load',
  'edit',
  'trace',
  'traceAll',
  'judge',
  'preview',
  'matrix',
  'pairs',
  'facts',
  'hints',
  'service',
  'policy',
  'http',
  'routers',
  'capture',
  'effectiveRules',
  'effectiveRoutes',
  'selectedBy',
  'selects',
  'whyNot',
  'diff',
  'compareModes',
  'foresee',
  'checkMigration',
  'blastRadius',
  'weighNeeds',
  'effectiveRoutes',
  'effectiveRules',
  'firewallLog',
  'startLoad',
  'stepLoad',
  'stopLoad',
  'costs',
] as const satisfies readonly (keyof EngineApi)[];

/**
 * A question about a revision the fresh worker does not hold comes back as `stale`; the last load or edit is then replayed by asking
 * `current()` for the document, and the question is asked once more.
 */
export function connectEngine(
  spawn: () => Worker,
  current: () => Parameters<EngineApi['load']>[0],
  events: ConnectionEvents,
): EngineConnection {
  const watched = watchWorker<EngineApi>({
    spawn,
    limitMs: LIMIT_MS,
    onRestart: () => events.onState('restarted'),
    onGiveUp: () => events.onState('failed'),
  });
  const ask = async (name: (typeof FUNCTIONS)[number], input: unknown): Promise<unknown> => {
    const call = (fn: keyof EngineApi, value: unknown): Promise<unknown> => watched.call(fn, ...([value] as never));
    const answer = await call(name, input);
    if (!isStale(answer) || name === 'edit') return answer;
    const document = current();
    if (revisionOf(input) !== document.revision) return answer;
    await call('load', document);
    return call(name, input);
  };
  const engine = Object.fromEntries(FUNCTIONS.map((name) => [name, (input: unknown) => ask(name, input)]));
  return { engine: engine as unknown as Remote<EngineApi>, stop: () => watched.stop() };
}

function isStale(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'code' in answer && answer.code === 'stale';
}

function revisionOf(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'revision' in input ? input.revision : undefined;
}
