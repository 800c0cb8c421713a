// The workbench: YAML, network design, policies, objects (the board's twin), checks: tabs that keep their place. It can be made wide.
import { useEffect } from 'preact/hooks';
import { useActions, useApp, useWords } from '../context.tsx';
import { toolPrice } from '../../store/drillClock.ts';
import { ToolGate } from '../drill/ToolGate.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { objectKeyOf } from '../twin/names.ts';
import { BENCH_TABS } from './benchTabs.ts';

export function Workbench(): preact.JSX.Element {
  const tab = useApp((state) => state.session.tabs.bench);
  const wide = useApp((state) => state.session.benchWide);
  const selection = useApp((state) => state.session.selection);
  const price = useApp((state) => toolPrice(state.session, `bench.${state.session.tabs.bench}`));
  const errors = useApp((state) => state.results.compiled?.diagnostics.filter((item) => item.severity === 'error').length ?? 0);
  const actions = useActions();
  const t = useWords();
  useEffect(() => {
    // Something with YAML of its own was selected on the board: show its YAML, unless another tab is being read.
    // The Network document has forms there.
    const key = objectKeyOf(selection);
    if (key !== undefined && key !== 'Network' && tab === 'design') actions.openTab('bench', 'yaml');
  }, [selection]);
  return (
    <Tabs
      id="tab"
      label={t('ui.workbench')}
      entries={BENCH_TABS}
      chosen={tab}
      onChoose={(name) => actions.openTab('bench', name)}
      counts={{ checks: price > 0 ? 0 : errors }}
      // The list of objects is the board's twin: only what is told of a chosen one has a price.
      instead={(name) => (price > 0 && name !== 'objects' ? <ToolGate tool={`bench.${name}`} /> : undefined)}
      end={
        <button
          type="button"
          class="quiet icon wide-only"
          aria-pressed={wide}
          aria-label={t('ui.bench.wide')}
          title={t('ui.bench.wide')}
          onClick={() => actions.setBenchWide(!wide)}
        >
          {wide ? '⇥' : '⇤'}
        </button>
      }
    />
  );
}
