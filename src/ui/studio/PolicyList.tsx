// All policies by name, each with how many pods it is for, how many traps it stands in, and its first sentence.
import { useMemo } from 'preact/hooks';
import type { NetworkPolicy } from '../../engine/model/kubernetes.ts';
import { formatRef, refOf } from '../../engine/model/spec.ts';
import { listOtherPolicies } from '../../studio/otherPolicies.ts';
import { listSentences } from '../../studio/sentence/writeSentences.ts';
import type { Study } from '../../store/studioTypes.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { creatableIn } from '../yaml/canEdit.ts';
import { nameOf, NEW_POLICY } from './policyKeys.ts';

interface PolicyListProps {
  readonly policies: readonly NetworkPolicy[];
  readonly study: Study | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (key: string | undefined) => void;
  readonly onNew: () => void;
}

export function PolicyList({ policies, study, chosen, onChoose, onNew }: PolicyListProps): preact.JSX.Element {
  const level = useApp((state) => state.session.level);
  const drafts = useApp((state) => state.session.drafts);
  const spec = useApp((state) => state.document.spec);
  const actions = useActions();
  const t = useWords();
  const others = useMemo(() => listOtherPolicies(spec), [spec]);
  const begun = /^kind:\s*NetworkPolicy\s*$/m.test(drafts[NEW_POLICY] ?? '');
  // The editor's new object may be something else that is not finished.
  const taken = drafts[NEW_POLICY] !== undefined && !begun;
  const creatable = creatableIn(level, 'NetworkPolicy') !== undefined;
  return (
    <div class="studio-list">
      {policies.length === 0 && <p>{t('ui.studio.none')}</p>}
      <ul class="plain">
        {policies.map((policy) => {
          const key = formatRef(refOf(policy));
          const name = nameOf(key);
          const traps = (study?.lints ?? []).filter((lint) => lint.policy === name && lint.severity === 'warning').length;
          const pods = study?.selected.get(name)?.length;
          const sentences = listSentences(policy);
          return (
            <li key={key}>
              <button type="button" class="studio-policy" aria-pressed={key === chosen} onClick={() => onChoose(key)}>
                <span class="studio-policy-head">
                  <strong>
                    {name}
                    {drafts[key] === undefined ? '' : ' *'}
                  </strong>
                  {pods !== undefined && <small>{t('ui.studio.pods', { count: pods })}</small>}
                  {traps > 0 && <small class="warn">{t('ui.studio.traps', { count: traps })}</small>}
                </span>
                <span class="dim">
                  {sentences[0]?.text}
                  {sentences.length > 1 && ` ${t('ui.studio.more', { count: sentences.length - 1 })}`}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <div class="row">
        {begun && (
          <button type="button" aria-pressed={chosen === NEW_POLICY} onClick={() => onChoose(NEW_POLICY)}>
            {t('ui.studio.begun')}
          </button>
        )}
        {!begun && (
          <button type="button" disabled={taken || !creatable} onClick={onNew}>
            {t('ui.studio.new')}
          </button>
        )}
        {taken && <span class="dim">{t('ui.studio.taken')}</span>}
        {!creatable && <span class="dim">{t('diagnostic.refused.create')}</span>}
      </div>
      {others.length > 0 && (
        <p class="studio-selected">
          {t('ui.studio.others')}{' '}
          {others.map((name) => (
            <button
              key={name}
              type="button"
              class="link"
              onClick={() => {
                actions.select(`object:${name}`);
                actions.openTab('bench', 'yaml');
              }}
            >
              {name}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}
