// Copies a text and says so; where the browser forbids it, says that instead.
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../context.tsx';

type Done = 'copied' | 'failed' | undefined;

interface CopyButtonProps {
  readonly text: string;
  /** "Copy" where nothing else is said. */
  readonly label?: string;
  readonly look?: 'quiet small' | 'primary';
}

export function CopyButton({ text, label, look = 'quiet small' }: CopyButtonProps): preact.JSX.Element {
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
      <button type="button" class={look} onClick={() => void copy()}>
        {label ?? t('ui.copy')}
      </button>
      <span role="status" class="dim">
        {done ? t(`ui.copy.${done}`) : ''}
      </span>
    </>
  );
}
