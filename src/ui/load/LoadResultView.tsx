// What came of a load run: in one sentence, at one moment (which the board shows too), second by second, what was lost and why, who answered.
import { useEffect, useRef, useState } from 'preact/hooks';
import { sampleAt, totalsOf, waitingOf } from '../../store/loadPlanning.ts';
import type { LoadReport, LoadRunView } from '../../store/loadTypes.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { LoadSeconds } from './LoadSeconds.tsx';
import { LoadBooks, LoadLamps, LoadLost, LoadShares } from './LoadTables.tsx';
import { bookTitle } from './loadWords.ts';

const SECOND_MS = 1000;

export function LoadResultView({
  load,
  report,
}: {
  readonly load: LoadRunView;
  readonly report: LoadReport;
}): preact.JSX.Element {
  const t = useWords();
  const { result } = report;
  const { opened, failed } = totalsOf(result);
  const waiting = waitingOf(result);
  const section = useRef<HTMLElement>(null);
  // The form is long: what came of it would stand out of sight.
  useEffect(() => section.current?.scrollIntoView({ block: 'start' }), [result]);
  return (
    <section ref={section} class="load-result" aria-labelledby="load-result">
      <h3 id="load-result">{t('load.result')}</h3>
      <div role="status">
        <p>
          {result.connections === 0
            ? t('load.empty')
            : t('load.summary', { opened, attempts: result.attempts, failed, seconds: result.duration / 1000 })}{' '}
          {waiting > 0 && t('load.waiting', { count: waiting })}
        </p>
        {load.before && <p class="dim">{t('load.before', { opened: load.before.opened, failed: load.before.failed })}</p>}
      </div>
      <LoadLost result={result} />
      <Moment report={report} />
      <LoadBooks result={result} />
      <LoadShares title={t('load.shares')} rows={result.receivers} />
      {result.entryNodes.length > 0 && <LoadShares title={t('load.nodes')} rows={result.entryNodes} />}
      {report.desk && <LoadLamps lamps={report.desk.lamps} />}
      <LoadSeconds result={result} />
    </section>
  );
}

/** One moment of the run: scrubbed, stepped or played; read out when it rests. */
function Moment({ report }: { readonly report: LoadReport }): preact.JSX.Element | null {
  const chosen = useApp((state) => state.session.loadMoment);
  const [playing, setPlaying] = useState(false);
  const actions = useActions();
  const t = useWords();
  const { result, desk } = report;
  const last = result.samples.length - 1;
  const at = Math.min(chosen ?? last, last);
  useEffect(() => {
    if (!playing) return undefined;
    if (at >= last) {
      setPlaying(false);
      return undefined;
    }
    const timer = setTimeout(() => actions.showLoadMoment(at + 1), SECOND_MS);
    return () => clearTimeout(timer);
  }, [playing, at, last]);
  const sample = sampleAt(result, at);
  if (!sample) return null;
  const { begun, opened, failed, active } = sample;
  const seconds = sample.at / 1000;
  const place = t('load.moment.of', { at: seconds, last: result.duration / 1000 });
  return (
    <div class="load-moment">
      <div class="row">
        <button
          type="button"
          class="icon"
          aria-label={t(playing ? 'load.moment.pause' : 'load.moment.play')}
          onClick={() => {
            if (!playing && at >= last) actions.showLoadMoment(0);
            setPlaying(!playing);
          }}
        >
          {playing ? '❚❚' : '▶'}
        </button>
        <input
          type="range"
          class="scrub"
          min={0}
          max={last}
          value={at}
          aria-label={t('load.moment')}
          aria-valuetext={place}
          onInput={(event) => {
            setPlaying(false);
            actions.showLoadMoment(Number(event.currentTarget.value));
          }}
        />
        <span class="trace-count">{place}</span>
      </div>
      <p role="status" aria-live={playing ? 'off' : 'polite'}>
        {t('load.moment.says', { at: seconds, begun, opened, failed, active })}{' '}
        {result.books
          .slice(0, 4)
          .map(({ name, capacity }, index) =>
            t('load.moment.book', { name: bookTitle(name, t), used: sample.ports[index] ?? 0, capacity }),
          )
          .join(' ')}{' '}
        {desk &&
          t('load.moment.lamps', {
            service: desk.service,
            lit: desk.lamps.filter(({ lit }) => lit).length,
            all: desk.lamps.length,
          })}
      </p>
    </div>
  );
}
