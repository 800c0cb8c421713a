// The envelope by layers: a card a device, what went in and what came out at layers 7, 4 and 3. Layer 2 is not simulated.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Trace } from '../../engine/forward/trace.ts';
import { type Change, layersOf, type LayerRow } from '../../store/layers.ts';
import { useActions, useWords } from '../context.tsx';
import { selectionOfPlace } from '../twin/names.ts';
import { Stamp } from './TraceLine.tsx';

export function TraceLayers({ trace, position }: { readonly trace: Trace; readonly position: number }): preact.JSX.Element {
  const t = useWords();
  const list = useRef<HTMLOListElement>(null);
  const rows = useMemo(() => layersOf(trace), [trace]);
  const current = rows.findLastIndex((row) => row.position <= position);
  useEffect(() => {
    const card = list.current?.children[current];
    if (card instanceof HTMLElement && list.current) list.current.scrollLeft = card.offsetLeft - list.current.clientWidth / 3;
  }, [current]);
  return (
    <ol class="layers" ref={list} aria-label={t('ui.layers')} tabIndex={0}>
      {rows.map((row, index) => (
        <Card key={`${row.direction}${row.position}`} row={row} current={index === current} />
      ))}
    </ol>
  );
}

function Card({ row, current }: { readonly row: LayerRow; readonly current: boolean }): preact.JSX.Element {
  const actions = useActions();
  const t = useWords();
  const { rule } = row;
  return (
    <li class={`layer-card effect-${row.effect}`} data-current={current}>
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
      </button>
      {row.direction === 'reply' && <span class="dim"> {t('ui.layers.reply')}</span>}
      <dl>
        {row.application.length > 0 && (
          <div>
            <dt>{t('ui.layers.l7')}</dt>
            <dd>
              {row.application.map((step, index) => (
                <p key={index}>{t(step.code, step.params)}</p>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('ui.layers.l4')}</dt>
          <dd>
            <InOut {...row.transport} />
          </dd>
        </div>
        <div>
          <dt>{t('ui.layers.l3')}</dt>
          <dd>
            <InOut {...row.network} />
          </dd>
        </div>
      </dl>
      {rule && (
        <button type="button" class="link" onClick={() => actions.showRule(rule)}>
          {t('ui.goal.rule', { object: rule.object, field: rule.field })}
        </button>
      )}
    </li>
  );
}

function InOut(change: Change): preact.JSX.Element {
  return (
    <span class="in-out">
      <Stamp {...change} />
    </span>
  );
}
