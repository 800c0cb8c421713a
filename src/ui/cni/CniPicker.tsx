// Modes: every CNI mode that Azure gives, the three great ones as cards with the consequences on the table first (addresses, who can ring a pod, whose number leaves,
// goals). A choice is one undoable edit; every other mode and number is in the cluster's form.
import { useEffect, useState } from 'preact/hooks';
import type { Preview } from '../../engine/api.ts';
import { clusterModeOf } from '../../engine/edit/clusterMode.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { CompareButton } from '../compare/CompareButton.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Status } from '../parts/Status.tsx';
import { ModeVerdictLine } from './ModeVerdictLine.tsx';
import { judgeMode, MODES, type Mode, type ModeVerdict, modeOf, OFFERED_MODES, withMode } from './modes.ts';

export function CniPicker(): preact.JSX.Element {
  const network = useApp((state) => state.document.spec.network);
  const revision = useApp((state) => state.results.revision);
  const level = useApp((state) => state.session.level);
  const [previews, setPreviews] = useState<readonly Preview[]>([]);
  const actions = useActions();
  const t = useWords();
  const cluster = network.managedClusters[0];
  const now = cluster ? modeOf(cluster) : undefined;
  const known = useApp((state) => state.results.compiled?.diagnostics);

  useEffect(() => {
    let stale = false;
    const edits = MODES.map((mode) => ({ type: 'putNetwork', network: withMode(network, mode) }) as const);
    void actions.preview(edits).then((answer) => {
      if (!stale) setPreviews(answer);
    });
    return () => {
      stale = true;
    };
  }, [network, revision]);

  if (!cluster) return <p>{t('ui.design.noCluster')}</p>;
  const put = (next: NetworkDocument, label: string): void => {
    void actions.dispatchEdit({ type: 'putNetwork', network: next }, label, { name: network.metadata.name });
  };
  return (
    <div class="design">
      <h3>{t('ui.design.mode')}</h3>
      <p class="dim">{t('ui.design.about')}</p>
      <CompareButton />
      <div class="modes">
        {MODES.map((mode, index) => (
          <ModeCard
            key={mode}
            mode={mode}
            chosen={mode === now}
            preview={previews[index]}
            verdict={judgeMode(
              { level, base: network, known: known ?? [] },
              withMode(network, mode),
              previews[index]?.diagnostics ?? [],
            )}
            onChoose={() => put(withMode(network, mode), 'edit.cni')}
          />
        ))}
      </div>
      <h4>{t('ui.compare.others')}</h4>
      <ul class="mode-others">
        {OFFERED_MODES.filter((mode) => !MODES.some((card) => card === mode)).map((mode) => (
          <li key={mode}>
            <button
              type="button"
              class="link"
              aria-haspopup="dialog"
              onClick={() => void actions.compare({ left: clusterModeOf(cluster), right: mode })}
            >
              {t('ui.compare.with', { mode: t(`mode.name.${mode}`) })}
            </button>
            {clusterModeOf(cluster) === mode && <span class="tag">{t('ui.design.current')}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ModeCardProps {
  readonly mode: Mode;
  readonly chosen: boolean;
  readonly preview: Preview | undefined;
  readonly verdict: ModeVerdict;
  readonly onChoose: () => void;
}

function ModeCard({ mode, chosen, preview, verdict, onChoose }: ModeCardProps): preact.JSX.Element {
  const t = useWords();
  const locked = verdict.kept !== undefined || verdict.refusal !== undefined;
  const faulty = verdict.fault !== undefined;
  const passed = preview?.goals.filter((goal) => goal.pass).length ?? 0;
  const total = preview?.goals.length ?? 0;
  const cluster = preview?.plan.subnets.find((subnet) => preview.plan.nodes.some((node) => node.subnet === subnet.name));
  const passes = passed === total && !faulty;
  const count = t('ui.goals.count', { passed, total });
  const standing = preview?.plan.podsUnplaced.length ?? 0;
  return (
    <section class={chosen ? 'mode chosen' : 'mode'} aria-labelledby={`mode-${mode}`}>
      <header>
        <h4 id={`mode-${mode}`}>{t(`mode.name.${mode}`)}</h4>
        {faulty && <span class="tag cannot">{t('ui.compare.cannot')}</span>}
        {chosen && <span class="tag">{t('ui.design.current')}</span>}
      </header>
      <dl>
        <dt>{t('ui.design.addresses')}</dt>
        <dd>
          {cluster ? (
            <>
              <Meter needed={cluster.needed} usable={cluster.usable} />{' '}
              {t('ui.design.needed', { needed: cluster.needed, usable: cluster.usable, subnet: cluster.name })}
            </>
          ) : (
            t('ui.working')
          )}
        </dd>
        <dt>{t('ui.design.reach')}</dt>
        <dd>{t(`cni.${mode}.reach`)}</dd>
        <dt>{t('ui.design.sender')}</dt>
        <dd>{t(`cni.${mode}.source`)}</dd>
        <dt>{t('ui.design.limits')}</dt>
        <dd>{t(`cni.${mode}.limits`)}</dd>
      </dl>
      {standing > 0 && (
        <p class="mode-error">
          <Status mark="warn" label={t('ui.severity.warning')} /> {t('ui.design.standing', { count: standing })}
        </p>
      )}
      {total > 0 && (
        <p class="mode-goals">
          <Status mark={passes ? 'pass' : 'warn'} label={t(passes ? 'ui.mark.pass' : 'ui.mark.warn')} />{' '}
          {faulty ? t('ui.compare.ifBuilt', { text: count }) : count}
        </p>
      )}
      {(faulty || (!chosen && locked)) && <ModeVerdictLine id={`mode-why-${mode}`} verdict={verdict} />}
      {!chosen && (
        <button
          type="button"
          disabled={locked}
          onClick={onChoose}
          aria-describedby={faulty || locked ? `mode-why-${mode}` : undefined}
        >
          {t('ui.design.choose', { mode: t(`mode.name.${mode}`) })}
        </button>
      )}
    </section>
  );
}
