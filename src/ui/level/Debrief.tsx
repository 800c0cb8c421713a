// The debrief: what was learned, where the analogy ends, the commands of a real cluster, the three scores beside the author's, what next.
import { variantId } from '../../levels/variant/variantId.ts';
import { minutesSpent } from '../../store/drillClock.ts';
import { missingStar, starsOf } from '../../store/stars.ts';
import { useActions, useApp, useCards, useEnvironment, useWords } from '../context.tsx';
import { CodexParagraphs, LevelPages } from '../codex/CodexParagraphs.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Prose } from '../parts/Prose.tsx';
import { Stars } from '../parts/Stars.tsx';
import { challengeRoom } from '../paper/challengeRoom.ts';
import { nextPractice } from '../workshop/practiceWords.ts';
import { drawSeed } from './Variant.tsx';

const SCORES = ['exposure', 'cost', 'changes'] as const;

export function Debrief({ onClose }: { readonly onClose: () => void }): preact.JSX.Element | null {
  const session = useApp((state) => state.session);
  const { text, level, solutionViewed } = session;
  const judgement = useApp((state) => state.results.judgement);
  const results = useApp((state) => state.progress.levels);
  const { navigate } = useEnvironment();
  const cards = useCards();
  const actions = useActions();
  const t = useWords();
  if (!text || !level || !judgement) return null;
  const place = cards.findIndex((card) => card.id === level.id);
  const card = place < 0 ? undefined : cards[place + 1];
  // The challenge of the day has no next one before tomorrow.
  const more =
    session.workshop?.kind === 'practice' && session.workshop.date === undefined
      ? nextPractice(results, session.workshop.difficulty)
      : undefined;
  const next = onward();
  const missing = missingStar(level, judgement, session);
  const amount = (score: (typeof SCORES)[number], value: number): string | number =>
    score === 'cost' ? t('ui.cost', { value: value / 100 }) : value;
  return (
    <Dialog
      title={t('ui.debrief', { title: text.title })}
      onClose={onClose}
      actions={
        <>
          <button type="button" onClick={() => actions.reset()}>
            {t('ui.again')}
          </button>
          {session.varied && !session.shared && !session.challenge && (
            <button
              type="button"
              onClick={() => {
                onClose();
                navigate(variantId(level.id, drawSeed(session.seed)));
              }}
            >
              {t(session.seed === undefined ? 'variant.play' : 'variant.next')}
            </button>
          )}
          <button
            type="button"
            class="primary"
            onClick={() => {
              onClose();
              navigate(next.id);
            }}
          >
            {next.label}
          </button>
        </>
      }
    >
      <p class="debrief-stars">
        <Stars count={starsOf(level, judgement, session)} />
      </p>
      <table class="scores">
        <thead>
          <tr>
            <th scope="col">{t('ui.score')}</th>
            <th scope="col">{t('ui.score.yours')}</th>
            <th scope="col">{t('ui.score.author')}</th>
          </tr>
        </thead>
        <tbody>
          {level.incident && session.drill && (
            <tr class={minutesSpent(session.drill) <= level.incident.par ? 'within' : 'over'}>
              <th scope="row">{t('ui.score.minutes')}</th>
              <td>{minutesSpent(session.drill)}</td>
              <td>{level.incident.par}</td>
            </tr>
          )}
          {SCORES.map((score) => (
            <tr key={score} class={judgement.scores[score] <= level.par[score] ? 'within' : 'over'}>
              <th scope="row">{t(`ui.score.${score}`)}</th>
              <td>{amount(score, judgement.scores[score])}</td>
              <td>{amount(score, level.par[score])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {missing !== undefined && (
        <p class="warn" data-missing={missing}>
          {t(
            `ui.star.${missing}`,
            missing === 'guessed'
              ? {}
              : { yours: amount(missing, judgement.scores[missing]), author: amount(missing, level.par[missing]) },
          )}
        </p>
      )}
      {solutionViewed && <p class="warn">{t('ui.debrief.aided')}</p>}
      <CodexParagraphs texts={text.debrief} />
      <LevelPages level={level.id} />
      {text.analogyEnds !== '' && (
        <>
          <h3>{t('ui.debrief.analogy')}</h3>
          <p>
            <Prose text={text.analogyEnds} />
          </p>
        </>
      )}
      {text.commands.length > 0 && (
        <>
          <h3>{t('ui.debrief.commands')}</h3>
          <pre class="commands">{text.commands.join('\n')}</pre>
        </>
      )}
      {level.rules.length > 0 && <p class="rules">{t('ui.debrief.rules', { rules: level.rules.join(' · ') })}</p>}
    </Dialog>
  );

  /** Nobody is left without a way on: the next level of whatever this one belongs to, or back to where it was chosen. */
  function onward(): { readonly id?: string; readonly label: string } {
    const { challenge } = session;
    if (challenge) {
      const at = challenge.levels.indexOf(session.levelId ?? '');
      const following = at < 0 ? undefined : challenge.levels[at + 1];
      const room = challengeRoom(challenge);
      return following === undefined
        ? { id: room, label: t('paper.banner.back') }
        : { id: `${room}/${following}`, label: t('paper.banner.next') };
    }
    if (card) return { id: card.id, label: t('ui.next', { title: card.title }) };
    if (more !== undefined) return { id: more, label: t('practice.another', { number: more.split('-')[2] ?? '' }) };
    return { label: t('ui.debrief.levels') };
  }
}
