// What the forms have changed and nobody has applied: which parts, what Azure would refuse, what the goals would say, the az lines that would do
// the same; and the one button that makes it one edit.
import { useMemo } from 'preact/hooks';
import { typedLines } from '../../studio/design/typed.ts';
import { listChangedPaths } from '../../levels/networkPaths.ts';
import { keptBetween } from '../../levels/editable.ts';
import { findRefusal } from '../../store/refusals.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { useDesign } from './designContext.tsx';

const MOST = 12;
const MOST_SUBNETS = 2;

export function PendingBar(): preact.JSX.Element | null {
  const { network, base, level, foreseen, unread, discard } = useDesign();
  const compiled = useApp((state) => state.results.compiled);
  const actions = useActions();
  const t = useWords();
  const paths = useMemo(() => listChangedPaths(base, network), [base, network]);
  const kept = useMemo(() => keptBetween(level, base, network), [level, base, network]);
  // Written a moment after the typing: two whole scripts are compared for it.
  const lines = useMemo(() => typedLines(base, network), [foreseen]);
  if (network === base && unread === 0) return null;
  const refused = foreseen && findRefusal(compiled?.diagnostics ?? [], foreseen.diagnostics);
  const before = new Map(compiled?.plan.subnets.map((subnet) => [subnet.name, subnet]));
  const moved = (foreseen?.subnets ?? [])
    .filter(({ name, needed, usable }) => {
      const old = before.get(name);
      return needed > 0 && old !== undefined && (old.needed !== needed || old.usable !== usable);
    })
    .slice(0, MOST_SUBNETS);
  const goals = foreseen?.goals ?? [];
  const passed = goals.filter(({ pass }) => pass).length;
  const apply = (): void => {
    const [only] = paths;
    const label = paths.length === 1 && only !== undefined ? 'edit.designOne' : 'edit.designMany';
    void actions.applyDesign(label, { path: only ?? '', count: paths.length });
  };
  return (
    <section class="pending" aria-label={t('ui.design.pending')}>
      <div class="pending-head">
        <strong class="grow">{t('ui.design.pendingCount', { count: paths.length })}</strong>
        <button
          type="button"
          class="primary"
          disabled={unread > 0 || kept !== undefined || refused !== undefined || paths.length === 0}
          onClick={apply}
        >
          {t('ui.design.apply')}
        </button>
        <button type="button" onClick={discard}>
          {t('ui.design.discard')}
        </button>
      </div>
      <div role="status">
        {unread > 0 && (
          <p class="field-fault">
            <Status mark="fail" label={t('ui.severity.error')} /> {t('ui.design.unread', { count: unread })}
          </p>
        )}
        {kept !== undefined && (
          <p class="field-fault">
            <Status mark="fail" label={t('ui.severity.error')} /> {t('refused.network', { path: kept })}
          </p>
        )}
        {refused && (
          <p class="field-fault">
            <Status mark="fail" label={t('ui.severity.error')} /> {t('ui.design.refused')}{' '}
            {t(`diagnostic.${refused.code}`, refused.params)}
          </p>
        )}
        {moved.map((subnet) => (
          <p key={subnet.name}>
            <Status mark={subnet.free < 0 ? 'fail' : 'pass'} label={t(subnet.free < 0 ? 'ui.mark.fail' : 'ui.mark.pass')} />{' '}
            {subnet.name}:{' '}
            {subnet.free < 0
              ? t('ui.design.short', { needed: subnet.needed, usable: subnet.usable, missing: -subnet.free })
              : t('ui.design.left', { needed: subnet.needed, usable: subnet.usable, free: subnet.free })}
          </p>
        ))}
        {goals.length > 0 && (
          <p>
            <Status
              mark={passed === goals.length ? 'pass' : 'warn'}
              label={t(passed === goals.length ? 'ui.mark.pass' : 'ui.mark.warn')}
            />{' '}
            {t('ui.design.wouldPass', { passed, total: goals.length })}
          </p>
        )}
      </div>
      {paths.length > 0 && (
        <details>
          <summary>{t(lines.length > 0 ? 'ui.design.typed' : 'ui.design.whatChanges')}</summary>
          <ul class="compare-remarks mono">
            {paths.slice(0, MOST).map((path) => (
              <li key={path}>{path}</li>
            ))}
            {paths.length > MOST && <li>…</li>}
          </ul>
          {lines.length > 0 && (
            <pre class="typed" tabIndex={0}>
              {lines.join('\n')}
            </pre>
          )}
        </details>
      )}
    </section>
  );
}
