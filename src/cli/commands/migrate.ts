// migrate WORLD --to MODE | --outbound-type TYPE: may the live cluster change, in which steps, what stands in the way, what happens to what runs.
import type { ClusterMode } from '../../engine/edit/clusterMode.ts';
import type { Migration, MigrationNote } from '../../engine/goals/migration.ts';
import type { OutboundType } from '../../engine/model/networkDocument.ts';
import type { ParsedArguments } from '../arguments.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { refusalSentence, sentence } from '../sentences.ts';
import { modeName, summarizeFlows } from './compare.ts';
import { loadWorld } from './loadWorld.ts';

export async function runMigrate(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  // The argument table admits the names of modes and outbound types only.
  const mode = given.values.get('to') as ClusterMode | undefined;
  const outboundType = given.values.get('outbound-type') as OutboundType | undefined;
  if ((mode === undefined) === (outboundType === undefined))
    return refuseInput(io, 'migrate needs --to MODE or --outbound-type TYPE, one of the two.');
  const loaded = await loadWorld(given, io);
  if (!loaded.ok) return refuseInput(io, loaded.message);
  const { engine, revision } = loaded.value;
  const question = mode !== undefined ? { mode } : { outboundType: outboundType ?? 'loadBalancer' };
  const answer = engine.checkMigration({ revision, ...question });
  if (!answer.ok) return refuseInput(io, refusalSentence(answer));
  io.out(given.flags.has('json') ? `${JSON.stringify(answer.value)}\n` : formatMigration(answer.value));
  return answer.value.allowed ? 0 : 1;
}

function formatMigration({ from, to, allowed, steps, blockers, notes, difference }: Migration): string {
  const names = { from: modeName(from), to: modeName(to) };
  if (from === to) return `${sentence('migration.nothing', names)}\n`;
  const lines = [
    sentence(allowed ? 'migration.allowed' : 'migration.refused', names) ?? '',
    ...blockers.map((note) => `  ! ${noteText(note)}`),
    ...(allowed ? steps.map((step, index) => `  ${index + 1}. ${modeName(step.from)} → ${modeName(step.to)}`) : []),
    ...(allowed ? notes.map((note) => `  · ${noteText(note)}`) : []),
  ];
  return `${lines.join('\n')}\n${difference ? summarizeFlows(difference) : ''}`;
}

function noteText({ code, params }: MigrationNote): string {
  const named = { ...params };
  for (const key of ['from', 'to']) if (named[key] !== undefined) named[key] = modeName(String(named[key]));
  return sentence(`migration.${code}`, named) ?? code;
}
