// Real YAML of one object, or of the Network document: choose, edit, apply, delete, create from a template. A draft is never lost.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { allObjects, formatRef, refOf } from '../../engine/model/spec.ts';
import { useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { objectKeyOf, selectionOfRule } from '../twin/names.ts';
import { canEdit, creatableIn } from './canEdit.ts';
import { createYamlEditor, type YamlEditor } from './editor.ts';
import { ProblemList } from './ProblemList.tsx';
import { fieldPath, holdsField, type Unset, UnsetField } from './UnsetField.tsx';
import { TEMPLATES, templateText } from './templates.ts';

const NETWORK = 'Network';
const NEW = 'new';

export function YamlPanel(): preact.JSX.Element {
  const spec = useApp((state) => state.document.spec);
  const level = useApp((state) => state.session.level);
  const drafts = useApp((state) => state.session.drafts);
  const problems = useApp((state) => state.session.problems);
  const selection = useApp((state) => state.session.selection);
  const goto = useApp((state) => state.session.goto);
  const { store, writeObject, fieldsOf, locate } = useEnvironment();
  const actions = useActions();
  const t = useWords();
  const keys = useMemo(() => allObjects(spec).map((resource) => formatRef(refOf(resource))), [spec]);
  const [key, setKey] = useState<string>(() => firstKey(keys, level));
  const [written, setWritten] = useState({ key: '', text: '' });
  const [unset, setUnset] = useState<Unset | undefined>(undefined);
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<YamlEditor | undefined>(undefined);
  const current = useRef({ key, text: '' });
  const editable = key === NEW || canEdit(level, key);

  useEffect(() => {
    const wanted = objectKeyOf(selection);
    const owner = wanted !== undefined && wanted !== NETWORK && !keys.includes(wanted) ? ownerOf(wanted, keys) : wanted;
    if (owner !== undefined && (owner === NETWORK || keys.includes(owner))) setKey(owner);
  }, [selection]);
  useEffect(() => {
    if (key !== NETWORK && key !== NEW && !keys.includes(key)) setKey(firstKey(keys, level));
  }, [keys]);

  useEffect(() => {
    if (goto) setKey(goto.key);
  }, [goto]);
  useEffect(() => {
    // Once the text is there: the field that decided.
    if (!goto || goto.key !== key || written.key !== key) return;
    void locate(current.current.text, goto.path).then((place) => {
      if (place) editor.current?.goTo(place.line, place.column);
      const fields = fieldPath(goto.path);
      const field = fields?.at(-1);
      const line = place && current.current.text.split('\n')[place.line - 1];
      if (fields && field !== undefined && line !== undefined && !holdsField(line, field)) {
        void fieldsOf(key.split('/')[0] ?? '', fields.slice(0, -1)).then((known) =>
          setUnset({ key, field, values: known.find(({ name }) => name === field)?.values ?? [] }),
        );
      } else setUnset(undefined);
      actions.ruleShown();
    });
  }, [goto, key, written]);

  const apply = (): void => {
    void actions.applyYaml(current.current.key, current.current.text);
  };
  useEffect(() => {
    if (!host.current) return undefined;
    const made = createYamlEditor({
      parent: host.current,
      text: '',
      label: t('ui.yaml.editor'),
      note: t('ui.yaml.keys'),
      readOnly: false,
      onChange: (text) => {
        current.current.text = text;
        actions.setDraft(current.current.key, text);
      },
      onApply: apply,
      fieldsOf,
    });
    editor.current = made;
    return () => made.destroy();
  }, []);

  useEffect(() => {
    let stale = false;
    const changed = current.current.key !== key;
    current.current.key = key;
    const show = (canonical: string): void => {
      if (stale) return;
      setWritten({ key, text: canonical });
      // The draft of this moment: more may have been typed since the text was asked for.
      const text = store.getState().session.drafts[key] ?? canonical;
      current.current.text = text;
      editor.current?.setText(text);
      editor.current?.setReadOnly(!editable);
    };
    if (key === NEW) show('');
    else {
      // Until the object's own text is there, keys would land in the text of another.
      if (changed || current.current.text === '') editor.current?.setReadOnly(true);
      void writeObject(key).then(show);
    }
    return () => {
      stale = true;
    };
  }, [key, spec, draftIsGone(drafts, key)]);
  useEffect(() => {
    editor.current?.setProblems(
      problems.map((problem) => ({ ...problem, message: problem.message || t(problem.code, problem.params) })),
    );
  }, [problems]);

  const dirty = drafts[key] !== undefined && drafts[key] !== written.text;
  return (
    <div class="yaml">
      <div class="row yaml-head">
        <label class="field-inline grow">
          <span class="visually-hidden">{t('ui.yaml.object')}</span>
          <select
            value={key}
            onChange={(event) => {
              setKey(event.currentTarget.value);
              if (event.currentTarget.value !== NEW && event.currentTarget.value !== NETWORK)
                actions.select(selectionOfRule(event.currentTarget.value));
            }}
          >
            <option value={NETWORK}>{label(NETWORK, canEdit(level, NETWORK), t)}</option>
            {keys.map((name) => (
              <option key={name} value={name}>
                {label(name, canEdit(level, name), t)}
                {drafts[name] === undefined ? '' : ' *'}
              </option>
            ))}
            <option value={NEW}>{t('ui.yaml.new')}</option>
          </select>
        </label>
        {key !== NEW && key !== NETWORK && editable && (
          <button type="button" class="quiet" onClick={() => void remove(key, actions, spec)}>
            {t('ui.yaml.delete')}
          </button>
        )}
      </div>
      {key === NEW && (
        <div class="row" role="group" aria-label={t('ui.yaml.templates')}>
          {TEMPLATES.filter((kind) => creatableIn(level, kind) !== undefined).map((kind) => (
            <button
              key={kind}
              type="button"
              class="chip"
              onClick={() => {
                const text = templateText(kind, keys, creatableIn(level, kind) ?? '*');
                current.current.text = text;
                editor.current?.setText(text);
                actions.setDraft(NEW, text);
              }}
            >
              {kind}
            </button>
          ))}
        </div>
      )}
      {!editable && <p class="locked">{t('ui.yaml.locked')}</p>}
      {unset?.key === key && !(drafts[key] ?? written.text).includes(`${unset.field}:`) && <UnsetField {...unset} />}
      <p class="dim yaml-keys">{t('ui.yaml.keys')}</p>
      <div class="editor" ref={host} />
      <ProblemList problems={problems} onGo={(line, column) => editor.current?.goTo(line, column)} />
      <div class="row">
        <button type="button" class="primary" disabled={!editable || !dirty} onClick={apply}>
          {t('ui.yaml.apply')}
        </button>
        <button
          type="button"
          disabled={!dirty}
          onClick={() => {
            actions.setDraft(key, undefined);
          }}
        >
          {t('ui.yaml.revert')}
        </button>
      </div>
    </div>
  );
}

function draftIsGone(drafts: Readonly<Record<string, string>>, key: string): boolean {
  return drafts[key] === undefined;
}

function label(name: string, editable: boolean, t: (key: string) => string): string {
  const text = name === NETWORK ? t('ui.yaml.network') : name;
  return editable ? text : `${text} ${t('ui.yaml.readOnly')}`;
}

/** What one most likely came to change: a policy, then a Service, then anything that may be changed at all. */
const FIRST_KINDS = ['NetworkPolicy/', 'Service/', ''] as const;

function firstKey(keys: readonly string[], level: Parameters<typeof canEdit>[0]): string {
  const open = level === undefined ? [] : keys.filter((key) => canEdit(level, key));
  for (const kind of FIRST_KINDS) {
    const found = open.find((key) => key.startsWith(kind));
    if (found !== undefined) return found;
  }
  return level === undefined || canEdit(level, NETWORK) ? NETWORK : NEW;
}

/** A pod that a workload made is edited through the workload: `Pod/shop/web-0` → `Deployment/shop/web`. */
function ownerOf(key: string, keys: readonly string[]): string | undefined {
  const [kind, namespace, name] = key.split('/');
  if (kind !== 'Pod' || namespace === undefined || name === undefined) return undefined;
  const stem = name.replace(/-[^-]+$/, '');
  return keys.find((candidate) =>
    ['Deployment', 'StatefulSet', 'DaemonSet'].some((owner) => candidate === `${owner}/${namespace}/${stem}`),
  );
}

async function remove(
  key: string,
  actions: ReturnType<typeof useActions>,
  spec: Parameters<typeof allObjects>[0],
): Promise<void> {
  const resource = allObjects(spec).find((item) => formatRef(refOf(item)) === key);
  if (resource) await actions.dispatchEdit({ type: 'removeObject', ref: refOf(resource) }, 'edit.remove', { name: key });
}
