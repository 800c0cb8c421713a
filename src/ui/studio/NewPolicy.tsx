// A new policy: in which namespace, for which pods. It begins shut for what comes in; sentences and form open what is needed.
import { useState } from 'preact/hooks';
import type { PodPlan } from '../../engine/dataplane/plan.ts';
import type { NetworkPolicy } from '../../engine/model/kubernetes.ts';
import { groupPods } from '../../studio/matrix.ts';
import { lastingLabels } from '../../studio/reader/choices.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { creatableIn } from '../yaml/canEdit.ts';

const EVERYBODY = '*';

export function NewPolicy({
  plan,
  onBegun,
}: {
  readonly plan: readonly PodPlan[];
  readonly onBegun: () => void;
}): preact.JSX.Element {
  const spec = useApp((state) => state.document.spec);
  const level = useApp((state) => state.session.level);
  const actions = useActions();
  const t = useWords();
  const allowed = creatableIn(level, 'NetworkPolicy') ?? '*';
  const groups = groupPods(
    plan.filter(({ hostNetwork }) => !hostNetwork),
    'workload',
  );
  const found = [...new Set(groups.map((group) => group.namespace))].filter((name) => allowed === '*' || name === allowed);
  const spaces = found.length > 0 ? found : [allowed === '*' ? 'default' : allowed];
  const [namespace, setNamespace] = useState(() => spaces.find((name) => name !== 'kube-system') ?? spaces[0] ?? 'default');
  const [subject, setSubject] = useState(EVERYBODY);
  const own = groups.filter((group) => group.namespace === namespace);
  const chosen = own.find(({ name }) => name === subject);
  const begin = async (): Promise<void> => {
    const matchLabels = lastingLabels(chosen?.labels ?? {});
    const taken = new Set(Object.keys(spec.objects[namespace] ?? {}));
    const base = chosen?.name.split('/')[1] ?? 'all-pods';
    let name = base;
    for (let number = 2; taken.has(`NetworkPolicy/${name}`); number++) name = `${base}-${number}`;
    const policy: NetworkPolicy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec: { podSelector: Object.keys(matchLabels).length > 0 ? { matchLabels } : {}, policyTypes: ['Ingress'] },
    };
    await actions.draftPolicy('new', policy);
    onBegun();
  };
  return (
    <form
      class="studio-new"
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <label class="field">
        {t('ui.studio.new.namespace')}
        <select
          value={namespace}
          onChange={(event) => {
            setNamespace(event.currentTarget.value);
            setSubject(EVERYBODY);
          }}
        >
          {spaces.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {t('ui.studio.new.subject')}
        <select value={subject} onChange={(event) => setSubject(event.currentTarget.value)}>
          <option value={EVERYBODY}>{t('ui.studio.new.all', { namespace })}</option>
          {own.map(({ name, pods }) => (
            <option key={name} value={name}>
              {t('ui.studio.new.pods', { name, count: pods.length })}
            </option>
          ))}
        </select>
      </label>
      <p class="dim">{t('ui.studio.new.about')}</p>
      <button type="submit" class="primary">
        {t('ui.studio.new.begin')}
      </button>
    </form>
  );
}
