// capture WORLD --from F --to T [--at POINT] [--filter EXPR]: what tcpdump prints at an interface, or at every one that the flow passes.
import type { CaptureAnswer, CaptureQuery } from '../../engine/report/capture/captureFlow.ts';
import { type ParsedArguments, wholeNumber } from '../arguments.ts';
import { flowRefusal } from '../flowRefusal.ts';
import { formatCapture } from '../format/captureText.ts';
import { type CliIo, type ExitCode, refuseInput, type Usable, unusable, usable } from '../io.ts';
import { loadWorld } from './loadWorld.ts';

export async function runCapture(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const captured = await capture(given, io, {});
  if (!captured.ok) return refuseInput(io, captured.message);
  const answer = captured.value;
  if (given.flags.has('json')) io.out(`${JSON.stringify(plainCapture(answer))}\n`);
  else io.out(formatCapture(answer, given.values.has('at')));
  io.err(`${answer.packets.length} packets captured\n`);
  return 0;
}

/** Asks the engine for what the options say. */
export async function capture(
  given: ParsedArguments,
  io: CliIo,
  extra: Pick<CaptureQuery, 'pcapng'>,
): Promise<Usable<CaptureAnswer>> {
  const from = given.values.get('from');
  const to = given.values.get('to');
  if (from === undefined || to === undefined) {
    return unusable(`A capture needs --from SENDER and --to RECEIVER; ${from === undefined ? '--from' : '--to'} is missing.`);
  }
  const seed = wholeNumber(given, 'seed', { fallback: 1, from: 0, to: 4_294_967_295 });
  if (!seed.ok) return seed;
  const loaded = await loadWorld(given, io, seed.value);
  if (!loaded.ok) return loaded;
  const { engine, revision, compiled, world } = loaded.value;
  const at = given.values.get('at');
  const filter = given.values.get('filter');
  const answer = engine.capture({
    revision,
    flow: { from, to },
    seed: seed.value,
    ...(at === undefined ? {} : { at }),
    ...(filter === undefined ? {} : { filter }),
    ...extra,
  });
  if (answer.ok) return usable(answer.value);
  return unusable(flowRefusal(answer, { plan: compiled.plan, network: world.spec.network }));
}

/** Bytes as hexadecimal text. */
function plainCapture({ packets, ...rest }: CaptureAnswer): unknown {
  return {
    ...rest,
    packets: packets.map(({ payload, ...packet }) => ({
      ...packet,
      payload: Array.from(payload, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    })),
  };
}
