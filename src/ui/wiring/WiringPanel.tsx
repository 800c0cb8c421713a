// Services and routes: which Service selects whom and plugs in where, and which route sends what to which Service.
import { useState } from 'preact/hooks';
import { useWords } from '../context.tsx';
import { RoutesView } from './RoutesView.tsx';
import { ServicesView } from './ServicesView.tsx';

const VIEWS = ['services', 'routes'] as const;

export function WiringPanel(): preact.JSX.Element {
  const [view, setView] = useState<(typeof VIEWS)[number]>('services');
  const t = useWords();
  return (
    <div class="wiring">
      <div class="segmented" role="group" aria-label={t('wiring.views')}>
        {VIEWS.map((name) => (
          <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>
            {t(`wiring.view.${name}`)}
          </button>
        ))}
      </div>
      {view === 'services' ? <ServicesView /> : <RoutesView />}
    </div>
  );
}
