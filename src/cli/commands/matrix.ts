// matrix WORLD: which pod reaches which, port by port.
import type { ParsedArguments } from '../arguments.ts';
import { formatMatrix } from '../format/matrixText.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { parsePorts } from '../ports.ts';
import { refusalSentence } from '../sentences.ts';
import { loadWorld } from './loadWorld.ts';

export async function runMatrix(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const ports = parsePorts(given.values.get('ports'));
  if (!ports.ok) return refuseInput(io, ports.message);
  const loaded = await loadWorld(given, io);
  if (!loaded.ok) return refuseInput(io, loaded.message);
  const { engine, revision } = loaded.value;
  const answer = engine.matrix({ revision, ...(ports.value ? { ports: ports.value } : {}) });
  if (!answer.ok) return refuseInput(io, refusalSentence(answer));
  io.out(given.flags.has('json') ? `${JSON.stringify(answer.value)}\n` : formatMatrix(answer.value));
  return 0;
}
