// The language of everything that is read. Each one is named in itself, so that who cannot read this page finds theirs.
import { LOCALES } from '../../words/locales.ts';
import { useActions, useApp, useWords } from '../context.tsx';

export function LanguageSwitch({ labelled = false }: { readonly labelled?: boolean }): preact.JSX.Element {
  const locale = useApp((state) => state.session.locale);
  const actions = useActions();
  const t = useWords();
  return (
    <label class={labelled ? 'field' : 'field-inline'}>
      <span class={labelled ? '' : 'visually-hidden'}>{t('ui.language')}</span>
      <select value={locale} onChange={(event) => void actions.setLocale(event.currentTarget.value)}>
        {LOCALES.map((value) => (
          <option key={value} value={value} lang={value}>
            {t(`ui.language.${value}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
