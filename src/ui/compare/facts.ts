// What two worlds say of themselves, as rows of two cells: addresses, who sees which sender, who may call, ceilings, limits, complaints. Pure;
// every figure is the engine's own. Rules: table A.1, A-3, A-7, A-10….
import type { SubnetPlan } from '../../engine/dataplane/plan.ts';
import type { ModeReport } from '../../engine/goals/compareModes.ts';
import type { World } from '../../store/comparison.ts';
import type { Params } from '../context.tsx';

export type Say = (key: string, params?: Params) => string;

export interface Fact {
  readonly group: 'addresses' | 'source' | 'callers' | 'cluster';
  readonly label: string;
  readonly left: string;
  readonly right: string;
  readonly differs: boolean;
  /** That side does not fit, or says no. */
  readonly trouble: { readonly left: boolean; readonly right: boolean };
}

interface Cell {
  readonly text: string;
  readonly trouble?: boolean;
}

export function compareFacts(left: World | undefined, right: World | undefined, t: Say): readonly Fact[] {
  const row = (group: Fact['group'], label: string, cellOf: (world: World) => Cell): Fact => {
    const [l, r] = [left, right].map((world): Cell => (world ? cellOf(world) : { text: t('ui.compare.noWorld') }));
    return {
      group,
      label,
      left: l?.text ?? '',
      right: r?.text ?? '',
      differs: l?.text !== r?.text,
      trouble: { left: l?.trouble ?? false, right: r?.trouble ?? false },
    };
  };
  const known = [left, right].flatMap((world) => world ?? []);
  const [first] = known;
  const subnets = [...new Set(known.flatMap(({ report }) => report.subnets.map(({ name }) => name)))];
  const goals = first?.judgement.goals.length ?? 0;
  return [
    ...subnets.map((name) => row('addresses', name, ({ report }) => subnetCell(report.subnets, name, t))),
    row('addresses', t('ui.compare.podCidr'), ({ spec }) => ({
      text: spec.network.managedClusters[0]?.networkProfile.podCidr ?? t('ui.compare.inSubnet'),
    })),
    row('addresses', t('ui.compare.nodes'), ({ report }) => ({
      text: t('ui.compare.ready', { ready: report.nodesReady, nodes: report.nodes }),
      trouble: report.nodesReady < report.nodes,
    })),
    row('addresses', t('ui.compare.unplaced'), ({ report }) => ({
      text: `${report.podsUnplaced.length}`,
      trouble: report.podsUnplaced.length > 0,
    })),
    row('addresses', t('ui.compare.ceiling'), ({ report: { ceiling } }) => ({
      text: t(`mode.ceiling.${ceiling.by}`, { nodes: ceiling.nodes }),
    })),
    ...(first?.report.sources ?? []).map(({ receiver }) =>
      row('source', t(`mode.receiver.${receiver}`), ({ report }) => ({
        text: t(`mode.seen.${report.sources.find((source) => source.receiver === receiver)?.seen ?? 'none'}`),
      })),
    ),
    ...(first?.report.callers ?? []).map(({ caller }) =>
      row('callers', t(`mode.receiver.${caller}`), ({ report }) => ({
        text: t(report.callers.find((each) => each.caller === caller)?.arrives ? 'ui.compare.yes' : 'ui.compare.no'),
      })),
    ),
    row('cluster', t('ui.compare.engine'), ({ report }) => ({ text: t(`policyEngine.${report.policyEngine}`) })),
    row('cluster', t('ui.compare.engines'), ({ report }) => ({
      text: report.engines.map((engine) => t(`policyEngine.${engine}`)).join(', ') || t('ui.compare.ownEngine'),
    })),
    ...(goals === 0
      ? []
      : [
          row('cluster', t('ui.compare.goals'), ({ judgement }) => {
            const passed = judgement.goals.filter(({ pass }) => pass).length;
            return { text: t('ui.goals.count', { passed, total: goals }), trouble: passed < goals };
          }),
        ]),
  ];
}

function subnetCell(subnets: readonly SubnetPlan[], name: string, t: Say): Cell {
  const subnet = subnets.find((each) => each.name === name);
  if (!subnet) return { text: t('ui.compare.noSubnet') };
  const { addressPrefix, used, needed, usable, free } = subnet;
  return free < 0
    ? { text: t('ui.compare.subnet.missing', { addressPrefix, used, needed, usable, missing: -free }), trouble: true }
    : { text: t('ui.compare.subnet', { addressPrefix, used, needed, usable, free }) };
}

export interface Remark {
  readonly mark: 'fail' | 'warn' | 'note';
  readonly text: string;
  readonly cites: readonly string[];
  /** The other side has it too. */
  readonly shared: boolean;
}

/** What a mode forbids, ends or fills in, and what Azure would say of this document. What only one side has comes first. */
export function remarksOf({ report }: World, other: World | undefined, t: Say): readonly Remark[] {
  const { filled, diagnostics, limits } = report;
  const theirs = new Set(other?.report.limits.map(({ code, params }) => t(`mode.limit.${code}`, params)));
  const note = (text: string): Remark => ({ mark: 'note', text, cites: [], shared: false });
  const own = limits.map(({ code, params, cites }): Remark => {
    const text = t(`mode.limit.${code}`, params);
    return { mark: code === 'retires' || code === 'notSupported' ? 'warn' : 'note', text, cites, shared: theirs.has(text) };
  });
  return [
    ...complaints(diagnostics, other, t),
    ...(filled.podSubnet ? [note(t('mode.filled.podSubnet', { ...filled.podSubnet }))] : []),
    ...(filled.podCidr === undefined ? [] : [note(t('mode.filled.podCidr', { podCidr: filled.podCidr }))]),
    ...(filled.policyEngine ? [note(t('mode.filled.policyEngine', { ...filled.policyEngine }))] : []),
    ...own.filter(({ mark, shared }) => mark === 'warn' && !shared),
    ...own.filter(({ mark, shared }) => mark !== 'warn' && !shared),
    ...own.filter(({ shared }) => shared),
  ];
}

function complaints(diagnostics: ModeReport['diagnostics'], other: World | undefined, t: Say): Remark[] {
  const say = (item: ModeReport['diagnostics'][number]): string => t(`diagnostic.${item.code}`, item.params);
  const theirs = new Set(other?.report.diagnostics.map(say));
  const grave = (['error', 'warning'] as const).flatMap((severity) => diagnostics.filter((item) => item.severity === severity));
  const seen = new Set<string>();
  return grave.flatMap((item) => {
    const text = say(item);
    // What both say is no difference between them, unless it stops this one.
    if (seen.has(text) || (theirs.has(text) && item.severity !== 'error')) return [];
    seen.add(text);
    return [{ mark: item.severity === 'error' ? 'fail' : 'warn', text, cites: [], shared: theirs.has(text) } as const];
  });
}
