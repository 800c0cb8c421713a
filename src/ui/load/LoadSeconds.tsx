// A load run second by second: begun, opened, failed, open, and the ports of each book; each row can be shown on the board.
import type { LoadResult } from '../../engine/report/load/tally.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { bookTitle } from './loadWords.ts';

const COUNTS = ['begun', 'opened', 'failed', 'active'] as const;
/** More books stand in their own table only. */
const MOST_BOOKS = 4;

export function LoadSeconds({ result }: { readonly result: LoadResult }): preact.JSX.Element {
  const chosen = useApp((state) => state.session.loadMoment);
  const actions = useActions();
  const t = useWords();
  const { samples, books } = result;
  const at = Math.min(chosen ?? samples.length - 1, samples.length - 1);
  const shown = books.slice(0, MOST_BOOKS);
  return (
    <details class="load-seconds">
      <summary>{t('load.table')}</summary>
      <div class="scroll">
        <table>
          <caption class="visually-hidden">{t('load.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('load.table.at')}</th>
              {COUNTS.map((name) => (
                <th key={name} scope="col" class="number">
                  {t(`load.table.${name}`)}
                </th>
              ))}
              {shown.map(({ name }) => (
                <th key={name} scope="col" class="number">
                  {t('load.table.ports', { name: bookTitle(name, t) })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {samples.map((sample, index) => (
              <tr key={sample.at} aria-current={index === at ? 'true' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    class="link"
                    aria-label={t('load.table.show', { at: sample.at / 1000 })}
                    onClick={() => actions.showLoadMoment(index)}
                  >
                    {sample.at / 1000}
                  </button>
                </th>
                {COUNTS.map((name) => (
                  <td key={name} class={name === 'failed' && sample.failed > 0 ? 'number lost' : 'number'}>
                    {sample[name]}
                  </td>
                ))}
                {shown.map(({ name, capacity }, book) => (
                  <td key={name} class="number">
                    {t('load.table.of', { used: sample.ports[book] ?? 0, capacity })}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
