// The bar: where you are, 3D or plan, undo and redo, words, theme, share. Real buttons, each with a name and a key.
import { useState } from 'preact/hooks';
import { useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { ThemeSwitch, WordsSwitch } from '../parts/ThemeSwitch.tsx';
import { ShareDialog } from './ShareDialog.tsx';
import type { LevelDialog } from './LevelScreen.tsx';

export function TopBar({ onDialog }: { readonly onDialog: (dialog: LevelDialog) => void }): preact.JSX.Element {
  const { navigate, address } = useEnvironment();
  const title = useApp((state) => state.session.text?.title);
  const seed = useApp((state) => state.session.seed);
  const subtitle = useApp((state) => state.session.text?.subtitle);
  const projection = useApp((state) => state.session.projection);
  const turn = useApp((state) => state.session.turn);
  const boardHidden = useApp((state) => state.session.boardHidden);
  const engine = useApp((state) => state.results.engine);
  const actions = useActions();
  const t = useWords();
  return (
    <header class="panel topbar" data-inset="top">
      <a
        class="home"
        href={address('')}
        onClick={(event) => {
          event.preventDefault();
          navigate(undefined);
        }}
      >
        {t('ui.title')}
      </a>
      <h1>
        {title ?? t('ui.sandbox')} <small>{seed === undefined ? subtitle : t('variant.name', { seed })}</small>
      </h1>
      <span class={`engine engine-${engine}`} role="status">
        {engine === 'ready' || engine === 'working' ? '' : t(`ui.engine.${engine}`)}
      </span>
      <div class="segmented" role="group" aria-label={t('ui.projection')}>
        {(['iso', 'plan'] as const).map((value) => (
          <button key={value} type="button" aria-pressed={projection === value} onClick={() => actions.setProjection(value)}>
            {t(`ui.projection.${value}`)}
          </button>
        ))}
      </div>
      <button
        type="button"
        class="quiet icon"
        aria-label={t('ui.turn')}
        title={t('ui.turn')}
        disabled={projection === 'plan'}
        onClick={() => actions.setTurn(((turn + 1) % 4) as 0 | 1 | 2 | 3)}
      >
        ⟳
      </button>
      <UndoRedo />
      <button
        type="button"
        class="quiet wide-only"
        aria-pressed={boardHidden}
        onClick={() => actions.setBoardHidden(!boardHidden)}
      >
        {t('ui.board.hide')}
      </button>
      <WordsSwitch />
      <ThemeSwitch />
      <Share />
      {title !== undefined && (
        <button type="button" class="quiet" onClick={() => onDialog('briefing')}>
          {t('ui.briefing')}
        </button>
      )}
    </header>
  );
}

function UndoRedo(): preact.JSX.Element {
  const applied = useApp((state) => state.document.applied);
  const length = useApp((state) => state.document.log.length);
  const actions = useActions();
  const t = useWords();
  return (
    <div class="pair" role="group" aria-label={t('ui.history')}>
      <button
        type="button"
        class="quiet icon"
        aria-label={t('ui.undo')}
        title={t('ui.undo.key')}
        disabled={applied === 0}
        onClick={() => actions.undo()}
      >
        ↶
      </button>
      <button
        type="button"
        class="quiet icon"
        aria-label={t('ui.redo')}
        title={t('ui.redo.key')}
        disabled={applied === length}
        onClick={() => actions.redo()}
      >
        ↷
      </button>
    </div>
  );
}

function Share(): preact.JSX.Element {
  const [link, setLink] = useState<string | undefined>(undefined);
  const actions = useActions();
  const t = useWords();
  return (
    <>
      <button type="button" class="quiet" onClick={() => void actions.makeLink().then((made) => setLink(made ?? ''))}>
        {t('ui.share')}
      </button>
      {link !== undefined && <ShareDialog link={link} onClose={() => setLink(undefined)} />}
    </>
  );
}
