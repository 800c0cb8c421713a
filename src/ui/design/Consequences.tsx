// What the drafted cluster would mean, before it is one: addresses with their sum, who sees which sender, who may call a pod, ceilings, engines, what
// ends when, and what a living cluster would have to go through. Every figure is the engine's own.
import { useEffect, useState } from 'preact/hooks';
import { clusterModeOf } from '../../engine/edit/clusterMode.ts';
import type { SubnetForeseen } from '../../engine/goals/foresee.ts';
import type { Migration } from '../../engine/goals/migration.ts';
import type { Diagnostic } from '../../engine/model/diagnostic.ts';
import { type Params, useActions, useApp, useWords } from '../context.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Status } from '../parts/Status.tsx';
import { useDesign } from './designContext.tsx';
import { Sum } from './Sum.tsx';

const MOST_COMPLAINTS = 6;

export function Consequences(): preact.JSX.Element | null {
  const { network, foreseen } = useDesign();
  const t = useWords();
  if (!foreseen?.cluster) return <p role="status">{t('ui.working')}</p>;
  const { cluster, subnets, plan } = foreseen;
  const pools = network.managedClusters[0]?.agentPoolProfiles ?? [];
  const own = new Set([...pools.flatMap(({ vnetSubnet, podSubnet }) => [vnetSubnet, podSubnet]), plan.nodes[0]?.subnet]);
  const ready = plan.nodes.filter((node) => node.ready).length;
  return (
    <section class="consequences" aria-labelledby="consequences-title">
      <h4 id="consequences-title">{t('ui.design.consequences')}</h4>
      {subnets
        .filter(({ name }) => own.has(name))
        .map((subnet) => (
          <SubnetSum key={subnet.name} subnet={subnet} />
        ))}
      <dl class="facts">
        <div>
          <dt>{t('ui.compare.nodes')}</dt>
          <dd>
            {ready < plan.nodes.length && <Status mark="warn" label={t('ui.mark.warn')} />}{' '}
            {t('ui.compare.ready', { ready, nodes: plan.nodes.length })}
            {plan.podsUnplaced.length > 0 && ` · ${t('ui.design.standing', { count: plan.podsUnplaced.length })}`}
          </dd>
        </div>
        <div>
          <dt>{t('ui.compare.ceiling')}</dt>
          <dd>{t(`mode.ceiling.${cluster.ceiling.by}`, { nodes: cluster.ceiling.nodes })}</dd>
        </div>
        <div>
          <dt>{t('ui.compare.engines')}</dt>
          <dd>{cluster.engines.map((engine) => t(`policyEngine.${engine}`)).join(', ') || t('ui.compare.ownEngine')}</dd>
        </div>
      </dl>
      <table class="design-table">
        <caption>{t('ui.design.whoSees')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ui.design.receiver')}</th>
            <th scope="col">{t('ui.design.seen')}</th>
            <th scope="col">{t('ui.design.mayCall')}</th>
          </tr>
        </thead>
        <tbody>
          {cluster.sources.map(({ receiver, seen }) => {
            const caller = cluster.callers.find((each) => each.caller === receiver);
            return (
              <tr key={receiver}>
                <th scope="row">{t(`mode.receiver.${receiver}`)}</th>
                <td>{t(`mode.seen.${seen}`)}</td>
                <td>{caller ? t(caller.arrives ? 'ui.compare.yes' : 'ui.compare.no') : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <ul class="compare-remarks">
        {cluster.limits.map(({ code, params, cites }) => (
          <li key={code}>
            {code === 'retires' || code === 'notSupported' ? (
              <Status mark="warn" label={t('ui.mark.warn')} />
            ) : (
              <span aria-hidden="true">·</span>
            )}{' '}
            {t(`mode.limit.${code}`, params)} <span class="cites">{cites.join(' · ')}</span>
          </li>
        ))}
        {complaintsOf(foreseen.diagnostics, t).map(({ severity, text }) => (
          <li key={text}>
            <Status mark={severity === 'error' ? 'fail' : 'warn'} label={t(`ui.severity.${severity}`)} /> {text}
          </li>
        ))}
      </ul>
      <Move />
    </section>
  );
}

/** What Azure and the running world would say, the gravest first, each sentence once. */
function complaintsOf(
  diagnostics: readonly Diagnostic[],
  t: (key: string, params?: Params) => string,
): readonly { readonly severity: Diagnostic['severity']; readonly text: string }[] {
  const found = new Map<string, Diagnostic['severity']>();
  for (const severity of ['error', 'warning', 'info'] as const)
    for (const item of diagnostics)
      if (item.severity === severity) {
        const text = t(`diagnostic.${item.code}`, item.params);
        if (!found.has(text)) found.set(text, severity);
      }
  return [...found].slice(0, MOST_COMPLAINTS).map(([text, severity]) => ({ severity, text }));
}

/** Needed of usable, the sum behind it, and what it was before. */
function SubnetSum({ subnet }: { readonly subnet: SubnetForeseen }): preact.JSX.Element {
  const before = useApp((state) => state.results.compiled?.plan.subnets.find(({ name }) => name === subnet.name));
  const t = useWords();
  const { name, addressPrefix, needed, usable, free } = subnet;
  return (
    <div class="subnet-sum">
      <p>
        {free < 0 && <Status mark="fail" label={t('ui.mark.fail')} />} <strong>{name}</strong>{' '}
        <span class="mono">{addressPrefix}</span>{' '}
        {free < 0 ? t('ui.design.short', { needed, usable, missing: -free }) : t('ui.design.left', { needed, usable, free })}
        {before && before.needed !== needed && <span class="dim"> {t('ui.design.before', { needed: before.needed })}</span>}
      </p>
      <Meter needed={needed} usable={usable} />
      <p class="dim">
        <Sum parts={subnet.parts} needed={needed} /> <span class="cites">A-28 · A-30 · A-32</span>
      </p>
    </div>
  );
}

/** Another mode or way out on a cluster that lives: may it, and what happens on the way (A-37, E-2). */
function Move(): preact.JSX.Element | null {
  const { network, base } = useDesign();
  const [moves, setMoves] = useState<readonly Migration[]>([]);
  const actions = useActions();
  const t = useWords();
  const [was, is] = [base.managedClusters[0], network.managedClusters[0]];
  const mode = was && is && clusterModeOf(was) !== clusterModeOf(is) ? clusterModeOf(is) : undefined;
  const out = is?.networkProfile.outboundType ?? 'loadBalancer';
  const outboundType = (was?.networkProfile.outboundType ?? 'loadBalancer') === out ? undefined : out;
  useEffect(() => {
    let stale = false;
    const asked = [
      ...(mode === undefined ? [] : [actions.checkMove({ mode })]),
      ...(outboundType === undefined ? [] : [actions.checkMove({ outboundType })]),
    ];
    void Promise.all(asked).then((found) => {
      if (!stale) setMoves(found.flatMap((move) => move ?? []));
    });
    return () => {
      stale = true;
    };
  }, [mode, outboundType, base]);
  if (moves.length === 0) return null;
  const name = (text: string): string => (text === 'none' && mode === undefined ? text : modeName(text, t));
  return (
    <>
      {moves.map((move) => (
        <details key={move.to}>
          <summary>
            <Status mark={move.allowed ? 'pass' : 'warn'} label={t(move.allowed ? 'ui.mark.pass' : 'ui.mark.warn')} />{' '}
            {t('ui.design.live')}{' '}
            {t(move.allowed ? 'migration.allowed' : 'migration.refused', { from: name(move.from), to: name(move.to) })}
          </summary>
          <ul class="compare-remarks">
            {[...move.blockers, ...move.notes].map(({ code, params, cites }) => (
              <li key={`${code}${JSON.stringify(params)}`}>
                · {t(`migration.${code}`, params)} <span class="cites">{cites.join(' · ')}</span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}

const OUTBOUND: ReadonlySet<string> = new Set([
  'loadBalancer',
  'managedNATGateway',
  'userAssignedNATGateway',
  'userDefinedRouting',
  'block',
]);

function modeName(text: string, t: (key: string) => string): string {
  return OUTBOUND.has(text) ? text : t(`mode.name.${text}`);
}
