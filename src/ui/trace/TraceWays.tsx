// There and back, side by side: the request's devices and the reply's, and which of them only one of the two passed.
import { useMemo } from 'preact/hooks';
import type { Trace } from '../../engine/forward/trace.ts';
import { type LayerRow, layersOf, oneWayPlaces } from '../../store/layers.ts';
import { useActions, useWords } from '../context.tsx';
import { selectionOfPlace } from '../twin/names.ts';

export function TraceWays({ trace, position }: { readonly trace: Trace; readonly position: number }): preact.JSX.Element {
  const t = useWords();
  const rows = useMemo(() => layersOf(trace), [trace]);
  const odd = useMemo(() => oneWayPlaces(trace), [trace]);
  const alone = new Set([...odd.there, ...odd.back]);
  return (
    <div class="ways">
      {(['forward', 'reply'] as const).map((direction) => {
        const own = rows.filter((row) => row.direction === direction);
        return (
          <section key={direction} aria-label={t(`ui.ways.${direction}`)}>
            <h3>{t(`ui.ways.${direction}`)}</h3>
            {own.length === 0 ? (
              <NoReply trace={trace} />
            ) : (
              <ol>
                {own.map((row, index) => (
                  <Stop key={index} row={row} alone={alone.has(row.at.name)} current={isCurrent(rows, row, position)} />
                ))}
              </ol>
            )}
          </section>
        );
      })}
      {odd.there.length > 0 && <p class="ways-note">{t('ui.ways.there', { places: odd.there.join(', ') })}</p>}
      {odd.back.length > 0 && <p class="ways-note">{t('ui.ways.back', { places: odd.back.join(', ') })}</p>}
      {trace.reply && alone.size === 0 && <p class="ways-note">{t('ui.ways.same')}</p>}
    </div>
  );
}

/** An instant no is a packet of its own; silence is none. */
function NoReply({ trace }: { readonly trace: Trace }): preact.JSX.Element {
  const t = useWords();
  const { outcome } = trace.verdict;
  const hop = trace.hops.findLast(({ steps }) => steps.length > 0);
  const params = { place: hop?.at.name ?? '–', from: trace.flow.from };
  if (outcome === 'reset') return <code>{t('ui.ways.reset', params)}</code>;
  if (outcome === 'refused') {
    const udp = hop?.steps.at(-1)?.after.protocol === 'UDP';
    return (
      <>
        <p>
          <code>{t(udp ? 'ui.ways.refused.udp' : 'ui.ways.refused', params)}</code>
        </p>
        <p class="dim">{t('ui.ways.refused.note', params)}</p>
      </>
    );
  }
  if (outcome.startsWith('http-')) return <p>{t('ui.ways.answered', { ...params, status: outcome.slice(5) })}</p>;
  return <p>{t(outcome === 'timeout' || outcome === 'delivered' ? 'ui.ways.silence' : 'ui.ways.unsent', params)}</p>;
}

function Stop(props: { readonly row: LayerRow; readonly alone: boolean; readonly current: boolean }): preact.JSX.Element {
  const { row, alone, current } = props;
  const actions = useActions();
  const t = useWords();
  return (
    <li class={`effect-${row.effect}`} data-current={current}>
      <button
        type="button"
        class="link"
        aria-current={current ? 'step' : undefined}
        onClick={() => {
          actions.seek(row.position);
          actions.select(selectionOfPlace(row.at));
        }}
      >
        {row.at.name}
      </button>{' '}
      {row.network.after === '' ? <span class="dim">{t('ui.packet.unnamed')}</span> : <code>{row.network.after}</code>}
      {alone && <span class="tag plain">{t('ui.ways.only')}</span>}
    </li>
  );
}

function isCurrent(rows: readonly LayerRow[], row: LayerRow, position: number): boolean {
  const next = rows[rows.indexOf(row) + 1]?.position ?? Number.POSITIVE_INFINITY;
  return position >= row.position && position < next;
}
