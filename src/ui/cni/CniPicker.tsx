// Modes: pick one of the three great CNI modes with the consequences on the table first (addresses, who can ring a pod, whose number leaves,
// goals). A choice is one undoable edit; every other mode and number is in the cluster's form.
import { useEffect, useState } from 'preact/hooks';
import type { Preview } from '../../engine/api.ts';
import type { NetworkDocument } from '../../engine/model/networkDocument.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { CompareButton } from '../compare/CompareButton.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Status } from '../parts/Status.tsx';
import { canEdit } from '../yaml/canEdit.ts';
import { MODES, type Mode, modeOf, withMode } from './modes.ts';

export function CniPicker(): preact.JSX.Element {
  const network = useApp((state) => state.document.spec.network);
  const revision = useApp((state) => state.results.revision);
  const level = useApp((state) => state.session.level);
  const [previews, setPreviews] = useState<readonly Preview[]>([]);
  const actions = useActions();
  const t = useWords();
  const cluster = network.managedClusters[0];
  const now = cluster ? modeOf(cluster) : undefined;
  const editable = canEdit(level, 'Network');

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
      {!editable && <p class="locked">{t('ui.yaml.locked')}</p>}
      <div class="modes">
        {MODES.map((mode, index) => (
          <ModeCard
            key={mode}
            mode={mode}
            chosen={mode === now}
            preview={previews[index]}
            locked={!editable}
            onChoose={() => put(withMode(network, mode), 'edit.cni')}
          />
        ))}
      </div>
    </div>
  );
}

interface ModeCardProps {
  readonly mode: Mode;
  readonly chosen: boolean;
  readonly preview: Preview | undefined;
  readonly locked: boolean;
  readonly onChoose: () => void;
}

function ModeCard({ mode, chosen, preview, locked, onChoose }: ModeCardProps): preact.JSX.Element {
  const t = useWords();
  const errors = preview?.diagnostics.filter((item) => item.severity === 'error') ?? [];
  const passed = preview?.goals.filter((goal) => goal.pass).length ?? 0;
  const total = preview?.goals.length ?? 0;
  const cluster = preview?.plan.subnets.find((subnet) => preview.plan.nodes.some((node) => node.subnet === subnet.name));
  const standing = preview?.plan.podsUnplaced.length ?? 0;
  return (
    <section class={chosen ? 'mode chosen' : 'mode'} aria-labelledby={`mode-${mode}`}>
      <header>
        <h4 id={`mode-${mode}`}>{t(`cni.${mode}`)}</h4>
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
      {errors.slice(0, 2).map((item) => (
        <p key={`${item.code}${item.path}`} class="mode-error">
          <Status mark="fail" label={t('ui.severity.error')} /> {t(`diagnostic.${item.code}`, item.params)}
        </p>
      ))}
      {standing > 0 && (
        <p class="mode-error">
          <Status mark="warn" label={t('ui.severity.warning')} /> {t('ui.design.standing', { count: standing })}
        </p>
      )}
      {total > 0 && (
        <p class="mode-goals">
          <Status mark={passed === total ? 'pass' : 'warn'} label={t(passed === total ? 'ui.mark.pass' : 'ui.mark.warn')} />{' '}
          {t('ui.goals.count', { passed, total })}
        </p>
      )}
      {!chosen && (
        <button type="button" disabled={locked} onClick={onChoose} aria-describedby={`mode-${mode}`}>
          {t('ui.design.choose', { mode: t(`cni.${mode}`) })}
        </button>
      )}
    </section>
  );
}
