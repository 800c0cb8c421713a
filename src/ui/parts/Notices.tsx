// Notices: what happened beside the player's own doing (a worker restarted, a save failed, a link was cut off). Polite, dismissible, never a trap.
import { useActions, useApp, useWords } from '../context.tsx';

export function Notices(): preact.JSX.Element {
  const notice = useApp((state) => state.session.notice);
  const linkProblem = useApp((state) => state.session.linkProblem);
  const actions = useActions();
  const t = useWords();
  const text = linkProblem
    ? t(`link.${linkProblem.code}`, linkProblem.params)
    : notice
      ? t(notice.code, notice.params)
      : undefined;
  return (
    <div class="notices" role="status" aria-live="polite">
      {text !== undefined && (
        <div class="notice" key={notice?.at ?? 'link'}>
          <span>{text}</span>
          <button type="button" class="quiet" onClick={() => actions.dismissNotice()}>
            {t('ui.close')}
          </button>
        </div>
      )}
    </div>
  );
}
