// Step six: the engine's check, and what comes of it: a sentence that says what to do, or a link, a code and a file.
import type { BuilderDraft } from '../../store/workshopTypes.ts';
import type { MadeVerdict } from '../../levels/made/checkMade.ts';
import { type Params, useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { Status } from '../parts/Status.tsx';
import { Code, READABLE } from '../level/LinkCode.tsx';
import { goalSentence } from './goalSentence.ts';

type Refusal = Extract<MadeVerdict, { readonly ok: false }>;

/** What the check asks for one after the other and the draft can say at once. */
const MISSING: readonly (readonly [code: string, isMissing: (draft: BuilderDraft) => boolean])[] = [
  ['noTitle', ({ title }) => title.trim() === ''],
  ['noGoals', ({ goals }) => goals.length === 0],
  ['noSolution', ({ solution }) => solution.length === 0],
];

const SCORES = ['exposure', 'cost', 'changes'] as const;

export function BuilderCheck(): preact.JSX.Element | null {
  const builder = useApp((state) => state.session.builder);
  const { navigate } = useEnvironment();
  const actions = useActions();
  const t = useWords();
  if (!builder) return null;
  const { draft, verdict, link, id, checking } = builder;
  // The first is the verdict itself; the others wait behind it.
  const missing =
    verdict && !verdict.ok
      ? MISSING.filter(([code, isMissing]) => code !== verdict.code && isMissing(draft)).map(([code]) => code)
      : [];
  const write = async (format: 'json' | 'yaml'): Promise<void> => {
    const text = await actions.levelFile(format);
    const type = format === 'json' ? 'application/json' : 'text/yaml';
    saveFile(new Blob([text], { type }), `${id ?? 'level'}.cidrhouse.${format}`);
  };
  return (
    <div class="builder-part">
      <button
        type="button"
        class="primary"
        disabled={draft.start === undefined || checking}
        onClick={() => void actions.checkDraft()}
      >
        {t(checking ? 'ui.working' : 'made.check')}
      </button>
      {draft.start === undefined && <p class="warn">{t('made.solve.noStart')}</p>}
      <div role="status">
        {verdict && (
          <p class={verdict.ok ? '' : 'warn'} data-verdict={verdict.ok ? 'ok' : verdict.code}>
            <Status mark={verdict.ok ? 'pass' : 'fail'} label={t(verdict.ok ? 'ui.mark.pass' : 'ui.mark.fail')} />{' '}
            {verdict.ok ? t('made.check.ok') : refusal(verdict, draft, t)}
          </p>
        )}
      </div>
      {missing.length > 0 && (
        <ul class="builder-list">
          {missing.map((code) => (
            <li key={code}>{t(`made.refused.${code}`)}</li>
          ))}
        </ul>
      )}
      {verdict?.par && <p>{t('made.check.scores')}</p>}
      {verdict?.par && (
        <ul class="builder-list">
          {SCORES.map((score) => (
            <li key={score}>
              {t(`ui.score.${score}`)}:{' '}
              {score === 'cost' ? t('ui.cost', { value: (verdict.par?.cost ?? 0) / 100 }) : verdict.par?.[score]}
            </li>
          ))}
        </ul>
      )}
      {verdict?.ok && (
        <>
          {link === undefined ? (
            <p class="warn">{t('made.link.none')}</p>
          ) : (
            <>
              <label class="field">
                {t('made.check.link', { count: link.length })}
                <textarea readOnly rows={3} value={link} onFocus={(event) => event.currentTarget.select()} />
              </label>
              {link.length > 4000 && <p class="warn">{t('made.share.long')}</p>}
              <div class="row">
                <CopyButton text={link} label={t('ui.share.copy')} look="primary" />
              </div>
              {link.length <= READABLE && <Code link={link} />}
            </>
          )}
          <div class="row">
            <button type="button" onClick={() => void write('yaml')}>
              {t('made.check.yaml')}
            </button>
            <button type="button" onClick={() => void write('json')}>
              {t('made.check.json')}
            </button>
            <button type="button" onClick={() => id !== undefined && navigate(id)}>
              {t('made.check.play')}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

/** A goal that nobody wrote a sentence for is named as its list shows it, not by its id. */
function refusal(verdict: Refusal, draft: BuilderDraft, t: (key: string, params?: Params) => string): string {
  const goal = draft.goals.find(({ id }) => id === verdict.params['goal']);
  const named = goal && { goal: goalSentence(goal, t).replaceAll('`', '') };
  return t(`made.refused.${verdict.code}`, { ...verdict.params, ...named });
}
