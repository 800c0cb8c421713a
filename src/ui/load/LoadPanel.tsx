// The load tool: who writes to whom, how many a second, for how long; runs in the worker with progress and a way to stop. What came of it stands below.
import { useRef } from 'preact/hooks';
import { FIRST_ASK } from '../../store/loadPlanning.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { LoadForm } from './LoadForm.tsx';
import { LoadResultView } from './LoadResultView.tsx';
import { refusalText } from './loadWords.ts';

export function LoadPanel(): preact.JSX.Element {
  const load = useApp((state) => state.results.load);
  const ask = useApp((state) => state.session.loadAsk) ?? FIRST_ASK;
  const revision = useApp((state) => state.document.revision);
  const run = useRef<HTMLButtonElement>(null);
  const actions = useActions();
  const t = useWords();
  const running = load?.state === 'running';
  const unasked = ask.from.length === 0 || ask.to.trim() === '';
  const stop = (): void => {
    actions.stopLoad();
    run.current?.focus();
  };
  return (
    <div class="load">
      <p class="dim">{t('load.about')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!running) void actions.runLoad();
        }}
      >
        <LoadForm ask={ask} />
        <div class="row">
          <button
            ref={run}
            type="submit"
            class="primary"
            disabled={unasked}
            aria-describedby={unasked ? 'load-needs' : undefined}
          >
            {t(load?.report ? 'load.again' : 'load.run')}
          </button>
          {running && (
            <button type="button" onClick={stop}>
              {t('load.stop')}
            </button>
          )}
          {load && !running && (
            <button type="button" class="quiet" onClick={() => actions.clearLoad()}>
              {t('load.clear')}
            </button>
          )}
        </div>
        {unasked && (
          <p id="load-needs" class="dim">
            {t('load.needs')}
          </p>
        )}
      </form>
      {load && running && (
        <p class="load-progress">
          <progress aria-label={t('load.progress')} value={load.share} max={1} />{' '}
          {t('load.running', { percent: Math.round(load.share * 100), connections: load.connections })}
        </p>
      )}
      <p class="warn" role="status">
        {load?.state === 'stopped' && t('load.stopped')}
        {load?.refused && refusalText(load.refused, t)}
        {load?.report && load.revision !== revision && t('load.stale')}
      </p>
      {load?.report && <LoadResultView load={load} report={load.report} />}
    </div>
  );
}
