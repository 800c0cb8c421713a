// What Azure would say at one place, in its own wording.
import type { Diagnostic } from '../../engine/model/diagnostic.ts';
import { useWords } from '../context.tsx';
import { Status } from '../parts/Status.tsx';

export function Faults({ found }: { readonly found: readonly Diagnostic[] }): preact.JSX.Element {
  const t = useWords();
  return (
    <>
      {found.map((item) => (
        <span key={`${item.code}${item.path}`} class={item.severity === 'error' ? 'field-fault' : 'field-fault mild'}>
          <Status mark={item.severity === 'error' ? 'fail' : 'warn'} label={t(`ui.severity.${item.severity}`)} />
          <span>{t(`diagnostic.${item.code}`, item.params)}</span>
        </span>
      ))}
    </>
  );
}
