// Sandbox: paste, drop or choose real manifests; what came of them; and the envelope form. Nothing leaves the page.
import { useState } from 'preact/hooks';
import { useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { CompareButton } from '../compare/CompareButton.tsx';
import { ProblemList } from '../yaml/ProblemList.tsx';
import { SendForm } from './GoalsPanel.tsx';

const LARGEST = 4 * 1024 * 1024;

export function SandboxPanel(): preact.JSX.Element {
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [size, setSize] = useState<string | undefined>(undefined);
  const problems = useApp((state) => state.session.problems);
  const report = useApp((state) => state.results.report);
  const shared = useApp((state) => state.session.shared);
  const { writeWorld } = useEnvironment();
  const actions = useActions();
  const t = useWords();

  const bring = async (value: string, mode: 'add' | 'replace'): Promise<void> => {
    setBusy(true);
    const done = await actions.importText(value, mode);
    setBusy(false);
    if (done) setText('');
  };
  const readFiles = async (files: FileList | null): Promise<void> => {
    const list = [...(files ?? [])];
    const large = list.find((file) => file.size > LARGEST);
    if (large) {
      setSize(t('ui.file.large', { name: large.name, size: Math.ceil(large.size / 1024 / 1024), limit: LARGEST / 1024 / 1024 }));
      return;
    }
    setSize(undefined);
    const texts = await Promise.all(list.map((file) => file.text()));
    setText(texts.join('\n---\n'));
  };
  const counts = (['honoured', 'ignored', 'unsupported'] as const).map((kind) => ({
    kind,
    count: report?.filter((line) => line.treatment === kind).length ?? 0,
  }));

  return (
    <div
      class={over ? 'sandbox over' : 'sandbox'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void readFiles(event.dataTransfer?.files ?? null);
      }}
    >
      <h2>{t('ui.sandbox')}</h2>
      {shared && (
        <div class="banner" data-shared="sandbox" role="status">
          <p>{t('ui.shared.sandbox')}</p>
          <button type="button" class="link" onClick={() => actions.forkShared()}>
            {t('ui.shared.fork')}
          </button>
        </div>
      )}
      <p>{t('ui.sandbox.about')}</p>
      <label class="field">
        {t('ui.sandbox.paste')}
        <textarea
          rows={8}
          spellcheck={false}
          class="mono"
          value={text}
          placeholder={t('ui.sandbox.placeholder')}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        {t('ui.sandbox.files')}
        <input
          type="file"
          multiple
          accept=".yaml,.yml,.json,text/*"
          onChange={(event) => void readFiles(event.currentTarget.files)}
        />
      </label>
      {size !== undefined && (
        <p class="warn" role="alert">
          {size}
        </p>
      )}
      <div class="row">
        <button type="button" class="primary" disabled={busy || text.trim() === ''} onClick={() => void bring(text, 'replace')}>
          {t(busy ? 'ui.working' : 'ui.sandbox.replace')}
        </button>
        <button type="button" disabled={busy || text.trim() === ''} onClick={() => void bring(text, 'add')}>
          {t('ui.sandbox.add')}
        </button>
        <button type="button" class="quiet" onClick={() => void writeWorld().then(setText)}>
          {t('ui.sandbox.export')}
        </button>
      </div>
      <ProblemList problems={problems} />
      {report && (
        <p class="report-summary" role="status">
          {counts.map(({ kind, count }) => t(`ui.report.${kind}`, { count })).join(' · ')}
        </p>
      )}
      <CompareButton />
      <SendForm />
    </div>
  );
}
