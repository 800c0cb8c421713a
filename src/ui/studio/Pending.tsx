// Before it is applied: what a change opens and shuts, goals that would hold, traps that it stands in.
import type { OpenFlow } from '../../engine/report/exposure.ts';
import type { Weighed } from '../../store/studioTypes.ts';
import { useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { LintLines } from './LintList.tsx';

const MOST_SHOWN = 6;

export function Pending({ weighed }: { readonly weighed: Weighed | undefined }): preact.JSX.Element {
  const t = useWords();
  if (!weighed) return <p class="dim">{t('ui.studio.weighing')}</p>;
  const { difference, goals, lints } = weighed;
  return (
    <section class="studio-pending" aria-label={t('ui.studio.pending')}>
      <h4>{t('ui.studio.pending')}</h4>
      {difference ? (
        <>
          <FlowList sign="+" label={t('ui.studio.gained', { count: difference.gained.count })} {...difference.gained} />
          <FlowList sign="−" label={t('ui.studio.lost', { count: difference.lost.count })} {...difference.lost} />
        </>
      ) : (
        <p>{t('ui.studio.tooMany')}</p>
      )}
      {goals.total > 0 && (
        <p>
          <Status
            mark={goals.passed === goals.total ? 'pass' : 'warn'}
            label={t(goals.passed === goals.total ? 'ui.mark.pass' : 'ui.mark.warn')}
          />{' '}
          {t('ui.studio.goals', goals)}
        </p>
      )}
      <LintLines lints={lints} />
    </section>
  );
}

export function FlowList(props: {
  readonly sign: '+' | '−';
  readonly label: string;
  readonly count: number;
  readonly flows: readonly OpenFlow[];
}): preact.JSX.Element {
  const t = useWords();
  const { sign, label, count, flows } = props;
  return (
    <div class={sign === '+' ? 'flows gained' : 'flows lost'}>
      <p>
        <strong aria-hidden="true">{sign}</strong> {label}
      </p>
      {flows.length > 0 && (
        <ul class="plain">
          {flows.slice(0, MOST_SHOWN).map(({ from, to }) => (
            <li key={`${from} ${to}`} class="mono">
              {from} → {to}
            </li>
          ))}
          {count > MOST_SHOWN && (
            <li class="dim">{t('ui.studio.more', { count: count - Math.min(MOST_SHOWN, flows.length) })}</li>
          )}
        </ul>
      )}
    </div>
  );
}
