// Copies a text and says so; where the browser forbids it, says that instead.
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../context.tsx';

type Done = 'copied' | 'failed' | undefined;

export function CopyButton({ text }: { readonly text: string }): preact.JSX.Element {
  const [done, setDone] = useState<Done>(undefined);
  const t = useWords();
  useEffect(() => setDone(undefined), [text]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setDone('copied');
    } catch {
      setDone('failed');
    }
  };
  return (
    <>
      <button type="button" class="quiet small" onClick={() => void copy()}>
        {t('ui.copy')}
      </button>
      <span role="status" class="dim">
        {done ? t(`ui.copy.${done}`) : ''}
      </span>
    </>
  );
}
