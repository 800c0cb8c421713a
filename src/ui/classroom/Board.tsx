// The leaderboard of a class, live or on paper: places, names, stars and points. What is shown is what the room's view holds and nothing else.
import type { RoomView, SeatRow } from '../../classroom/view.ts';
import { useWords } from '../context.tsx';

interface BoardProps {
  readonly view: RoomView;
  /** Rows at most; absent: all. */
  readonly most?: number;
  /** Large enough for the back of a room. */
  readonly large?: boolean;
}

export function Board({ view, most, large = false }: BoardProps): preact.JSX.Element {
  const t = useWords();
  const rows = byPlace(view).slice(0, most);
  const starsOf = (row: SeatRow): number => Object.values(row.levels).reduce((sum, { stars }) => sum + stars, 0);
  const solvedOf = (row: SeatRow): number => Object.values(row.levels).filter(({ solved }) => solved).length;
  return (
    <table class={large ? 'class-board large' : 'class-board'}>
      <caption class="visually-hidden">{t('paper.board')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('paper.place')}</th>
          <th scope="col">{t('paper.name')}</th>
          <th scope="col">{t('paper.solved')}</th>
          <th scope="col">{t('paper.stars')}</th>
          <th scope="col">{t('paper.points')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.seat} data-seat={row.seat} class={row.rehearsal ? 'no-print' : ''}>
            <td>{row.place}</td>
            <th scope="row">
              {row.alias ?? t('paper.seat', { seat: row.seat })}
              {row.rehearsal && <span class="dim"> ({t('live.rehearsal.seat')})</span>}
            </th>
            <td>{t('paper.of', { count: solvedOf(row), total: view.meta.levels.length })}</td>
            <td>{starsOf(row)}</td>
            <td>{row.points}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function byPlace(view: RoomView): readonly SeatRow[] {
  return Object.values(view.rows)
    .filter(({ standing }) => standing === 'in')
    .toSorted((a, b) => a.place - b.place || a.seat - b.seat);
}

/** What the class has reached together, of what it wants to. */
export function ClassGoal({ view }: { readonly view: RoomView }): preact.JSX.Element {
  const t = useWords();
  const { solved, wanted, classGoal = 100 } = view.meta;
  const needed = Math.ceil((wanted * classGoal) / 100);
  return (
    <div class="class-goal">
      <p>
        <strong>{t(wanted > 0 && solved >= needed ? 'paper.goal.reached' : 'paper.goal.now', { solved, needed })}</strong>
      </p>
      <progress max={Math.max(1, needed)} value={Math.min(solved, needed)} aria-label={t('paper.goal')} />
    </div>
  );
}
