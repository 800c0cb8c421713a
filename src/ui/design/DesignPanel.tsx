// Network design: modes, cluster, addresses, routes, guards, peerings, ways out, names. One draft for all of them; what is not applied yet stands
// below, with what it would do.
import type { ComponentType } from 'preact';
import { CniPicker } from '../cni/CniPicker.tsx';
import { useActions, useApp, useWords } from '../context.tsx';
import { ClusterPart } from './ClusterPart.tsx';
import { DesignProvider, useNewDesign } from './designContext.tsx';
import { ExitsPart } from './ExitsPart.tsx';
import { GuardsPart } from './GuardsPart.tsx';
import { NamesPart } from './NamesPart.tsx';
import { PeeringsPart } from './PeeringsPart.tsx';
import { PendingBar } from './PendingBar.tsx';
import { RoutesPart } from './RoutesPart.tsx';
import { SubnetsPart } from './SubnetsPart.tsx';

const PARTS: readonly { readonly name: string; readonly part: ComponentType }[] = [
  { name: 'modes', part: CniPicker },
  { name: 'cluster', part: ClusterPart },
  { name: 'subnets', part: SubnetsPart },
  { name: 'routes', part: RoutesPart },
  { name: 'guards', part: GuardsPart },
  { name: 'peerings', part: PeeringsPart },
  { name: 'exits', part: ExitsPart },
  { name: 'names', part: NamesPart },
];

export function DesignPanel(): preact.JSX.Element {
  const wanted = useApp((state) => state.session.designPart);
  const design = useNewDesign();
  const actions = useActions();
  const t = useWords();
  const chosen = PARTS.find(({ name }) => name === wanted) ?? PARTS[0];
  const Part = chosen?.part ?? CniPicker;
  const locked = design.level !== undefined && design.level.editable.network.length === 0;
  return (
    <DesignProvider value={design}>
      <div class="design-panel">
        <nav class="design-nav" aria-label={t('ui.design.parts')}>
          {PARTS.map(({ name }) => (
            <button
              key={name}
              type="button"
              class="chip"
              aria-current={name === chosen?.name ? 'true' : undefined}
              onClick={() => actions.openDesignPart(name)}
            >
              {t(`ui.design.part.${name}`)}
            </button>
          ))}
        </nav>
        {locked && <p class="locked">{t('ui.yaml.locked')}</p>}
        <Part key={design.generation} />
        <PendingBar />
      </div>
    </DesignProvider>
  );
}
