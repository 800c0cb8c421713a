// Progress out to a file and in from one: from machine to machine, no account.
import { useState } from 'preact/hooks';
import { useActions, useCards, useWords } from '../context.tsx';
import { saveFile } from '../parts/saveFile.ts';

export function ProgressFile(): preact.JSX.Element {
  const cards = useCards();
  const actions = useActions();
  const t = useWords();
  const [told, setTold] = useState('');
  const ids = cards.map((card) => card.id);
  const write = async (): Promise<void> => {
    const text = await actions.exportProgress(ids);
    saveFile(new Blob([text], { type: 'application/json' }), 'cidr-house-progress.json');
    setTold(t('ui.progress.written'));
  };
  const read = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (!file) return;
    const result = await actions.importProgress(await file.text(), ids);
    input.value = '';
    setTold(result ? t(result.kept > 0 ? 'ui.progress.readKept' : 'ui.progress.read', { ...result }) : t('ui.progress.notOurs'));
  };
  return (
    <section class="progress-file" aria-labelledby="progress-file">
      <h2 id="progress-file">{t('ui.progress')}</h2>
      <p>{t('ui.progress.about')}</p>
      <div class="row">
        <button type="button" onClick={() => void write()}>
          {t('ui.progress.write')}
        </button>
        <label class="field">
          {t('ui.progress.bring')}
          <input type="file" accept="application/json,.json" onChange={(event) => void read(event.currentTarget)} />
        </label>
      </div>
      <p role="status">{told}</p>
    </section>
  );
}
