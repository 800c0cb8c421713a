// Which tools stand where: the workbench on the right, the row below the board. Heavy ones are fetched when they are first opened.
import { lazy } from 'preact/compat';
import type { TabEntry } from '../parts/Tabs.tsx';
import { Twin } from '../twin/Twin.tsx';
import { Checks } from './Checks.tsx';
import { TracePanel } from '../trace/TracePanel.tsx';

const ChangesPanel = lazy(async () => ({ default: (await import('../changes/ChangesPanel.tsx')).ChangesPanel }));
const DesignPanel = lazy(async () => ({ default: (await import('../design/DesignPanel.tsx')).DesignPanel }));
const FlowsPanel = lazy(async () => ({ default: (await import('../trace/FlowsPanel.tsx')).FlowsPanel }));
const TerminalPanel = lazy(async () => ({ default: (await import('../terminal/TerminalPanel.tsx')).TerminalPanel }));
const YamlPanel = lazy(async () => ({ default: (await import('../yaml/YamlPanel.tsx')).YamlPanel }));

const StudioPanel = lazy(async () => ({ default: (await import('../studio/StudioPanel.tsx')).StudioPanel }));
const LoadPanel = lazy(async () => ({ default: (await import('../load/LoadPanel.tsx')).LoadPanel }));
const WiringPanel = lazy(async () => ({ default: (await import('../wiring/WiringPanel.tsx')).WiringPanel }));

export const BENCH_TABS: readonly TabEntry[] = [
  { name: 'yaml', label: 'ui.tab.yaml', panel: YamlPanel },
  { name: 'design', label: 'ui.tab.design', panel: DesignPanel },
  { name: 'policies', label: 'ui.tab.policies', panel: StudioPanel },
  { name: 'services', label: 'ui.tab.services', panel: WiringPanel },
  { name: 'load', label: 'ui.tab.load', panel: LoadPanel },
  { name: 'objects', label: 'ui.tab.objects', panel: Twin },
  { name: 'checks', label: 'ui.tab.checks', panel: Checks },
];

export const BOTTOM_TABS: readonly TabEntry[] = [
  { name: 'trace', label: 'ui.tab.trace', panel: TracePanel },
  { name: 'flows', label: 'ui.tab.flows', panel: FlowsPanel },
  { name: 'terminal', label: 'ui.tab.terminal', panel: TerminalPanel },
  { name: 'changes', label: 'ui.tab.changes', panel: ChangesPanel },
];
