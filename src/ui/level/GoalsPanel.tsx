// Goals: each with its live verdict and, when it fails, where, what and why; the hint ladder; the way to the debrief.
import { useEffect, useRef } from 'preact/hooks';
import type { Goal, GoalResult } from '../../engine/goals/goal.ts';
import type { RuleRef } from '../../engine/model/ruleRef.ts';
import { variantId } from '../../levels/variant/variantId.ts';
import { listSenders, listTargets } from '../../store/ends.ts';
import { DRILL_MINUTES, isClosed, watchPrice } from '../../store/drillClock.ts';
import { starsOf } from '../../store/stars.ts';
import { useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { DrillPanel } from '../drill/DrillPanel.tsx';
import { Prose } from '../parts/Prose.tsx';
import { Status } from '../parts/Status.tsx';
import { Stars } from '../parts/Stars.tsx';
import { goalSentence } from '../workshop/goalSentence.ts';
import { Replay } from '../workshop/Replay.tsx';
import { ChallengeBanner } from '../paper/ChallengeBanner.tsx';
import { WorkshopBanner } from '../workshop/WorkshopBanner.tsx';
import { authorAdds, foundHint } from './foundHint.ts';
import { answerWords, Question } from './Question.tsx';
import { Variant } from './Variant.tsx';
import type { LevelDialog } from './LevelScreen.tsx';

export function GoalsPanel({ onDialog }: { readonly onDialog: (dialog: LevelDialog) => void }): preact.JSX.Element {
  const level = useApp((state) => state.session.level);
  const judgement = useApp((state) => state.results.judgement);
  const shared = useApp((state) => state.session.shared);
  const session = useApp((state) => state.session);
  const t = useWords();
  const goals = level?.goals ?? [];
  const results = new Map(judgement?.goals.map((result) => [result.id, result]));
  const passed = goals.filter((goal) => results.get(goal.id)?.pass).length;
  const won = judgement !== undefined && goals.length > 0 && passed === goals.length;
  return (
    <div class="goals">
      {shared && <SharedBanner />}
      {shared && <Replay />}
      <WorkshopBanner won={won} />
      <ChallengeBanner won={won} />
      <DrillPanel won={won} />
      <h2>
        {t('ui.goals')} <span class="count">{t('ui.goals.count', { passed, total: goals.length })}</span>
      </h2>
      {won && level && <WonBanner stars={starsOf(level, judgement, session)} onDebrief={() => onDialog('debrief')} />}
      <ol class="goal-list">
        {inOrder(goals, results).map(({ goal, number }) => (
          <GoalRow
            key={goal.id}
            id={goal.id}
            number={number}
            goal={goal}
            hidden={goal.hidden === true}
            result={results.get(goal.id)}
            brief={!won && results.get(goal.id)?.pass === true}
          />
        ))}
      </ol>
      <p class="visually-hidden" role="status">
        {t('ui.goals.count', { passed, total: goals.length })}
      </p>
      {!won && session.challenge?.hints !== false && <Hints />}
      <Variant />
      <SendForm />
    </div>
  );
}

/** Brought into sight once, as the last goal comes to hold; it lies over no goal and no question that one scrolls to afterwards. */
function WonBanner({ stars, onDebrief }: { readonly stars: number; readonly onDebrief: () => void }): preact.JSX.Element {
  const banner = useRef<HTMLDivElement>(null);
  const t = useWords();
  useEffect(() => banner.current?.scrollIntoView?.({ block: 'nearest' }), []);
  return (
    <div class="won" ref={banner}>
      <p>
        <strong>{t('ui.won')}</strong> <Stars count={stars} />
      </p>
      <button type="button" class="primary" onClick={onDebrief}>
        {t('ui.debrief.open')}
      </button>
    </div>
  );
}

interface Numbered {
  readonly goal: Goal;
  readonly number: number;
}

/** What fails comes first, what holds last, each with the number that it has in the level. */
function inOrder(goals: readonly Goal[], results: ReadonlyMap<string, GoalResult>): readonly Numbered[] {
  const rank = ({ goal }: Numbered): number => (results.get(goal.id)?.pass === true ? 1 : 0);
  return goals.map((goal, index) => ({ goal, number: index + 1 })).sort((a, b) => rank(a) - rank(b) || a.number - b.number);
}

interface RowProps {
  readonly id: string;
  readonly goal: Goal;
  readonly number: number;
  readonly hidden: boolean;
  readonly result: GoalResult | undefined;
  /** One line: it holds, and others do not yet. */
  readonly brief: boolean;
}

function GoalRow({ id, goal, number, hidden, result, brief }: RowProps): preact.JSX.Element {
  const text = useApp((state) => state.session.text);
  const closed = useApp((state) => isClosed(state.session));
  const price = useApp((state) => (result?.trace ? watchPrice(state.session, result.trace.flow) : 0));
  const actions = useActions();
  const t = useWords();
  const open = result?.failure?.code === 'goal.find.open';
  const mark = result === undefined || open ? 'wait' : result.pass ? 'pass' : 'fail';
  const fromWorkshop = useApp((state) => state.session.workshop !== undefined);
  const written = text && Object.hasOwn(text.goals, id) ? text.goals[id] : undefined;
  const sentence = written ?? (fromWorkshop ? goalSentence(goal, t) : hidden ? t('ui.goal.hidden') : id);
  const whole = hidden ? `${t('ui.goal.inspection')} ${sentence}` : sentence;
  const { code, params } = result?.failure ?? {};
  const verdict = open ? 'open' : mark;
  // What was answered is told in the words it was offered in.
  const answer = goal.type === 'find' ? params?.['answer'] : undefined;
  const why =
    code === undefined ? '' : t(code, typeof answer === 'string' ? { ...params, answer: answerWords(answer, t) } : params);
  // No rule of that door said no: none of them said yes.
  const unlisted = result?.failure?.code === 'goal.lost.network-policy.none';
  return (
    <li class={`goal goal-${mark}${brief ? ' brief' : ''}`} data-goal={id} data-verdict={verdict}>
      <Status mark={mark} label={t(`ui.mark.${verdict}`)} />
      <div>
        <p class="goal-text" title={brief ? whole.replaceAll('`', '') : undefined}>
          <span class="goal-number">{number}</span> <Prose text={whole} />
        </p>
        {goal.type === 'find' && !brief && <Question goal={goal} number={number} />}
        {result?.failure && !open && (!closed || goal.type === 'find') && <p class="goal-why">{why}</p>}
        <div class="row">
          {result?.trace && (
            <button type="button" class="link" onClick={() => result.trace && actions.playTrace(result.trace, id)}>
              {price > 0 ? t('ui.drill.watch', { minutes: price }) : t(brief ? 'ui.goal.watch.brief' : 'ui.goal.watch')}
              {brief && <span class="visually-hidden"> {t('ui.goal.watch.which', { number })}</span>}
            </button>
          )}
          {(closed ? [] : rulesOf(result)).map((rule) => (
            <button key={rule.object} type="button" class="link" onClick={() => actions.showRule(rule)}>
              {t(unlisted ? 'ui.goal.nearest' : 'ui.goal.rule', { object: rule.object, field: rule.field })}
            </button>
          ))}
        </div>
      </div>
    </li>
  );
}

/** The object that decided; before it the Service whose targetPort led to a laptop where nobody listens. */
function rulesOf(result: GoalResult | undefined): readonly RuleRef[] {
  const rule = result?.failure?.rule;
  const steps = result?.trace?.hops.flatMap((hop) => hop.steps) ?? [];
  const last = steps.at(-1);
  const deaf = last?.type === 'deliver' && last.effect === 'refuse';
  const service = deaf ? steps.findLast((step) => step.type === 'serviceTranslation')?.rule : undefined;
  return [...(service ? [service] : []), ...(rule ? [rule] : [])];
}

function Hints(): preact.JSX.Element {
  const rung = useApp((state) => state.session.hintRung);
  const hints = useApp((state) => state.results.hints);
  const authored = useApp((state) => state.session.text?.hints);
  const closed = useApp((state) => isClosed(state.session));
  const untouched = useApp((state) => state.document.applied === 0);
  const playing = useApp((state) => state.session.challenge !== undefined);
  const actions = useActions();
  const t = useWords();
  const hint = foundHint(hints, { closed, authored });
  const next = Math.min(3, rung + 1) as 1 | 2 | 3;
  return (
    <section class="hints" aria-label={t('ui.hints')}>
      <div aria-live="polite">
        {([1, 2, 3] as const)
          .filter((step) => step <= rung)
          .map((step) => (
            <p key={step} class="hint">
              <strong>{t(`ui.hint.${step}`)}</strong>{' '}
              {hint ? t(`hint.${hint.code}.${step}`, hint.params) : <Prose text={authored?.[step - 1] ?? ''} />}
              <AuthorAdds text={authorAdds(hint, { untouched, authored, step })} />
            </p>
          ))}
      </div>
      <div class="row">
        {rung < 3 && (
          <button type="button" class="link" onClick={() => actions.showHint(next)}>
            {t('ui.hint.more', { rung: next })}
            {closed && ` (${t('ui.drill.price', { minutes: DRILL_MINUTES.hint })})`}
          </button>
        )}
        {rung === 3 && !playing && (
          <button type="button" class="link" onClick={() => void actions.viewSolution()}>
            {t('ui.solution.view')}
          </button>
        )}
      </div>
    </section>
  );
}

function AuthorAdds({ text }: { readonly text: string | undefined }): preact.JSX.Element | null {
  const t = useWords();
  if (text === undefined) return null;
  return (
    <span class="hint-author">
      <em>{t('ui.hint.author')}</em> <Prose text={text} />
    </span>
  );
}

function SharedBanner(): preact.JSX.Element {
  const shared = useApp((state) => state.session.shared);
  const { navigate } = useEnvironment();
  const levelId = useApp((state) => variantId(state.session.levelId ?? 'sandbox', state.session.seed));
  const actions = useActions();
  const t = useWords();
  const watched = shared?.watched;
  const verdict = shared?.verified === undefined ? 'checking' : shared.verified ? 'verified' : 'failed';
  return (
    <div class="banner" data-shared={verdict} role="status">
      <p>{watched ? t(`live.watch.${verdict}`, { name: watched.name }) : t(`ui.shared.${verdict}`)}</p>
      <div class="row">
        {!watched && (
          <button type="button" class="link" onClick={() => actions.forkShared()}>
            {t('ui.shared.fork')}
          </button>
        )}
        <button type="button" class="link" onClick={() => navigate(watched?.page ?? levelId)}>
          {t(watched ? 'live.watch.back' : 'ui.shared.own')}
        </button>
      </div>
    </div>
  );
}

/** Send any envelope: two ends as on the command line, with every known name to choose from. */
export function SendForm(): preact.JSX.Element {
  const compiled = useApp((state) => state.results.compiled);
  const network = useApp((state) => state.document.spec.network);
  const demo = useApp((state) => state.session.level?.demo);
  const closed = useApp((state) => isClosed(state.session));
  const actions = useActions();
  const t = useWords();
  const senders = listSenders(compiled?.plan, network);
  const targets = listTargets(compiled?.plan);
  return (
    <form
      class="send"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text = (name: string): string => {
          const value = data.get(name);
          return typeof value === 'string' ? value : '';
        };
        void actions.send(text('from'), text('to'));
      }}
    >
      <h3>{t('ui.send')}</h3>
      <label class="field">
        {t('ui.send.from')}
        <input
          name="from"
          list="senders"
          required
          autocomplete="off"
          spellcheck={false}
          defaultValue={demo?.from ?? senders[0] ?? ''}
          key={`f${demo?.from}`}
        />
      </label>
      <label class="field">
        {t('ui.send.to')}
        <input
          name="to"
          list="targets"
          required
          autocomplete="off"
          spellcheck={false}
          defaultValue={demo?.to ?? targets[0] ?? ''}
          key={`t${demo?.to}`}
        />
      </label>
      <datalist id="senders">
        {senders.slice(0, 400).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <datalist id="targets">
        {targets.slice(0, 400).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <button type="submit">{closed ? t('ui.drill.send', { minutes: DRILL_MINUTES.tool }) : t('ui.send.go')}</button>
    </form>
  );
}
