// The palette: what can be added near what is chosen, with its effect, or why it cannot.
import { useMemo } from 'preact/hooks';
import type { PaletteItem } from '../../manifest/gestures/palette.ts';
import { listObjects } from '../../engine/model/spec.ts';
import { reasonKey } from '../../store/connectState.ts';
import { useActions, useApp, useWords } from '../context.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { thingName } from './thingName.ts';

export function PlaceDialog(): preact.JSX.Element | null {
  const placing = useApp((state) => state.session.placing);
  const spec = useApp((state) => state.document.spec);
  const actions = useActions();
  const t = useWords();
  const names = useMemo(
    () => [...new Set([...listObjects(spec, 'Namespace').map(({ metadata }) => metadata.name), 'default'])],
    [spec],
  );
  if (!placing) return null;
  const { namespace, near, items } = placing;
  return (
    <Dialog title={t('ui.place.title')} onClose={() => actions.stopPlacing()}>
      <div class="row palette-where">
        <label class="field-inline">
          <span>{t('ui.place.namespace')}</span>
          <select autofocus value={namespace} onChange={(event) => actions.startPlacing(event.currentTarget.value)}>
            {(names.includes(namespace) ? names : [namespace, ...names]).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {near !== undefined && <span class="dim">{t('ui.place.near', { thing: thingName(near, t) })}</span>}
      </div>
      {items ? (
        <>
          <Items label={t('ui.place.what')} items={items.filter(({ offer }) => offer)} />
          {items.some(({ offer }) => !offer) && <h3>{t('ui.place.not')}</h3>}
          <Items label={t('ui.place.not')} items={items.filter(({ offer }) => !offer)} />
        </>
      ) : (
        <p>{t('ui.loading')}</p>
      )}
    </Dialog>
  );
}

function Items({ label, items }: { readonly label: string; readonly items: readonly PaletteItem[] }): preact.JSX.Element | null {
  const actions = useActions();
  const t = useWords();
  if (items.length === 0) return null;
  return (
    <ul class="palette" aria-label={label}>
      {items.map(({ code, offer, refusal }) => (
        <li key={code}>
          <button
            type="button"
            aria-disabled={!offer}
            aria-describedby={`place-${code}`}
            onClick={() => void actions.acceptItem(code)}
          >
            {t(`gesture.add.${code}`)}
          </button>
          <span id={`place-${code}`} class={offer ? 'dim' : 'warn'}>
            {offer ? t(`gesture.${offer.code}`, offer.params) : refusal ? t(reasonKey(refusal.code), refusal.params) : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}
