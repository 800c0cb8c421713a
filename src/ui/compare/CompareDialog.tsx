// Two CNI modes side by side: two buildings of the same workload, one envelope walked through both in step, and the engine's figures beside
// them. Reads the same with the buildings hidden: then two lists stand in their place. Closing it leaves everything as it was.
import { useEffect, useRef, useState } from 'preact/hooks';
import { COMPARED_SIDES } from '../../store/comparison.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { BoardIcon } from '../level/BoardIcon.tsx';
import { CompareFacts } from './CompareFacts.tsx';
import { CompareReach } from './CompareReach.tsx';
import { CompareSide } from './CompareSide.tsx';
import { CompareWalk } from './CompareWalk.tsx';

export function CompareDialog(): preact.JSX.Element | null {
  const element = useRef<HTMLDialogElement>(null);
  const open = useApp((state) => state.session.comparison);
  // Stands until it is taken away as a whole: the platform gives focus back only to a dialog that is closed while it is there.
  const last = useRef(open);
  if (open) last.current = open;
  const comparison = last.current;
  const compared = useApp((state) => state.results.compared);
  const hidden = useApp((state) => state.session.boardHidden);
  const [lists, setLists] = useState(hidden);
  const actions = useActions();
  const t = useWords();
  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  if (!comparison) return null;
  const { projection, turn, overlay } = comparison;
  const close = (): void => element.current?.close();
  const busy = !compared || compared.modes.left !== comparison.left || compared.modes.right !== comparison.right;
  return (
    <dialog
      ref={element}
      class="dialog compare"
      aria-labelledby="compare-title"
      aria-busy={busy}
      onClose={() => void actions.compare(undefined)}
      onKeyDown={(event) => {
        // The page's own undo would move what is being compared.
        if (event.ctrlKey || event.metaKey) event.stopPropagation();
      }}
    >
      <div class="dialog-head">
        <h2 id="compare-title">{t('ui.compare')}</h2>
        <div class="row">
          <div class="segmented" role="group" aria-label={t('ui.projection')}>
            {(['iso', 'plan'] as const).map((value) => (
              <button
                key={value}
                type="button"
                aria-pressed={!lists && projection === value}
                onClick={() => {
                  setLists(false);
                  actions.lookAtCompared({ projection: value });
                }}
              >
                {t(`ui.projection.${value}`)}
              </button>
            ))}
            <button type="button" aria-pressed={lists} onClick={() => setLists(true)}>
              {t('ui.compare.lists')}
            </button>
          </div>
          <button
            type="button"
            class="quiet icon"
            aria-label={t('ui.turn')}
            title={t('ui.turn')}
            disabled={lists || projection === 'plan'}
            onClick={() => actions.lookAtCompared({ turn: ((turn + 1) % 4) as typeof turn })}
          >
            ↻
          </button>
          <button
            type="button"
            class="quiet icon"
            aria-pressed={overlay === 'addresses'}
            aria-label={t('ui.board.overlay.addresses')}
            title={t('ui.board.overlay.addresses')}
            disabled={lists}
            onClick={() => actions.lookAtCompared({ overlay: overlay === 'addresses' ? 'none' : 'addresses' })}
          >
            <BoardIcon name="addresses" />
          </button>
          <button type="button" class="quiet" onClick={close}>
            {t('ui.close')}
          </button>
        </div>
      </div>
      <div class="compare-body">
        {compared?.refused && (
          <p class="warn" role="alert">
            {t('ui.compare.refused', { part: String(compared.refused.params['part'] ?? '') })}
          </p>
        )}
        <div class="compare-houses">
          {COMPARED_SIDES.map((side) => (
            <CompareSide key={side} side={side} lists={lists} busy={busy} />
          ))}
        </div>
        <CompareWalk />
        <CompareFacts />
        <CompareReach />
      </div>
    </dialog>
  );
}
