// Where the board lives, with its tools. The board arrives by its own import; until then (and without WebGL) the objects panel tells the
// same story.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type BoardHandle, useEnvironment, useWords } from '../context.tsx';
import { BoardTools } from './BoardTools.tsx';
import { OverlayLegend } from './OverlayLegend.tsx';

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
      <BoardTools board={board} shown={board !== undefined && !hidden} />
      {!hidden && <OverlayLegend />}
      {failed !== undefined && !hidden && <p class="board-failed">{t('ui.board.failed', { reason: failed })}</p>}
    </>
  );
}
