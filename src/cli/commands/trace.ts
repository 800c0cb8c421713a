// trace WORLD --from F --to T: one new connection and its reply, as the engine walks them.
import type { Flow } from '../../engine/forward/trace.ts';
import type { ParsedArguments } from '../arguments.ts';
import { wholeNumber } from '../arguments.ts';
import { flowRefusal } from '../flowRefusal.ts';
import { formatTrace } from '../format/traceText.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { loadWorld } from './loadWorld.ts';

export async function runTrace(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const from = given.values.get('from');
  const to = given.values.get('to');
  if (from === undefined || to === undefined)
    return refuseInput(io, `trace needs --from SENDER and --to RECEIVER; ${from === undefined ? '--from' : '--to'} is missing.`);
  const seed = wholeNumber(given, 'seed', { fallback: 1, from: 0, to: 4_294_967_295 });
  if (!seed.ok) return refuseInput(io, seed.message);
  const loaded = await loadWorld(given, io, seed.value);
  if (!loaded.ok) return refuseInput(io, loaded.message);
  const { engine, revision, compiled, world } = loaded.value;
  const flow: Flow = { from, to };
  const answer = engine.trace({ revision, flow, seed: seed.value });
  if (!answer.ok) return refuseInput(io, flowRefusal(answer, { plan: compiled.plan, network: world.spec.network }));
  if (given.flags.has('json')) {
    const written = engine.firewallLog({ revision, flow, seed: seed.value });
    const log = written.ok && written.value.length > 0 ? { firewallLog: written.value } : {};
    io.out(`${JSON.stringify({ ...answer.value, ...log })}\n`);
  } else io.out(formatTrace(answer.value));
  return 0;
}
