// The briefing: the story in office words, the same in network words, and one runnable demonstration.
import { useActions, useApp, useWords } from '../context.tsx';
import { CodexParagraphs, LevelPages } from '../codex/CodexParagraphs.tsx';
import { Dialog } from '../parts/Dialog.tsx';

export function Briefing({ onClose }: { readonly onClose: () => void }): preact.JSX.Element | null {
  const text = useApp((state) => state.session.text);
  const level = useApp((state) => state.session.levelId);
  const demo = useApp((state) => (state.session.level?.incident ? undefined : state.session.level?.demo));
  const actions = useActions();
  const t = useWords();
  if (!text) return null;
  return (
    <Dialog
      title={text.title}
      onClose={onClose}
      actions={
        <>
          {demo && (
            <button
              type="button"
              onClick={() => {
                onClose();
                void actions.send(demo.from, demo.to);
              }}
            >
              {t('ui.demo')}
            </button>
          )}
          <button type="button" class="primary" onClick={onClose}>
            {t('ui.start')}
          </button>
        </>
      }
    >
      <CodexParagraphs texts={text.briefing} />
      {text.network.length > 0 && (
        <section class="network-words">
          <h3>{t('ui.briefing.network')}</h3>
          <CodexParagraphs texts={text.network} />
        </section>
      )}
      {level !== undefined && demo && <LevelPages level={level} />}
    </Dialog>
  );
}
