// Students by levels, and students by the goals of one level: a mark and a word in every cell, never a colour alone.
import type { LevelCell, RoomView, SeatRow } from '../../classroom/view.ts';
import { useWords } from '../context.tsx';
import { Prose } from '../parts/Prose.tsx';
import { Stars } from '../parts/Stars.tsx';
import { Status } from '../parts/Status.tsx';
import { byPlace } from './Board.tsx';

interface LevelsProps {
  readonly view: RoomView;
  readonly titles: Readonly<Record<string, string>>;
  /** Level whose goals are shown. */
  readonly chosen?: string | undefined;
  readonly onLevel: (level: string) => void;
  /** Looks at what a seat handed in; absent where there is nothing to look at. */
  readonly onCell?: (seat: number, level: string) => void;
  /** The level on which a seat may be stuck. */
  readonly stuckOn?: (row: SeatRow) => string | undefined;
  /** The cell that is looked at. */
  readonly looked?: { readonly seat: number; readonly level?: string } | undefined;
}

export function LevelMatrix({ view, titles, chosen, onLevel, onCell, looked, stuckOn }: LevelsProps): preact.JSX.Element {
  const t = useWords();
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('paper.matrix.levels')}>
      <table class="class-matrix">
        <thead>
          <tr>
            <th scope="col">{t('paper.name')}</th>
            {view.meta.levels.map(({ id }) => (
              <th key={id} scope="col">
                <button type="button" class="link" aria-pressed={chosen === id} onClick={() => onLevel(id)}>
                  {titles[id] ?? id}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byPlace(view).map((row) => (
            <tr key={row.seat} class={row.rehearsal ? 'no-print' : ''}>
              <th scope="row">{row.alias ?? t('paper.seat', { seat: row.seat })}</th>
              {view.meta.levels.map(({ id }) => {
                const cell = row.levels[id];
                const mark = <CellMark cell={cell} stuck={stuckOn?.(row) === id} />;
                return (
                  <td key={id}>
                    {onCell && cell && cell.attempts + (cell.works ?? 0) > 0 ? (
                      <button
                        type="button"
                        class="link matrix-cell"
                        aria-expanded={looked?.seat === row.seat && looked.level === id}
                        onClick={() => onCell(row.seat, id)}
                      >
                        {mark}
                        <span class="visually-hidden">
                          {t('live.watch.cell', {
                            name: row.alias ?? t('paper.seat', { seat: row.seat }),
                            level: titles[id] ?? id,
                            tries: cell.attempts,
                          })}
                        </span>
                      </button>
                    ) : (
                      mark
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly cell: LevelCell | undefined;
  readonly stuck: boolean;
}

function CellMark({ cell, stuck }: CellProps): preact.JSX.Element {
  const t = useWords();
  if (!cell) return <Status mark="wait" label={t('paper.cell.none')} />;
  if (cell.solved) return <Stars count={cell.stars} />;
  const { attempts, works, goals = '' } = cell;
  const word = attempts > 0 ? 'paper.cell.open' : works === undefined ? 'live.cell.opened' : 'live.cell.works';
  return (
    <span class="matrix-mark">
      {stuck && <Status mark="warn" label={t('live.cell.stuck')} />}
      <Status mark={attempts > 0 ? 'fail' : 'wait'} label={t(word)} />
      {goals !== '' && (
        <span class="dim">{t('paper.cell.goals', { passed: goals.replaceAll('0', '').length, total: goals.length })}</span>
      )}
    </span>
  );
}

interface GoalsProps {
  readonly view: RoomView;
  readonly level: string;
  /** In the level's order. */
  readonly goals: readonly { readonly id: string; readonly text: string }[];
}

export function GoalMatrix({ view, level, goals }: GoalsProps): preact.JSX.Element {
  const t = useWords();
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('paper.matrix.goals')}>
      <table class="class-matrix">
        <thead>
          <tr>
            <th scope="col">{t('paper.name')}</th>
            {goals.map(({ id, text }) => (
              <th key={id} scope="col">
                <Prose text={text} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byPlace(view).map((row) => (
            <tr key={row.seat} class={row.rehearsal ? 'no-print' : ''}>
              <th scope="row">{row.alias ?? t('paper.seat', { seat: row.seat })}</th>
              {goals.map(({ id }, index) => {
                const sign = row.levels[level]?.goals?.[index];
                const mark = sign === undefined ? 'wait' : sign === '1' ? 'pass' : 'fail';
                return (
                  <td key={id}>
                    <Status mark={mark} label={t(`paper.goal.${mark}`)} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
