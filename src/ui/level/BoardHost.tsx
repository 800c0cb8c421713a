// Where the board lives, with its buttons. The board arrives by its own import; until then (and without WebGL) the objects panel tells the
// same story.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type BoardHandle, useActions, useApp, useEnvironment, useWords } from '../context.tsx';

export function BoardHost({ hidden }: { readonly hidden: boolean }): preact.JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const { mountBoard } = useEnvironment();
  const [board, setBoard] = useState<BoardHandle | undefined>(undefined);
  const [failed, setFailed] = useState<string | undefined>(undefined);
  const t = useWords();
  useEffect(() => {
    const parent = host.current;
    if (!parent) return undefined;
    let gone = false;
    let mounted: BoardHandle | undefined;
    mountBoard(parent).then(
      (handle) => {
        if ('failed' in handle) setFailed(handle.failed);
        else if (gone) handle.remove();
        else {
          mounted = handle;
          setBoard(handle);
        }
      },
      () => setFailed('load'),
    );
    return () => {
      gone = true;
      mounted?.remove();
    };
  }, []);
  return (
    <>
      <div class="board" ref={host} hidden={hidden} />
      {board && !hidden && <BoardTools board={board} />}
      {failed !== undefined && !hidden && <p class="board-failed">{t('ui.board.failed', { reason: failed })}</p>}
    </>
  );
}

/** Everything that wheel, pinch and keys do, as buttons; and all goals' envelopes at once. */
function BoardTools({ board }: { readonly board: BoardHandle }): preact.JSX.Element {
  const selection = useApp((state) => state.session.selection);
  const traffic = useApp((state) => state.session.traffic);
  const level = useApp((state) => state.session.levelId);
  const insets = useApp((state) => state.session.insets);
  const actions = useActions();
  const t = useWords();
  const tool = (command: Parameters<BoardHandle['command']>[0], sign: string, disabled = false): preact.JSX.Element => (
    <button
      type="button"
      class="quiet icon"
      aria-label={t(`ui.board.${command}`)}
      title={t(`ui.board.${command}`)}
      disabled={disabled}
      onClick={() => board.command(command)}
    >
      {sign}
    </button>
  );
  return (
    <div
      class="board-tools"
      role="group"
      aria-label={t('ui.board.tools')}
      style={{ right: `${insets.right + 12}px`, top: `${insets.top + 12}px` }}
    >
      {tool('zoomIn', '+')}
      {tool('zoomOut', '−')}
      {tool('frame', '⤢')}
      {tool('frameSelection', '◎', selection === undefined)}
      {level !== undefined && (
        <button
          type="button"
          class="quiet icon"
          aria-pressed={traffic}
          aria-label={t('ui.board.traffic')}
          title={t('ui.board.traffic')}
          onClick={() => actions.setTraffic(!traffic)}
        >
          ✉
        </button>
      )}
    </div>
  );
}
