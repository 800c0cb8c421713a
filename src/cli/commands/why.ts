// why WORLD --from F --to T: the smallest edits that would turn this flow's verdict, each tried, with what it opens and closes for others.
import { formatRef, refOf } from '../../engine/model/spec.ts';
import type { Edit } from '../../engine/edit/edit.ts';
import type { Remedy, WhyNot } from '../../engine/goals/whyNot.ts';
import type { ParsedArguments } from '../arguments.ts';
import { flowRefusal } from '../flowRefusal.ts';
import { verdictText } from '../format/traceText.ts';
import { type CliIo, type ExitCode, refuseInput } from '../io.ts';
import { label } from '../language.ts';
import { sentence } from '../sentences.ts';
import { flowText, listText } from './diff.ts';
import { loadWorld } from './loadWorld.ts';

export async function runWhy(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const from = given.values.get('from');
  const to = given.values.get('to');
  if (from === undefined || to === undefined)
    return refuseInput(io, `why needs --from SENDER and --to RECEIVER; ${from === undefined ? '--from' : '--to'} is missing.`);
  const loaded = await loadWorld(given, io);
  if (!loaded.ok) return refuseInput(io, loaded.message);
  const { engine, revision, compiled, world } = loaded.value;
  const flow = { from, to };
  let want = given.values.get('want') as WhyNot['want'] | undefined;
  if (want === undefined) {
    // Nothing said: the other verdict than the one it has.
    const now = engine.traceAll({ revision, flow });
    const arrives = now.ok && now.value.every(({ verdict }) => verdict.outcome === 'delivered');
    want = arrives ? 'blocked' : 'delivered';
  }
  const answer = engine.whyNot({ revision, flow, want });
  if (!answer.ok) return refuseInput(io, flowRefusal(answer, { plan: compiled.plan, network: world.spec.network }));
  io.out(given.flags.has('json') ? `${JSON.stringify(answer.value)}\n` : formatWhy(answer.value, flowText(flow)));
  return answer.value.holds || answer.value.remedies.length > 0 ? 0 : 1;
}

function formatWhy({ want, holds, verdict, remedies, findings, tried }: WhyNot, flow: string): string {
  if (holds) return `${label(`why.holds.${want}`, { flow, verdict: verdictText(verdict) })}\n`;
  const rule =
    verdict.rule === undefined ? '' : label('why.rule', { rule: `${verdict.rule.object} ${verdict.rule.field}`.trim() });
  const head = `${label('why.now', { flow, verdict: verdictText(verdict), rule })}\n`;
  if (remedies.length === 0) {
    const noted = findings.map((finding) => `  ${changeText(finding)}\n`).join('');
    return `${head}${label(`why.none.${want}`, { tried })}\n${noted}`;
  }
  return `${head}${label(`why.any.${want}`, { tried })}\n${remedies.map((remedy, index) => remedyText(remedy, index + 1)).join('')}`;
}

function remedyText({ findings, edits, exposure, gained, lost, collateral, rebuilds }: Remedy, number: number): string {
  const lines = [
    `\n${number}. ${findings.map(changeText).join('\n   ')}\n`,
    `   ${label('why.writes', { objects: edits.map(objectText).join(', ') })}${rebuilds ? label('why.rebuilds') : ''}\n`,
    `   ${label('why.open', { change: `${exposure < 0 ? '' : '+'}${exposure}` })}${collateral > 0 ? label('why.collateral', { count: collateral }) : ''}\n`,
    ...(gained.count === 0
      ? []
      : [indent(listText(label('why.gained'), '+', gained.count, gained.flows.slice(0, 5).map(flowText)))]),
    ...(lost.count === 0 ? [] : [indent(listText(label('why.lost'), '-', lost.count, lost.flows.slice(0, 5).map(flowText)))]),
  ];
  return lines.join('');
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '   ');
}

function changeText({ code, params }: Remedy['findings'][number]): string {
  return sentence(`hint.${code}.3`, params) ?? code;
}

function objectText(edit: Edit): string {
  if (edit.type === 'putNetwork') return 'Network';
  if (edit.type === 'answer') return `Answer/${edit.goal}`;
  if (edit.type === 'batch') return edit.edits.map(objectText).join(', ');
  return edit.type === 'putObject' ? formatRef(refOf(edit.resource)) : label('why.removed', { object: formatRef(edit.ref) });
}
