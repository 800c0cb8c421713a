// Where results come in: dropped or chosen files, a paste of any number of links, or a camera where the browser reads codes by itself.
import { useState } from 'preact/hooks';
import { usePaper, usePaperDesk, useWords } from '../context.tsx';
import { Scanner } from './Scanner.tsx';

const LARGEST = 4_000_000;
const MOST = 500;

export function Inbox(): preact.JSX.Element {
  const desk = usePaperDesk();
  const checking = usePaper((state) => state.open?.checking);
  const waiting = usePaper((state) => state.open?.handed.filter((each) => !each.problem && !each.outcomes).length ?? 0);
  const taken = usePaper((state) => state.open?.taken);
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const t = useWords();
  const files = async (list: FileList | null | undefined): Promise<void> => {
    const chosen = [...(list ?? [])].slice(0, MOST).filter(({ size }) => size <= LARGEST);
    await desk.takeIn(await Promise.all(chosen.map((file) => file.text())));
  };
  return (
    <section
      class={over ? 'paper-card paper-inbox over' : 'paper-card paper-inbox'}
      aria-labelledby="paper-inbox"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const dropped = event.dataTransfer;
        if (dropped && dropped.files.length > 0) void files(dropped.files);
        else void desk.takeIn([dropped?.getData('text/plain') ?? '']);
      }}
    >
      <h2 id="paper-inbox">{t('paper.inbox')}</h2>
      <p class="dim">{t('paper.inbox.about')}</p>
      <label class="field">
        {t('paper.inbox.paste')}
        <textarea rows={3} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <div class="row">
        <button
          type="button"
          class="primary"
          disabled={text.trim() === ''}
          onClick={() => {
            void desk.takeIn([text]);
            setText('');
          }}
        >
          {t('paper.inbox.take')}
        </button>
        <label class="field-inline">
          {t('paper.inbox.files')}
          <input
            type="file"
            multiple
            accept=".json,.txt,.eml,.md"
            onChange={(event) => {
              const input = event.currentTarget;
              void files(input.files).then(() => {
                input.value = '';
              });
            }}
          />
        </label>
        <Scanner onCode={(code) => void desk.takeIn([code])} />
      </div>
      <div role="status">
        {taken && <p>{t(taken.none ? 'paper.taken.none' : 'paper.taken', { added: taken.added, known: taken.known })}</p>}
        {!checking && waiting > 0 && (
          <p class="row">
            {t('paper.stopped', { count: waiting })}
            <button type="button" onClick={() => void desk.goOn()}>
              {t('paper.goOn')}
            </button>
          </p>
        )}
        {checking && (
          <p class="row">
            <progress max={checking.total} value={checking.done} aria-label={t('paper.checking', { ...checking })} />
            {t('paper.checking', { ...checking })}
            <button type="button" onClick={() => desk.stopChecking()}>
              {t('paper.stop')}
            </button>
          </p>
        )}
      </div>
    </section>
  );
}
