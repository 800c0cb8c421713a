// A row of tabs and the panel of the chosen one: arrows walk, Home and End jump, panels that are not read are not there.
import { Suspense } from 'preact/compat';
import type { ComponentType } from 'preact';
import { useWords } from '../context.tsx';

export interface TabEntry {
  readonly name: string;
  /** Key in words/. */
  readonly label: string;
  readonly panel: ComponentType;
}

export interface TabsProps {
  /** Prefix of the ids of tabs and panel. */
  readonly id: string;
  readonly label: string;
  readonly entries: readonly TabEntry[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
  /** A number beside a tab's name; nothing at 0. */
  readonly counts?: Readonly<Record<string, number>>;
  /** Stands in the place of a tab's panel; undefined: the panel itself. */
  readonly instead?: (name: string) => preact.JSX.Element | undefined;
  /** What stands at the end of the row. */
  readonly end?: preact.ComponentChildren;
}

export function Tabs({ id, label, entries, chosen, onChoose, counts = {}, instead, end }: TabsProps): preact.JSX.Element {
  const t = useWords();
  const at = Math.max(
    0,
    entries.findIndex(({ name }) => name === chosen),
  );
  const current = entries[at];
  const onKey = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: entries.length - 1 };
    const to = steps[event.key];
    const next = to === undefined ? undefined : entries[(to + entries.length) % entries.length];
    if (!next) return;
    event.preventDefault();
    onChoose(next.name);
    document.getElementById(`${id}-${next.name}`)?.focus();
  };
  const Panel = current?.panel;
  const other = current && instead?.(current.name);
  return (
    <div class="workbench">
      <div class="tab-row">
        <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKey}>
          {entries.map((entry) => (
            <button
              key={entry.name}
              id={`${id}-${entry.name}`}
              type="button"
              role="tab"
              aria-selected={entry === current}
              aria-controls={`${id}-panel`}
              tabIndex={entry === current ? 0 : -1}
              onClick={() => onChoose(entry.name)}
            >
              {t(entry.label)}
              {(counts[entry.name] ?? 0) > 0 ? <span class="badge">{counts[entry.name]}</span> : null}
            </button>
          ))}
        </div>
        {end}
      </div>
      <div
        id={`${id}-panel`}
        class="tabpanel"
        role="tabpanel"
        aria-labelledby={`${id}-${current?.name ?? ''}`}
        tabIndex={0}
        key={current?.name}
      >
        <Suspense fallback={<p>{t('ui.loading')}</p>}>{other ?? (Panel ? <Panel /> : null)}</Suspense>
      </div>
    </div>
  );
}
