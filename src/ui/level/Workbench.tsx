// The workbench: YAML, network design (CNI), objects (the board's twin) and checks, as tabs that keep their place.
import { lazy, Suspense, useEffect, useState } from 'preact/compat';
import { useApp, useWords } from '../context.tsx';
import { CniPicker } from '../cni/CniPicker.tsx';
import { Twin } from '../twin/Twin.tsx';
import { objectKeyOf } from '../twin/names.ts';
import { Checks } from './Checks.tsx';

const YamlPanel = lazy(async () => ({ default: (await import('../yaml/YamlPanel.tsx')).YamlPanel }));

const TABS = ['yaml', 'design', 'objects', 'checks'] as const;
type Tab = (typeof TABS)[number];

export function Workbench(): preact.JSX.Element {
  const [tab, setTab] = useState<Tab>('yaml');
  const selection = useApp((state) => state.session.selection);
  const errors = useApp((state) => state.results.compiled?.diagnostics.filter((item) => item.severity === 'error').length ?? 0);
  const t = useWords();
  useEffect(() => {
    // Something with YAML of its own was selected on the board: show its YAML, unless another tab is being read.
    if (objectKeyOf(selection) !== undefined && tab === 'design') setTab('yaml');
  }, [selection]);
  const onKey = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length];
    if (!next) return;
    setTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="workbench">
      <div class="tabs" role="tablist" aria-label={t('ui.workbench')} onKeyDown={onKey}>
        {TABS.map((name) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={tab === name}
            aria-controls="tabpanel"
            tabIndex={tab === name ? 0 : -1}
            onClick={() => setTab(name)}
          >
            {t(`ui.tab.${name}`)}
            {name === 'checks' && errors > 0 ? <span class="badge">{errors}</span> : null}
          </button>
        ))}
      </div>
      <div id="tabpanel" class="tabpanel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {tab === 'yaml' && (
          <Suspense fallback={<p>{t('ui.loading')}</p>}>
            <YamlPanel />
          </Suspense>
        )}
        {tab === 'design' && <CniPicker />}
        {tab === 'objects' && <Twin />}
        {tab === 'checks' && <Checks />}
      </div>
    </div>
  );
}
