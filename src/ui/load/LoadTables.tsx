// The smaller tables of a load run: what was lost and which rule decided, who answered with which share, port books, and the probe's lamps.
import type { Counted, LoadResult } from '../../engine/report/load/tally.ts';
import type { LoadLamp } from '../../store/loadTypes.ts';
import { useActions, useWords } from '../context.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Status } from '../parts/Status.tsx';
import { bookTitle, lostSentence } from './loadWords.ts';

const MOST_ROWS = 40;

export function LoadLost({ result }: { readonly result: LoadResult }): preact.JSX.Element {
  const actions = useActions();
  const t = useWords();
  if (result.failures.length === 0) return <p>{t('load.lost.nothing')}</p>;
  return (
    <>
      <h4>{t('load.lost')}</h4>
      <ul class="load-lost">
        {result.failures.slice(0, MOST_ROWS).map((ending) => {
          const { flow, outcome, reason, rule, count } = ending;
          return (
            <li key={`${flow} ${outcome} ${reason} ${rule?.object} ${rule?.field}`}>
              <Status mark="fail" label={t('ui.mark.fail')} />
              <div>
                <strong>{t('load.lost.count', { count, from: flow })}</strong> {lostSentence(ending, t)}{' '}
                {rule && (
                  <button
                    type="button"
                    class="link"
                    aria-label={t('load.rule', { object: `${rule.object} ${rule.field}` })}
                    onClick={() => actions.showRule(rule)}
                  >
                    {rule.object} <code>{rule.field}</code>
                  </button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

export function LoadShares({ title, rows }: { readonly title: string; readonly rows: readonly Counted[] }): preact.JSX.Element {
  const t = useWords();
  const whole = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <table class="load-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('load.shares.name')}</th>
          <th scope="col" class="number">
            {t('load.shares.count')}
          </th>
          <th scope="col" class="number">
            {t('load.shares.share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {[...rows]
          .sort((a, b) => b.count - a.count)
          .slice(0, MOST_ROWS)
          .map(({ name, count }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">{count}</td>
              <td class="number">{t('load.shares.percent', { percent: Math.round((count / whole) * 1000) / 10 })}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

export function LoadBooks({ result }: { readonly result: LoadResult }): preact.JSX.Element {
  const t = useWords();
  if (result.books.length === 0) return <p class="dim">{t('load.books.none')}</p>;
  return (
    <table class="load-table">
      <caption>{t('load.books')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('load.books.name')}</th>
          {(['peak', 'capacity', 'refused'] as const).map((name) => (
            <th key={name} scope="col" class="number">
              {t(`load.books.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {result.books.slice(0, MOST_ROWS).map(({ name, capacity, peak, refused }) => (
          <tr key={name}>
            <th scope="row">
              {bookTitle(name, t)} <Meter needed={refused > 0 ? capacity + 1 : peak} usable={capacity} />
            </th>
            <td class="number">{peak}</td>
            <td class="number">{capacity}</td>
            <td class={refused > 0 ? 'number lost' : 'number'}>{refused}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function LoadLamps({ lamps }: { readonly lamps: readonly LoadLamp[] }): preact.JSX.Element {
  const t = useWords();
  return (
    <>
      <h4>{t('load.lamps')}</h4>
      <ul class="load-lamps">
        {lamps.slice(0, MOST_ROWS).map(({ node, lit, why }) => (
          <li key={node} data-lit={lit}>
            <Lamp lit={lit} /> {lit ? t('load.lamp.lit', { node }) : t('load.lamp.unlit', { node, why: t(`pool.${why}`) })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Lit: a full disc with rays. Unlit: an empty ring with a stroke through it. */
function Lamp({ lit }: { readonly lit: boolean }): preact.JSX.Element {
  return (
    <svg class={lit ? 'lamp lit' : 'lamp'} viewBox="0 0 22 22" aria-hidden="true">
      <circle cx="11" cy="11" r="5" />
      <path d={lit ? 'M11 1v3M11 18v3M1 11h3M18 11h3M4 4l2 2M16 16l2 2M18 4l-2 2M6 16l-2 2' : 'M5 17 17 5'} />
    </svg>
  );
}
