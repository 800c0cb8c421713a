// Students by levels, and students by the goals of one level: a mark and a word in every cell, never a colour alone.
import type { RoomView } from '../../classroom/view.ts';
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
}

export function LevelMatrix({ view, titles, chosen, onLevel }: LevelsProps): preact.JSX.Element {
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
            <tr key={row.seat}>
              <th scope="row">{row.alias ?? t('paper.seat', { seat: row.seat })}</th>
              {view.meta.levels.map(({ id }) => {
                const cell = row.levels[id];
                return (
                  <td key={id}>
                    {cell === undefined ? (
                      <Status mark="wait" label={t('paper.cell.none')} />
                    ) : cell.solved ? (
                      <Stars count={cell.stars} />
                    ) : (
                      <Status mark="fail" label={t('paper.cell.open')} />
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
            <tr key={row.seat}>
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
