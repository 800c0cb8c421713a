// The result of a daily challenge as a line to hand on: the day, the stars, the changes; never what was broken.
import type { Progress } from '../../store/state.ts';
import { useEnvironment, useWords } from '../context.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { dailyId } from './practiceWords.ts';

interface ShareDayProps {
  readonly day: string;
  readonly result: Progress['levels'][string];
}

export function ShareDay({ day, result }: ShareDayProps): preact.JSX.Element {
  const { address } = useEnvironment();
  const t = useWords();
  const stars = '★'.repeat(result.stars) + '☆'.repeat(3 - result.stars);
  const link = new URL(address(dailyId(day)), location.href).href;
  const text = `${t('practice.share.line', { date: day, stars, count: result.changes })} ${link}`;
  return <CopyButton text={text} label={t('practice.share')} />;
}
