// matrix WORLD: which pod reaches which, port by port.
import type { ParsedArguments } from '../arguments.ts';
import { formatMatrix } from '../format/matrixText.ts';
import { type CliIo, type ExitCode, refuseInput, type Usable, unusable, usable } from '../io.ts';
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

/** `80`, `80/tcp` and `80/TCP` are one port; a list has no port twice. */
export function parsePorts(text: string | undefined): Usable<readonly string[] | undefined> {
  if (text === undefined) return usable(undefined);
  const ports: string[] = [];
  for (const item of text.split(',')) {
    const [, number = '', protocol = 'TCP'] = /^\s*(\d{1,5})(?:\/(tcp|udp|sctp))?\s*$/i.exec(item) ?? [];
    const port = Number(number);
    if (number === '' || port < 1 || port > 65535) return unusable(`--ports takes ports such as 80/TCP,53/UDP; "${item}" is none.`);
    const written = `${port}/${protocol.toUpperCase()}`;
    if (!ports.includes(written)) ports.push(written);
  }
  return usable(ports);
}
