// One policy in hand: its sentences, the badge reader's form, whom it is for, and what the draft would do. Nothing holds until it is applied.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PodPlan } from '../../engine/dataplane/plan.ts';
import { formatRef, refOf } from '../../engine/model/spec.ts';
import type { Lint } from '../../studio/lints/lint.ts';
import type { Weighed } from '../../store/studioTypes.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { ProblemList } from '../yaml/ProblemList.tsx';
import { canEdit, creatableIn } from '../yaml/canEdit.ts';
import { LintLines } from './LintList.tsx';
import { Pending } from './Pending.tsx';
import { ReaderForm } from './ReaderForm.tsx';
import { NEW_POLICY } from './policyKeys.ts';
import { useDraft } from './useDraft.ts';

interface PolicyDeskProps {
  /** `NetworkPolicy/data/allow`, or NEW_POLICY. */
  readonly policyKey: string;
  readonly plan: readonly PodPlan[];
  readonly selected: readonly string[];
  readonly lints: readonly Lint[];
  /** The sentences take the focus when the policy comes to the desk. */
  readonly focused: boolean;
  /** The key that is on the desk from now on; undefined: none. */
  readonly onMoved: (key: string | undefined) => void;
  /** What scrolls above it. */
  readonly before: ComponentChildren;
}

export function PolicyDesk({ policyKey, plan, selected, lints, focused, onMoved, before }: PolicyDeskProps): preact.JSX.Element {
  const level = useApp((state) => state.session.level);
  const applied = useApp((state) => state.session.problems);
  const marked = useApp((state) => state.results.marked);
  const actions = useActions();
  const t = useWords();
  const draft = useDraft(policyKey);
  const sentences = useRef<HTMLTextAreaElement>(null);
  const { policy, text, problem, problems, dirty } = draft;
  const fresh = policyKey === NEW_POLICY;
  useEffect(() => {
    // Come here by a button that is gone now: what is written first comes next.
    if (focused) sentences.current?.focus();
  }, []);
  const locked = !(fresh ? creatableIn(level, 'NetworkPolicy') !== undefined : canEdit(level, policyKey));
  const pods = dirty && marked?.typed === true && marked.object === policyKey ? marked.pods : selected;

  const apply = async (): Promise<void> => {
    if (!policy || problem || locked) return;
    // Straight from the policy on the desk: what was typed a moment ago is in it.
    draft.settle();
    const yaml = await actions.draftPolicy(policyKey, policy);
    if (await actions.applyYaml(policyKey, yaml)) onMoved(formatRef(refOf(policy)));
  };
  const remove = async (): Promise<void> => {
    const [, namespace = '', name = ''] = policyKey.split('/');
    const ref = { kind: 'NetworkPolicy', namespace, name } as const;
    if (await actions.dispatchEdit({ type: 'removeObject', ref }, 'edit.yaml', { name: policyKey })) {
      actions.setDraft(policyKey, undefined);
      onMoved(undefined);
    }
  };
  return (
    <section class="studio-frame" aria-label={t('ui.studio.desk')}>
      <div class="studio-scroll">
        {before}
        <div class="studio-desk">
          {locked && <p class="locked">{t('ui.yaml.locked')}</p>}
          <Selected pods={pods} />
          <label class="field">
            {t('ui.studio.sentences')}
            <textarea
              ref={sentences}
              class="studio-sentences"
              rows={Math.min(10, text.split('\n').length + 2)}
              spellcheck={false}
              readOnly={locked}
              value={text}
              aria-invalid={problem !== undefined}
              onInput={(event) => draft.say(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void apply();
              }}
            />
          </label>
          {problem && (
            <p class="warn" role="alert">
              {t('ui.problem.place', { line: problem.line, column: problem.column })} {t(problem.code, problem.params)}
            </p>
          )}
          <ProblemList problems={problems} />
          {problems.length > 0 && <p>{t('ui.studio.yamlBroken')}</p>}
          {policy && problems.length === 0 && (
            <ReaderForm policy={policy} plan={plan} selected={pods} locked={locked} onPut={draft.put} />
          )}
          {dirty && policy && <Pending weighed={draft.weighed} />}
          {!dirty && <LintLines lints={lints} fixable />}
          {dirty && <ProblemList problems={applied} />}
        </div>
      </div>
      <div class="row studio-foot">
        {dirty && <Summary weighed={draft.weighed} />}
        <button
          type="button"
          class="primary"
          disabled={locked || !dirty || !policy || problem !== undefined}
          onClick={() => void apply()}
        >
          {t('ui.yaml.apply')}
        </button>
        <button
          type="button"
          disabled={!dirty && !problem}
          onClick={() => {
            actions.setDraft(policyKey, undefined);
            draft.reset();
            if (fresh) onMoved(undefined);
          }}
        >
          {t('ui.yaml.revert')}
        </button>
        {!fresh && (
          <button type="button" class="quiet" onClick={() => actions.openTab('bench', 'yaml')}>
            {t('ui.studio.yaml')}
          </button>
        )}
        {!fresh && !locked && (
          <button type="button" class="quiet" onClick={() => void remove()}>
            {t('ui.yaml.delete')}
          </button>
        )}
      </div>
    </section>
  );
}

/** Always in sight: how much a draft would change. */
function Summary({ weighed }: { readonly weighed: Weighed | undefined }): preact.JSX.Element {
  const t = useWords();
  const { difference, goals } = weighed ?? {};
  return (
    <p class="studio-summary" role="status">
      {!weighed && t('ui.studio.weighing')}
      {difference && t('ui.studio.summary', { gained: difference.gained.count, lost: difference.lost.count })}
      {goals && goals.total > 0 && (
        <>
          {' · '}
          {t('ui.studio.summary.goals', goals)}
        </>
      )}
    </p>
  );
}

const MOST_PODS = 12;

function Selected({ pods }: { readonly pods: readonly string[] }): preact.JSX.Element {
  const actions = useActions();
  const t = useWords();
  if (pods.length === 0) return <p class="warn">{t('ui.studio.selectsNobody')}</p>;
  return (
    <p class="studio-selected">
      {t('ui.studio.selects', { count: pods.length })}{' '}
      {pods.slice(0, MOST_PODS).map((pod) => (
        <button key={pod} type="button" class="link" onClick={() => actions.select(`pod:${pod}`)}>
          {pod}
        </button>
      ))}
      {pods.length > MOST_PODS && <span class="dim">{t('ui.studio.more', { count: pods.length - MOST_PODS })}</span>}
    </p>
  );
}
