// Settings that are always at hand: theme and office or network words.
import { useActions, useApp, useWords } from '../context.tsx';

const THEMES = ['system', 'day', 'night'] as const;

export function ThemeSwitch(): preact.JSX.Element {
  const theme = useApp((state) => state.session.theme);
  const actions = useActions();
  const t = useWords();
  return (
    <label class="field-inline">
      <span class="visually-hidden">{t('ui.theme')}</span>
      <select
        value={theme}
        onChange={(event) => {
          const next = THEMES.find((value) => value === event.currentTarget.value);
          if (next) actions.setTheme(next);
        }}
      >
        {THEMES.map((value) => (
          <option key={value} value={value}>
            {t(`ui.theme.${value}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

export function WordsSwitch(): preact.JSX.Element {
  const words = useApp((state) => state.session.words);
  const actions = useActions();
  const t = useWords();
  return (
    <button
      type="button"
      class="quiet words-switch"
      aria-pressed={words === 'network'}
      title={t('ui.words.help')}
      onClick={() => actions.setWords(words === 'office' ? 'network' : 'office')}
    >
      {t('ui.words.network')}
    </button>
  );
}
