// apply WORLD --do "kubectl …; az …" | --script FILE: the world after the commands, or what they change, or the sentence that refuses one.
import { sameValue } from '../../engine/model/sameValue.ts';
import { writeAzSince } from '../../manifest/azure/writeAz.ts';
import { openSession } from '../../manifest/commands/commandTypes.ts';
import { filesNamed, runCommands } from '../../manifest/commands/runCommands.ts';
import { rewriteText } from '../../manifest/rewriteText.ts';
import { writePatch } from '../../manifest/writePatch.ts';
import type { ParsedArguments } from '../arguments.ts';
import { locate, readStdinText, readTextFile } from '../files.ts';
import { type CliIo, type ExitCode, refuseInput, type Usable, unusable, usable } from '../io.ts';
import { readWorld } from '../readWorld.ts';
import { sentence } from '../sentences.ts';

export async function runApply(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const script = await scriptOf(given, io);
  if (!script.ok) return refuseInput(io, script.message);
  const world = await readWorld(io, given.words);
  if (!world.ok) return refuseInput(io, world.message);
  const files = new Map<string, string>();
  for (const name of filesNamed(script.value)) {
    const text = await readText(io, name);
    if (text.ok) files.set(name, text.value);
  }
  const { spec } = world.value;
  const ran = runCommands(spec, script.value, openSession(files));
  if (ran.refusal) {
    const { line, code, params } = ran.refusal;
    const message = sentence(`command.${code}`, params) ?? code;
    if (given.flags.has('json')) io.out(`${JSON.stringify({ edits: ran.edits, refusal: { line, code, params, message } })}\n`);
    io.err(`line ${line}: ${message}\n`);
    return 1;
  }
  if (given.flags.has('json')) io.out(`${JSON.stringify({ edits: ran.edits })}\n`);
  else if (given.flags.has('diff')) {
    const isSame = sameValue(spec.network, ran.spec.network);
    const isMoved = !sameValue(spec.objects, ran.spec.objects);
    if (isMoved || isSame) io.out(writePatch(spec, ran.spec));
    if (!isSame) io.out(writeAzSince(spec.network, ran.spec.network));
  } else {
    const texts = world.value.files.map(({ text }) => text);
    io.out(rewriteText(texts, ran.spec));
  }
  return 0;
}

async function scriptOf(given: ParsedArguments, io: CliIo): Promise<Usable<string>> {
  const [line, file] = [given.values.get('do'), given.values.get('script')];
  if ((line === undefined) === (file === undefined))
    return unusable('apply needs --do COMMANDS or --script FILE, one of the two.');
  if (line !== undefined) return usable(line);
  return readText(io, file ?? '');
}

async function readText(io: CliIo, name: string): Promise<Usable<string>> {
  if (name === '-') {
    const read = await readStdinText(io);
    return read.ok ? usable(read.value.text) : read;
  }
  const found = await locate(io, name);
  if (!found || found.isFolder) return unusable(`${name}: there is no such file.`);
  const read = await readTextFile(found.path, name);
  return read.ok ? usable(read.value.text) : read;
}
