// The door to the comparison: the mode of now beside the one that differs from it the most.
import { clusterModeOf } from '../../engine/edit/clusterMode.ts';
import { useActions, useApp, useWords } from '../context.tsx';

export function CompareButton(): preact.JSX.Element | null {
  const cluster = useApp((state) => state.document.spec.network.managedClusters[0]);
  const actions = useActions();
  const t = useWords();
  if (!cluster) return null;
  const left = clusterModeOf(cluster);
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => void actions.compare({ left, right: left.startsWith('overlay') ? 'nodeSubnet' : 'overlay' })}
    >
      {t('ui.compare.open')}
    </button>
  );
}
