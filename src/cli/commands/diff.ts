// diff WORLD_A WORLD_B: flows gained, lost and changed between two worlds; `--fail-on` makes it a gate for continuous integration.
import type { Difference, FlowChange } from '../../engine/report/difference.ts';
import type { PolicyEngine } from '../../engine/model/networkDocument.ts';
import type { ParsedArguments } from '../arguments.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { label } from '../language.ts';
import { readWorld } from '../readWorld.ts';
import { refusalSentence } from '../sentences.ts';

export async function runDiff(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const [first = '', second = ''] = given.words;
  const a = await readWorld(io, [first]);
  if (!a.ok) return refuseInput(io, a.message);
  const b = await readWorld(io, [second]);
  if (!b.ok) return refuseInput(io, b.message);
  const { createEngine } = await import('../../engine/createEngine.ts');
  // The argument table admits these five words only.
  const policyEngine = given.values.get('policy') as PolicyEngine | undefined;
  const answer = createEngine().diff({
    a: a.value.spec,
    b: b.value.spec,
    ...(policyEngine === undefined ? {} : { policyEngine }),
  });
  if (!answer.ok) return refuseInput(io, refusalSentence(answer));
  io.out(given.flags.has('json') ? `${JSON.stringify(answer.value)}\n` : formatDifference(answer.value));
  return isNo(answer.value, given.values.get('fail-on')) ? 1 : 0;
}

function isNo({ gained, lost, changed }: Difference, gate: string | undefined): boolean {
  if (gate === 'gained') return gained.count > 0;
  if (gate === 'lost') return lost.count > 0;
  return gate === 'any' && gained.count + lost.count + changed.count > 0;
}

function formatDifference({ gained, lost, changed, objects, unknown, complete }: Difference): string {
  const blocks = [
    objects.length === 0 ? `${label('diff.same')}\n` : `${label('diff.objects', { objects: objects.join(', ') })}\n`,
    listText(label('diff.gained'), '+', gained.count, gained.flows.map(flowText)),
    listText(label('diff.lost'), '-', lost.count, lost.flows.map(flowText)),
    listText(label('diff.changed'), '~', changed.count, changed.flows.map(changeText)),
    unknown === 0 ? '' : `${label('diff.unknown', { count: unknown })}\n`,
    complete ? '' : `${label('diff.incomplete')}\n`,
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

export function listText(title: string, mark: string, count: number, lines: readonly string[]): string {
  const more = count > lines.length ? `  ${label('list.more', { count: count - lines.length })}\n` : '';
  return `${label('list.title', { title, count })}\n${lines.map((line) => `  ${mark} ${line}\n`).join('')}${more}`;
}

export function flowText({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from} → ${to}`;
}

function changeText({ from, to, before, after }: FlowChange): string {
  const side = ({ ways, sources }: FlowChange['before']): string =>
    label(ways === 'some' ? 'diff.someFrom' : 'diff.from', { sources: sources.join(', ') });
  return label('diff.change', { flow: flowText({ from, to }), before: side(before), after: side(after) });
}
