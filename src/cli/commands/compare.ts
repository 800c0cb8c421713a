// compare WORLD --modes A,B: the same workload under several CNI modes, one block a mode.
import { CLUSTER_MODES, type ClusterMode } from '../../engine/edit/clusterMode.ts';
import type { ModeComparison, ModeReport } from '../../engine/goals/compareModes.ts';
import type { Difference } from '../../engine/report/difference.ts';
import { listOf, nearest, type ParsedArguments } from '../arguments.ts';
import { type CliIo, type ExitCode, refuseInput, type Usable, unusable, usable } from '../io.ts';
import { label } from '../language.ts';
import { diagnosticSentence, refusalSentence, sentence } from '../sentences.ts';
import { flowText } from './diff.ts';
import { loadWorld } from './loadWorld.ts';

const USUAL: readonly ClusterMode[] = ['kubenet', 'nodeSubnet', 'podSubnetDynamic', 'overlay', 'overlayCilium'];

export async function runCompare(given: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const modes = readModes(given.values.get('modes'));
  if (!modes.ok) return refuseInput(io, modes.message);
  const loaded = await loadWorld(given, io);
  if (!loaded.ok) return refuseInput(io, loaded.message);
  const { engine, revision } = loaded.value;
  const answer = engine.compareModes({ revision, modes: modes.value });
  if (!answer.ok) return refuseInput(io, refusalSentence(answer));
  io.out(given.flags.has('json') ? `${JSON.stringify(answer.value)}\n` : formatComparison(answer.value));
  return 0;
}

function readModes(text: string | undefined): Usable<readonly ClusterMode[]> {
  if (text === undefined) return usable(USUAL);
  const modes: ClusterMode[] = [];
  for (const word of text.split(',')) {
    const mode = CLUSTER_MODES.find((each) => each === word.trim());
    if (!mode) {
      const near = nearest(word.trim(), CLUSTER_MODES);
      return unusable(`--modes takes ${listOf(CLUSTER_MODES)}, not "${word.trim()}".${near ? ` Did you mean ${near}?` : ''}`);
    }
    modes.push(mode);
  }
  return usable(modes);
}

/** Modes have names; outbound types are written as they are. */
export function modeName(mode: string): string {
  return sentence(`mode.name.${mode}`) ?? mode;
}

function formatComparison({ reports, noRoom }: ModeComparison): string {
  const blocks = reports.map(formatReport);
  const missing = noRoom.map((mode) => `${modeName(mode)}\n  ! ${sentence('mode.noRoom')}\n`);
  return [...blocks, ...missing].join('\n');
}

function formatReport(report: ModeReport): string {
  const { mode, current, subnets, nodes, nodesReady, podsUnplaced, ceiling, sources, callers, limits, difference } = report;
  const seen = sources.map(
    ({ receiver, seen: role }) =>
      `    ${label('compare.seen', { receiver: sentence(`mode.receiver.${receiver}`) ?? receiver, seen: sentence(`mode.seen.${role}`) ?? role })}`,
  );
  const called = callers.map(({ caller, arrives }) =>
    label(arrives ? 'compare.yes' : 'compare.no', { caller: sentence(`mode.receiver.${caller}`) ?? caller }),
  );
  const lines = [
    current ? label('compare.now', { mode: modeName(mode) }) : modeName(mode),
    ...report.diagnostics.filter(({ severity }) => severity === 'error').map((each) => `  ! ${diagnosticSentence(each)}`),
    ...filledText(report),
    ...subnets.map(
      ({ name, used, needed, usable: size, free }) => `  ${label('compare.subnet', { name, used, needed, free, size })}`,
    ),
    `  ${label('compare.nodes', { ready: nodesReady, nodes, unplaced: podsUnplaced.length })}`,
    `  ${label('compare.ceiling', { ceiling: sentence(`mode.ceiling.${ceiling.by}`, { nodes: ceiling.nodes }) ?? ceiling.by })}`,
    `  ${label('compare.policies', { engine: report.policyEngine, engines: report.engines.join(', ') || label('compare.ownEngine') })}`,
    `  ${label('compare.sees')}`,
    ...seen,
    `  ${label('compare.calls', { callers: called.join(label('list.between')) })}`,
    ...limits.map(({ code, params }) => `  · ${sentence(`mode.limit.${code}`, params) ?? code}`),
  ];
  return `${lines.join('\n')}\n${difference && !current ? summarizeFlows(difference) : ''}`;
}

function filledText({ filled: { podSubnet, podCidr, policyEngine } }: ModeReport): string[] {
  return [
    ...(podSubnet ? [`  + ${sentence('mode.filled.podSubnet', podSubnet)}`] : []),
    ...(podCidr === undefined ? [] : [`  + ${sentence('mode.filled.podCidr', { podCidr })}`]),
    ...(policyEngine ? [`  + ${sentence('mode.filled.policyEngine', policyEngine)}`] : []),
  ];
}

/** Three examples of each kind; the rest is a number. */
export function summarizeFlows({ gained, lost, changed }: Difference): string {
  const list = (mark: string, flows: readonly { readonly from: string; readonly to: string }[]): string =>
    flows
      .slice(0, 3)
      .map((flow) => `    ${mark} ${flowText(flow)}\n`)
      .join('');
  return [
    `  ${label('compare.gained', { count: gained.count })}\n${list('+', gained.flows)}`,
    `  ${label('compare.lost', { count: lost.count })}\n${list('-', lost.flows)}`,
    `  ${label('compare.changed', { count: changed.count })}\n${list('~', changed.flows)}`,
  ].join('');
}
