// A new challenge: title, levels, whose numbers, rules, time. Kept while it is written; making it gives a link, a code and a file.
import { BOARD_MODES } from '../../classroom/challenge.ts';
import { useEnvironment, usePaper, usePaperDesk, useWords } from '../context.tsx';
import { CodexLink } from '../codex/CodexLink.tsx';
import { KeptRooms } from '../live/KeptRooms.tsx';
import { OpenRoom } from '../live/OpenRoom.tsx';
import { LevelPicker } from './LevelPicker.tsx';
import { fromLocal, toLocal } from './times.ts';

const SEEDS = ['perSeat', 'same', 'plain'] as const;

export function ChallengeForm(): preact.JSX.Element {
  const draft = usePaper((state) => state.draft);
  const kept = usePaper((state) => state.kept);
  const wrong = usePaper((state) => state.wrong);
  const desk = usePaperDesk();
  const { navigate, live } = useEnvironment();
  const t = useWords();
  const make = async (): Promise<void> => {
    const id = await desk.makeChallenge();
    if (id !== undefined) navigate(`class/t/${id}`);
  };
  const openFile = async (input: HTMLInputElement, side: 'teacher' | 'seat'): Promise<void> => {
    const file = input.files?.[0];
    // More than that is no challenge; nobody reads it to find out.
    const text = file && file.size < 1_000_000 ? await file.text() : '';
    input.value = '';
    const page = await desk.openFile(text, side);
    if (page !== undefined) navigate(page);
  };
  return (
    <>
      <h1>{t('paper.teacher')}</h1>
      <p class="lead">{t('paper.about')}</p>
      {live && <KeptRooms />}
      {kept.length > 0 && (
        <section class="paper-card">
          <h2>{t('paper.kept')}</h2>
          <ul class="plain">
            {kept.map(({ id, title }) => (
              <li key={id} class="row">
                <CodexLink to={`class/t/${id}`}>{title}</CodexLink>
                <button type="button" class="link" onClick={() => void desk.dropChallenge(id)}>
                  {t('paper.drop')} <span class="visually-hidden">{title}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="paper-card">
        <h2>{t('paper.file')}</h2>
        <div class="row">
          {(['seat', 'teacher'] as const).map((side) => (
            <label key={side} class="field">
              {t(`paper.file.${side}`)}
              <input type="file" accept=".json" onChange={(event) => void openFile(event.currentTarget, side)} />
            </label>
          ))}
        </div>
      </section>
      <form
        class="paper-form"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <section class="paper-card">
          <h2>{t('paper.new')}</h2>
          <label class="field">
            {t('paper.title')}
            <input
              name="title"
              required
              maxLength={80}
              value={draft.title}
              onInput={(event) => desk.changeDraft({ title: event.currentTarget.value })}
            />
          </label>
        </section>
        <section class="paper-card">
          <h2>{t('paper.levels')}</h2>
          <LevelPicker chosen={draft.levels} onChange={(levels) => desk.changeDraft({ levels })} />
        </section>
        <section class="paper-card paper-rules">
          <h2>{t('paper.rules')}</h2>
          <Choice
            label={t('paper.seeds')}
            value={draft.seeds}
            options={SEEDS.map((value) => [value, t(`paper.seeds.${value}`)])}
            onChange={(value) => desk.changeDraft({ seeds: SEEDS.find((one) => one === value) ?? 'perSeat' })}
          />
          <Choice
            label={t('paper.board.mode')}
            value={draft.board}
            options={BOARD_MODES.map((value) => [value, t(`paper.board.${value}`)])}
            onChange={(value) => desk.changeDraft({ board: BOARD_MODES.find((one) => one === value) ?? 'top5' })}
          />
          {draft.board === 'class' && (
            <Count
              label={t('paper.classGoal')}
              value={draft.classGoal ?? 80}
              most={100}
              onChange={(classGoal) => desk.changeDraft({ classGoal })}
            />
          )}
          <Choice
            label={t('paper.scoring')}
            value={draft.points}
            options={(['stars', 'goals'] as const).map((value) => [value, t(`paper.scoring.${value}`)])}
            onChange={(value) => desk.changeDraft({ points: value === 'goals' ? 'goals' : 'stars' })}
          />
          <Count
            label={t('paper.minutes')}
            value={draft.minutes}
            most={1440}
            onChange={(minutes) => desk.changeDraft({ minutes })}
          />
          {(['opens', 'closes'] as const).map((side) => (
            <label key={side} class="field">
              {t(`paper.${side}`)}
              <input
                type="datetime-local"
                value={toLocal(draft[side])}
                onChange={(event) => desk.changeDraft({ [side]: fromLocal(event.currentTarget.value) })}
              />
            </label>
          ))}
          <Tick label={t('paper.hints')} on={draft.hints} onChange={(hints) => desk.changeDraft({ hints })} />
          <Tick label={t('paper.freeNames')} on={draft.freeNames} onChange={(freeNames) => desk.changeDraft({ freeNames })} />
        </section>
        <p role="status" class="warn">
          {wrong === undefined ? '' : t(`paper.wrong.${/^(title|levels|window)/.exec(wrong)?.[1] ?? 'other'}`)}
        </p>
        <div class="row">
          <button type="submit" class="primary">
            {t('paper.make')}
          </button>
          <button type="button" class="link" onClick={() => desk.newDraft()}>
            {t('paper.clear')}
          </button>
        </div>
        {live && <OpenRoom />}
      </form>
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps): preact.JSX.Element {
  return (
    <label class="field">
      {label}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Count(props: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}): preact.JSX.Element {
  const { label, value, most, onChange } = props;
  return (
    <label class="field">
      {label}
      <input
        type="number"
        min={0}
        max={most}
        value={value}
        onChange={(event) => onChange(Math.min(most, Math.max(0, Math.trunc(Number(event.currentTarget.value)) || 0)))}
      />
    </label>
  );
}

function Tick(props: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}): preact.JSX.Element {
  const { label, on, onChange } = props;
  return (
    <label class="field-inline">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
