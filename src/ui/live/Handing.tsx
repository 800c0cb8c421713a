// What became of a solution that was handed in: on its way, kept until the network is back, judged, or refused with the reason.
import { useLive, useWords } from '../context.tsx';

export function Handing({ level }: { readonly level: string }): preact.JSX.Element {
  const handed = useLive((state) => state.handed[level]);
  const t = useWords();
  const { state, why, stars = 0, passed = 0, total = 0 } = handed ?? {};
  return (
    <span role="status" class="live-handing" data-handed={state}>
      {state === 'taken' && t('live.handed.taken', { passed, total, stars })}
      {state === 'refused' && t('live.handed.refused', { why: t(`room.no.${why}`) })}
      {state === 'waiting' &&
        (why === undefined ? t('live.handed.sending') : t('live.handed.later', { why: t(`room.no.${why}`) }))}
    </span>
  );
}
