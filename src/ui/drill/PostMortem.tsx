// The post-mortem to read, copy and keep: text, as Markdown.
import { useEffect, useState } from 'preact/hooks';
import type { Equivalents } from '../../manifest/equivalents.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { outcomeText } from '../trace/headline.ts';
import { writePostMortem } from './postMortem.ts';

export function PostMortem({ onClose }: { readonly onClose: () => void }): preact.JSX.Element | null {
  const { level, text, drill } = useApp((state) => state.session);
  const judgement = useApp((state) => state.results.judgement);
  const revision = useApp((state) => state.document.revision);
  const [cure, setCure] = useState<Equivalents | undefined>(undefined);
  const actions = useActions();
  const t = useWords();
  useEffect(() => {
    let stale = false;
    void actions.cureSoFar().then((answer) => {
      if (!stale) setCure(answer);
    });
    return () => {
      stale = true;
    };
  }, [revision]);
  if (!level || !text) return null;
  // The letter of the question is the one of the start, whatever was mended since.
  const asked = judgement?.goals.find(({ id }) => id === level.incident?.cause);
  const named = drill?.spent.some((item) => item.type === 'name' && item.goal === asked?.id && item.right === true);
  const why = asked?.trace && named ? [outcomeText(asked.trace, t)] : [];
  const markdown = cure && writePostMortem({ level, text, drill, judgement, cure, why }, t);
  return (
    <Dialog
      title={t('ui.drill.postMortem')}
      onClose={onClose}
      actions={
        markdown === undefined ? undefined : (
          <>
            <CopyButton text={markdown} look="primary" />
            <button
              type="button"
              onClick={() => saveFile(new Blob([markdown], { type: 'text/markdown' }), `post-mortem-${level.id}.md`)}
            >
              {t('ui.home.save')}
            </button>
          </>
        )
      }
    >
      <p>{t('ui.drill.postMortem.about')}</p>
      {markdown === undefined ? (
        <p>{t('ui.working')}</p>
      ) : (
        <pre class="post-mortem" tabIndex={0} aria-label={t('ui.drill.postMortem')}>
          {markdown}
        </pre>
      )}
    </Dialog>
  );
}
