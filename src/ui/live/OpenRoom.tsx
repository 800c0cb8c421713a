// On the challenge's form: the second choice, a live room on the server that this page comes from, with the rules that only a server can keep; elsewhere a
// sentence how to start one.
import { useEffect, useState } from 'preact/hooks';
import { CHALLENGE_CAPS, type Challenge, defaultChallenge } from '../../classroom/challenge.ts';
import { useEnvironment, useLive, useLiveDesk, usePaper, usePaperDesk, useWords } from '../context.tsx';
import { NumberField } from '../parts/NumberField.tsx';

type LiveRules = Pick<Challenge, 'approve' | 'attempts' | 'seats' | 'keepDays'>;
const LATE_CLOCKS = ['shared', 'own'] as const satisfies readonly Challenge['lateClock'][];

const FIELDS = [
  ['attempts', 0, CHALLENGE_CAPS.attempts],
  ['seats', 1, CHALLENGE_CAPS.seats],
  ['keepDays', 1, CHALLENGE_CAPS.days],
] as const;

export function OpenRoom(): preact.JSX.Element | null {
  const served = useLive((state) => state.served);
  const no = useLive((state) => state.no);
  const draft = usePaper((state) => state.draft);
  const live = useLiveDesk();
  const paper = usePaperDesk();
  const { navigate } = useEnvironment();
  const [rules, setRules] = useState<LiveRules>(() => {
    const { approve, attempts, seats, keepDays } = defaultChallenge('', [], 0);
    return { approve, attempts, seats, keepDays };
  });
  const [chosen, setChosen] = useState<Challenge['lateClock'] | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const t = useWords();
  useEffect(() => void live.askServer(), []);
  // At home everybody begins when they like; in a lesson all begin together.
  const lateClock = chosen ?? (draft.opens !== undefined || draft.closes !== undefined ? 'own' : 'shared');
  const open = async (): Promise<void> => {
    setBusy(true);
    const challenge = await paper.draftChallenge();
    const code = challenge && (await live.openRoom({ ...challenge, ...rules, lateClock }));
    setBusy(false);
    if (code !== undefined) navigate(`class/h/${code}`);
  };
  if (served === false) return <p class="dim">{t('live.open.none')}</p>;
  if (served !== true) return null;
  return (
    <section class="paper-card paper-rules" aria-labelledby="live-rules">
      <h2 id="live-rules">{t('live.rules')}</h2>
      <p class="dim">{t('live.rules.about')}</p>
      {FIELDS.map(([name, least, most]) => (
        <NumberField
          key={name}
          label={t(`live.rules.${name}`)}
          value={rules[name]}
          least={least}
          most={most}
          onChange={(value) => setRules((before) => ({ ...before, [name]: value }))}
        />
      ))}
      {draft.minutes > 0 && (
        <label class="field">
          {t('live.rules.lateClock')}
          <select value={lateClock} onChange={(event) => setChosen(LATE_CLOCKS.find((one) => one === event.currentTarget.value))}>
            {LATE_CLOCKS.map((one) => (
              <option key={one} value={one}>
                {t(`live.rules.lateClock.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="field-inline">
        <input
          type="checkbox"
          checked={rules.approve}
          onChange={(event) => setRules({ ...rules, approve: event.currentTarget.checked })}
        />
        {t('live.open.approve')}
      </label>
      <div class="row">
        <button type="button" disabled={busy} onClick={() => void open()}>
          {t('live.open')}
        </button>
      </div>
      <p role="status" class="warn">
        {no === undefined ? '' : t(`room.no.${no}`)}
      </p>
    </section>
  );
}
