// Sandbox: paste, drop or choose real manifests; what came of them; and the envelope form. Nothing leaves the page.
import { useState } from 'preact/hooks';
import { useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { CompareButton } from '../compare/CompareButton.tsx';
import { bringFiles, droppedFiles, namedFiles, type NamedFile } from '../parts/bringFiles.ts';
import { ProblemList } from '../yaml/ProblemList.tsx';
import { SendForm } from './GoalsPanel.tsx';

export function SandboxPanel(): preact.JSX.Element {
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [news, setNews] = useState<string | undefined>(undefined);
  const problems = useApp((state) => state.session.problems);
  const report = useApp((state) => state.results.report);
  const shared = useApp((state) => state.session.shared);
  const { writeWorld, unpack } = useEnvironment();
  const actions = useActions();
  const t = useWords();

  const bring = async (value: string, mode: 'add' | 'replace'): Promise<void> => {
    setBusy(true);
    const done = await actions.importText(value, mode);
    setBusy(false);
    if (done) setText('');
  };
  const readFiles = async (given: readonly NamedFile[]): Promise<void> => {
    const brought = await bringFiles(given, unpack).catch(() => undefined);
    if (brought?.ok) setText(brought.text);
    setNews(
      brought === undefined
        ? t('ui.file.unreadable')
        : brought.ok
          ? brought.files > 1
            ? t('ui.file.many', { count: brought.files })
            : undefined
          : t(brought.code, brought.params),
    );
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
        void droppedFiles(event.dataTransfer).then(readFiles);
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
          accept=".yaml,.yml,.json,.zip,text/*"
          onChange={(event) => void readFiles(namedFiles(event.currentTarget.files))}
        />
      </label>
      <label class="field">
        {t('ui.sandbox.folder')}
        <input
          type="file"
          ref={(input) => input?.setAttribute('webkitdirectory', '')}
          onChange={(event) => void readFiles(namedFiles(event.currentTarget.files))}
        />
      </label>
      {news !== undefined && (
        <p class="warn" role="alert">
          {news}
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
      {!shared && (
        <button type="button" onClick={() => void actions.openBuilder()}>
          {t('made.builder.open')}
        </button>
      )}
      <CompareButton />
      <SendForm />
    </div>
  );
}
