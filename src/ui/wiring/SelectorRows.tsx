// The selector as rows of labels. What is typed is the Service's draft at once, so the board marks its pods before anything is applied; a label that
// no pod carries is answered with the nearest one that some pod does.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PodPlan } from '../../engine/dataplane/plan.ts';
import type { Service } from '../../engine/model/kubernetes.ts';
import { hintOf, labelChoices, rowsOf, type SelectorRow, selectorOf } from '../../studio/wiring/selector.ts';
import { useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { problemText } from '../parts/problemText.ts';

interface SelectorRowsProps {
  readonly objectKey: string;
  readonly service: Service;
  readonly pods: readonly PodPlan[];
  /** By the Service as it is. */
  readonly selected: readonly string[];
  readonly editable: boolean;
}

const REST_MS = 120;
const MOST_SHOWN = 12;
const BAD: ReadonlySet<string> = new Set(['badKey', 'badValue']);

export function SelectorRows({ objectKey, service, pods, selected, editable }: SelectorRowsProps): preact.JSX.Element {
  const { store } = useEnvironment();
  const draft = useApp((state) => state.session.drafts[objectKey]);
  const marked = useApp((state) => state.results.marked);
  const problem = useApp((state) => state.session.problems[0]);
  const actions = useActions();
  const t = useWords();
  const [rows, setRows] = useState<readonly SelectorRow[]>(() => seeded(service));
  const [tried, setTried] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const list = useRef<HTMLDivElement>(null);
  const choices = labelChoices(pods, service.metadata.namespace);
  const hints = rows.map((row) => hintOf(row, choices));
  const bad = hints.some((hint) => hint && BAD.has(hint.code));
  const dirty = draft !== undefined;

  useEffect(() => {
    if (draft === undefined) {
      setRows(seeded(service));
      setTried(false);
    } else if (timer.current === undefined && !sameRows(rows, service)) return;
    else if (timer.current === undefined)
      void actions.readSelector(objectKey).then((selector) => {
        if (selector && timer.current === undefined) setRows(withRow(rowsOf(selector)));
      });
  }, [draft === undefined, service]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const write = async (next: readonly SelectorRow[]): Promise<void> => {
    clearTimeout(timer.current);
    timer.current = undefined;
    await actions.draftSelector(objectKey, selectorOf(next));
  };
  const change = (next: readonly SelectorRow[]): void => {
    setRows(next);
    setTried(false);
    clearTimeout(timer.current);
    // A label that may not be is not written, or the text around it could not be read again.
    if (next.some((row) => BAD.has(hintOf(row, choices)?.code ?? ''))) return;
    timer.current = setTimeout(() => void write(next), REST_MS);
  };
  const put = (index: number, row: SelectorRow): void => change(rows.map((old, at) => (at === index ? row : old)));
  const apply = async (): Promise<void> => {
    if (bad) return;
    await write(rows);
    const text = store.getState().session.drafts[objectKey];
    setTried(true);
    if (text !== undefined) await actions.applyYaml(objectKey, text);
  };
  const typed = dirty && marked?.typed === true && marked.object === objectKey;
  const lit = typed ? marked.pods : selected;
  return (
    <section aria-label={t('wiring.selector')} class="wiring-part">
      <h3>{t('wiring.selector')}</h3>
      <div ref={list} class="selector-rows">
        {rows.map((row, index) => {
          const hint = hints[index];
          return (
            <div key={index} class="selector-row">
              <input
                class="mono"
                aria-label={t('wiring.label.key', { number: index + 1 })}
                list="wiring-label-keys"
                spellcheck={false}
                autocomplete="off"
                disabled={!editable}
                value={row.key}
                onInput={(event) => put(index, { ...row, key: event.currentTarget.value })}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') void apply();
                }}
              />
              <span aria-hidden="true">=</span>
              <input
                class="mono"
                aria-label={t('wiring.label.value', { number: index + 1 })}
                list={`wiring-label-values-${index}`}
                spellcheck={false}
                autocomplete="off"
                disabled={!editable}
                value={row.value}
                onInput={(event) => put(index, { ...row, value: event.currentTarget.value })}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') void apply();
                }}
              />
              <datalist id={`wiring-label-values-${index}`}>
                {(choices.values.get(row.key.trim()) ?? []).map((value) => (
                  <option key={value} value={value} />
                ))}
              </datalist>
              <button
                type="button"
                class="quiet icon"
                disabled={!editable}
                aria-label={t('wiring.label.remove', { label: `${row.key}=${row.value}` })}
                onClick={() => {
                  change(withRow(rows.filter((_, at) => at !== index)));
                  list.current?.querySelector<HTMLElement>('input')?.focus();
                }}
              >
                ×
              </button>
              {hint && (
                <p class="selector-hint warn">
                  {t(`wiring.hint.${hint.code}`, { key: row.key.trim(), value: row.value.trim() })}{' '}
                  {'near' in hint && hint.near !== undefined && (
                    <button type="button" class="chip" disabled={!editable} onClick={() => put(index, hint.row)}>
                      {t('wiring.hint.use', { label: `${hint.row.key}=${hint.row.value}` })}
                    </button>
                  )}
                </p>
              )}
            </div>
          );
        })}
        <datalist id="wiring-label-keys">
          {[...choices.values.keys()].map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      <p role="status" class="wiring-selected">
        {t(typed ? 'wiring.wouldSelect' : 'wiring.selects', { count: lit.length })}{' '}
        {lit.slice(0, MOST_SHOWN).map((pod) => (
          <code key={pod}>{pod}</code>
        ))}
        {lit.length > MOST_SHOWN && t('wiring.more', { count: lit.length - MOST_SHOWN })}
      </p>
      {tried && dirty && problem?.severity === 'error' && (
        <p class="warn" role="alert">
          {problemText(problem, t)}
        </p>
      )}
      <div class="row">
        <button type="button" class="add" disabled={!editable} onClick={() => setRows([...rows, { key: '', value: '' }])}>
          {t('wiring.addLabel')}
        </button>
        <button type="button" class="primary" disabled={!editable || !dirty || bad} onClick={() => void apply()}>
          {t('wiring.apply')}
        </button>
        {dirty && (
          <button type="button" onClick={() => actions.setDraft(objectKey, undefined)}>
            {t('ui.yaml.revert')}
          </button>
        )}
      </div>
    </section>
  );
}

function seeded(service: Service): readonly SelectorRow[] {
  return withRow(rowsOf(service.spec.selector));
}

function withRow(rows: readonly SelectorRow[]): readonly SelectorRow[] {
  return rows.length === 0 ? [{ key: '', value: '' }] : rows;
}

function sameRows(rows: readonly SelectorRow[], service: Service): boolean {
  return JSON.stringify(rows) === JSON.stringify(seeded(service));
}
