// level check FILE|LINK: the builder's own check of a made level. Exit 1 when it may not be handed on, 2 when it cannot be read.
import { checkMade, type MadeVerdict } from '../../levels/made/checkMade.ts';
import type { MadeLevel } from '../../levels/made/madeLevel.ts';
import { madeToPlain, readMadeText, rebuildMade } from '../../levels/made/readMade.ts';
import { createLevelLinkCodec } from '../../share/levelLink.ts';
import type { ParsedArguments } from '../arguments.ts';
import { locate, readStdinText, readTextFile } from '../files.ts';
import { type CliIo, type ExitCode, refuseInput, type Usable, unusable, usable } from '../io.ts';
import { padRight } from '../format/width.ts';
import { label } from '../language.ts';
import { sentence } from '../sentences.ts';

const LINK = /(?:#l=|^\s*l=)\d{1,4}\./;

export async function runLevel(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const [verb = '', word = ''] = given.words;
  if (verb !== 'check') return refuseInput(io, `level knows one word, check, not "${verb}".`);
  const codec = createLevelLinkCodec({ madeToPlain, rebuildMade });
  const read = await readMade(io, word, codec);
  if (!read.ok) return refuseInput(io, read.message);
  const made = read.value;
  const { createEngine } = await import('../../engine/createEngine.ts');
  const verdict = checkMade(createEngine(), made);
  const link = verdict.ok ? codec.encodeLevel(made) : undefined;
  const found = { id: codec.idOf(made), title: made.title, ...verdict, ...(link === undefined ? {} : { link: `#l=${link}` }) };
  io.out(given.flags.has('json') ? `${JSON.stringify(found)}\n` : formatCheck(made, verdict, link));
  return verdict.ok ? 0 : 1;
}

async function readMade(io: CliIo, word: string, codec: ReturnType<typeof createLevelLinkCodec>): Promise<Usable<MadeLevel>> {
  const found = word === '-' ? undefined : await locate(io, word);
  if (word !== '-' && !found) {
    if (!LINK.test(word)) return unusable(`${word.slice(0, 80)}: this is neither a file nor a level link.`);
    const opened = codec.decodeLevel(word);
    if (opened.ok) return usable(opened.made);
    const { code, params } = opened.problem;
    return unusable(sentence(`link.${code}`, params) ?? code);
  }
  const text = found ? await readTextFile(found.path, word) : await readStdinText(io);
  if (!text.ok) return text;
  const read = readMadeText(text.value.text);
  if (read.ok) return usable(read.made);
  return unusable(`${text.value.name}: ${sentence(`made.file.${read.code}`, { where: read.where }) ?? read.code}`);
}

function formatCheck({ title, goals }: MadeLevel, verdict: MadeVerdict, link: string | undefined): string {
  const lines = [label(verdict.ok ? 'level.ok' : 'level.refused', { title, goals: goals.length })];
  if (!verdict.ok) lines.push(`  ${sentence(`made.refused.${verdict.code}`, verdict.params) ?? verdict.code}`);
  if (verdict.par)
    for (const name of ['exposure', 'cost', 'changes'] as const)
      lines.push(`  ${label('level.par')} ${padRight(label(`grade.${name}`), 8)}  ${verdict.par[name]}`);
  if (verdict.ok)
    lines.push(
      `  ${link === undefined ? label('level.tooLarge') : label('level.link', { count: link.length + 3, link: `#l=${link}` })}`,
    );
  return lines.map((line) => `${line}\n`).join('');
}
