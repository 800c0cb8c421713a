// What is left of a lesson: a table, the whole log, a printed report; and deleting the room with everything in it.
import type { RoomView } from '../../classroom/view.ts';
import { useEnvironment, useLive, useLiveDesk, useWords } from '../context.tsx';
import { csvOf } from '../paper/results.ts';
import { saveFile } from '../parts/saveFile.ts';
import { MoveOn } from './MoveOn.tsx';

interface TakeHomeProps {
  readonly view: RoomView;
  readonly titles: Readonly<Record<string, string>>;
}

export function TakeHome({ view, titles }: TakeHomeProps): preact.JSX.Element {
  const code = useLive((state) => state.room?.code ?? '');
  const desk = useLiveDesk();
  const { navigate } = useEnvironment();
  const t = useWords();
  const csv = (): void => {
    const head = {
      place: t('paper.place'),
      name: t('paper.name'),
      points: t('paper.points'),
      stars: t('paper.stars'),
      at: t('paper.at'),
    };
    saveFile(new Blob([csvOf(view, { head, titles })], { type: 'text/csv' }), `room-${code}.csv`);
  };
  const json = async (): Promise<void> => {
    const log = await desk.readLog();
    if (log)
      saveFile(new Blob([JSON.stringify({ code, view, log }, null, 2)], { type: 'application/json' }), `room-${code}.json`);
  };
  const remove = async (): Promise<void> => {
    if (confirm(t('live.delete.sure')) && (await desk.deleteRoom())) navigate('class');
  };
  return (
    <section class="paper-card no-print" aria-labelledby="live-home">
      <h2 id="live-home">{t('live.home')}</h2>
      <div class="row">
        <button type="button" onClick={csv}>
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
      <MoveOn link={desk.roomLink()} what="room" />
    </section>
  );
}
