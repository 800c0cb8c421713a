// Where nothing can be connected: the way to where this thing's own settings are.
import { useActions, useWords } from '../context.tsx';
import { objectKeyOf } from '../twin/names.ts';

const IN_DESIGN: ReadonlySet<string> = new Set(['node', 'subnet', 'guard', 'signpost', 'device', 'site', 'paas', 'absent']);

export function SettingsLink({ of }: { readonly of: string }): preact.JSX.Element | null {
  const actions = useActions();
  const t = useWords();
  const key = objectKeyOf(of);
  const design = key === 'Network' || IN_DESIGN.has(of.slice(0, of.indexOf(':')));
  if (key === undefined && !design) return null;
  const tab = design ? 'design' : of.startsWith('service:') ? 'services' : 'yaml';
  return (
    <button
      type="button"
      onClick={() => {
        actions.stopConnecting();
        actions.select(of);
        actions.openTab('bench', tab);
        // It would be lost with this button.
        document.getElementById(`tab-${tab}`)?.focus();
      }}
    >
      {t(`ui.connect.settings.${tab}`)}
    </button>
  );
}
