// The sum behind a subnet's number: 3 nodes × (1 + 30) + 1 surge node × 31 + 1 machine = 125.
import type { DemandPart } from '../../engine/dataplane/tables.ts';
import { useWords } from '../context.tsx';

export function Sum({ parts, needed }: { readonly parts: readonly DemandPart[]; readonly needed: number }): preact.JSX.Element {
  const t = useWords();
  if (parts.length === 0) return <>{t('ui.design.empty')}</>;
  const terms = parts.map(({ what, count, each, addresses }) => {
    const things = t(`ui.design.sum.${what}`, { count });
    if (each === 1) return things;
    // A node of the node subnet holds its own address and one for each pod.
    const inner = what === 'nodes' || what === 'surge' ? `(1 + ${each - 1})` : `${each}`;
    return addresses === count * each ? `${things} × ${inner}` : `${things}: ${addresses}`;
  });
  return (
    <>
      {terms.join(' + ')} = {needed}
    </>
  );
}
