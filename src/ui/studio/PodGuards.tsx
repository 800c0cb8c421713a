// The chosen pod, seen from its policies: who judges what comes in and what goes out.
import type { Guards } from '../../studio/reader/guards.ts';
import { useWords } from '../context.tsx';

interface PodGuardsProps {
  readonly pod: string;
  readonly guards: Guards;
  readonly onChoose: (policy: string) => void;
}

export function PodGuards({ pod, guards, onChoose }: PodGuardsProps): preact.JSX.Element {
  const t = useWords();
  return (
    <section class="studio-guards" aria-label={t('ui.studio.guards', { pod })}>
      <h4>{t('ui.studio.guards', { pod })}</h4>
      {(['ingress', 'egress'] as const).map((direction) => {
        const names = guards[direction];
        return (
          <p key={direction}>
            {names.length === 0 ? t(`ui.studio.guards.${direction}.none`) : t(`ui.studio.guards.${direction}`)}{' '}
            {names.map((name) => (
              <button key={name} type="button" class="link" onClick={() => onChoose(name)}>
                {name}
              </button>
            ))}
          </p>
        );
      })}
    </section>
  );
}
