// Real YAML of one object, or of the Network document: choose, edit, apply, delete, create from a template. A draft is never lost.
import { lazy, Suspense } from 'preact/compat';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { allObjects, formatRef, refOf } from '../../engine/model/spec.ts';
import type { StoreState } from '../../store/context.ts';
import { loadFieldDocs } from '../../words/fieldDocs.ts';
import { useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { problemText } from '../parts/problemText.ts';
import { objectKeyOf, selectionOfRule } from '../twin/names.ts';
import { canEdit, creatableIn } from './canEdit.ts';
import { createYamlEditor, type YamlEditor } from './editor.ts';
import { FieldHelpNote } from './FieldHelpNote.tsx';
import { type FieldHelp, helpAt, sentencesOf } from './fieldHelp.ts';
import { GoneQuestion } from './GoneQuestion.tsx';
import { ObjectChoice } from './ObjectChoice.tsx';
import { ALL, editableKeys, firstKey, isObject, NETWORK, NEW, ownerOf } from './objectKeys.ts';
import { ProblemList } from './ProblemList.tsx';
import { fieldPath, holdsField, type Unset, UnsetField } from './UnsetField.tsx';
import { TEMPLATES, templateText } from './templates.ts';

// The comparison is a library of its own: fetched when it is first asked for.
const DiffView = lazy(async () => ({ default: (await import('./DiffView.tsx')).DiffView }));

export function YamlPanel(): preact.JSX.Element {
  const spec = useApp((state) => state.document.spec);
  const level = useApp((state) => state.session.level);
  const drafts = useApp((state) => state.session.drafts);
  const problems = useApp((state) => state.session.problems);
  const selection = useApp((state) => state.session.selection);
  const goto = useApp((state) => state.session.goto);
  const { store, writeObject, fieldsOf, formatText, locate, writeObjects } = useEnvironment();
  const actions = useActions();
  const t = useWords();
  const locale = useApp((state) => state.session.locale);
  // The editor is made once and speaks what is spoken when it is asked.
  const spoken = useRef({ t, locale });
  spoken.current = { t, locale };
  useEffect(() => void loadFieldDocs(locale), [locale]);
  const keys = useMemo(() => keysOf(spec), [spec]);
  const [key, setKey] = useState<string>(() => firstKey(keys, level));
  const [written, setWritten] = useState({ key: '', text: '' });
  const [unset, setUnset] = useState<Unset | undefined>(undefined);
  const [help, setHelp] = useState<FieldHelp | 'none' | undefined>(undefined);
  const [unformatted, setUnformatted] = useState<{ readonly line: number; readonly column: number } | undefined>(undefined);
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<YamlEditor | undefined>(undefined);
  const current = useRef({ key, text: '' });
  const editable = key === NEW || key === ALL || canEdit(level, key);

  useEffect(() => {
    const wanted = objectKeyOf(selection);
    const owner = wanted !== undefined && wanted !== NETWORK && !keys.includes(wanted) ? ownerOf(wanted, keys) : wanted;
    if (owner !== undefined && (owner === NETWORK || keys.includes(owner))) setKey(owner);
  }, [selection]);
  useEffect(() => {
    if (isObject(key) && !keys.includes(key)) setKey(firstKey(keys, level));
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

  const [gone, setGone] = useState<readonly string[]>([]);
  const [before, setBefore] = useState<string | undefined>(undefined);
  const applyTogether = (away: readonly string[]): void => {
    setGone([]);
    void actions.applyObjects(ALL, current.current.text, away);
  };
  const apply = (): void => {
    const { key: wanted, text } = current.current;
    if (wanted === NEW) {
      const known = new Set(keysOf(store.getState().document.spec));
      void actions.applyYaml(wanted, text).then((done) => {
        // What was made is shown, unless one is somewhere else, or writes the next one, by now.
        if (!done || current.current.key !== NEW || store.getState().session.drafts[NEW] !== undefined) return;
        const made = keysOf(store.getState().document.spec).find((name) => !known.has(name));
        if (made !== undefined) setKey(made);
      });
    } else if (wanted !== ALL) void actions.applyYaml(wanted, text);
    else {
      // What was taken out of the text is asked about, never silently deleted.
      void actions.absentFrom(text, presentKeys(store.getState())).then((absent) => {
        if (absent.length > 0) setGone(absent);
        else applyTogether([]);
      });
    }
  };
  const compare = (): void => {
    if (before !== undefined) setBefore(undefined);
    else void writeObjects(key === ALL ? startKeys(store.getState()) : [key], 'start').then(setBefore);
  };
  const format = (): void => {
    const text = current.current.text;
    void formatText(text).then((formatted) => {
      setUnformatted(formatted.left);
      // More may have been typed meanwhile: the text of then is not laid over it.
      if (current.current.text === text) editor.current?.replaceText(formatted.text);
    });
  };
  const ask = (): void => {
    const at = editor.current?.cursor() ?? 0;
    void helpAt(current.current.text, at, { fieldsOf, ...spoken.current }).then((found) => setHelp(found ?? 'none'));
  };
  const choose = useCallback((name: string): void => {
    setKey(name);
    if (isObject(name)) actions.select(selectionOfRule(name));
  }, []);
  useEffect(() => {
    setHelp(undefined);
    setGone([]);
    setBefore(undefined);
    setUnformatted(undefined);
  }, [key]);
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
      onFormat: format,
      onHelp: ask,
      fieldsOf,
      sentencesOf: (field) => sentencesOf(field, spoken.current),
      helpAt: (text, offset) => helpAt(text, offset, { fieldsOf, ...spoken.current }),
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
      void (key === ALL ? writeObjects(presentKeys(store.getState()), 'now') : writeObject(key)).then(show);
    }
    return () => {
      stale = true;
    };
  }, [key, spec, draftIsGone(drafts, key)]);
  useEffect(() => {
    editor.current?.setProblems(problems.map((problem) => ({ ...problem, message: problemText(problem, t) })));
  }, [problems]);

  const dirty = drafts[key] !== undefined && drafts[key] !== written.text;
  return (
    <div class="yaml">
      <div class="row yaml-head">
        <ObjectChoice value={key} keys={keys} level={level} drafted={draftedKeys(drafts)} onChoose={choose} />
        {isObject(key) && editable && (
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
      <div class="editor" ref={host} hidden={before !== undefined} />
      {before !== undefined && (
        <Suspense fallback={<p role="status">{t('ui.yaml.diff.loading')}</p>}>
          <DiffView before={before} now={drafts[key] ?? written.text} />
        </Suspense>
      )}
      {gone.length > 0 && (
        <GoneQuestion
          gone={gone}
          onDelete={() => applyTogether(gone)}
          onKeep={() => applyTogether([])}
          onBack={() => {
            setGone([]);
            editor.current?.focus();
          }}
        />
      )}
      {help && before === undefined && <FieldHelpNote help={help} onClose={() => setHelp(undefined)} />}
      {unformatted && (
        <p role="status">
          {t('ui.yaml.unformatted')}{' '}
          <button type="button" class="link" onClick={() => editor.current?.goTo(unformatted.line, unformatted.column)}>
            {t('ui.problem.place', unformatted)}
          </button>
        </p>
      )}
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
        <button type="button" aria-pressed={before !== undefined} onClick={compare}>
          {t('ui.yaml.diff')}
        </button>
        <button type="button" disabled={!editable || before !== undefined} title={t('ui.yaml.format.keys')} onClick={format}>
          {t('ui.yaml.format')}
        </button>
        <button type="button" disabled={before !== undefined} title={t('ui.yaml.help.keys')} onClick={ask}>
          {t('ui.yaml.help')}
        </button>
      </div>
    </div>
  );
}

function draftIsGone(drafts: Readonly<Record<string, string>>, key: string): boolean {
  return drafts[key] === undefined;
}

/** Of the world as it is: what the text of all must hold. */
function presentKeys({ document, session }: StoreState): readonly string[] {
  return editableKeys(keysOf(document.spec), session.level);
}

function startKeys({ document, session }: StoreState): readonly string[] {
  return editableKeys(keysOf(document.start), session.level);
}

function keysOf(spec: StoreState['document']['spec']): readonly string[] {
  return allObjects(spec).map((resource) => formatRef(refOf(resource)));
}

/** One text, so that what is drawn of it is drawn anew only when a draft begins or ends. */
function draftedKeys(drafts: Readonly<Record<string, string>>): string {
  return Object.keys(drafts).join('\n');
}

async function remove(
  key: string,
  actions: ReturnType<typeof useActions>,
  spec: Parameters<typeof allObjects>[0],
): Promise<void> {
  const resource = allObjects(spec).find((item) => formatRef(refOf(item)) === key);
  if (resource) await actions.dispatchEdit({ type: 'removeObject', ref: refOf(resource) }, 'edit.remove', { name: key });
}
