// Objects that were taken out of the text of all: asked about before anything is deleted.
import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../context.tsx';

interface GoneQuestionProps {
  readonly gone: readonly string[];
  readonly onDelete: () => void;
  readonly onKeep: () => void;
  readonly onBack: () => void;
}

const MOST_NAMED = 12;

export function GoneQuestion({ gone, onDelete, onKeep, onBack }: GoneQuestionProps): preact.JSX.Element {
  const t = useWords();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <div class="locked" role="alertdialog" aria-labelledby="yaml-gone">
      <p id="yaml-gone">{t('ui.yaml.gone', { count: gone.length })}</p>
      <ul>
        {gone.slice(0, MOST_NAMED).map((key) => (
          <li key={key}>{key}</li>
        ))}
      </ul>
      {gone.length > MOST_NAMED && <p>{t('ui.yaml.gone.more', { count: gone.length - MOST_NAMED })}</p>}
      <div class="row">
        <button type="button" ref={keep} onClick={onKeep}>
          {t('ui.yaml.gone.keep')}
        </button>
        <button type="button" onClick={onDelete}>
          {t('ui.yaml.gone.delete', { count: gone.length })}
        </button>
        <button type="button" class="quiet" onClick={onBack}>
          {t('ui.yaml.gone.back')}
        </button>
      </div>
    </div>
  );
}
