// export WORLD --as pcapng --from F --to T [--at POINT] [--filter EXPR] [--out FILE]: a capture that Wireshark opens.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ParsedArguments } from '../arguments.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { capture } from './capture.ts';

export async function exportPcapng(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const captured = await capture(given, io, { pcapng: true });
  if (!captured.ok) return refuseInput(io, captured.message);
  const { pcapng = new Uint8Array(0), packets, points } = captured.value;
  const name = given.values.get('out');
  if (name === undefined) io.outBytes(pcapng);
  else {
    try {
      await writeFile(resolve(io.folders[0] ?? '.', name), pcapng);
    } catch {
      return refuseInput(io, `${name}: this file cannot be written.`);
    }
  }
  io.err(`${packets.length} packets captured at ${points.length} interfaces\n`);
  return 0;
}
