// Trying the room alone: seats that play by themselves, and clearing them away again.
import { useState } from 'preact/hooks';
import type { RoomView } from '../../classroom/view.ts';
import { MOST_BOTS } from '../../store/live/rehearsal.ts';
import { useLiveDesk, useWords } from '../context.tsx';
import { NumberField } from '../parts/NumberField.tsx';

const FIRST_COUNT = 8;

export function Rehearsal({ view }: { readonly view: RoomView }): preact.JSX.Element {
  const desk = useLiveDesk();
  const t = useWords();
  const [count, setCount] = useState(FIRST_COUNT);
  const [busy, setBusy] = useState(false);
  const there = Object.values(view.rows).filter(({ rehearsal, standing }) => rehearsal && standing !== 'removed').length;
  const run = async (work: Promise<void>): Promise<void> => {
    setBusy(true);
    await work;
    setBusy(false);
  };
  return (
    <section class="paper-card no-print" aria-labelledby="live-rehearsal">
      <h2 id="live-rehearsal">{t('live.rehearsal')}</h2>
      <p class="dim">{t('live.rehearsal.about')}</p>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void run(desk.rehearse(count));
        }}
      >
        <NumberField inline label={t('live.rehearsal.count')} value={count} least={1} most={MOST_BOTS} onChange={setCount} />
        <button type="submit" disabled={busy || view.meta.phase === 'ended'}>
          {t('live.rehearsal.go')}
        </button>
        <button type="button" disabled={busy || there === 0} onClick={() => void run(desk.clearRehearsal())}>
          {t('live.rehearsal.clear')}
        </button>
      </form>
      <p role="status">{t('live.rehearsal.there', { count: there })}</p>
    </section>
  );
}
