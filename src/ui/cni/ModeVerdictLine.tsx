// Beside the button that takes a mode: why it may not be taken, or that it could not be built.
import { useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';
import type { ModeVerdict } from './modes.ts';

interface Props {
  readonly id: string;
  readonly verdict: ModeVerdict;
}

export function ModeVerdictLine({ id, verdict }: Props): preact.JSX.Element | null {
  const { kept, refusal, fault } = verdict;
  const t = useWords();
  if (kept === undefined && !fault) return null;
  const why = fault ? t(`diagnostic.${fault.code}`, fault.params) : '';
  const text =
    kept !== undefined
      ? t('refused.network', { path: kept })
      : `${t(refusal ? 'ui.compare.impossible' : 'ui.compare.unbuilt')} ${why}`;
  return (
    <p class="mode-error" id={id}>
      <Status mark="fail" label={t('ui.severity.error')} /> <span>{text}</span>
    </p>
  );
}
