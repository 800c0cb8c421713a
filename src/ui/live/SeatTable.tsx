// The seats of a room: who waits at the door, who may be stuck, and what a teacher does with one.
import { useState } from 'preact/hooks';
import type { RoomMeta, RoomView, SeatRow } from '../../classroom/view.ts';
import { useLive, useLiveDesk, useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import { SeatMenu } from './SeatMenu.tsx';
import { stuckOn } from './stuck.ts';
import { useNow } from './useNow.ts';
import { Works } from './Works.tsx';

interface SeatTableProps {
  readonly view: RoomView;
  readonly titles: Readonly<Record<string, string>>;
}

export function SeatTable({ view, titles }: SeatTableProps): preact.JSX.Element {
  const t = useWords();
  const now = useNow();
  const rows = Object.values(view.rows)
    .filter(({ standing }) => standing !== 'removed')
    .toSorted((a, b) => a.seat - b.seat);
  return (
    <section class="paper-card no-print" aria-labelledby="live-seats">
      <h2 id="live-seats">{t('live.seats.title')}</h2>
      {rows.length === 0 && <p>{t('live.seats.none')}</p>}
      <ul class="plain live-seats">
        {rows.map((row) => (
          <Seat key={row.seat} row={row} now={now} meta={view.meta} titles={titles} />
        ))}
      </ul>
    </section>
  );
}

interface SeatProps {
  readonly row: SeatRow;
  readonly now: number;
  readonly meta: RoomMeta;
  readonly titles: Readonly<Record<string, string>>;
}

function Seat({ row, now, meta, titles }: SeatProps): preact.JSX.Element {
  const look = useLive((state) => (state.look?.seat === row.seat && state.look.level === undefined ? state.look : undefined));
  const desk = useLiveDesk();
  const [open, setOpen] = useState(false);
  const t = useWords();
  const stuck = stuckOn(row, now);
  const name = row.alias ?? t('paper.seat', { seat: row.seat });
  return (
    <li data-seat={row.seat}>
      <div class="row">
        <button type="button" class="link" aria-expanded={look !== undefined} onClick={() => void desk.lookAt(row.seat)}>
          {name}
        </button>
        {row.standing === 'waiting' && (
          <button type="button" class="primary" onClick={() => void desk.command({ type: 'approve', seat: row.seat })}>
            {t('live.approve')} <span class="visually-hidden">{name}</span>
          </button>
        )}
        {row.rehearsal && <span class="dim">{t('live.rehearsal.seat')}</span>}
        {row.hidden && <span class="dim">{t('live.hidden')}</span>}
        {row.expired && <span class="dim">{t('live.left.over')}</span>}
        {stuck && (
          <span class="live-stuck">
            <Status
              mark="fail"
              label={t('live.stuck', { level: titles[stuck.level] ?? stuck.level, tries: stuck.tries, minutes: stuck.minutes })}
            />{' '}
            <span aria-hidden="true">
              {t('live.stuck', { level: titles[stuck.level] ?? stuck.level, tries: stuck.tries, minutes: stuck.minutes })}
            </span>
          </span>
        )}
        <span class="grow" />
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('live.more')} <span class="visually-hidden">{name}</span>
        </button>
      </div>
      {open && <SeatMenu row={row} name={name} meta={meta} titles={titles} />}
      {look && <Works look={look} titles={titles} />}
    </li>
  );
}
