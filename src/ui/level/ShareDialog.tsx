// A link to what was built: to copy, to hand on by the device's own sharing, and as a code for a phone where it is short enough to be read.
import { useActions, useApp, useWords } from '../context.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { Code, READABLE } from './LinkCode.tsx';

/** Characters that chats still carry whole. */
const CHAT = 4000;

export function ShareDialog({ link, onClose }: { readonly link: string; readonly onClose: () => void }): preact.JSX.Element {
  const t = useWords();
  if (link === '')
    return (
      <Dialog title={t('ui.share.title')} onClose={onClose} actions={<SolutionFile look="primary" />}>
        <p>{t('made.share.none')}</p>
      </Dialog>
    );
  const canSend = typeof navigator.share === 'function';
  return (
    <Dialog
      title={t('ui.share.title')}
      onClose={onClose}
      actions={
        <>
          {canSend && (
            <button
              type="button"
              onClick={() => void navigator.share({ url: link, title: t('ui.title') }).catch(() => undefined)}
            >
              {t('ui.share.send')}
            </button>
          )}
          <SolutionFile look={link.length > CHAT ? 'primary' : 'quiet'} />
          <CopyButton text={link} label={t('ui.share.copy')} look="primary" />
        </>
      }
    >
      <p>{t('ui.share.about', { count: link.length })}</p>
      {link.length > 2000 && <p class="warn">{t(link.length > CHAT ? 'made.share.long' : 'ui.share.long')}</p>}
      <label class="field">
        {t('ui.share.link')}
        <textarea readOnly rows={4} value={link} onFocus={(event) => event.currentTarget.select()} />
      </label>
      {link.length <= READABLE ? <Code link={link} /> : <p class="dim">{t('ui.share.code.long')}</p>}
    </Dialog>
  );
}

/** The same as a file, for what is too long for a chat. */
function SolutionFile({ look }: { readonly look: string }): preact.JSX.Element {
  const t = useWords();
  const actions = useActions();
  const level = useApp((state) => state.session.levelId ?? 'sandbox');
  const write = async (): Promise<void> => {
    const text = await actions.solutionFile();
    saveFile(new Blob([text], { type: 'application/json' }), `${level}.cidrhouse.json`);
  };
  return (
    <button type="button" class={look} onClick={() => void write()}>
      {t('made.share.file')}
    </button>
  );
}
