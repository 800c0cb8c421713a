// What a teacher may do with one seat: another name, off the board, more time, out of the room.
import type { RoomMeta, SeatRow } from '../../classroom/view.ts';
import { useLiveDesk, useWords } from '../context.tsx';
import { SkipList } from './SkipList.tsx';

const FACTORS = [1, 1.5, 2, 0] as const;
const MORE = 5;

interface SeatMenuProps {
  readonly row: SeatRow;
  readonly name: string;
  readonly meta: RoomMeta;
  readonly titles: Readonly<Record<string, string>>;
}

export function SeatMenu({ row, name, meta, titles }: SeatMenuProps): preact.JSX.Element {
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
        {t('live.extend', { minutes: MORE })}
      </button>
      <button
        type="button"
        onClick={() => {
          if (confirm(t('live.remove.sure', { name }))) void desk.command({ type: 'remove', seat });
        }}
      >
        {t('live.remove')}
      </button>
      <SkipList meta={meta} titles={titles} skipped={row.skipped ?? []} seat={seat} />
    </fieldset>
  );
}
