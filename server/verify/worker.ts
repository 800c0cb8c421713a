// A thread that judges: one request, one answer.
import { parentPort, workerData } from 'node:worker_threads';
import { readLevelsFrom } from './levelFiles.ts';
import { createJudge, type VerifyRequest } from './verifier.ts';

const judge = createJudge(readLevelsFrom(String((workerData as { readonly levels: string }).levels)));

parentPort?.on('message', (request: VerifyRequest) => parentPort?.postMessage(judge(request)));
