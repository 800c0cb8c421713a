// How the board looks and sounds, and pictures of it to share: department colours, contrast, sound, the view as PNG, the plan as SVG.
import { COLOUR_SETS } from '../../store/state.ts';
import { type BoardHandle, useActions, useApp, useEnvironment, useWords } from '../context.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { TOUR_LEVEL } from '../tour/steps.ts';
import { saveFile } from '../parts/saveFile.ts';

export function LookDialog({
  board,
  onClose,
}: {
  /** Absent where none could be drawn: there is nothing to take a picture of. */
  readonly board: BoardHandle | undefined;
  readonly onClose: () => void;
}): preact.JSX.Element {
  const colours = useApp((state) => state.session.colours);
  const contrast = useApp((state) => state.session.contrast);
  const sound = useApp((state) => state.session.sound);
  const hidden = useApp((state) => state.session.boardHidden);
  const name = useApp((state) => state.session.levelId ?? 'sandbox');
  const { navigate } = useEnvironment();
  const actions = useActions();
  const t = useWords();
  return (
    <Dialog title={t('ui.look')} onClose={onClose}>
      <LanguageSwitch labelled />
      <button
        type="button"
        onClick={() => {
          onClose();
          actions.setToured(false);
          if (name !== TOUR_LEVEL) navigate(TOUR_LEVEL);
        }}
      >
        {t('tour.again')}
      </button>
      <label class="field">
        {t('ui.look.colours')}
        <select
          value={colours}
          onChange={(event) => {
            const next = COLOUR_SETS.find((value) => value === event.currentTarget.value);
            if (next) actions.setColours(next);
          }}
        >
          {COLOUR_SETS.map((value) => (
            <option key={value} value={value}>
              {t(`ui.look.colours.${value}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="field-inline">
        <input
          type="checkbox"
          checked={contrast === 'high'}
          onChange={(event) => actions.setContrast(event.currentTarget.checked ? 'high' : 'normal')}
        />{' '}
        {t('ui.look.contrast')}
      </label>
      <label class="field-inline">
        <input type="checkbox" checked={sound} onChange={(event) => actions.setSound(event.currentTarget.checked)} />{' '}
        {t('ui.look.sound')}
      </label>
      <p class="dim">{t('ui.look.sound.help')}</p>
      <label class="field-inline">
        <input type="checkbox" checked={hidden} onChange={(event) => actions.setBoardHidden(event.currentTarget.checked)} />{' '}
        {t('ui.look.hidden')}
      </label>
      <p class="dim">{t('ui.board.signs')}</p>
      {board && <Departments board={board} />}
      {board && <Pictures board={board} name={name} />}
    </Dialog>
  );
}

/** The key of the board: each department's colour and pattern, in words too. */
function Departments({ board }: { readonly board: BoardHandle }): preact.JSX.Element {
  const t = useWords();
  return (
    <>
      <h3>{t('ui.look.departments')}</h3>
      <ul class="plain departments">
        {board.departments().map(({ namespace, colour, pattern }) => (
          <li key={namespace}>
            <span class={`swatch swatch-${pattern}`} style={{ '--hue': colour }} aria-hidden="true" />
            <strong>{namespace}</strong> <span class="dim">{t(`ui.look.pattern.${pattern}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Pictures({ board, name }: { readonly board: BoardHandle; readonly name: string }): preact.JSX.Element {
  const t = useWords();
  return (
    <>
      <h3>{t('ui.look.pictures')}</h3>
      <div class="row">
        <button
          type="button"
          onClick={() => {
            void board.picture().then((picture) => picture && saveFile(picture, `cidr-house-${name}.png`));
          }}
        >
          {t('ui.look.png')}
        </button>
        <button
          type="button"
          onClick={() => saveFile(new Blob([board.planSvg()], { type: 'image/svg+xml' }), `cidr-house-${name}.svg`)}
        >
          {t('ui.look.svg')}
        </button>
      </div>
    </>
  );
}
