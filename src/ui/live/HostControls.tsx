// The course of a lesson: start, pause, more time, end; the door, the board, a word to everybody.
import { useState } from 'preact/hooks';
import { BOARD_MODES } from '../../classroom/challenge.ts';
import type { RoomMeta } from '../../classroom/view.ts';
import { useLiveDesk, useWords } from '../context.tsx';
import { NumberField } from '../parts/NumberField.tsx';
import { HoursLine } from './HoursLine.tsx';
import { SkipList } from './SkipList.tsx';
import { TimeLeft } from './TimeLeft.tsx';

const MORE = 5;
const DAY = 24 * 60;

interface HostControlsProps {
  readonly meta: RoomMeta;
  readonly titles: Readonly<Record<string, string>>;
}

export function HostControls({ meta, titles }: HostControlsProps): preact.JSX.Element {
  const desk = useLiveDesk();
  const t = useWords();
  const { phase, locked, frozen, board } = meta;
  const timed = (meta.minutes > 0 || meta.closes !== undefined) && phase !== 'ended';
  // Homework is moved by hours, a lesson by minutes.
  const [minutes, setMinutes] = useState(meta.minutes > 0 ? MORE : 60);
  return (
    <section class="paper-card no-print" aria-labelledby="live-course">
      <h2 id="live-course">{t('live.course')}</h2>
      <p role="status">
        <strong>{t(`live.phase.${phase}`)}</strong> {t('live.seats', { count: meta.seats })}
      </p>
      <HoursLine meta={meta} />
      <TimeLeft meta={meta} deadline={meta.ends} />
      <div class="row">
        {phase === 'lobby' && (
          <button type="button" class="primary" onClick={() => void desk.command({ type: 'start' })}>
            {t('live.start')}
          </button>
        )}
        {phase === 'running' && (
          <button type="button" onClick={() => void desk.command({ type: 'pause' })}>
            {t('live.pause')}
          </button>
        )}
        {phase === 'paused' && (
          <button type="button" class="primary" onClick={() => void desk.command({ type: 'resume' })}>
            {t('live.resume')}
          </button>
        )}
        {timed && (
          <button type="button" onClick={() => void desk.command({ type: 'extend', minutes })}>
            {t('live.extend', { minutes })}
          </button>
        )}
        {timed && <NumberField inline label={t('live.extend.by')} value={minutes} least={1} most={DAY} onChange={setMinutes} />}
        {(phase === 'running' || phase === 'paused') && (
          <button type="button" onClick={() => void desk.command({ type: 'end' })}>
            {t('live.end')}
          </button>
        )}
        {phase === 'ended' && (
          <button type="button" onClick={() => void desk.command({ type: 'reopen' })}>
            {t('live.reopen')}
          </button>
        )}
      </div>
      <div class="row">
        <label class="field-inline">
          <input
            type="checkbox"
            checked={locked}
            onChange={(event) => void desk.command({ type: 'lock', locked: event.currentTarget.checked })}
          />
          {t('live.lock')}
        </label>
        <label class="field-inline">
          {t('paper.board.mode')}
          <select
            value={board}
            onChange={(event) => {
              const chosen = BOARD_MODES.find((mode) => mode === event.currentTarget.value);
              if (chosen) void desk.command({ type: 'setBoard', board: chosen });
            }}
          >
            {BOARD_MODES.map((mode) => (
              <option key={mode} value={mode}>
                {t(`paper.board.${mode}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => void desk.command({ type: 'freeze', frozen: !frozen })}>
          {t(frozen ? 'live.reveal' : 'live.freeze')}
        </button>
      </div>
      <SkipList meta={meta} titles={titles} skipped={meta.skipped} />
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const text = new FormData(form).get('said');
          if (typeof text === 'string' && text.trim() !== '') void desk.command({ type: 'say', text: text.trim() });
          form.reset();
        }}
      >
        <label class="field-inline grow">
          {t('live.say')}
          <input name="said" maxLength={300} autocomplete="off" />
        </label>
        <button type="submit">{t('live.say.go')}</button>
      </form>
    </section>
  );
}
