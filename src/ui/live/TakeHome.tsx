// What is left of a lesson: a table, the whole log, a printed report; and deleting the room with everything in it.
import type { LoggedEvent } from '../../classroom/event.ts';
import { dropRehearsal } from '../../classroom/rehearsal.ts';
import { foldLog } from '../../classroom/room.ts';
import { type RoomView, viewRoom } from '../../classroom/view.ts';
import { useApp, useEnvironment, useLive, useLiveDesk, useWords } from '../context.tsx';
import { csvOf } from '../paper/results.ts';
import { tell } from '../paper/times.ts';
import { saveFile } from '../parts/saveFile.ts';
import { MoveOn } from './MoveOn.tsx';

interface TakeHomeProps {
  readonly view: RoomView;
  readonly titles: Readonly<Record<string, string>>;
}

export function TakeHome({ view, titles }: TakeHomeProps): preact.JSX.Element {
  const code = useLive((state) => state.room?.code ?? '');
  const desk = useLiveDesk();
  const locale = useApp((state) => state.session.locale);
  const { navigate } = useEnvironment();
  const t = useWords();
  /** The room without the seats that only tried it. */
  const taken = async (): Promise<{ readonly log: readonly LoggedEvent[]; readonly view: RoomView } | undefined> => {
    const whole = await desk.readLog();
    const log = whole && dropRehearsal(whole);
    const room = log && foldLog(log);
    return room && { log, view: viewRoom(room, { role: 'host' }) };
  };
  const csv = async (): Promise<void> => {
    const head = {
      place: t('paper.place'),
      name: t('paper.name'),
      points: t('paper.points'),
      stars: t('paper.stars'),
      at: t('paper.at'),
    };
    const home = await taken();
    if (home) saveFile(new Blob([csvOf(home.view, { head, titles })], { type: 'text/csv' }), `room-${code}.csv`);
  };
  const json = async (): Promise<void> => {
    const home = await taken();
    if (home) saveFile(new Blob([JSON.stringify({ code, ...home }, null, 2)], { type: 'application/json' }), `room-${code}.json`);
  };
  const remove = async (): Promise<void> => {
    if (confirm(t('live.delete.sure')) && (await desk.deleteRoom())) navigate('class');
  };
  return (
    <section class="paper-card no-print" aria-labelledby="live-home">
      <h2 id="live-home">{t('live.home')}</h2>
      <div class="row">
        <button type="button" onClick={() => void csv()}>
          {t('paper.csv')}
        </button>
        <button type="button" onClick={() => void json()}>
          {t('paper.json')}
        </button>
        <button type="button" onClick={() => window.print()}>
          {t('paper.print')}
        </button>
        <span class="grow" />
        <button type="button" onClick={() => void remove()}>
          {t('live.delete')}
        </button>
      </div>
      {view.meta.deleteAt !== undefined && <p class="dim">{t('live.delete.at', { at: tell(view.meta.deleteAt, locale) })}</p>}
      <MoveOn link={desk.roomLink()} what="room" />
    </section>
  );
}
