// On call: the report, the clock, what was changed lately, and lines worth typing with their price. A look is a line of the terminal and answers there.
import { useState } from 'preact/hooks';
import { isClosed, minutesSpent } from '../../store/drillClock.ts';
import { useActions, useApp, useNetworkWords, useWords } from '../context.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Paragraphs, Prose } from '../parts/Prose.tsx';
import { PostMortem } from './PostMortem.tsx';
import { clockAt, spentWords } from './spentWords.ts';

export function DrillPanel({ won }: { readonly won: boolean }): preact.JSX.Element | null {
  const session = useApp((state) => state.session);
  const [written, setWritten] = useState(false);
  const t = useWords();
  const incident = session.level?.incident;
  const text = session.text?.drill;
  if (!incident || !text || session.shared) return null;
  const minutes = minutesSpent(session.drill);
  const last = session.drill?.spent.at(-1);
  return (
    <section class="drill" aria-label={t('ui.drill')}>
      <p class="drill-clock">
        <strong>{clockAt(incident.at, minutes)}</strong>{' '}
        <span>
          {t('ui.drill.minutes', { minutes, par: incident.par })}
          {(session.drill?.attempt ?? 1) > 1 && ` · ${t('ui.drill.attempt', { number: session.drill?.attempt ?? 1 })}`}
        </span>
      </p>
      <Meter needed={minutes} usable={incident.par} />
      <p class="visually-hidden" role="status">
        {last ? t('ui.drill.spent', { what: spentWords(last, t), minutes: last.minutes, total: minutes, par: incident.par }) : ''}
      </p>
      <blockquote class="drill-report">
        <Paragraphs texts={text.report} />
      </blockquote>
      <details>
        <summary>{t('ui.drill.changes')}</summary>
        <ul class="drill-changes">
          {incident.changes.map(({ id, at }) => (
            <li key={id}>
              <strong>{at}</strong> <Prose text={text.changes[id] ?? id} />
            </li>
          ))}
        </ul>
      </details>
      <Looks />
      <p class="dim drill-costs">{t(isClosed(session) ? 'ui.drill.costs' : 'ui.drill.named')}</p>
      <div class="row">
        <button type="button" class={won ? 'primary' : 'quiet small'} onClick={() => setWritten(true)}>
          {t('ui.drill.postMortem.open')}
        </button>
      </div>
      {written && <PostMortem onClose={() => setWritten(false)} />}
    </section>
  );
}

function Looks(): preact.JSX.Element {
  const level = useApp((state) => state.session.level);
  const text = useApp((state) => state.session.text?.drill);
  const spent = useApp((state) => state.session.drill?.spent);
  const busy = useApp((state) => state.session.terminal.busy);
  const actions = useActions();
  const t = useWords();
  const spoken = useNetworkWords();
  const taken = new Set(spent?.flatMap((item) => (item.type === 'look' && item.look !== undefined ? [item.look] : [])));
  return (
    <details open>
      <summary>{t('ui.drill.looks')}</summary>
      <ul class="drill-looks">
        {(level?.incident?.looks ?? []).map(({ id, run, minutes }) => (
          <li key={id}>
            <button
              type="button"
              class={taken.has(id) ? 'drill-look taken' : 'drill-look'}
              title={run}
              disabled={busy}
              onClick={() => {
                actions.openTab('bottom', 'terminal');
                void actions.takeLook(id, spoken);
              }}
            >
              <span>
                <Prose text={text?.looks[id] ?? id} />
                {taken.has(id) && <span class="drill-taken"> {t('ui.drill.taken')}</span>}
              </span>
              <span class="drill-price">{t('ui.drill.price', { minutes })}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
