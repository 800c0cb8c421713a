// What one student handed in: by level, every attempt of it, and all that was done as one walk. Each opens in a new tab, where nothing can be changed.
import { useEffect } from 'preact/hooks';
import type { LevelCell } from '../../classroom/view.ts';
import type { Look } from '../../store/live/liveTypes.ts';
import { useApp, useLive, useLiveDesk, useWords } from '../context.tsx';
import { tell } from '../paper/times.ts';

const NONE: Readonly<Record<string, LevelCell>> = {};

interface WorksProps {
  readonly look: Look;
  readonly titles: Readonly<Record<string, string>>;
}

export function Works({ look, titles }: WorksProps): preact.JSX.Element {
  const desk = useLiveDesk();
  const locale = useApp((state) => state.session.locale);
  const t = useWords();
  const cells = useLive((state) => state.view?.rows[String(look.seat)]?.levels) ?? NONE;
  const shown = Object.entries(cells).filter(([id]) => look.level === undefined || id === look.level);
  const attempts = shown.reduce((sum, [, cell]) => sum + cell.attempts, 0);
  useEffect(() => {
    if (attempts > look.works.length) void desk.lookAgain();
  }, [attempts]);
  const begun = shown.flatMap(([id, { works = 0 }]) => (works > 0 ? [id] : []));
  const levels = [...new Set([...look.works.map(({ level }) => level), ...begun])];
  if (levels.length === 0) return <p class="dim">{t('live.works.none')}</p>;
  return (
    <div class="live-works">
      {levels.map((level) => {
        const works = look.works.filter((work) => work.level === level);
        return (
          <div key={level}>
            <p>
              <a href={desk.watchLink(look.seat, level) ?? ''} target="_blank" rel="noreferrer">
                {t(works.length > 0 ? 'live.watch.all' : 'live.watch.work', {
                  level: titles[level] ?? level,
                  attempts: works.length,
                })}
              </a>
            </p>
            <ul>
              {works.map(({ attempt, link, at, passed, total, stars }) => (
                <li key={attempt}>
                  <a href={link} target="_blank" rel="noreferrer">
                    {t('live.works.open', { attempt, at: tell(at, locale), passed, total, stars })}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}
