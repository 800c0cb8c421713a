// Levels that count and levels that are skipped, for the class or for one seat.
import type { RoomMeta } from '../../classroom/view.ts';
import { useLiveDesk, useWords } from '../context.tsx';

interface SkipListProps {
  readonly meta: RoomMeta;
  readonly titles: Readonly<Record<string, string>>;
  readonly skipped: readonly string[];
  /** Absent: for all. */
  readonly seat?: number;
}

export function SkipList({ meta, titles, skipped, seat }: SkipListProps): preact.JSX.Element {
  const desk = useLiveDesk();
  const t = useWords();
  return (
    <details class="live-skip">
      <summary>
        {t(seat === undefined ? 'live.skip' : 'live.skip.seat')}
        {skipped.length > 0 && <span class="dim"> {t('live.skip.count', { count: skipped.length })}</span>}
      </summary>
      <ul class="plain">
        {meta.levels.map(({ id }) => (
          <li key={id}>
            <label class="field-inline">
              <input
                type="checkbox"
                checked={skipped.includes(id) || (seat !== undefined && meta.skipped.includes(id))}
                disabled={seat !== undefined && meta.skipped.includes(id)}
                onChange={(event) =>
                  void desk.command({
                    type: 'skip',
                    level: id,
                    skipped: event.currentTarget.checked,
                    ...(seat === undefined ? {} : { seat }),
                  })
                }
              />
              {t('live.skip.level', { level: titles[id] ?? id })}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
