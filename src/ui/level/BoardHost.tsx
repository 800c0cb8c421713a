// Where the board lives. The board arrives by its own import; until then (and without WebGL) the objects panel tells the same story.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useEnvironment, useWords } from '../context.tsx';

export function BoardHost({ hidden }: { readonly hidden: boolean }): preact.JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const { mountBoard } = useEnvironment();
  const [failed, setFailed] = useState<string | undefined>(undefined);
  const t = useWords();
  useEffect(() => {
    const parent = host.current;
    if (!parent) return undefined;
    let gone = false;
    let remove: (() => void) | undefined;
    mountBoard(parent).then(
      (board) => {
        if (typeof board !== 'function') setFailed(board.failed);
        else if (gone) board();
        else remove = board;
      },
      () => setFailed('load'),
    );
    return () => {
      gone = true;
      remove?.();
    };
  }, []);
  return (
    <>
      <div class="board" ref={host} hidden={hidden} />
      {failed !== undefined && !hidden && <p class="board-failed">{t('ui.board.failed', { reason: failed })}</p>}
    </>
  );
}
