// The rules that a step cites, by id; opened, each says what it means in one line.
import { useEffect, useState } from 'preact/hooks';
import { useEnvironment, useWords } from '../context.tsx';
import { Prose } from './Prose.tsx';

export function Rules({ ids }: { readonly ids: readonly string[] }): preact.JSX.Element {
  const { rules } = useEnvironment();
  const [open, setOpen] = useState(false);
  const [texts, setTexts] = useState<Readonly<Record<string, string>> | undefined>(undefined);
  const t = useWords();
  useEffect(() => {
    if (open && !texts) void rules?.().then(setTexts);
  }, [open]);
  return (
    <details class="rules" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('ui.trace.rules', { rules: ids.join(' · ') })}</summary>
      {open && (
        <ul>
          {ids.map((id) => (
            <li key={id}>
              <strong>{id}</strong> {texts && Object.hasOwn(texts, id) && <Prose text={texts[id] ?? ''} />}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
