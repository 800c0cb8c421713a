// The verifier's worker: questions in, answers out, one at a time.
import { parentPort, workerData } from 'node:worker_threads';
import { judge, type Question } from './judge.ts';
import { openLevelShelf } from './levelShelf.ts';

const shelf = openLevelShelf((workerData as { readonly levels: string }).levels);

parentPort?.on('message', ({ id, question }: { readonly id: number; readonly question: Question }) => {
  try {
    parentPort?.postMessage({ id, answer: judge(shelf, question) });
  } catch (error) {
    parentPort?.postMessage({ id, broken: String(error).slice(0, 200) });
  }
});
