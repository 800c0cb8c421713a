// Step two: what must pass and what must not. By what is chosen on the board or in the list of objects, by the table of flows, or typed: one list.
import { useState } from 'preact/hooks';
import { MADE_CAPS, type MadeGoal } from '../../levels/made/madeLevel.ts';
import { plainText } from '../../levels/made/plainText.ts';
import { receiverOf, senderOf } from '../../store/builderEnds.ts';
import { listSenders, listTargets } from '../../store/ends.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Prose } from '../parts/Prose.tsx';
import { Status } from '../parts/Status.tsx';
import { SettledField } from './SettledField.tsx';
import { goalSentence } from './goalSentence.ts';

/** As an author chooses them: what is asked of DNS on the way is a kind of its own, though in the file it stands at `mustArrive`. */
const KINDS = [
  'mustArrive',
  'mustNotArrive',
  'arrivesWithSource',
  'passesThrough',
  'firstQuestion',
  'questionsInside',
  'exposure',
] as const;
type Kind = (typeof KINDS)[number];

/** What a kind asks for besides its ends. */
const EXTRA: Readonly<Partial<Record<Kind, 'source' | 'via' | 'question' | 'most'>>> = {
  arrivesWithSource: 'source',
  passesThrough: 'via',
  firstQuestion: 'question',
  exposure: 'most',
};

export function BuilderGoals(): preact.JSX.Element {
  const goals = useApp((state) => state.session.builder?.draft.goals ?? []);
  const t = useWords();
  return (
    <div class="builder-part">
      <GoalForm />
      <h3>{t('made.goals.list', { count: goals.length })}</h3>
      {goals.length === 0 && <p class="dim">{t('made.goals.none')}</p>}
      <ol class="goal-list">
        {goals.map((goal) => (
          <GoalRow key={goal.id} goal={goal} />
        ))}
      </ol>
    </div>
  );
}

function GoalForm(): preact.JSX.Element {
  const [kind, setKind] = useState<Kind>('mustArrive');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [extra, setExtra] = useState('');
  const [hidden, setHidden] = useState(false);
  const selection = useApp((state) => state.session.selection);
  const plan = useApp((state) => state.results.compiled?.plan);
  const network = useApp((state) => state.document.spec.network);
  const actions = useActions();
  const t = useWords();
  const [sender, receiver] = [senderOf(selection, plan, network), receiverOf(selection, plan, network)];
  const flows = kind !== 'exposure';
  const wants = EXTRA[kind];
  const most = Number(extra);
  const ready = flows
    ? from.trim() !== '' && to.trim() !== '' && (wants === undefined || extra.trim() !== '')
    : /^\d{1,6}$/.test(extra);
  const add = (): void => {
    const ends = { from: list(from), to: list(to) };
    const secret = hidden ? { hidden: true } : {};
    if (kind === 'exposure') actions.addGoal({ type: kind, most, ...secret });
    else if (kind === 'arrivesWithSource') actions.addGoal({ type: kind, ...ends, source: extra.trim(), ...secret });
    else if (kind === 'passesThrough') actions.addGoal({ type: kind, ...ends, via: list(extra), ...secret });
    else if (kind === 'firstQuestion') actions.addGoal({ type: 'mustArrive', ...ends, firstQuestion: extra.trim(), ...secret });
    else if (kind === 'questionsInside') actions.addGoal({ type: 'mustArrive', ...ends, questionsInside: true, ...secret });
    else actions.addGoal({ type: kind, ...ends, ...secret });
  };
  return (
    <form
      class="builder-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) add();
      }}
    >
      <label class="field">
        {t('made.goals.kind')}
        <select
          value={kind}
          onChange={(event) => {
            setKind(KINDS.find((name) => name === event.currentTarget.value) ?? 'mustArrive');
            setExtra('');
          }}
        >
          {KINDS.map((name) => (
            <option key={name} value={name}>
              {t(`made.kind.${name}`)}
            </option>
          ))}
        </select>
      </label>
      {flows && (
        <>
          <End name="from" value={from} onChange={setFrom} chosen={sender} names={listSenders(plan, network)} />
          <End name="to" value={to} onChange={setTo} chosen={receiver} names={listTargets(plan)} />
        </>
      )}
      {wants && (
        <label class="field">
          <Prose text={t(`made.goals.${wants}`)} />
          <input
            value={extra}
            spellcheck={false}
            autocomplete="off"
            inputMode={wants === 'most' ? 'numeric' : 'text'}
            maxLength={120}
            onInput={(event) => setExtra(event.currentTarget.value)}
          />
        </label>
      )}
      <label class="field-inline">
        <input type="checkbox" checked={hidden} onChange={() => setHidden(!hidden)} />
        {t('made.goals.hidden')}
      </label>
      <button type="submit" disabled={!ready}>
        {t('made.goals.add')}
      </button>
      <p class="dim">{t('made.goals.ways')}</p>
    </form>
  );
}

interface EndProps {
  readonly name: 'from' | 'to';
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What the board has chosen, as this end. */
  readonly chosen: string | undefined;
  readonly names: readonly string[];
}

function End({ name, value, onChange, chosen, names }: EndProps): preact.JSX.Element {
  const t = useWords();
  return (
    <div class="builder-end">
      <label class="field">
        {t(`ui.send.${name}`)}
        <input
          value={value}
          list={`builder-${name}`}
          spellcheck={false}
          autocomplete="off"
          maxLength={600}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </label>
      <datalist id={`builder-${name}`}>
        {names.slice(0, 400).map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <button
        type="button"
        class="quiet small"
        disabled={chosen === undefined}
        onClick={() => chosen !== undefined && onChange(chosen)}
      >
        {chosen === undefined ? t('made.goals.choose') : t('made.goals.chosen', { name: chosen })}
      </button>
    </div>
  );
}

function GoalRow({ goal }: { readonly goal: MadeGoal }): preact.JSX.Element {
  const draft = useApp((state) => state.session.builder?.draft);
  const result = useApp((state) => state.results.judgement?.goals.find(({ id }) => id === goal.id));
  const actions = useActions();
  const t = useWords();
  const mark = result === undefined ? 'wait' : result.pass ? 'pass' : 'fail';
  const { [goal.id]: own = '', ...others } = draft?.says ?? {};
  const sentence = goalSentence(goal, t);
  return (
    <li class={`goal goal-${mark}`}>
      <Status mark={mark} label={t(`ui.mark.${mark}`)} />
      <div>
        <p class="goal-text">
          {goal.hidden && <span class="dim">{t('ui.goal.inspection')} </span>}
          <Prose text={sentence} />
        </p>
        <SettledField
          label={t('made.goals.says')}
          value={own}
          most={MADE_CAPS.says}
          placeholder={sentence.replaceAll('`', '')}
          onSettle={(text) => {
            const says = plainText(text, MADE_CAPS.says);
            actions.changeDraft({ says: says === '' ? others : { ...others, [goal.id]: says } });
          }}
        />
        <div class="row">
          {result?.trace && (
            <button type="button" class="link" onClick={() => result.trace && actions.playTrace(result.trace, goal.id)}>
              {t('ui.goal.watch.brief')}
            </button>
          )}
          <button
            type="button"
            class="link"
            onClick={() => actions.changeDraft({ goals: (draft?.goals ?? []).filter(({ id }) => id !== goal.id), says: others })}
          >
            {t('made.goals.remove')}
          </button>
        </div>
      </div>
    </li>
  );
}

function list(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .slice(0, 16);
}
