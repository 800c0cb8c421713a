// What a teacher may do with one seat: another name, off the board, more time, out of the room.
import type { SeatRow } from '../../classroom/view.ts';
import { useLiveDesk, useWords } from '../context.tsx';

const FACTORS = [1, 1.5, 2, 0] as const;
const MORE = 5;

export function SeatMenu({ row, name }: { readonly row: SeatRow; readonly name: string }): preact.JSX.Element {
  const desk = useLiveDesk();
  const t = useWords();
  const { seat, hidden = false, factor = 1 } = row;
  return (
    <fieldset class="row live-menu">
      <legend class="visually-hidden">{name}</legend>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const alias = new FormData(event.currentTarget).get('alias');
          if (typeof alias === 'string' && alias.trim() !== '') void desk.command({ type: 'rename', seat, alias });
        }}
      >
        <label class="field-inline">
          {t('live.rename')}
          <input name="alias" maxLength={60} autocomplete="off" defaultValue={name} />
        </label>
        <button type="submit">{t('live.rename.go')}</button>
      </form>
      <button type="button" aria-pressed={hidden} onClick={() => void desk.command({ type: 'hide', seat, hidden: !hidden })}>
        {t(hidden ? 'live.unhide' : 'live.hide')}
      </button>
      <label class="field-inline">
        {t('live.factor')}
        <select
          value={String(factor)}
          onChange={(event) => {
            const chosen = FACTORS.find((one) => String(one) === event.currentTarget.value);
            if (chosen !== undefined) void desk.command({ type: 'factor', seat, factor: chosen });
          }}
        >
          {FACTORS.map((one) => (
            <option key={one} value={String(one)}>
              {one === 0 ? t('live.factor.none') : t('live.factor.times', { factor: String(one) })}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => void desk.command({ type: 'extend', minutes: MORE, seat })}>
        {t('live.extend')}
      </button>
      <button
        type="button"
        onClick={() => {
          if (confirm(t('live.remove.sure', { name }))) void desk.command({ type: 'remove', seat });
        }}
      >
        {t('live.remove')}
      </button>
    </fieldset>
  );
}
