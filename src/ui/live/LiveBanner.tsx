// Above the goals of a level of a live room: handing in, what became of it, the time, and where the room stands.
import { useLive, useLiveDesk, useWords } from '../context.tsx';
import { Handing } from './Handing.tsx';
import { TimeLeft } from './TimeLeft.tsx';
import '../styles/live.css';

export function LiveBanner({ level }: { readonly level: string }): preact.JSX.Element {
  const meta = useLive((state) => state.view?.meta);
  const row = useLive((state) => state.view?.rows[String(state.ticket?.seat)]);
  const over = useLive((state) => state.over);
  const desk = useLiveDesk();
  const t = useWords();
  return (
    <>
      {meta && <TimeLeft meta={meta} deadline={row?.deadline} />}
      <p role="status">
        {over === undefined ? meta && meta.phase !== 'running' && t(`live.phase.${meta.phase}`) : t(`room.no.${over}`)}
      </p>
      {meta?.said && <p class="live-said">{t('live.said', { text: meta.said.text })}</p>}
      {meta && meta.attempts > 0 && <p>{t('live.tries', { used: row?.levels[level]?.attempts ?? 0, most: meta.attempts })}</p>}
      <p>
        <Handing level={level} />
      </p>
      <div class="row">
        <button type="button" onClick={() => void desk.handIn()}>
          {t('live.handIn')}
        </button>
      </div>
    </>
  );
}
