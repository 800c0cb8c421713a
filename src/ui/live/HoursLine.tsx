// The hours of homework, with the zone in which they are told.
import type { RoomMeta } from '../../classroom/view.ts';
import { useApp, useWords } from '../context.tsx';
import { tell } from '../paper/times.ts';

export function HoursLine({ meta }: { readonly meta: RoomMeta }): preact.JSX.Element | null {
  const locale = useApp((state) => state.session.locale);
  const t = useWords();
  const { opens, closes } = meta;
  if (opens === undefined || closes === undefined) return null;
  return <p class="live-hours">{t('paper.told.window', { opens: tell(opens, locale), closes: tell(closes, locale) })}</p>;
}
