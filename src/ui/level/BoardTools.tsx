// Everything that wheel, pinch and keys do on the board, as buttons; all goals' envelopes at once; what is laid over the building. Without a board
// to be seen the overlays (told by the legend) and the settings of the look stay.
import { useState } from 'preact/hooks';
import type { Overlay } from '../../store/state.ts';
import { type BoardHandle, useActions, useApp, useWords } from '../context.tsx';
import { HandTools } from '../connect/HandTools.tsx';
import { BoardIcon } from './BoardIcon.tsx';
import { LookDialog } from './LookDialog.tsx';

const OVERLAYS = ['addresses', 'routes', 'reach'] as const satisfies readonly Overlay[];

export function BoardTools({
  board,
  shown,
}: {
  readonly board: BoardHandle | undefined;
  readonly shown: boolean;
}): preact.JSX.Element {
  const selection = useApp((state) => state.session.selection);
  const traffic = useApp((state) => state.session.traffic);
  const overlay = useApp((state) => state.session.overlay);
  const level = useApp((state) => state.session.levelId);
  const insets = useApp((state) => state.session.insets);
  const [look, setLook] = useState(false);
  const actions = useActions();
  const t = useWords();
  const tool = (command: Parameters<BoardHandle['command']>[0], disabled = false): preact.JSX.Element => (
    <button
      type="button"
      class="quiet icon"
      aria-label={t(`ui.board.${command}`)}
      title={t(`ui.board.${command}`)}
      disabled={disabled}
      onClick={() => board?.command(command)}
    >
      <BoardIcon name={command} />
    </button>
  );
  return (
    <div
      class="board-tools"
      style={{ '--right': `${insets.right}px`, '--top': `${insets.top + 12}px`, '--bottom': `${insets.bottom + 12}px` }}
    >
      {shown && (
        <div class="tool-group" role="group" aria-label={t('ui.board.tools')}>
          {tool('zoomIn')}
          {tool('zoomOut')}
          {tool('frame')}
          {tool('frameSelection', selection === undefined)}
          {level !== undefined && (
            <button
              type="button"
              class="quiet icon"
              aria-pressed={traffic}
              aria-label={t('ui.board.traffic')}
              title={t('ui.board.traffic')}
              onClick={() => actions.setTraffic(!traffic)}
            >
              <BoardIcon name="traffic" />
            </button>
          )}
        </div>
      )}
      <div class="tool-group" role="group" aria-label={t('ui.board.overlays')}>
        {OVERLAYS.map((name) => (
          <button
            key={name}
            type="button"
            class="quiet icon"
            aria-pressed={overlay === name}
            aria-label={t(`ui.board.overlay.${name}`)}
            title={t(`ui.board.overlay.${name}`)}
            onClick={() => actions.setOverlay(overlay === name ? 'none' : name)}
          >
            <BoardIcon name={name} />
          </button>
        ))}
      </div>
      {shown && <HandTools />}
      <div class="tool-group">
        <button
          type="button"
          class="quiet icon"
          aria-haspopup="dialog"
          aria-label={t('ui.look')}
          title={t('ui.look')}
          onClick={() => setLook(true)}
        >
          <BoardIcon name="look" />
        </button>
      </div>
      {look && <LookDialog board={board} onClose={() => setLook(false)} />}
    </div>
  );
}
