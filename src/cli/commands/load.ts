// load WORLD --plan FILE: many connections over virtual time. Exit 0 when nothing was lost, 1 when something was.
import type { LoadPlan } from '../../engine/report/load/plan.ts';
import type { LoadResult } from '../../engine/report/load/tally.ts';
import { readLoadPlan } from '../../manifest/readLoadPlan.ts';
import type { ParsedArguments } from '../arguments.ts';
import { wholeNumber } from '../arguments.ts';
import { locate, readTextFile } from '../files.ts';
import { formatLoad } from '../format/loadText.ts';
import { type CliIo, type ExitCode, refuseInput, type Usable, unusable, usable } from '../io.ts';
import { refusalSentence } from '../sentences.ts';
import { type LoadedWorld, loadWorld } from './loadWorld.ts';

const SLICE = 200_000;

export async function runLoad(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const plan = await readPlan(given, io);
  if (!plan.ok) return refuseInput(io, plan.message);
  const loaded = await loadWorld(given, io);
  if (!loaded.ok) return refuseInput(io, loaded.message);
  const result = runPlan(loaded.value, plan.value);
  if (!result.ok) return refuseInput(io, result.message);
  io.out(given.flags.has('json') ? `${JSON.stringify(result.value)}\n` : formatLoad(result.value));
  return result.value.endings.every(({ outcome }) => outcome === 'completed' || outcome === 'open') ? 0 : 1;
}

async function readPlan(given: ParsedArguments, io: CliIo): Promise<Usable<LoadPlan>> {
  const name = given.values.get('plan');
  if (name === undefined) return unusable('load needs --plan FILE.');
  const found = await locate(io, name);
  if (!found || found.isFolder) return unusable(`${name}: there is no such file.`);
  const file = await readTextFile(found.path, name);
  if (!file.ok) return file;
  const read = readLoadPlan(file.value.text);
  if ('problem' in read) return unusable(`${name}:${read.problem.line}:${read.problem.column}: ${read.problem.message}`);
  const seed = wholeNumber(given, 'seed', { fallback: read.plan.seed, from: 0, to: 4_294_967_295 });
  return seed.ok ? usable({ ...read.plan, seed: seed.value }) : seed;
}

function runPlan({ engine, revision }: LoadedWorld, plan: LoadPlan): Usable<LoadResult> {
  const started = engine.startLoad({ revision, plan });
  if (!started.ok) return unusable(refusalSentence(started));
  for (;;) {
    const progress = engine.stepLoad({ run: started.value, budget: SLICE });
    if (!progress.ok) return unusable(refusalSentence(progress));
    if (progress.value.result) return usable(progress.value.result);
  }
}
