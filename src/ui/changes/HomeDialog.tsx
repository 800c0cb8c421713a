// Take it home: everything that was built as YAML, kubectl, a minimal patch, az, Bicep, or a report in Markdown; copied or downloaded.
import { useEffect, useState } from 'preact/hooks';
import type { HomeFormat } from '../../manifest/takeHome.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { useReport } from './report.ts';

const FORMATS = ['yaml', 'kubectl', 'patch', 'az', 'azSince', 'bicep', 'report'] as const;
type Format = (typeof FORMATS)[number];
const ENDINGS: Readonly<Record<Format, string>> = {
  yaml: '.yaml',
  kubectl: '.sh',
  patch: '-patch.sh',
  az: '-azure.sh',
  azSince: '-azure-patch.sh',
  bicep: '.bicep',
  report: '.md',
};

export function HomeDialog({ onClose }: { readonly onClose: () => void }): preact.JSX.Element {
  const [format, setFormat] = useState<Format>('yaml');
  const [text, setText] = useState('');
  const revision = useApp((state) => state.document.revision);
  const name = useApp((state) => state.session.levelId ?? 'sandbox');
  const actions = useActions();
  const report = useReport();
  const t = useWords();
  useEffect(() => {
    let stale = false;
    const written = format === 'report' ? report() : actions.takeHome(format satisfies HomeFormat);
    void written.then((answer) => {
      if (!stale) setText(answer);
    });
    return () => {
      stale = true;
    };
  }, [format, revision]);
  return (
    <Dialog
      title={t('ui.home.title')}
      onClose={onClose}
      actions={
        <>
          <CopyButton text={text} />
          <button
            type="button"
            class="primary"
            onClick={() => saveFile(new Blob([text], { type: 'text/plain' }), `cidr-house-${name}${ENDINGS[format]}`)}
          >
            {t('ui.home.save')}
          </button>
        </>
      }
    >
      <div class="segmented wrap" role="group" aria-label={t('ui.home.format')}>
        {FORMATS.map((choice) => (
          <button key={choice} type="button" aria-pressed={format === choice} onClick={() => setFormat(choice)}>
            {t(`ui.home.${choice}`)}
          </button>
        ))}
      </div>
      <p class="dim">{t(`ui.home.about.${format}`)}</p>
      <pre class="home-text" tabIndex={0} aria-label={t(`ui.home.${format}`)}>
        {text}
      </pre>
    </Dialog>
  );
}
