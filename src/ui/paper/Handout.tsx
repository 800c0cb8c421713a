// What is handed on: a link to copy, a code for a camera where it is short enough, and a file.
import { useState } from 'preact/hooks';
import { Code, READABLE } from '../level/LinkCode.tsx';
import { useWords } from '../context.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { saveFile } from '../parts/saveFile.ts';

interface HandoutProps {
  readonly link: string | undefined;
  readonly file: string;
  readonly fileName: string;
  /** What the link is called. */
  readonly label: string;
}

export function Handout({ link, file, fileName, label }: HandoutProps): preact.JSX.Element {
  const [code, setCode] = useState(false);
  const t = useWords();
  return (
    <div class="paper-handout">
      {link === undefined ? (
        <p>{t('paper.link.none')}</p>
      ) : (
        <label class="field">
          {label}
          <textarea readOnly rows={3} value={link} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
      <div class="row">
        {link !== undefined && <CopyButton text={link} label={t('ui.share.copy')} look="primary" />}
        {link !== undefined && link.length <= READABLE && (
          <button type="button" aria-expanded={code} onClick={() => setCode(!code)}>
            {t('paper.code')}
          </button>
        )}
        <button type="button" onClick={() => saveFile(new Blob([file], { type: 'application/json' }), fileName)}>
          {t('made.share.file')}
        </button>
      </div>
      {code && link !== undefined && <Code link={link} />}
      {link !== undefined && link.length > READABLE && <p class="dim">{t('ui.share.code.long')}</p>}
    </div>
  );
}
