// The board's two tools that change the world: connect what is chosen, add something new.
import { useActions, useApp, useWords } from '../context.tsx';
import { BoardIcon } from '../level/BoardIcon.tsx';

export function HandTools(): preact.JSX.Element {
  const connecting = useApp((state) => state.session.connecting !== undefined);
  const actions = useActions();
  const t = useWords();
  const connect = (): void => {
    if (connecting) actions.stopConnecting();
    else {
      actions.startConnecting();
      // Arrow keys choose the other end.
      document.querySelector<HTMLElement>('.board')?.focus({ preventScroll: true });
    }
  };
  return (
    <div class="tool-group hands" role="group" aria-label={t('ui.connect.tools')}>
      <button
        type="button"
        class="quiet icon"
        aria-pressed={connecting}
        aria-label={t('ui.connect.tool')}
        title={t('ui.connect.tool')}
        onClick={connect}
      >
        <BoardIcon name="connect" />
      </button>
      <button
        type="button"
        class="quiet icon"
        aria-haspopup="dialog"
        aria-label={t('ui.connect.place.tool')}
        title={t('ui.connect.place.tool')}
        onClick={() => actions.startPlacing()}
      >
        <BoardIcon name="place" />
      </button>
    </div>
  );
}
